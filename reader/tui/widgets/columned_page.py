"""An article in newspaper columns: pages of one height, one below the other, the head over all columns of the first.

Imported when columns are first wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.article import Place
from reader.tui.widgets.page import Page
from reader.tui.widgets.pieces import Piece, TextLine
from reader.typeset.cells import cell_width
from reader.typeset.folios import Folios

if TYPE_CHECKING:
    from reader.tui.marks import Marks
    from reader.tui.page_content import PageContent
    from reader.typeset.columns import ColumnMeasure
    from reader.typeset.folios import Folio
    from reader.typeset.layout import Layout
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
        place: Place = Place(0),  # noqa: B008 - a tuple
    ) -> None:
        super().__init__(
            content,
            measure.cells,
            marks,
            indent=indent,
            hanging=hanging,
            manuscript=manuscript,
            body_width=measure.width,
            place=place,
        )
        self._measure = measure
        self._height = height
        # A head that is higher than a page takes whole pages, and the rest of it stands above the first columns.
        self._full, self._above = len(self._head) // height * height, len(self._head) % height
        self._folios = Folios(self._galley, measure.columns, height, height - self._above)

    @property
    def complete(self) -> bool:
        """Whether all is laid out, so that the number of lines is exact."""
        return self._folios.complete

    def __len__(self) -> int:
        """Lines in all, whole pages of them; an estimate until the page is complete."""
        return self._full + self._height * max(1, self._folios.estimate())

    def pieces(self, index: int) -> tuple[Piece, ...]:
        """A line of the screen: of every column one, with blanks between; empty when there is none."""
        if index < len(self._head):
            return super().pieces(index)
        pieces: list[Piece] = []
        cells = 0
        for line, left in self.text_lines(index):
            body = self.text_line(line)
            pieces += [Piece(" " * (left - cells), "text"), *body]
            cells = left + sum(cell_width(piece.text) for piece in body)
        return tuple(pieces)

    def text_lines(self, index: int) -> list[tuple[TextLine, int]]:
        """The lines of the text on a line of the screen: of every column that is high enough one."""
        if index < len(self._head):
            return super().text_lines(index)
        folio, row = self._folio_at(index)
        if folio is None:
            return []
        return [
            (TextLine(folio.part, column[row]), self._left_of(place))
            for place, column in enumerate(folio.page.columns)
            if row < len(column)
        ]

    def text_line_at(self, index: int, cell: int) -> tuple[TextLine, int] | None:
        """The line of the text at a cell, and the cell in it; None at the end.

        Below a column the place before the first cell of the line with which the text goes on is meant.
        """
        folio, row = self._folio_at(index) if index >= len(self._head) else (None, 0)
        if folio is None:
            return super().text_line_at(index, cell)
        place = max(0, cell) // self._left_of(1)
        filled = [at for at, column in enumerate(folio.page.columns) if column and at <= place]
        if not filled:
            return None
        column = folio.page.columns[filled[-1]]
        if row < len(column):
            return TextLine(folio.part, column[row]), cell - self._left_of(filled[-1])
        following = self.text_line_after(TextLine(folio.part, column.stop - 1), 1)
        return (following, -1) if following is not None else None

    def top_for(self, line: int, above: int = 0) -> int:  # noqa: ARG002 - a page is seen whole
        """The first line of the page that a line is on."""
        return line // self._height * self._height

    def place_of(self, index: int) -> Place:
        """The paragraph and character with which the page of a line begins; the beginning for the first."""
        number = (index - self._full) // self._height
        return self._folios.place_of(number) if number > 0 else Place(0, 0)

    def settle(self, line: int) -> int | None:
        """Count the pages above what was laid out first, if all are made now and were not before.

        Gives the first line of the page that shows from now on what that of a line has shown; None when nothing changes.
        """
        number = self._folios.settle(max(0, (line - self._full) // self._height))
        if number is None or line < len(self._head):
            return None if number is None else line
        return self._full + number * self._height

    def _lay_out(self, characters: int) -> None:
        self._folios.advance(characters)

    def _line_in(self, part: Layout, line: int) -> int:
        page = self._folios.page_of(part, line)
        if page is None:
            return len(self._head)
        # A blank line that vanished at a cut counts as the last of the column before.
        column = next(
            (each for each in reversed(page.columns) if each and each.start <= line), page.columns[0]
        )
        row = min(line, column.stop - 1) - column.start
        number = max(0, self._folios.number(part, line))
        return self._full + number * self._height + self._above_page(number) + row

    def _is_numbered(self, place: Place) -> bool:
        part = self._galley.part_of(place.block)
        return self._folios.number(part, part.line_of(place)) >= 0

    def _is_above(self, index: int) -> bool:
        return (index - self._full) // self._height < self._folios.number(self._galley.below, 0)

    def _text_line(self, index: int) -> TextLine | None:
        """The line of the text that is the first one on a line of the page."""
        if index < len(self._head):
            return super()._text_line(index)
        lines = self.text_lines(index)
        return lines[0][0] if lines else None

    def _folio_at(self, index: int) -> tuple[Folio | None, int]:
        """The page of columns on which a line of the screen is, and the number of the line in its columns."""
        number, row = divmod(index - self._full, self._height)
        return self._folios.find(number), row - self._above_page(number)

    def _left_of(self, column: int) -> int:
        """Cells left of a column."""
        return column * (self._measure.width + self._measure.gap)

    def _above_page(self, number: int) -> int:
        """Lines of the head that stand on a page of columns."""
        return self._above if number == 0 else 0
