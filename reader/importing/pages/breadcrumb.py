"""The section of a site that an article stands in: the last real step of the way to it."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from reader.importing.pages.announced import loose, title_parts
from reader.importing.pages.furniture import is_furniture
from reader.importing.pages.labels import CATEGORIES
from reader.importing.pages.metadata import CATEGORY
from reader.importing.pages.names import is_aside, is_section_name, is_way_name
from reader.text.script import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.importing.pages.headline import Headline
    from reader.importing.pages.layout import Box, Layout, Line
    from reader.importing.pages.metadata import Metadata
    from reader.importing.pages.printed import Printed

_HERE: Final = re.compile(
    r"(?:[您你我](?:现在|目前|当前)?(?:所在|在|的)*(?:位置|页面|这里)|(?:当前|目前|现在|所在)(?:所在|的)?(?:位置|页面|栏目|频道|路径)"
    r"|[您你]现在所?在|(?:^|(?<=\s))(?:位置|路径|location)(?=\s*[:：])|you are here)\s*[是为]?\s*[:：]?\s*",
    re.IGNORECASE,
)
_STEP: Final = re.compile(r"\s*(?:[>＞»›→▸▶≫〉/／|｜\\┊]|&gt;|->|-->|=>|::|(?<=\s)[-–—·](?=\s))+\s*")
_MARKS: Final = re.compile(r"[>＞»›→▸▶≫〉]")
_POSTED: Final = re.compile(
    r"(?:posted|filed|entered)\b.{0,80}\b(?:in|under)\s*:?\s*$|(?:[发發]表|收[录錄]|归档|歸檔|分[类類])[在于於到]\s*[:：]?\s*$",
    re.IGNORECASE,
)
_COMMAS: Final = re.compile(r"[,，、|/]")
_HOME: Final = re.compile(r".{0,12}(?:首页|主页)|网站地图|home(?:page)?|front ?page|index|start")
_PAGE: Final = re.compile(
    r"(?:新闻|文章|信息|内容|资讯)?(?:正文|详情|详细|内容|内页|内文|本文|浏览|全文|详细信息|查看|详细内容|阅读)(?:页面?|内容|文章|新闻|信息|正文)?"
    r"|article|details?|content|story|body"
)
_CLOCK: Final = re.compile(
    r"\d[:：]\d\d|\d\s?[°℃]|\d月\d{1,2}日"
)  # Of the time and the weather beside a way.
_NUMBER: Final = re.compile(r"\d\d")
_STRIPPED: Final = " \t\u3000\xa0:：>＞»›/|·•-—[]【】()（）"
_LONGEST_WAY: Final = 200  # Characters.
_MOST_STEPS: Final = 8  # Lines of a way that has one for each step.
_CUT: Final = 6  # Characters of a title that is cut at the end of the way to it.
_LONGEST_LINE: Final = 60.0  # Han characters of a line with the name of a section.
_LONGEST_KICKER: Final = 14.0  # Han characters.
_ABOVE: Final = 4  # Lines above a headline, and below an article, with the name of a section.
_BELOW: Final = 12
_WIDE_TAGS: Final = frozenset(
    ("html", "body", "table", "tbody", "tr")
)  # What is in them is not side by side for a reason.
_LONGEST: Final = 30  # Characters of the name of a section.
_CODE: Final = re.compile(r"[a-z0-9_-]+")  # What systems call a section among themselves.
_LETTER: Final = re.compile(r"[^\W\d_]")


def find_category(
    layout: Layout, metadata: Metadata, headline: Headline, body: Sequence[Line], printed: Iterable[Printed]
) -> str | None:
    """Find the section of an article that has these lines: on the way to it, in its facts, beside its headline."""
    labelled = [one.others[label] for one in printed for label in CATEGORIES if one.others.get(label)]
    section = metadata.news.get("articleSection")
    said = [*metadata.all(CATEGORY), *(section if isinstance(section, list) else [section])]
    ways = (
        *_printed_ways(layout.lines[: body[0].at], layout),
        list(metadata.trail),
        *(_COMMAS.split(value)[:1] for value in labelled),
        *_named_sections(layout, headline, body),
        *_posted_in(layout, headline, body),
        *_kickers(layout, headline, body),
        *([value] for value in said if isinstance(value, str) and not _CODE.fullmatch(value.strip())),
        *_named_in_title(layout.lines[: headline.first or 0], metadata.title),
    )
    return next((name for steps in ways if (name := last_section(steps, headline.text))), None)


def last_section(steps: Sequence[str], title: str) -> str | None:
    """Give the last step that names a section: not the home page, not the page itself."""
    names = (step.strip(_STRIPPED) for step in reversed(steps))
    name = next((name for name in names if loose(name) and not _is_page(name, title)), None)
    return None if name is None or _HOME.fullmatch(simplify(name).casefold()) else name


def _is_page(name: str, title: str) -> bool:
    """Tell whether a step is the page itself, or no step at all."""
    words, wanted = loose(name), loose(title)
    if words == wanted or (len(words) >= _CUT and wanted.startswith(words)):
        return True
    return (
        len(name) > _LONGEST
        or _LETTER.search(name) is None
        or is_furniture(name)
        or _CLOCK.search(name) is not None
        or _PAGE.fullmatch(simplify(name).casefold()) is not None
    )


def _printed_ways(lines: Sequence[Line], layout: Layout) -> Iterator[list[str]]:
    """Yield the ways that are printed in some lines, the surest first; of equals, that nearest to the article."""
    found: list[tuple[int, int, list[str]]] = []
    for line in lines:
        if not 0 < len(line.text) <= _LONGEST_WAY:
            continue
        plain = simplify(line.text)
        here = _HERE.search(plain)
        marks = len(_MARKS.findall(line.text))
        if here and here.end() < len(plain):
            found.append((3, line.at, _steps(line, here.end())))
        elif here or any(is_way_name(box.names) for box in _near(line)):
            steps = _steps(line, 0)
            if len(steps) < 2 or not line.linked:
                steps = _steps_of_box(layout, line)
            if here or marks or len(steps) > 1:  # A place has such a name, too, and is no way.
                is_way = here or marks or line.linked or len(line.text) <= _LONGEST
                found.append((2 if is_way else 0, line.at, steps))
        elif not marks and line.linked > 0.2 and _ends_at_page(steps := _steps(line, 0)):
            found.append((1, line.at, steps))
        elif marks and line.linked > 0.2 and (marks > 1 or _HOME.search(plain)):
            found.append((1, line.at, _steps(line, 0)))
    for _sure, _at, steps in sorted(found, key=lambda one: one[:2], reverse=True):
        yield steps


def _ends_at_page(steps: Sequence[str]) -> bool:
    """Tell whether steps go from the home page to the article, as no bar of navigation does."""
    names = [simplify(step.strip(_STRIPPED)).casefold() for step in steps]
    names = [name for name in names if name]
    return len(names) > 2 and bool(_HOME.fullmatch(names[0]) and _PAGE.fullmatch(names[-1]))


def _near(line: Line) -> list[Box]:
    """Give the boxes round a line that hold little else."""
    boxes = [line.runs[0].box, *islice(line.box.around(), 3)]
    return [box for box in boxes if box.end - box.start <= _MOST_STEPS]


def _steps(line: Line, start: int) -> list[str]:
    """Split a line at its marks or, where it has none, where its links begin and end."""
    text = line.text[start:]
    if "》" in text and "《" not in text:
        text = text.replace("》", ">")
    if _MARKS.search(text) or "/" in text:
        return _STEP.split(text)
    pieces = [" ".join(run.text.split()) for run in line.runs]
    return [step for piece in pieces if not _HERE.fullmatch(simplify(piece)) for step in _STEP.split(piece)]


def _steps_of_box(layout: Layout, line: Line) -> list[str]:
    """Give the steps of a way that has a line for each."""
    near = _near(line)
    blocks = [box for box in near if box.is_block]
    # The outermost: each step may be called an item of the way.
    box = next(
        (box for box in reversed(blocks) if is_way_name(box.names)), blocks[-1] if blocks else line.box
    )
    lines = layout.lines[box.start : box.end] if box.end - box.start <= _MOST_STEPS else [line]
    return [step for one in lines for step in _steps(one, 0) if not _HERE.fullmatch(simplify(step))]


def _named_in_title(lines: Sequence[Line], title: str) -> Iterator[list[str]]:
    """Yield the section between headline and site in the title of a page, when a link above the article has its name."""
    between = title_parts(title)[1:-1]
    links = {run.text.strip() for line in lines for run in line.runs if run.is_linked} if between else set()
    yield from ([part] for part in between if part in links)


def _named_sections(layout: Layout, headline: Headline, body: Sequence[Line]) -> Iterator[list[str]]:
    """Yield what is called a category near the article."""
    for line in _beside(layout, headline, body):
        if line.weight > _LONGEST_LINE or any(box.tag == "nav" for box in line.box.around()):
            continue
        for run in line.runs:
            named = is_section_name(run.box.names) or (run.is_linked and is_section_name(run.box.block.names))
            if named and (run.is_linked or len(line.runs) == 1):
                yield [" ".join(run.text.split())]


def _posted_in(layout: Layout, headline: Headline, body: Sequence[Line]) -> Iterator[list[str]]:
    """Yield the link that a sentence about the article ends in: Posted by … in Walks, 本文發表在 散步."""
    for line in _beside(layout, headline, body):
        for before, run in pairwise(line.runs):
            if run.is_linked and not before.is_linked and _POSTED.search(before.text[-_LONGEST_WAY:]):
                yield [" ".join(run.text.split())]


def _beside(layout: Layout, headline: Headline, body: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines right above and below an article."""
    first = body[0].at if headline.first is None else headline.first
    yield from layout.lines[max(0, first - _ABOVE) : body[0].at]
    yield from layout.lines[body[-1].at + 1 : body[-1].at + _BELOW]


def _kickers(layout: Layout, headline: Headline, body: Sequence[Line]) -> Iterator[list[str]]:
    """Yield the steps of the line right above the headline in its box, when it is a link or a way."""
    first = body[0].at if headline.first is None else headline.first
    above, below = layout.lines[max(0, first - 1) : first], layout.lines[first]
    boxes = [box for box in islice(below.box.around(), 4) if box.tag not in _WIDE_TAGS]
    for line in above:
        is_way = line.linked > 0.7 or _MARKS.search(line.text) or "/" in line.text
        if is_way and _is_kicker(line) and any(box.start <= line.at for box in boxes):
            yield _steps(line, 0)


def _is_kicker(line: Line) -> bool:
    if line.heading in (1, 2) or not 0 < line.weight <= _LONGEST_KICKER or _NUMBER.search(line.text):
        return False
    return not is_furniture(line.text) and not any(map(is_aside, line.box.around()))
