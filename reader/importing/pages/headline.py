"""The headline of a page: not the name of the site, and whole where the title of the page is cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.importing.pages.announced import Announced, loose
from reader.importing.pages.furniture import heads_other_things, is_furniture
from reader.importing.pages.names import is_aside, is_brand_name, is_title_name
from reader.importing.pages.values import author_in
from reader.text.script import simplify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.importing.pages.layout import Box, Layout, Line
    from reader.importing.pages.metadata import Metadata

_LONGEST: Final = 200  # Characters; the longest headlines of offices in China have about 120.
_SHORTEST: Final = 3.0  # Han characters of a headline that nothing but the facts below it tells.
_SHORT: Final = 20.0  # Han characters of a line with a byline or a date alone.
_LINES: Final = 3  # Lines of one heading: with the line over the headline and the line under it.
_ABOVE_FACTS: Final = 4  # Lines between the headline and the line of facts.
_WIDE: Final = "\u2e80"  # From here on characters are set without blanks between them.

_ROOT: Final = re.compile(r"(?:https?://[^/?#]{1,200})?/?(?:(?:index|default)\.\w{2,5})?", re.IGNORECASE)
_LARGE: Final = re.compile(r"[4-7]|\+[1-4]")
_LARGE_STYLE: Final = re.compile(
    r"font-size\s{0,3}:\s{0,3}(?:(?:1[89]|[2-4]\d)(?:\.\d+)?px|(?:1[4-9]|[23]\d)(?:\.\d+)?pt|(?:1\.[4-9]|[23])\d*r?em|x+-large|large)",
    re.IGNORECASE,
)
_FACTS: Final = re.compile(
    r"(?:posted|published|updated|written) (?:on|by|at)"
    r"|(?:来源|作者|日期|时间|点击|浏览|阅读|发布|编辑|人气|次数|数|量|字体|posted|published|source|views|date|by)\s*[:：]",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (?:\d{1,2},? )?(?:19|20)\d\d",
    re.IGNORECASE,
)

# The weights of what speaks for a line and against it, beside its likeness to what the head announces.
_LEVELS: Final = (0.0, 3.0, 2.0, 1.5, 0.5, 0.0, 0.0)
_LONGEST_STYLE: Final = 500  # Characters of the style of an element.
_LONGER: Final = 5.0  # Han characters.
_HIGH: Final = 2.0  # That of h1 and h2.
_NAMED: Final = 1.5
_OVER_FACTS: Final = 3.5
_OVER_BYLINE: Final = 1.5
_BELOW: Final = -3.0
_LINKED: Final = -3.0
_LINKED_FIRST: Final = -1.5  # Blogs link the headline to itself.
_HOME: Final = -6.0
_LARGER: Final = 1.5
_ONLY: Final = 1.5  # The one h1 of a page that is no link: social titles differ from it.
_BRAND: Final = -3.0
_FURNITURE: Final = -5.0
_ASIDE: Final = -3.0
_SURE: Final = 4.0  # A line with less is taken only when the head of the page announces nothing.
_UNSURE: Final = 1.0


class Headline(NamedTuple):
    """The title of an article."""

    text: str
    at: int | None
    """The number of its line; None when the page shows none."""
    first: int | None
    """The number of the first line that says the same: pages repeat it for small screens."""
    end: int
    """The number after that of its last line, 0 when the page shows none."""


class _Candidate(NamedTuple):
    score: float
    line: Line


def find_headline(layout: Layout, metadata: Metadata, middle: int) -> Headline:
    """Find the headline. `middle` is the number of a line that is well within the article: headlines stand above it."""
    announced = Announced(metadata)
    above_facts = _above_facts(layout.lines[: middle + 1])
    only = _only_first_heading(layout.lines)
    candidates = [
        _Candidate(
            _score(line, announced)
            + above_facts.get(line.at, 0.0)
            + _ONLY * (line.at in only)
            + (_BELOW if line.at > middle else _LARGER * _is_large(line)),
            line,
        )
        for line in layout.lines
        if 1 < len(line.text) <= _LONGEST
        and (
            above_facts.get(line.at) == _OVER_FACTS
            or _stands_out(line, announced)
            or (line.at <= middle and _could_be(line) and _is_large(line))
        )
    ]
    best = max(candidates, default=None, key=lambda candidate: (candidate.score, -candidate.line.at))
    if best is None or best.score < (_SURE if announced.titles else _UNSURE):
        return Headline(announced.best(), None, None, 0)
    same = [
        line
        for score, line in candidates
        if score >= _SURE and line.at <= middle and loose(line.text) == loose(best.line.text)
    ]
    return _whole(layout, best.line, same, announced)


def _stands_out(line: Line, announced: Announced) -> bool:
    if line.heading:
        return True
    return line.linked < 0.5 and (announced.likeness(line.text) > 0 or is_title_name(_names(line)))


def _names(line: Line) -> str:
    parent = line.box.parent
    return f"{line.box.names} {line.runs[0].box.names} {parent.names if parent else ''}"


def _score(line: Line, announced: Announced) -> float:
    names = _names(line)
    score = announced.likeness(line.text) + _LEVELS[line.heading]
    score += _NAMED * is_title_name(names) + _BRAND * is_brand_name(names)
    if line.linked > 0.5:
        score += _LINKED_FIRST if line.heading == 1 else _LINKED
    if line.linked > 0.5 and _links_home(line):
        score += _HOME
    if heads_other_things(line.text) or is_furniture(line.text):
        score += _FURNITURE
    if score > 0 and any(map(is_aside, line.box.around())):
        score += _ASIDE
    return score


def _links_home(line: Line) -> bool:
    """Tell whether a line links to the home page, as the name of a site does."""
    address = next((run.box.element.attr("href") for run in line.runs if run.box.tag == "a"), None)
    return address is not None and _ROOT.fullmatch(address.strip()) is not None


def _is_large(line: Line) -> bool:
    """Tell whether a line is set in large letters: by a font element, or by a style of its own."""
    box: Box | None = line.runs[0].box
    for _level in range(3):
        if box is None:
            return False
        attr = box.element.attr
        if box.tag == "big" or (box.tag == "font" and _LARGE.fullmatch((attr("size") or "").strip())):
            return True
        if _LARGE_STYLE.search((attr("style") or "")[:_LONGEST_STYLE]):
            return True
        box = box.parent
    return False


def _only_first_heading(lines: Sequence[Line]) -> set[int]:
    """Find the lines of the h1 of a page that has one alone; names of sites are links, or named so."""
    firsts = [
        line
        for line in lines
        if line.heading == 1 and _is_high(line) and line.linked < 0.5 and not is_brand_name(_names(line))
    ]
    return {line.at for line in firsts} if len({loose(line.text) for line in firsts}) == 1 else set()


def _above_facts(lines: Sequence[Line]) -> dict[int, float]:
    """Weigh the lines right above a line of facts: two labels, or one and a date; less above a byline or a date alone."""
    found: dict[int, float] = {}
    for line in lines:
        if len(line.text) > _LONGEST or line.linked > 0.5:
            continue
        weight = _OVER_FACTS if _prints_facts(line.text) else _OVER_BYLINE if _prints_one(line) else 0.0
        if weight:
            near = [above for above in lines[max(0, line.at - _ABOVE_FACTS) : line.at] if _could_be(above)]
            if near:  # A line under the headline stands nearer, and is no heading of its rank.
                at = max(
                    near,
                    key=lambda above: (_is_high(above), above.heading == 1 and _is_high(above), above.at),
                ).at
                found[at] = max(weight, found.get(at, 0.0))
    return found


def _is_high(line: Line) -> bool:
    """Tell whether a line is a heading of the first ranks, and longer than the names of most sites."""
    return _LEVELS[line.heading] >= _HIGH and line.weight >= _LONGER


def _prints_one(line: Line) -> bool:
    """Tell whether a short line names a reporter or a date."""
    return line.weight < _SHORT and (_DATE.search(line.text) is not None or author_in(line.text) is not None)


def _prints_facts(text: str) -> bool:
    has_date = _DATE.search(text) is not None
    if not has_date and ":" not in text and "：" not in text:
        return False
    return len(_FACTS.findall(simplify(text))) + has_date >= 2


def _could_be(line: Line) -> bool:
    if line.weight < _SHORTEST or line.linked >= 0.5 or is_furniture(line.text):
        return False
    return _FACTS.search(simplify(line.text)) is None


def _whole(layout: Layout, line: Line, same: Sequence[Line], announced: Announced) -> Headline:
    """Give the whole heading that a line is in, where it stands nearest to the article."""
    nearest = max(same, key=lambda other: other.at, default=line)
    text, end, box = nearest.text, nearest.at + 1, nearest.box
    if nearest.heading and box.end - box.start <= _LINES:
        joined = _joined([one.text for one in layout.lines[box.start : box.end] if one.text])
        if announced.likeness(joined) >= announced.likeness(text):
            text, end = joined, box.end
    first = min([line.at, nearest.at, *(other.at for other in same)])
    return Headline(announced.without_prefix(text), nearest.at, first, end)


def _joined(lines: Sequence[str]) -> str:
    """Join the lines of a heading, as its script does."""
    joined = lines[0]
    for line in lines[1:]:
        joined += line if joined[-1] > _WIDE and line[0] > _WIDE else f" {line}"
    return joined
