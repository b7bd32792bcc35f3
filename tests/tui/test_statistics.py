"""The screen of statistics: its pictures, its keys, a scripted week, and erasing."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tui.articles import LONG, PLAIN, TABLE
from tui.driving import asynchronous, reading
from tui.test_goldens import compare, id_of

from reader.errors import LibraryUnusableError
from reader.model.pace import USUAL
from reader.model.statistics import (
    Intake,
    MonthlySpeed,
    Period,
    Reading,
    ReadingDay,
    Share,
    Shares,
    Streaks,
    Summary,
    Totals,
)
from reader.settings import Reading as ReadingSettings
from reader.settings import Screen, Settings
from reader.store.statistics import Statistics
from reader.tui.charts import ASCII, LEVEL_INKS, UNICODE, Signs, bar, calendar, columns, level
from reader.tui.screens.statistics import StatisticsScreen
from reader.tui.statistics_page import Look, statistics_lines
from reader.typeset.cells import cell_width

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.charts import Line

TUESDAY = date(2023, 11, 21)
"""The day on which all tests of the application run."""


def text(line: Line) -> str:
    return "".join(part for part, _ink in line)


# Pictures


def test_every_sign_is_narrow_in_any_terminal() -> None:
    for signs in (UNICODE, ASCII):
        assert len(set(signs.levels)) == 5
        for sign in (*signs.levels, signs.half):
            assert east_asian_width(sign) in {"N", "Na"}
            assert cell_width(sign) == 1
    assert all(sign.isascii() for sign in (*ASCII.levels, ASCII.half))


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.integers(0, 99), st.sampled_from([UNICODE, ASCII]))
def test_a_bar_fills_its_cells_and_shows_what_there_is(
    value: float, greatest: float, cells: int, signs: Signs
) -> None:
    drawn = bar(value, greatest, cells, signs)
    assert cell_width(drawn) == cells
    assert (drawn.strip() != "") == (value > 0 and greatest > 0 and cells > 0)
    if value >= greatest > 0:
        assert drawn == signs.levels[4] * cells


def test_a_bar_is_as_long_as_its_value() -> None:
    assert [bar(value, 10, 5, ASCII) for value in (0, 0.1, 1, 5, 7, 10)] == [
        "     ", "-    ", "-    ", "##-  ", "###- ", "#####",
    ]  # fmt: skip


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=24), st.integers(1, 4), st.integers(1, 2))
def test_columns_are_of_one_height_and_width(values: list[float], height: int, width: int) -> None:
    lines = columns(values, height, width, 1, UNICODE)
    assert len(lines) == height
    assert {cell_width(line) for line in lines} == {len(values) * (width + 1)}
    for number, value in enumerate(values):
        assert (lines[-1][number * (width + 1)] != " ") == (value > 0)
    if max(values) > 0:
        highest = values.index(max(values))
        assert all(line[highest * (width + 1)] == UNICODE.levels[4] for line in lines)


@pytest.mark.parametrize(
    ("minutes", "expected"), [(0, 0), (1, 1), (5, 1), (6, 2), (15, 2), (16, 3), (30, 3), (31, 4), (999, 4)]
)
def test_a_day_has_one_of_five_levels(minutes: int, expected: int) -> None:
    assert level(minutes) == expected


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 200))
def test_a_calendar_ends_today_and_begins_on_a_monday(today: date, width: int) -> None:
    lines = [text(line) for line in calendar({today: 99}, today, width, ASCII)]
    assert len(lines) == 8
    assert all(cell_width(line) <= max(width, 7) for line in lines)
    marked = [number for number, line in enumerate(lines[1:]) if "#" in line]
    assert marked == [today.weekday()]
    assert lines[1 + today.weekday()].rstrip().endswith("#")
    weeks = [line[5::2].strip() for line in lines[1:]]
    assert all(len(line) == len(weeks[0]) for line in weeks[: today.weekday() + 1])
    assert all(len(line) == len(weeks[0]) - 1 for line in weeks[today.weekday() + 1 :])


@pytest.mark.parametrize(("width", "weeks"), [(116, 53), (111, 53), (110, 27), (76, 27), (58, 14), (33, 14)])
def test_a_calendar_has_a_year_half_a_year_or_a_quarter(width: int, weeks: int) -> None:
    monday = text(calendar({}, TUESDAY, width, ASCII)[1])
    assert monday.count(".") == weeks


def test_months_stand_over_the_week_that_they_begin_in() -> None:
    lines = [
        text(line) for line in calendar({date(2023, 11, 1): 1, date(2023, 10, 1): 1}, TUESDAY, 60, ASCII)
    ]
    assert lines[0].index("Nov") == lines[3].index("-")
    assert lines[0].index("Oct") == lines[7].index("-")


@pytest.mark.parametrize(
    "today", [date(2023, 11, 1), date(2023, 11, 5), date(2023, 11, 6), date(2023, 11, 12)]
)
def test_a_month_that_has_no_room_for_its_name_yet_has_none(today: date) -> None:
    for width in (33, 60, 111):
        months = text(calendar({}, today, width, ASCII)[0])
        assert cell_width(months) <= width
        assert set(months.split()) <= {
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        }  # fmt: skip
        assert ("Nov" in months.split()[-1:]) == (today >= date(2023, 11, 6))


# The page

_COUNTS = st.integers(0, 10**7)
_READINGS = st.builds(Reading, _COUNTS, st.floats(0, 1e8))
_SHARES = st.lists(
    st.builds(
        Share,
        st.text(max_size=30),
        _READINGS,
        st.builds(
            lambda arrived, part: Intake(arrived, arrived // part, arrived // part),
            _COUNTS,
            st.integers(1, 9),
        ),
    ),
    max_size=12,
).map(tuple)
_SUMMARIES = st.builds(
    Summary,
    period=st.sampled_from(Period),
    today=st.just(TUESDAY),
    totals=st.builds(Totals, _COUNTS, _COUNTS, _COUNTS, _READINGS),
    reading=_READINGS,
    hours=st.lists(_READINGS, min_size=24, max_size=24).map(tuple),
    shares=st.builds(Shares, _SHARES, _SHARES),
    days=st.lists(
        st.builds(
            lambda back, reading: ReadingDay(TUESDAY - timedelta(days=back), {3: reading}), st.integers(0, 364), _READINGS
        ),
        max_size=9,
    ).map(tuple),
    streaks=st.builds(Streaks, _COUNTS, _COUNTS),
    pace=st.just(USUAL),
    speeds=st.lists(
        st.builds(
            MonthlySpeed,
            st.just(date(2023, 11, 1)),
            st.none() | st.floats(0.1, 9),
            st.none() | st.floats(0.1, 9),
        ),
        max_size=12,
    ).map(tuple),
)  # fmt: skip


@settings(max_examples=40)
@given(_SUMMARIES, st.integers(1, 210), st.sampled_from([UNICODE, ASCII]))
def test_figures_of_any_size_and_hostile_names_make_a_page(
    summary: Summary, width: int, signs: Signs
) -> None:
    lines = statistics_lines(summary, Look(width, signs, ">", "~", lambda name: name))
    inks = {ink for line in lines for _text, ink in line}
    assert inks <= {"text", "read", "faint", "accent", "strong", "heading"}
    if width >= 60:
        assert all(cell_width(text(line)) <= width for line in lines)
    assert not any(character < " " or character in "\x7f\u202e" for line in lines for character in text(line))
    assert set(LEVEL_INKS) <= {"faint", "read", "accent", "strong"}


# The screen


def view(library: Library, title: str, when: str, seconds: float, share: float = 0.0) -> None:
    view_id = library.begin_view(id_of(library, title))
    library.end_view(view_id, seconds, share)
    began = int(datetime.fromisoformat(when).replace(tzinfo=UTC).timestamp() * 1_000_000)
    with library._database.write() as connection:
        connection.execute("UPDATE view SET started_at = ? WHERE id = ?", [began, view_id])


@pytest.fixture
def week(library: Library) -> Library:
    """A week of reading: seven views of three articles in two categories, 66 minutes in all, and one long ago."""
    arrived = int(datetime(2023, 11, 15, tzinfo=UTC).timestamp() * 1_000_000)
    with library._database.write() as connection:
        connection.execute("UPDATE article SET imported_at = ?", [arrived])
    view(library, TABLE, "2023-06-05T12:00", 120)
    view(library, LONG, "2023-11-15T07:10", 240, 0.5)
    view(library, LONG, "2023-11-16T07:15", 960, 0.5)
    view(library, PLAIN, "2023-11-17T21:00", 60, 1.0)
    view(library, TABLE, "2023-11-19T07:40", 600)
    view(library, PLAIN, "2023-11-20T21:30", 1860)
    view(library, LONG, "2023-11-21T07:05", 120)
    view(library, LONG, "2023-11-21T22:05", 120)
    library.mark_read([id_of(library, LONG), id_of(library, PLAIN)])
    while library.indexing.go_on(1.0):
        pass
    return library


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=lambda size: "x".join(map(str, size)))
@asynchronous
async def test_a_scripted_week_at_every_size(week: Library, size: tuple[int, int]) -> None:
    async with reading(week, size=size) as driver:
        await driver.press("D", "w")
        compare(f"statistics-{size[0]}x{size[1]}", driver)
        await driver.press("G")
        compare(f"statistics-end-{size[0]}x{size[1]}", driver)


@asynchronous
async def test_without_unicode_the_page_is_of_ascii(week: Library) -> None:
    async with reading(week, Settings(screen=Screen(marks="ascii")), size=(120, 60)) as driver:
        await driver.press("D")
        assert "1-5   + 6-15   * 16-30   # 31+" in driver.text
        assert not any("\u2800" <= character <= "\u28ff" for character in driver.text)


@asynchronous
async def test_the_period_is_chosen_by_keys(week: Library) -> None:
    async with reading(week, size=(120, 40)) as driver:
        await driver.press("D")
        assert "❯ m 30 days" in driver.text
        for key, chosen, views in (
            ("a", "❯ a All", 8),
            ("y", "❯ y 365 days", 8),
            ("w", "❯ w 7 days", 7),
            ("h", "❯ w 7 days", 7),
            ("l", "❯ m 30 days", 7),
            ("right", "❯ y 365 days", 8),
            ("tab", "❯ a All", 8),
            ("left", "❯ y 365 days", 8),
        ):
            await driver.press(key)
            assert chosen in driver.text
            assert any(line.split()[:2] == ["Views", str(views)] for line in driver.lines)
        await driver.press("q")
        assert driver.dialog is None


@asynchronous
async def test_names_are_shown_in_the_wanted_script(week: Library) -> None:
    async with reading(week, size=(120, 60)) as driver:
        await driver.press("v", "D")
        assert "港口建设" in driver.text
        assert "港口建設" not in driver.text


@asynchronous
async def test_the_view_that_goes_on_is_in_the_figures(
    week: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(week) as driver:
        await driver.press("enter")
        monkeypatch.setattr(driver.main._clock, "_seconds", 7200.0)
        await driver.press("D", "a")
        assert "3 h 8 min" in driver.text


@asynchronous
async def test_the_library_is_asked_in_another_thread(week: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(week) as driver:
        asked: list[threading.Thread] = []
        summary = Statistics.summary

        def noted(self: Statistics, period: Period, today: date) -> Summary:
            asked.append(threading.current_thread())
            return summary(self, period, today)

        monkeypatch.setattr(Statistics, "summary", noted)
        await driver.press("D", "w")
        assert len(asked) == 2
        assert threading.main_thread() not in asked


@asynchronous
async def test_a_library_that_is_locked_says_so(week: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(week) as driver:

        def refuse(*_arguments: object) -> Summary:
            raise LibraryUnusableError("The library is in use.", "Wait.")

        monkeypatch.setattr(Statistics, "summary", refuse)
        await driver.press("D")
        assert "The library is in use. Wait." in driver.text
        await driver.press("escape")
        assert driver.dialog is None


@asynchronous
async def test_all_views_are_erased_when_the_key_is_struck_twice(week: Library) -> None:
    async with reading(week, size=(120, 40)) as driver:
        await driver.press("enter", "D", "X")
        assert week.statistics.totals().reading.views == 9
        assert "X once more erases all views." in driver.said[-1]
        await driver.press("X")
        assert driver.said[-1] == "9 views erased."
        assert week.statistics.totals().reading == Reading()
        await driver.press("escape")
        assert driver.figures["History"][0] == driver.figures["Most viewed"][0] == 0
        assert "view" not in "".join(driver.rows_of(driver.main.article_view)[:4])
        assert driver.figures["Unread"][0] == 10
        await driver.press("J")
        assert week.statistics.totals().reading.views == 1
    assert list(week.checking.findings()) == []


@asynchronous
async def test_a_second_strike_that_comes_late_asks_again(
    week: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(week) as driver:
        await driver.press("D", "X")
        screen = driver.dialog
        assert isinstance(screen, StatisticsScreen)
        monkeypatch.setattr(screen, "_asked_at", screen._asked_at - 60)
        await driver.press("X")
        assert len(driver.said) == 2
        assert week.statistics.totals().reading.views == 8


@asynchronous
async def test_it_is_said_that_tracking_is_off(week: Library) -> None:
    async with reading(week, Settings(reading=ReadingSettings(tracking=False))) as driver:
        await driver.press("D")
        assert "tracking is off" in driver.lines[0]
