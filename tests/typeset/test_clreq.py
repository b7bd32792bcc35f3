"""Lines by the rules of W3C clreq §6.1 and UAX #14, told by an oracle that knows nothing of the breaker; widths by others.

The oracle asks of each place in a text whether a line may end there. A line that ends elsewhere is excused only if there
was no such place in it, and no line ends before the last such place that fits.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from reader.typeset.blocks import Block, CodeBlock, Table
from reader.typeset.breaking import break_offsets
from reader.typeset.layout import Layout, Options
from reader.typeset.manuscript import Manuscript

if TYPE_CHECKING:
    from reader.typeset.lines import Line

ALL = 10**9
HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "sample_data"
ARTICLES = [
    re.sub(r"(?s)\A---\n.*?\n---\n", "", (SAMPLES / name).read_text(encoding="utf-8"))
    for name in (
        "regional-economy/03-cold-stores-in-the-hills.md",
        "institute/01-old-dock-reading-room.md",
        "innovation/02-open-sensor-api.md",
        "policy/01-first-unit-eight-questions.md",
    )
]
MANUSCRIPTS = [Manuscript(source) for source in [(HERE / "sample.md").read_text(encoding="utf-8"), *ARTICLES]]

BLANK = " \u3000"
NOT_FIRST = "!%),.:;>?]}、。〃〉》」』】〕〗〞！％），．：；？］｝～…‰℃’”·々—"
NOT_LAST = "$([{£¥‘“〈《「『【〔〖〝（［｛￥"
UNIT = re.compile(r"(?:km|kg|kWh|MHz|cm|mm|m|t)(?![A-Za-z])")
PIECES = [
    *"中文字新聞報導的一，。、；：？！（）「」《》“”‘’…%℃·", "——", "……", "中國", "GDP", "13.8", "39%", "-5℃", "$5", "(a)",
    "[1]", "words ", "and ", "numbers, ", "3.2 km", "40 kWh。", "，", "。”", " ", "　", "https://example.org/a?b=c", "x" * 25,
    "A4", "C++ ", "第3季", "￥120", "2024年", "《書》", "（見圖）", "word—word ",
]  # fmt: skip
prose = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join)
widths = st.integers(10, 200)


def latin(character: str) -> bool:
    return "!" <= character < "\u2e80" and character != "—"


def may_end(text: str, at: int) -> bool:
    """Whether a line may end, and the next one begin, at a place."""
    before, after = text[:at].rstrip(BLANK)[-1:], text[at]
    if not before or after in BLANK:
        return False
    if (after in NOT_FIRST and not (after == "—" and before != "—")) or before in NOT_LAST:
        return False
    if text[at - 1] in BLANK:
        return not (text[at - 1] == " " and re.search(r"[0-9] \Z", text[:at]) and UNIT.match(text, at))
    if re.match(r"\[\d+\]", text[at:]):
        return False
    return not (latin(text[at - 1]) and (latin(after) or after == "—")) and not (
        after == "/" or '"' in (text[at - 1], after)
    )


def is_orphan(text: str) -> bool:
    """Whether a last line is one character with its marks."""
    return "\u4e00" <= text[0] <= "\u9fff" and set(text[1:].rstrip(BLANK)) <= set(NOT_FIRST)


def assert_rules(text: str, lines: list[tuple[int, int]], width: int) -> None:
    """Each line ends at the last place that the rules allow and that fits, if there is one."""
    for (start, end), (following, _) in pairwise(lines):
        places = [at for at in range(start + 1, len(text)) if may_end(text, at)]
        fitting = [at for at in places if wcswidth(text[start:at].rstrip(BLANK)) <= width]
        if fitting and is_orphan(text[fitting[-1] :]) and following != fitting[-1]:
            assert following in fitting[-5:]
            assert not is_orphan(text[following:])
        elif fitting:
            assert following == fitting[-1], (text[start:end], text[following : following + 9])
        else:
            assert end == following or set(text[end:following]) <= set(BLANK)


@given(prose, widths)
@settings(max_examples=300)
def test_lines_end_at_the_last_place_that_the_rules_allow(text: str, width: int) -> None:
    text = text.strip(BLANK)
    lines = list(break_offsets(text, width))
    assert_rules(text, lines, width)
    assert all(wcswidth(text[start:end]) <= width for start, end in lines)
    assert "".join(text[start:end] for start, end in lines).translate(
        {32: None, 0x3000: None}
    ) == text.translate({32: None, 0x3000: None})


def lay(manuscript: Manuscript, width: int) -> Layout:
    layout = Layout(manuscript, width)
    layout.extend(ALL)
    return layout


def parts_of(layout: Layout, number: int) -> list[tuple[Line, int, str]]:
    """The pieces of a block's text in the order of its lines: with the line and where they start in the text."""
    return [
        (line, max(0, line.offset + run.start), run.text[max(0, -line.offset - run.start) :])
        for line in layout.lines
        if line.block == number
        for run in line.runs
        if run.start is not None and line.offset + run.start + len(run.text) > 0
    ]


def assert_whole(block: Block, parts: list[tuple[Line, int, str]]) -> None:
    """Nothing of a block's text is lost, doubled or moved, but for blanks."""
    assert all(block.text.startswith(text, start) for _line, start, text in parts)
    shown = sorted((start, start + len(text)) for _line, start, text in parts)
    position = 0
    for start, stop in shown:
        assert start >= position or isinstance(block, Table)
        assert not block.text[position:start].strip()
        position = max(position, stop)
    assert not block.text[position:].strip()


