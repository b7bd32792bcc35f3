"""What a reader has read: views and minutes by day, hour, category and source, and what is told from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.model.pace import Pace

_DAY = timedelta(days=1)


class Period(StrEnum):
    """How far back figures reach."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"

    @property
    def days(self) -> int | None:
        """Days of it, the present one counted; None for all."""
        return {Period.WEEK: 7, Period.MONTH: 30, Period.YEAR: 365, Period.ALL: None}[self]

    def first_day(self, today: date) -> date | None:
        """The day that it begins with; None for all."""
        return None if self.days is None else today - _DAY * (self.days - 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """Views, and the seconds that they lasted."""

    views: int = 0
    seconds: float = 0.0

    def __add__(self, other: Reading) -> Reading:
        """Both together."""
        return Reading(self.views + other.views, self.seconds + other.seconds)

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded; at least 1 when there was a view, so that no day of reading looks like one without."""
        return max(1, round(self.seconds / 60)) if self.views else 0


class ReadingDay(NamedTuple):
    """A day on which something was opened, in the reader's time zone. A view belongs to the hour in which it began."""

    day: date
    hours: Mapping[int, Reading]
    """By the hour of the day, from 0 to 23; those without a view are left out."""

    @property
    def reading(self) -> Reading:
        """The whole day."""
        return sum(self.hours.values(), Reading())


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in, and what became of it."""

    arrived: int = 0
    read: int = 0
    """So many of them are marked as read."""
    viewed: int = 0
    """So many of them were ever opened."""

    def __add__(self, other: Intake) -> Intake:
        """Both together."""
        return Intake(self.arrived + other.arrived, self.read + other.read, self.viewed + other.viewed)

    @property
    def percent_read(self) -> int | None:
        """How many per cent of it are read, rounded down, so that 100 is all of it; None when nothing came in."""
        return 100 * self.read // self.arrived if self.arrived else None


class Share(NamedTuple):
    """The part of a category or a source."""

    name: str
    """"" for articles that came without a source."""
    reading: Reading
    intake: Intake


class Shares(NamedTuple):
    """The parts of all categories and sources that were read from or brought something, the longest read first."""

    categories: tuple[Share, ...]
    sources: tuple[Share, ...]


class Streaks(NamedTuple):
    """Days in a row on which something was opened."""

    present: int
    """Up to today, or up to yesterday as long as nothing was opened today."""
    longest: int


class MonthlySpeed(NamedTuple):
    """How many times as fast as usual the reader read in a month; None without a view that tells."""

    month: date
    """Its first day."""
    chinese: float | None
    other: float | None


class Totals(NamedTuple):
    """The whole library, from its beginning."""

    articles: int
    read: int
    viewed: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of one moment."""

    period: Period
    today: date
    totals: Totals
    reading: Reading
    """In the period, and so hours and shares."""
    hours: tuple[Reading, ...]
    """By the hour of the day, from 0 to 23, in which a view began."""
    shares: Shares
    days: tuple[ReadingDay, ...]
    """The days of reading in the last year, whatever the period."""
    streaks: Streaks
    pace: Pace
    """How fast the reader reads now."""
    speeds: tuple[MonthlySpeed, ...]
    """The last twelve months, whatever the period, oldest first."""


def by_hour(days: Iterable[ReadingDay]) -> tuple[Reading, ...]:
    """What was read in each hour of the day, from 0 to 23, over all days."""
    hours = [Reading()] * 24
    for day in days:
        for hour, reading in day.hours.items():
            hours[hour] += reading
    return tuple(hours)


def streaks(days: Iterable[date], today: date) -> Streaks:
    """Days in a row, from days of reading in ascending order."""
    run = longest = 0
    last: date | None = None
    for day in days:
        run = run + 1 if last is not None and day - last == _DAY else 1
        longest = max(longest, run)
        last = day
    return Streaks(run if last is not None and today - last <= _DAY else 0, longest)
