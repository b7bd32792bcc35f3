"""Tags in the application: written with a note, lines of the sidebar, shown with the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.articles import LONG, NEWEST_FIRST
from tui.driving import Driver, asynchronous, reading

from reader.library import Library
from reader.model.filter import Filter, Sort, SortKey

if TYPE_CHECKING:
    from pathlib import Path


async def _tag(driver: Driver, text: str) -> None:
    await driver.press("B", "tab", "ctrl+u", *text, "enter")


async def _go_to(driver: Driver, name: str) -> None:
    await driver.press("1", "g")
    while driver.main.sidebar.selected.name != name:  # type: ignore[union-attr]
        await driver.press("j")


@asynchronous
async def test_tags_are_written_with_commas_and_shown_under_the_title_and_in_the_sidebar(
    library: Library,
) -> None:
    async with reading(library) as driver:
        await _tag(driver, "ferry，港口、 #old town")
        assert driver.main.article.tags == ("ferry", "港口", "old town")  # type: ignore[union-attr]
        assert any("Bookmarked #ferry #港口 #old town" in line for line in driver.lines), driver.text
        assert driver.figures["#港口"] == (1, None)
        await _tag(driver, "ferry")
        assert "#港口" not in driver.figures
        await driver.press("U")
        assert "#港口" in driver.figures


@asynchronous
async def test_a_tag_lists_its_articles_the_last_bookmarked_first(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("j")
        await _tag(driver, "港口")
        await driver.press("k")
        await _tag(driver, "港口")
        await _go_to(driver, "#港口")
        assert driver.listed == [LONG, NEWEST_FIRST[1]]
        assert driver.main.sort == Sort(SortKey.BOOKMARKED)
        await driver.press("2", "R")
        assert driver.figures["All"] == (12, 10)
        await driver.press("/", *"碼頭", "enter")
        assert driver.listed == [LONG]


@asynchronous
async def test_the_tag_is_listed_again_after_a_restart(library_path: Path) -> None:
    with Library.open(library_path) as library:
        async with reading(library) as driver:
            await _tag(driver, "港口")
            await _go_to(driver, "#港口")
            await driver.press("2")
    with Library.open(library_path) as library:
        async with reading(library) as driver:
            assert driver.main.which == Filter(tag="港口")
            assert driver.main.sidebar.selected.name == "#港口"  # type: ignore[union-attr]
            assert driver.listed == [LONG]
            await driver.press("b")
            assert "#港口" not in driver.figures
            await driver.press("U")
            assert driver.figures["#港口"] == (1, None)


@asynchronous
async def test_a_tag_that_nothing_has_any_more_keeps_its_name_over_the_list_until_the_next_start(
    library_path: Path,
) -> None:
    with Library.open(library_path) as library:
        async with reading(library) as driver:
            await _tag(driver, "港口")
            await _go_to(driver, "#港口")
            await driver.press("2", "b")
            assert driver.lines_of(driver.main.article_list)[0].strip().startswith("#港口")
    with Library.open(library_path) as library:
        async with reading(library) as driver:
            assert driver.main.which == Filter()
            assert len(driver.listed) == 12
