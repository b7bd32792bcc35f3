"""Blocks to lines: goldens, and what holds at every width."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.model.article import Place
from reader.typeset.breaking import wrap
from reader.typeset.layout import Layout, Options
from reader.typeset.lines import Line, Role
from reader.typeset.manuscript import Manuscript

HERE = Path(__file__).parent
SAMPLE = (HERE / "sample.md").read_text(encoding="utf-8")
REAL_PAGE = HERE.parents[2] / "shared" / "seeds" / "portal-page.txt"
ALL = 10**9

MARKDOWN_PIECES = [
    "# 標題\n", "## Title\n\n", "中文段落，有標點。", "plain words here ", "**粗體**", "*em*", "`code`", "[連結](https://a.org)",
    "\n", "\n\n", "- 項目\n", "1. one\n", "  - nested\n", "> 引用\n", "> > deep\n", "```\ncode\tline\n```\n", "    indented\n",
    "|甲|乙|\n|-|-:|\n|一|two|\n", "***\n", "![圖](https://a.org/b.png)", "<div>html</div>\n", "👨‍👩‍👧", "🇹🇼", "e\u0301",
    "[^1]: note\n", "https://example.org/" + "x" * 40, "（「", "」）", "- [x] done\n", "  \n", "\\", "<br>",
]  # fmt: skip
markdown = st.lists(st.sampled_from(MARKDOWN_PIECES), max_size=40).map("".join)


def lay(source: str, width: int, **options: bool) -> Layout:
    layout = Layout(Manuscript(source), width, Options(**options))
    layout.extend(ALL)
    return layout


def texts(layout: Layout) -> list[str]:
    return [line.text for line in layout.lines]


def described(line: Line) -> str:
    """A line as goldens keep it: its text, and what of it is not plain."""
    roles = " ".join(f"{run.role}({run.text.strip()})" for run in line.runs if run.role != Role.TEXT)
    return f"{line.text.rstrip()}\n{' ' * 8}{line.block}:{line.offset} {roles}".rstrip()


@pytest.mark.parametrize("width", [30, 60, 100])
def test_the_sample_is_set_as_before(width: int) -> None:
    layout = lay(SAMPLE, width)
    picture = "\n".join(
        [*(text.rstrip() for text in texts(layout)), "", "=" * width, "", *map(described, layout.lines), ""]
    )
    golden = HERE / "goldens" / f"sample-{width}.txt"
    if os.environ.get("BROADSHEET_UPDATE_GOLDENS"):
        golden.write_text(picture, encoding="utf-8")
    assert picture == golden.read_text(encoding="utf-8")


@given(markdown, st.integers(10, 200), st.booleans())
def test_lines_are_as_wide_as_they_say_and_never_too_wide(source: str, width: int, flag: bool) -> None:
    for line in lay(source, width, indent=flag, ascii=flag, addresses=flag).lines:
        assert line.cells == sum(run.cells for run in line.runs) == cell_len(line.text) <= width
        assert all(run.cells == cell_len(run.text) for run in line.runs)
        assert not set(line.text) & {"\n", "\t"}


@given(markdown, st.integers(10, 200))
def test_every_line_is_found_again_by_its_place(source: str, width: int) -> None:
    layout = lay(source, width)
    places = [layout.place_of(number) for number in range(len(layout.lines))]
    assert places == sorted(places)
    assert all(places[layout.line_of(place)] == place for place in places)


@given(markdown, st.integers(10, 200), st.integers(10, 200), st.integers(0, 50))
def test_a_place_survives_a_change_of_width(source: str, width: int, other: int, number: int) -> None:
    here, there = lay(source, width), lay(source, other)
    if not here.lines:
        assert not there.lines
        return
    place = here.place_of(number)
    found = there.lines[there.line_of(place)]
    assert (found.block, found.offset) <= place
    assert found.block == place.block or found.text == ""


@given(markdown, st.integers(10, 200))
def test_laying_out_in_slices_gives_the_same(source: str, width: int) -> None:
    layout = Layout(Manuscript(source), width)
    while not layout.complete:
        before = len(layout.lines)
        layout.advance(10)
        assert layout.estimate() >= len(layout.lines) >= before
    assert layout.lines == lay(source, width).lines
    assert layout.estimate() == len(layout.lines)


@given(
    st.lists(st.text(alphabet="中文字，。「」a1 ", min_size=1, max_size=120), max_size=8),
    st.integers(10, 200),
)
def test_no_character_of_running_text_is_lost_or_doubled(paragraphs: list[str], width: int) -> None:
    source = "\n\n".join("段" + paragraph for paragraph in paragraphs)
    squeezed = re.sub(r"\s", "", "".join(texts(lay(source, width))))
    assert squeezed == re.sub(r"\s", "", source)


@pytest.mark.parametrize(
    "sentence",
    [
        "一個很長的段落，沒有結束；第二句話。",
        "An endless paragraph, sentence after sentence. ",
        "一個**很長**的段落，沒有[結束](https://a.org)。",
    ],
)
@pytest.mark.parametrize("width", [33, 76])
def test_a_paragraph_longer_than_a_chunk_is_set_as_one(sentence: str, width: int) -> None:
    source = sentence * (22_000 // len(sentence))
    plain = re.sub(r"\*\*|\[|\]\(https://a.org\)", "", source)
    layout = lay(source, width)
    assert len({line.block for line in layout.lines}) > 2
    assert texts(layout) == wrap(plain.rstrip(), width)
    places = [layout.place_of(number) for number in range(len(layout.lines))]
    assert places == sorted(set(places))


def test_hard_wrapped_source_longer_than_a_chunk_flows() -> None:
    source = "這一行是硬換行的內容\n而且沒有空行\n" * 1500
    assert texts(lay(source, 40)) == wrap(source.replace("\n", ""), 40)


def test_only_what_is_needed_is_laid_out() -> None:
    layout = Layout(Manuscript("段落一。\n\n" * 5000), 40)
    layout.extend(50)
    assert 50 <= len(layout.lines) < 60
    assert not layout.complete
    assert 8000 < layout.estimate() < 12000
    assert layout.line_of(Place(400)) == 800
    assert layout.lines[800].block == 400


def test_an_endless_paragraph_is_not_laid_out_whole_for_a_screen() -> None:
    layout = Layout(Manuscript("沒有結束的段落，" * 100_000), 60)
    layout.extend(50)
    assert len(layout.lines) < 1000
    assert 20_000 < layout.estimate() < 35_000


def test_a_place_inside_a_block_is_on_the_line_that_shows_it() -> None:
    layout = lay("一二三四五六七八九十" * 5, 20)
    assert layout.line_of(Place(0, 25)) == 2
    assert layout.line_of(Place(0, 29)) == 2
    assert layout.line_of(Place(0, 30)) == 3
    assert layout.line_of(Place(99)) == 4


def test_the_first_line_of_each_block_is_found() -> None:
    for width in (12, 30, 60, 100):
        layout = lay(SAMPLE, width)
        for block in range(layout.lines[-1].block + 1):
            line = layout.line_of_block(block)
            assert (layout.lines[line].block, layout.lines[line].offset) == (block, 0)


def test_an_empty_article_has_no_lines() -> None:
    for source in ("", "\n\n", "<!-- nothing -->"):
        layout = lay(source, 40)
        assert (layout.lines, layout.complete, layout.estimate()) == ([], True, 0)
        assert layout.line_of(Place(3)) == 0
        assert layout.place_of(3) == Place(0)


def test_outline_tells_where_headings_are() -> None:
    layout = lay(SAMPLE, 60)
    assert [(entry.level, entry.title) for entry in layout.manuscript.outline()] == [
        (1, "港区阅览室的一年"),
        (2, "三件小事"),
    ]
    assert layout.lines[layout.line_of_block(layout.manuscript.outline()[1].block)].text == "三件小事"


HOSTILE = [
    ">" * 10_000 + "a", "[" * 10_000, "![" * 5_000, "[a](" * 3_000, "*a " * 5_000, "*" * 9_000 + "a" + "*" * 9_000,
    "- " * 5_000 + "a", "".join("  " * depth + "- a\n" for depth in range(200)), "`" * 5_000 + "a", "<" * 10_000,
    "<div>" * 3_000, "\n" * 30_000, " " * 30_000, "\t" * 10_000 + "a", "a" + "\u0301" * 20_000, "🇹" * 5_000,
    "|" * 5_000 + "\n" + "|-" * 2_500, "<!--" * 5_000, "&#x202e;" * 1_000, "```\n" + "x" * 30_000,
]  # fmt: skip


@pytest.mark.parametrize("source", HOSTILE, ids=lambda source: f"{source[:6]!r}x{len(source)}")
def test_hostile_markdown_is_set_without_harm(source: str) -> None:
    layout = lay(source, 40)
    assert layout.complete
    assert all(line.cells <= 40 for line in layout.lines)


def test_deep_nesting_loses_no_text() -> None:
    for source in (">" * 500 + "內容", "- " * 500 + "內容"):
        assert "內容" in "".join(texts(lay(source, 40)))


@pytest.mark.skipif(not REAL_PAGE.exists(), reason="the real page is not beside this checkout")
@pytest.mark.parametrize("width", [20, 33, 76])
def test_the_real_page_is_set_without_a_fault(width: int) -> None:
    layout = lay(REAL_PAGE.read_text(encoding="utf-8"), width)
    for line in layout.lines:
        text = line.text.strip()
        body = line.runs[-1].text.strip() if line.runs else ""
        assert not re.match("[，。、；：？！）》」』】〕”’,;:%)]", body), text
        assert not re.search("[（《「『【〔“‘(]$", text), text
