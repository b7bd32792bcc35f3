"""Dates as news pages, feeds and files write them, read with the precision that they have.

Nothing is invented: a text that is not wholly understood and a date that does not exist are None, and what the
text leaves out stays out. The forms are in `dateforms`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from reader.model.published import Published
from reader.text.dateforms import normalise, patterns, strip_label

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHINA = timezone(timedelta(hours=8))
_BEIJING_TIME = re.compile("北京[时時][间間]")
_EAST_ASIAN = re.compile("[\u3007\u3400-\u9fff\uff01-\uff5e]")
_LONGEST_DATE = 120
"""Characters: no date is longer, with weekday, time, zone and label."""
_LONGEST_LINE = 2_000
"""Characters of a line that are searched: a date further on is part of the story, not of its head."""

# Seconds or milliseconds; 2019070509 is more likely the hour of a day than a second of the year 2033.
_UNIX_TIME = re.compile("(?!20[0-9]{2}[01][0-9][0-3][0-9][0-2][0-9]$)[0-9]{10}(?:[0-9]{3})?")

# The forms of RFC 3339 and RFC 5322 that programs write, with a time that exists: read at a tenth of the cost.
_OF_PROGRAMS = re.compile(
    r"(?:(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]):[0-5][0-9](?:\.[0-9]{1,9})?"
    r"|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(?P<day>[0-9]{1,2}) (?P<month>[A-Z][a-z]{2}) (?P<year>[0-9]{4})"
    r" (?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::[0-5][0-9])?)"
    r"(?:Z| GMT| UTC| ?(?P<sign>[+-])(?P<hours>[01][0-9]|2[0-3]):?(?P<minutes>[0-5][0-9]))"
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# RFC 5322 §4.3, and the zones of East Asia. CST is decided by the context.
_ZONE_HOURS = {"edt": -4, "est": -5, "cdt": -5, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8}
_ZONE_HOURS |= {"z": 0, "ut": 0, "utc": 0, "gmt": 0, "hkt": 8, "sgt": 8, "jst": 9, "kst": 9}
_ZONE_HOURS |= {"台北时间": 8, "香港时间": 8}
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-])([0-9]{1,2}?):?([0-9]{2})?")

_MORNING = frozenset(("凌晨", "清晨", "早晨", "早上", "上午", "am", "a"))
_NOON = frozenset(("中午", "正午"))
_NIGHT = frozenset(("晚上", "晚间", "夜间", "深夜"))
_SPOKEN_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}

_SECONDS = {"秒": 1, "sec": 1, "second": 1, "分钟": 60, "min": 60, "minute": 60}
_SECONDS |= {"小时": 3600, "钟头": 3600, "hr": 3600, "hour": 3600}
_DAYS = {"天": 1, "day": 1, "周": 7, "星期": 7, "礼拜": 7, "week": 7}
_MONTH_COUNTS = {"月": 1, "month": 1, "年": 12, "year": 12}
_DAYS_BACK = {"今天": 0, "今日": 0, "today": 0, "昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2, "大前天": 3}


@dataclass(frozen=True, slots=True)
class _Context:
    """What a date is read against."""

    saved_at: datetime | None
    zone: tzinfo
    chinese: bool

    @property
    def today(self) -> date | None:
        """The day of saving, where the text was written."""
        return self.saved_at.astimezone(self.zone).date() if self.saved_at is not None else None

    @property
    def central_means_china(self) -> bool:
        """Whether CST is China Standard Time and not that of North America."""
        if self.chinese:
            return True
        return datetime(2000, 1, 1, tzinfo=self.zone).utcoffset() == timedelta(hours=8)


def parse_date(
    text: str, *, saved_at: datetime | None = None, zone: tzinfo | None = None
) -> Published | None:
    """The date that the whole text writes, or None.

    A label (日期:, Published on) in front is allowed. `saved_at`, aware, is what 昨天 is relative to, and gives
    the year to a date without one: the latest such day that is not after it. `zone` is that of times without one;
    by default +08:00 for Chinese text, else UTC. Known are ISO 8601, RFC 5322, English dates with the month in
    letters, Chinese dates in either script with any kind of digits, years of the Republic of China, Unix time in
    seconds (10 digits) or milliseconds (13).
    """
    if len(text) > _LONGEST_DATE:
        return None
    if (match := _OF_PROGRAMS.fullmatch(text)) and (published := _of_program(match)):
        return published
    context = _context(text, saved_at, zone)
    normal = strip_label(normalise(text))
    if _UNIX_TIME.fullmatch(normal):
        return Published.of_time(datetime.fromtimestamp(int(normal[:10]), UTC))
    known = patterns()
    for pattern in known.whole:
        if match := pattern.fullmatch(normal):
            return _valid(match, context)
    for pattern in known.whole_relative:
        if match := pattern.fullmatch(normal):
            return _valid_relative(match, context)
    return None


def find_date(text: str, *, saved_at: datetime | None = None, zone: tzinfo | None = None) -> Published | None:
    """The first date inside a line of other text, read as by `parse_date`, or None.

    Only forms that are nothing else are found: no bare years, no 07-05, no 昨天 without a time.
    """
    head = text[:_LONGEST_LINE]
    context = _context(head, saved_at, zone)
    found = min(_dates_within(normalise(head), context), key=lambda pair: pair[0], default=None)
    return found[1] if found else None


def _of_program(match: re.Match[str]) -> Published | None:
    """The minute that a date of `_OF_PROGRAMS` names; None for one that needs a closer look."""
    iso, day, month, year, hour, minute, sign, hours, minutes = match.groups()
    try:
        if iso:
            moment = datetime.fromisoformat(iso)
        else:
            moment = datetime(int(year), _MONTHS.index(month.lower()) + 1, int(day), int(hour), int(minute))  # noqa: DTZ001
        if sign:
            east = timedelta(hours=int(hours), minutes=int(minutes))
            moment = moment - east if sign == "+" else moment + east
        return Published(f"{moment.isoformat()[:16]}Z")
    except (ValueError, OverflowError):
        return None


def _dates_within(text: str, context: _Context) -> Iterator[tuple[int, Published]]:
    """Yield the first date of each form with its place."""
    known = patterns()
    for candidates, read in ((known.within, _valid), (known.within_relative, _valid_relative)):
        for pattern in candidates:
            for match in pattern.finditer(text):
                if published := read(match, context):
                    yield match.start(), published
                    break


def _context(text: str, saved_at: datetime | None, zone: tzinfo | None) -> _Context:
    chinese = _EAST_ASIAN.search(text) is not None
    if zone is None or _BEIJING_TIME.search(text):
        zone = _CHINA if chinese else UTC
    return _Context(saved_at, zone, chinese)


def _valid(match: re.Match[str], context: _Context) -> Published | None:
    """The date of a match; None for a day or time that does not exist."""
    try:
        return _of_calendar(match.groupdict(), context)
    except (ValueError, OverflowError):
        return None


def _valid_relative(match: re.Match[str], context: _Context) -> Published | None:
    """The date of a match relative to the time of saving; None without one."""
    try:
        return _of_distance(match.groupdict(), context)
    except (ValueError, OverflowError):
        return None


def _of_calendar(parts: dict[str, str | None], context: _Context) -> Published | None:
    month = _month(parts.get("month"))
    day = _number(parts.get("day"))
    year = _year(parts) or _latest_year(month, day, context.today)
    if year is None:
        return None
    if month is None or day is None or parts.get("hour") is None:
        return Published.of_date(year, month, day)
    return _at_time(date(year, month, day), parts, context)


def _of_distance(parts: dict[str, str | None], context: _Context) -> Published | None:
    saved_at, today = context.saved_at, context.today
    if saved_at is None or today is None:
        return None
    word = parts.get("word")
    if word is None:
        return _before(saved_at, today, parts["count"] or "", parts["unit"] or "")
    if word not in _DAYS_BACK:
        return Published.of_time(saved_at)
    day = today - timedelta(days=_DAYS_BACK[word])
    return _at_time(day, parts, context) if parts.get("hour") else _of_day(day)


def _before(saved_at: datetime, today: date, number: str, unit: str) -> Published:
    """The minute, day, month or year so many units ago: no more exactly than the unit tells."""
    count = int(number) if number.isdigit() else 1
    if unit in _SECONDS:
        seconds = count * _SECONDS[unit] // (2 if number == "半" else 1)
        return Published.of_time(saved_at - timedelta(seconds=seconds))
    if unit in _DAYS:
        return _of_day(today - timedelta(days=count * _DAYS[unit]))
    year, month = divmod(today.year * 12 + today.month - 1 - count * _MONTH_COUNTS[unit], 12)
    return Published.of_date(year, month + 1 if _MONTH_COUNTS[unit] == 1 else None)


def _of_day(day: date) -> Published:
    return Published.of_date(day.year, day.month, day.day)


def _year(parts: dict[str, str | None]) -> int | None:
    if republic := parts.get("republic"):
        return 1911 + int(republic)
    if short := parts.get("short_year"):
        # RFC 5322 §4.3.
        return int(short) + (2000 if int(short) < 50 else 1900)
    return _number(parts.get("year"))


def _month(text: str | None) -> int | None:
    return _MONTHS.index(text[:3]) + 1 if text and text[0].isalpha() else _number(text)


def _number(text: str | None) -> int | None:
    return int(text) if text is not None else None


def _latest_year(month: int | None, day: int | None, today: date | None) -> int | None:
    """The year of the latest such day that is not after today: up to eight years back for 29 February."""
    if today is None or month is None or day is None:
        return None
    for year in range(today.year, today.year - 9, -1):
        try:
            if date(year, month, day) <= today:
                return year
        except ValueError:
            continue
    return None


def _at_time(day: date, parts: dict[str, str | None], context: _Context) -> Published:
    """The minute of a day; raises ValueError for a time that does not exist."""
    hour = _hour(int(parts["hour"] or 0), parts.get("period") or parts.get("half"))
    spoken = parts.get("spoken") or ""
    minute = _SPOKEN_MINUTES.get(spoken) or int(parts.get("minute") or spoken or 0)
    # ISO 8601 (2004) §4.2.3 has 24:00 as the end of the day; 晚上12:30 is half an hour later.
    end_of_day = hour == 24 and (minute == 0 or parts.get("period") in _NIGHT)
    # Second 60 is the leap second of RFC 3339 §5.6.
    if not (hour < 24 or end_of_day) or minute > 59 or int(parts.get("second") or 0) > 60:
        raise ValueError("no such time of day")
    midnight = datetime(day.year, day.month, day.day, tzinfo=_zone(parts.get("zone"), context))
    return Published.of_time(midnight + timedelta(hours=hour, minutes=minute))


def _hour(hour: int, period: str | None) -> int:
    """The hour of the day, from 0 to 24; raises ValueError when the period of the day contradicts it."""
    if period is None or (hour > 12 and period not in _MORNING):
        return hour
    if period in _MORNING:
        if hour > 12:
            raise ValueError("a morning has twelve hours")
        return hour % 12
    if period in _NOON:
        return hour + 12 if hour < 3 else hour
    if period in _NIGHT and hour == 12:
        # The midnight that ends the day.
        return 24
    return hour + 12 if hour < 12 else hour


def _zone(name: str | None, context: _Context) -> tzinfo:
    """The zone that a time names, or else that of the context."""
    if name is None:
        return context.zone
    if name == "cst":
        return _CHINA if context.central_means_china else timezone(timedelta(hours=-6))
    if name in _ZONE_HOURS:
        return timezone(timedelta(hours=_ZONE_HOURS[name]))
    match = _OFFSET.fullmatch(name)
    if match is None:
        raise ValueError(f"no such zone: {name!r}")
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(-offset if match[1] == "-" else offset)
