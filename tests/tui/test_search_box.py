"""The search box: orders, completions, the searches before, and what is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult
from tui.articles import HARBOUR, LONG, SCHOOLS, TABLE
from tui.driving import asynchronous, reading
from tui.searches import BELL, box_of, search

from reader.model.filter import Filter, Sort, SortKey
from reader.tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from reader.library import Library


class BoxAlone(App[None]):
    """The search box and nothing that tells it anything."""

    def compose(self) -> ComposeResult:
        yield SearchBox()


@pytest.mark.parametrize(
    ("columns", "told"), [(120, "Everything, 33,804, 38 ms"), (48, "Everything, 33,804"), (24, "33,804")]
)
@asynchronous
async def test_on_a_narrow_line_the_count_is_told_before_all_else(columns: int, told: str) -> None:
    app = BoxAlone()
    async with app.run_test(size=(columns, 3)) as pilot:
        box = app.query_one(SearchBox)
        box.write("碼")
        box.tell("Everything", "33,804", "38 ms")
        await pilot.pause()
        line = app.screen._compositor.render_strips()[0].text
        assert line.partition("碼")[2].strip() == told


@asynchronous
async def test_orders_of_results(library: Library) -> None:
    async with reading(library) as driver:
        await search(driver, "望海")
        await driver.press("enter", "s", "end", "enter")
        assert driver.main.sort == Sort(SortKey.RELEVANCE)
        assert "best first" in driver.text
        await driver.press("S")
        assert driver.main.sort == Sort(SortKey.RELEVANCE)
        await driver.press("s", "home", "j", "enter")
        assert driver.main.sort == Sort.by(SortKey.TITLE)
        await driver.press("/", "right", "*")
        assert driver.main.sort == Sort.by(SortKey.TITLE), "the chosen order stays while the text changes"


@asynchronous
async def test_an_order_in_the_query_wins(library: Library) -> None:
    async with reading(library) as driver:
        await search(driver, "is:unread sort:clicks")
        await driver.press("enter")
        assert driver.listed[0] == TABLE
        await driver.press("s", "home", "enter")
        assert driver.main.sort == Sort(SortKey.CLICKS)
        assert driver.said == ["The query itself says the order, with sort:."]


@asynchronous
async def test_completions_are_offered_and_taken(library: Library) -> None:
    async with reading(library) as driver:
        await search(driver, "categ")
        assert box_of(driver)[1].strip() == "category:"
        await driver.press("right")
        assert driver.main._text == "category:"
        assert HARBOUR in box_of(driver)[1]
        assert driver.main._mistake_timer is None, "what could stand there stays to be read"
        await driver.press("ctrl+@", "right")
        assert driver.main._text == f"category:{SCHOOLS}"
        assert len(driver.listed) == 4


@asynchronous
async def test_recent_searches_are_gone_through(library: Library) -> None:
    async with reading(library) as driver:
        for text in ("港口", "碼頭", "鐘"):
            await search(driver, text)
            await driver.press("enter", "escape")
        await search(driver, "燈")
        await driver.press("up")
        assert driver.main._text == "鐘"
        await driver.press("up", "up", "up")
        assert driver.main._text == "港口"
        await driver.press("down", "down", "down")
        assert driver.main._text == "燈"
        assert driver.main.is_writing
        await driver.press("down")
        assert not driver.main.is_writing
    async with reading(library) as driver:
        await driver.press("/", "up")
        assert driver.main._text == "燈"


@asynchronous
async def test_a_read_only_library_is_searched_and_keeps_nothing(library: Library) -> None:
    library.read_only = True
    async with reading(library) as driver:
        await search(driver, "碼頭")
        await driver.press("enter")
        assert driver.listed == [LONG, BELL]
        await driver.press("F", "escape")
    library.read_only = False
    assert library.recall("searches") is None
    assert library.smart_folders.all() == []


@asynchronous
async def test_a_search_is_not_remembered_over_a_restart(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("1", "G", "2")
        await search(driver, "t")
        await driver.press("tab", "enter", "enter", "ctrl+q")
    async with reading(library) as driver:
        assert driver.main.searched is None
        assert driver.main.which == Filter(category_id=library.category("Notebook").id)  # type: ignore[union-attr]


@asynchronous
async def test_what_is_pasted_is_cleaned(library: Library) -> None:
    from textual import events

    async with reading(library) as driver:
        await driver.press("/")
        driver.app.post_message(events.Paste("碼頭\x1b]0;x\x07\u202e"))
        await driver.settle()
        assert driver.main._text == "碼頭"
