"""Categories and smart folders, with the counts that the sidebar shows."""

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
