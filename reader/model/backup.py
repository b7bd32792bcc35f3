"""Copies of a library file."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class Reason(StrEnum):
    """Why a copy was made."""

    DAILY = "daily"
    """By itself, once a day."""
    BEFORE_MIGRATION = "before-migration"
    """By itself, before a newer version changed the tables."""
    BY_HAND = "by-hand"
    """By `broadsheet backup`: kept until the reader removes it."""


class Backup(NamedTuple):
    """A copy of a library, in the folder beside it."""

    path: Path
    made_at: datetime
    """Aware, in UTC."""
    reason: Reason
    size: int
    """In bytes."""


class Contents(NamedTuple):
    """What a library file holds that was found sound."""

    path: Path
    articles: int
    version: int
    """The number of migrations that its tables come from."""


class Restored(NamedTuple):
    """What putting a copy in the place of a library has done."""

    contents: Contents
    """What is in the library now."""
    set_aside: Path | None
    """The file that was there before; None when there was none."""


class Recovered(NamedTuple):
    """What was saved of a damaged library."""

    articles: int
    bookmarks: int
    without_text: int
    """Articles whose text is lost."""
    refused: int
    """Rows that were read and made no sense."""
    untitled: int = 0
    """Articles whose title and facts are lost, made of their texts."""
    set_aside: Path | None = None
    """The damaged file."""
