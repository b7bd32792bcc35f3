"""Highlights: passages that the reader has marked in articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.selection import Extent


class Highlight(NamedTuple):
    """A passage that the reader has marked, kept by its place and by what it says."""

    id: int
    article_id: int
    title: str
    """Of the article."""
    extent: Extent
    """Where it stood when it was marked; where it stands now, `typeset.passages` tells."""
    quotation: str
    """What it said, as it was written."""
    remark: str
    """What the reader says to it; "" for nothing."""
    created_at: datetime
