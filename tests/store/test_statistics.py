"""Figures of reading, held against a scripted week and against counting by hand."""

from __future__ import annotations

import os
import sqlite3
import struct
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reader.library import Library
from reader.model.draft import Draft
from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.model.statistics import Intake, Period, Reading, Share, Streaks, streaks
from reader.store import reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUNDAY = date(2024, 3, 10)
"""The last day of the scripted week."""
HARBOUR, SCHOOLS = "港口", "教育"


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the time zone of the system."""

    def put(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    return put


def local(text: str) -> datetime:
    """A time of the system's zone."""
    return datetime.fromisoformat(text).astimezone(UTC)


def view(library: Library, article_id: int, when: str, seconds: float, share: float = 0.0) -> None:
    """A view that began at a local time."""
    view_id = library.begin_view(article_id)
    library.end_view(view_id, seconds, share)
    at = local(when)
    with library._database.write() as connection:
        began = (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
        connection.execute("UPDATE view SET started_at = ? WHERE id = ?", [began, view_id])


def arrive(library: Library, when: str) -> None:
    """Let all articles have come in at a local time."""
    with library._database.write() as connection:
        connection.execute("UPDATE article SET imported_at = ?", [int(local(when).timestamp() * 1_000_000)])


@pytest.fixture
def week(library: Library) -> Library:
    """Two categories, and a week of reading: Monday, Tuesday, Thursday to Sunday."""
    library.add(Draft(f"港{n}", "文" * 800, HARBOUR, language="zh-Hant") for n in range(4))
    library.add(Draft(f"school {n}", "word " * 460, SCHOOLS, language="en") for n in range(6))
    arrive(library, "2024-03-04T06:00")
    for article_id, when, seconds, share in (
        (1, "2024-03-04T07:30", 60, 0.5),
        (1, "2024-03-04T21:00", 60, 0.5),
        (5, "2024-03-05T00:00", 240, 1.0),
        (2, "2024-03-07T23:59:59", 90, 0.0),
        (5, "2024-03-08T07:10", 30, 0.0),
        (6, "2024-03-09T07:59", 120, 1.0),
        (3, "2024-03-10T12:00", 600, 0.0),
    ):
        view(library, article_id, when, seconds, share)
    library.mark_read([1, 5, 6])
    return library


def test_a_scripted_week_gives_exactly_its_figures(week: Library) -> None:
    found = week.statistics.summary(Period.WEEK, SUNDAY)
    assert (found.period, found.today) == (Period.WEEK, SUNDAY)
    assert found.reading == Reading(7, 1200.0)
    assert found.totals == (10, 3, 5, Reading(7, 1200.0))
    assert [(str(day), day_reading.views, day_reading.seconds) for day, day_reading in (
        (each.day, each.reading) for each in found.days
    )] == [
        ("2024-03-04", 2, 120.0),
        ("2024-03-05", 1, 240.0),
        ("2024-03-07", 1, 90.0),
        ("2024-03-08", 1, 30.0),
        ("2024-03-09", 1, 120.0),
        ("2024-03-10", 1, 600.0),
    ]  # fmt: skip
    assert {hour: reading for hour, reading in enumerate(found.hours) if reading.views} == {
        0: Reading(1, 240.0),
        7: Reading(3, 210.0),
        12: Reading(1, 600.0),
        21: Reading(1, 60.0),
        23: Reading(1, 90.0),
    }
    assert found.shares.categories == (
        Share(HARBOUR, Reading(4, 810.0), Intake(4, 1, 3)),
        Share(SCHOOLS, Reading(3, 390.0), Intake(6, 2, 2)),
    )
    assert found.shares.sources == (Share("", Reading(7, 1200.0), Intake(10, 3, 5)),)
    assert [share.intake.percent_read for share in found.shares.categories] == [25, 33]
    assert found.streaks == Streaks(4, 4)
    # 2 usual minutes of Chinese in 2, and 4 of English in 6, with the 10 that are added to both.
    assert found.speeds[-1].month == date(2024, 3, 1)
    assert found.speeds[-1].chinese == pytest.approx(1.0)
    assert found.speeds[-1].other == pytest.approx(14 / 16)
    assert (found.pace.chinese, found.pace.other) == (found.speeds[-1].chinese, found.speeds[-1].other)
    assert [speed.chinese for speed in found.speeds[:-1]] == [None] * 11
    assert [str(speed.month)[:7] for speed in found.speeds][:2] == ["2023-04", "2023-05"]


def test_a_period_ends_today_and_reaches_back_so_many_days(week: Library) -> None:
    ask = week.statistics.summary
    assert ask(Period.WEEK, SUNDAY + timedelta(days=1)).reading == Reading(5, 1080.0)
    assert ask(Period.WEEK, SUNDAY + timedelta(days=6)).reading == Reading(1, 600.0)
    assert ask(Period.WEEK, SUNDAY + timedelta(days=7)).reading == Reading()
    assert ask(Period.MONTH, SUNDAY + timedelta(days=29)).reading == Reading(1, 600.0)
    assert ask(Period.YEAR, SUNDAY + timedelta(days=364)).reading == Reading(1, 600.0)
    assert ask(Period.ALL, SUNDAY + timedelta(days=9999)).reading == Reading(7, 1200.0)
    assert ask(Period.WEEK, SUNDAY - timedelta(days=1)).reading == Reading(6, 600.0)
    assert ask(Period.WEEK, SUNDAY + timedelta(days=1)).shares.categories[0].intake == Intake()
    assert ask(Period.ALL, SUNDAY + timedelta(days=400)).days == ()


def test_an_empty_library_has_figures_too(library: Library) -> None:
    found = library.statistics.summary(Period.ALL, SUNDAY)
    assert (found.reading, found.days, found.shares) == (Reading(), (), ((), ()))
    assert found.streaks == Streaks(0, 0)
    assert found.totals == (0, 0, 0, Reading())


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], (0, 0)),
        ([10], (1, 1)),
        ([9], (1, 1)),
        ([8], (0, 1)),
        ([1, 2, 3, 8, 9, 10], (3, 3)),
        ([1, 2, 3, 4, 6, 7], (0, 4)),
        ([5, 6, 7, 8, 9], (5, 5)),
    ],
)
def test_a_streak_lasts_until_a_whole_day_has_passed(days: list[int], expected: tuple[int, int]) -> None:
    assert streaks([date(2024, 3, day) for day in days], SUNDAY) == expected


