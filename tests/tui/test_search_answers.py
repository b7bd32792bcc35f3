"""Answers of the library: those that come late, slowly, or in two parts."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from tui.articles import LONG, NEWEST_FIRST
from tui.driving import asynchronous, reading
from tui.searches import BELL, box_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.library import Library, Listing
    from reader.model.filter import Filter, Sort


class SlowSearches:
    """Holds every search back until it may go on, and sees which were given up."""

    def __init__(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun: list[str] = []
        self.given_up: list[str] = []
        self.signs: dict[str, threading.Event] = {}
        self._glimpse = library.glimpse
        monkeypatch.setattr(library, "glimpse", self.glimpse)

    def glimpse(
        self, which: Filter, sort: Sort | None, limit: int, cancelled: Callable[[], bool]
    ) -> tuple[Listing, bool]:
        sign = self.signs.setdefault(which.query, threading.Event())
        self.begun.append(which.query)
        assert sign.wait(30)
        if cancelled():
            self.given_up.append(which.query)
        return self._glimpse(which, sort, limit)


@pytest.fixture
def slow(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowSearches]:
    slow = SlowSearches(library, monkeypatch)
    yield slow
    for sign in slow.signs.values():
        sign.set()


@asynchronous
async def test_an_answer_that_comes_too_late_is_dropped(library: Library, slow: SlowSearches) -> None:
    async with reading(library) as driver:
        driver.strike("/")
        await driver.until(lambda: driver.main.is_writing)
        driver.strike("碼")
        await driver.until(lambda: slow.begun == ["碼"])
        driver.strike("頭")
        await driver.until(lambda: slow.begun == ["碼", "碼頭"])
        slow.signs["碼頭"].set()
        await driver.until(lambda: driver.listed == [LONG, BELL])
        shown = driver.main.article_list.listing
        slow.signs["碼"].set()
        await driver.until(lambda: slow.given_up == ["碼"])
        await driver.settle()
        assert driver.main.article_list.listing is shown


@asynchronous
async def test_a_search_that_takes_long_says_so(library: Library, slow: SlowSearches) -> None:
    async with reading(library) as driver:
        driver.strike("/")
        await driver.until(lambda: driver.main.is_writing)
        driver.strike("碼")
        await driver.until(lambda: "searching…" in box_of(driver)[0])
        assert "searching…" in driver.lines_of(driver.main.article_list)[0]
        assert driver.listed == list(NEWEST_FIRST)
        slow.signs["碼"].set()
        await driver.settle()
        assert "searching…" not in driver.text


@asynchronous
async def test_keys_are_answered_while_a_search_goes_on(library: Library, slow: SlowSearches) -> None:
    async with reading(library) as driver:
        driver.strike("/")
        await driver.until(lambda: driver.main.is_writing)
        driver.strike("碼")
        await driver.until(lambda: slow.begun)
        driver.strike("頭", "的")
        await driver.until(lambda: driver.main._text == "碼頭的")
        driver.strike("escape")
        await driver.until(lambda: driver.main.searched is None)
        for sign in list(slow.signs.values()):
            sign.set()
        await driver.settle()
        assert driver.listed == list(NEWEST_FIRST)


@asynchronous
async def test_the_rest_comes_under_the_first_with_the_cursor_where_it_is(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign = threading.Event()
    whole = library.listing

    def listing(which: Filter, sort: Sort | None = None, *rest: Callable[[], bool]) -> Listing:
        if which.query:
            assert sign.wait(30)
        return whole(which, sort, *rest)

    def glimpse(
        which: Filter, sort: Sort | None, limit: int, cancelled: Callable[[], bool]
    ) -> tuple[Listing, bool]:
        found = whole(which, sort)
        ids = found.ids(0, 3)
        monkeypatch.setattr(found, "ids", lambda start, stop: ids[start:stop])
        monkeypatch.setattr(found, "_positions", type(found._positions).complete(ids))
        return found, False

    monkeypatch.setattr(library, "listing", listing)
    monkeypatch.setattr(library, "glimpse", glimpse)
    async with reading(library) as driver:
        driver.strike("/")
        await driver.until(lambda: driver.main.is_writing)
        driver.strike(*"is:unread")
        await driver.until(lambda: driver.listed == list(NEWEST_FIRST[:3]))
        assert "3+" in driver.text
        driver.strike("enter")
        await driver.until(lambda: not driver.main.is_writing)
        driver.strike("j")
        await driver.until(lambda: driver.main.article_list.cursor == 1)
        sign.set()
        await driver.settle()
        assert driver.listed == list(NEWEST_FIRST)
        assert driver.main.article_list.cursor == 1
        assert "2/12" in driver.text
