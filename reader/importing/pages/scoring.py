"""How much there is to read in each line and box of a page, as Readability counts it: text, sentences, few links."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from reader.importing.pages.furniture import heads_other_things, is_furniture, is_notice
from reader.importing.pages.names import is_aside, is_body_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.importing.pages.layout import Box, Layout, Line

_SENTENCE: Final = re.compile(r"[。！？；，、]|[.!?;,](?:[\s\"”’)]|$)")
_SENTENCE_HEAD: Final = 400  # Characters: a paragraph has punctuation within them.
_NO_SENTENCE: Final = 0.3  # What counts of a line without punctuation: a heading, a cell, a slogan.
_ENOUGH: Final = 1000.0  # Han characters: a longer line is no more an article than this.
_SHORT: Final = 6.0  # Han characters: shorter lines tell nothing about where the article is.
_NOTICE: Final = 200.0  # Han characters of a legal notice; a longer line that speaks of rights is prose.
_BEGUN: Final = 20.0  # Points below a headline, after which the end of the article can come.
_ASIDE: Final = 0.08  # What counts of the text beside an article, by its names: names can be wrong.
_MOST: Final = 0.8  # A box with so much of all text is the article, whatever it is called.
_ABOVE: Final = 0.1  # What counts above the headline, and below what ends an article.
_BELOW: Final = 0.3
_NAMED: Final = 1.5  # How much more a box counts that is called the content.
_SPREAD: Final = 0.15  # An article has at least so much of its text in paragraphs right inside it.
_KIN: Final = 0.1  # A box of the same kind with so much belongs to the same article.
_ITEM: Final = 0.7  # A list with so much in one item is a list for layout alone.

_PARAGRAPHS: Final = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "center", "dd")
)
_LISTS: Final = frozenset(("ul", "ol", "dl"))


class Scores:
    """The points of the lines of a page: Han characters to read, less where they are likely to stand beside the article."""

    def __init__(self, layout: Layout) -> None:
        self._lines = layout.lines
        self.plain = [_points(line) for line in layout.lines]
        """The points of each line by itself."""
        self.asides: set[Box] = set()
        """The boxes beside the article, by their names."""
        factors = self._factors(layout.root)
        self.placed = [points * factor for points, factor in zip(self.plain, factors, strict=True)]
        """The points of each line, less for what stands beside the article by its names."""
        self.points = self.placed
        """The points of each line, less for what stands above and below the article, too."""
        self._sums = [0.0, *accumulate(self.points)]

    def _factors(self, root: Box) -> list[float]:
        """Tell by what to multiply the points of each line."""
        sums = [0.0, *accumulate(self.plain)]
        factors = [1.0] * len(self.plain)
        boxes = [root]
        while boxes:
            box = boxes.pop()
            if (
                box.parent is not None
                and sums[box.end] - sums[box.start] <= _MOST * sums[-1]
                and is_aside(box)
            ):
                factors[box.start : box.end] = [_ASIDE] * (box.end - box.start)
                self.asides.add(box)
            else:
                boxes += [child for child in box.children if child.end > child.start]
        return factors

    def of(self, start: int, end: int) -> float:
        """Sum up the lines from one number to before another."""
        return self._sums[end] - self._sums[start]

    def of_box(self, box: Box) -> float:
        """Sum up the lines of a box."""
        return self._sums[box.end] - self._sums[box.start]

    def begin_at(self, at: int) -> None:
        """Count what stands above a line, and below the end of what follows it, for little."""
        end = self._end_after(at)
        self.points = [
            points * (_ABOVE if number < at else _BELOW if number >= end else 1.0)
            for number, points in enumerate(self.points)
        ]
        self._sums = [0.0, *accumulate(self.points)]

    def _end_after(self, at: int) -> int:
        """Find the line that begins other things below a headline, with less to read than was above it."""
        for line in self._lines[at:]:
            read = self.of(at, line.at)
            if (
                read > _BEGUN
                and heads_other_things(line.text)
                and self.of(line.at, len(self._lines)) < 2 * read
            ):
                return line.at
        return len(self._lines)

    def middle_of(self, box: Box) -> int:
        """Give the number of the line in the middle of what there is to read in a box."""
        half = self.of_box(box) / 2
        return next(
            (at for at in range(box.start, box.end) if self.of(box.start, at + 1) >= half), len(self._lines)
        )

    def innermost(self, root: Box) -> Box:
        """Go down to the box that has most to read, until its text is spread over its paragraphs."""
        box = root
        while True:
            total = self.of_box(box)
            if not box.children or not total:
                return box
            ranked = sorted(box.children, key=self._worth, reverse=True)
            inside = sum(self.of_box(child) for child in box.children if not self._is_paragraph(child))
            if self._is_paragraph(ranked[0]) or total - inside >= _SPREAD * total or self._goes_on(ranked):
                return box
            box = ranked[0]

    def _worth(self, box: Box) -> float:
        return self.of_box(box) * (_NAMED if box.tag == "article" or is_body_name(box.names) else 1.0)

    def _is_paragraph(self, box: Box) -> bool:
        if box.tag in _LISTS:
            items = (self.of_box(item) for item in box.children if item.end - item.start > 3)
            return max(items, default=0.0) < _ITEM * self.of_box(box)
        return box.tag in _PARAGRAPHS or (box.end - box.start <= 1 and box.tag not in ("td", "article"))

    def _goes_on(self, ranked: Sequence[Box]) -> bool:
        """Tell whether an article is spread over boxes of one kind."""
        best, others = ranked[0], ranked[1:]
        if best.tag in ("td", "tr"):
            return False
        least = _KIN * self.of_box(best)
        return any(
            other.tag == best.tag and other.names == best.names and self.of_box(other) > least
            for other in others
        )


def _points(line: Line) -> float:
    weight = min(line.weight, _ENOUGH)
    if (
        weight < _SHORT
        or line.linked > 0.5
        or is_furniture(line.text)
        or (weight < _NOTICE and is_notice(line.text))
    ):
        return 0.0
    return (
        weight * (1 - line.linked) * (1.0 if _SENTENCE.search(line.text[:_SENTENCE_HEAD]) else _NO_SENTENCE)
    )
