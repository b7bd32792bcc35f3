"""An article as a page of a width: a head with title and facts, then the body, laid out as far as it is looked at.

Imported with the first article, not before: the typesetter takes a tenth of a start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import Place
from reader.text.clean import clean_line
from reader.typeset.breaking import break_offsets, wrap
from reader.typeset.cells import cell_width
from reader.typeset.hits import TITLE, HitIndex
from reader.typeset.layout import Layout, Options
from reader.typeset.manuscript import Manuscript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.tui.marks import Marks
    from reader.tui.page_content import PageContent
    from reader.typeset.hits import Finder, Hit
    from reader.typeset.lines import Line

_SLICE = 20_000
"""Characters between two pauses in the search for a hit: what a key may wait for."""


class Piece(NamedTuple):
    """Part of a line in one style."""

    text: str
    style: str
    """Name of the style, as in `article-view--title`."""
    target: str | None = None
    """Where a link leads."""
    hit: Hit | None = None
    """What was found here."""


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
        self._title = clean_line(content.title)
        self._title_lines = list(break_offsets(self._title, width))
        title = [(Piece(self._title[start:end], "title"),) for start, end in self._title_lines]
        self._head = [*title, *_below_title(content, width, marks)]
        self._layout = Layout(self._manuscript, width, Options(indent=indent, ascii=marks.ascii))
        self._index: HitIndex | None = None

    def again(self, content: PageContent, width: int) -> Page:
        """The page at another width or with another head; what is parsed of the same body is parsed once.

        So is what was found in it.
        """
        manuscript = self._manuscript if content.markdown == self.content.markdown else None
        page = Page(content, width, self._marks, indent=self._indent, manuscript=manuscript)
        if manuscript is not None and page._title == self._title:
            page._index = self._index
        elif self._index is not None:
            page.mark(self._index.find)
        return page

    def mark(self, find: Finder | None) -> None:
        """Mark what a finder finds in the title and the body, or nothing."""
        self._index = HitIndex(find, self._title, self._manuscript) if find is not None else None

    @property
    def complete(self) -> bool:
        """Whether all is laid out, so that the number of lines is exact."""
        return self._layout.complete

    @property
    def done(self) -> bool:
        """Whether nothing is left for the background: all is laid out, and the hits are counted."""
        return self.complete and (self._index is None or self._index.complete)

    def __len__(self) -> int:
        """Lines in all, an estimate until the page is complete."""
        return len(self._head) + self._layout.estimate()

    def pieces(self, index: int) -> tuple[Piece, ...]:
        """A line; empty when there is none."""
        if index < len(self._head):
            if self._index is None or index >= len(self._title_lines):
                return self._head[index]
            start, end = self._title_lines[index]
            parts = self._index.parts(TITLE, start, self._title[start:end])
            return tuple(Piece(text, "title", None, hit) for text, hit in parts)
        index -= len(self._head)
        self._layout.extend(index + 1)
        if index >= len(self._layout.lines):
            return ()
        line = self._layout.lines[index]
        if self._index is None:
            return tuple(Piece(run.text, run.role.value, run.target) for run in line.runs)
        return tuple(_marked(line, self._index))

    def advance(self, characters: int) -> None:
        """Lay out about so many more characters; after the last, look for hits in as many."""
        if not self.complete:
            self._layout.advance(characters)
        elif self._index is not None:
            self._index.advance(characters)

    def hits(self, current: Hit | None) -> tuple[int, int] | None:
        """The number of a hit, 0 for none, and of all hits; None when none are looked for or not all are found yet."""
        if self._index is None or not self._index.complete:
            return None
        return self._index.number_of(current) if current is not None else 0, self._index.total()

    def seek(self, place: Place, step: int) -> Iterator[Hit | None]:
        """The first hit from a place on (+1), or the last one before it (-1), when its line is laid out.

        A None comes before it for each slice of work; nothing when there is no such hit.
        """
        for hit in self._index.walk(place, step, _SLICE) if self._index is not None else ():
            while hit is not None and not self._layout.reaches(Place(hit.block, hit.start)):
                self._layout.advance(_SLICE)
                yield None
            yield hit

    def seek_last(self) -> Iterator[Hit | None]:
        """The same for the last hit of all."""
        while not self.complete:
            self._layout.advance(_SLICE)
            yield None
        yield from self.seek(Place(len(self._manuscript)), -1)

    def start_of(self, index: int) -> Place:
        """Where the text on a line begins: in the title, as `Place(TITLE, …)`, or in the body."""
        title = index < len(self._title_lines)
        return Place(TITLE, self._title_lines[index][0]) if title else self.place_of(index)

    def line_of_hit(self, hit: Hit) -> int:
        """The line on which a hit begins."""
        if hit.block == TITLE:
            return next(index for index, (_, end) in enumerate(self._title_lines) if hit.start < end)
        return len(self._head) + self._layout.line_of_text(hit.block, hit.start, hit.stop)

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


def _marked(line: Line, index: HitIndex) -> Iterator[Piece]:
    """The pieces of a line of the body, hits apart from what is round them."""
    for run in line.runs:
        if run.start is None:
            yield Piece(run.text, run.role.value, run.target)
            continue
        for text, hit in index.parts(line.block, line.offset + run.start, run.text):
            yield Piece(text, run.role.value, run.target, hit)


def _below_title(content: PageContent, width: int, marks: Marks) -> list[tuple[Piece, ...]]:
    """The lines between the title and the body."""
    facts = _facts_lines([clean_line(fact) for fact in content.facts], width)
    lines: list[tuple[Piece, ...]] = [(Piece(line, "facts"),) for line in facts]
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
