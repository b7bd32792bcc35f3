"""A source: where articles come from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, a page or a file that articles came from, or are to come from."""

    id: int
    kind: str
    """`feed`, `page`, `file` or `stdin`."""
    name: str
    location: str
    """The address or the absolute path."""
    category: str | None
    """Where its articles are to be filed, if its list says so."""
    articles: int
    """How many in the library came from it."""
