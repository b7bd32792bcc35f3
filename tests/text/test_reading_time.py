"""Reading time and summaries are of the words, not of the syntax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.prose import first_words, shorten
from reader.text.reading import reading_minutes, summary


@pytest.mark.parametrize(
    ("markdown", "minutes"),
    [
        ("", 1),
        ("短", 1),
        ("字" * 400, 1),
        ("字" * 401, 2),
        ("字，" * 400, 1),
        ("word " * 230, 1),
        ("word " * 231, 2),
        ("13.8 well-known it's Zürich " * 57, 1),
        ("слово " * 231, 2),
        # Half of each makes one.
        ("字" * 200 + " word" * 115, 1),
        ("字" * 200 + " word" * 116, 2),
        ("[字](https://example.org/a/b/c/d?e=f&g=h) " * 400, 1),
        ("![字](images/a/b/c.png)" * 400, 1),
        ("https://example.org/a/b/c " * 4000, 1),
        ("<span class='a b c d'>字</span>" * 400, 1),
        ("## **字** `字`\n\n> - 字\n" * 133, 1),
        ("字\ud800", 1),
    ],
)
def test_minutes_count_words_and_characters_alone(markdown: str, minutes: int) -> None:
    assert reading_minutes(markdown) == minutes


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("# 標題\n\n正文。", "正文。", id="heading"),
        pytest.param("標題\n====\n\n正文。", "正文。", id="underlined heading"),
        pytest.param("Title\n---\nBody text.", "Body text.", id="second level"),
        pytest.param("![圖](a.png)\n\n正文。", "正文。", id="image"),
        pytest.param("[![圖](a.png)](https://example.org)\n正文。", "正文。", id="linked image"),
        pytest.param("| a | b |\n|---|---|\n| 1 | 2 |\n\n正文。", "正文。", id="table"),
        pytest.param("a | b\n--|--\n1 | 2\n\n正文。", "正文。", id="table without outer bars"),
        pytest.param("```python\nprint(1)\n```\n正文。", "正文。", id="fence"),
        pytest.param("~~~~\n~~~\ncode\n~~~~\n正文。", "正文。", id="longer fence"),
        pytest.param("    code\n\n正文。", "正文。", id="indented code"),
        pytest.param("***\n\n正文。", "正文。", id="rule"),
        pytest.param("[a]: https://example.org\n\n正文。", "正文。", id="definition"),
        pytest.param("<!-- note\nnote -->正文。", "正文。", id="comment"),
        pytest.param("<script>alert(1)</script>正文。", "正文。", id="script"),
        pytest.param("> 引文，\n> 續。", "引文，續。", id="quotation"),
        pytest.param("- 甲\n- 乙\n1. 丙\n- [x] 丁", "甲乙丙丁", id="list"),
        pytest.param("第一段。\n\n第二段。", "第一段。第二段。", id="paragraphs in Chinese"),
        pytest.param("One.\n\nTwo\nthree.", "One. Two three.", id="paragraphs in English"),
        pytest.param("　　首行縮進。", "首行縮進。", id="ideographic indent"),
        pytest.param("**粗** *斜* ~~刪~~ __b__ `c*d`", "粗 斜 刪 b c*d", id="emphasis and code"),
        pytest.param("snake_case 2 * 3 a*b", "snake_case 2 * 3 a*b", id="no emphasis"),
        pytest.param("all* people", "all people", id="no list inside a line"),
        pytest.param("a > b", "a > b", id="no quotation inside a line"),
        pytest.param("[甲](https://a.example/b_(c)) [乙][ref] [丙]", "甲 乙 [丙]", id="links"),
        pytest.param("<https://a.example> 乙<br>丙", "乙丙", id="autolink and tag"),
        pytest.param(r"\*甲\* \[乙\] \<script\> 丙", "*甲* [乙] <script> 丙", id="escapes"),
        pytest.param("A&amp;B &lt;b&gt; &#x202e;&#27;x", "A&B <b> x", id="entities are cleaned"),
        pytest.param("甲\x1b[31m乙", "甲乙", id="escape sequences"),
        pytest.param("# only\n", "", id="no prose"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_summary_is_the_first_prose_on_one_plain_line(markdown: str, expected: str) -> None:
    assert summary(markdown) == expected


def test_long_prose_ends_with_a_sentence() -> None:
    sentence = "港口" * 20 + "。"
    assert summary(sentence * 10) == sentence * 2
    assert summary(f"他說：「{'好' * 70}！」{'後' * 90}") == f"他說：「{'好' * 70}！」"


def test_a_sentence_that_would_leave_little_is_not_taken() -> None:
    assert summary("短。" + "長" * 200) == "短。" + "長" * 117 + "…"


def test_a_decimal_point_ends_no_sentence() -> None:
    text = "GDP grew by 13.8 per cent"
    assert shorten(text, 20) == "GDP grew by 13.8…"


def test_latin_words_are_not_cut_but_addresses_are() -> None:
    assert shorten("The harbour opened again", 16) == "The harbour…"
    assert shorten("x" * 100, 20) == "x" * 19 + "…"


@pytest.mark.parametrize(
    "grapheme",
    [
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u2764\ufe0f",
        "e\u0301",
        "\U0001f44d\U0001f3fd",
        "\U0001f1f9\U0001f1fc",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    ],
)
def test_graphemes_are_not_cut(grapheme: str) -> None:
    text = "字" + grapheme * 12
    for length in range(3, len(text)):
        kept = shorten(text, length).removesuffix("…").removeprefix("字")
        assert kept == grapheme * (len(kept) // len(grapheme))


def test_only_the_head_of_a_body_is_looked_at() -> None:
    assert summary("![a](b.png)\n" * 2000 + "正文。") == ""


@given(st.text(alphabet="ab字。\n #*_`[]()!<>|-&;\\~=1.\t\u200d", max_size=200), st.integers(1, 60))
def test_no_markdown_makes_a_summary_too_long_or_of_two_lines(markdown: str, characters: int) -> None:
    line = summary(markdown, characters)
    assert len(line) <= characters
    assert "\n" not in line
    assert first_words(markdown, characters).count("\n") == 0


@given(st.lists(st.text(alphabet="字句港口風", min_size=1, max_size=30), min_size=1, max_size=5))
def test_plain_paragraphs_lose_nothing(paragraphs: list[str]) -> None:
    assert summary("\n\n".join(paragraphs), 1000) == "".join(paragraphs)


@pytest.mark.parametrize("opener", ["[", "![", "<", "<!--", "`", "*", "_", "&", "](", "> ", "- ", "[]("])
def test_hostile_openers_are_read_in_bounded_time(opener: str) -> None:
    # Quadratic reading of these would take minutes; the suite would be noticed to hang.
    assert len(summary(opener * 100_000)) <= 120
    assert reading_minutes(opener * 100_000) == 1
