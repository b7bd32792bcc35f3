"""What is half read stands in a folder of its own, with how much of it was seen; how fast it was read is learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui.articles import LONG, PLAIN, TABLE
from tui.driving import asynchronous, reading

from reader.model.article import Place
from reader.model.draft import Draft
from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.model.pace import Pace
from reader.tui.saved_query import saved_query
from reader.tui.view_clock import ViewClock

if TYPE_CHECKING:
    from reader.library import Library

CONTINUE = Filter(Folder.CONTINUE)


def titles(library: Library) -> list[str]:
    listing = library.listing(CONTINUE)
    return [row.title for row in listing.rows(0, len(listing))]


@asynchronous
async def test_what_was_begun_is_listed_with_its_percentage_until_it_is_read_to_its_end(
    library: Library,
) -> None:
    async with reading(library) as driver:
        await driver.press("enter", "pagedown")
        percent = driver.main.article_view.percent
        assert 0 < percent < 90
        await driver.press("escape", "j")
        assert library.counts().half_read == 1
        driver.main.choose(CONTINUE)
        await driver.settle()
        assert driver.listed == [LONG]
        assert driver.figures["Continue reading"] == (1, None)
        assert f"{percent}%" in driver.rows_of(driver.main.article_list)[0]
        await driver.press("2", "enter", "G", "escape", "1", "g", "j", "j")
        assert driver.main.which == CONTINUE
        driver.main.choose(CONTINUE)
        driver.main.preview_now()
        assert library.counts().half_read == 0
        assert titles(library) == []


@asynchronous
async def test_going_back_to_the_beginning_takes_nothing_from_what_was_seen(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("enter", "pagedown", "pagedown")
        percent = driver.main.article_view.percent
        driver.main._keep_place()
        await driver.press("g", "escape", "j")
        row = library.listing(CONTINUE).rows(0, 1)[0]
        assert row.progress == library.article(row.id).progress == percent


def test_the_last_viewed_comes_first(library: Library) -> None:
    ids = {title: library.find_titles(title, 1)[0].id for title in (LONG, TABLE, PLAIN)}
    for title in (TABLE, LONG, PLAIN):
        library.begin_view(ids[title])
    for title, percent in ((LONG, 40), (PLAIN, 98), (TABLE, 97)):
        library.keep_place(ids[title], Place(0), percent)
    assert CONTINUE.natural_sort == Sort(SortKey.VIEWED)
    assert titles(library) == [LONG, TABLE]


@asynchronous
async def test_the_folder_says_when_it_is_empty(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("1", "j", "j")
        assert "Nothing is half read." in driver.text


def test_a_search_in_it_can_become_a_smart_folder() -> None:
    assert saved_query(Filter(Folder.CONTINUE, query="tide"), "", "") == "is:half-read tide"


@asynchronous
async def test_a_view_tells_how_much_was_seen_in_it_for_the_first_time(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares: list[float] = []
    end_view = library.end_view

    def ended(view_id: int, seconds: float, share: float = 0.0) -> None:
        shares.append(share)
        end_view(view_id, seconds, share)

    monkeypatch.setattr(library, "end_view", ended)
    async with reading(library) as driver:
        await driver.press("enter", "pagedown")
        first = driver.main.article_view.percent
        await driver.press("escape", "j", "k", "enter", "pagedown", "pagedown")
        second = driver.main.article_view.percent
        assert second > first
        await driver.press("escape", "j", "k", "enter", "g", "escape", "j")
    assert shares == pytest.approx([first / 100, (second - first) / 100, 0])


@asynchronous
async def test_the_minutes_over_an_article_are_those_of_its_reader(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "潮水漲了又落，燈塔上的人數着船。\n\n" * 400
    empty_library.add([Draft(f"長卷{number}", body + str(number), language="zh-Hant") for number in range(7)])
    usual = empty_library.article(1).minutes
    assert usual > 10
    monkeypatch.setattr(ViewClock, "seconds", usual * 60 / 2)
    async with reading(empty_library) as driver:
        assert f"{usual} minutes" in driver.text
        for _ in range(5):
            await driver.press("enter", "G", "escape", "j")
        pace = driver.main.pace
        assert pace.chinese > 1.5
        assert pace == empty_library.pace()
        assert f"{pace.minutes(usual, 'zh-Hant')} minutes" in driver.text
        assert driver.main.article is not None
        assert driver.main.article.minutes == usual, "what the library says stays as usual"
    async with reading(empty_library) as driver:
        assert driver.main.pace == pace != Pace(), "also after a restart"
