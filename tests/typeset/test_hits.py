"""What a search found, marked in the lines: nothing lost, nothing moved, one hit wherever its text is."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.article import Place
from reader.typeset.blocks import Table
from reader.typeset.hits import TITLE, Hit, HitIndex
from reader.typeset.layout import Layout, Options
from reader.typeset.manuscript import Manuscript

if TYPE_CHECKING:
    from reader.typeset.hits import Finder

ALL = 10**9
PIECES = [
    "# 港口**新**聞\n\n", "港口的新港", "新**港**口", "harbour ", "*har*bour ", "[港口新](https://a.org)", "`港 新`",
    "~~港~~口", "\n", "\n\n", "- 新港\n", "1. 港\n", "> 港口\n", "```\n港口\t港\n口\n```\n\n",
    "|港|新口|harbour|\n|-|-:|:-:|\n|新|港口港口|bour|\n\n", "![港口圖](https://a.org/b.png)", "<div>新港</div>\n",
    "👨‍👩‍👧港", "e\u0301港", "[^1]: 港\n", "（港）", "  \n", "，", "《",
]  # fmt: skip
markdown = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
needles = st.sampled_from(
    ["港", "港口", "口新", "新港", "harbour", "bour", " ", "口\\s*港", "e", "[港口]+", "", "\\b", "缺"]
)


def finder(pattern: str) -> Finder:
    return lambda text: [match.span() for match in re.finditer(pattern, text)]


def lay(source: str, width: int, *, indent: bool = False) -> tuple[Manuscript, Layout]:
    manuscript = Manuscript(source)
    layout = Layout(manuscript, width, Options(indent=indent))
    layout.extend(ALL)
    return manuscript, layout


def marked(layout: Layout, index: HitIndex) -> dict[Hit, list[tuple[int, str]]]:
    """The parts of each hit in the order of the lines, with the numbers of their lines."""
    found = defaultdict(list)
    for number, line in enumerate(layout.lines):
        for run in line.runs:
            if run.start is None:
                continue
            parts = list(index.parts(line.block, line.offset + run.start, run.text))
            assert "".join(text for text, _ in parts) == run.text
            for text, hit in parts:
                if hit is not None:
                    found[hit].append((number, text))
    return found


def every_hit(index: HitIndex, manuscript: Manuscript) -> list[Hit]:
    return [hit for block in range(TITLE, len(manuscript)) for hit in index.of(block)]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(markdown, needles, st.integers(10, 90), st.booleans())
def test_what_is_marked_is_what_was_found(source: str, pattern: str, width: int, indent: bool) -> None:
    manuscript, layout = lay(source, width, indent=indent)
    index = HitIndex(finder(pattern), "", manuscript)
    shown = marked(layout, index)
    hits = every_hit(index, manuscript)
    assert set(shown) <= set(hits)
    for hit in hits:
        block = manuscript.block(hit.block)
        assert block is not None
        expected = squeezed(block.text[hit.start : hit.stop])
        seen = squeezed("".join(text for _, text in shown[hit]))
        # The header of a table stands before each of its records.
        times = len(seen) // len(expected) if isinstance(block, Table) and expected else 1
        assert times >= 1
        assert seen == expected * times


@given(markdown, needles, st.integers(10, 90))
def test_a_hit_is_gone_to_on_the_first_line_that_shows_it(source: str, pattern: str, width: int) -> None:
    manuscript, layout = lay(source, width)
    index = HitIndex(finder(pattern), "", manuscript)
    for hit, parts in marked(layout, index).items():
        assert layout.line_of_text(*hit) == parts[0][0]


@given(markdown, needles, st.sampled_from(["港口的 harbour", "", "缺"]), st.integers(1, 60))
def test_walking_meets_every_hit_once_in_order_and_back(
    source: str, pattern: str, title: str, slice_: int
) -> None:
    manuscript = Manuscript(source)
    index = HitIndex(finder(pattern), title, manuscript)
    ahead, place = [], Place(TITLE)
    while hit := next(filter(None, index.walk(place, 1, slice_)), None):
        ahead.append(hit)
        place = Place(hit.block, hit.start + 1)
    assert ahead == every_hit(index, manuscript)
    assert all(one < other for one, other in pairwise(ahead))
    back, place = [], Place(len(manuscript))
    while hit := next(filter(None, index.walk(place, -1, slice_)), None):
        back.append(hit)
        place = Place(hit.block, hit.start)
    assert back == ahead[::-1]
    while not index.complete:
        index.advance(slice_)
    assert [index.number_of(hit) for hit in ahead] == list(range(1, index.total() + 1))


@pytest.mark.parametrize(
    "pattern", ["結束；第二", "港口", "。一個很", "港口結束。一個很長的段落", "沒有港口結束"]
)
@pytest.mark.parametrize("width", [33, 76, 9000])
def test_a_hit_goes_on_where_a_long_paragraph_was_cut(pattern: str, width: int) -> None:
    source = "一個很長的**段落**，沒有港[口結](https://a.org)束；第二句話，沒有港口結束。" * 800
    plain = re.sub(r"\*\*|\[|\]\(https://a.org\)", "", source)
    manuscript, layout = lay(source, width)
    assert len(manuscript) > 3
    index = HitIndex(finder(pattern), "", manuscript)
    shown = marked(layout, index)
    assert len(shown) == plain.count(pattern)
    assert {"".join(text for _, text in parts) for parts in shown.values()} == {pattern}
    assert all(layout.line_of_text(*hit) == parts[0][0] for hit, parts in shown.items())


def test_hits_round_a_cut_do_not_overlap() -> None:
    for pattern in ("港{3}", "港{7}", "港{11}"):
        manuscript, layout = lay("港" * 30_000, 76)
        index = HitIndex(finder(pattern), "", manuscript)
        shown = marked(layout, index)
        assert set(shown) == set(every_hit(index, manuscript))
        assert len({len("".join(text for _, text in parts)) for parts in shown.values()}) == 1


def test_each_block_is_searched_once_and_only_when_it_is_asked_for() -> None:
    asked = []

    def find(text: str) -> list[tuple[int, int]]:
        asked.append(text)
        return [match.span() for match in re.finditer("7", text)]

    manuscript = Manuscript("\n\n".join(f"第{number}段。" for number in range(3000)))
    index = HitIndex(find, "標題", manuscript)
    assert next(index.walk(Place(5), 1, ALL)) == Hit(7, 1, 2)
    assert asked == ["第5段。", "第6段。", "第7段。"]
    assert next(index.walk(Place(8), -1, ALL)) == Hit(7, 1, 2)
    assert asked == ["第5段。", "第6段。", "第7段。", "第8段。"]
    assert not manuscript.complete


def test_a_walk_that_finds_nothing_for_long_pauses_in_between() -> None:
    manuscript = Manuscript("一二三四五六七八九\n\n" * 100 + "終")
    steps = list(HitIndex(finder("終"), "", manuscript).walk(Place(TITLE), 1, 90))
    assert steps == [*[None] * 10, Hit(100, 0, 1)]


def test_cells_are_texts_of_their_own() -> None:
    manuscript = Manuscript("|甲|乙|\n|-|-|\n|丙|丙 甲 乙|\n")
    assert [hit[1:] for hit in HitIndex(finder("甲\\s乙"), "", manuscript).of(0)] == [(8, 11)]
    assert [hit[1:] for hit in HitIndex(finder("\\A丙"), "", manuscript).of(0)] == [(4, 5), (6, 7)]


def test_the_header_is_marked_before_each_record_without_its_colon() -> None:
    manuscript, layout = lay("|甲欄名稱|乙欄|丙欄名稱|\n|-|-|-|\n|一|二|三三三三|\n|四|五|六六六六|\n", 20)
    index = HitIndex(finder("欄名稱|乙欄|丙"), "", manuscript)
    assert layout.lines[0].text == "甲欄名稱: 一"
    assert [part for parts in marked(layout, index).values() for part in parts] == [
        (0, "欄名稱"), (4, "欄名稱"), (1, "乙欄"), (5, "乙欄"), (2, "丙"), (6, "丙"), (2, "欄名稱"), (6, "欄名稱"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "pattern", "found"),
    [
        ("e\u0301te\u0301", "e", ["e\u0301", "e\u0301"]),
        ("e\u0301te\u0301", "\u0301", ["e\u0301", "e\u0301"]),
        ("e\u0301\u0301t", "e|\u0301", ["e\u0301\u0301"]),
        ("甲👨\u200d👩\u200d👧乙", "👩", ["👨\u200d👩\u200d👧"]),
        ("🇹🇼🇯🇵", "🇼🇯", ["🇹🇼🇯🇵"]),
        ("e\u0301", "", []),
        ("abc", "x*", []),
    ],
)
def test_a_hit_never_divides_a_grapheme(text: str, pattern: str, found: list[str]) -> None:
    hits = HitIndex(finder(pattern), "", Manuscript(text)).of(0)
    assert [text[hit.start : hit.stop] for hit in hits] == found


def test_flags_and_accents_without_end_are_marked_in_one_go() -> None:
    for text in ("🇹" * 40_000, "a" + "\u0301" * 40_000):
        hits = HitIndex(finder("."), text, Manuscript("")).of(TITLE)
        assert sum(hit.stop - hit.start for hit in hits) == len(text)
