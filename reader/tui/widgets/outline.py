"""The headings of an article, with the section that is read. Imported when an outline is first opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from reader.i18n import _
from reader.text.clean import clean_line
from reader.tui.bindings import binding_of
from reader.tui.marks import UNICODE, Marks
from reader.tui.widgets.scrolling import LinePane
from reader.tui.wording import figure
from reader.typeset.cells import truncate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType

    from reader.typeset.manuscript import OutlineEntry

_STEP = 2
"""Cells by which a level stands further in."""
_LEAST_TITLE = 8
"""Cells that are left of a title however deep its level is."""
_CURRENT = Style(bold=True)


class OutlinePane(LinePane):
    """One line a heading, indented by its level; the section that is read has a sign and weight of its own.

    While the keyboard is elsewhere, the cursor goes with what is read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [binding_of("go.in")]

    DEFAULT_CSS = """
    OutlinePane { position: absolute; }
    """

    @dataclass
    class Chosen(Message):
        """Sent when a heading is chosen."""

        block: int
        """Number of its block."""

    def __init__(self, marks: Marks = UNICODE, *, titled: bool = True) -> None:
        super().__init__(marks, titled=titled)
        self._entries: Sequence[OutlineEntry] = ()
        self._outermost = 1
        self._current: int | None = None
        """The section that is read; None before the first."""

    @property
    def entries(self) -> Sequence[OutlineEntry]:
        """The headings that are shown."""
        return self._entries

    def show(self, entries: Sequence[OutlineEntry], current: int | None) -> None:
        """Show headings, and which of them the section that is read has; cheap when nothing is new."""
        if entries != self._entries:
            grown = bool(self._entries) and entries[: len(self._entries)] == self._entries
            self._entries, self._current = entries, current
            self._outermost = min((entry.level for entry in entries), default=1)
            self._cursor = self._cursor if grown else current or 0
            self.set_title(_("Outline"), figure(len(entries)))
            self.set_line_count(len(entries))
            self.refresh()
        if current != self._current:
            before, self._current = self._current, current
            for entry in (before, current):
                if entry is not None:
                    self.refresh_entry(entry)
        if not self.has_focus:
            self._put_cursor(current or 0)

    def draw_line(self, line: int, width: int) -> Strip:
        """The sign of cursor or section, and the title, cut where there is no more room."""
        if line >= len(self._entries):
            return Strip.blank(width, self.ink("text"))
        entry = self._entries[line]
        lead, ground = self.cursor_at(line)
        is_current = line == self._current
        if is_current and not ground:
            lead = self._marks.cursor_blur
        elif not is_current and not self.has_focus:
            lead, ground = " ", ""  # before the first heading no section is read
        indent = max(0, min(_STEP * (entry.level - self._outermost), width - 3 - _LEAST_TITLE))
        title = truncate(clean_line(entry.title), max(0, width - 3 - indent), self._marks.ellipsis)
        ink = self.ink("text" if entry.level == self._outermost else "read", ground)
        segments = [
            Segment(f"{lead} {' ' * indent}", self.ink("accent", ground)),
            Segment(title, ink + _CURRENT if is_current else ink),
        ]
        return Strip(segments).adjust_cell_length(width, self.ink("text", ground))

    # Moving and choosing

    def move_by(self, lines: int) -> None:
        """Move the cursor by so many headings."""
        self._put_cursor((self._cursor or 0) + lines)

    def move_to_end(self, *, end: bool) -> None:
        """Put the cursor on the last heading, or on the first."""
        self._put_cursor(len(self._entries) - 1 if end else 0)

    def _put_cursor(self, entry: int) -> None:
        entry = max(0, min(entry, len(self._entries) - 1))
        before, self._cursor = self._cursor, entry
        if before != entry:
            self.reveal(entry)
            self.refresh_entry(entry)
            if before is not None:
                self.refresh_entry(before)

    def action_go_in(self) -> None:
        """Choose the heading under the cursor."""
        if self._entries and self._cursor is not None:
            self.post_message(self.Chosen(self._entries[self._cursor].block))

    def on_click(self, event: events.Click) -> None:
        """Choose the heading that is clicked."""
        entry = self.entry_at(event.y)
        if 0 <= entry < len(self._entries):
            self._put_cursor(entry)
            self.action_go_in()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.set_line_count(len(self._entries))
        self.reveal(self._cursor or 0)
