"""An article as a page of a width: a head with title and facts, then the body, laid out as far as it is looked at.

Imported with the first article, not before: the typesetter takes a tenth of a start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.article import Place
from reader.model.selection import Extent
from reader.text.clean import clean_line
from reader.tui.widgets.pieces import (
    Link,
    Piece,
    PlacedLink,
    highlighted_parts,
    marked_parts,
    piece_of,
)
from reader.typeset.breaking import break_offsets, wrap
from reader.typeset.cells import cell_width
from reader.typeset.hits import TITLE, HitIndex
from reader.typeset.layout import Layout, Options
from reader.typeset.manuscript import Manuscript

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.tui.marks import Marks
    from reader.tui.page_content import PageContent
    from reader.typeset.hits import Finder, Hit
    from reader.typeset.manuscript import OutlineEntry

_SLICE = 20_000
"""Characters between two pauses in the search for a hit: what a key may wait for."""


class Page:
    """The lines of a page, from 0, at most `width` cells long. Lines of the body are laid out when they are asked for."""

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
    ) -> None:
        """The body can be set narrower than the head."""
        self.width = width
        self.content = content
        self._marks = marks
        self._indent = indent
        self._manuscript = (
            Manuscript(content.markdown, content.converter, content.language)
            if manuscript is None
            else manuscript
        )
        self._title = content.shown_title
        self._title_lines = list(break_offsets(self._title, width))
        title = [
            (Piece(self._title[start:end], "title", place=Place(TITLE, start)),)
            for start, end in self._title_lines
        ]
        self._head = [*title, *_below_title(content, width, marks)]
        options = Options(indent=indent, hanging=hanging, ascii=marks.ascii, linear=marks.linear)
        self._layout = Layout(self._manuscript, body_width or width, options)
        self._index: HitIndex | None = None

    def manuscript_for(self, content: PageContent) -> Manuscript | None:
        """What is parsed of this body, if it is that of a content too."""
        before = self.content
        is_same = content.markdown == before.markdown and content.converter is before.converter
        return self._manuscript if is_same else None

    def mark_as(self, before: Page) -> None:
        """Mark what is marked in another page; in one of the same body it is not looked for again."""
        if self._manuscript is before._manuscript and self._title == before._title:
            self._index = before._index
        elif before._index is not None:
            self.mark(before._index.find)

    def mark(self, find: Finder | None) -> None:
        """Mark what a finder finds in the title and the body, or nothing."""
        self._index = HitIndex(find, self._title, self._manuscript) if find is not None else None

    @property
    def complete(self) -> bool:
        """Whether all is laid out, so that the number of lines is exact."""
        return self._layout.complete

    @property
    def done(self) -> bool:
        """Whether nothing is left for the background: all is laid out, and the hits are counted."""
        return self.complete and (self._index is None or self._index.complete)

    def __len__(self) -> int:
        """Lines in all, an estimate until the page is complete."""
        return len(self._head) + self._layout.estimate()

    def pieces(self, index: int) -> tuple[Piece, ...]:
        """A line; empty when there is none."""
        return self.text_line(index)

    def text_line(self, index: int) -> tuple[Piece, ...]:
        """A line of the text, which in columns is a part of one on the screen; empty when there is none."""
        if index < len(self._head):
            if index >= len(self._title_lines):
                return self._head[index]
            (piece,) = self._head[index]
            return tuple(self._parts(piece))
        index -= len(self._head)
        self._layout.extend(index + 1)
        if index >= len(self._layout.lines):
            return ()
        line = self._layout.lines[index]
        return tuple(part for run in line.runs for part in self._parts(piece_of(line, run)))

    def _parts(self, piece: Piece) -> Iterator[Piece]:
        """A piece, with hits and what the reader has marked apart from what is round them."""
        found = [piece] if self._index is None else marked_parts(piece, self._index)
        if not self.content.highlights or piece.place is None:
            yield from found
            return
        marked = self._highlights_from(piece.place.block)
        for part in found:
            yield from highlighted_parts(part, marked)

    def _highlights_from(self, number: int) -> Sequence[Extent]:
        """The highlights, with what stands in the next block counted from this one where the two are one paragraph."""
        if number == TITLE or not self._manuscript.goes_on(number):
            return self.content.highlights
        block = self._manuscript.block(number)
        length, following = len(block.text) if block is not None else 0, number + 1

        def counted(place: Place) -> Place:
            return Place(number, length + place.offset) if place.block == following else place

        return [Extent(counted(start), counted(end)) for start, end in self.content.highlights]

    def advance(self, characters: int) -> None:
        """Lay out about so many more characters; after the last, look for hits in as many."""
        if not self.complete:
            self._lay_out(characters)
        elif self._index is not None:
            self._index.advance(characters)

    def hits(self, current: Hit | None) -> tuple[int, int] | None:
        """The number of a hit, 0 for none, and of all hits; None when none are looked for or not all are found yet."""
        if self._index is None or not self._index.complete:
            return None
        return self._index.number_of(current) if current is not None else 0, self._index.total()

    def seek(self, place: Place, step: int) -> Iterator[Hit | None]:
        """The first hit from a place on (+1), or the last one before it (-1), when its line is laid out.

        A None comes before it for each slice of work; nothing when there is no such hit.
        """
        for hit in self._index.walk(place, step, _SLICE) if self._index is not None else ():
            while hit is not None and not self._layout.reaches(Place(hit.block, hit.start)):
                self._lay_out(_SLICE)
                yield None
            yield hit

    def seek_last(self) -> Iterator[Hit | None]:
        """The same for the last hit of all."""
        while not self.complete:
            self._lay_out(_SLICE)
            yield None
        yield from self.seek(Place(len(self._manuscript)), -1)

    def start_of(self, index: int) -> Place:
        """Where the text on a line begins: in the title, as `Place(TITLE, …)`, or in the body."""
        title = index < len(self._title_lines)
        return Place(TITLE, self._title_lines[index][0]) if title else self.place_of(index)

    def line_of_hit(self, hit: Hit) -> int:
        """The line on which a hit begins."""
        extent = Extent(Place(hit.block, hit.start), Place(hit.block, hit.stop))
        return self.line_of_text_line(self.text_line_of(extent))

    @property
    def manuscript(self) -> Manuscript:
        """What is shown below the head."""
        return self._manuscript

    @property
    def title(self) -> str:
        """The title as it is shown."""
        return self._title

    def text_lines(self, index: int) -> list[tuple[int, int]]:
        """The lines of the text on a line of the screen: the number of each, and the cells left of it."""
        return [(index, 0)]

    def text_line_at(self, index: int, cell: int) -> tuple[int, int] | None:
        """The line of the text at a cell of a line of the screen, or the nearest one, and the cell in it; None at the end."""
        self._layout.extend(index - len(self._head) + 1)
        return (index, cell) if index <= self.last_text_line else None

    @property
    def last_text_line(self) -> int:
        """The last line of the text that is laid out."""
        return len(self._head) + len(self._layout.lines) - 1

    def line_of_text_line(self, number: int) -> int:
        """The line of the screen that shows a line of the text."""
        return number if number < len(self._head) else self._line_of_body(number - len(self._head))

    def text_line_of(self, extent: Extent) -> int:
        """The first line of the text that shows something of an extent, which is within one block."""
        (block, start), (_, stop) = extent
        if block == TITLE:
            lines = enumerate(self._title_lines)
            return next((at for at, (_, end) in lines if start < end), len(self._title_lines) - 1)
        return len(self._head) + self._layout.line_of_text(block, start, stop)

    def place_on(self, number: int) -> Place:
        """The place with which a line of the text begins; the end of the title for what stands below it."""
        if number < len(self._title_lines):
            return Place(TITLE, self._title_lines[number][0])
        number -= len(self._head)
        return self._layout.place_of(number) if number >= 0 else Place(TITLE, len(self._title))

    def place_of(self, index: int) -> Place:
        """The paragraph and character on a line; the beginning for the head."""
        index -= len(self._head)
        return self._layout.place_of(index) if index > 0 else Place(0, 0)

    def line_of(self, place: Place) -> int:
        """The line of a place; the top of the page for the beginning."""
        return 0 if place == Place(0, 0) else self._line_of_body(self._layout.line_of(place))

    def top_for(self, line: int, above: int = 0) -> int:
        """The line to put at the top so that a line is seen, with so many above it where there is a choice."""
        return max(0, line - above)

    def links(self, lines: range) -> list[PlacedLink]:
        """The links of some lines, each where it is seen first."""
        found: dict[Link, PlacedLink] = {}
        for line in lines:
            cell = 0
            for piece in self.pieces(line):
                if piece.link is not None and piece.text.strip():
                    found.setdefault(piece.link, PlacedLink(piece.link, line, cell))
                cell += cell_width(piece.text)
        return list(found.values())

    def line_of_note(self, link: Link) -> int | None:
        """The line to which the number of a note leads: that of the note, or of what refers to it."""
        if link.note is None:
            return None
        find = self._manuscript.note_reference if link.back else self._manuscript.note
        place = find(link.note)
        return self.line_of(place) if place is not None else None

    def outline(self) -> list[OutlineEntry]:
        """The headings of what is parsed so far: more of them as the layout goes on."""
        return self._manuscript.outline()

    def next_section(self, top: int, step: int) -> int | None:
        """The line to put at the top for the next heading after a top line (+1) or the one before (-1); None without one.

        Parses and lays out no further than to that heading.
        """
        block = self.place_of(top).block
        seen = 0
        while True:
            new = self.outline()[seen:]
            seen += len(new)
            for entry in new if step > 0 else reversed(new):
                if (entry.block - block) * step >= 0:
                    line = self.top_for(self._line_of_body(self._layout.line_of_block(entry.block)))
                    if (line - top) * step > 0:
                        return line
            if step < 0 or self._manuscript.complete:
                return None
            self._manuscript.block(len(self._manuscript))

    def _lay_out(self, characters: int) -> None:
        self._layout.advance(characters)

    def _line_of_body(self, line: int) -> int:
        """The line of the page that shows a line of the layout."""
        return len(self._head) + line


def _below_title(content: PageContent, width: int, marks: Marks) -> list[tuple[Piece, ...]]:
    """The lines between the title and the body."""
    facts = _facts_lines([clean_line(fact) for fact in content.facts], width)
    lines: list[tuple[Piece, ...]] = [(Piece(line, "facts"),) for line in facts]
    for note in content.notes:
        lines += [(Piece(line, "note"),) for line in wrap(clean_line(note), width)]
    return [*lines, (Piece(marks.rule * width, "rule"),), ()]


def _facts_lines(facts: list[str], width: int) -> list[str]:
    """Facts side by side, three blanks apart, a fact broken only when it is wider than the page."""
    lines: list[str] = []
    for fact in facts:
        joined = f"{lines[-1]}   {fact}" if lines else fact
        if lines and cell_width(joined) <= width:
            lines[-1] = joined
        else:
            lines += wrap(fact, width)
    return lines
