"""A page of typeset lines in a pane: what is seen is laid out first and the rest in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from reader.model.article import Place
from reader.tui.marks import UNICODE, Marks
from reader.tui.widgets.scrolling import LinePane
from reader.typeset.lines import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events

    from reader.tui.page_content import PageContent
    from reader.tui.widgets.page import Page, Piece
    from reader.typeset.hits import Finder, Hit

COMFORTABLE = 80
"""Cells of the longest comfortable line: 40 Chinese characters, or 80 letters (W3C clreq §4.2; Bringhurst §2.1.2)."""
_SLICE = 6_000
"""Characters laid out in one go in the background: less than a frame's time on a slow machine."""
_SLICE_PAUSE = 0.02
"""Seconds between two slices, so that keys come first."""
_LONG_SLICE, NO_PAUSE = 20_000, 0.001
"""The same while the reader waits for the end: more at a time, and at once."""
_STRIPS_KEPT = 2048

_BOLD, _ITALIC, _UNDERLINE, _STRIKE = (
    Style(bold=True),
    Style(italic=True),
    Style(underline=True),
    Style(strike=True),
)

_STYLES: Mapping[str, tuple[str, Style]] = {
    "title": ("text", _BOLD),
    "facts": ("faint", Style()),
    "note": ("accent", Style()),
    Role.STRONG: ("text", _BOLD),
    Role.EMPHASIS: ("text", _ITALIC),
    Role.STRONG_EMPHASIS: ("text", _BOLD + _ITALIC),
    Role.STRIKE: ("faint", _STRIKE),
    Role.CODE: ("code", Style()),
    Role.LINK: ("accent", _UNDERLINE),
    Role.HEADING_1: ("accent", _BOLD),
    Role.HEADING_2: ("accent", _BOLD),
    Role.HEADING_3: ("text", _BOLD),
    Role.HEADING_4: ("text", _BOLD + _ITALIC),
    Role.HEADING_5: ("faint", _BOLD),
    Role.HEADING_6: ("faint", _BOLD + _ITALIC),
    Role.QUOTE: ("read", Style()),
    Role.QUOTE_BAR: ("accent", Style()),
    Role.MARKER: ("accent", Style()),
    Role.RULE: ("faint", Style()),
    Role.TABLE_RULE: ("faint", Style()),
    Role.TABLE_HEAD: ("text", _BOLD),
    Role.CODE_BLOCK: ("code", Style()),
    Role.IMAGE: ("accent", Style()),
    Role.CAPTION: ("read", _ITALIC),
    Role.ADDRESS: ("faint", _UNDERLINE),
}
"""Ink and weight by the name of a piece's style; anything else is plain text."""
_HIT = _BOLD + _UNDERLINE
"""The weight of a hit. It has the ground of the cursor as well, and without colours the weight is left."""
_CURRENT_HIT = Style(bold=True, reverse=True)


