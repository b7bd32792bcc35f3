"""The linear mode, for screen readers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from terminal import Terminal
from tui.articles import LONG, NEWEST_FIRST, TABLE
from tui.driving import Driver, asynchronous, reading

from reader.settings import Problem, Reading, Screen, Settings
from reader.tui.arrangement import arrange_alone
from reader.tui.commands import Pane
from reader.tui.reading_position import position_read
from reader.tui.screens.outline import OutlineScreen

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library import Library

LINEAR = Settings(screen=Screen(linear=True))
SIZES = [(80, 24), (200, 40)]


def line_read(driver: Driver) -> str:
    """The line of the screen on which the terminal's cursor stands."""
    position = position_read(driver.app.focused)
    assert position is not None
    return driver.lines[position.y]


@pytest.mark.parametrize("size", SIZES)
@asynchronous
async def test_one_pane_has_the_screen_at_every_width(library: Library, size: tuple[int, int]) -> None:
    async with reading(library, LINEAR, size=size) as driver:
        for key, pane in (("1", Pane.SIDEBAR), ("2", Pane.LIST), ("3", Pane.ARTICLE)):
            await driver.press(key)
            assert driver.panes == [pane]
        await driver.press("z")
        assert driver.panes == [Pane.ARTICLE]


def test_what_is_written_on_stands_with_the_pane_that_it_is_about() -> None:
    places = arrange_alone(120, 30, Pane.LIST, searching=True, finding=True)
    assert (places.search, places.find) == ((0, 0, 120, 1), None)
    assert places.list == (0, 1, 120, 29)
    places = arrange_alone(120, 30, Pane.ARTICLE, searching=True, finding=True)
    assert (places.search, places.find) == (None, (0, 29, 120, 1))


@asynchronous
async def test_the_cursor_stands_on_the_row_that_is_read(library: Library) -> None:
    async with reading(library, LINEAR, size=(80, 12)) as driver:
        for title in NEWEST_FIRST:
            assert title[:12] in line_read(driver)
            await driver.press("j")
        await driver.press("1", "g", "j")
        assert "Unread" in line_read(driver)


@asynchronous
async def test_every_line_of_a_text_can_be_read_to_the_last(library: Library) -> None:
    async with reading(library, LINEAR, size=(80, 12)) as driver:
        await driver.press("enter")
        assert line_read(driver).startswith(LONG[:12])
        page = driver.main.article_view._page
        assert page is not None
        for number in range(1, len(page)):
            await driver.press("j")
            assert line_read(driver) == "".join(piece.text for piece in page.pieces(number)).rstrip()
        last = line_read(driver)
        await driver.press("j")
        assert line_read(driver) == last
        await driver.press("g", "G")
        assert line_read(driver) == last


@asynchronous
async def test_the_cursor_follows_into_boxes_and_dialogs(library: Library) -> None:
    async with reading(library, LINEAR, size=(80, 24)) as driver:
        await driver.press("/", "潮", "a")
        position = position_read(driver.app.focused)
        assert position == (6, 0), "behind what is written"
        await driver.press("escape", "s", "j")
        assert line_read(driver).strip() == "Title"
        await driver.press("escape", "enter", "t", "j")
        assert isinstance(driver.dialog, OutlineScreen)
        assert line_read(driver) == "> 岸電與減排"


@asynchronous
async def test_there_are_no_margins_rules_bars_or_signs(library: Library) -> None:
    async with reading(library, LINEAR, size=(200, 60)) as driver:
        await driver.press("j", "j", "b", "enter")
        assert driver.title == TABLE
        assert driver.main.article_view.line_width == 200, "no scroll bar"
        lines = driver.lines
        assert lines[1 + (driver.main.article_view.header > 1)] == TABLE
        assert {"港區: 北岸", "吞吐量（萬噸）: 1,382", "增長: 39%"} <= set(lines)
        assert "> 數據為初步統計，以年報為準。" in lines
        await driver.press("escape")
        assert driver.lines[2].startswith(" u "), "unread"
        assert any(line.endswith(" b") or " b " in line for line in driver.lines), "bookmarked"
        await driver.press("?")
        shown = driver.text
        await driver.press("escape", "t", "s")
        for text in (*lines, shown, driver.text):
            assert not set("❯›▪✦╌╎⋯◦─│┌") & set(text)
            assert "----" not in text


@asynchronous
async def test_dialogs_begin_at_the_left_edge_and_leave_nothing_beside_them(library: Library) -> None:
    async with reading(library, LINEAR, size=(120, 24)) as driver:
        await driver.press("s")
        assert driver.lines[0] == "Sort by"
        assert driver.lines[2:7] == ["Date", "Title", "Origin", "Clicks", "Views"]
        assert not any(title[:8] in driver.text for title in NEWEST_FIRST)


@asynchronous
async def test_what_is_said_stays_on_the_last_line_until_something_else_is(library: Library) -> None:
    async with reading(library, LINEAR, size=(80, 24)) as driver:
        assert driver.lines[-1] == ""
        await driver.press("b")
        said = driver.lines[-1]
        assert said
        assert "Help" in driver.lines[-2], "the keys stand above it"
        await driver.press("j", "enter")
        assert driver.lines[-1] == said
        assert driver.told == [], "and in no box that vanishes"
        driver.main.say("乾\x1b]0;x\x07淨 " + "很長的一句話。" * 8)
        await driver.settle()
        assert driver.lines[-2].startswith("乾淨 很長")
        assert "很長的一句話。" in driver.lines[-1], "as many lines as it needs"
        assert "Help" in driver.lines[-3]


@asynchronous
async def test_a_mistake_in_the_configuration_is_said_there_too(library: Library) -> None:
    problems = [Problem("config.toml", "keys.x", "there is no command x", "Write y.")]
    async with reading(library, LINEAR, size=(80, 24), problems=problems) as driver:
        assert driver.lines[-1] == "config.toml: keys.x: there is no command x. Write y."


@asynchronous
async def test_there_are_no_columns(library: Library) -> None:
    settings = Settings(reading=Reading(measure="columns"), screen=Screen(linear=True))
    async with reading(library, settings, size=(200, 40)) as driver:
        assert driver.main.measure == "comfortable"
        await driver.press("3", "w", "w")
        assert driver.main.measure == "comfortable"


def test_the_terminals_own_cursor_is_seen_where_the_reader_is(library_path: Path) -> None:
    command = [sys.executable, "-m", "reader", "--linear", "--library", str(library_path)]
    with Terminal(command, 80, 20) as terminal:
        terminal.wait_for(LONG[:10])
        terminal.press("j", "j")
        terminal.wait_for(lambda text: TABLE[:10] in text.splitlines()[terminal.screen.cursor.y])
        assert not terminal.screen.cursor.hidden
        terminal.press("ctrl+q")
        terminal.wait_for_exit()
