"""What a reader has read, from the views that the library keeps: each question by an index of its own.

Days and hours are those of the system's time zone at the time of the view, so that a change to summer time moves nothing.
"""

# ruff: noqa: S608 - statements are put together from our own texts; every value is a parameter
from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.model.statistics import (
    Intake,
    MonthlySpeed,
    Period,
    Reading,
    ReadingDay,
    Share,
    Shares,
    Summary,
    Totals,
    by_hour,
    streaks,
)
from reader.store.categories import counts
from reader.store.pace import pace, speeds
from reader.store.times import microseconds, moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from reader.store.database import Database

_MONTHS = 12
_HOUR = 60 * 60 * 1_000_000
"""Microseconds."""
_QUARTER = 15 * 60 * 1_000_000
"""A quarter of an hour in microseconds: the offset of every time zone in use is a whole number of them (IANA tz)."""
_DAY = timedelta(days=1)

_WITHIN = "started_at >= :start AND started_at < :stop"
_READING = f"SELECT count(*), total(seconds) FROM view INDEXED BY view_by_start WHERE {_WITHIN}"
_NEXT = f"SELECT min(started_at) FROM view INDEXED BY view_by_start WHERE {_WITHIN}"
_PARTS = (
    "SELECT (started_at - :start) / :part AS number, count(*), total(seconds) FROM view INDEXED BY view_by_start "
    f"WHERE {_WITHIN} GROUP BY number"
)
# First by article, in the order of their ids: so each article is looked up once, and pages are read one after another.
_READING_SHARES = (
    "SELECT category_id, source_id, sum(viewed.number), sum(viewed.seconds) FROM ("
    "SELECT article_id, count(*) AS number, total(seconds) AS seconds FROM view INDEXED BY {index} "
    f"WHERE {_WITHIN} GROUP BY article_id) AS viewed "
    "CROSS JOIN article ON article.id = article_id GROUP BY category_id, source_id"
)
# Looks at every article, behind the screen: an index for it made each import a sixth slower, and each mark too.
_INTAKE_SHARES = (
    "SELECT category_id, source_id, count(*), count(read_at), count(viewed_at) FROM article "
    "WHERE imported_at >= :start AND imported_at < :stop GROUP BY category_id, source_id"
)
_CATEGORY_NAMES = "SELECT id, name FROM category"
_SOURCE_NAMES = "SELECT id, name FROM source"


class _Span(NamedTuple):
    """From one time on and before another, in microseconds."""

    start: int
    stop: int

    @classmethod
    def of(cls, first: date | None, last: date) -> _Span:
        """From the beginning of a day (None: of all) to the end of another."""
        return cls(0 if first is None else _midnight(first), _midnight(last + _DAY))

    @property
    def arguments(self) -> dict[str, int]:
        return {"start": self.start, "stop": self.stop}


