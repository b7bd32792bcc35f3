"""Two windows on one library: each shows what the other changes, and neither hears of a lock."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tui.articles import HARBOUR
from tui.driving import asynchronous, reading

from reader.errors import LibraryDamagedError
from reader.library import Library
from reader.model.draft import Draft
from reader.model.filter import Filter, Folder
from reader.store import database
from reader.tui.commands import Pane
from reader.tui.screens.main import waiting, watching

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LATEST = watching._EVERY + watching._REST
"""Seconds between a change and the look that sees it, at the most."""


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_EVERY", 0.01)
    monkeypatch.setattr(watching, "_REST", 0.0)
    monkeypatch.setattr(waiting, "_PATIENCE", 0.01)
    monkeypatch.setattr(waiting, "_AGAIN", 0.01)


@pytest.fixture
def other(library: Library, library_path: Path) -> Iterator[Library]:
    """The same library, open a second time."""
    with Library.open(library_path) as opened:
        yield opened


def test_a_change_is_seen_within_two_seconds_however_it_falls() -> None:
    assert LATEST < 2.0


@asynchronous
async def test_a_bookmark_set_in_one_window_shows_in_the_other(library: Library, other: Library) -> None:
    async with reading(library) as one, reading(other) as two:
        await one.press("b")
        await two.until(lambda: two.figures["Bookmarks"] == (1, None) or two.figures["Bookmarks"][0] == 1)
        await two.until(lambda: "✦" in two.rows_of(two.main.article_list)[0])
        await two.until(lambda: two.main.article is not None and two.main.article.bookmarked_at is not None)
        await two.press("b")
        await one.until(lambda: one.figures["Bookmarks"][0] == 0)
        assert one.main.article is not None
        await one.until(lambda: one.main.article.bookmarked_at is None)  # type: ignore[union-attr]


@asynchronous
async def test_what_another_program_brings_in_is_listed_without_moving_the_reader(
    library: Library, other: Library
) -> None:
    async with reading(library) as driver:
        await driver.press("j", "j", "j", "l")
        title, cursor, before = (
            driver.highlighted,
            driver.main.article_list.cursor,
            driver.main.article_view.place,
        )
        other.add([Draft("A later one", "It came in elsewhere.\n", HARBOUR)])
        await driver.until(lambda: "A later one" in driver.listed)
        assert driver.highlighted == title
        assert driver.main.pane is Pane.ARTICLE
        assert driver.main.article_view.place == before
        assert driver.main.article_list.row is not None
        assert driver.main.article_list.cursor in {cursor, cursor + 1}
        assert driver.figures["All"][0] == 13


@asynchronous
async def test_the_unread_list_stays_when_articles_are_read_elsewhere(
    library: Library, other: Library
) -> None:
    async with reading(library) as driver:
        driver.main.choose(Filter(Folder.UNREAD))
        await driver.settle()
        listed = driver.listed
        other.mark_read([row.id for row in other.listing(Filter(Folder.UNREAD)).rows(0, 3)])
        await driver.until(lambda: driver.figures["Unread"][0] == 9)
        assert driver.listed == listed


@asynchronous
async def test_nothing_is_drawn_when_nothing_that_is_shown_has_changed(
    library: Library, other: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library) as driver:
        await driver.until(lambda: not library.indexing.behind())
        await driver.settle()
        drawn: list[object] = []
        for widget in (driver.main.article_list, driver.main.sidebar, driver.main.article_view):
            monkeypatch.setattr(widget, "refresh", lambda *how, **_more: drawn.append(how))
        version = driver.main._version
        other.remember("something", "else")
        await driver.until(lambda: driver.main._version != version)
        assert drawn == []


@asynchronous
async def test_nothing_is_looked_for_while_keys_come(
    library: Library, other: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library) as driver:
        await driver.until(lambda: not library.indexing.behind())
        monkeypatch.setattr(watching, "_REST", 1000.0)
        await driver.press("j")
        other.bookmark(1)
        await driver.settle()
        driver.main._look()
        assert driver.figures["Bookmarks"][0] == 0
        monkeypatch.setattr(watching, "_REST", 0.0)
        driver.main._look()
        assert driver.figures["Bookmarks"][0] == 1


@asynchronous
async def test_an_article_that_is_removed_elsewhere_is_read_to_its_end(
    library: Library, library_path: Path
) -> None:
    async with reading(library) as driver:
        await driver.until(lambda: not library.indexing.behind())
        title = driver.title
        assert driver.main.article is not None
        with closing(sqlite3.connect(library_path)) as connection, connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("DELETE FROM article WHERE id = ?", [driver.main.article.id])
        await driver.until(lambda: driver.figures["All"][0] == 11)
        assert driver.title == title
        assert driver.said == []


@asynchronous
async def test_a_key_waits_for_a_library_that_is_locked_and_is_done_then(
    library: Library, library_path: Path
) -> None:
    async with reading(library) as driver:
        await driver.until(lambda: not library.indexing.behind())
        with closing(sqlite3.connect(library_path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            driver.strike("b")
            await driver.until(lambda: any("waiting for it" in said for said in driver.said))
            assert library.counts().bookmarked == 0
            other.execute("COMMIT")
        await driver.until(lambda: library.counts().bookmarked == 1)
        await driver.until(lambda: any("free again" in said for said in driver.said))
        assert not any("in use" in said for said in driver.said)


@asynchronous
async def test_what_is_written_by_the_way_waits_and_keeps_its_order(
    library: Library, library_path: Path
) -> None:
    async with reading(library) as driver:
        await driver.until(lambda: not library.indexing.behind())
        await driver.press("enter")
        assert driver.main.article is not None
        number = driver.main.article.id
        with closing(sqlite3.connect(library_path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            driver.strike("escape", "j")
            await driver.until(lambda: driver.main.is_waiting)
            assert driver.main.article.id != number
            driver.app.exit()
            assert driver.app.is_running
            other.execute("COMMIT")
        await driver.until(lambda: driver.app._exit)
    with closing(sqlite3.connect(library_path)) as connection:
        (seconds,) = connection.execute("SELECT seconds FROM view").fetchone()
    assert seconds > 0


@asynchronous
async def test_whoever_leaves_a_second_time_need_not_wait(library: Library, library_path: Path) -> None:
    async with reading(library) as driver:
        await driver.until(lambda: not library.indexing.behind())
        with closing(sqlite3.connect(library_path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            driver.strike("b")
            await driver.until(lambda: driver.main.is_waiting)
            driver.app.exit()
            assert not driver.app._exit
            driver.app.exit()
            assert driver.app._exit
            other.execute("COMMIT")


@asynchronous
async def test_a_file_that_is_removed_is_told_once_and_marks_are_refused(
    library: Library, library_path: Path
) -> None:
    async with reading(library) as driver:
        await driver.until(lambda: not library.indexing.behind())
        library_path.rename(library_path.with_name("elsewhere"))
        await driver.until(lambda: driver.said)
        assert "was removed or replaced" in driver.said[0]
        assert driver.title is not None
        await driver.press("b")
        assert len(driver.said) == 2
        assert "was removed or replaced" in driver.said[1]
        library_path.with_name("elsewhere").rename(library_path)
        await driver.press("b")
        assert library.counts().bookmarked == 1
        with Library.open(library_path) as other:
            other.bookmark_all([row.id for row in other.listing(Filter()).rows(0, 5)])
        await driver.until(lambda: driver.figures["Bookmarks"][0] == 5)


@asynchronous
async def test_damage_that_is_met_by_a_key_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(library) as driver:

        def fail(*_how: object) -> None:
            raise LibraryDamagedError("It is damaged.", "Restore it.")

        monkeypatch.setattr(library, "bookmark", fail)
        await driver.press("b")
        assert driver.said == ["It is damaged.\nRestore it."]
        assert driver.app.is_running


@pytest.mark.parametrize("where", ["timer", "worker", "message"])
@asynchronous
async def test_damage_that_is_met_by_the_way_ends_the_program_with_a_message(
    library: Library, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def fail(*_how: object) -> None:
        raise LibraryDamagedError("It is damaged.", "Restore it.")

    async with reading(library) as driver:
        begin = {
            "timer": lambda: driver.main.set_timer(0.001, fail),
            "worker": lambda: driver.main.run_worker(fail, thread=True),
            "message": lambda: driver.main.call_next(fail),
        }
        begin[where]()
        await driver.until(lambda: driver.app._exit)
        assert driver.app.failure is not None
        assert driver.app.failure.message == "It is damaged."


def test_only_the_thread_that_said_so_waits_less(library: Library, library_path: Path) -> None:
    library.answer_within(0.0)
    seen: list[object] = []

    def ask() -> None:
        with library._database.read() as connection:
            seen.extend(connection.execute("PRAGMA busy_timeout").fetchone())

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    ask()
    assert seen == [database.BUSY_TIMEOUT * 1000, 0]
