"""The list of articles: a window on a listing of any length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip

from reader.tui.marks import UNICODE, Marks
from reader.tui.widgets.article_rows import (
    Cursor,
    Figure,
    Moment,
    RowStyle,
    empty_strip,
    row_strip,
    same_day,
    snippet_strip,
)
from reader.tui.widgets.scripted_pane import ScriptedPane

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual import events

    from reader.library import Listing
    from reader.model.article import ArticleRow
    from reader.text.hits import Snippet
    from reader.tui.widgets.article_rows import Finder

_PAGE = 64
"""Rows that are read from the library at once: more than most screens show, few enough to take a fraction of a millisecond."""
_PAGES_KEPT = 8
_STRIPS_KEPT = 1024
_SNIPPET_ROWS, _SNIPPET_LINES, _SNIPPET_CELLS = 24, 8, 40
"""Rows of the terminal, lines of the list and cells of a line under which snippets are left out: below, hardly a result would
be seen for them, or hardly a word of them."""


class ArticleList(ScriptedPane):
    """One line an article, or two with the piece that a search has found. Reads only the rows that are seen."""

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

    @dataclass
    class SnippetsWanted(Message):
        """Sent when rows are seen of which the list does not know the snippets."""

        listing: Listing
        ids: Sequence[int]

    def __init__(self, marks: Marks = UNICODE, today: Callable[[], date] = date.today) -> None:
        super().__init__(marks)
        self._today = today
        self._listing: Listing | None = None
        self._cursor: int = 0
        self._unplaced = False
        self._pages: dict[int, list[ArticleRow]] = {}
        self._strips: dict[tuple[object, ...], Strip] = {}
        self._empty_text = ""
        self._find: Finder | None = None
        self._with_snippets = False
        self._snippets: dict[int, Snippet | None] = {}
        self._wanted: list[int] = []
        """Articles whose snippets were drawn as blanks and are to be asked for."""

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

    def show(
        self,
        listing: Listing | None,
        cursor: int = 0,
        empty_text: str = "",
        *,
        top: int | None = None,
        find: Finder | None = None,
        with_snippets: bool = False,
    ) -> None:
        """Show a listing with the cursor at a position; `empty_text` stands where there are no articles.

        `top` is the first line that is seen; without it the cursor is in the middle. What `find` finds in titles is marked,
        and under each title stands its snippet, where there is room and `with_snippets` says so.
        """
        self._take(listing, find, with_snippets=with_snippets)
        self._empty_text = empty_text
        self._cursor = min(max(0, cursor), max(0, self._total - 1))
        self._unplaced = not self.size  # before the first layout nobody knows where the middle is
        if top is None:
            self._centre()
        else:
            self.go_to_line(top)
        self.refresh()
        self.post_message(self.Highlighted(self, self.row))

    def extend(self, listing: Listing) -> None:
        """Show a longer listing of the same search, with the cursor on the same article at the same height."""
        row, above = self.row, self._cursor * self._lines_each - self.top
        self._listing = listing
        self._pages.clear()
        position = listing.position_of(row.id) if row is not None else None
        self._cursor = min(self._cursor if position is None else position, max(0, self._total - 1))
        self._resize_to_listing()
        self.go_to_line(self._cursor * self._lines_each - above)
        self.refresh()

    def add_snippets(self, listing: Listing, found: Mapping[int, Snippet | None]) -> None:
        """Show snippets that were asked for, unless something else is listed now."""
        if self._listing is not None and listing.which == self._listing.which:
            self._snippets.update(found)
            self._strips.clear()
            self.refresh()

    def _take(self, listing: Listing | None, find: Finder | None, *, with_snippets: bool) -> None:
        self._listing = listing
        self._find = find
        self._with_snippets = with_snippets
        self._snippets.clear()
        self._wanted.clear()
        self._strips.clear()
        self._pages.clear()
        self._resize_to_listing()

    @property
    def _total(self) -> int:
        return len(self._listing) if self._listing is not None else 0

    def refresh_rows(self) -> None:
        """Read the visible rows anew: something about articles has changed, or some were removed."""
        self._pages.clear()
        self.move_to(self._cursor)
        self._resize_to_listing()
        self.refresh()

    def refresh_changed_rows(self) -> None:
        """Read the rows anew that were read, and draw them if something about them has changed."""
        before, listing = self._pages, self._listing
        self._pages = {at: listing.rows(at * _PAGE, (at + 1) * _PAGE) for at in before} if listing else {}
        if self._pages != before:
            self.refresh()

    def move_to(self, position: int) -> None:
        """Put the cursor on a position, stopping at either end."""
        if not self._total:
            return
        position = min(max(0, position), self._total - 1)
        row = self._row(position)
        if row is None:  # the listing has shrunk: its last articles were removed meanwhile
            self._resize_to_listing()
            position = max(0, min(position, self._total - 1))
            row = self._row(position)
        old, self._cursor = self._cursor, position
        if row is None or old == position:
            return
        top = self.top
        self.reveal(position)
        if self.top == top:
            self.refresh_entry(old)
            self.refresh_entry(position)
        self.post_message(self.Highlighted(self, row))

    def move_by(self, lines: int) -> None:
        """Move the cursor by so many rows."""
        self.move_to(self._cursor + lines)

    def move_to_end(self, *, end: bool) -> None:
        """Put the cursor on the last row, or on the first."""
        self.move_to(self._total - 1 if end else 0)

    # Reading

    def _row(self, position: int) -> ArticleRow | None:
        if self._listing is None or not 0 <= position < self._total:
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
        lines_each = 2 if self._with_snippets and self._has_room_for_snippets else 1
        if lines_each != self._lines_each:
            self._lines_each = lines_each
            self.refresh()
        self.set_line_count(self._total * self._lines_each)

    @property
    def _has_room_for_snippets(self) -> bool:
        lines = self.scrollable_content_region.height - self.header
        return (
            self.app.size.height >= _SNIPPET_ROWS
            and lines >= _SNIPPET_LINES
            and self.line_width >= _SNIPPET_CELLS
        )

    def _centre(self) -> None:
        self.go_to_line((self._cursor - self.page // 2) * self._lines_each)

    # Drawing

    def draw_line(self, line: int, width: int) -> Strip:
        """A line of a row, or a blank below the last."""
        if not self._total:
            return empty_strip(self._empty_text, line, width, self.ink)
        position, part = divmod(line, self._lines_each)
        row = self._row(position)
        if row is None or self._listing is None:
            return Strip.blank(width, self.rich_style)
        cursor = Cursor(*self.cursor_at(position))
        figure, moment = Figure.of(self._listing.which, self._listing.sort), Moment.of(self._listing.sort)
        style = RowStyle(width, figure, moment, self._today(), self._find, self._converter)
        repeated = moment is Moment.VIEWED and self._repeats_day(position, row)
        key = (row.id if part else row, cursor, style, repeated)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _STRIPS_KEPT:
                self._strips.clear()
            if part:
                strip = snippet_strip(self._snippet(row.id), cursor, style, self._marks, self.ink)
            else:
                strip = row_strip(row, cursor, style, self._marks, self.ink, repeated=repeated)
            self._strips[key] = strip
        return strip

    def _repeats_day(self, position: int, row: ArticleRow) -> bool:
        """Whether the row above, if one is seen, was last opened on the same day."""
        above = self._row(position - 1) if position > self.top // self._lines_each else None
        return above is not None and same_day(row, above)

    def _snippet(self, article_id: int) -> Snippet | None:
        """The snippet of an article as far as it is known; otherwise it is asked for when all lines are drawn."""
        if article_id not in self._snippets:
            if not self._wanted:
                self.call_later(self._ask_for_snippets)
            self._snippets[article_id] = None
            self._wanted.append(article_id)
        return self._snippets[article_id]

    def _ask_for_snippets(self) -> None:
        wanted, self._wanted = self._wanted, []
        if self._listing is not None and wanted:
            self.post_message(self.SnippetsWanted(self._listing, wanted))

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
            self._centre()
        else:
            self.reveal(self._cursor)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that is clicked; open it if the cursor was there, or on a double click."""
        position = self.entry_at(event.y)
        row = self._row(position)
        if row is None:
            return
        if position == self._cursor or event.chain > 1:
            self.post_message(self.Opened(self, row))
        self.move_to(position)
