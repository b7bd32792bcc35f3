"""Views: what is counted as one, and for how long."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from tui.articles import LONG, NEWEST_FIRST
from tui.driving import asynchronous, reading

from reader.model.filter import Filter, Folder
from reader.settings import Reading, Settings
from reader.tui.screens.main import viewing
from reader.tui.view_clock import IDLE_AFTER, ViewClock

if TYPE_CHECKING:
    import pytest

    from reader.library import Library

ROOT = Path(__file__).resolve().parent.parent.parent


class Time:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


def views(path: Path) -> list[tuple[int, float]]:
    """Article and seconds of each view."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT article_id, seconds FROM view ORDER BY id").fetchall()


def test_a_clock_counts_from_sign_to_sign() -> None:
    time = Time()
    clock = ViewClock(time)
    clock.restart()
    for _ in range(10):
        time.pass_by(IDLE_AFTER - 1)
        clock.touch()
    assert clock.seconds == 10 * (IDLE_AFTER - 1)


def test_a_clock_stands_still_while_the_reader_is_away() -> None:
    time = Time()
    clock = ViewClock(time)
    clock.restart()
    time.pass_by(20)
    clock.touch()
    time.pass_by(8 * 3600)
    assert clock.seconds == 20 + IDLE_AFTER
    clock.touch()
    time.pass_by(5)
    assert clock.seconds == 20 + IDLE_AFTER + 5


def test_a_halted_clock_counts_neither_time_nor_signs() -> None:
    time = Time()
    clock = ViewClock(time)
    clock.touch()
    time.pass_by(9)
    assert clock.seconds == 0
    clock.restart()
    time.pass_by(7)
    clock.halt()
    clock.halt()
    time.pass_by(60)
    clock.touch()
    time.pass_by(60)
    assert clock.seconds == 7
    clock.go_on()
    time.pass_by(2)
    clock.go_on()
    time.pass_by(1)
    assert clock.seconds == 10


@asynchronous
async def test_idle_time_is_no_reading_time(
    library: Library, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = Time()
    async with reading(library) as driver:
        monkeypatch.setattr(driver.main, "_clock", ViewClock(time))
        await driver.press("enter")
        time.pass_by(30)
        await driver.press("j")
        time.pass_by(4 * 3600)
        driver.app.post_message(events.MouseMove(None, 5, 5, 0, 0, 0, shift=False, meta=False, ctrl=False))
        await driver.settle()
        time.pass_by(10)
        await driver.press("escape", "j")
    assert [seconds for _id, seconds in views(library_path)] == [30 + IDLE_AFTER + 10]


@asynchronous
async def test_the_clock_stands_still_under_a_dialog_and_behind_another_window(
    library: Library, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = Time()
    async with reading(library) as driver:
        monkeypatch.setattr(driver.main, "_clock", ViewClock(time))
        await driver.press("enter")
        time.pass_by(1)
        await driver.press("?")
        time.pass_by(100)
        await driver.press("escape")
        time.pass_by(2)
        driver.app.post_message(events.AppBlur())
        await driver.settle()
        time.pass_by(100)
        driver.app.post_message(events.AppFocus())
        await driver.settle()
        time.pass_by(4)
        await driver.press("escape")
        time.pass_by(100)
        await driver.press("?", "escape", "j")
    assert [seconds for _id, seconds in views(library_path)] == [7]


@asynchronous
async def test_a_long_view_is_written_down_while_it_lasts(
    library: Library, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewing, "_KEEP_VIEW_EVERY", 0.01)
    time = Time()
    async with reading(library) as driver:
        monkeypatch.setattr(driver.main, "_clock", ViewClock(time))
        await driver.press("enter")
        for seconds in (11, 12):
            time.pass_by(seconds)
            await driver.until(lambda: views(library_path)[-1][1] == time.now - 1000)
        assert len(views(library_path)) == 1


@asynchronous
async def test_a_note_that_cannot_be_written_is_made_up_for_by_the_next(
    library: Library, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.errors import LibraryUnusableError

    time = Time()
    async with reading(library) as driver:
        monkeypatch.setattr(driver.main, "_clock", ViewClock(time))
        await driver.press("enter")
        with monkeypatch.context() as locked:

            def refuse(*_arguments: object) -> None:
                raise LibraryUnusableError("in use")

            locked.setattr(library, "end_view", refuse)
            time.pass_by(10)
            driver.main.keep_view()
        time.pass_by(5)
        driver.main.keep_view()
        assert [seconds for _id, seconds in views(library_path)] == [15]


def test_a_program_that_is_killed_loses_some_seconds_at_most(library_path: Path) -> None:
    program = """
import asyncio, os, signal, sys, time
from pathlib import Path
from reader.library import Library
from reader.settings import Settings
from reader.tui.app import BroadsheetApp
from reader.tui.screens.main import viewing

viewing._KEEP_VIEW_EVERY = 0.05

async def start():
    with Library.open(Path(sys.argv[1])) as library:
        app = BroadsheetApp(library, Settings())
        async with app.run_test(size=(80, 24)) as pilot:
            while app._main.article is None:
                await pilot.pause(0.01)
            await pilot.press("enter")
            while app._main._view_id is None or not app._main._kept_seconds:
                await pilot.pause(0.01)
            os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(start())
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(library_path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    ((_article, seconds),) = views(library_path)
    assert seconds > 0


@asynchronous
async def test_previews_resizing_and_scrolling_count_no_view(library: Library, library_path: Path) -> None:
    async with reading(library) as driver:
        await driver.press("j", "j", "G", "g", "1", "G", "g", "2")
        await driver.resize(70, 30)
        await driver.resize(200, 50)
        assert views(library_path) == []
        await driver.press("enter", "j", "pagedown", "G", "g", "z", "w", "v", "v", "v")
        await driver.resize(59, 20)
        await driver.resize(120, 40)
        assert len(views(library_path)) == 1
    assert len(views(library_path)) == 1


@asynchronous
async def test_the_clicks_of_the_portal_stay_as_they_came(library: Library) -> None:
    before = {row.id: row.clicks for row in library.listing(Filter()).rows(0, 99)}
    async with reading(library) as driver:
        await driver.press("enter", "J", "J", "K")
    assert {row.id: row.clicks for row in library.listing(Filter()).rows(0, 99)} == before


@asynchronous
async def test_without_tracking_no_view_is_kept_but_marks_and_places_are(
    library: Library, library_path: Path
) -> None:
    settings = Settings(reading=Reading(tracking=False))
    async with reading(library, settings, size=(120, 20)) as driver:
        await driver.press("enter", "]", "]")
        place = driver.main.article_view.place
        assert place.block > 3
        await driver.press("J")
        assert driver.figures["History"][0] == driver.figures["Most viewed"][0] == 0
        assert driver.figures["Continue reading"][0] == 1
        assert driver.figures["Unread"][0] == 10
        first = library.find_titles(LONG, 1)[0]
        assert library.place(first.id) == place
        assert (first.read, first.views) == (True, 0)
    assert views(library_path) == []
    assert len(library.listing(Filter(Folder.HISTORY))) == 0


@asynchronous
async def test_views_from_before_stay_while_tracking_is_off(library: Library, library_path: Path) -> None:
    async with reading(library) as driver:
        await driver.press("enter")
    before = views(library_path)
    async with reading(library, Settings(reading=Reading(tracking=False))) as driver:
        await driver.press("escape", "j", "enter")
        assert driver.title == NEWEST_FIRST[1]
    assert views(library_path) == before
