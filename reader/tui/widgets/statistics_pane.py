"""The pane of statistics: a page of pictures that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.tui.charts import ASCII, UNICODE
from reader.tui.statistics_page import Look, messages, statistics_lines
from reader.tui.widgets.scripted_pane import ScriptedPane

if TYPE_CHECKING:
    from reader.model.statistics import Summary
    from reader.tui.charts import Line

_BOLD = Style(bold=True)


class StatisticsPane(ScriptedPane):
    """Lays the figures out anew for every width."""

    _summary: Summary | None = None
    _text = ""
    _lines: tuple[Line, ...] = ()

    def show(self, summary: Summary) -> None:
        """Show figures; the lines in sight stay where they are."""
        self._summary = summary
        self._lay_out()

    def tell(self, text: str) -> None:
        """Show a sentence and no figures."""
        self._summary, self._text = None, text
        self._lay_out()

    def draw_line(self, line: int, width: int) -> Strip:
        """A line of the page; blank below the last."""
        if line >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        segments = [Segment(text, self._style(ink)) for text, ink in self._lines[line]]
        return Strip(segments).adjust_cell_length(width, self.ink("text"))

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._summary is None:
            lines = messages([self._text], self.line_width)
        else:
            marks = self._marks
            signs = ASCII if marks.ascii else UNICODE
            look = Look(self.line_width, signs, marks.cursor, marks.ellipsis, self.in_script)
            lines = statistics_lines(self._summary, look)
        self._lines = tuple(lines)
        self.set_line_count(len(lines))
        self.refresh()

    def _style(self, ink: str) -> Style:
        if ink in {"heading", "strong"}:
            return self.ink("text" if ink == "heading" else "accent") + _BOLD
        return self.ink(ink)
