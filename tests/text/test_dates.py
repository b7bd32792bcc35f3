"""Dates in the forms that pages, feeds and files use; nothing else is a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.model.published import Published
from reader.text.dates import find_date, parse_date

# Saturday, 6 July 2019, 09:30 in China.
SAVED_AT = datetime(2019, 7, 6, 1, 30, tzinfo=UTC)
CHINA = timezone(timedelta(hours=8))

ABSOLUTE = {
    # ISO 8601 and its relatives
    "2019-07-05": "2019-07-05",
    "2019-7-5": "2019-07-05",
    "2019/7/5": "2019-07-05",
    "2019.07.05": "2019-07-05",
    "2019—07—05": "2019-07-05",
    "2019-07": "2019-07",
    "2019/07": "2019-07",
    "2019": "2019",
    "20190705": "2019-07-05",
    "2019-07-05 09:30": "2019-07-05T09:30Z",
    "2019-07-05 9:30:59": "2019-07-05T09:30Z",
    "2019.07.05 09:30": "2019-07-05T09:30Z",
    "2019-07-05T09:30:00Z": "2019-07-05T09:30Z",
    "2019-07-05T09:30:00.123+08:00": "2019-07-05T01:30Z",
    "2019-07-05T09:30+0530": "2019-07-05T04:00Z",
    "2019-07-05T20:30:00-07": "2019-07-06T03:30Z",
    "2019-06-30T23:59:60Z": "2019-06-30T23:59Z",
    "20190705T093000Z": "2019-07-05T09:30Z",
    "201907050930": "2019-07-05T09:30Z",
    "20190705093059": "2019-07-05T09:30Z",
    "2019-07-05 24:00": "2019-07-06T00:00Z",
    "2019-12-31 24:00:00": "2020-01-01T00:00Z",
    "2019-07-05 09:30 (GMT+8)": "2019-07-05T01:30Z",
    "2019-07-05 09:30 UTC+08:00": "2019-07-05T01:30Z",
    "[2019-07-05]": "2019-07-05",
    # RFC 5322, RFC 822 and what programs print
    "Fri, 05 Jul 2019 09:30:00 +0800": "2019-07-05T01:30Z",
    "Fri, 05 Jul 2019 09:30:00 GMT": "2019-07-05T09:30Z",
    "5 Jul 2019 09:30:00 EST": "2019-07-05T14:30Z",
    "Fri, 5 Jul 2019 09:30:00 +0000 (UTC)": "2019-07-05T09:30Z",
    "Fri, 05 Jul 19 09:30:00 GMT": "2019-07-05T09:30Z",
    "05 Jul 98 09:30 GMT": "1998-07-05T09:30Z",
    "Fri Jul  5 09:30:00 2019": "2019-07-05T09:30Z",
    "Fri Jul 05 09:30:00 UTC 2019": "2019-07-05T09:30Z",
    "Fri Jul 05 2019 09:30:00 GMT+0800 (中国标准时间)": "2019-07-05T01:30Z",
    # English
    "5 July 2019": "2019-07-05",
    "5th July 2019": "2019-07-05",
    "5th of July, 2019": "2019-07-05",
    "July 5, 2019": "2019-07-05",
    "Jul 5, 2019": "2019-07-05",
    "Sept. 1, 2019": "2019-09-01",
    "05-Jul-2019": "2019-07-05",
    "2019 Jul 5": "2019-07-05",
    "July 2019": "2019-07",
    "Friday, July 5, 2019 at 9:30 AM": "2019-07-05T09:30Z",
    "Jul. 5, 2019 9:30 p.m.": "2019-07-05T21:30Z",
    "July 5, 2019 12:05 am": "2019-07-05T00:05Z",
    "July 5, 2019 12:05 pm": "2019-07-05T12:05Z",
    "July 5, 2019, 9 pm": "2019-07-05T21:00Z",
    "July 5, 2019 - 09:30": "2019-07-05T09:30Z",
    "Published on July 5, 2019": "2019-07-05",
    "Last updated: 5 July 2019": "2019-07-05",
    # Chinese, either script, any digits
    "2019年7月5日": "2019-07-05",
    "2019 年 07 月 05 日": "2019-07-05",
    "2019年7月5号": "2019-07-05",
    "2019年7月": "2019-07",
    "2019年7月份": "2019-07",
    "2019年": "2019",
    "２０１９年７月５日": "2019-07-05",
    "２０１９－０７－０５　０９：３０": "2019-07-05T01:30Z",
    "二〇一九年七月五日": "2019-07-05",
    "二○一九年十一月二十三日": "2019-11-23",
    "二零一九年十月廿三日": "2019-10-23",
    "二〇一九年十二月卅一日": "2019-12-31",
    "2019年7月5日 09:30": "2019-07-05T01:30Z",
    "2019年7月5日09:30:15": "2019-07-05T01:30Z",
    "2019年7月5日 上午9时30分": "2019-07-05T01:30Z",
    "2019年7月5日 上午9時30分15秒": "2019-07-05T01:30Z",
    "2019年7月5日下午3点半": "2019-07-05T07:30Z",
    "2019年7月5日下午三點一刻": "2019-07-05T07:15Z",
    "2019年7月5日 晚上8:05": "2019-07-05T12:05Z",
    "2019年7月5日晚上12点": "2019-07-05T16:00Z",
    "2019年7月5日晚上12:30": "2019-07-05T16:30Z",
    "2019年7月5日凌晨1点": "2019-07-04T17:00Z",
    "2019年7月5日凌晨12:30": "2019-07-04T16:30Z",
    "2019年7月5日中午12时": "2019-07-05T04:00Z",
    "2019年7月5日中午1點": "2019-07-05T05:00Z",
    "2019/7/5 上午 12:05:00": "2019-07-04T16:05Z",
    "2019/7/5 下午 12:05:00": "2019-07-05T04:05Z",
    "2019年7月5日15时整": "2019-07-05T07:00Z",
    "2019年7月5日24时": "2019-07-05T16:00Z",
    "2019年7月5日星期五": "2019-07-05",
    "2019年7月5日（五）下午3:05": "2019-07-05T07:05Z",
    "2019年7月5日 星期五 十时": "2019-07-05T02:00Z",
    "2019年7月5日星期五十时": "2019-07-05T02:00Z",
    "北京时间2019年7月5日9时30分": "2019-07-05T01:30Z",
    "2019年7月5日9時30分（北京時間）": "2019-07-05T01:30Z",
    "日期:2019-07-05": "2019-07-05",
    "发布时间：2019-07-05 09:30": "2019-07-05T01:30Z",
    "發佈時間：2019年7月5日": "2019-07-05",
    "發表於 2019-07-05": "2019-07-05",
    "2019-07-05 09:30发布": "2019-07-05T01:30Z",
    "（2019年7月5日）": "2019-07-05",
    "【2019-07-05】": "2019-07-05",
    # The Republic of China
    "民國108年7月5日": "2019-07-05",
    "中華民國一百零八年七月五日": "2019-07-05",
    "民國一〇八年七月": "2019-07",
    "民國108年": "2019",
    "民国元年1月1日": "1912-01-01",
    "民國108.7.5 09:30": "2019-07-05T01:30Z",
    "108/07/05": "2019-07-05",
    "108年7月5日": "2019-07-05",
    # Unix time
    "1562290200": "2019-07-05T01:30Z",
    "1562290200000": "2019-07-05T01:30Z",
}

NO_DATES = [
    "",
    "未知",
    "不詳",
    "abc",
    "12",
    "0",
    "-1",
    "108",
    "2019-02-30",
    "2019-13-01",
    "2019-00-10",
    "2019年2月29日",
    "2019-07-05 25:00",
    "2019-07-05 24:01",
    "2019-07-05 09:60",
    "2019-07-05 09:30:61",
    "2019年7月5日上午15时",
    "2019-07-05 09:30 +99:00",
    "31 June 2019",
    "民國0年",
    "民國108年13月1日",
    # Which is the month is not told.
    "07/05/2019",
    "5/7/19",
    # Which century, which era.
    "19年7月5日",
    # Not of this calendar.
    "农历六月初三",
    # An hour of 2019 or a second of 2033.
    "2019070509",
    "20191345",
    "2019年7月5日 以來",
    "GDP 2019-07-05",
    "版本 2019.07.05.1",
    "1.2019",
    "3月前",
    "两三天前",
    "几天前",
    "昨",
    "²⁰¹⁹x",
    "2019-07-05" * 20,
]

RELATIVE = {
    "刚刚": "2019-07-06T01:30Z",
    "剛剛": "2019-07-06T01:30Z",
    "just now": "2019-07-06T01:30Z",
    "30秒前": "2019-07-06T01:29Z",
    "5分钟前": "2019-07-06T01:25Z",
    "3小时前": "2019-07-05T22:30Z",
    "3小時前": "2019-07-05T22:30Z",
    "三個小時之前": "2019-07-05T22:30Z",
    "半小时前": "2019-07-06T01:00Z",
    "3天前": "2019-07-03",
    "两天前": "2019-07-04",
    "2周前": "2019-06-22",
    "2个月前": "2019-05",
    "八個月前": "2018-11",
    "1年前": "2018",
    "5 minutes ago": "2019-07-06T01:25Z",
    "an hour ago": "2019-07-06T00:30Z",
    "about 2 days ago": "2019-07-04",
    "1 week ago": "2019-06-29",
    "7 months ago": "2018-12",
    "今天": "2019-07-06",
    "今天 08:00": "2019-07-06T00:00Z",
    "昨天": "2019-07-05",
    "昨天 10:20": "2019-07-05T02:20Z",
    "昨日下午3時": "2019-07-05T07:00Z",
    "前天": "2019-07-04",
    "大前天": "2019-07-03",
    "yesterday": "2019-07-05",
    "Yesterday at 10:20": "2019-07-05T10:20Z",
    # A missing year is that of the latest such day.
    "07月05日": "2019-07-05",
    "7月6日 10:20": "2019-07-06T02:20Z",
    "7月7日": "2018-07-07",
    "07-05 09:30": "2019-07-05T09:30Z",
    "12-31": "2018-12-31",
    "Jul 5": "2019-07-05",
    "5 July, 09:30": "2019-07-05T09:30Z",
    "2月29日": "2016-02-29",
}


def iso(published: Published | None) -> str | None:
    return published.iso if published else None


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE.items())
def test_a_full_date_is_read_whenever_it_was_saved(text: str, expected: str) -> None:
    assert iso(parse_date(text)) == expected
    assert iso(parse_date(f"  {text}\n", saved_at=SAVED_AT)) == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text, saved_at=SAVED_AT) is None


@pytest.mark.parametrize(("text", "expected"), RELATIVE.items())
def test_a_relative_date_needs_the_time_of_saving(text: str, expected: str) -> None:
    assert iso(parse_date(text, saved_at=SAVED_AT)) == expected
    assert parse_date(text) is None


def test_impossible_days_have_no_year_either() -> None:
    assert parse_date("2月30日", saved_at=SAVED_AT) is None
    assert parse_date("13-01", saved_at=SAVED_AT) is None


def test_relative_days_are_those_of_the_writer() -> None:
    late = datetime(2019, 7, 5, 20, tzinfo=UTC)
    assert iso(parse_date("昨天", saved_at=late)) == "2019-07-05"
    assert iso(parse_date("yesterday", saved_at=late)) == "2019-07-04"
    assert iso(parse_date("yesterday", saved_at=late, zone=CHINA)) == "2019-07-05"


def test_a_distance_before_the_calendar_is_none() -> None:
    assert parse_date("9999年前", saved_at=SAVED_AT) is None
    assert parse_date("9999 weeks ago", saved_at=datetime(2, 1, 1, tzinfo=UTC)) is None


def test_a_given_zone_is_that_of_times_without_one() -> None:
    assert iso(parse_date("2019-07-05 09:30", zone=CHINA)) == "2019-07-05T01:30Z"
    assert iso(parse_date("2019年7月5日 09:30", zone=UTC)) == "2019-07-05T09:30Z"
    assert iso(parse_date("2019-07-05 09:30Z", zone=CHINA)) == "2019-07-05T09:30Z"
    assert iso(parse_date("北京时间2019年7月5日 09:30", zone=UTC)) == "2019-07-05T01:30Z"
    assert iso(parse_date("2019-07-05 09:30", zone=ZoneInfo("Europe/Berlin"))) == "2019-07-05T07:30Z"


def test_central_time_is_that_of_china_on_chinese_pages_only() -> None:
    assert iso(parse_date("Fri Jul 05 09:30:00 CST 2019")) == "2019-07-05T15:30Z"
    assert iso(parse_date("日期:2019-07-05 09:30 CST")) == "2019-07-05T01:30Z"
    assert iso(parse_date("2019-07-05 09:30 CST", zone=CHINA)) == "2019-07-05T01:30Z"
    assert iso(parse_date("2019-07-05 09:30 CST", zone=ZoneInfo("Asia/Shanghai"))) == "2019-07-05T01:30Z"


FOUND = {
    "来源:未知 日期:2019-07-05 点击:次": "2019-07-05",
    "來源:新華網 2019年07月05日 09:30 點擊:1382": "2019-07-05T01:30Z",
    "2019-07-05 12点击": "2019-07-05",
    "2019-07-05 1382次": "2019-07-05",
    "By our desk, July 5, 2019 | 3 min read": "2019-07-05",
    "張三 3小時前 評論": "2019-07-05T22:30Z",
    "發表于昨天 10:20 來源": "2019-07-05T02:20Z",
    "民國108年7月5日發布": "2019-07-05",
    "7月5日電": "2019-07-05",
    "2019-02-30 改為 2019-03-01": "2019-03-01",
    "2019年增長,2019年7月發布": "2019-07",
    "先 2018-01-01 後 2019-01-01": "2018-01-01",
    "昨天的會議": None,
    "yesterday's news": None,
    "19年7月5日": None,
    "編號 20190705": None,
    "撥打 10-12": None,
    "無": None,
    "": None,
}


@pytest.mark.parametrize(("line", "expected"), FOUND.items())
def test_the_first_certain_date_of_a_line_is_found(line: str, expected: str | None) -> None:
    assert iso(find_date(line, saved_at=SAVED_AT)) == expected


def test_only_the_head_of_a_long_line_is_searched() -> None:
    assert find_date("字" * 5000 + "2019-07-05") is None


@given(
    st.one_of(
        st.text(), st.text(alphabet="0123456789年月日时点分昨前个民国 -/:.+apmjulz二十〇廿", max_size=30)
    )
)
@example("\U00010a40" * 10)
@example("9999-12-31 24:00")
@example("1000-01-01T00:00+14:00")
def test_no_text_raises(text: str) -> None:
    for saved_at in (None, SAVED_AT, datetime(1, 1, 1, tzinfo=UTC)):
        for zone in (None, CHINA):
            parse_date(text, saved_at=saved_at, zone=zone)
            find_date(text, saved_at=saved_at, zone=zone)


FORMATS = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y年%m月%d日",
    "%d %B %Y",
    "%b %d, %Y",
    "%a, %d %b %Y",
    "%Y%m%d",
]


@given(st.dates(date(1912, 1, 1), date(2199, 12, 31)), st.sampled_from(FORMATS))
def test_a_written_day_is_read_back(day: date, form: str) -> None:
    expected = day.isoformat()
    text = day.strftime(form)
    assert iso(parse_date(text)) == expected
    if form != "%Y%m%d":
        assert iso(find_date(f"來源 {text} 點擊")) == expected


@given(
    st.datetimes(datetime(1912, 1, 2), datetime(2199, 12, 30)),  # noqa: DTZ001 - the zone is drawn beside it
    st.sampled_from(
        [
            "%Y-%m-%dT%H:%M:%S%z",
            "%a, %d %b %Y %H:%M:%S %z",
            "%Y年%m月%d日 %H时%M分%z",
            "%a %b %d %H:%M:%S %z %Y",
        ]
    ),
    st.integers(-12 * 60, 14 * 60),
)
def test_a_written_time_is_read_back(naive: datetime, form: str, minutes: int) -> None:
    moment = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse_date(moment.strftime(form)) == Published.of_time(moment)


@given(st.dates(date(1912, 1, 1), date(2019, 7, 6)))
def test_a_missing_year_is_never_later_than_the_saving(day: date) -> None:
    published = parse_date(f"{day.month}月{day.day}日", saved_at=SAVED_AT)
    assert published is not None
    assert published.iso[5:] == day.isoformat()[5:]
    assert "2011" < published.iso[:4] <= "2019"
    assert published.iso <= "2019-07-06"