class Statistics:
    """The figures of a library. A span of days is from the first (None: ever) to the last, both counted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def summary(self, period: Period, today: date) -> Summary:
        """All figures that a person looks at together."""
        first = period.first_day(today)
        all_days = self.days(None, today)
        days = [day for day in all_days if first is None or day.day >= first]
        a_year_ago = Period.YEAR.first_day(today) or today
        return Summary(
            period=period,
            today=today,
            totals=self.totals(),
            reading=sum((day.reading for day in days), Reading()),
            hours=by_hour(days),
            shares=self.shares(first, today),
            days=tuple(day for day in all_days if day.day >= a_year_ago),
            streaks=streaks((day.day for day in all_days), today),
            pace=pace(self._database),
            speeds=self.speeds(today),
        )

    def totals(self) -> Totals:
        """The whole library: kept counts, and the views with their time."""
        kept = counts(self._database)
        with self._database.read() as connection:
            reading = Reading(*connection.execute(_READING, _Span(0, 2**63 - 1).arguments).fetchone())
        return Totals(kept.total, kept.total - kept.unread, kept.viewed, reading)

    def days(self, first: date | None, last: date) -> tuple[ReadingDay, ...]:
        """The days on which something was opened, in ascending order."""
        span = _Span.of(first, last)
        found = []
        with self._database.read() as connection:
            at = span.start
            while (
                began := connection.execute(_NEXT, {"start": at, "stop": span.stop}).fetchone()[0]
            ) is not None:
                day = _local(began).date()
                at = _midnight(day + _DAY)
                found.append(ReadingDay(day, _hours(connection, _Span(_midnight(day), at))))
        return tuple(found)

    def shares(self, first: date | None, last: date) -> Shares:
        """What was read from each category and source, and what came in there; the longest read first."""
        span = _Span.of(first, last)
        # Of all views the index by article knows the order already; of some, the one by time finds them.
        index = "view_by_article" if first is None else "view_by_start"
        with self._snapshot() as connection:
            readings = connection.execute(_READING_SHARES.format(index=index), span.arguments).fetchall()
            intakes = connection.execute(_INTAKE_SHARES, span.arguments).fetchall()
            category_names = dict(connection.execute(_CATEGORY_NAMES).fetchall())
            source_names = dict(connection.execute(_SOURCE_NAMES).fetchall())
        return Shares(
            _shares(category_names, ((row[0], row) for row in readings), ((row[0], row) for row in intakes)),
            _shares(source_names, ((row[1], row) for row in readings), ((row[1], row) for row in intakes)),
        )

    def speeds(self, today: date) -> tuple[MonthlySpeed, ...]:
        """How fast was read in each of the last twelve months, the oldest first."""
        months = [_month(today, back) for back in range(_MONTHS - 1, -2, -1)]
        with self._database.read() as connection:
            return tuple(
                MonthlySpeed(month, *speeds(connection, _midnight(month), _midnight(following)))
                for month, following in pairwise(months)
            )

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the library at one moment: a category may be removed meanwhile."""
        with self._database.read() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()


def _hours(connection: sqlite3.Connection, day: _Span) -> dict[int, Reading]:
    """What was read in each hour of a day."""
    # On the day of a change to summer time or back, the hour is not told by the time since midnight.
    is_even = day.stop - day.start == 24 * _HOUR
    part = _HOUR if is_even else _QUARTER
    hours: dict[int, Reading] = {}
    for number, views, seconds in connection.execute(_PARTS, {**day.arguments, "part": part}).fetchall():
        hour = number if is_even else _local(day.start + number * part).hour
        hours[hour] = hours.get(hour, Reading()) + Reading(views, seconds)
    return hours


def _shares(
    names: dict[int, str],
    readings: Iterable[tuple[int | None, tuple[int, ...]]],
    intakes: Iterable[tuple[int | None, tuple[int, ...]]],
) -> tuple[Share, ...]:
    """The shares by id, from rows of which the figures begin at the third column."""
    read: dict[int | None, Reading] = {}
    arrived: dict[int | None, Intake] = {}
    for key, row in readings:
        read[key] = read.get(key, Reading()) + Reading(*row[2:])
    for key, row in intakes:
        arrived[key] = arrived.get(key, Intake()) + Intake(*row[2:])
    found = [
        Share("" if key is None else names[key], read.get(key, Reading()), arrived.get(key, Intake()))
        for key in {**read, **arrived}
    ]
    return tuple(
        sorted(
            found,
            key=lambda share: (
                -share.reading.seconds,
                -share.reading.views,
                -share.intake.arrived,
                share.name,
            ),
        )
    )


def _local(at: int) -> datetime:
    return moment(at).astimezone()


def _midnight(day: date) -> int:
    """When a day begins here, in microseconds."""
    return microseconds(datetime.combine(day, time.min).astimezone(UTC))


def _month(today: date, back: int) -> date:
    """The first day of the month so many months ago."""
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return date(year, month + 1, 1)
