"""The part of the article pane that the mouse works on: dragging and clicking select, the wheel turns pages of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

from reader.model.selection import Extent, Selection
from reader.tui.widgets.page_styles import SELECTED
from reader.tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

    from reader.tui.widgets.page_text import PageText

_SCROLL_PAUSE, _TURN_PAUSE = 0.05, 0.6
"""Seconds between two lines, and between two pages of columns, while one drags beyond the edge: slow enough to stop."""


class SelectingView(PageView):
    """A page whose text can be selected. What is selected stays when the page is set anew or in another script."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self._anchor: Extent | None = None
        """Where the selection began: a character, or nothing between two."""
        self._head: Extent | None = None
        """The other end, which moves."""
        self._pressed: Extent | None = None
        """Where the mouse was pressed, while it is."""
        self._mouse = Offset(0, 0)
        self._edge: Timer | None = None
        self._was_dragged = False

    # What is selected

    @property
    def selected(self) -> Extent | None:
        """What is selected; None for nothing."""
        if self._anchor is None or self._head is None or self._page is None:
            return None
        extent = self._anchor.through(self._head)
        return extent if extent.start < extent.end else None

    @property
    def selection(self) -> Selection | None:
        """What is selected, with what it says; None when that is nothing."""
        from reader.text.clean import clean_line
        from reader.typeset.quoting import quotation

        extent = self.selected
        if extent is None or self._page is None or self._content is None:
            return None
        text = quotation(self._page.manuscript, clean_line(self._content.title), extent)
        return Selection(extent, text) if text else None

    def end_selection(self) -> bool:
        """Select nothing any more; False when nothing was selected."""
        had = self._anchor is not None
        self._anchor = self._head = self._pressed = None
        self._stop_scrolling()
        if had:
            self._draw_anew()
        return had

    def _select(self, anchor: Extent, head: Extent) -> None:
        if (anchor, head) != (self._anchor, self._head):
            self._anchor, self._head = anchor, head
            self._draw_anew()

    @property
    def _text(self) -> PageText | None:
        # Where text stands is worked out when something is first selected, not before.
        from reader.tui.widgets.page_text import PageText

        return PageText(self._page) if self._page is not None else None

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take away what was selected; where text is pressed, dragging selects."""
        self._was_dragged = False
        self.end_selection()
        if event.button == 1 and event.y >= self.header and event.x < self.line_width:
            self._pressed = self._under(event.offset)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the mouse; beyond the edge scroll as well."""
        if self._pressed is None:
            return
        self._mouse = event.offset
        beyond = event.y < self.header or event.y >= self.size.height
        if beyond and self._edge is None:
            pause = _TURN_PAUSE if self._is_columned else _SCROLL_PAUSE
            self._edge = self.set_interval(pause, self._scroll_on)
        elif not beyond:
            self._stop_scrolling()
        self._drag()

    def on_mouse_up(self) -> None:
        """End dragging."""
        self._pressed = None
        self._stop_scrolling()
        if self.app.mouse_captured is self:
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select a word by a second click, a paragraph by a third one."""
        text = self._text
        if self._was_dragged or text is None or event.chain < 2 or event.y < self.header:
            return
        place = self._under(event.offset)
        if place is not None:
            around = text.word_around if event.chain == 2 else text.paragraph_around
            extent = around(place.start)
            self._select(extent, extent)

    def _under(self, offset: Offset) -> Extent | None:
        """The character under the mouse, or nearest to it in sight; an end of the text beyond which there is nothing."""
        text, page = self._text, self._page
        if text is None or page is None:
            return None
        x, y = offset
        if y < self.header and self.top == 0:
            return text.at(0, 0)
        if y >= self.size.height and self.at_end:
            return text.at(len(page), 0)
        row = self.top + min(max(y - self.header, 0), self.page - 1)
        return text.at(row, x - self._indentation(page, self.line_width))

    def _drag(self) -> None:
        under = self._under(self._mouse)
        if self._pressed is not None and under is not None and (self._was_dragged or under != self._pressed):
            self._was_dragged = True
            self._select(self._pressed, under)

    def _scroll_on(self) -> None:
        """A line further, or a page of columns, in the direction in which the mouse has left the pane."""
        self.move_by(-1 if self._mouse.y < self.header else 1)
        self._drag()

    def _stop_scrolling(self) -> None:
        if self._edge is not None:
            self._edge.stop()
            self._edge = None

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Turn the page of columns."""
        self._turn(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Turn the page of columns back."""
        self._turn(event, -1)

    def _turn(self, event: events.MouseEvent, step: int) -> None:
        if self._is_columned:
            event.stop()
            event.prevent_default()
            self.move_by(step)

    # Drawing

    def _draw(self, line: int, width: int) -> Strip:
        strip, extent = super()._draw(line, width), self.selected
        return (
            strip if extent is None else self._styled_over(strip, line, extent, self.ink("text") + SELECTED)
        )

    def _styled_over(self, strip: Strip, line: int, extent: Extent, style: Style) -> Strip:
        """A line of the screen with a style over what it shows of an extent, on top of the styles that are there."""
        text, page = self._text, self._page
        if text is None or page is None:
            return strip
        left = self._indentation(page, strip.cell_length)
        for start, stop in text.cells(line, extent):
            inside = strip.crop(left + start, left + stop)
            styled = Strip([Segment(part.text, (part.style or Style()) + style) for part in inside])
            strip = Strip.join((strip.crop(0, left + start), styled, strip.crop(left + stop)))
        return strip
