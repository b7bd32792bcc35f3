"""What the article pane is given to show."""

from __future__ import annotations

from typing import NamedTuple


def literal(text: str) -> str:
    """A text without a meaning in Markdown, in a paragraph or in the cell of a table (CommonMark §2.4)."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#+-!&~" else char for char in text)


class PageContent(NamedTuple):
    """What a page shows."""

    title: str
    facts: tuple[str, ...]
    """Short facts, set on one line as long as they fit."""
    notes: tuple[str, ...]
    """Remarks on the article: the reader's note, that it was cleaned."""
    markdown: str
