"""A manuscript at a width: lines, laid out as far as somebody asked."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.article import Place
from reader.typeset import marks
from reader.typeset.blocks import Block, CodeBlock, Heading, Paragraph, RichText, Table, flows
from reader.typeset.composing import compose, compose_addresses, compose_text
from reader.typeset.lines import Line, Role, Run
from reader.typeset.margins import Margin, margin, space_between
from reader.typeset.tables import TableWindow, column_of, table_window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.typeset.manuscript import Manuscript

MIN_WIDTH = 10
"""Cells. A narrower layout is set at this width, and its lines are for the caller to crop."""
_INDENT = Run("    ", 4, Role.TEXT)
_NO_MARGIN = Margin((), (), 0)


@dataclass(frozen=True, slots=True)
class Options:
    """How an article is set."""

    indent: bool = False
    """Whether paragraphs that are mainly Chinese begin with two blank characters (W3C clreq §6.2.1)."""
    ascii: bool = False
    """Whether marks and rules are ASCII characters alone."""
    addresses: bool = False
    """Whether the addresses of links are listed below their paragraph."""
    hanging: bool = False
    """Whether a pause or stop mark may hang beyond a line of running text, in two cells more than the width."""
    linear: bool = False
    """Whether it is to be heard line by line, from a screen reader: no rules or bars, and each table as records."""
    sideways: bool = False
    """Whether a table of figures that is too wide is shown through a window that slides; else it becomes records."""


@dataclass(frozen=True, slots=True)
class _Held:
    """The last line of an unfinished paragraph: it is filled from the next block."""

    content: RichText
    place: Place


_DEFAULT = Options()


class Layout:
    """The lines of a manuscript at a width in cells, laid out a block at a time: of all of it, or of some blocks."""

    def __init__(
        self,
        manuscript: Manuscript,
        width: int,
        options: Options = _DEFAULT,
        *,
        start: int = 0,
        stop: int | None = None,
        first_columns: dict[int, int] | None = None,
    ) -> None:
        """From the block `start` on, up to the block `stop`; both begin a line (`Manuscript.flow_start`).

        `first_columns` are those with which the windows of tables begin, by the number of the block; it is written to.
        """
        self.lines: list[Line] = []
        """What is laid out so far."""
        self.complete = False
        """Whether all is."""
        self.manuscript = manuscript
        """What is laid out."""
        self.start = start
        """The number of the block with which it begins."""
        self._width = max(width, MIN_WIDTH)
        self._options = options
        self._marks = marks.LINEAR if options.linear else marks.ASCII if options.ascii else marks.UNICODE
        self._stop = stop
        self._next = start
        self._previous: Block | None = None
        self._held: _Held | None = None
        self._first_columns = {} if first_columns is None else first_columns
        """Of tables that were slid: the column beside the first one."""
        self._windows: dict[int, TableWindow | None] = {}

    def extend(self, lines: int) -> None:
        """Lay out until there are at least so many lines, or all."""
        while len(self.lines) < lines and not self.complete:
            self._lay_block()

    def advance(self, characters: int) -> None:
        """Lay out about so many more characters of the source: a slice of work for the background."""
        target = self._laid() + characters
        while self._laid() < target and not self.complete:
            self._lay_block()

    def estimate(self) -> int:
        """How many lines there will be: exact when complete, else judged by the share that is laid out."""
        if self.complete or not self._laid():
            return len(self.lines)
        return max(len(self.lines), round(len(self.lines) * self._length() / self._laid()))

    def reaches(self, place: Place) -> bool:
        """Whether the line that shows a place is laid out."""
        return self.complete or (bool(self.lines) and _place(self.lines[-1]) > place)

    def line_of(self, place: Place) -> int:
        """The number of the line that shows a place, from 0; lays out as far as that needs.

        A place beyond the end is on the last line.
        """
        while not self.reaches(place):
            self._lay_block()
        index = bisect_left(self.lines, place, key=_place)
        if index < len(self.lines) and _place(self.lines[index]) == place:
            return index
        return max(0, index - 1)

    def line_of_block(self, block: int) -> int:
        """The number of the first line of a block, from 0; lays out as far as that needs."""
        return self.line_of(Place(block))

    def line_of_text(self, block: int, start: int, stop: int) -> int:
        """The number of the first line that shows something of these characters of a block, from 0.

        Where blanks alone are meant that vanished at a line's end, it is the line before them.
        """
        line = self.line_of(Place(block, start))
        # The cells of a row stand side by side, and the header of a table before each of its records.
        first = self.line_of_block(block) if isinstance(self.manuscript.block(block), Table) else line
        for number in range(first, len(self.lines)):
            candidate = self.lines[number]
            if candidate.block > block:
                break
            # A paragraph that was cut may go on in the line that another of its blocks began.
            shift = self.manuscript.characters(range(candidate.block, block))
            if candidate.shows(start + shift, stop + shift):
                return number
        return line

    def place_of(self, line: int) -> Place:
        """The place at the start of a line; lays out as far as that needs. A line beyond the end means the last."""
        self.extend(line + 1)
        return _place(self.lines[min(line, len(self.lines) - 1)]) if self.lines else Place(0)

    def table_window(self, block: int) -> TableWindow | None:
        """What is shown of a table that is looked at through a window; None for any other block."""
        if block not in self._windows:
            table = self.manuscript.block(block)
            window = None
            if self._options.sideways and isinstance(table, Table):
                width = self._width - self._margin(block).cells
                window = table_window(table, width, self._first_columns.get(block, 1))
            self._windows[block] = window
        return self._windows[block]

    def slide(self, block: int, first: int) -> None:
        """Let the window of a table begin with a column, or as near to it as can be. There are as many lines as before."""
        table = self.manuscript.block(block)
        if table is None or self.table_window(block) is None:
            return
        start = self.line_of_block(block)
        self._first_columns[block] = first
        del self._windows[block]
        lines = list(self._compose(table, block))
        self.lines[start : start + len(lines)] = lines

    def reveal(self, block: int, offset: int) -> None:
        """Slide a table until a place in it is shown, where it is not."""
        table, window = self.manuscript.block(block), self.table_window(block)
        if window is not None and isinstance(table, Table):
            column = column_of(table, offset)
            if column > 0 and not window.first <= column < window.stop:
                self.slide(block, column)

    def _laid(self) -> int:
        """Characters of the source that are laid out."""
        return self.manuscript.characters_before(self._next) - self.manuscript.characters_before(self.start)

    def _length(self) -> int:
        """Characters of the source that there are to lay out."""
        manuscript = self.manuscript
        end = manuscript.length if self._stop is None else manuscript.characters_before(self._stop)
        return end - manuscript.characters_before(self.start)

    def _lay_block(self) -> None:
        block = self.manuscript.block(self._next)
        if block is None or self.manuscript.flow_start(self._next) == self._next:
            self._release()
        if block is not None and not self._held:
            self._lay_space(block)
        if block is None or self._next == self._stop:
            self.complete = True
            return
        if isinstance(block, Paragraph) and flows(block):
            self._lay_flow(block, self._next)
        else:
            self._lay_whole(block, self._next)
        self._next += 1
        self._previous = block

    def _release(self) -> None:
        """Lay out what was held for a block that did not come."""
        if held := self._held:
            hanging = self._options.hanging
            for line in compose_text(held.content, self._width, Role.TEXT, hanging=hanging):
                self._append(line.runs, Place(held.place.block, held.place.offset + line.offset))
        self._held = None

    def _lay_space(self, block: Block) -> None:
        """A blank line between the last block and this one, where there is one."""
        last = self._previous
        if (
            last is None
            or not block.spaced
            or (last.unfinished and (isinstance(block, CodeBlock) or flows(block)))
        ):
            return
        runs = space_between(block.containers, last.containers, self._width, self._marks)
        self._append(runs, Place(self._next - 1, len(last.text)), gap=True)

    def _lay_whole(self, block: Block, number: int) -> None:
        """A block that begins and ends with itself, beside the marks of its containers."""
        self.lines.extend(self._compose(block, number))
        if isinstance(block, Paragraph | Heading):
            self._lay_addresses(block.content, number, self._margin(number))

    def _margin(self, number: int) -> Margin:
        """What stands left of a block."""
        block = self.manuscript.block(number)
        previous = self.manuscript.block(number - 1) if number else None
        containers = block.containers if block else ()
        return margin(containers, previous.containers if previous else (), self._width, self._marks)

    def _compose(self, block: Block, number: int) -> Iterator[Line]:
        """The lines of a block beside the marks of its containers."""
        beside = self._margin(number)
        lead = beside.first
        width, hanging = self._width - beside.cells, self._options.hanging
        for line in compose(block, width, self._marks, self.table_window(number), hanging=hanging):
            yield _line((*lead, *line.runs), Place(number, line.offset))
            lead = beside.rest

    def _lay_flow(self, block: Paragraph, number: int) -> None:
        """A paragraph in no container: it may go on from the block before, and into the next one."""
        content, held, indent, taken = block.content, self._held, 0, 0
        if held:
            taken = len(held.content.text)
            content = held.content.joined(content)
        elif self._options.indent and _is_mainly_chinese(content.text):
            indent = _INDENT.cells

        def place_at(offset: int) -> Place:
            if held and offset < taken:
                return Place(held.place.block, held.place.offset + offset)
            return Place(number, offset - taken)

        hanging, ends = self._options.hanging, not block.unfinished
        first_width = self._width - indent
        body = list(compose_text(content, self._width, Role.TEXT, first_width, hanging=hanging, ends=ends))
        self._held = None
        if block.unfinished:
            last = body.pop()
            self._held = _Held(content.tail(last.offset), place_at(last.offset))
        for index, line in enumerate(body):
            runs = (_INDENT, *line.runs) if indent and not index else line.runs
            self._append(runs, place_at(line.offset))
        if not block.unfinished:
            self._lay_addresses(block.content, number, _NO_MARGIN)

    def _lay_addresses(self, content: RichText, number: int, beside: Margin) -> None:
        if self._options.addresses:
            for line in compose_addresses(content, self._width - beside.cells, self._marks):
                self._append((*beside.rest, *line.runs), Place(number, line.offset))

    def _append(self, runs: tuple[Run, ...], place: Place, *, gap: bool = False) -> None:
        self.lines.append(_line(runs, place, gap=gap))


def _line(runs: tuple[Run, ...], place: Place, *, gap: bool = False) -> Line:
    return Line(runs, sum(each.cells for each in runs), place.block, place.offset, gap)


def _place(line: Line) -> Place:
    return Place(line.block, line.offset)


def _is_mainly_chinese(text: str) -> bool:
    """Whether at least half of what a paragraph begins with is Han; its first 200 characters tell."""
    start = text[:200]
    return 2 * sum("\u4e00" <= character <= "\u9fff" for character in start) >= len(start)
