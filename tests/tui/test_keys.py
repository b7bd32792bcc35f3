"""Keys of the reader's own, and the help screen that shows them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from tui.driving import asynchronous, reading

from reader.settings import Settings
from reader.tui.commands import BY_ID, COMMANDS
from reader.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from reader.library import Library


@pytest.mark.parametrize(
    "name", ["article.bookmark", "move.down", "app.help", "list.reverse", "go.back", "list.sort"]
)
@asynchronous
async def test_a_remapped_key_does_it_instead(library: Library, name: str) -> None:
    settings = Settings(keys=MappingProxyType({name: ("ctrl+g",)}))
    async with reading(library, settings, size=(80, 24)) as driver:

        def state() -> tuple[object, ...]:
            main = driver.main
            return main.article_list.cursor, main.pane, main.sort, driver.dialog, library.counts().bookmarked

        before = state()
        await driver.press(*BY_ID[name].keys)
        assert state() == before
        await driver.press("ctrl+g")
        assert state() != before


@asynchronous
async def test_the_full_width_twin_of_a_remapped_key_works_too(library: Library) -> None:
    settings = Settings(keys=MappingProxyType({"article.bookmark": ("exclamation_mark",)}))
    async with reading(library, settings) as driver:
        await driver.press("！")
        assert library.counts().bookmarked == 1


@asynchronous
async def test_an_unbound_command_has_no_key_and_keeps_its_place_in_the_palette(library: Library) -> None:
    settings = Settings(keys=MappingProxyType({"article.bookmark": ()}))
    async with reading(library, settings) as driver:
        assert "Bookmark" not in {hint.label for hint in driver.main.key_bar.hints}
        await driver.press("b")
        assert library.counts().bookmarked == 0
        await driver.press(":")
        driver.strike(*"set or remove")
        await driver.until(lambda: "set or remove the bookmark" in driver.text)
        await driver.press("down", "enter")
        await driver.until(lambda: library.counts().bookmarked == 1)


@asynchronous
async def test_the_help_shows_every_command_and_the_readers_own_keys(library: Library) -> None:
    settings = Settings(keys=MappingProxyType({"view.zen": ("ctrl+k",), "view.theme": ()}))
    async with reading(library, settings, size=(120, 160)) as driver:
        await driver.press("f1")
        rows = {line.strip() for line in driver.lines_of(driver.dialog.query_one(ArticleView))}  # type: ignore[union-attr]
        for command in COMMANDS:
            assert any(row.endswith(command.help) for row in rows), command.id
        zen = next(row for row in rows if BY_ID["view.zen"].help in row)
        theme = next(row for row in rows if BY_ID["view.theme"].help in row)
        assert zen.startswith("Ctrl-K ")
        assert theme.startswith("–")
        await driver.press("escape")
        assert driver.dialog is None


@asynchronous
async def test_the_key_that_leaves_can_be_given_away_and_works_over_dialogs(library: Library) -> None:
    keys = MappingProxyType({"app.quit": ("ctrl+x",), "article.bookmark": ("ctrl+q",)})
    async with reading(library, Settings(keys=keys)) as driver:
        await driver.press("ctrl+q")
        assert library.counts().bookmarked == 1
        await driver.press("ctrl+c")
        assert driver.said == ["Bookmarked. Ctrl-Z takes it back.", "Ctrl-X leaves the program."]
        await driver.press("question_mark", "ctrl+x")
        assert driver.app._exit
