"""The index of texts follows behind the screen."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from tui.articles import NOTEBOOK
from tui.driving import asynchronous, reading

from reader.errors import LibraryUnusableError
from reader.model.draft import Draft
from reader.store.search.indexing import Indexing
from reader.store.smart_folders import SmartFolders
from reader.tui.screens.main import indexing, smart_folders

if TYPE_CHECKING:
    import pytest

    from reader.library import Library
    from reader.model.category import SmartFolder


@asynchronous
async def test_the_index_is_brought_up_to_date_after_the_start_and_after_an_import(library: Library) -> None:
    assert library.indexing.behind() == 12
    async with reading(library) as driver:
        await driver.until(lambda: not library.indexing.behind())
        library.add([Draft("Later", "It came in while the list was shown.\n", NOTEBOOK)])
        assert library.indexing.behind() == 1
        driver.main.reload()
        await driver.until(lambda: not library.indexing.behind())
        await driver.press("/", *"shown")
        assert driver.listed == ["Later"]


@asynchronous
async def test_smart_folders_are_not_counted_while_the_index_is_far_behind(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = library.smart_folders.add("Harbour", "港")
    may_index, behind = threading.Event(), []
    index, count = Indexing.go_on, SmartFolders.count

    def go_on(self: Indexing, seconds: float) -> bool:
        return not may_index.wait(0.001) or index(self, seconds)

    def counted(self: SmartFolders, *arguments: Any) -> SmartFolder:
        behind.append(library.indexing.behind())
        return count(self, *arguments)

    monkeypatch.setattr(smart_folders, "_FAR_BEHIND", 5)
    monkeypatch.setattr(smart_folders, "_LOOK_AGAIN", 0.001)
    monkeypatch.setattr(Indexing, "go_on", go_on)
    monkeypatch.setattr(SmartFolders, "count", counted)
    async with reading(library) as driver:
        driver.main._index()
        await driver.until(lambda: driver.main.indexed is not None)
        driver.main.count_folders()
        for _ in range(20):
            await driver.pilot.pause(0.005)
        assert driver.main._counting
        assert behind == []
        may_index.set()
        await driver.until(lambda: behind == [0])
        await driver.until(lambda: library.smart_folders.all()[0].total is not None)
    assert library.smart_folders.all()[0].id == folder.id


@asynchronous
async def test_a_library_that_is_read_only_is_not_indexed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_DELAY", 0.001)
    library.read_only = True
    async with reading(library) as driver:
        await driver.press("j", "k")
        assert driver.main._index_timer is None
    assert library.indexing.behind() == 12


@asynchronous
async def test_a_locked_library_is_tried_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[None] = []
    whole = Indexing.go_on

    def go_on(self: Indexing, seconds: float) -> bool:
        tries.append(None)
        if len(tries) == 1:
            raise LibraryUnusableError("locked")
        return whole(self, seconds)

    monkeypatch.setattr(indexing, "_LOCKED", 0.01)
    monkeypatch.setattr(Indexing, "go_on", go_on)
    async with reading(library) as driver:
        await driver.until(lambda: not library.indexing.behind())
        assert len(tries) > 1
        assert driver.said == []


@asynchronous
async def test_it_ends_with_the_program(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, done = threading.Event(), threading.Event()

    def go_on(_self: Indexing, _seconds: float) -> bool:
        begun.set()
        return not done.wait(0.001)

    monkeypatch.setattr(Indexing, "go_on", go_on)
    async with reading(library) as driver:
        driver.main._index()
        await driver.until(begun.is_set)
        driver.app.exit()
        await driver.until(lambda: not driver.app.is_running)
    workers = [worker for worker in driver.app.workers if worker.group == "indexing"]
    assert all(worker.is_finished for worker in workers)


@asynchronous
async def test_a_search_says_how_far_the_index_is(library: Library) -> None:
    async with reading(library) as driver:
        await driver.until(lambda: not library.indexing.behind())
        await driver.press("/", "碼")
        driver.main.post_message(driver.main.Indexed(45))
        await driver.until(lambda: "indexing 45%" in driver.text)
        driver.main.post_message(driver.main.Indexed(None))
        await driver.until(lambda: "indexing" not in driver.text)
