"""HTML from outside as Markdown and as text; nothing of it is passed through, run or fetched."""
