"""The date of an article among all the dates of its page."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from reader.importing.facts import Kind
from reader.importing.pages.metadata import MODIFIED, PUBLISHED
from reader.importing.pages.names import is_updated_name
from reader.importing.pages.values import find_any_date
from reader.model.published import Precision
from reader.text.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.importing.pages.layout import Box, Line
    from reader.importing.pages.metadata import Metadata
    from reader.importing.pages.zone import Reading, Zone
    from reader.model.published import Published

# Mastheads print the date of the day, with its weekday and the weather.
_WEEKDAY: Final = re.compile(
    r"[(（]?(?:星期|[周週])[一二三四五六日天][)）]?|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?",
    re.IGNORECASE,
)
# What the pages of a printed paper say, whose date is that of its articles.
_LOCAL: Final = re.compile(r"(?:香港|台北|臺北|北京|當地|当地)(?:時間|时间)[:：]?")
_EDITION: Final = re.compile(
    r"第?\s?[A-Z]?\d{1,3}\s?版|[上下]一版|版面(?:导航|導航|目录|目錄)|往期回[顾顧]|[数數]字[报報]|[电電]子[报報版]"
)
_EDITION_LINES: Final = 60  # Lines of a page that are searched for these.
_TODAY: Final = re.compile(
    r"星期|周[一二三四五六日]|農曆|农历|今天是|天气|天氣|欢迎|歡迎|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.IGNORECASE,
)
_HATOM: Final = re.compile(r"(?<![\w-])(?:dt-)?published(?![\w-])")
_PART: Final = re.compile(r"[\d\s:/.年月日时時分秒-]{1,12}|(?i:[a-z]{3,9}\.?,?)")
_GREETING: Final = re.compile(
    r"天气|天氣|今天是|欢迎|歡迎|晴|阴|陰|多云|多雲|雨|℃|农历|農曆|访客|訪客|在线|線上|人[数數]"
)
_MIDNIGHT: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?")
_PARTS: Final = 4  # Boxes that a date is split into at most.
_ADDRESS: Final = re.compile(
    r"/(20[0-3]\d|19\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)"
    r"|[/_]t(20[0-3]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])_"
)
_WESTERN: Final = (0, -5, -8, 1)  # Hours from UTC of the papers that write English.


def find_published(metadata: Metadata, zone: Zone, below: Sequence[Reading]) -> Published | None:
    """Choose the date: as the page prints it by the headline, and as exact as any that agrees with that."""
    dates = [date for date in _ranked(metadata, zone, below) if date]
    if not dates:
        return _date_of_address(metadata.address)
    finer = [
        date for date in dates[1:] if date.precision > dates[0].precision and _agree(dates[0], date, zone)
    ]
    return max(finer, key=lambda date: date.precision, default=dates[0])


def _ranked(metadata: Metadata, zone: Zone, below: Sequence[Reading]) -> Iterator[Published | None]:
    """Yield the dates of publication, the surest first, and behind them all those of changes."""
    labelled = [printed.dates.get(Kind.PUBLISHED) for _line, printed in (*zone.between, *zone.above)]
    exact = [
        *_of_time_elements((*zone.between, *zone.above), zone, changed=False),
        *_said(_for_machines(metadata), zone),
    ]
    plain = [None if _tells_change(line) else printed.plain_date for line, printed in zone.between]
    # Western pages print times of a zone that they do not name; what they say to machines is exact. Chinese pages print
    # Chinese time, and not a few say to machines that it is that of Greenwich.
    yield from (*labelled, *plain, *exact) if zone.zone_of_times else (*exact, *labelled, *plain)
    yield _of_boxes([line for line, _printed in zone.between], zone)
    yield _of_boxes([line for line, _printed in zone.above], zone)
    for _line, printed in below:
        yield printed.dates.get(Kind.PUBLISHED)
    yield from _of_time_elements(below, zone, changed=False)
    for line, printed in reversed(zone.above):
        yield None if _TODAY.search(line.text) or _tells_change(line) else printed.plain_date
    yield _of_boxes([line for line, _printed in below if not (line.linked or zone.is_listed(line))], zone)
    for line, printed in below:
        is_credit = len(printed.rest) <= 1 and line.text[0] in "【[（(〔"
        is_own = not line.linked and not zone.is_listed(line) and (is_credit or not printed.rest)
        yield printed.plain_date if is_own else None
    yield from _of_edition(zone)
    for _line, printed in (*zone.between, *zone.above, *below):
        yield printed.dates.get(Kind.UPDATED)
    yield from _of_time_elements((*zone.between, *zone.above), zone, changed=True)
    yield from _said([*metadata.all(MODIFIED), metadata.news.get("dateModified")], zone)


def _said(values: Sequence[object], zone: Zone) -> Iterator[Published | None]:
    for value in values:
        yield _date_for_machines(value, zone) if isinstance(value, str) else None


def _date_for_machines(text: str, zone: Zone) -> Published | None:
    """Read a date that is written for machines, where midnight stands for no time at all."""
    midnight = _MIDNIGHT.fullmatch(text.strip())
    return parse_date(midnight[1] if midnight else text, saved_at=zone.saved_at, zone=zone.zone_of_times)


def _tells_change(line: Line) -> bool:
    return is_updated_name(line.runs[0].box.names)


def _for_machines(metadata: Metadata) -> list[object]:
    """Give what the head of a page says about its date."""
    news = metadata.news
    return [*metadata.all(PUBLISHED), news.get("datePublished"), news.get("dateCreated"), metadata.scripted]


def _of_edition(zone: Zone) -> Iterator[Published | None]:
    """Yield the date in the masthead of a printed paper: it is that of the day, and so of its articles."""
    dated = [line.text for line, printed in zone.above if printed.plain_date and _TODAY.search(line.text)]
    if dated and zone.shows(_EDITION, _EDITION_LINES):
        for text in dated:
            yield find_any_date(_WEEKDAY.sub("", text), zone.saved_at, zone.zone_of_times)


def _moment(box: Box) -> str | None:
    """Give what an element says to machines: the time element, and the abbr of hAtom."""
    if box.tag == "time":
        return box.element.attr("datetime")
    if box.tag == "abbr" and _HATOM.search(box.names):
        return box.element.attr("title")
    return box.element.attr("content") if "datepublished" in box.names else None


def _of_time_elements(
    readings: Sequence[Reading], zone: Zone, *, changed: bool
) -> Iterator[Published | None]:
    """Yield what the time elements of some lines say to machines (HTML Standard §4.5.14)."""
    for line, _printed in readings:
        for run in line.runs:
            for box in (run.box, run.box.parent):
                moment = _moment(box) if box is not None else None
                if box is not None and moment and is_updated_name(box.names) == changed:
                    yield _date_for_machines(moment, zone)


def is_masthead(text: str) -> bool:
    """Tell whether a line is of the head of a site: the day, the weather, a welcome, its visitors."""
    return _TODAY.search(text) is not None and _GREETING.search(text) is not None


def _of_boxes(lines: Sequence[Line], zone: Zone) -> Published | None:
    """Find a date whose day and month stand in boxes of their own, on lines that follow each other."""
    bare = (_WEEKDAY.sub("", _LOCAL.sub("", line.text)).strip(" ()（）") for line in lines)
    parts = [text for text in bare if _PART.fullmatch(text)][:_PARTS]
    if len(parts) < 2 or not any(len(part) >= 4 for part in parts):
        return None
    return find_any_date(" ".join(parts), zone.saved_at, zone.zone_of_times)


def _agree(date: Published, finer: Published, zone: Zone) -> bool:
    """Tell whether a finer date is on the same day where the page was written, or in the same month or year."""
    if date.precision is Precision.MINUTE or finer.precision is not Precision.MINUTE:
        return finer.iso.startswith(date.iso)
    moment = datetime.fromisoformat(finer.iso)
    if zone.zone_of_times is not None:
        return moment.astimezone(zone.zone_of_times).strftime("%Y-%m-%d").startswith(date.iso)
    days = ((moment.astimezone(UTC) + timedelta(hours=hours)).strftime("%Y-%m-%d") for hours in _WESTERN)
    return any(day.startswith(date.iso) for day in days)


def _date_of_address(address: str | None) -> Published | None:
    """Read the day that many addresses have: /2019/0705/, /t20190705_1.html."""
    match = _ADDRESS.search(address or "")
    return parse_date("-".join(filter(None, match.groups()))) if match else None
