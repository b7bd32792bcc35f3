"""Characters of ambiguous width on terminals that draw them wide."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from wcwidth import wcswidth

from reader.typeset.breaking import break_offsets
from reader.typeset.cells import cell_width, fit, prefix_end, prefix_measure, set_ambiguous_width
from reader.typeset.columns import Pages
from reader.typeset.layout import Layout
from reader.typeset.manuscript import Manuscript

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = (Path(__file__).parent / "sample.md").read_text(encoding="utf-8")
texts = st.text(alphabet="中文，“”‘’…—·×①★→Ωж°abc 123❤\ufe0fe\u0301👍", max_size=80)


@pytest.fixture(autouse=True, scope="module")
def wide_terminal() -> Iterator[None]:
    set_ambiguous_width(2)
    yield
    set_ambiguous_width(1)


def on_the_terminal(text: str) -> int:
    """The width by another implementation: narrow, and one more for each that is ambiguous."""
    return wcswidth(text) + len(re.findall("[“”‘’…—·×①★→Ωж°❤](?![\ufe0e\ufe0f])", text.replace("❤", "")))


@pytest.mark.parametrize("character", "“”‘’…—·×①★→Ωж°─■")
def test_an_ambiguous_character_takes_two_cells(character: str) -> None:
    assert cell_width(character) == 2
    assert cell_width(f"中{character}a") == 5


@pytest.mark.parametrize("character", "a中，╌╎▪«é⋯")
def test_others_are_as_wide_as_ever(character: str) -> None:
    assert cell_width(character) == (2 if character in "中，" else 1 if character != "é" else 2)


@given(texts.filter(lambda text: "\ufe0f" not in text), st.integers(0, 60))
def test_measuring_and_cutting_agree_with_another_implementation(text: str, width: int) -> None:
    assert cell_width(text) == on_the_terminal(text)
    end = prefix_end(text, 0, width)
    assert cell_width(text[:end]) <= width
    assert prefix_measure(text)(text, 0, width) == end
    assert cell_width(fit(text, width, ellipsis="")) == width


@given(texts, st.integers(10, 100))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = list(break_offsets(text, width))
    assert all(cell_width(text[start:end]) <= width for start, end in lines)
    assert "".join(text[start:end] for start, end in lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("width", [10, 23, 40, 76])
def test_an_article_with_tables_and_columns_fits(width: int) -> None:
    layout = Layout(Manuscript(f"{SAMPLE}\n\n|“甲”|乙…|\n|-|-:|\n|一—二|×3|\n|四|★|\n"), width)
    page = Pages(layout, 2, 20).page(0)
    layout.extend(10**9)
    assert page is not None
    assert all(line.cells == on_the_terminal(line.text) <= width for line in layout.lines)


@given(texts.filter(lambda text: "\ufe0f" not in text), st.integers(0, 60))
def test_what_textual_cuts_and_joins_by_is_the_same_measure(text: str, cut: int) -> None:
    assert cell_len(text) == Segment(text).cell_length == cell_width(text)
    before, after = Segment(text).split_cells(min(cut, cell_width(text)))
    assert on_the_terminal(before.text) + on_the_terminal(after.text) == on_the_terminal(text)


def test_an_emoji_is_no_wider_than_two_cells() -> None:
    assert cell_len("☎\ufe0f") == cell_width("☎\ufe0f") == 2
    assert cell_len("❤\ufe0f") == cell_width("❤\ufe0f") == 2


def test_a_terminal_that_draws_them_narrow_is_the_usual_one() -> None:
    set_ambiguous_width(1)
    assert cell_width("“…”") == cell_len("“…”") == 3
    assert Segment("“·”").split_cells(1) == (Segment("“"), Segment("·”"))
    set_ambiguous_width(2)
    assert cell_width("“…”") == cell_len("“…”") == 6