class PageView(LinePane):
    """A page at a time. Lays out what is seen first and the rest in the background; draws a line when it is seen."""

    @dataclass
    class Scrolled(Message):
        """Sent when another part is seen, more is known about length or hits, or another hit is the current one.

        Only the last of several counts.
        """

        percent: int

        def can_replace(self, message: Message) -> bool:
            """A newer one makes an older one pointless."""
            return isinstance(message, PageView.Scrolled)

    def __init__(self, marks: Marks = UNICODE, *, indent: bool = False, titled: bool = True) -> None:
        super().__init__(marks, titled=titled)
        self._indent = indent
        self._wide = False
        self._content: PageContent | None = None
        self._page: Page | None = None
        self._find: Finder | None = None
        self._hit: Hit | None = None
        """The current hit: as a place in the text, which is the same at every width."""
        self._pending_place: Place | None = None
        self._end_wanted = False
        self._strips: dict[int, Strip] = {}

    # What is seen

    def set_wide(self, wide: bool) -> None:
        """Lines as wide as the pane, or of comfortable length."""
        if wide != self._wide:
            self._wide = wide
            self._lay_out_again()

    @property
    def place(self) -> Place:
        """The paragraph and character at the top of the pane."""
        if self._page is None or self._pending_place is not None:
            return self._pending_place or Place(0, 0)
        return self._page.place_of(self.top)

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

    def go_to_line(self, line: int) -> None:
        """Put a line at the top of the pane, as far as there is text below it."""
        self._end_wanted = False
        self._make_room_for(line)
        super().go_to_line(line)

    def move_to_end(self, *, end: bool) -> None:
        """Scroll to the end, or to the beginning. A page that is not laid out to its end is, slice by slice, before."""
        self._end_wanted = end and self._page is not None and not self._page.complete
        if not self._end_wanted:
            self.go_to_line(len(self._page) if end and self._page is not None else 0)

    # Layout

    @property
    def _margin(self) -> int:
        return 3 if self.line_width >= 60 else 1

    def _lay_out(self) -> None:
        width = self.line_width - 2 * self._margin
        self._strips.clear()
        if self._content is None or width < 4:
            self.set_line_count(0)
            self.refresh()
            return
        if not self._wide:
            width = min(COMFORTABLE, width)
        self._page = self._page_of(self._content, width)
        place, self._pending_place = self._pending_place or Place(0, 0), None
        self.go_to_line(self._page.line_of(place))
        self.refresh()
        self._say_how_far(self._page)

    def _page_of(self, content: PageContent, width: int) -> Page:
        if self._page is not None:
            return self._page.again(content, width)
        # The typesetter comes with the first article, after the first frame.
        from reader.tui.widgets.page import Page

        page = Page(content, width, self._marks, indent=self._indent)
        page.mark(self._find)
        return page

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
        if self._end_wanted and page.complete:
            self._resize_to_page()
            self.go_to_line(len(page))
        self._say_how_far(page)

    def _say_how_far(self, page: Page) -> None:
        self._resize_to_page()
        self.post_message(self.Scrolled(self.percent))
        if not page.done:
            self.set_timer(
                NO_PAUSE if self._end_wanted else _SLICE_PAUSE, lambda: self._go_on_in_background(page)
            )

    # Drawing

    def draw_line(self, line: int, width: int) -> Strip:
        """A line of the page between its margins."""
        strip = self._strips.get(line)
        if strip is None:
            if len(self._strips) >= _STRIPS_KEPT:
                self._strips.clear()
            strip = self._strips[line] = self._draw(line, width)
        return strip

    def _draw(self, line: int, width: int) -> Strip:
        blank = self.ink("text")
        if self._page is None:
            return Strip.blank(width, blank)
        margin = max(self._margin, (width - self._page.width) // 2)
        segments = [Segment(" " * margin, blank)]
        for piece in self._page.pieces(line):
            style = self._style(piece)
            if piece.target:
                style += Style(meta={"target": piece.target})
            segments.append(Segment(piece.text, style))
        return Strip(segments).adjust_cell_length(width, blank)

    def _style(self, piece: Piece) -> Style:
        ink, weight = _STYLES.get(piece.style, ("text", Style()))
        if piece.hit is None:
            return self.ink(ink) + weight
        if piece.hit == self._hit:
            return self.ink(ink) + weight + _CURRENT_HIT
        # On that ground what is faint has not the contrast that it is to have (WCAG 2.1 §1.4.3).
        return self.ink("read" if ink == "faint" else ink, "cursor") + weight + _HIT

    def _draw_anew(self) -> None:
        self._strips.clear()
        self.refresh()

    # Events

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        self._strips.clear()
        super().notify_style_update()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that another part is seen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled(self.percent))

    def on_resize(self, event: events.Resize) -> None:
        """Set the page anew when the width has changed, with the same sentence at the top."""
        if self._page is None or event.size.width != self._laid_out_width:
            self._laid_out_width = event.size.width
            self._lay_out_again()
        else:
            self._resize_to_page()

    _laid_out_width = 0
