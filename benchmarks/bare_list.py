"""What the list is compared with: the barest line-API list of N lines with a cursor: `python benchmarks/bare_list.py N`."""

from __future__ import annotations

import sys
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

PLAIN, CURSOR = Style(), Style(reverse=True)


class BareList(ScrollView, can_focus=True):
    """Lines that are made up as they are drawn."""

    BINDINGS: ClassVar = [("j", "move(1)"), ("pagedown", "page"), ("end", "end"), ("g", "top")]

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.count = lines
        self.cursor = 0

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, self.count)

    def render_line(self, y: int) -> Strip:
        line = round(self.scroll_offset.y) + y
        text = f"2019-07-05  Line number {line} of a bare list" if line < self.count else ""
        style = CURSOR if line == self.cursor else PLAIN
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)

    def go(self, line: int) -> None:
        old, self.cursor = self.cursor, min(max(0, line), self.count - 1)
        top = round(self.scroll_offset.y)
        if not top <= self.cursor < top + self.size.height:
            target = self.cursor if self.cursor < top else self.cursor - self.size.height + 1
            self.scroll_to(y=target, animate=False, force=True, immediate=True)
        else:
            self.refresh_line(old)
            self.refresh_line(self.cursor)

    def action_move(self, step: int) -> None:
        self.go(self.cursor + step)

    def action_page(self) -> None:
        self.go(self.cursor + self.size.height - 1)

    def action_end(self) -> None:
        self.go(self.count - 1)

    def action_top(self) -> None:
        self.go(0)


class BareListApp(App[None]):
    """The list alone."""

    def compose(self) -> ComposeResult:
        yield BareList(int(sys.argv[1]))

    def on_mount(self) -> None:
        self.query_one(BareList).focus()


if __name__ == "__main__":
    BareListApp().run()
