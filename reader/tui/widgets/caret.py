"""The part of the article pane that selects by keys, from a caret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.model.article import Place
from reader.model.selection import Extent
from reader.tui.keys import plain_key
from reader.tui.widgets.page_styles import CARET
from reader.tui.widgets.selecting import SelectingView

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from reader.tui.widgets.page_text import PageText


class CaretView(SelectingView):
    """A page in which keys can move a caret that selects. It stands on a character, which is selected too."""

    @dataclass
    class Selecting(Message):
        """Sent when selecting by keys begins or ends."""

    @dataclass
    class CopyWanted(Message):
        """Sent when the key is struck that copies what is selected by keys."""

    @dataclass
    class HighlightWanted(Message):
        """Sent when the key is struck that marks for good what is selected by keys."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self._by_keys = False
        self._goal: int | None = None
        """Cells before the caret on the line from which it went up or down."""

    @property
    def is_selecting(self) -> bool:
        """Whether keys move a caret."""
        return self._by_keys

    def begin_selecting(self) -> bool:
        """Let keys select: from what is selected already, else from the current hit in sight, else from the first line seen.

        False when there is no text in sight.
        """
        text = self._text
        if text is None:
            return False
        start = self.selected or self._seen_hit or self._first_seen(text)
        first = text.character_from(start.start) if start is not None else None
        last = text.character_before(start.end) if start is not None else None
        if first is None or last is None:
            return False
        self._by_keys = True
        self._goal = None
        self._select(first, last)
        self.post_message(self.Selecting())
        return True

    def end_selection(self) -> bool:
        """Select nothing any more; False when nothing was selected."""
        if self._by_keys:
            self._by_keys = False
            self.post_message(self.Selecting())
        return super().end_selection()

    def act_on_key(self, key: str) -> bool:
        """Do what a key does while keys select; False when it does nothing."""
        from reader.tui.widgets.motions import MOTIONS

        motion = MOTIONS.get(key)
        lines = {"j": 1, "down": 1, "k": -1, "up": -1, "pagedown": self.page, "pageup": -self.page}.get(key)
        if self._head is not None and (motion is not None or lines is not None):
            # Wherever the reader has gone meanwhile: the caret moves from where it is.
            self._lay_out_near(self._head.start)
        if motion is not None and self._text is not None and self._head is not None:
            self._goal = None
            self._move_to(motion(self._text, self._head))
        elif lines is not None:
            self._move_by_lines(lines)
        elif key == "o":
            self._swap_ends()
        elif key in ("V", "space") and self._head is not None:
            self._select(self._head, self._head)
        elif key in ("y", "enter"):
            self.post_message(self.CopyWanted())
        elif key == "H":
            self.post_message(self.HighlightWanted())
        elif key == "escape":
            self.end_selection()
        else:
            return False
        return True

    @property
    def _seen_hit(self) -> Extent | None:
        """The current hit, when it is in sight."""
        hit, page = self._hit, self._page
        if hit is None or page is None:
            return None
        extent = Extent(Place(hit.block, hit.start), Place(hit.block, hit.stop))
        seen = page.is_near(extent.start) and self._sees(page.line_of_hit(hit))
        return extent if seen else None

    def _first_seen(self, text: PageText) -> Extent | None:
        """The first character in sight."""
        page = self._page
        if page is None:
            return None
        lines = (line for row in self._lines_seen for line, _ in page.text_lines(row) if text.stretches(line))
        first = next(lines, None)
        return text.nearest(first, 0) if first is not None else None

    def on_key(self, event: events.Key) -> None:
        """While keys select: move the caret, copy or leave. Other letters do nothing; what writes nothing works as ever."""
        if not self._by_keys:
            return
        key = plain_key(event.key)
        if not self.act_on_key(key) and not event.is_printable:
            return
        event.stop()
        event.prevent_default()

    def _swap_ends(self) -> None:
        """Take the caret to the other end of what is selected."""
        self._goal = None
        anchor, head = self._anchor, self._head
        if anchor is not None and head is not None:
            self._select(head, anchor)
            self._reveal(anchor)

    def _move_by_lines(self, lines: int) -> None:
        text, head = self._text, self._head
        if text is None or head is None:
            return
        line = text.line_of(head)
        goal = self._goal if self._goal is not None else text.cell_of(line, head.start)
        for _ in range(abs(lines)):
            following = text.line_after(line, 1 if lines > 0 else -1)
            if following is None:
                break
            line = following
        self._goal = goal
        self._move_to(text.nearest(line, goal))

    def _move_to(self, character: Extent | None) -> None:
        if character is not None and self._anchor is not None:
            self._select(self._anchor, character)
            self._reveal(character)

    def _reveal(self, character: Extent) -> None:
        """Scroll no further than is needed to see a character, and slide the table in which it is not shown."""
        self._lay_out_near(character.start)
        page = self._page
        if page is None:
            return
        page.reveal(character.start)
        row = page.line_of_text(character)
        if row < self.top:
            self.go_to_line(row)
        elif row >= self.top + self.page:
            self.go_to_line(page.top_for(row, self.page - 1))

    def _draw(self, line: int, width: int) -> Strip:
        strip, caret = super()._draw(line, width), self._head if self._by_keys else None
        return strip if caret is None else self._styled_over(strip, line, caret, self.ink("accent") + CARET)
