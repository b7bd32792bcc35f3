"""Spans of time as queries write them: days, months and years, names like today, and times back from now."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from reader.errors import QueryError
from reader.i18n import _
from reader.suggestion import did_you_mean
from reader.text.folding import fold
from reader.text.prose import shorten
from reader.text.query.lexer import twin
from reader.text.query.words import DAYS, UNITS, Day, Unit, canonical, meanings

_RANGE = re.compile(r"\.\.|[~至到]")
# ISO 8601 §5.2.2 with any one separator, without one, and 2019年7月5日.
_DATE = re.compile(
    r"([0-9]{4})(?:([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?)?"
    r"|([0-9]{4})([0-9]{2})([0-9]{2})"
    r"|([0-9]{4})年(?:([0-9]{1,2})月(?:([0-9]{1,2})[日号])?)?"
)
_AGO = re.compile(r"([0-9]{1,4})([a-z\u4e00-\u9fff]{1,2})")
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
"""Wide enough for all news, and so far inside the years of `datetime` that every zone can be reckoned."""
_LONGEST_QUOTE = 40
"""Characters of the query that a message repeats."""

_DAYS = meanings(DAYS)
_UNITS = meanings(UNITS)


class Span(NamedTuple):
    """A span of time: from `start` on and before `stop`, both aware; None is no bound."""

    start: datetime | None
    stop: datetime | None


class _Written(NamedTuple):
    """One end of a range as it was written: `stop` is the same moment as `start` when it is a time back from now."""

    start: datetime
    stop: datetime


def span(text: str, now: datetime, column: int) -> Span:
    """The span that a value like 2019-07, 2019-07..2019-09, today or 7d stands for, in the zone of `now`.

    Both ends of a range belong to it, and either may be missing. 7d reaches from then to no end.
    Raises QueryError; `column` is where the text stands in the query.
    """
    match = _RANGE.search(twin(text))
    if match is None:
        written = _written(text, now, column)
        return Span(written.start, None if written.start == written.stop else written.stop)
    first, last = text[: match.start()], text[match.end() :]
    if not first and not last:
        raise _not_a_date(text, column)
    start = _written(first, now, column).start if first else None
    stop = _written(last, now, column + match.end()).stop if last else None
    if start is not None and stop is not None and start >= stop:
        raise QueryError(
            _("{first} is not before {last}.").format(first=shorten(first, 20), last=shorten(last, 20)),
            _("Write the earlier end first."),
            column,
            len(text),
        )
    return Span(start, stop)


def moment(text: str, now: datetime, column: int) -> datetime:
    """The first moment of a day, a month, a year or a span with a name; of 7d the time itself. Raises QueryError."""
    return _written(text, now, column).start


def _written(text: str, now: datetime, column: int) -> _Written:
    normal = fold(text)
    if match := _DATE.fullmatch(normal):
        parts = [int(part) for part in match.groups() if part and part.isdigit()]
        return _calendar(text, parts, now, column)
    if (day := _DAYS.get(normal)) is not None:
        return _named(day, now)
    if (match := _AGO.fullmatch(normal)) and (unit := _UNITS.get(match[2])) is not None:
        then = _back(now, int(match[1]), unit)
        if then is None:
            raise _does_not_exist(text, _earliest(), column)
        return _Written(then, then)
    raise _not_a_date(text, column)


def _calendar(text: str, parts: list[int], now: datetime, column: int) -> _Written:
    """A year, a month or a day, from its numbers."""
    year, month, day = (*parts, 1, 1)[:3]
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise _does_not_exist(text, _earliest(), column)
    if not 1 <= month <= 12:
        raise _does_not_exist(text, _("Months go from 1 to 12."), column)
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        hint = _("{month} has {days} days.").format(month=f"{year:04}-{month:02}", days=days)
        raise _does_not_exist(text, hint, column)
    first = date(year, month, day)
    match len(parts):
        case 1:
            after = date(year + 1, 1, 1)
        case 2:
            after = first + timedelta(days=days)
        case _:
            after = first + timedelta(days=1)
    return _Written(_midnight(first, now), _midnight(after, now))


def _named(day: Day, now: datetime) -> _Written:
    today = now.date()
    match day:
        case Day.TODAY:
            first, after = today, today + timedelta(days=1)
        case Day.YESTERDAY:
            first, after = today - timedelta(days=1), today
        case Day.WEEK:  # It begins on Monday (ISO 8601 §4.3.6, GB/T 7408).
            first = today - timedelta(days=today.weekday())
            after = first + timedelta(days=7)
        case Day.MONTH:
            first = today.replace(day=1)
            after = first + timedelta(days=calendar.monthrange(today.year, today.month)[1])
        case Day.YEAR:
            first, after = date(today.year, 1, 1), date(today.year + 1, 1, 1)
    return _Written(_midnight(first, now), _midnight(after, now))


def _back(now: datetime, count: int, unit: Unit) -> datetime | None:
    """The time so long before now; None when it is too far."""
    if unit in (Unit.MONTH, Unit.YEAR):
        year, month = divmod(now.year * 12 + now.month - 1 - count * (12 if unit is Unit.YEAR else 1), 12)
        if year < _FIRST_YEAR:
            return None
        # A month back from 31 March is the last day of February.
        day = min(now.day, calendar.monthrange(year, month + 1)[1])
        return now.replace(year=year, month=month + 1, day=day)
    hours = {Unit.HOUR: 1, Unit.DAY: 24, Unit.WEEK: 24 * 7}[unit] * count
    return now - timedelta(hours=hours) if hours < (now.year - _FIRST_YEAR) * 365 * 24 else None


def _midnight(day: date, now: datetime) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)


def _earliest() -> str:
    return _("Years go from {first} to {last}.").format(first=_FIRST_YEAR, last=_LAST_YEAR)


def _does_not_exist(text: str, hint: str, column: int) -> QueryError:
    return QueryError(_("{date} does not exist.").format(date=text), hint, column, len(text))


def _not_a_date(text: str, column: int) -> QueryError:
    hint = did_you_mean(fold(text), canonical(DAYS)) or _(
        "Write 2019, 2019-07, 2019-07-05, 2019-07..2019-09, today, week or 7d."
    )
    return QueryError(
        _("{text} is no date.").format(text=shorten(text, _LONGEST_QUOTE)),
        hint,
        column,
        max(len(text), 1),
    )
