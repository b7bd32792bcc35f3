"""Titles stand in the order that a reader expects."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.collation import sort_key


def test_common_chinese_stands_in_order_of_pinyin() -> None:
    # ān běi chéng dà fēng gǎng hǎi jiāng kē lǐ mín nán
    ordered = ["安全", "北方", "城市", "大桥", "风电", "港口", "海洋", "江岸", "科技", "里程", "民生", "南方"]
    shuffled = ordered[6:] + ordered[:6]
    assert sorted(shuffled, key=sort_key) == ordered


def test_both_scripts_of_a_title_stand_at_one_place() -> None:
    assert sort_key("經濟開發區") == sort_key("经济开发区")


def test_digits_come_before_latin_before_chinese() -> None:
    assert sorted(["高新", "GDP", "2019"], key=sort_key) == ["2019", "GDP", "高新"]


def test_quotes_and_blanks_in_front_do_not_count() -> None:
    assert sort_key("“集聚”發展") == sort_key("集聚”發展")
    assert sort_key("　《風》") == sort_key("風》")
    assert sort_key("[Harbour]") == sort_key("harbour]")


def test_case_width_and_latin_accents_do_not_count() -> None:
    assert sort_key("ÉCOLE") == sort_key("ecole")
    assert sort_key("ＧＤＰ") == sort_key("gdp")
    assert sort_key("Zürich") == sort_key("zurich")


def test_marks_of_other_scripts_count() -> None:
    assert sort_key("が") != sort_key("か")
    assert sort_key("й") != sort_key("и")


def test_a_title_of_punctuation_alone_still_has_a_key() -> None:
    assert sort_key("……") != b""
    assert sort_key("") == b""


@given(st.text())
def test_any_text_has_a_key_of_bounded_length(text: str) -> None:
    assert len(sort_key(text)) <= 64


@given(st.text(alphabet="“《 「", max_size=200))
def test_any_amount_of_leading_punctuation_is_ignored(punctuation: str) -> None:
    assert sort_key(f"{punctuation}港口") == sort_key("港口")
