"""Line breaking: the rules of W3C clreq §6.1, by example and by property."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reader.typeset.breaking import NOT_AT_END, NOT_AT_START, break_offsets, soft_break, wrap
from reader.typeset.cells import cell_width, is_boundary

BLANKS = " \u3000"
FORBIDDEN_AT_START = "!%),.:;>?]}、。〃〉》」』】〕〗〞！％），．：；？］｝～…‰℃’”·々"
FORBIDDEN_AT_END = "$([{£¥‘“〈《「『【〔〖〝（［｛￥"
pieces_of_text = st.sampled_from(
    [
        *"中文字新聞報導的一，。、；：？！（）「」《》“”‘’……——％℃·", "中國", "GDP", "13.8", "39%", "(a)", "$5", "word",
        "，", "。”", " ", "  ", "　", "……", "——", "https://example.org/a?b=c", "👨‍👩‍👧", "🇹🇼", "e\u0301", "❤️", "x" * 30,
        "))))", "「「「", '"q"', "한국어",
    ]
)  # fmt: skip
texts = st.lists(pieces_of_text, max_size=80).map("".join)
widths = st.integers(10, 200)


def may_stand(text: str, end: int, start: int) -> bool:
    """Whether no forbidden mark is at either side of a break."""
    return text[start] not in NOT_AT_START and text[end - 1] not in NOT_AT_END and is_boundary(text, start)


def strip_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return end


@given(texts, widths)
@example("x" * 300, 10)
@example("，" * 60, 11)
@example("「" * 60, 11)
def test_nothing_is_lost_and_nothing_too_wide(text: str, width: int) -> None:
    position = 0
    for start, end in break_offsets(text, width):
        assert set(text[position:start]) <= set(BLANKS)
        assert cell_width(text[start:end]) <= width
        assert is_boundary(text, start)
        position = end
    assert set(text[position:]) <= set(BLANKS)


@given(texts, widths)
def test_marks_are_kept_from_the_edges_wherever_that_is_possible(text: str, width: int) -> None:
    lines = list(break_offsets(text, width))
    for (start, end), (following, _end) in pairwise(lines):
        if end == start or may_stand(text, end, following):
            continue
        # Excused only if no earlier place in this line would have done.
        for at in range(start + 1, following):
            before = strip_end(text, start, at)
            assert (
                text[at] in BLANKS
                or before == start
                or not may_stand(text, before, at)
                or _divides_pair(text, at)
            )


def _divides_pair(text: str, at: int) -> bool:
    return text[at - 1] == text[at] and text[at] in "—…"


@given(
    st.lists(
        st.sampled_from(
            ["中文", "新聞", "GDP", "growth", "13.8", "39%", "A4", "3,000", "，", "。", "（", "）"]
        ),
        max_size=60,
    ),
    st.integers(16, 100),
)
def test_words_and_numbers_are_never_cut(parts: list[str], width: int) -> None:
    text = "".join(part + " " if part.isascii() else part for part in parts)
    # Marks in a row hold on to a word, and with many of them it is too long for a line.
    assume(not re.search("[，。（）]{3}", text))
    tokens = re.compile(r"[A-Za-z0-9.,%]*[A-Za-z0-9%]")
    inside = {at for match in tokens.finditer(text) for at in range(match.start() + 1, match.end())}
    assert not inside & {start for start, _end in break_offsets(text, width)}


@given(st.text(alphabet="中文，。— …", max_size=100), st.integers(10, 60))
def test_dashes_and_ellipses_stay_whole(text: str, width: int) -> None:
    pairs = {match.start() + 1 for match in re.finditer("(?<!—)——(?!—)|(?<!…)……(?!…)", text)}
    assert not pairs & {start for start, _end in break_offsets(text, width)}


@pytest.mark.parametrize("mark", FORBIDDEN_AT_START)
def test_mark_does_not_begin_a_line(mark: str) -> None:
    assert wrap(f"中文字中文{mark}文字", 10) == ["中文字中", f"文{mark}文字"]


@pytest.mark.parametrize("mark", FORBIDDEN_AT_END)
def test_mark_does_not_end_a_line(mark: str) -> None:
    lines = wrap(f"中文字中{mark}文字中文", 10)
    assert lines == ["中文字中", f"{mark}文字中文"] if cell_width(mark) == 2 else lines[1].startswith(mark)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("中文字中文字文", 10, ["中文字中文", "字文"]),
        ("增长13.8%的数字", 10, ["增长13.8%", "的数字"]),
        ("占全市的39%以上", 10, ["占全市的", "39%以上"]),
        ("美國GDP總量", 8, ["美國GDP", "總量"]),
        ("科技+金融+人才", 10, ["科技+金融+", "人才"]),
        ("hello wonderful world", 12, ["hello", "wonderful", "world"]),
        ("中文   English", 6, ["中文", "Englis", "h"]),
        ("他说“你好”。", 10, ["他说“你", "好”。"]),
        ("见https://a.org/bcdef", 16, ["见", "https://a.org/bc", "def"]),
        ("一二三四)五", 8, ["一二三", "四)五"]),
        ("一二三(四五", 8, ["一二三", "(四五"]),
        ("one\ntwo", 10, ["one", "two"]),
        ("a\tb", 10, ["a b"]),
        ('他说"你好"吧', 8, ['他说"你', '好"吧']),
    ],
)  # fmt: skip
def test_wrapping(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_the_first_line_may_have_a_width_of_its_own() -> None:
    assert wrap("中文字中文字中文", 10, 6) == ["中文字", "中文字中文"]


def test_closing_marks_that_fill_more_than_a_line_are_cut_at_the_width() -> None:
    assert wrap("」" * 7, 10) == ["」" * 5, "」" * 2]


def test_a_grapheme_wider_than_the_line_still_stands() -> None:
    assert wrap("中文", 1) == ["中", "文"]


def test_an_address_longer_than_the_line_is_cut_with_no_mark_at_an_edge() -> None:
    address = "https://example.org/a.b.c?d=e(f)" * 4
    lines = wrap(address, 12)
    assert "".join(lines) == address
    assert not any(line[0] in FORBIDDEN_AT_START or line[-1] in FORBIDDEN_AT_END for line in lines)


@pytest.mark.parametrize(
    ("before", "after", "joint"),
    [
        ("中", "文", ""),
        ("a", "b", " "),
        ("中", "a", " "),
        ("a", "文", " "),
        ("，", "a", ""),
        ("中", "“", ""),
        ("”", "文", ""),
        ("”", "b", " "),
        ("한", "국", " "),
    ],
)
def test_line_feeds_between_chinese_characters_vanish(before: str, after: str, joint: str) -> None:
    assert soft_break(before, after) == joint
