"""A page of typeset lines in a pane: what is seen is laid out first and the rest in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.model.article import Place
from reader.tui.marks import UNICODE, Marks
from reader.tui.widgets.page_canvas import PageCanvas

if TYPE_CHECKING:
    from reader.tui.measure import Measure
    from reader.tui.page_content import PageContent
    from reader.tui.widgets.page import Page
    from reader.typeset.hits import Finder

COMFORTABLE = 80
"""Cells of the longest comfortable line: 40 Chinese characters, or 80 letters (W3C clreq §4.2; Bringhurst §2.1.2)."""
_SLICE = 6_000
"""Characters laid out in one go in the background: less than a frame's time on a slow machine."""
_SLICE_PAUSE = 0.02
"""Seconds between two slices, so that keys come first."""
_LONG_SLICE, NO_PAUSE = 20_000, 0.001
"""The same while the reader waits for the end: more at a time, and at once."""
_LEAST_ROOM = 4
"""Cells between the margins below which nothing is shown."""


class PageView(PageCanvas):
    """A page at a time. Lays out what is seen first and the rest in the background."""

    @dataclass
    class Scrolled(Message):
        """Sent when another part is seen, more is known about length or hits, or another hit is the current one.

        Only the last of several counts.
        """

        percent: int

        def can_replace(self, message: Message) -> bool:
            """A newer one makes an older one pointless."""
            return isinstance(message, PageView.Scrolled)

    def __init__(
        self, marks: Marks = UNICODE, *, indent: bool = False, hanging: bool = False, titled: bool = True
    ) -> None:
        super().__init__(marks, titled=titled)
        self._indent = indent
        self._hanging = hanging
        self._measure: Measure = "comfortable"
        self._content: PageContent | None = None
        self._find: Finder | None = None
        self._pending_place: Place | None = None
        self._kept_place: Place | None = None
        """In columns: what is read. The page that holds it may begin elsewhere."""
        self._end_wanted = False
        self._laid_out_for = (0, 0)

    # What is seen

    def set_measure(self, measure: Measure) -> None:
        """Lines of comfortable length, or as wide as the pane; or columns, where two of them have room."""
        if measure != self._measure:
            self._measure = measure
            self._lay_out_again()

    @property
    def columns(self) -> int:
        """How many columns there would be."""
        from reader.typeset.columns import column_measure

        return column_measure(self._room).columns

    @property
    def place(self) -> Place:
        """The paragraph and character at the top of the pane."""
        if self._page is None or self._pending_place is not None:
            return self._pending_place or Place(0, 0)
        return self._page.place_of(self.top) if self._kept_place is None else self._kept_place

    @property
    def percent(self) -> int:
        """How much of the article has been seen down to the last visible line, 0 to 100."""
        if self._page is None or not len(self._page):
            return 0
        return min(100, round(100 * (self.top + self.page) / len(self._page)))

    @property
    def at_end(self) -> bool:
        """Whether the last line is seen."""
        return self._page is None or self.top + self.page >= len(self._page)

    @property
    def _lines_seen(self) -> range:
        return range(self.top, self.top + self.page)

    def _sees(self, line: int) -> bool:
        return line in self._lines_seen

    def go_to_line(self, line: int) -> None:
        """Put a line at the top of the pane, as far as there is text below it."""
        self._end_wanted = False
        line = self._page.top_for(line) if self._page is not None else line
        self._make_room_for(line)
        super().go_to_line(line)
        self._keep_place()

    def go_to_place(self, place: Place, above: int = 0) -> None:
        """Put the line of a place at the top of the pane, or with so many lines above it where there is a choice."""
        self._lay_out_near(place)
        if self._page is not None:
            self.go_to_line(self._page.top_for(self._page.line_of(place), above))

    def _keep_place(self) -> None:
        page = self._page if self._is_columned else None
        self._kept_place = page.place_of(self.top) if page is not None else None

    def move_by(self, lines: int) -> None:
        """Move by so many lines; in columns by a page."""
        super().move_by(lines if not self._is_columned else self.page if lines > 0 else -self.page)

    def move_to_end(self, *, end: bool) -> None:
        """Scroll to the end, or to the beginning. A page that is not laid out to its end is, slice by slice, before."""
        self._end_wanted = end and self._page is not None and not self._page.complete
        if not end:
            self._lay_out_near(Place(0, 0))
        if not self._end_wanted:
            self.go_to_line(len(self._page) if end and self._page is not None else 0)

    # Layout

    @property
    def _is_columned(self) -> bool:
        return self._measure == "columns" and self.columns > 1

    def _lay_out(self) -> None:
        self._strips.clear()
        self._laid_out_for = self._frame_size
        if self._content is None or self._room < _LEAST_ROOM:
            self.set_line_count(0)
            self.refresh()
            return
        before, self._page = self._page, self._page_of(self._content)
        if before is not None:
            self._page.mark_as(before)
        else:
            self._page.mark(self._find)
        place, self._pending_place = self._pending_place or Place(0, 0), None
        self.go_to_line(self._page.line_of(place))
        if self._is_columned:
            self._kept_place = place
        self.refresh()
        self._say_how_far(self._page)

    @property
    def _hangs(self) -> bool:
        """Whether marks hang beyond the measure: where there is room for one beside it."""
        return self._hanging and self._margin > 1

    def _page_of(self, content: PageContent) -> Page:
        # The typesetter comes with the first article, after the first frame.
        place = self._pending_place or Place(0, 0)
        manuscript = self._page.manuscript_for(content) if self._page is not None else None
        if self._is_columned:
            from reader.tui.widgets.columned_page import ColumnedPage
            from reader.typeset.columns import column_measure

            measure = column_measure(self._room)
            return ColumnedPage(
                content,
                measure,
                self.page,
                self._marks,
                indent=self._indent,
                hanging=self._hangs,
                manuscript=manuscript,
                place=place,
            )
        from reader.tui.widgets.page import Page

        width = self._room if self._measure == "wide" else min(COMFORTABLE, self._room)
        return Page(
            content,
            width,
            self._marks,
            indent=self._indent,
            hanging=self._hangs,
            manuscript=manuscript,
            place=place,
        )

    def _lay_out_near(self, place: Place) -> bool:
        """Set the page anew from a place that is far from all that is laid out; False where it is near."""
        if self._page is None or self._page.is_near(place):
            return False
        self._pending_place = max(place, Place(0, 0))
        self._lay_out()
        return True

    def _lay_out_again(self) -> None:
        self._pending_place = self.place
        self._lay_out()

    def _make_room_for(self, line: int) -> None:
        """Lay out enough for a page from `line` on, so that scrolling there is not cut short by an estimate."""
        if self._page is not None:
            self._page.pieces(line + self.page)
        self._resize_to_page()

    def _resize_to_page(self) -> None:
        self.set_line_count(len(self._page) if self._page is not None else 0)

    def _go_on_in_background(self, page: Page) -> None:
        """Do the rest of the page slice by slice, until it is done or another page is shown."""
        if page is not self._page:
            return
        page.advance(_LONG_SLICE if self._end_wanted else _SLICE)
        self._settle(page)
        if self._end_wanted and page.complete:
            self._resize_to_page()
            self.go_to_line(len(page))
        self._say_how_far(page)

    def _settle(self, page: Page) -> None:
        """Stay with what is seen where a page comes to know how many lines are above it."""
        line, kept = page.settle(self.top), self._kept_place
        if line is not None:
            self._draw_anew()
            self._resize_to_page()
            super().go_to_line(line)
            self._kept_place = kept

    def _say_how_far(self, page: Page) -> None:
        self._resize_to_page()
        self.post_message(self.Scrolled(self.percent))
        if not page.done:
            self.set_timer(
                NO_PAUSE if self._end_wanted else _SLICE_PAUSE, lambda: self._go_on_in_background(page)
            )

    # Events

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that another part is seen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            # A pane that grows at the end is scrolled back before it is told of its new size.
            if self._frame_size == self._laid_out_for:
                self._keep_place()
            self.post_message(self.Scrolled(self.percent))

    def validate_scroll_y(self, value: float) -> float:
        """A place that can be scrolled to: in columns the beginning of a page."""
        value = super().validate_scroll_y(value)
        return self._page.top_for(round(value)) if self._page is not None and self._is_columned else value

    @property
    def _frame_size(self) -> tuple[int, int]:
        """What the layout depends on: the width, and in columns the height too."""
        return self.size.width, self.page if self._is_columned else 0

    def on_resize(self) -> None:
        """Set the page anew when what it depends on has changed, with the same sentence at the top."""
        if self._page is None or self._frame_size != self._laid_out_for:
            self._lay_out_again()
        else:
            self._resize_to_page()
