"""What the three panes have in common: lines drawn on demand, keys that move, a scroll bar of plain cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip

from reader.text.clean import clean_line
from reader.tui.bindings import move_bindings
from reader.tui.marks import UNICODE, Marks
from reader.typeset.cells import cell_width, truncate

if TYPE_CHECKING:
    from textual.binding import BindingType


_LOW = 28
"""Rows of a terminal under which the blank below the titles is left out."""
_LEAST_NAME = 8
"""Cells that a title needs to be told from others."""


class PlainScrollBarRender(ScrollBarRender):
    """A scroll bar of coloured blanks: the block characters of Textual's own are of ambiguous width (UAX #11)."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


_INKS = ("text", "read", "faint", "accent", "code")
_GROUNDS = ("cursor", "cursor-blur")
_ACTIVE = Style(bold=True, underline=True)


class LinePane(ScrollView, can_focus=True):
    """A pane of lines that are drawn when they are seen, under a title that stays. Subclasses draw lines and move in them.

    The title is drawn by the pane itself: a widget less for each pane makes every key and the start faster.
    """

    BINDINGS: ClassVar[list[BindingType]] = move_bindings()

    DEFAULT_CSS = """
    LinePane { overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"pane--{ink}" for ink in (*_INKS, *_GROUNDS)}
    """
    | Class | Description |
    | :- | :- |
    | `pane--text` | Text. |
    | `pane--read` | The title of what was read. |
    | `pane--faint` | Facts, dates, figures. |
    | `pane--accent` | Marks, headings, links. |
    | `pane--code` | Code. |
    | `pane--cursor` | The ground of the line with the cursor. |
    | `pane--cursor-blur` | The same, while the keyboard is elsewhere. |

    Few, because Textual works out each of them anew for every pane at the start and whenever the keyboard moves.
    """

    ALLOW_SELECT = False

    def __init__(self, marks: Marks = UNICODE, *, titled: bool = True) -> None:
        super().__init__()
        self._marks = marks
        if marks.linear:
            self.styles.scrollbar_size_vertical = 0
        self._titled = titled
        self._cursor: int | None = None
        """The entry with the cursor, in a pane that has one."""
        self._lines_each = 1
        """Lines that an entry takes. In text each line is an entry."""
        self._name_shown = ""
        self._facts_shown = ""
        self._frame = (0, 0, 0)
        self._rows: tuple[Region, list[Strip]] | None = None
        self._finished: dict[int, tuple[Strip, Strip]] = {}
        self._styles: dict[tuple[str, str], Style] = {}

    # The title

    @property
    def header(self) -> int:
        """Lines that the title takes: itself and a blank, no blank where every line counts."""
        return 0 if not self._titled else 1 if self.app.size.height < _LOW else 2

    @property
    def title(self) -> tuple[str, str]:
        """The name of what is shown, and the figures on the right."""
        return self._name_shown, self._facts_shown

    def set_title(self, name: str, facts: str) -> None:
        """Show a name, foreign or not, and figures."""
        name = clean_line(name)
        if (name, facts) != self.title:
            self._name_shown, self._facts_shown = name, facts
            self.refresh(Region(0, 0, self.line_width, 1))

    def _title_strip(self) -> Strip:
        """The title line: figures give way to the name when there is not room for both."""
        width = self.line_width - 2
        facts = self._facts_shown if cell_width(self._facts_shown) + _LEAST_NAME <= width else ""
        room = max(0, width - (cell_width(facts) + 2 if facts else 0))
        name = truncate(self._name_shown, room, self._marks.ellipsis)
        blank = " " * max(0, width - cell_width(name) - cell_width(facts))
        faint = self.ink("faint")
        style = self.ink("text") + _ACTIVE if self.has_focus else faint
        parts = ((" ", faint), (name, style), (blank, faint), (facts, faint))
        return Strip([Segment(*part) for part in parts]).adjust_cell_length(self.line_width, faint)

    # Inks

    def ink(self, name: str, ground: str = "") -> Style:
        """The style of an ink, on the pane's ground or on that of the cursor."""
        style = self._styles.get((name, ground))
        if style is None:
            style = self.get_component_rich_style(f"pane--{name}")
            if ground:
                style += Style(bgcolor=self.get_component_rich_style(f"pane--{ground}").bgcolor)
            self._styles[name, ground] = style
        return style

    def notify_style_update(self) -> None:
        """Forget the old colours."""
        self._styles.clear()
        self._rows = None
        self._finished.clear()
        super().notify_style_update()

    def cursor_at(self, entry: int) -> tuple[str, str]:
        """The mark before an entry and the name of its ground: whether the cursor is there, and the keyboard with it."""
        if entry != self._cursor:
            return " ", ""
        return (self._marks.cursor, "cursor") if self.has_focus else (self._marks.cursor_blur, "cursor-blur")

    # Lines

    @property
    def page(self) -> int:
        """Entries that are seen whole at once, at least 1."""
        return max(1, (self.scrollable_content_region.height - self.header) // self._lines_each)

    @property
    def top(self) -> int:
        """The first line that is seen."""
        return round(self.scroll_offset.y)

    @property
    def read_row(self) -> int:
        """The row of the pane on which the reader is: that of the cursor, or the first of a text."""
        return (
            self.header if self._cursor is None else self.header + self._cursor * self._lines_each - self.top
        )

    @property
    def line_width(self) -> int:
        """Cells of a line."""
        return self.scrollable_content_region.width

    def entry_at(self, y: int) -> int:
        """The entry at a row of the pane; negative in the title."""
        return (self.top + y - self.header) // self._lines_each if y >= self.header else -1

    def set_line_count(self, lines: int) -> None:
        """Say how many lines there are.

        Assigning `virtual_size` would lay out the whole screen anew, 10 ms; only a scroll bar that comes or goes needs that.
        """
        if self._marks.linear and self._cursor is None:
            lines += self.page - 1  # text is heard from its top line: the last one comes there too
        size = Size(self.line_width, lines + self.header)
        if size != self.virtual_size:
            self.set_reactive(ScrollView.virtual_size, size)
            self._scroll_update(size)

    def refresh_entry(self, entry: int) -> None:
        """Draw an entry anew."""
        row = entry * self._lines_each - self.top + self.header
        for y in range(max(row, self.header), row + self._lines_each):
            self.refresh(Region(0, y, self.size.width, 1))

    def go_to_line(self, line: int) -> None:
        """Put a line at the top of the pane, as far as there are lines below it."""
        self.scroll_to(y=max(0, line), animate=False, force=True, immediate=True)

    def reveal(self, entry: int) -> None:
        """Scroll no further than is needed to see an entry."""
        line, page = entry * self._lines_each, self.page * self._lines_each
        if line < self.top:
            self.go_to_line(line)
        elif line + self._lines_each > self.top + page:
            self.go_to_line(line + self._lines_each - page)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a part of the pane: those of the last frame when nothing has changed since.

        Textual asks every pane for all its rows whenever one row of any pane is drawn, and would work out borders, padding,
        tints and opacity for each. A pane has none of these: its rows are the lines and the filters of the application.
        """
        if self._rows is None or self._rows[0] != crop:
            # Once a frame and not once a row: each is worked out from a dozen styles.
            self._frame = (self.top, self.header, self.line_width)
            self._rows = (crop, self._fresh_rows(crop))
        return self._rows[1]

    def _fresh_rows(self, crop: Region) -> list[Strip]:
        width, ground, filters = self.size.width, self.background_colors[1], self.get_line_filters()

        def finished(y: int) -> Strip:
            line = self.render_line(y)
            # A line that is the same object as in the last frame keeps its row, on which Textual has its own caches.
            kept = self._finished.get(y)
            if kept is not None and kept[0] is line and kept[1].cell_length == width:
                return kept[1]
            row = line.extend_cell_length(width, self.ink("text"))  # over the column of the scroll bar
            for line_filter in filters:
                row = row.apply_filter(line_filter, ground)
            self._finished[y] = (line, row)
            return row

        rows = [finished(y) for y in crop.line_range]
        return rows if crop.column_span == (0, width) else [row.crop(*crop.column_span) for row in rows]

    def _set_dirty(self, *regions: Region) -> None:
        self._rows = None
        super()._set_dirty(*regions)

    def render_line(self, y: int) -> Strip:
        """The title, a blank, then the lines from the top one on."""
        top, header, width = self._frame
        if y >= header:
            return self.draw_line(top + y - header, width)
        return self._title_strip() if y == 0 else Strip.blank(width, self.rich_style)

    def draw_line(self, line: int, width: int) -> Strip:  # noqa: ARG002 - there are none here
        """A line of so many cells; blank after the last."""
        return Strip.blank(width, self.rich_style)

    # Moving

    def move_by(self, lines: int) -> None:
        """Move by so many lines, stopping at either end."""
        self.go_to_line(self.top + lines)

    def move_to_end(self, *, end: bool) -> None:
        """Move to the end, or to the beginning."""
        self.go_to_line(self.virtual_size.height if end else 0)

    def on_focus(self) -> None:
        """Show where the keyboard is."""
        self._show_focus()

    def on_blur(self) -> None:
        """Show that the keyboard has gone."""
        self._show_focus()

    def _show_focus(self) -> None:
        self.refresh(Region(0, 0, self.line_width, 1))
        if self._cursor is not None:
            self.refresh_entry(self._cursor)

    def action_cursor_down(self) -> None:
        """One line down."""
        self.move_by(1)

    def action_cursor_up(self) -> None:
        """One line up."""
        self.move_by(-1)

    def action_page_down(self) -> None:
        """A page down, one line kept in sight."""
        self.move_by(max(1, self.page - 1))

    def action_page_up(self) -> None:
        """A page up, one line kept in sight."""
        self.move_by(-max(1, self.page - 1))

    def action_half_down(self) -> None:
        """Half a page down."""
        self.move_by(max(1, self.page // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self.move_by(-max(1, self.page // 2))

    def action_go_top(self) -> None:
        """To the beginning."""
        self.move_to_end(end=False)

    def action_go_bottom(self) -> None:
        """To the end."""
        self.move_to_end(end=True)
