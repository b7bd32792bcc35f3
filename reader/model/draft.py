"""An article as it comes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.published import Published


@dataclass(frozen=True, slots=True)
class DraftCategory:
    """A category that a document names, whether or not an article is filed in it."""

    name: str


@dataclass(frozen=True, slots=True)
class DraftSource:
    """A source that a document names: a feed in a list of feeds."""

    location: str
    """Its address."""
    name: str
    category: str | None = None
    """Where its articles are to be filed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as an importer yields it: not yet in the library.

    A value that the source does not give is None, never a word that stands for "unknown".
    """

    title: str
    markdown: str
    category: str | None = None
    identity: str | None = None
    """What the source itself calls this article: a feed id or the canonical address."""
    author: str | None = None
    origin: str | None = None
    url: str | None = None
    language: str | None = None
    """A BCP 47 tag: zh-Hant, zh-Hans, en …"""
    published: Published | None = None
    clicks: int | None = None
    glosses: int = 0
    """How many bracketed readings were taken out of the text (see text.gloss)."""
    is_read: bool = False
    """Whether its reader had read it in the program that it comes from."""
    is_bookmarked: bool = False
    """Whether its reader had marked it there."""
    note: str | None = None
    """What its reader had noted on the mark."""
