"""What is done to all articles of the list at once, and moving articles to other categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui.articles import HARBOUR, LONG, NOTEBOOK, SCHOOLS
from tui.driving import Driver, asynchronous, reading

from reader.model.draft import Draft
from reader.model.filter import Filter, Folder

if TYPE_CHECKING:
    from reader.library import Library

_BELL = "老碼頭的鐘聲"
UNDO = "Ctrl-Z takes it back."


async def all_of_the_list(driver: Driver, choice: int) -> None:
    await driver.press("A", *["j"] * choice, "enter")


@asynchronous
async def test_all_that_a_query_shows_is_marked_and_nothing_else(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("/", "碼", "頭", "enter", "R")
        assert driver.said[-1] == f"2 articles marked as read. {UNDO}"
        assert driver.figures["All"] == (12, 10)
        await all_of_the_list(driver, 1)
        assert driver.said[-1] == "2 articles marked as unread. " + UNDO
        assert driver.figures["All"] == (12, 12)
        await all_of_the_list(driver, 0)
        assert driver.figures["All"] == (12, 10)


@asynchronous
async def test_all_are_bookmarked_and_bookmarks_removed(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("/", "碼", "頭", "enter")
        await all_of_the_list(driver, 2)
        assert driver.said[-1] == "2 articles bookmarked. " + UNDO
        assert library.counts().bookmarked == 2
        await all_of_the_list(driver, 3)
        assert driver.said[-1] == "2 bookmarks removed. " + UNDO
        assert library.counts().bookmarked == 0


@asynchronous
async def test_the_articles_of_the_list_when_the_key_was_struck_are_meant(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("1", "j", "2")
        assert driver.main.which == Filter(Folder.UNREAD)
        library.add([Draft("Later", "It came in while the list was shown.\n", NOTEBOOK)])
        await driver.press("R")
        assert driver.said[-1] == f"12 articles marked as read. {UNDO}"
        assert library.counts().unread == 1


@asynchronous
async def test_all_move_to_a_category_that_is_made(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("/", "碼", "頭", "enter")
        await all_of_the_list(driver, 4)
        await driver.press(*"岸{0}", "enter")
        assert driver.said[-1] == "2 articles moved to 岸{0}. " + UNDO
        assert driver.figures["岸{0}"] == (2, 2)
        assert driver.figures[HARBOUR] == (3, 3)


@asynchronous
async def test_an_article_moves_to_the_category_that_is_chosen(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("m", "down", "enter")
        assert driver.title == LONG
        assert driver.said[-1] == f"1 article moved to {SCHOOLS}. {UNDO}"
        assert SCHOOLS in driver.lines_of(driver.main.article_view)[0]
        await driver.press("m", "escape")
        assert len(driver.said) == 1


@asynchronous
async def test_the_chooser_narrows_in_either_script_and_offers_a_new_name(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("m", "建", "设")
        assert f"  {HARBOUR}" in driver.text
        assert "New: 建设" in driver.text
        await driver.press("down", "up", "enter")
        assert driver.said == [f"0 articles moved to {HARBOUR}."]


@pytest.mark.parametrize("keys", [("A",), ("m",), ("R",), ("x",), ("X",), ("U",)])
@asynchronous
async def test_nothing_is_changed_in_a_library_that_is_read_only(
    library: Library, keys: tuple[str, ...]
) -> None:
    library.read_only = True
    async with reading(library) as driver:
        await driver.press(*keys)
        assert driver.dialog is None
        assert library.counts().unread == 12
