"""The daily copy is made behind the screen."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from tui.driving import asynchronous, reading

from reader.errors import BroadsheetError
from reader.model.backup import Reason
from reader.settings import LibraryFile, Settings
from reader.store.backups import Backups
from reader.tui.screens.main import backups

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library import Library


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_DELAY", 0.001)


@asynchronous
async def test_a_copy_is_made_some_time_after_the_first_screen(library: Library) -> None:
    async with reading(library) as driver:
        await driver.until(library.backups.backups)
        await driver.settle()
        assert [backup.reason for backup in library.backups.backups()] == [Reason.DAILY]
        assert driver.said == []


@asynchronous
async def test_it_is_looked_again_later(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_AGAIN", 0.01)
    asked: list[int] = []
    monkeypatch.setattr(Backups, "make_daily", lambda _self, kept, _cancelled: asked.append(kept))
    async with reading(library, Settings(library=LibraryFile(backups=3))) as driver:
        await driver.until(lambda: len(asked) >= 3)
    assert set(asked) == {3}


@asynchronous
async def test_none_is_made_of_a_library_that_is_read_only_or_when_none_are_wanted(library: Library) -> None:
    async with reading(library, Settings(library=LibraryFile(backups=0))) as driver:
        assert driver.main._backup_timer is None
    library.read_only = True
    async with reading(library) as driver:
        assert driver.main._backup_timer is None


@asynchronous
async def test_a_copy_that_fails_is_told_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_AGAIN", 0.01)

    def fail(*_how: object) -> None:
        raise BroadsheetError("The disk is full.", "Make space.")

    monkeypatch.setattr(Backups, "make_daily", fail)
    async with reading(library) as driver:
        await driver.until(lambda: driver.said)
        await driver.press("j", "k")
        assert set(driver.said) == {"The disk is full.\nMake space."}


@asynchronous
async def test_it_rests_while_keys_come(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_DELAY", 100.0)
    asked, gone_on = threading.Event(), threading.Event()

    def make_daily(_self: Backups, _kept: int, cancelled: Callable[[], bool]) -> None:
        asked.set()
        cancelled()
        gone_on.set()

    monkeypatch.setattr(Backups, "make_daily", make_daily)
    async with reading(library) as driver:
        driver.main.struck_at = float("inf")
        driver.main._back_up()
        await driver.until(asked.is_set)
        assert not gone_on.is_set()
        driver.main.struck_at = float("-inf")
        await driver.until(gone_on.is_set)


@asynchronous
async def test_it_ends_with_the_program(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_DELAY", 100.0)
    begun, given_up = threading.Event(), threading.Event()

    def make_daily(_self: Backups, _kept: int, cancelled: Callable[[], bool]) -> None:
        begun.set()
        while not cancelled():
            given_up.wait(0.001)
        given_up.set()

    monkeypatch.setattr(Backups, "make_daily", make_daily)
    async with reading(library) as driver:
        driver.main._back_up()
        await driver.until(begun.is_set)
        driver.app.exit()
        await driver.until(lambda: not driver.app.is_running)
    assert given_up.is_set()
