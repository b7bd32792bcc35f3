"""An article in columns: turned page by page, with everything that leads to a place leading to its page."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tui.articles import LONG
from tui.driving import asynchronous, reading

from reader.model.article import Place
from reader.model.draft import Draft
from reader.settings import Reading, Settings
from reader.tui.marks import UNICODE
from reader.tui.page_content import PageContent
from reader.tui.widgets.columned_page import ColumnedPage
from reader.tui.widgets.page import Page
from reader.typeset.cells import cell_width
from reader.typeset.columns import column_measure

if TYPE_CHECKING:
    from tui.driving import Driver

    from reader.library import Library

COLUMNS = Settings(reading=Reading(measure="columns"))
_WORDS = ["潮水", "港口", "燈塔", "碼頭", "the", "tide", "岸電覆蓋率達到", "100%，", "船舶", "quay", "。"]


def _body(seed: int, paragraphs: int) -> str:
    """An article of our own making, with headings and paragraphs of many lengths."""
    choice = random.Random(seed)
    parts = []
    for number in range(paragraphs):
        if number % 5 == 4:
            parts.append(f"## 第 {number} 節")
        parts.append("".join(choice.choices(_WORDS, k=choice.randint(1, 60))))
    return "\n\n".join(parts)


@pytest.fixture
def long_library(empty_library: Library) -> Library:
    """A library of one article of many pages."""
    empty_library.add([Draft("潮水", _body(1, 150) + "\n\n最後一句話。\n", "海")])
    return empty_library


def _text(page: Page) -> str:
    """All that a page shows but rules and blanks."""
    shown = "".join(piece.text for line in range(len(page)) for piece in page.pieces(line))
    return "".join(shown.replace("╌", "").split())


def _fully(page: Page) -> Page:
    while not page.complete:
        page.advance(5_000)
    return page


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 999), room=st.integers(80, 200), height=st.integers(5, 50))
def test_nothing_is_lost_or_doubled_and_no_line_is_too_long(seed: int, room: int, height: int) -> None:
    content = PageContent("一篇長文的標題", ("fact",), ("note",), _body(seed, 30))
    measure = column_measure(room)
    page = _fully(ColumnedPage(content, measure, height, UNICODE))
    single = _fully(Page(content, measure.width, UNICODE))
    assert len(page) % height == 0
    lines = ["".join(piece.text for piece in page.pieces(line)) for line in range(len(page))]
    assert all(cell_width(line) <= measure.cells for line in lines)
    assert sorted(_text(page)) == sorted(_text(single))


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 999), room=st.integers(80, 200), height=st.integers(4, 50))
def test_every_page_is_found_again_by_the_place_with_which_it_begins(
    seed: int, room: int, height: int
) -> None:
    content = PageContent("標題", (), (), _body(seed, 40))
    page = _fully(ColumnedPage(content, column_measure(room), height, UNICODE))
    for top in range(0, len(page), height):
        assert page.top_for(page.line_of(page.place_of(top))) == top or page.place_of(top) == Place(0, 0)


def test_a_head_that_is_higher_than_a_page_takes_pages_of_its_own() -> None:
    content = PageContent("很長的標題，" * 60, ("fact",), (), _body(3, 8))
    page = _fully(ColumnedPage(content, column_measure(100), 4, UNICODE))
    assert len(page) % 4 == 0
    assert _text(page).count("很長的標題，") == 60
    assert "第4節" in _text(page)


@asynchronous
async def test_the_key_goes_on_to_columns_only_where_two_have_room(library: Library) -> None:
    async with reading(library, size=(120, 40)) as driver:
        view = driver.main.article_view
        await driver.press("3", "w", "w")
        assert driver.said == ["Lines as wide as the pane.", "Lines of comfortable length."]
        await driver.resize(200, 40)
        await driver.press("z", "w", "w")
        assert driver.said[-1] == "3 columns."
        assert len({line.find("昨日上午") for line in driver.rows_of(view)} - {-1}) > 1
        await driver.resize(100, 40)
        assert view._page is not None
        assert view._page.width == column_measure(93).cells
        await driver.resize(70, 40)
        assert view._page.width <= 64, "one column, as with comfortable lines"
        await driver.press("w")
        assert driver.said[-1] == "Lines of comfortable length."


@asynchronous
async def test_the_measure_is_kept_in_the_session_and_begins_as_the_settings_say(library: Library) -> None:
    async with reading(library, COLUMNS, size=(120, 30)) as driver:
        assert driver.main.measure == "columns"
        await driver.press("z", "w", "w", "w")
        assert driver.main.measure == "columns"
        await driver.press("ctrl+q")
    async with reading(library, size=(120, 30)) as driver:
        assert driver.main.measure == "columns"


@pytest.mark.parametrize(
    ("onward", "back"),
    [("space", "pageup"), ("pagedown", "pageup"), ("j", "k"), ("ctrl+d", "ctrl+u"), ("down", "up")],
)
@asynchronous
async def test_all_that_moves_turns_a_page(long_library: Library, onward: str, back: str) -> None:
    async with reading(long_library, COLUMNS, size=(120, 30)) as driver:
        view = driver.main.article_view
        await driver.press("z")
        first = driver.rows_of(view)
        await driver.press(onward)
        second = driver.rows_of(view)
        assert view.top == view.page
        assert second != first
        await driver.press(onward)
        assert view.top == 2 * view.page
        await driver.press(back)
        assert driver.rows_of(view) == second
        await driver.press(back, back)
        assert driver.rows_of(view) == first


@asynchronous
async def test_the_wheel_turns_a_page_and_a_scroll_ends_at_a_page(long_library: Library) -> None:
    async with reading(long_library, COLUMNS, size=(120, 30)) as driver:
        view = driver.main.article_view
        await driver.press("z")
        await driver.pilot._post_mouse_events([_wheel()], view, offset=(10, 10))
        await driver.settle()
        assert view.top == view.page
        view.scroll_to(y=view.page * 3 + 5, animate=False, immediate=True)
        await driver.settle()
        assert view.top == view.page * 3


@asynchronous
async def test_the_end_shows_the_last_page_and_all_of_it_is_read(long_library: Library) -> None:
    async with reading(long_library, COLUMNS, size=(120, 30)) as driver:
        view = driver.main.article_view
        await driver.press("z", "G")
        assert "最後一句話。" in driver.text
        assert view.percent == 100
        assert view.at_end
        assert view.top % view.page == 0
        await driver.press("g")
        assert view.top == 0
        assert "潮水" in driver.rows_of(view)[0]


@asynchronous
async def test_sections_and_hits_lead_to_their_pages(long_library: Library) -> None:
    async with reading(long_library, COLUMNS, size=(120, 30)) as driver:
        view = driver.main.article_view
        await driver.press("z", "]")
        assert view.top == view.page, "on to a page with another heading"
        await driver.press("/", *"最後一句", "enter")
        assert "最後一句話" in driver.text
        assert view.top % view.page == 0
        await driver.press("escape", "[")
        assert view.at_end is False
        await driver.press("t", *["j"] * 28, "enter")
        assert "第 149 節" in driver.text


@asynchronous
async def test_the_sentence_stays_through_sizes_measures_and_back(long_library: Library) -> None:
    async with reading(long_library, size=(200, 30)) as driver:
        view = driver.main.article_view
        await driver.press("z", "w", *["space"] * 4, "w")
        place = view.place
        assert place.block > 0
        for size in [(120, 30), (90, 20), (160, 50), (200, 30)]:
            await driver.resize(*size)
            assert view.place == place
            _is_shown(driver, place)
        await driver.press("w")
        assert view.place == place


@asynchronous
async def test_the_last_page_stays_when_the_pane_grows(long_library: Library) -> None:
    async with reading(long_library, COLUMNS, size=(120, 30)) as driver:
        view = driver.main.article_view
        await driver.press("z", "G")
        place = view.place
        for size in [(120, 31), (120, 36), (120, 29)]:
            await driver.resize(*size)
            assert view.place == place
            _is_shown(driver, place)


def _is_shown(driver: Driver, place: Place) -> None:
    view = driver.main.article_view
    assert view._page is not None
    assert view.top <= view._page.line_of(place) < view.top + view.page


@asynchronous
async def test_a_link_in_the_second_column_has_its_letters_there(library: Library) -> None:
    async with reading(library, COLUMNS, size=(200, 24)) as driver:
        view = driver.main.article_view
        await driver.press("z", "G", "f")
        assert driver.title == LONG
        row = next(line for line in driver.rows_of(view) if "詳情見a" in line)
        assert cell_width(row[: row.index("詳情見a")]) > 46
        await driver.press("a")
        assert driver.opened == ["https://harbour.example.org/notice?a=1"]


def _wheel() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown
