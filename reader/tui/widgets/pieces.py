"""What the lines of a page are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import Place
from reader.typeset.passages import parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model.selection import Extent
    from reader.typeset.hits import Hit, HitIndex
    from reader.typeset.layout import Layout
    from reader.typeset.lines import Line, Run


class Link(NamedTuple):
    """Where a part of an article leads: one link where it is broken over several lines."""

    block: int
    """Number of the block that it stands in."""
    address: str | None = None
    """Of a link or a picture."""
    note: int | None = None
    """Number of the note that it leads to or comes from."""
    back: bool = False
    """Whether it leads from the note back to the text."""


class PlacedLink(NamedTuple):
    """A link and where it begins."""

    link: Link
    line: int
    cell: int
    """Cells of the line before it."""


class TextLine(NamedTuple):
    """A line of the text. Not to be kept: the parts of a page are others once the lines above are counted."""

    part: Layout | None
    """The part of the body that it is of; None for the head."""
    number: int
    """Its number there, from 0."""


class Piece(NamedTuple):
    """Part of a line in one style."""

    text: str
    style: str
    """Name of the style, as in `article-view--title`."""
    link: Link | None = None
    hit: Hit | None = None
    """What was found here."""
    marked: bool = False
    """Whether the reader has marked it."""
    place: Place | None = None
    """Where in the title or the body its text begins; None for what is not of that text. Of a paragraph that was parsed in
    parts, it may lie beyond the end of the block."""


def piece_of(line: Line, run: Run) -> Piece:
    """A run of a line of the body."""
    place = Place(line.block, line.offset + run.start) if run.start is not None else None
    return Piece(run.text, run.role.value, _link(line, run), place=place)


def marked_parts(piece: Piece, index: HitIndex) -> Iterator[Piece]:
    """A piece, or its parts: hits apart from what is round them."""
    if piece.place is None:
        yield piece
        return
    block, offset = piece.place
    for text, hit in index.parts(block, offset, piece.text):
        yield piece._replace(text=text, hit=hit, place=Place(block, offset))
        offset += len(text)


def highlighted_parts(piece: Piece, extents: Sequence[Extent]) -> Iterator[Piece]:
    """A piece that stands at a place, or its parts: what the reader has marked apart from what is round it."""
    if piece.place is None:
        yield piece
        return
    block, offset = piece.place
    for part in parts(piece.text, piece.place, extents):
        yield piece._replace(text=part.text, marked=part.marked, place=Place(block, offset))
        offset += len(part.text)


def _link(line: Line, run: Run) -> Link | None:
    if run.target is None and run.note is None:
        return None
    # The number before a note is no part of its text.
    return Link(line.block, run.target, run.note, run.note is not None and run.start is None)
