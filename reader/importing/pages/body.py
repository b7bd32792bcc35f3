"""The lines of an article: those of the box with most to read, without what stands in that box and is not the article."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.importing.pages.furniture import heads_other_things, is_editors_note, is_furniture, is_notice
from reader.importing.pages.names import is_figure_name
from reader.importing.pages.printed import read_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.importing.pages.layout import Box, Layout, Line
    from reader.importing.pages.scoring import Scores

_PART: Final = 0.15  # A part of an article that is split has so much of what its greatest part has.
_TAIL: Final = 0.35  # What comes below the heading of other things has at most so much of what stands above.
_HIGHEST: Final = 12  # Lines above an article: its main picture can stand over the byline.
_PICTURE: Final = 4  # Lines of a picture with its caption and credit.
_LONGEST_FACTS: Final = 40.0  # Han characters of a last line with facts.
_LONGEST_LINK: Final = 40.0  # Han characters of a link that is left over at either end.
_FINAL: Final = frozenset("。！？!?.”")
_ATTACHMENTS: Final = (
    ".doc", ".docx", ".xls", ".xlsx", ".pdf", ".ppt", ".pptx", ".zip", ".rar", ".wps", ".et", ".csv",
)  # fmt: skip


class Body(NamedTuple):
    """Where an article stands."""

    box: Box
    """The innermost box that holds all of it."""
    lines: list[Line]
    """Its lines."""
    all_lines: list[Line]
    """All lines in that box."""
    points: float
    """How much there is to read in it, in Han characters."""


def find_body(layout: Layout, scores: Scores, first: int, below: int = 0) -> Body:
    """Find the article.

    `first` is the number of the first line that can be in it: those above are headline and facts. A picture can stand
    higher, but not above the line `below`.
    """
    box = scores.innermost(layout.root)
    parts = _parts(layout.root, box, scores)
    while box.parent is not None and not (box.start <= parts[0].start and parts[-1].end <= box.end):
        box = box.parent
    while box.parent is not None and box.parent.start == box.start and box.parent.end == box.end:
        box = box.parent
    inside = (
        [range(part.start, part.end) for part in parts] if len(parts) > 1 else [range(box.start, box.end)]
    )
    candidates = [line for lines in inside for line in layout.lines[max(lines.start, first) : lines.stop]]
    picture = _picture_above(layout, box, max(below, box.start - _HIGHEST))
    lines = [*picture, *_trimmed(candidates, scores, _lines_beside(layout.lines, box, scores))]
    while picture and picture[0].at < box.start and box.parent is not None:
        box = box.parent
    return Body(box, lines, layout.lines[box.start : box.end], sum(scores.points[line.at] for line in lines))


def _parts(root: Box, box: Box, scores: Scores) -> list[Box]:
    """Find the boxes of the same kind that an article is split into by what stands between, wherever they are."""
    least = _PART * scores.of_box(box)
    if not box.names or not least:
        return [box]
    parts: list[Box] = []
    boxes = [root]
    while boxes:
        one = boxes.pop()
        if one.tag == box.tag and one.names == box.names:
            parts.append(one)
        else:
            boxes += [child for child in one.children if scores.of_box(child) >= least]
    return sorted(parts, key=lambda part: part.start)


def _picture_above(layout: Layout, box: Box, first: int) -> list[Line]:
    """Find the picture with its caption that stands between the headline and the article."""
    figures = [line for line in layout.lines[first : box.start] if _is_figure(line)]
    return figures if any(not run.text for line in figures for run in line.runs) else []


def _is_figure(line: Line) -> bool:
    boxes = list(line.box.around())[:3]
    return any(
        (box.tag in ("figure", "figcaption") or is_figure_name(box.names)) and box.end - box.start <= _PICTURE
        for box in boxes
    )


def _trimmed(lines: Sequence[Line], scores: Scores, beside: set[int]) -> list[Line]:
    """Take off what serves the page: lines beside the article, and all from where other things begin."""
    kept = [
        line
        for line in lines
        if line.at not in beside
        and not (line.at + 1 in beside and heads_other_things(line.text))
        and not is_furniture(line.text)
        and not is_editors_note(line.text)
    ]
    kept = kept[: _end_of_article(kept, scores)]
    while kept and (is_notice(kept[-1].text) or _is_left_over(kept[-1]) or _prints_facts(kept[-1])):
        kept.pop()
    start = next((at for at, line in enumerate(kept) if not _is_left_over(line)), len(kept))
    return kept[start:]


def _end_of_article(lines: Sequence[Line], scores: Scores) -> int:
    """Find the line below which other things come, unless there is too much of them to be other things."""
    sums = [0.0, *accumulate(scores.placed[line.at] for line in lines)]
    for at, line in enumerate(lines):
        if heads_other_things(line.text) and sums[-1] - sums[at] < _TAIL * sums[at]:
            return at
    return len(lines)


def _is_left_over(line: Line) -> bool:
    return bool(line.text) and line.linked > 0.8 and line.weight < _LONGEST_LINK and not _is_attachment(line)


def _prints_facts(line: Line) -> bool:
    return line.weight < _LONGEST_FACTS and line.text[-1:] not in _FINAL and read_line(line).is_labelled


def _is_attachment(line: Line) -> bool:
    addresses = (run.box.element.attr("href") for run in line.runs if run.is_linked)
    return any((address or "").lower().endswith(_ATTACHMENTS) for address in addresses)


def _lines_beside(lines: Sequence[Line], box: Box, scores: Scores) -> set[int]:
    """Find the lines of boxes inside an article that are no part of it: by their names, and lists of links."""
    sums = _Sums(lines[box.start : box.end], box.start)
    beside: set[int] = set()
    boxes = list(box.children)
    while boxes:
        child = boxes.pop()
        if child.end == child.start:
            continue
        if sums.is_list_of_links(child) or child in scores.asides:
            beside.update(range(child.start, child.end))
        else:
            boxes += child.children
    return beside


class _Sums:
    """Running sums over lines, so that boxes in boxes cost no more than their number."""

    def __init__(self, lines: Sequence[Line], start: int) -> None:
        self._start = start
        self._weight = [0.0, *accumulate(line.weight for line in lines)]
        self._linked = [0.0, *accumulate(line.weight * line.linked for line in lines)]
        self._links = [0, *accumulate(line.linked > 0.5 for line in lines)]
        self._attachments = [0, *accumulate(line.linked > 0.5 and _is_attachment(line) for line in lines)]

    def _of(self, sums: Sequence[float], box: Box) -> float:
        return sums[box.end - self._start] - sums[box.start - self._start]

    def is_list_of_links(self, box: Box) -> bool:
        """Tell whether a box lists links to other pages, and no attachments."""
        links = self._of(self._links, box)
        if links < 2 or self._of(self._attachments, box):
            return False
        if links == box.end - box.start and box.tag in ("ul", "ol"):
            return True
        return links > 2 and self._of(self._linked, box) > 0.6 * self._of(self._weight, box)
