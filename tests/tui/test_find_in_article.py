"""Finding in the article that is read: marks as one types, from hit to hit, and back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui.articles import LONG, TABLE
from tui.driving import asynchronous, reading
from tui.searches import search

from reader.tui.commands import Pane

if TYPE_CHECKING:
    from tui.driving import Driver

    from reader.library import Library


def _box(driver: Driver) -> str:
    box = driver.main.find_box
    assert box is not None
    assert box.display
    return driver.lines_of(box)[0]


def _marked(driver: Driver) -> list[str]:
    """What is marked in the lines in sight, in order."""
    view = driver.main.article_view
    lines = (view.draw_line(line, view.line_width) for line in range(view.top, view.top + view.page))
    styled = ((part.text, part.style) for line in lines for part in line)
    return [text for text, style in styled if style and style.bold and (style.underline or style.reverse)]


@pytest.mark.parametrize("size", [(40, 14), (80, 24), (120, 40), (200, 50)], ids=str)
@asynchronous
async def test_it_finds_as_one_types_in_the_last_line_of_the_pane(
    library: Library, size: tuple[int, int]
) -> None:
    async with reading(library, size=size) as driver:
        await driver.press("3", "/", "岸")
        assert len(set(_marked(driver))) == 1
        await driver.press("电")
        assert "/ 岸电" in _box(driver)
        assert _box(driver).endswith("1/7"), "either script finds the other"
        assert set(_marked(driver)) == {"岸電"}
        assert driver.main.find_box.region.bottom == driver.main.key_bar.region.y  # type: ignore[union-attr]
        assert driver.main.article_view.region.bottom == driver.main.find_box.region.y  # type: ignore[union-attr]
        await driver.press("down")
        assert _box(driver).endswith("2/7")
        await driver.press("up")
        assert _box(driver).endswith("1/7")


@asynchronous
async def test_esc_takes_the_marks_away_and_goes_back_to_where_the_reader_was(library: Library) -> None:
    async with reading(library, size=(120, 14)) as driver:
        await driver.press("3", "]")
        view = driver.main.article_view
        before = driver.rows_of(view)
        await driver.press("/", *"詳情", "escape")
        assert driver.rows_of(view) == before
        assert _marked(driver) == []
        assert driver.app.focused is view
        assert not driver.main.find_box.display  # type: ignore[union-attr]
        await driver.press("n")
        assert driver.title != LONG, "n goes on to what is unread again"


@asynchronous
async def test_it_begins_where_the_reader_is_and_goes_round_when_nothing_follows(library: Library) -> None:
    async with reading(library, size=(120, 14)) as driver:
        await driver.press("3", "]", "]", "/", *"岸電")
        assert _box(driver).endswith("3/7")
        await driver.press("escape", "G", "/", *"儀式")
        assert _box(driver).endswith("1/1")
        assert "儀式" in driver.text


@asynchronous
async def test_enter_keeps_the_marks_and_n_goes_on_within_the_article(library: Library) -> None:
    async with reading(library, size=(120, 14)) as driver:
        await driver.press("3", "/", *"岸電", "enter")
        view = driver.main.article_view
        assert driver.app.focused is view
        assert view.hits == (1, 7)
        await driver.press(*"nnnnnn")
        assert view.hits == (7, 7)
        place = view.place
        await driver.press("n")
        assert driver.said == ["That was the last hit."]
        await driver.press("N")
        assert view.hits == (6, 7)
        await driver.press("n", "escape")
        assert view.place == place, "whoever kept the marks stays"
        assert _marked(driver) == []
        assert driver.main.pane is Pane.ARTICLE
        await driver.press("escape")
        assert driver.main.pane is Pane.LIST


@asynchronous
async def test_what_is_not_there_is_said_and_nothing_moves(library: Library) -> None:
    async with reading(library, size=(120, 14)) as driver:
        await driver.press("3", "j", "j")
        before = driver.main.article_view.place
        await driver.press("/", *"燈塔塔")
        assert _box(driver).endswith("Nothing was found.")
        assert driver.main.article_view.place == before
        await driver.press(*["backspace"] * 3)
        assert "Nothing was found." not in _box(driver)
        await driver.press("enter")
        assert driver.app.focused is driver.main.article_view


@asynchronous
async def test_inside_the_article_it_wins_over_a_search_whose_marks_come_back(library: Library) -> None:
    async with reading(library, size=(120, 30)) as driver:
        await search(driver, "碼頭")
        await driver.press("enter", "3", "g")
        assert set(_marked(driver)) == {"碼頭"}
        await driver.press("/", *"岸電", "enter", "n")
        assert set(_marked(driver)) == {"岸電"}
        assert driver.main.article_view.hits == (2, 7)
        assert driver.listed == [LONG, "老碼頭的鐘聲"]
        await driver.press("escape")
        assert set(_marked(driver)) == {"碼頭"}
        await driver.press("n")
        assert driver.main.article_view.hits is not None
        assert driver.main.article_view.hits[1] != 7


@asynchronous
async def test_with_another_article_it_is_forgotten(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("3", "/", *"港", "enter", "J", "J")
        assert driver.title == TABLE
        assert _marked(driver) == []
        await driver.press("escape")
        assert driver.main.pane is Pane.LIST


@asynchronous
async def test_the_box_closes_when_the_keyboard_goes_elsewhere_and_the_marks_stay(library: Library) -> None:
    async with reading(library, size=(120, 30)) as driver:
        await driver.press("3", "/", *"岸電")
        await driver.click(driver.main.article_list)
        assert not driver.main.find_box.display  # type: ignore[union-attr]
        assert driver.main.pane is Pane.LIST
        assert set(_marked(driver)) == {"岸電"}
        assert "Keep" not in {hint.label for hint in driver.main.key_bar.hints}


@pytest.mark.parametrize("key", ["/", "／", "、"])
@asynchronous
async def test_struck_twice_the_key_searches_the_library_and_esc_comes_back(
    library: Library, key: str
) -> None:
    async with reading(library) as driver:
        await driver.press("z", "/", key, *"鐘聲")
        assert driver.main.is_writing
        assert driver.listed == ["老碼頭的鐘聲"]
        await driver.press("escape")
        assert driver.panes == [Pane.ARTICLE]
        assert driver.title == LONG


@asynchronous
async def test_in_a_narrow_terminal_and_through_a_change_of_size_the_box_stays(library: Library) -> None:
    async with reading(library, size=(50, 16)) as driver:
        await driver.press("3", "/", *"岸電")
        for size in [(120, 40), (80, 24), (50, 16)]:
            await driver.resize(*size)
            assert "/ 岸電" in _box(driver)
            assert "岸電" in _marked(driver)
