"""Parts of an article that a reader chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.model.article import Place


class Extent(NamedTuple):
    """A part of an article from a place up to another one: the same at every width and in every script.

    In the title, the number of the block is -1.
    """

    start: Place
    end: Place
    """The place after its last character."""

    def through(self, other: Extent) -> Extent:
        """The least part that holds both."""
        return Extent(min(self.start, other.start), max(self.end, other.end))


class Selection(NamedTuple):
    """A part of an article that a reader chose, with what it says."""

    extent: Extent
    quotation: str
    """What stands there, as it is written: paragraphs a blank line apart, and nothing of how they were set."""
