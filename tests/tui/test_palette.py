"""The command palette: commands, categories and articles by a part of their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.command import Command, CommandList
from tui.articles import LONG, MARKUP, NOTEBOOK, PLAIN, TABLE
from tui.driving import Driver, asynchronous, reading

from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.tui.commands import Pane

if TYPE_CHECKING:
    from reader.library import Library


async def find(driver: Driver, query: str, expected: str) -> None:
    """Open the palette and type until what is offered first is what is expected."""
    driver.strike("ctrl+p")
    await driver.until(lambda: driver.dialog is not None and driver.app.focused is not None)
    driver.strike(*query)
    await driver.until(lambda: offered(driver)[:1] and offered(driver)[0].startswith(expected))
    await driver.settle()
    assert offered(driver)[0].startswith(expected)


def offered(driver: Driver) -> list[str]:
    """What the palette offers, in order."""
    options = driver.dialog.query_one(CommandList)._options  # type: ignore[union-attr]
    return [option.hit.text for option in options if isinstance(option, Command)]


async def choose(driver: Driver) -> None:
    """Take what is offered first."""
    driver.strike("enter")
    await driver.until(lambda: driver.dialog is None)
    await driver.settle()


@asynchronous
async def test_a_command_is_found_by_its_explanation_and_done(library: Library) -> None:
    async with reading(library) as driver:
        await find(driver, "turn the order", "Reverse")
        await choose(driver)
        assert driver.main.sort == Sort(SortKey.DATE, descending=False)


@asynchronous
async def test_commands_are_offered_before_anything_is_typed_if_they_can_do_something(
    library: Library,
) -> None:
    async with reading(library, size=(120, 60)) as driver:
        await driver.press("j", "ctrl+p")
        await driver.until(lambda: "Bookmark" in driver.text)
        assert "All read" in driver.text
        assert "Outline" not in driver.text, "the article has no headings"
        assert "Page down" not in driver.text, "moving by name makes no sense"


@asynchronous
async def test_a_folder_and_a_category_are_found_by_name(library: Library) -> None:
    async with reading(library) as driver:
        await find(driver, "Histo", "History")
        await choose(driver)
        assert driver.main.which == Filter(Folder.HISTORY)
        await find(driver, "Notebo", "Notebook")
        await choose(driver)
        assert driver.main.which.category_id == library.category(NOTEBOOK).id  # type: ignore[union-attr]
        assert driver.main.pane is Pane.LIST


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("tides", PLAIN),
        ("统计局", TABLE),
        ("吞吐量", LONG),
        ("[/]不", MARKUP),
        ("[@click", MARKUP),
        ("[link", MARKUP),
    ],
)
@asynchronous
async def test_an_article_is_found_by_a_part_of_its_title_in_either_script_and_opened(
    library: Library, query: str, title: str
) -> None:
    async with reading(library, size=(140, 40)) as driver:
        await find(driver, query, title[:20])
        assert any(title in line for line in driver.lines_of(driver.app.screen)[5:]), (
            "nothing of a title is taken for markup"
        )
        await choose(driver)
        assert driver.title == driver.highlighted == title
        assert driver.main.pane is Pane.ARTICLE
        assert driver.main.which.category_id is not None
        await driver.until(lambda: library.counts().viewed == 1)
        assert not driver.app._exit


@asynchronous
async def test_the_chosen_article_is_opened_when_its_list_would_take_long_to_sort(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "is_instant", lambda _which, sort: sort.key is SortKey.DATE)
    async with reading(library) as driver:
        await driver.press("1", "G", "2", "s", "j", "enter")
        assert driver.title == PLAIN
        await find(driver, "Reading l", "Reading list")
        await choose(driver)
        assert driver.title == driver.highlighted == "Reading list"


@asynchronous
async def test_the_palette_is_left_without_a_trace(library: Library) -> None:
    async with reading(library) as driver:
        before = driver.lines
        await find(driver, "zen", "Zen")
        driver.strike("escape")
        await driver.until(lambda: driver.dialog is None)
        await driver.settle()
        assert driver.lines == before
