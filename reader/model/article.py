"""An article as a list shows it (ArticleRow) and as it is read (Article), and where a reader is in it (Place)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.published import Published


class ArticleRow(NamedTuple):
    """What a list shows of an article: everything but its body. A tuple, because thousands are made while scrolling."""

    id: int
    category_id: int
    title: str
    origin: str | None
    published: str | None
    """ISO 8601 of reduced precision, see model.published."""
    clicks: int | None
    views: int
    read: bool
    bookmarked: bool
    note: bool
    """Whether the bookmark carries a note."""
    progress: int | None
    """How many per cent of it were seen."""
    viewed_at: datetime | None
    """When it was last opened, aware and in UTC."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the library, with its body and the reader's state on it. All times are aware and in UTC."""

    id: int
    key: str
    """Stable identity: survives re-import and is unique in a library."""
    category: str
    category_id: int
    source: str
    """Where it came from: the name of a file, folder, feed or site."""
    title: str
    author: str | None
    origin: str | None
    url: str | None
    language: str | None
    published: Published | None
    imported_at: datetime
    changed_at: datetime
    clicks: int | None
    views: int
    viewed_at: datetime | None
    read_at: datetime | None
    bookmarked_at: datetime | None
    note: str | None
    tags: tuple[str, ...]
    """Of the bookmark, in the order in which they were given."""
    progress: int | None
    """How many per cent of it the reader has seen; None when it was never opened."""
    minutes: int
    """Reading time at the usual speed, in whole minutes, at least 1."""
    summary: str
    glosses: int
    """How many bracketed readings were taken out when it came in; its original is kept."""
    markdown: str = field(repr=False)


class Place(NamedTuple):
    """Where a reader is in an article: the paragraph on the first line of the screen."""

    block: int
    """Number of the block, from 0."""
    offset: int = 0
    """Characters of that block before the first shown line."""
