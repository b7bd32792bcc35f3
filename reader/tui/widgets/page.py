"""An article as a page of a width: a head with title and facts, then the body, laid out as far as it is looked at.

Imported with the first article, not before: the typesetter takes a tenth of a start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import Place
from reader.text.clean import clean_line
from reader.typeset.breaking import wrap
from reader.typeset.cells import cell_width
from reader.typeset.layout import Layout, Options
from reader.typeset.manuscript import Manuscript

if TYPE_CHECKING:
    from reader.tui.marks import Marks
    from reader.tui.page_content import PageContent


class Piece(NamedTuple):
    """Part of a line in one style."""

    text: str
    style: str
    """Name of the style, as in `article-view--title`."""
    target: str | None = None
    """Where a link leads."""


class Page:
    """The lines of a page, from 0, at most `width` cells long. Lines of the body are laid out when they are asked for."""

    def __init__(
        self,
        content: PageContent,
        width: int,
        marks: Marks,
        *,
        indent: bool = False,
        manuscript: Manuscript | None = None,
    ) -> None:
        self.width = width
        self.content = content
        self._marks = marks
        self._indent = indent
        self._manuscript = Manuscript(content.markdown) if manuscript is None else manuscript
        self._head = _head(content, width, marks)
        self._layout = Layout(self._manuscript, width, Options(indent=indent, ascii=marks.ascii))

    def again(self, content: PageContent, width: int) -> Page:
        """The page at another width or with another head; what is parsed of the same body is parsed once."""
        manuscript = self._manuscript if content.markdown == self.content.markdown else None
        return Page(content, width, self._marks, indent=self._indent, manuscript=manuscript)

    @property
    def complete(self) -> bool:
        """Whether all is laid out, so that the number of lines is exact."""
        return self._layout.complete

    def __len__(self) -> int:
        """Lines in all, an estimate until the page is complete."""
        return len(self._head) + self._layout.estimate()

    def pieces(self, index: int) -> tuple[Piece, ...]:
        """A line; empty when there is none."""
        if index < len(self._head):
            return self._head[index]
        index -= len(self._head)
        self._layout.extend(index + 1)
        if index >= len(self._layout.lines):
            return ()
        return tuple(Piece(run.text, run.role.value, run.target) for run in self._layout.lines[index].runs)

    def advance(self, characters: int) -> None:
        """Lay out about so many more characters."""
        self._layout.advance(characters)

    def place_of(self, index: int) -> Place:
        """The paragraph and character on a line; the beginning for the head."""
        index -= len(self._head)
        return self._layout.place_of(index) if index > 0 else Place(0, 0)

    def line_of(self, place: Place) -> int:
        """The line of a place; the top of the page for the beginning."""
        return 0 if place == Place(0, 0) else len(self._head) + self._layout.line_of(place)

    def sections(self) -> list[tuple[int, str, int]]:
        """All headings: level, title, line."""
        self._manuscript.parse_all()
        return [
            (entry.level, entry.title, len(self._head) + self._layout.line_of_block(entry.block))
            for entry in self._layout.outline()
        ]


def _head(content: PageContent, width: int, marks: Marks) -> list[tuple[Piece, ...]]:
    lines: list[tuple[Piece, ...]] = [
        (Piece(line, "title"),) for line in wrap(clean_line(content.title), width)
    ]
    lines += [
        (Piece(line, "facts"),) for line in _facts_lines([clean_line(fact) for fact in content.facts], width)
    ]
    for note in content.notes:
        lines += [(Piece(line, "note"),) for line in wrap(clean_line(note), width)]
    return [*lines, (Piece(marks.rule * width, "rule"),), ()]


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
