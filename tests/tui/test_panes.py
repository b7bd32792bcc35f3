"""Moving between panes, panes at every width, and the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui.articles import LONG, NEWEST_FIRST, NOTEBOOK
from tui.driving import Driver, asynchronous, reading

from reader.model.filter import Filter, Folder
from reader.tui.commands import Pane
from reader.tui.screens.help import HelpScreen
from reader.typeset.cells import cell_width

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.widgets.scrolling import LinePane


async def click_text(driver: Driver, pane: LinePane, text: str) -> None:
    """Click the first place of a pane where a text stands."""
    row, line = next((row, line) for row, line in enumerate(driver.rows_of(pane)) if text in line)
    await driver.click_row(pane, row, x=cell_width(line[: line.index(text)]))


ALL = [Pane.SIDEBAR, Pane.LIST, Pane.ARTICLE]


@asynchronous
async def test_the_cursor_stops_at_both_ends_of_every_pane(library: Library) -> None:
    async with reading(library, size=(120, 12)) as driver:
        main = driver.main
        await driver.press("k", "pageup", "g", "up")
        assert main.article_list.cursor == 0
        await driver.press("G", "j", "pagedown", "down")
        assert main.article_list.cursor == 11
        assert driver.highlighted == driver.title == NEWEST_FIRST[-1]
        await driver.press("g", "3", "k", "ctrl+u")
        assert main.article_view.scroll_offset.y == 0
        await driver.press("G", "j", "pagedown")
        assert main.article_view.scroll_offset.y == main.article_view.max_scroll_y
        assert main.article_view.percent == 100
        await driver.press("1", "g", "k")
        assert main.which == Filter(Folder.ALL)
        await driver.press("G", "j")
        assert NOTEBOOK in driver.lines_of(main.article_list)[0]
        await driver.press("g", "j", "j", "j", "j", "j", "j")
        assert main.which.category_id is not None, "the blank line is stepped over"
        await driver.press("k")
        assert main.which == Filter(Folder.MOST_VIEWED)


@asynchronous
async def test_each_category_is_left_where_its_cursor_was(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("j", "j", "j", "1", "G")
        assert driver.highlighted == "A short note on tides"
        await driver.press("2", "j", "1", "g")
        assert driver.highlighted == driver.title == NEWEST_FIRST[3]
        await driver.press("G")
        assert driver.highlighted == "Reading list"


@asynchronous
async def test_back_goes_one_level_and_from_the_top_only_q_leaves(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("z", "escape")
        assert driver.panes == ALL
        assert driver.main.pane is Pane.ARTICLE
        await driver.press("escape")
        assert driver.main.pane is Pane.LIST
        await driver.press("escape", "escape", "escape")
        assert driver.main.pane is Pane.SIDEBAR
        assert not driver.app._exit
        await driver.press("l", "l", "z", "q", "q", "q")
        assert driver.main.pane is Pane.SIDEBAR
        assert not driver.app._exit
        await driver.press("q")
        assert driver.app._exit


@asynchronous
async def test_with_nothing_to_read_the_right_pane_is_not_entered(empty_library: Library) -> None:
    async with reading(empty_library) as driver:
        await driver.press("l", "l", "l")
        assert driver.main.pane is Pane.LIST


@pytest.mark.parametrize("pane", list(Pane))
@asynchronous
async def test_a_change_of_width_rearranges_the_panes_and_the_keyboard_stays(
    library: Library, pane: Pane
) -> None:
    async with reading(library, size=(120, 30)) as driver:
        driver.main.go_to(pane)
        await driver.settle()
        two = ALL if pane is Pane.SIDEBAR else ALL[1:]
        for width, expected in [(120, ALL), (109, two), (59, [pane]), (60, two), (30, [pane]), (110, ALL)]:
            await driver.resize(width, 30)
            assert driver.panes == expected, width
            assert driver.main.pane is pane
            assert driver.app.focused is driver.main._widget_of(pane)
            assert driver.title == LONG


@asynchronous
async def test_the_sentence_at_the_top_stays_there_through_changes_of_width(library: Library) -> None:
    async with reading(library, size=(120, 20)) as driver:
        await driver.press("3", "]", "]")
        place = driver.main.article_view.place
        assert place.block > 0
        for width in (200, 70, 40, 119, 120):
            await driver.resize(width, 20)
            assert driver.main.article_view.place == place


@asynchronous
async def test_a_terminal_of_hardly_any_room_is_survived(library: Library) -> None:
    async with reading(library, size=(120, 30)) as driver:
        for size in [(20, 5), (4, 2), (1, 1), (80, 3), (120, 30)]:
            await driver.resize(*size)
            await driver.press("j", "3", "j", "2")
        assert driver.panes == ALL


@asynchronous
async def test_sizes_of_panes_change_each_way_within_limits(library: Library) -> None:
    async with reading(library) as driver:
        main = driver.main
        for pane, region in [
            (Pane.SIDEBAR, main.sidebar),
            (Pane.LIST, main.article_list),
            (Pane.ARTICLE, main.article_view),
        ]:
            main.go_to(pane)
            await driver.settle()
            before = region.size.width
            await driver.press("+")
            assert region.size.width > before
            await driver.press("-", "-")
            assert region.size.width < before
        for _ in range(30):
            driver.strike("+")
        await driver.settle()
        assert main.article_list.size.width >= 36
        for _ in range(60):
            driver.strike("-")
        await driver.settle()
        assert main.article_view.size.width >= 40


@asynchronous
async def test_a_click_on_a_row_moves_the_cursor_and_another_opens_it(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("1")
        await driver.click_row(driver.main.article_list, 4)
        assert driver.highlighted == driver.title == NEWEST_FIRST[4]
        assert driver.main.pane is Pane.LIST
        assert library.counts().viewed == 0
        await driver.click_row(driver.main.article_list, 4)
        assert driver.main.pane is Pane.ARTICLE
        assert driver.title == NEWEST_FIRST[4]
        await driver.until(lambda: library.counts().viewed == 1)


@asynchronous
async def test_a_double_click_opens_the_row_that_is_clicked(library: Library) -> None:
    async with reading(library) as driver:
        await driver.click_row(driver.main.article_list, 6, times=2)
        assert driver.main.pane is Pane.ARTICLE
        assert driver.title == NEWEST_FIRST[6]


@asynchronous
async def test_a_click_below_the_last_row_changes_nothing(library: Library) -> None:
    async with reading(library) as driver:
        await driver.click_row(driver.main.article_list, 20)
        await driver.click_row(driver.main.sidebar, 20, x=5)
        await driver.click_row(driver.main.sidebar, 6, x=5)
        assert driver.highlighted == LONG
        assert driver.main.which == Filter()


@asynchronous
async def test_a_click_in_the_sidebar_lists_and_another_goes_there(library: Library) -> None:
    async with reading(library) as driver:
        await driver.click_row(driver.main.sidebar, 9, x=5)
        assert NOTEBOOK in driver.lines_of(driver.main.article_list)[0]
        assert driver.main.pane is Pane.SIDEBAR
        await driver.click_row(driver.main.sidebar, 9, x=5)
        assert driver.main.pane is Pane.LIST


@asynchronous
async def test_a_click_on_a_key_of_the_footer_does_what_the_key_does(library: Library) -> None:
    async with reading(library) as driver:
        footer = driver.lines[-1]
        await driver.click(driver.main.key_bar, footer.index("Bookmark"))
        assert library.counts().bookmarked == 1
        await driver.click(driver.main.key_bar, footer.index("Help"))
        assert isinstance(driver.dialog, HelpScreen)


@asynchronous
async def test_a_click_on_a_link_opens_web_addresses_and_nothing_else(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("3", "G")
        view = driver.main.article_view
        await click_text(driver, view, "港務公司的公告")
        assert driver.opened == ["https://harbour.example.org/notice?a=1"]
        assert driver.said == ["Opened in the browser: harbour.example.org"]
        await click_text(driver, view, "裡")
        driver.main.follow("javascript:alert(1)")
        driver.main.follow("file:///etc/passwd")
        driver.main.follow("http://")
        await driver.until(lambda: len(driver.said) == 4)
        assert len(driver.opened) == 1
        assert driver.said[1:] == ["Only web addresses can be opened."] * 3


@pytest.mark.parametrize("size", [(120, 40), (131, 36), (160, 40), (80, 24)])
@asynchronous
async def test_what_is_told_in_passing_loses_no_character_at_the_edge_of_a_pane(
    library: Library, size: tuple[int, int]
) -> None:
    async with reading(library, size=size, toasts=True) as driver:
        for start in ("", "x"):
            driver.main.say(start + "來" * 40)
            await driver.settle()
            assert "".join(driver.lines).count("來") == 40
