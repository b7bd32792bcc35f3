"""An article in newspaper columns, turned page by page: where the lines of a layout are cut into columns.

A column ends where CSS Fragmentation 3 §4 would end it: no heading is left at its foot (§3.2), of a paragraph at least
two lines stand on either side of a cut (§3.3, widows and orphans), and no row of a table and no picture is cut.
Where all of that cannot be, the rules give way in the order of §4.4. Blank lines vanish at a cut (§5.2).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reader.typeset.blocks import CodeBlock, Heading, Image, Paragraph, Table
from reader.typeset.tables import row_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.typeset.layout import Layout

_Rule: TypeAlias = "Callable[[int], bool]"
"""Whether a column may begin with a line."""

_GAP = 4
"""Cells between columns: two characters, twice what CSS Multi-column 1 §3.1 has, for no rule is drawn there."""
_TWO_FROM = 80
"""Cells from which on there are two columns: a comfortable line is as long as that and needs no second."""
_LEAST, _MOST = 36, 46
"""Cells of a column: the 15 to 23 characters a line that Chinese newspapers have, in an even number of cells."""
_SINGLE = 80
"""Cells of a column that stands alone: a comfortable line."""
_KEPT = 2
"""Lines of a paragraph, and of what follows a heading, that stay together: the initial value of widows and orphans."""


class ColumnMeasure(NamedTuple):
    """How many columns stand side by side."""

    columns: int
    width: int
    """Of each, in cells."""
    gap: int
    """Cells between two."""

    @property
    def cells(self) -> int:
        """Of all, with what is between them."""
        return self.columns * (self.width + self.gap) - self.gap


def column_measure(room: int) -> ColumnMeasure:
    """The columns for so many cells: one below 80, else two, or three where none is narrower than 36."""
    if room < _TWO_FROM:
        return ColumnMeasure(1, min(room, _SINGLE), _GAP)
    count = 3 if room >= 3 * (_LEAST + _GAP) - _GAP else 2
    return ColumnMeasure(count, min(_MOST, (room - (count - 1) * _GAP) // count // 2 * 2), _GAP)


class ColumnPage(NamedTuple):
    """A page: for each of its columns the numbers of the lines in it; columns that stay empty have none."""

    columns: tuple[range, ...]

    @property
    def start(self) -> int:
        """The number of its first line."""
        return self.columns[0].start


class _Column(NamedTuple):
    lines: range
    following: int
    """The line with which the next column begins."""


class Pages:
    """The pages of a layout, made as far as somebody asked. The columns of the last one are nearly equally high."""

    def __init__(self, layout: Layout, count: int, height: int, first_height: int | None = None) -> None:
        """`count` columns of at most `height` lines; of `first_height` on the first page, where a head stands above."""
        self.complete = False
        """Whether all are made, so that their number is exact."""
        self._layout = layout
        self._count = count
        self._height = max(1, height)
        self._first_height = self._height if first_height is None else max(1, first_height)
        self._pages: list[ColumnPage] = []
        self._starts: list[int] = []
        self._next = 0
        """The line with which the next page begins."""

    def page(self, number: int) -> ColumnPage | None:
        """A page by its number, from 0; None when there are fewer. Lays out as far as that needs."""
        while number >= len(self._pages) and not self.complete:
            self._make_page()
        return self._pages[number] if number < len(self._pages) else None

    def advance(self, characters: int) -> None:
        """Lay out about so many more characters, and make the pages of what is laid out."""
        self._layout.advance(characters)
        while not self.complete and (self._layout.complete or len(self._layout.lines) >= self._wanted()):
            self._make_page()

    def estimate(self) -> int:
        """How many pages there will be: exact when complete, else judged by the share that is made."""
        if self.complete or not self._next:
            return len(self._pages)
        return max(len(self._pages), -(-len(self._pages) * self._layout.estimate() // self._next))

    def page_of_line(self, line: int) -> int:
        """The number of the page that shows a line, from 0; the last for one beyond the end."""
        while self._next <= line and not self.complete:
            self._make_page()
        return max(0, bisect_right(self._starts, line) - 1)

    def _page_height(self) -> int:
        """Of the next page, in lines."""
        return self._height if self._pages else self._first_height

    def _wanted(self) -> int:
        """Lines that must be there to make a page: all of it, a blank at each cut, and what follows the last."""
        return self._next + self._count * (self._page_height() + 1) + _KEPT

    def _make_page(self) -> None:
        self._layout.extend(self._wanted())
        start, height = self._next, self._page_height()
        if start >= len(self._layout.lines):
            self.complete = True
            return
        rules: tuple[_Rule, ...] = (self._may_cut, self._leaves_no_heading, lambda _at: True)
        columns = self._fill(start, height, rules)
        self._next = columns[-1].following
        if self._next == len(self._layout.lines) and self._layout.complete:
            self.complete = True
            columns = self._balanced(start, height) or columns
        self._pages.append(ColumnPage(tuple(column.lines for column in columns)))
        self._starts.append(start)

    def _balanced(self, start: int, height: int) -> list[_Column] | None:
        """The columns of the last page, of the least height at which all fits and no rule gives way."""
        total = len(self._layout.lines)
        least = max(1, (total - start) // self._count - 1)
        attempts = (self._fill(start, each, (self._may_cut,)) for each in range(least, height))
        return next((columns for columns in attempts if columns[-1].following == total), None)

    def _fill(self, start: int, height: int, rules: tuple[_Rule, ...]) -> list[_Column]:
        """The columns of a page. Where no rule can be kept, they are empty from there on."""
        columns: list[_Column] = []
        for _ in range(self._count):
            columns.append(self._cut(start, height, rules))
            start = columns[-1].following
        return columns

    def _cut(self, start: int, height: int, rules: tuple[_Rule, ...]) -> _Column:
        """The column that begins with a line, by the first of the rules that lets it end anywhere."""
        lines = self._layout.lines
        full, end = start + height, len(lines) - (lines[-1].gap if lines else 0)
        if full >= end:
            return _Column(range(start, end), len(lines))
        # No rule is worth more than half a column that stays empty.
        ends = range(full + lines[full].gap, start + height // 2, -1)
        cuts = (at for rule in rules for at in ends if not lines[at].gap and rule(at))
        following = next(cuts, start)
        # A blank line above the cut vanishes.
        return _Column(range(start, max(start, following - lines[following - 1].gap)), following)

    def _leaves_no_heading(self, at: int) -> bool:
        """Whether a cut before a line has no heading just above, nor above a single line of what it is of."""
        above = self._above(at)
        if self._is_heading(above):
            return False
        return self._is_heading(at) or not self._is_heading(self._above(above))

    def _may_cut(self, at: int) -> bool:
        """Whether the rules let a column begin with a line."""
        if not self._leaves_no_heading(at):
            return False
        if not self._goes_on(at):
            return True
        lines = self._layout.lines
        match self._layout.manuscript.block(lines[at].block):
            case Paragraph():
                around = [*range(at - _KEPT + 1, at), *range(at + 1, at + _KEPT)]
                return all(0 <= each < len(lines) and self._goes_on(each) for each in around)
            case Table() as table:
                # The header keeps the first row; a record stands for both.
                return 1 < row_of(table, lines[at].offset) != row_of(table, lines[at - 1].offset)
            case Image():
                return False
        return True

    def _goes_on(self, at: int) -> bool:
        """Whether a line and the one above are of one block, or of one paragraph that was parsed in parts."""
        line, above = self._layout.lines[at], self._layout.lines[at - 1]
        if line.gap or above.gap:
            return False
        blocks = map(self._layout.manuscript.block, range(above.block, line.block))
        return all(isinstance(block, Paragraph | CodeBlock) and block.unfinished for block in blocks)

    def _above(self, at: int) -> int:
        """The number of the line above that is not blank; below 0 when there is none."""
        return at - 2 if at > 1 and self._layout.lines[at - 1].gap else at - 1

    def _is_heading(self, at: int) -> bool:
        if at < 0:
            return False
        return isinstance(self._layout.manuscript.block(self._layout.lines[at].block), Heading)
