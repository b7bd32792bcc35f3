"""The text of a page where it stands: which character is in a cell, which cells show a part of the article.

Imported when something is first selected.
"""

from __future__ import annotations

from functools import cached_property
from sys import maxsize
from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import Place
from reader.model.selection import Extent
from reader.typeset.cells import cell_width, grapheme_end, is_boundary, prefix_end
from reader.typeset.hits import TITLE
from reader.typeset.words import word_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.tui.widgets.page import Page
    from reader.tui.widgets.pieces import TextLine


class Stretch(NamedTuple):
    """A piece of a line that is of the article's text."""

    cell: int
    """Cells of the line before it."""
    text: str
    place: Place
    """Where it begins. Of a paragraph that was parsed in parts, it may lie beyond the end of the block."""


class PageText:
    """The text of a page as it is laid out. In columns several of its lines stand on a line of the screen, or row."""

    def __init__(self, page: Page) -> None:
        self._page = page

    # Cells and places

    def at(self, row: int, cell: int) -> Extent:
        """The character at a cell of a line of the screen; where there is none, the empty extent nearest to it."""
        at = self._page.text_line_at(row, cell)
        if at is not None:
            return self.on_line(*at)
        end = self.last.end if self.last is not None else Place(TITLE)
        return Extent(end, end)

    def on_line(self, line: TextLine, cell: int) -> Extent:
        """The same for a line of the text."""
        place = self.normal(self._page.start_of_text_line(line))
        for stretch in self.stretches(line):
            room = cell - stretch.cell
            if room < 0:
                place = self._placed(stretch, 0)
                break
            start = prefix_end(stretch.text, 0, room)
            if start < len(stretch.text):
                end = grapheme_end(stretch.text, start)
                return Extent(self._placed(stretch, start), self._placed(stretch, end, closing=True))
            place = self._placed(stretch, start, closing=True)
        return Extent(place, place)

    def nearest(self, line: TextLine, cell: int) -> Extent:
        """The character of a line that is nearest to a cell. The line has a text."""
        stretches = self.stretches(line)
        for stretch in stretches:
            if cell < stretch.cell:
                return self.on_line(line, stretch.cell)
            if cell < stretch.cell + cell_width(stretch.text):
                return self.on_line(line, cell)
        return self.on_line(line, stretches[-1].cell + cell_width(stretches[-1].text) - 1)

    def cells(self, row: int, extent: Extent) -> Iterator[tuple[int, int]]:
        """The cells of a line of the screen that show something of an extent: where each run of them begins and ends."""
        for line, left in self._page.text_lines(row):
            for stretch in self.stretches(line):
                length = len(stretch.text)
                first = self._distance(stretch.place, extent.start, length)
                last = self._distance(stretch.place, extent.end, length)
                if first < last:
                    start = left + stretch.cell + cell_width(stretch.text[:first])
                    yield start, start + cell_width(stretch.text[first:last])

    def line_of(self, character: Extent) -> TextLine:
        """The line that shows a character."""
        return self._page.text_line_of(character)

    def cell_of(self, line: TextLine, place: Place) -> int:
        """Cells of a line before a place on it."""
        for stretch in self.stretches(line):
            offset = self._distance(stretch.place, place, len(stretch.text))
            if offset < len(stretch.text):
                return stretch.cell + cell_width(stretch.text[:offset])
        return 0

    def stretches(self, line: TextLine) -> list[Stretch]:
        """What of the article's text is on a line of it, from left to right."""
        found, cell = [], 0
        for piece in self._page.text_line(line):
            if piece.place is not None and piece.text:
                found.append(Stretch(cell, piece.text, piece.place))
            cell += cell_width(piece.text)
        return found

    # Parts of the text

    def text(self, block: int) -> str | None:
        """The text of the title (-1) or of a block; None when there is no such block."""
        if block <= TITLE:
            return self._page.title if block == TITLE else None
        found = self._page.manuscript.block(block)
        return found.text if found is not None else None

    def goes_on(self, block: int) -> bool:
        """Whether a block and the one after it are one paragraph that was parsed in parts."""
        return self._page.manuscript.goes_on(block)

    def character_from(self, place: Place) -> Extent | None:
        """The first character at or after a place that is shown: blanks at the ends of lines are not."""
        block, offset = place
        while (text := self.text(block)) is not None:
            while offset < len(text):
                end = _character_end(text, offset)
                character = Extent(Place(block, offset), Place(block, end))
                if self._is_shown(character, text[offset]):
                    return character
                offset = end
            block, offset = block + 1, 0
        return None

    def character_before(self, place: Place) -> Extent | None:
        """The last character before a place that is shown."""
        block, offset = place
        while block >= TITLE:
            text = self.text(block) or ""
            end = min(offset, len(text))
            while end > 0:
                start = end - 1
                while not is_boundary(text, start):
                    start -= 1
                character = Extent(Place(block, start), Place(block, end))
                if self._is_shown(character, text[start]):
                    return character
                end = start
            block, offset = block - 1, maxsize
        return None

    def line_after(self, line: TextLine, step: int) -> TextLine | None:
        """The next line (+1) or the one before (-1) that has a text; None when there is none."""
        following = self._page.text_line_after(line, step)
        while following is not None and not self.stretches(following):
            following = self._page.text_line_after(following, step)
        return following

    @property
    def first(self) -> Extent | None:
        """The first character."""
        return self.character_from(Place(TITLE))

    @cached_property
    def last(self) -> Extent | None:
        """The last character of what is laid out."""
        return self.character_before(Place(self._page.last_block, maxsize))

    def word_around(self, place: Place) -> Extent:
        """The word that a place is in."""
        start, end = word_at(self.text(place.block) or "", place.offset)
        return Extent(Place(place.block, start), Place(place.block, end))

    def paragraph_around(self, place: Place) -> Extent:
        """The paragraph, or any other block, that a place is in: all its parts."""
        first = last = place.block
        while self.goes_on(first - 1):
            first -= 1
        while self.goes_on(last):
            last += 1
        return Extent(Place(first), Place(last, len(self.text(last) or "")))

    def normal(self, place: Place, *, closing: bool = False) -> Place:
        """A place within its block: one beyond the end is in the block that goes on with it.

        One between two such blocks is the end of the first when something ends there.
        """
        block, offset = place
        length = len(self.text(block) or "")
        while self.goes_on(block) and (offset > length if closing else offset >= length):
            block, offset = block + 1, offset - length
            length = len(self.text(block) or "")
        return Place(block, offset)

    def _placed(self, stretch: Stretch, offset: int, *, closing: bool = False) -> Place:
        block, start = stretch.place
        return self.normal(Place(block, start + offset), closing=closing)

    def _distance(self, origin: Place, place: Place, most: int) -> int:
        """Characters from one place to another one after it: none when it is before it, and at most so many."""
        distance = place.offset - origin.offset
        if place.block < origin.block:
            return 0
        for block in range(origin.block, place.block):
            distance += len(self.text(block) or "")
            # The place is not before the end of this block.
            if distance - place.offset >= most:
                return most
        return min(max(0, distance), most)

    def _is_shown(self, character: Extent, first: str) -> bool:
        """Whether a character has a cell: blanks vanish at the ends of lines, and tabs and line feeds always."""
        if not first.isspace():
            return True
        start, end = character
        return any(
            self._distance(stretch.place, start, len(stretch.text))
            < self._distance(stretch.place, end, len(stretch.text))
            for stretch in self.stretches(self.line_of(character))
        )


def _character_end(text: str, start: int) -> int:
    """The end of the grapheme that begins at `start`: line feeds and tabs behind it are no part of it (UAX #29 GB4)."""
    end = grapheme_end(text, start)
    return next((at for at in range(start + 1, end) if text[at] in "\n\t"), end)
