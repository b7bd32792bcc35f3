"""What was said last, on the last line of the screen until something else is said: nothing that a screen reader may miss."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.text.clean import clean_line
from reader.typeset.breaking import wrap


class MessageLine(Widget, can_focus=False):
    """A message, on as many lines as it needs. The text may be foreign."""

    DEFAULT_CSS = """
    MessageLine { position: absolute; height: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    @property
    def text(self) -> str:
        """What was said last; "" before anything was."""
        return self._text

    def show(self, text: str) -> None:
        """Show a message in place of the one before."""
        self._text = " ".join(clean_line(line) for line in text.splitlines())
        self.refresh()

    def lines(self, width: int) -> int:
        """The lines that the message takes at a width in cells, at least 1."""
        return max(1, len(wrap(self._text, max(1, width))))

    def render_line(self, y: int) -> Strip:
        """A line of the message."""
        width, lines = self.size.width, wrap(self._text, max(1, self.size.width))
        text = lines[y] if y < len(lines) else ""
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(width, self.rich_style)
