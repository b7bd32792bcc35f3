"""What the article pane is given to show."""

from __future__ import annotations

from typing import NamedTuple


class PageContent(NamedTuple):
    """What a page shows."""

    title: str
    facts: tuple[str, ...]
    """Short facts, set on one line as long as they fit."""
    notes: tuple[str, ...]
    """Remarks on the article: the reader's note, that it was cleaned."""
    markdown: str
