from __future__ import annotations

import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.importing.paragraphs import columns, is_wrapped, split_paragraphs

FIRST = (
    "The lighthouse at the end of the mole comes on at seven in the evening, and the keeper says that ships "
    "see the light long before they see the town, which is how he likes it after thirty years of watching."
)
SECOND = (
    "Nobody has asked him to stop. The port has had radar since the spring of last year, and the pilots say "
    "that they still look for the light first, because a light does not need to be switched on by them."
)
HAN = "望海港的燈塔每天晚上七點亮起來守塔的人說海上的船先看見光後看見城市這座城市有三百年的歷史" * 4


def wrap_han(text: str, width: int) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def test_blank_lines_separate_paragraphs() -> None:
    assert split_paragraphs("一。\n\n二。\n \t\n\n三。") == ["一。", "二。", "三。"]


def test_lines_without_blank_lines_are_paragraphs_of_their_own() -> None:
    lines = ["第一段話，說得很短。", "第二段話，說得稍微長一點點。", "第三段。"]

    assert split_paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_wrapped_latin_lines_are_joined_with_a_space(width: int, between: str) -> None:
    text = between.join(textwrap.fill(paragraph, width) for paragraph in (FIRST, SECOND))

    assert split_paragraphs(text) == [FIRST, SECOND]


@pytest.mark.parametrize("width", [28, 32, 40])
def test_wrapped_chinese_lines_are_joined_without_a_space(width: int) -> None:
    text = wrap_han(HAN + "。", width) + "\n\n" + wrap_han(HAN[5:] + "。", width)

    assert split_paragraphs(text) == [HAN + "。", HAN[5:] + "。"]


def test_an_indented_line_begins_a_paragraph_of_a_wrapped_text() -> None:
    first, second = "　　" + HAN[:118], "　　" + HAN[:100]

    assert split_paragraphs(wrap_han(first, 40) + "\n" + wrap_han(second, 40)) == [
        first.strip(),
        second.strip(),
    ]


def test_mixed_lines_are_joined_by_what_stands_at_the_break() -> None:
    text = "\n".join(["望" * 29 + "GDP", "growth " + "海" * 27, "城" * 30 + "5G", "基" * 20 + "。"])

    assert split_paragraphs(text) == [
        "望" * 29 + "GDP growth " + "海" * 27 + "城" * 30 + "5G" + "基" * 20 + "。"
    ]


def test_a_word_broken_at_its_hyphen_gets_no_space() -> None:
    text = "A light that is seen from far away by every ship is a well-\nknown help to all who sail the coast at night."

    assert "well-known help" in split_paragraphs(text)[0]


def test_verse_keeps_its_lines() -> None:
    lines = ["The light is on", "the tide is out", "and nobody at home", "will hear me shout"]

    assert not is_wrapped(lines)
    assert split_paragraphs("\n".join(lines)) == lines


def test_columns_counts_wide_characters_twice() -> None:
    assert columns("望海news，") == 10


@given(st.text(alphabet="望海新聞，。ab \n\t-\u3000", max_size=300))
def test_no_character_is_lost_and_none_is_added(text: str) -> None:
    assert "".join("".join(split_paragraphs(text)).split()) == "".join(text.split())


@given(st.text(max_size=200))
@example(" \n0")
@example("0\n ")
def test_a_paragraph_is_one_line_that_is_not_blank(text: str) -> None:
    for paragraph in split_paragraphs(text.replace("\r", "\n")):
        assert paragraph.strip()
        assert "\n" not in paragraph
