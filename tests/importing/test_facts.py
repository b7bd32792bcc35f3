from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importing.facts import Facts, known, parse_clicks, read_facts
from reader.model.published import Published

DAY = Published("2019-07-05")


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("來源:未知 日期:2019-07-05 點擊:次", Facts(published=DAY, labels=3)),
        ("来源：望海日报　日期：2019-07-05　点击：1382次", Facts("望海日报", None, DAY, 1382, 3)),
        ("點擊:1,382 日期:2019-07-05 來源:望海日報", Facts("望海日報", None, DAY, 1382, 3)),
        ("作者：林若川 發布時間：2019-07-05 瀏覽：1.2萬", Facts(None, "林若川", DAY, 12000, 3)),
        ("发布时间: 2019-07-05 | 阅读: 45 | 作者: 佚名", Facts(None, None, DAY, 45, 3)),
        ("2019-07-05 來源：臨江商報 點擊：7", Facts("臨江商報", None, DAY, 7, 3)),
        ("[來源:臨江商報 作者:周以寧]", Facts("臨江商報", "周以寧", labels=2)),
        ("來源:望海日報(海外版) 日期:", Facts("望海日報(海外版)", labels=2)),
        ("Source: Harbour Gazette Date: 2019-07-05 Views: 90", Facts("Harbour Gazette", None, DAY, 90, 3)),
    ],
)
def test_reads_labelled_facts_in_any_order_and_script(line: str, facts: Facts) -> None:
    assert read_facts(line) == facts


def test_a_time_on_a_chinese_line_is_chinas() -> None:
    facts = read_facts("日期:2019-07-05 09:30 點擊:1")

    assert facts is not None
    assert facts.published == Published("2019-07-05T01:30Z")


def test_a_relative_date_is_relative_to_the_time_of_saving() -> None:
    facts = read_facts("來源:望海日報 日期:昨天", saved_at=datetime(2019, 7, 6, 4, tzinfo=UTC))

    assert facts is not None
    assert facts.published == DAY


@pytest.mark.parametrize(
    "line",
    ["來源:望海日報 日期:2019-13-45 點擊:1", "來源:望海日報 點擊:很多", "來源:望海日報 責任編輯:林若川"],
)
def test_a_line_with_a_value_that_has_no_place_is_marked_so_that_it_can_be_kept(line: str) -> None:
    facts = read_facts(line)

    assert facts is not None
    assert facts.origin == "望海日報"
    assert not facts.understood


@pytest.mark.parametrize(
    "line",
    [
        "",
        "高新區新聞",
        "會議的日期:2019-07-05",
        "他說，來源：未知",
        "日期是2019年",
        "這段話有來源:一個",
        "來源:" + "長" * 300,
    ],
)
def test_a_line_that_does_not_begin_with_a_label_is_no_facts_line(line: str) -> None:
    assert read_facts(line) is None


@pytest.mark.parametrize(
    "value", ["未知", "佚名", "不詳", "不详", " 无 ", "無", "暫無", "Unknown", "N/A", "--", "", None]
)
def test_words_for_unknown_are_missing_values(value: str | None) -> None:
    assert known(value) is None


def test_a_known_value_is_kept_in_its_own_script() -> None:
    assert known(" 無錫日報 ") == "無錫日報"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1382次", 1382), ("1,382", 1382), ("1.2萬", 12000), ("1.2万+", 12000), ("1.29萬", 12900), ("３８", 38),
        ("0", 0), ("2億", 200_000_000), ("1.5k", 1500), ("3 w", 30000), ("12 views", 12), ("次", None), ("", None),
        ("-5", None), ("很多", None), ("9" * 25, None), ("9" * 60, None),
    ],
)  # fmt: skip
def test_reads_counts_as_portals_print_them(text: str, count: int | None) -> None:
    assert parse_clicks(text) == count


@given(st.text(alphabet="來源日期點擊作者时间:： 0123456789.,万萬次-/()[]abc", max_size=60))
def test_any_line_is_read_or_refused(line: str) -> None:
    facts = read_facts(line)
    assert facts is None or facts.labels > 0


@given(st.text(max_size=30))
def test_any_count_is_read_or_refused(text: str) -> None:
    count = parse_clicks(text)
    assert count is None or 0 <= count < 2**63
