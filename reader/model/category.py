"""Categories, smart folders and tags, with the counts that the sidebar shows."""

from __future__ import annotations

from typing import NamedTuple


class Category(NamedTuple):
    """Where articles are filed."""

    id: int
    name: str
    total: int
    unread: int


class Counts(NamedTuple):
    """How many articles the whole library has, and how many of each state."""

    total: int
    unread: int
    bookmarked: int
    viewed: int
    half_read: int
    """Opened and not read to its end."""


class Tag(NamedTuple):
    """A name that the reader has given to bookmarked articles."""

    name: str
    total: int


class SmartFolder(NamedTuple):
    """A query that the reader has given a name."""

    id: int
    name: str
    query: str
    total: int | None
    """What it found when it was last counted; None before that."""
    unread: int | None
