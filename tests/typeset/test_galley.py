"""An article that is laid out from a place on: its lines are those of the whole article."""

from __future__ import annotations

import random
from itertools import count, takewhile
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.article import Place
from reader.typeset import galley as module
from reader.typeset.folios import Folio, Folios
from reader.typeset.galley import Galley
from reader.typeset.layout import Layout, Options
from reader.typeset.manuscript import Manuscript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.typeset.lines import Line

PIECES = [
    "# 標題\n\n", "這一段有幾行那麼長，所以可以在兩行之間分開，也可以不分開。" * 3 + "\n\n", "短段。\n\n", "- 項目\n  - 內\n\n",
    "> 引文，\n> 兩行。\n\n", "```\na = 1\n\nb = 2\n```\n\n", "|甲|乙|\n|-|-|\n|一|二三四五六七八九十|\n\n", "***\n\n",
    "見[註](https://example.org/a)[^1]。\n\n",
]  # fmt: skip
sources = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map(
    lambda pieces: "".join(pieces) + "\n[^1]: 註。\n"
)
ENDLESS = "".join(
    "一句長短不同的話，" * choice + "完了。" for choice in random.Random(7).choices(range(1, 9), k=5_000)
)


@pytest.fixture(autouse=True)
def all_is_far() -> Iterator[None]:
    """Whatever is not at the beginning counts as far from it."""
    with patch.object(module, "_NEAR", 40), patch.object(module, "_BATCH", 90):
        yield


def whole(source: str, width: int) -> Layout:
    layout = Layout(Manuscript(source), width)
    layout.extend(10**9)
    return layout


def galley_at(source: str, width: int, block: int) -> Galley:
    manuscript = Manuscript(source)
    manuscript.parse_all()
    return Galley(manuscript, width, Options(), Place(block))


def lines_of(galley: Galley, numbers: range) -> list[Line]:
    found = filter(None, map(galley.find, numbers))
    return [part.lines[line] for part, line in found]


def settle(galley: Galley, number: int) -> int:
    """Let the background do all that is above; gives the number that a line has then."""
    while not galley.settled:
        galley.advance(50)
        settled = galley.settle(number)
        number = number if settled is None else settled
    return number


@given(sources, st.integers(10, 90), st.integers(0, 80))
def test_the_lines_are_those_of_the_whole_article(source: str, width: int, block: int) -> None:
    expected = whole(source, width).lines
    galley = galley_at(source, width, block)
    number = galley.number(galley.below, 0)
    first = galley.below.lines[0] if galley.below.lines else None
    settled = settle(galley, number)
    assert lines_of(galley, range(len(expected))) == expected
    assert galley.find(len(expected)) is None
    if first is not None:
        assert expected[settled] == first
    while not galley.complete:
        galley.advance(1000)
    assert galley.estimate() == len(expected)


@given(sources, st.integers(10, 90), st.integers(0, 80))
def test_what_is_above_the_place_is_read_upwards_before_it_is_counted(
    source: str, width: int, block: int
) -> None:
    expected = whole(source, width).lines
    galley = galley_at(source, width, block)
    number = galley.number(galley.below, 0)
    above = list(reversed(lines_of(galley, range(number))))
    place = len(expected) - len(galley.below.lines) if galley.below.complete else None
    start = next(
        at for at, line in enumerate([*expected, None]) if line is None or line.block >= galley.below.start
    )
    assert place is None or place == start
    assert above == list(reversed(expected[:start]))[: len(above)]
    # What was judged is short of the beginning at most by what cannot be numbered.
    assert len(above) == min(number, start)
    for line in range(number - len(above), number):
        found = galley.find(line)
        assert found is not None
        assert galley.number(*found) == line


@given(sources, st.integers(10, 90), st.integers(0, 80), st.integers(0, 80))
def test_a_block_is_found_above_and_below_the_place(source: str, width: int, block: int, sought: int) -> None:
    expected = whole(source, width)
    galley = galley_at(source, width, block)
    if galley.manuscript.block(sought) is None:
        return
    part = galley.part_of(sought)
    line = part.lines[part.line_of_block(sought)] if part.lines else None
    assert line in (None, expected.lines[expected.line_of_block(sought)])