def test_days_and_hours_are_those_of_the_readers_zone(library: Library, zone: Callable[[str], None]) -> None:
    library.add([Draft("a", "b")])
    zone("Asia/Hong_Kong")
    view(library, 1, "2024-03-10T00:05", 60)
    assert [str(day.day) for day in library.statistics.days(None, SUNDAY)] == ["2024-03-10"]
    zone("UTC")
    (day,) = library.statistics.days(None, SUNDAY)
    assert (str(day.day), list(day.hours)) == ("2024-03-09", [16])


@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("America/New_York", ["2024-03-10T00:30", "2024-03-10T04:00", "2024-03-10T23:30"]),  # 23 hours long
        ("America/New_York", ["2023-11-05T00:30", "2023-11-05T04:00", "2023-11-05T23:30"]),  # 25 hours long
        ("Australia/Lord_Howe", ["2023-10-01T01:10", "2023-10-01T04:40", "2023-10-01T23:59"]),  # half an hour
        ("America/Sao_Paulo", ["2018-11-04T01:00", "2018-11-04T04:00", "2018-11-04T23:59"]),  # begins at one
        ("Asia/Kathmandu", ["2024-03-09T00:00", "2024-03-09T05:44", "2024-03-09T23:59"]),  # UTC+05:45
    ],
)
def test_the_change_to_summer_time_moves_no_hour(
    library: Library, zone: Callable[[str], None], name: str, times: list[str]
) -> None:
    zone(name)
    library.add([Draft("a", "b")])
    for when in times:
        view(library, 1, when, 1)
    (day,) = library.statistics.days(None, SUNDAY)
    assert str(day.day) == times[0][:10]
    assert list(day.hours) == [int(when[11:13]) for when in times]


_VIEWS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.datetimes(datetime(2023, 9, 1), datetime(2024, 3, 10, 23, 59)),  # noqa: DTZ001 - of the zone that is drawn
        st.integers(0, 900),
    ),
    max_size=12,
)


@given(views=_VIEWS, name=st.sampled_from(["UTC", "Asia/Taipei", "America/St_Johns", "Europe/Dublin"]))
@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_figures_are_those_of_a_count_by_hand(
    library: Library, views: list[tuple[int, datetime, int]], name: str
) -> None:
    os.environ["TZ"] = name
    time.tzset()
    library.erase_views()
    library.add(Draft(f"{n}", "b", f"c{n % 2}", identity=f"urn:{n}") for n in range(4))
    for article_id, when, seconds in views:
        view(library, article_id, when.isoformat(), seconds)
    # A time that the clock leaps over is told as the clock tells it.
    told = [(i, local(when.isoformat()).astimezone(), seconds) for i, when, seconds in views]
    for period in Period:
        found = library.statistics.summary(period, SUNDAY)
        first = period.first_day(SUNDAY) or date.min
        within = [each for each in told if first <= each[1].date() <= SUNDAY]
        assert found.reading == Reading(len(within), sum(each[2] for each in within))
        assert [hour.views for hour in found.hours] == [
            sum(each[1].hour == hour for each in within) for hour in range(24)
        ]
        by_category = Counter(f"c{(article_id - 1) % 2}" for article_id, _, _ in within)
        assert {s.name: s.reading.views for s in found.shares.categories if s.reading.views} == by_category
    assert [day.day for day in library.statistics.days(None, SUNDAY)] == sorted(
        {each[1].date() for each in told}
    )


