"""An article in newspaper columns: pages of one height, one below the other, the head over all columns of the first.

Imported when columns are first wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.article import Place
from reader.tui.widgets.page import Page
from reader.tui.widgets.pieces import Piece
from reader.typeset.cells import cell_width
from reader.typeset.columns import Pages

if TYPE_CHECKING:
    from reader.tui.marks import Marks
    from reader.tui.page_content import PageContent
    from reader.typeset.columns import ColumnMeasure
    from reader.typeset.manuscript import Manuscript


class ColumnedPage(Page):
    """Its lines are those of the screen, each with a line of every column, so many to a page that is turned."""

    def __init__(
        self,
        content: PageContent,
        measure: ColumnMeasure,
        height: int,
        marks: Marks,
        *,
        indent: bool = False,
        hanging: bool = False,
        manuscript: Manuscript | None = None,
    ) -> None:
        super().__init__(
            content,
            measure.cells,
            marks,
            indent=indent,
            hanging=hanging,
            manuscript=manuscript,
            body_width=measure.width,
        )
        self._measure = measure
        self._height = height
        # A head that is higher than a page takes whole pages, and the rest of it stands above the first columns.
        self._full, self._above = len(self._head) // height * height, len(self._head) % height
        self._pages = Pages(self._layout, measure.columns, height, height - self._above)

    @property
    def complete(self) -> bool:
        """Whether all is laid out, so that the number of lines is exact."""
        return self._pages.complete

    def __len__(self) -> int:
        """Lines in all, whole pages of them; an estimate until the page is complete."""
        return self._full + self._height * max(1, self._pages.estimate())

    def pieces(self, index: int) -> tuple[Piece, ...]:
        """A line of the screen: of every column one, with blanks between; empty when there is none."""
        if index < len(self._head):
            return self.text_line(index)
        pieces: list[Piece] = []
        cells = 0
        for line, left in self.text_lines(index):
            body = self.text_line(line)
            pieces += [Piece(" " * (left - cells), "text"), *body]
            cells = left + sum(cell_width(piece.text) for piece in body)
        return tuple(pieces)

    def text_lines(self, index: int) -> list[tuple[int, int]]:
        """The lines of the text on a line of the screen: of every column that is high enough one."""
        if index < len(self._head):
            return [(index, 0)]
        columns, row = self._columns_at(index)
        return [
            (len(self._head) + column[row], self._left_of(place))
            for place, column in enumerate(columns)
            if row < len(column)
        ]

    def text_line_at(self, index: int, cell: int) -> tuple[int, int] | None:
        """The line of the text at a cell, and the cell in it; None at the end.

        Below a column the place before the first cell of the line with which the text goes on is meant.
        """
        if index < len(self._head):
            return index, cell
        columns, row = self._columns_at(index)
        place = max(0, cell) // self._left_of(1)
        filled = [at for at, column in enumerate(columns) if column and at <= place]
        if not filled:
            return None
        column = columns[filled[-1]]
        if row < len(column):
            return len(self._head) + column[row], cell - self._left_of(filled[-1])
        following = len(self._head) + column.stop
        return (following, -1) if following <= self.last_text_line else None

    def top_for(self, line: int, above: int = 0) -> int:  # noqa: ARG002 - a page is seen whole
        """The first line of the page that a line is on."""
        return line // self._height * self._height

    def place_of(self, index: int) -> Place:
        """The paragraph and character with which the page of a line begins; the beginning for the first."""
        number = (index - self._full) // self._height
        return self._pages.place_of(number) if number > 0 else Place(0, 0)

    def _lay_out(self, characters: int) -> None:
        self._pages.advance(characters)

    def _line_of_body(self, line: int) -> int:
        number = self._pages.page_of_line(line)
        page = self._pages.page(number)
        if page is None:
            return len(self._head)
        # A blank line that vanished at a cut counts as the last of the column before.
        column = next(
            (each for each in reversed(page.columns) if each and each.start <= line), page.columns[0]
        )
        row = min(line, column.stop - 1) - column.start
        return self._full + number * self._height + self._above_page(number) + row

    def _columns_at(self, index: int) -> tuple[tuple[range, ...], int]:
        """The columns of the page that a line below the head is on, and the number of the line in them."""
        number, row = divmod(index - self._full, self._height)
        page = self._pages.page(number)
        return page.columns if page is not None else (), row - self._above_page(number)

    def _left_of(self, column: int) -> int:
        """Cells left of a column."""
        return column * (self._measure.width + self._measure.gap)

    def _above_page(self, number: int) -> int:
        """Lines of the head that stand on a page of columns."""
        return self._above if number == 0 else 0
