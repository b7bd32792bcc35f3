"""The lines of a page, drawn in a pane: between margins, in the styles of their pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.tui.marks import UNICODE, Marks
from reader.tui.widgets.page_styles import CURRENT, HIT, STYLES, UNDERLINE
from reader.tui.widgets.scrolling import LinePane

if TYPE_CHECKING:
    from reader.tui.widgets.page import Page
    from reader.tui.widgets.pieces import Piece
    from reader.typeset.hits import Hit

_STRIPS_KEPT = 2048


class PageCanvas(LinePane):
    """Draws a line of a page when it is first seen."""

    def __init__(self, marks: Marks = UNICODE, *, titled: bool = True) -> None:
        super().__init__(marks, titled=titled)
        self._page: Page | None = None
        self._hit: Hit | None = None
        """The current hit: as a place in the text, which is the same at every width."""
        self._strips: dict[int, Strip] = {}

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
        segments = [Segment(" " * self._indentation(self._page, width), blank)]
        for piece in self._page.pieces(line):
            style = self._style(piece)
            if piece.link is not None:
                style += Style(meta={"link": piece.link})
            segments.append(Segment(piece.text, style))
        return Strip(segments).adjust_cell_length(width, blank)

    def _indentation(self, page: Page, width: int) -> int:
        """Cells left of a page that stands in the middle of so many."""
        return 0 if self._marks.linear else max(self._margin_in(width), (width - page.width) // 2)

    def _style(self, piece: Piece) -> Style:
        ink, weight = STYLES.get(piece.style, ("text", Style()))
        weight += UNDERLINE if piece.marked else Style()
        if piece.hit is None:
            # On that ground what is faint has not the contrast that it is to have (WCAG 2.1 §1.4.3).
            ground, ink = ("cursor", "read" if ink == "faint" else ink) if piece.marked else ("", ink)
            return self.ink(ink, ground) + weight
        if piece.hit == self._hit:
            return self.ink(ink) + weight + CURRENT
        return self.ink("read" if ink == "faint" else ink, "cursor") + weight + HIT

    def _draw_anew(self) -> None:
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        self._strips.clear()
        super().notify_style_update()

    @property
    def _margin(self) -> int:
        return self._margin_in(self.line_width)

    def _margin_in(self, width: int) -> int:
        """Cells left and right of a page in so many."""
        return 0 if self._marks.linear else 3 if width >= 60 else 1

    @property
    def _room(self) -> int:
        """Cells between the margins."""
        return self.line_width - 2 * self._margin