def test_only_views_of_the_span_count_where_it_is_asked_for(library: Library) -> None:
    library.add(Draft(f"t{n}", "b", identity=f"urn:{n}") for n in range(1, 5))
    for article_id, times in ((1, 5), (2, 1), (3, 2)):
        for _ in range(times):
            view(library, article_id, "2024-03-01T12:00", 1)
    for article_id, times in ((2, 3), (3, 1)):
        for _ in range(times):
            view(library, article_id, "2024-03-09T12:00", 1)
    march = Filter(Folder.MOST_VIEWED, query="viewed:2024-03-08..2024-03-10")
    listing = library.listing(march)
    assert listing.sort == Sort(SortKey.VIEWS)
    assert [(row.title, row.views) for row in listing.rows(0, 9)] == [("t2", 3), ("t3", 1)]
    glimpsed, complete = library.glimpse(march, None, 9)
    assert [(row.title, row.views) for row in glimpsed.rows(0, 9)] == [("t2", 3), ("t3", 1)]
    assert complete
    before = library.listing(Filter(query="viewed:2024-03-01 sort:views"))
    assert [(row.title, row.views) for row in before.rows(0, 9)] == [("t1", 5), ("t3", 2), ("t2", 1)]
    both = library.listing(Filter(query="viewed:2024-03-01 viewed:2024-03-09 sort:views"))
    assert [(row.title, row.views) for row in both.rows(0, 9)] == [("t2", 3), ("t3", 1)]
    folder = library.smart_folders.add("March", "viewed:2024-03")
    narrowed = library.listing(Filter(smart_folder_id=folder.id, query="viewed:2024-03-09 sort:views"))
    assert [(row.title, row.views) for row in narrowed.rows(0, 9)] == [("t2", 3), ("t3", 1)]
    neither = library.listing(Filter(query="-viewed:2024-03-09"))
    assert {row.title for row in neither.rows(0, 9)} == {"t1", "t4"}
    assert [row.views for row in library.listing(Filter(Folder.MOST_VIEWED)).rows(0, 9)] == [5, 4, 3]


def test_erased_views_leave_no_trace(week: Library) -> None:
    week.bookmark(1, "note")
    assert week.erase_views() == 7
    assert week.counts().viewed == 0
    assert len(week.listing(Filter(Folder.HISTORY))) == len(week.listing(Filter(Folder.MOST_VIEWED))) == 0
    article = week.article(1)
    assert (article.views, article.viewed_at, article.note) == (0, None, "note")
    assert week.counts().unread == 7
    assert list(week.checking.findings()) == []
    assert week.statistics.summary(Period.ALL, SUNDAY).totals == (10, 3, 0, Reading())
    assert week.erase_views() == 0


def test_erased_views_are_overwritten_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "library"
    telltale = 1_234_567.0625
    written = struct.pack(">d", telltale)
    with Library.open(path) as library:
        library.add([Draft("a", "b")])
        for _ in range(50):
            library.end_view(library.begin_view(1), telltale)
    assert written in path.read_bytes()
    with Library.open(path) as library:
        library.erase_views()
        everything = b"".join(file.read_bytes() for file in tmp_path.glob("library*"))
    assert written not in everything


def test_what_is_asked_before_the_first_screen_reads_no_view(week: Library) -> None:
    read: set[str] = set()

    def watch(action: int, table: str | None, *_others: object) -> int:
        if action == sqlite3.SQLITE_READ and table is not None:
            read.add(table)
        return sqlite3.SQLITE_OK

    with week._database.read() as connection:
        connection.set_authorizer(watch)
    week.counts(), week.categories(), week.smart_folders.all(), week.recall("session")
    for folder in Folder:
        week.listing(Filter(folder)).rows(0, 60)
        week.is_instant(Filter(folder), Sort())
    week.article(1), week.place(1), week.article_at("https://a.example")
    assert "article" in read
    assert "view" not in read
    week.pace()
    assert "view" in read, "the watch works"


@pytest.mark.parametrize("statement", ["_READING", "_NEXT", "_PARTS"])
def test_no_question_by_time_looks_up_a_view(library: Library, statement: str) -> None:
    from reader.store import statistics

    arguments = {"start": 0, "stop": 1, "part": 1}
    with library._database.read() as connection:
        plan = connection.execute(
            f"EXPLAIN QUERY PLAN {getattr(statistics, statement)}", arguments
        ).fetchall()
    assert any("COVERING INDEX view_by_start (started_at>? AND started_at<?)" in row[3] for row in plan)


def test_a_view_is_kept_at_the_time_of_the_clock(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add([Draft("a", "b")])
    at = datetime(2024, 3, 9, 23, 59, tzinfo=UTC)
    monkeypatch.setattr(reading, "now", lambda: int(at.timestamp() * 1_000_000))
    library.end_view(library.begin_view(1), 300)
    (day,) = library.statistics.days(None, SUNDAY)
    assert (str(day.day), day.hours) == ("2024-03-09", {23: Reading(1, 300.0)})
