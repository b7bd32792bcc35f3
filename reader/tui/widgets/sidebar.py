"""The categories and smart folders, with their counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from reader.model.filter import Filter, Folder
from reader.text.clean import clean_line
from reader.tui.marks import UNICODE, Marks
from reader.tui.widgets.scripted_pane import ScriptedPane
from reader.tui.wording import figure, folder_name
from reader.typeset.cells import cell_width, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from reader.model.category import Category, Counts, SmartFolder, Tag


class Entry(NamedTuple):
    """One line of the sidebar."""

    which: Filter | None
    """What choosing it selects; None for the blank line between folders and categories."""
    name: str
    total: int | None
    """All articles; None where nobody has counted them yet."""
    unread: int | None
    """Unread articles; None where the figure would say nothing."""


_BLANK = Entry(None, "", None, None)


def entries_for(
    counts: Counts,
    categories: Sequence[Category],
    smart_folders: Sequence[SmartFolder] = (),
    tags: Sequence[Tag] = (),
) -> tuple[Entry, ...]:
    """The lines of the sidebar: the folders of every library, the reader's own, the tags, the categories."""
    totals = {
        Folder.ALL: counts.total,
        Folder.UNREAD: counts.unread,
        Folder.CONTINUE: counts.half_read,
        Folder.BOOKMARKS: counts.bookmarked,
        Folder.HISTORY: counts.viewed,
        Folder.MOST_VIEWED: counts.viewed,
    }
    folders = [
        Entry(
            Filter(folder),
            folder_name(folder),
            totals[folder],
            counts.unread if folder is Folder.ALL else None,
        )
        for folder in Folder
    ]
    own = [Entry(Filter(smart_folder_id=f.id), clean_line(f.name), f.total, f.unread) for f in smart_folders]
    tagged = [Entry(Filter(tag=tag.name), f"#{clean_line(tag.name)}", tag.total, None) for tag in tags]
    filed = [Entry(Filter(category_id=c.id), clean_line(c.name), c.total, c.unread) for c in categories]
    lines = folders
    for group in (own, tagged, filed):
        lines += [_BLANK, *group] if group else []
    return tuple(lines)


class Sidebar(ScriptedPane):
    """One line a folder or category: its name, how many are unread, how many there are."""

    @dataclass
    class Selected(Message):
        """Sent when the cursor comes to another folder or category. Only the last of several counts."""

        sidebar: Sidebar
        which: Filter

        def can_replace(self, message: Message) -> bool:
            """A newer one makes an older one pointless."""
            return isinstance(message, Sidebar.Selected)

    @dataclass
    class Entered(Message):
        """Sent when a line is clicked that has the cursor already."""

        sidebar: Sidebar

    def __init__(self, marks: Marks = UNICODE) -> None:
        super().__init__(marks)
        self._entries: tuple[Entry, ...] = ()
        self._cursor: int = 0
        self._figures = 1
        """Cells of the widest total."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines."""
        return self._entries

    @property
    def selected(self) -> Entry | None:
        """The line under the cursor."""
        return self._entries[self._cursor] if self._entries else None

    def show(self, entries: tuple[Entry, ...]) -> None:
        """Show lines, with the cursor where it was: on the same folder or category."""
        if entries == self._entries:
            return
        which = self._entries[self._cursor].which if self._entries else None
        self._entries = entries
        self._figures = max((cell_width(figure(e.total)) for e in entries if e.total is not None), default=1)
        self._cursor = self._position(which) or 0
        self.set_line_count(len(entries))
        self.refresh()

    def shown_name(self, entry: Entry) -> str:
        """The name of a line as it is shown; those of the folders of every library are in the language of the interface."""
        is_ours = entry.which is None or entry.which == Filter(entry.which.folder)
        return entry.name if is_ours else self.in_script(entry.name)

    def select(self, which: Filter) -> None:
        """Put the cursor on a folder or category without saying so to anybody."""
        position = self._position(which)
        if position is not None and position != self._cursor:
            self._cursor = position
            self.reveal(position)
            self.refresh()

    def neighbour(self, which: Filter, step: int) -> Entry | None:
        """The nearest category before (step -1) or after (+1) with unread articles; from a folder, counted from its end."""
        start = self._position(which)
        positions = range(
            (-1 if start is None else start) + step, len(self._entries) if step > 0 else -1, step
        )
        candidates = (self._entries[position] for position in positions)
        return next((e for e in candidates if e.unread and e.which and e.which.category_id is not None), None)

    def move_by(self, lines: int) -> None:
        """Move the cursor by so many lines, over the blank one."""
        self._move_to(self._cursor + lines, 1 if lines > 0 else -1)

    def move_to_end(self, *, end: bool) -> None:
        """Put the cursor on the last line, or on the first."""
        self._move_to(len(self._entries) - 1 if end else 0, 1)

    def _position(self, which: Filter | None) -> int | None:
        return next(
            (i for i, entry in enumerate(self._entries) if entry.which == which and which is not None), None
        )

    def _move_to(self, position: int, step: int) -> None:
        position = min(max(0, position), len(self._entries) - 1)
        if self._entries and self._entries[position].which is None:
            position += step
        if not self._entries or position == self._cursor:
            return
        old, self._cursor = self._cursor, position
        self.reveal(position)
        self.refresh_entry(old)
        self.refresh_entry(position)
        which = self._entries[position].which
        if which is not None:
            self.post_message(self.Selected(self, which))

    def draw_line(self, line: int, width: int) -> Strip:
        """A line: mark, name, unread and total, the figures aligned to the right."""
        if line >= len(self._entries) or self._entries[line].which is None:
            return Strip.blank(width, self.rich_style)
        entry = self._entries[line]
        lead, ground = self.cursor_at(line)
        total = figure(entry.total) if entry.total is not None else ""
        unread = figure(entry.unread) if entry.unread else ""
        figures = self._figures
        name_width = max(0, width - 2 - 2 * figures - 2)
        # Where it would say nothing, and in a narrow pane, the name has the room of the number of unread.
        with_unread = name_width >= 8 and entry.unread is not None
        name_width = name_width if with_unread else max(0, width - 3 - figures)
        segments = [
            Segment(lead + " ", self.ink("accent", ground)),
            Segment(
                fit(self.shown_name(entry), name_width, ellipsis=self._marks.ellipsis),
                self.ink("text" if entry.unread else "read", ground),
            ),
        ]
        if with_unread:
            segments.append(Segment(" " + fit(unread, figures, align="right"), self.ink("text", ground)))
        segments.append(Segment(" " + fit(total, figures, align="right"), self.ink("faint", ground)))
        return Strip(segments).adjust_cell_length(width, self.ink("faint", ground))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.set_line_count(len(self._entries))
        self.reveal(self._cursor)

    def on_click(self, event: events.Click) -> None:
        """Choose the line that is clicked; enter it if the cursor was there."""
        position = self.entry_at(event.y)
        if not 0 <= position < len(self._entries) or self._entries[position].which is None:
            return
        if position == self._cursor:
            self.post_message(self.Entered(self))
        self._move_to(position, 1)
