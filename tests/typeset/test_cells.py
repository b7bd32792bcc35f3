"""Measuring, cutting and padding by cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import iter_graphemes

from reader.typeset.cells import (
    NARROW,
    WIDE,
    cell_width,
    fit,
    grapheme_end,
    is_boundary,
    pieces,
    prefix_end,
    prefix_measure,
    truncate,
)

FAMILY, FLAG, HEART, KEYCAP, SKIN, ACCENT = "👨‍👩‍👧‍👦", "🇹🇼", "❤️", "1️⃣", "👍🏽", "é"
GRAPHEMES = [
    FAMILY,
    FLAG,
    HEART,
    KEYCAP,
    SKIN,
    ACCENT,
    "か゚",
    "각",
    "中",
    "，",
    "“",
    "a",
    " ",
    "…",
    "·",
    "é",
    "ß",
]
texts = st.lists(st.sampled_from(GRAPHEMES), max_size=60).map("".join) | st.text(max_size=60)
common = st.text(alphabet="中文字，。“”…—·×é¥ abc123(%)☐", max_size=80)


def characters_of(ranges: str) -> list[str]:
    """All characters of the inside of a character class."""
    found, index = [], 0
    while index < len(ranges):
        last = index + 2 if ranges[index + 1 : index + 2] == "-" else index
        found.extend(map(chr, range(ord(ranges[index]), ord(ranges[last]) + 1)))
        index = last + 1
    return found


@pytest.mark.parametrize(("ranges", "cells"), [(WIDE, 2), (NARROW, 1)])
def test_character_classes_have_the_width_that_the_screen_gives_them(ranges: str, cells: int) -> None:
    planes = [character for character in characters_of(ranges) if ord(character) < 0x20400 or cells == 1]
    assert [character for character in planes if cell_len(character) != cells] == []


@given(texts)
def test_width_is_that_of_the_screen(text: str) -> None:
    assert cell_width(text) == cell_len(text)


@pytest.mark.parametrize("grapheme", [FAMILY, FLAG, HEART, KEYCAP, SKIN, ACCENT, "か゚", "각"])
def test_a_grapheme_of_many_characters_is_one_piece(grapheme: str) -> None:
    assert grapheme_end(grapheme + "x", 0) == len(grapheme)
    assert all(not is_boundary(grapheme, at) for at in range(1, len(grapheme)))
    assert [end - start for start, end in pieces(grapheme * 3, 2)] == (
        [len(grapheme)] * 3 if cell_width(grapheme) == 2 else [2 * len(grapheme), len(grapheme)]
    )


@given(st.lists(st.sampled_from(GRAPHEMES), max_size=40).map("".join))
def test_grapheme_boundaries_are_those_of_another_implementation(text: str) -> None:
    ends, position = [], 0
    while position < len(text):
        position = grapheme_end(text, position)
        ends.append(position)
    expected, at = [], 0
    for grapheme in iter_graphemes(text):
        at += len(grapheme)
        expected.append(at)
    assert ends == expected
    assert [at for at in range(1, len(text) + 1) if is_boundary(text, at)] == expected


@given(texts, st.integers(0, 40))
def test_the_longest_prefix_of_whole_graphemes_is_found(text: str, width: int) -> None:
    end = prefix_end(text, 0, width)
    assert cell_width(text[:end]) <= width
    assert is_boundary(text, end)
    if end < len(text):
        assert cell_width(text[: grapheme_end(text, end)]) > width


@given(common | texts, st.integers(0, 60), st.integers(0, 20))
def test_the_fast_measure_agrees_with_the_careful_one(text: str, width: int, start: int) -> None:
    start = min(start, len(text))
    if is_boundary(text, start):
        assert prefix_measure(text)(text, start, width) == prefix_end(text, start, width)


@given(texts, st.integers(1, 20))
def test_pieces_lose_nothing_and_are_full(text: str, width: int) -> None:
    cut = list(pieces(text, width))
    assert "".join(text[start:end] for start, end in cut) == text
    for start, end in cut:
        assert cell_width(text[start:end]) <= width or grapheme_end(text, start) == end


@given(texts, st.integers(0, 30), st.sampled_from(["…", "", "...", "⋯"]))
def test_truncated_text_never_exceeds_its_width(text: str, width: int, ellipsis: str) -> None:
    result = truncate(text, width, ellipsis)
    assert cell_width(result) <= width or not result
    if cell_width(text) <= width:
        assert result == text
    else:
        kept = result.removesuffix(ellipsis)
        assert text.startswith(kept)
        assert is_boundary(text, len(kept)) or cell_width(ellipsis) > width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("中文标题", 8, "中文标题"),
        ("中文标题", 7, "中文标…"),
        ("中文标题", 6, "中文…"),
        ("中文标题", 1, "…"),
        ("中文标题", 0, ""),
        ("abc", 2, "a…"),
        (FAMILY * 2, 3, FAMILY + "…"),
    ],
)
def test_truncation_by_cells(text: str, width: int, expected: str) -> None:
    assert truncate(text, width) == expected


@given(texts, st.integers(0, 30), st.sampled_from(["left", "right"]))
def test_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int, align: str) -> None:
    assert cell_width(fit(text, width, align=align)) == width  # type: ignore[arg-type]


def test_fitted_text_stands_on_the_side_asked() -> None:
    assert fit("中", 4, align="left") == "中  "
    assert fit("中", 4, align="right") == "  中"
