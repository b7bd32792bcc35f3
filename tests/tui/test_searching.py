"""A search: results as one types, in their scope, and back to the list as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui.articles import LONG, NEWEST_FIRST, PLAIN, SCHOOLS
from tui.driving import Driver, asynchronous, reading
from tui.searches import BELL, box_of, search

from reader.model.filter import Filter, Folder
from reader.tui.commands import Pane

if TYPE_CHECKING:
    from reader.library import Library


def scrolled(driver: Driver) -> tuple[object, ...]:
    main = driver.main
    return (
        main.article_list.listing,
        main.article_list.cursor,
        main.article_list.top,
        main.which,
        main.sort,
        main.sidebar.selected.which if main.sidebar.selected is not None else None,
        main.article.id if main.article is not None else None,
        main.article_view.top,
    )


@asynchronous
async def test_nothing_of_a_search_is_there_before_the_first_one(library: Library) -> None:
    async with reading(library) as driver:
        assert driver.main.search_box is None
        await search(driver, "鐘")
        assert driver.main.search_box is not None


@asynchronous
async def test_results_come_as_one_types_with_count_and_scope(library: Library) -> None:
    async with reading(library) as driver:
        await search(driver, "碼")
        assert driver.listed == [LONG, BELL]
        assert driver.title == LONG
        await driver.press("頭", "的")
        assert driver.listed == [BELL]
        assert driver.title == BELL
        assert "Everything, 1, " in box_of(driver)[0]
        assert box_of(driver)[0].endswith("ms")
        await driver.press("backspace", "backspace", "backspace")
        assert driver.listed == list(NEWEST_FIRST), "a blank box lists what was there before"


@asynchronous
async def test_either_script_and_any_width_finds_the_same(library: Library) -> None:
    async with reading(library) as driver:
        await search(driver, "码头的钟")
        assert driver.listed == [BELL]
        await driver.press("escape", "/", *"ＬＥＤ")
        assert driver.listed == ["夜航燈塔換裝 LED，亮度提高三成"]


@pytest.mark.parametrize("pane", list(Pane))
@asynchronous
async def test_esc_in_the_box_brings_everything_back_as_it_was(library: Library, pane: Pane) -> None:
    async with reading(library, size=(120, 12)) as driver:
        await driver.press("1", "G", "k", "2", "S", "G")
        driver.main.article_view.go_to_line(1)
        driver.main.go_to(pane)
        await driver.settle()
        before = scrolled(driver)
        await search(driver, "科技")
        assert driver.main.which == Filter(category_id=library.category(SCHOOLS).id, query="科技")  # type: ignore[union-attr]
        await driver.press("tab", "escape")
        assert scrolled(driver) == before
        assert driver.main.pane is pane
        assert driver.app.focused is driver.main._widget_of(pane)
        assert driver.panes == [Pane.SIDEBAR, Pane.LIST, Pane.ARTICLE]


@asynchronous
async def test_esc_in_the_box_goes_back_to_zen(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("z", "/", "/", "鐘", "escape")
        assert driver.panes == [Pane.ARTICLE]
        assert driver.title == LONG


@asynchronous
async def test_reading_on_ends_at_the_last_result(library: Library) -> None:
    async with reading(library, size=(120, 40)) as driver:
        await driver.press("1", "G", "2", "/", *"tide", "enter")
        await driver.press(*["space"] * 8)
        assert set(driver.said) == {"No unread article is left."}
        assert driver.main.which.query == "tide"


@asynchronous
async def test_esc_in_the_results_goes_back_to_the_list_as_it_was(library: Library) -> None:
    async with reading(library, size=(80, 24)) as driver:
        await driver.press("j", "j", "j")
        before = scrolled(driver)
        await search(driver, "碼頭")
        await driver.press("enter", "j", "enter")
        assert driver.main.pane is Pane.ARTICLE
        await driver.press("escape")
        assert driver.listed == [LONG, BELL], "one level at a time"
        await driver.press("q")
        assert driver.main.pane is Pane.LIST
        assert scrolled(driver) == before


@asynchronous
async def test_the_scope_is_the_present_category_and_tab_changes_it(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("1", "G")
        await search(driver, "望海")
        assert driver.listed == []
        assert "Notebook, 0" in box_of(driver)[0]
        assert "Nothing was found here. Tab in the box" in driver.text
        assert "searches everything." in driver.text
        await driver.press("tab")
        everything = driver.listed
        assert LONG in everything
        assert "Everything, " in box_of(driver)[0]
        await driver.press("tab")
        assert driver.listed == []


@asynchronous
async def test_the_scope_can_be_a_folder(library: Library) -> None:
    library.bookmark(library.find_titles(PLAIN, 1)[0].id)
    async with reading(library) as driver:
        await driver.press("1", "j", "j", "j")
        assert driver.main.which == Filter(Folder.BOOKMARKS)
        await search(driver, "t")
        assert driver.listed == [PLAIN]


@asynchronous
async def test_choosing_a_category_ends_the_search(library: Library) -> None:
    async with reading(library) as driver:
        await search(driver, "碼頭")
        await driver.press("enter", "1", "j", "j", "j", "j", "j", "j")
        assert driver.main.searched is None
        assert len(driver.listed) == 5
        assert not driver.main.search_box.display  # type: ignore[union-attr]
        await driver.press("/")
        assert box_of(driver)[0].strip().startswith("/ Search"), "the box is empty again"


@asynchronous
async def test_the_box_opened_again_has_its_text_selected(library: Library) -> None:
    async with reading(library) as driver:
        await search(driver, "碼頭")
        await driver.press("enter", "/", "鐘")
        assert driver.main._text == "鐘"
        assert driver.listed == [BELL]


@asynchronous
async def test_a_mistake_is_shown_at_enter_under_its_column_and_the_list_stays(library: Library) -> None:
    async with reading(library) as driver:
        await search(driver, "碼頭 (")
        assert driver.listed == [LONG, BELL]
        await driver.press("enter")
        assert driver.main.is_writing
        line, carets, message = box_of(driver)[:3]
        assert line.startswith(" / 碼頭 (")
        assert carets == "        ^", "two Chinese characters take four cells"
        assert "parenthesis" in message
        assert driver.listed == [LONG, BELL]
        await driver.press("backspace")
        assert len(box_of(driver)) == 1


@asynchronous
async def test_a_mistake_is_shown_after_a_while_without_keys(library: Library) -> None:
    async with reading(library) as driver:
        await search(driver, '"')
        assert len(box_of(driver)) == 1
        await driver.until(lambda: len(box_of(driver)) > 2)
        assert "^" in box_of(driver)[1]