@pytest.mark.parametrize("width", range(10, 201))
def test_sample_articles_are_set_by_the_rules_at_every_width(width: int) -> None:
    for manuscript in MANUSCRIPTS:
        layout = lay(manuscript, width)
        assert all(wcswidth(line.text) == line.cells <= width for line in layout.lines)
        for number in range(len(manuscript)):
            block = manuscript.block(number)
            assert block is not None
            parts = parts_of(layout, number)
            assert_whole(block, parts)
            if isinstance(block, CodeBlock | Table):
                continue
            edges = {id(line): start for line, start, _text in reversed(parts)}
            for line, start in [
                (line, start) for line, start, _ in parts if edges.pop(id(line), None) == start
            ][1:]:
                assert (
                    "\n" in block.text[:start]
                    or may_end(block.text, start)
                    or _is_tight(block.text, start, line, width)
                )


def _is_tight(text: str, start: int, line: Line, width: int) -> bool:
    """Whether what would have to go to one line is longer than a line, so that it had to be cut."""
    margin = sum(run.cells for run in line.runs if run.start is None)
    first = next((at for at in range(start - 1, 0, -1) if may_end(text, at)), 0)
    last = next((at for at in range(start + 1, len(text)) if may_end(text, at)), len(text))
    return wcswidth(text[first:last].rstrip(BLANK)) > width - margin


@given(st.sampled_from(MANUSCRIPTS), widths)
@settings(max_examples=15)
def test_a_terminal_draws_each_line_as_wide_as_it_says(manuscript: Manuscript, width: int) -> None:
    layout = lay(manuscript, width)
    screen = pyte.Screen(width + 2, 3)
    stream = pyte.Stream(screen)
    for line in layout.lines[:60]:
        stream.feed("\x1b[2J\x1b[H" + line.text)
        assert (screen.cursor.y, screen.cursor.x) == (0, line.cells)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("全程共計3.2 km的路", 12, ["全程共計", "3.2 km的路"]),
        ("氣溫是25 ℃以上", 8, ["氣溫是", "25 ℃以上"]),
        ("他數過了[12]然後", 10, ["他數過", "了[12]然後"]),
        ("一共12 months", 8, ["一共12", "months"]),
        ("中文 GDP 中文", 10, ["中文 GDP", "中文"]),
        ("中文GDP中文", 20, ["中文GDP中文"]),
        ("中文 GDP 中文", 20, ["中文 GDP 中文"]),
        ("一共12 m3水", 8, ["一共", "12 m3水"]),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, width: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in break_offsets(text, width)] == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五，六七", ["一二三四五，", "六七"]),
        ("一二三四五。", ["一二三四五。"]),
        ("一二三四a，六七", ["一二三四a，", "六七"]),
        ("一二三四五。 六七", ["一二三四五。", "六七"]),
        ("一二三四五。」六七", ["一二三四", "五。」六七"]),
        ("一二三四」。六七八", ["一二三", "四」。六", "七八"]),
        ("一二三四五）六七八", ["一二三四", "五）六七八"]),
        ("一二三四，五六七八", ["一二三四，", "五六七八"]),
    ],
)
def test_one_pause_or_stop_mark_may_hang(text: str, lines: list[str]) -> None:
    assert [text[start:end] for start, end in break_offsets(text, 10, hanging=True)] == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五六", ["一二三四", "五六"]),
        ("一二三四五六。」", ["一二三四", "五六。」"]),
        ("一二三四，六", ["一二三", "四，六"]),
        ("一二34567六", ["一二34567", "六"]),  # a hole would be worse
        ("一二三四五六七", ["一二三四五", "六七"]),
        ("一二三四五a", ["一二三四五", "a"]),
    ],
)
def test_no_character_is_left_alone_on_the_last_line(text: str, lines: list[str]) -> None:
    assert [text[start:end] for start, end in break_offsets(text, 10)] == lines


def test_a_text_that_goes_on_has_no_last_line() -> None:
    assert list(break_offsets("一二三四五六", 10, ends=False)) == [(0, 5), (5, 6)]


@given(prose, widths)
def test_with_hanging_marks_nothing_is_lost_and_all_else_fits(text: str, width: int) -> None:
    position = 0
    for start, end in break_offsets(text, width, hanging=True):
        assert not text[position:start].strip(BLANK)
        position = end
        if wcswidth(text[start:end]) > width:
            assert text[end - 1] in "、，。；：！？"
            assert wcswidth(text[start : end - 1]) <= width
    assert not text[position:].strip(BLANK)


def test_marks_hang_in_paragraphs_alone() -> None:
    manuscript = Manuscript(
        "一二三四五。六七\n\n- 一二三四。五六\n\n# 一二三四五。六七\n\n|甲|\n|-|\n|一二三四五。六七|"
    )
    layout = Layout(manuscript, 10, Options(hanging=True))
    layout.extend(ALL)
    shown = [line.text for line in layout.lines if line.text]
    assert shown[:6] == ["一二三四五。", "六七", "▪ 一二三四。", "  五六", "一二三四", "五。六七"]
    assert max(line.cells for line in layout.lines[6:]) == 10
