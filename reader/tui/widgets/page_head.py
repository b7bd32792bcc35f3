"""What stands above the body of an article: its title, its facts and notes, and a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.article import Place
from reader.text.clean import clean_line
from reader.tui.widgets.pieces import Piece, marked_parts
from reader.typeset.breaking import break_offsets, wrap
from reader.typeset.cells import cell_width
from reader.typeset.hits import TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.tui.marks import Marks
    from reader.tui.page_content import PageContent
    from reader.typeset.hits import HitIndex


class PageHead:
    """The lines above the body, numbered from 0: those of the title, then the rest, of which the last one is blank."""

    def __init__(self, content: PageContent, width: int, marks: Marks) -> None:
        self.title = content.shown_title
        """The title as it is shown."""
        self._title_lines = list(break_offsets(self.title, width))
        self._below = [*((Piece(*line),) for line in _lines_below_title(content, width, marks)), ()]

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._title_lines) + len(self._below)

    def pieces(self, line: int, index: HitIndex | None) -> tuple[Piece, ...]:
        """A line, with the hits in the title marked."""
        if line >= len(self._title_lines):
            return self._below[line - len(self._title_lines)]
        start, end = self._title_lines[line]
        piece = Piece(self.title[start:end], "title", place=Place(TITLE, start))
        return (piece,) if index is None else tuple(marked_parts(piece, index))

    def has_title_on(self, line: int) -> bool:
        """Whether a line is one of the title's."""
        return line < len(self._title_lines)

    def place_of(self, line: int) -> Place:
        """The place in the title with which a line begins; its end for what stands below it."""
        return Place(TITLE, self._title_lines[line][0] if line < len(self._title_lines) else len(self.title))

    def line_of(self, offset: int) -> int:
        """The line that shows a character of the title; the last of them for one beyond the end."""
        lines = enumerate(self._title_lines)
        return next((line for line, (_, end) in lines if offset < end), len(self._title_lines) - 1)


def _lines_below_title(content: PageContent, width: int, marks: Marks) -> Iterator[tuple[str, str]]:
    """The facts, the notes and a rule, each line with the name of its style."""
    for line in _facts_lines([clean_line(fact) for fact in content.facts], width):
        yield line, "facts"
    for note in content.notes:
        for line in wrap(clean_line(note), width):
            yield line, "note"
    yield marks.rule * width, "rule"


def _facts_lines(facts: list[str], width: int) -> list[str]:
    """Facts side by side, three blanks apart, a fact broken only when it is wider than the page."""
    lines: list[str] = []
    for fact in facts:
        joined = f"{lines[-1]}   {fact}" if lines else fact
        if lines and cell_width(joined) <= width:
            lines[-1] = joined
        else:
            lines += wrap(fact, width)
    return lines
