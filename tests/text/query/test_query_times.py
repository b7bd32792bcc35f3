"""Spans of time in queries, against a Saturday morning in Shanghai, and where clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.text.query.times import moment, span

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2019, 7, 6, 9, 30, tzinfo=SHANGHAI)
NONE = ""

SPANS = {
    # Years, months and days in their forms
    "2019": ("2019-01-01", "2020-01-01"),
    "2019-07": ("2019-07-01", "2019-08-01"),
    "2019-12": ("2019-12-01", "2020-01-01"),
    "2019-7-5": ("2019-07-05", "2019-07-06"),
    "2019/07/05": ("2019-07-05", "2019-07-06"),
    "2019.7": ("2019-07-01", "2019-08-01"),
    "2019.07.05": ("2019-07-05", "2019-07-06"),
    "20190705": ("2019-07-05", "2019-07-06"),
    "２０１９－０７－０５": ("2019-07-05", "2019-07-06"),
    "2020-02-29": ("2020-02-29", "2020-03-01"),
    "2019年": ("2019-01-01", "2020-01-01"),
    "2019年7月": ("2019-07-01", "2019-08-01"),
    "2019年7月5日": ("2019-07-05", "2019-07-06"),
    "2019年12月31號": ("2019-12-31", "2020-01-01"),
    "2999": ("2999-01-01", "3000-01-01"),
    # Ranges hold both ends, and may be open
    "2019-07..2019-09": ("2019-07-01", "2019-10-01"),
    "2019-07-05..2019-07-05": ("2019-07-05", "2019-07-06"),
    "2019.07..2019.09.02": ("2019-07-01", "2019-09-03"),
    "2018..": ("2018-01-01", NONE),
    "..2018": (NONE, "2019-01-01"),
    "2019年7月至2019年9月": ("2019-07-01", "2019-10-01"),
    "2018～今年": ("2018-01-01", "2020-01-01"),
    "14d..7d": ("2019-06-22T09:30", "2019-06-29T09:30"),
    "..7d": (NONE, "2019-06-29T09:30"),
    # Names
    "today": ("2019-07-06", "2019-07-07"),
    "Yesterday": ("2019-07-05", "2019-07-06"),
    "week": ("2019-07-01", "2019-07-08"),
    "month": ("2019-07-01", "2019-08-01"),
    "year": ("2019-01-01", "2020-01-01"),
    "今天": ("2019-07-06", "2019-07-07"),
    "昨天": ("2019-07-05", "2019-07-06"),
    "本週": ("2019-07-01", "2019-07-08"),
    "本周": ("2019-07-01", "2019-07-08"),
    "本月": ("2019-07-01", "2019-08-01"),
    "今年": ("2019-01-01", "2020-01-01"),
    # Back from now
    "3h": ("2019-07-06T06:30", NONE),
    "7d": ("2019-06-29T09:30", NONE),
    "2w": ("2019-06-22T09:30", NONE),
    "6m": ("2019-01-06T09:30", NONE),
    "7m": ("2018-12-06T09:30", NONE),
    "1y": ("2018-07-06T09:30", NONE),
    "３小時": ("2019-07-06T06:30", NONE),
    "7天": ("2019-06-29T09:30", NONE),
    "2週": ("2019-06-22T09:30", NONE),
    "2星期": ("2019-06-22T09:30", NONE),
    "6個月": ("2019-01-06T09:30", NONE),
    "6个月": ("2019-01-06T09:30", NONE),
    "1年": ("2018-07-06T09:30", NONE),
}


def at(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI) if text else None


@pytest.mark.parametrize("text", SPANS)
def test_a_time_is_a_span(text: str) -> None:
    start, stop = SPANS[text]
    assert span(text, NOW, 0) == (at(start), at(stop))


def test_a_month_back_from_its_last_day_is_the_last_day_of_a_shorter_one() -> None:
    assert span("1m", datetime(2019, 3, 31, 8, tzinfo=UTC), 0).start == datetime(2019, 2, 28, 8, tzinfo=UTC)
    assert span("1y", datetime(2020, 2, 29, 8, tzinfo=UTC), 0).start == datetime(2019, 2, 28, 8, tzinfo=UTC)


def test_a_week_begins_on_monday_whatever_the_day() -> None:
    monday = datetime(2019, 7, 1, tzinfo=SHANGHAI)
    for hours in range(0, 24 * 7, 5):
        assert span("week", monday + timedelta(hours=hours), 0) == (monday, monday + timedelta(days=7))


def test_a_day_is_as_long_as_the_clocks_of_the_zone_make_it() -> None:
    now = datetime(2019, 4, 2, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    start, stop = span("2019-03-31", now, 0)
    assert start is not None
    assert stop is not None
    assert stop.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=23)


def test_a_moment_is_the_first_of_its_span() -> None:
    assert moment("2019-07", NOW, 0) == at("2019-07-01")
    assert moment("昨天", NOW, 0) == at("2019-07-05")
    assert moment("7d", NOW, 0) == at("2019-06-29T09:30")
    with pytest.raises(QueryError):
        moment("2019-07..2019-08", NOW, 0)


@given(st.dates(datetime(1000, 1, 1).date(), datetime(2999, 12, 31).date()), st.sampled_from("-/."))  # noqa: DTZ001
def test_every_day_lies_in_its_month_and_its_year(day: object, separator: str) -> None:
    written = str(day).replace("-", separator)
    spans = [span(text, NOW, 0) for text in (written[:4], written[:7], written)]
    starts = [found.start for found in spans if found.start is not None]
    stops = [found.stop for found in spans if found.stop is not None]
    assert starts == sorted(starts)
    assert stops == sorted(stops, reverse=True)
    # Every zone can reckon them.
    assert len([time.astimezone(UTC) for time in starts + stops]) == 6


@given(st.text(alphabet="0123456789年月日天週./-~至hdwmy今", max_size=14), st.integers(0, 50))
def test_any_text_is_a_span_or_a_mistake_at_its_column(text: str, column: int) -> None:
    if not text:
        return
    try:
        start, stop = span(text, NOW, column)
    except QueryError as mistake:
        place = range(mistake.column, mistake.column + mistake.length)
    else:
        place = range(column, column + 1)
        assert start is not None or stop is not None
    assert column <= place.start < place.stop <= column + len(text)
