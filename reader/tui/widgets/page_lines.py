"""The lines of an article on a page: laid out as far as they are looked at, numbered, and where in the text each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.article import Place
from reader.model.selection import Extent
from reader.tui.widgets.page_head import PageHead
from reader.tui.widgets.pieces import Piece, TextLine, highlighted_parts, marked_parts, piece_of
from reader.typeset.galley import Galley
from reader.typeset.hits import TITLE
from reader.typeset.layout import Options
from reader.typeset.manuscript import Manuscript

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.tui.marks import Marks
    from reader.tui.page_content import PageContent
    from reader.typeset.hits import HitIndex
    from reader.typeset.layout import Layout


class PageLines:
    """The lines of a page, from 0, at most `width` cells long: a head, then the body, from a place on.

    A line of the text is in columns a part of one on the screen. It has a name of its own, `TextLine`, because its number
    on the page changes once, when the lines above the place are counted, and may be unknown till then.
    """

    def __init__(
        self,
        content: PageContent,
        width: int,
        marks: Marks,
        *,
        indent: bool = False,
        hanging: bool = False,
        manuscript: Manuscript | None = None,
        body_width: int | None = None,
        place: Place = Place(0),  # noqa: B008 - a tuple
    ) -> None:
        """The body can be set narrower than the head. What stands at the place is laid out first."""
        self.width = width
        self.content = content
        self._marks = marks
        self._indent = indent
        self._manuscript = (
            Manuscript(content.markdown, content.converter, content.language)
            if manuscript is None
            else manuscript
        )
        self._head = PageHead(content, width, marks)
        # In the width of a column a window would show too little, and of one that is heard nobody would know.
        self._sideways = body_width is None and not marks.linear
        options = Options(
            indent=indent,
            hanging=hanging,
            ascii=marks.ascii,
            linear=marks.linear,
            sideways=self._sideways,
        )
        self._galley = Galley(self._manuscript, body_width or width, options, place)
        self._index: HitIndex | None = None

    @property
    def complete(self) -> bool:
        """Whether all is laid out, so that the number of lines is exact."""
        return self._galley.complete

    @property
    def settled(self) -> bool:
        """Whether the lines above what is laid out are counted, so that the first line is that of the beginning."""
        return self._galley.settled

    def __len__(self) -> int:
        """Lines in all, an estimate until the page is complete."""
        return len(self._head) + self._galley.estimate()

    def pieces(self, index: int) -> tuple[Piece, ...]:
        """A line; empty when there is none."""
        line = self._text_line(index)
        return self.text_line(line) if line is not None else ()

    def settle(self, line: int) -> int | None:
        """Count the lines above what was laid out first, if all are laid out now and were not before.

        Gives the number that a line has from now on; None when nothing changes.
        """
        number = self._galley.settle(max(0, line - len(self._head)))
        if number is None or line < len(self._head):
            return None if number is None else line
        return number + len(self._head)

    # The text, line by line

    @property
    def manuscript(self) -> Manuscript:
        """What is shown below the head."""
        return self._manuscript

    @property
    def title(self) -> str:
        """The title as it is shown."""
        return self._head.title

    def text_line(self, line: TextLine) -> tuple[Piece, ...]:
        """The pieces of a line of the text."""
        pieces = self._with_hits(line)
        if not self.content.highlights:
            return pieces
        return tuple(part for piece in pieces for part in self._with_highlights(piece))

    def _with_hits(self, line: TextLine) -> tuple[Piece, ...]:
        if line.part is None:
            return self._head.pieces(line.number, self._index)
        body = line.part.lines[line.number]
        pieces = tuple(piece_of(body, run) for run in body.runs)
        if self._index is None:
            return pieces
        return tuple(part for piece in pieces for part in marked_parts(piece, self._index))

    def _with_highlights(self, piece: Piece) -> Iterator[Piece]:
        """A piece, or its parts: what the reader has marked apart from what is round it."""
        extents = self._highlights_from(piece.place.block) if piece.place is not None else ()
        return highlighted_parts(piece, extents)

    def _highlights_from(self, number: int) -> Sequence[Extent]:
        """The highlights, with what stands in the next block counted from this one where the two are one paragraph."""
        if number == TITLE or not self._manuscript.goes_on(number):
            return self.content.highlights
        block = self._manuscript.block(number)
        length, following = len(block.text) if block is not None else 0, number + 1

        def counted(place: Place) -> Place:
            return Place(number, length + place.offset) if place.block == following else place

        return [Extent(counted(start), counted(end)) for start, end in self.content.highlights]

    def text_lines(self, index: int) -> list[tuple[TextLine, int]]:
        """The lines of the text on a line of the screen, and the cells left of each."""
        line = self._text_line(index)
        return [(line, 0)] if line is not None else []

    def text_line_at(self, index: int, cell: int) -> tuple[TextLine, int] | None:
        """The line of the text at a cell of a line of the screen, or the nearest one, and the cell in it; None at the end."""
        line = self._text_line(index)
        if line is None and self._is_above(index):
            line = TextLine(None, len(self._head) - 1)
        return (line, cell) if line is not None else None

    def text_line_after(self, line: TextLine, step: int) -> TextLine | None:
        """The next line of the text (+1) or the one before (-1); None when there is none."""
        part, number = line
        if part is not None:
            found = self._galley.beside(part, number, step)
            if found is None and step < 0:
                return TextLine(None, len(self._head) - 1)
        elif number + step in range(len(self._head)):
            return TextLine(None, number + step)
        else:
            found = self._galley.first() if step > 0 else None
        return TextLine(*found) if found is not None else None

    def text_line_of(self, extent: Extent) -> TextLine:
        """The first line of the text that shows something of an extent, which is within one block."""
        (block, start), (_, stop) = extent
        if block == TITLE:
            return TextLine(None, self._head.line_of(start))
        part = self._galley.part_of(block)
        return TextLine(part, part.line_of_text(block, start, stop))

    def line_of_text(self, extent: Extent) -> int:
        """The line of the screen with the first line of the text that shows something of an extent within one block."""
        part, number = self.text_line_of(extent)
        return number if part is None else self._line_in(part, number)

    def start_of_text_line(self, line: TextLine) -> Place:
        """The place with which a line of the text begins; the end of the title for what stands below it."""
        part, number = line
        return self._head.place_of(number) if part is None else part.place_of(number)

    @property
    def last_block(self) -> int:
        """The block with the last line that is laid out; the title's when there is none."""
        last = self._galley.last
        return last.block if last is not None else TITLE

    # Places

    def is_near(self, place: Place) -> bool:
        """Whether the line of a place has its number and is laid out, or is between two frames.

        The line of any other place is to be had sooner from a page that is laid out from there.
        """
        if place <= Place(0, 0):
            return self.settled
        return self._galley.is_near(place) and self._is_numbered(place)

    def place_of(self, index: int) -> Place:
        """The paragraph and character on a line; the beginning for the head."""
        found = self._galley.find(index - len(self._head)) if index > len(self._head) else None
        return found[0].place_of(found[1]) if found is not None else Place(0, 0)

    def line_of(self, place: Place) -> int:
        """The line of a place; the top of the page for the beginning."""
        if place <= Place(0, 0):
            return 0
        part = self._galley.part_of(place.block)
        return self._line_in(part, part.line_of(place))

    def top_for(self, line: int, above: int = 0) -> int:
        """The line to put at the top so that a line is seen, with so many above it where there is a choice."""
        return max(0, line - above)

    # What pages of columns do otherwise

    def _lay_out(self, characters: int) -> None:
        self._galley.advance(characters)

    def _line_in(self, part: Layout, line: int) -> int:
        """The line of the page that shows a line of a part of the body."""
        return len(self._head) + max(0, self._galley.number(part, line))

    def _is_numbered(self, place: Place) -> bool:
        """Whether the line of a place has a number: too few may be judged to be above what was laid out first."""
        part = self._galley.part_of(place.block)
        return self._galley.number(part, part.line_of(place)) >= 0

    def _is_above(self, index: int) -> bool:
        """Whether a line without text is above the beginning of the body, where more lines were judged to be."""
        return index - len(self._head) < self._galley.number(self._galley.below, 0)

    def _text_line(self, index: int) -> TextLine | None:
        """The line of the text that a line of the page is."""
        if index < len(self._head):
            return TextLine(None, index)
        found = self._galley.find(index - len(self._head))
        return TextLine(*found) if found is not None else None
