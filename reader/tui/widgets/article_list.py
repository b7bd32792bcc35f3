"""The list of articles: a window on a listing of any length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from reader.model.filter import SortKey
from reader.text.clean import clean_line
from reader.tui.marks import UNICODE, Marks
from reader.tui.widgets.columns import Columns, columns_for
from reader.tui.widgets.scrolling import LinePane
from reader.tui.wording import figure, row_date
from reader.typeset.cells import fit

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from reader.library import Listing
    from reader.model.article import ArticleRow

_PAGE = 64
"""Rows that are read from the library at once: more than most screens show, few enough to take a fraction of a millisecond."""
_PAGES_KEPT = 8
_STRIPS_KEPT = 1024
_VIEWS, _CLICKS = 4, 6
"""Cells of the figure: hardly an article is viewed ten thousand times, but many were clicked as often."""


class ArticleList(LinePane):
    """One line an article. Reads only the rows that are seen."""

    @dataclass
    class Highlighted(Message):
        """Sent when the cursor comes to another article. Only the last of several counts."""

        article_list: ArticleList
        row: ArticleRow | None
        """None in an empty list."""

        def can_replace(self, message: Message) -> bool:
            """A newer one makes an older one pointless."""
            return isinstance(message, ArticleList.Highlighted)

    @dataclass
    class Opened(Message):
        """Sent when an article is clicked that has the cursor already."""

        article_list: ArticleList
        row: ArticleRow

    def __init__(self, marks: Marks = UNICODE, today: Callable[[], date] = date.today) -> None:
        super().__init__(marks)
        self._today = today
        self._listing: Listing | None = None
        self._cursor: int = 0
        self._unplaced = False
        self._pages: dict[int, list[ArticleRow]] = {}
        self._strips: dict[tuple[object, ...], Strip] = {}
        self._empty_text = ""

    # What is shown

    @property
    def listing(self) -> Listing | None:
        """What is listed."""
        return self._listing

    @property
    def cursor(self) -> int:
        """Position of the cursor, from 0."""
        return self._cursor

    @property
    def row(self) -> ArticleRow | None:
        """The article under the cursor."""
        return self._row(self._cursor)

    def show(self, listing: Listing, cursor: int = 0, empty_text: str = "") -> None:
        """Show a listing with the cursor at a position; `empty_text` stands where a listing has no articles."""
        self._listing = listing
        self._empty_text = empty_text
        self._pages.clear()
        self._cursor = min(max(0, cursor), max(0, len(listing) - 1))
        self._resize_to_listing()
        self._unplaced = not self.size  # before the first layout nobody knows where the middle is
        self.go_to_line(self._cursor - self.page // 2)
        self.refresh()
        self.post_message(self.Highlighted(self, self.row))

    def refresh_rows(self) -> None:
        """Read the visible rows anew: something about articles has changed."""
        self._pages.clear()
        self.refresh()

    def move_to(self, position: int) -> None:
        """Put the cursor on a position, stopping at either end."""
        if self._listing is None or not len(self._listing):
            return
        position = min(max(0, position), len(self._listing) - 1)
        row = self._row(position)
        if row is None:  # the listing has shrunk: its last articles were removed meanwhile
            self._resize_to_listing()
            position = max(0, min(position, len(self._listing) - 1))
            row = self._row(position)
        old, self._cursor = self._cursor, position
        if row is None or old == position:
            return
        top = self.top
        self.reveal(position)
        if self.top == top:
            self.refresh_line(old)
            self.refresh_line(position)
        self.post_message(self.Highlighted(self, row))

    def move_by(self, lines: int) -> None:
        """Move the cursor by so many rows."""
        self.move_to(self._cursor + lines)

    def move_to_end(self, *, end: bool) -> None:
        """Put the cursor on the last row, or on the first."""
        self.move_to(len(self._listing) - 1 if end and self._listing is not None else 0)

    # Reading

    def _row(self, position: int) -> ArticleRow | None:
        if self._listing is None or not 0 <= position < len(self._listing):
            return None
        number, index = divmod(position, _PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._listing.rows(number * _PAGE, (number + 1) * _PAGE)
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[number] = page
        return page[index] if index < len(page) else None

    def _resize_to_listing(self) -> None:
        self.set_line_count(len(self._listing) if self._listing is not None else 0)

    # Drawing

    def draw_line(self, line: int, width: int) -> Strip:
        """A row, or a blank below the last."""
        if self._listing is not None and not len(self._listing):
            return self._empty_line(line, width)
        row = self._row(line)
        if row is None:
            return Strip.blank(width, self.rich_style)
        cursor = self.cursor_at(line)
        by_clicks = self._listing is not None and self._listing.sort.key is SortKey.CLICKS
        today = self._today()
        key = (row, cursor, width, by_clicks, today)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _STRIPS_KEPT:
                self._strips.clear()
            strip = self._strips[key] = self._draw(
                row, cursor, columns_for(width, _CLICKS if by_clicks else _VIEWS), by_clicks, today, width
            )
        return strip

    def _draw(
        self,
        row: ArticleRow,
        cursor: tuple[str, str],
        columns: Columns,
        by_clicks: bool,
        today: date,
        width: int,
    ) -> Strip:
        marks = self._marks
        lead, ground = cursor
        mark, faint = self.ink("accent", ground), self.ink("faint", ground)
        title = self.ink("read" if row.read else "text", ground)
        segments = [Segment(lead + (" " if row.read else marks.unread) + " ", mark)]
        if columns.date:
            segments.append(
                Segment(fit(row_date(row.published, columns.date, today), columns.date) + "  ", faint)
            )
        segments.append(Segment(fit(clean_line(row.title), columns.title, ellipsis=marks.ellipsis), title))
        if columns.origin:
            segments.append(
                Segment(
                    "  " + fit(clean_line(row.origin or ""), columns.origin, ellipsis=marks.ellipsis), faint
                )
            )
        segments.append(Segment(" " + (marks.bookmark if row.bookmarked else " "), mark))
        if columns.figure:
            number = row.clicks if by_clicks else row.views or None
            text = "" if number is None else figure(number)
            segments.append(Segment(" " + fit(text, columns.figure, align="right"), faint))
        return Strip(segments).adjust_cell_length(width, faint)

    def _empty_line(self, line: int, width: int) -> Strip:
        text = "   " + self._empty_text if line == 0 else ""
        return Strip([Segment(fit(text, width), self.ink("faint"))], width)

    # Events

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._resize_to_listing()
        if self._unplaced and self.size:
            self._unplaced = False
            self.go_to_line(self._cursor - self.page // 2)
        else:
            self.reveal(self._cursor)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that is clicked; open it if the cursor was there, or on a double click."""
        position = self.line_at(event.y)
        row = self._row(position)
        if row is None:
            return
        if position == self._cursor or event.chain > 1:
            self.post_message(self.Opened(self, row))
        self.move_to(position)