def test_the_first_screen_needs_no_more_than_itself_and_a_part_of_an_endless_paragraph() -> None:
    manuscript = Manuscript(ENDLESS)
    manuscript.parse_all()
    place = Place(len(manuscript) - 2, 5)
    galley = Galley(manuscript, 40, Options(), place)
    line = galley.below.line_of(place)
    found = galley.find(galley.number(galley.below, line))
    assert found == (galley.below, line)
    assert not galley.above.lines
    assert len(galley.below.lines) < len(whole(ENDLESS, 40).lines) / 2


@pytest.mark.parametrize("width", [34, 61])
def test_an_endless_paragraph_is_the_same_from_any_place_on(width: int) -> None:
    expected = whole(ENDLESS, width).lines
    galley = galley_at(ENDLESS, width, 31)
    settle(galley, 0)
    assert lines_of(galley, range(len(expected))) == expected
    assert "".join(line.text for line in expected) == ENDLESS
    short = [line for line in expected[:-1] if line.cells < width - 8]
    assert 2 < len(short) < 10
    assert not any(line.gap for line in expected)


def folios_at(source: str, block: int, height: int) -> tuple[Galley, Folios]:
    galley = galley_at(source, 30, block)
    return galley, Folios(galley, 2, height, height - 3)


def folios_of(folios: Folios) -> list[Folio]:
    return [folio for folio in takewhile(bool, map(folios.find, count())) if folio]


def shown(folios: list[Folio]) -> list[Line]:
    """The lines of pages but for blank ones between blocks, of which some vanish."""
    lines = (folio.part.lines[at] for folio in folios for column in folio.page.columns for at in column)
    return [line for line in lines if not line.gap]


@given(sources, st.integers(0, 80), st.integers(4, 30))
def test_pages_show_every_line_once_and_the_place_begins_one(source: str, block: int, height: int) -> None:
    expected = [line for line in whole(source, 30).lines if not line.gap]
    galley, folios = folios_at(source, block, height)
    number = folios.number(galley.below, 0)
    before = folios.find(number)
    while not folios.complete:
        folios.advance(60)
        settled = folios.settle(number)
        number = number if settled is None else settled
    assert shown(folios_of(folios)) == expected
    assert len(folios_of(folios)) == folios.estimate()
    assert folios.find(number) == before
    for page in range(folios.estimate()):
        folio = folios.find(page)
        assert folio is not None
        assert folios.number(folio.part, folio.page.start) == page
        assert all(len(column) <= (height if page else height - 3) for column in folio.page.columns)


@given(sources, st.integers(0, 80), st.integers(4, 30))
def test_pages_above_the_place_are_turned_before_they_are_counted(
    source: str, block: int, height: int
) -> None:
    expected = [line for line in whole(source, 30).lines if not line.gap]
    galley, folios = folios_at(source, block, height)
    number = folios.number(galley.below, 0)
    above = shown([folio for page in range(number) if (folio := folios.find(page))])
    start = sum(line.block < galley.below.start for line in expected)
    assert above == expected[start - len(above) : start]
    for page in range(number):
        folio = folios.find(page)
        assert folio is None or folios.number(folio.part, folio.page.start) == page


@given(sources, st.integers(10, 90), st.integers(0, 80), st.booleans())
def test_lines_are_walked_up_and_down_over_all_parts(
    source: str, width: int, block: int, counted: bool
) -> None:
    expected = whole(source, width).lines
    galley = galley_at(source, width, block)
    galley.below.extend(1)
    if counted:
        settle(galley, 0)
    start = (galley.below, 0) if galley.below.lines else None
    up = [found.lines[line] for found, line in walk(galley, start, -1)]
    down = [found.lines[line] for found, line in walk(galley, start, 1)]
    assert up[::-1] + down[1:] == expected
    first = galley.first()
    assert [found.lines[line] for found, line in walk(galley, first, 1)] == expected
    assert galley.last == (expected[-1] if expected else None)


def walk(galley: Galley, found: tuple[Layout, int] | None, step: int) -> Iterator[tuple[Layout, int]]:
    """A line and all after it, or before it."""
    while found is not None:
        yield found
        found = galley.beside(*found, step)


@pytest.mark.parametrize("sought", [0, 20, 31, 60, 90])
def test_near_is_what_is_laid_out_and_what_stands_by_it(sought: int) -> None:
    galley = galley_at("一二三四五。\n\n" * 91, 40, 31)
    # A hundred lines were laid out to judge how many there are above.
    assert galley.is_near(Place(sought)) == (31 <= sought < 81)
    laid = galley.part_of(sought).line_of(Place(sought))
    assert galley.is_near(Place(sought)), "now it is laid out"
    assert laid >= 0
