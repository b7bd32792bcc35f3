"""Preview, opening and counting, going on to what is unread, and marks."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from tui.articles import HARBOUR, LONG, NEWEST_FIRST, NOTEBOOK, PLAIN, SCHOOLS, TABLE
from tui.driving import asynchronous, reading

from reader.model.filter import Filter, Folder
from reader.settings import Reading, Settings
from reader.tui.commands import Pane

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library import Library


def views(library: Library, title: str = LONG) -> int:
    return library.find_titles(title, 1)[0].views


def seconds_of_views(path: Path) -> list[float]:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT seconds FROM view ORDER BY id").fetchall()
    connection.close()
    return [row[0] for row in rows]


@asynchronous
async def test_the_preview_follows_the_cursor_and_counts_nothing(library: Library) -> None:
    async with reading(library) as driver:
        for position in (1, 2, 3):
            await driver.press("j")
            assert driver.title == NEWEST_FIRST[position]
            assert driver.rows_of(driver.main.article_view)[0].strip() in NEWEST_FIRST[position]
        await driver.press("1", "G")
        assert driver.title == PLAIN
        assert library.counts() == (12, 12, 0, 0, 0)


@asynchronous
async def test_of_a_fast_series_of_moves_only_the_last_is_previewed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library) as driver:
        fetched: list[int] = []
        article = library.article
        monkeypatch.setattr(library, "article", lambda number: fetched.append(number) or article(number))
        driver.strike(*"jjjjjjjj")
        await driver.until(lambda: driver.main.article_list.cursor == 8)
        await driver.settle()
        assert driver.title == NEWEST_FIRST[8]
        assert len(fetched) <= 3, "the first may have been shown, and the one at which the series paused"
        assert fetched[-1] == driver.main.article.id  # type: ignore[union-attr]


@asynchronous
async def test_an_article_opened_at_once_after_a_move_is_the_one_under_the_cursor(library: Library) -> None:
    async with reading(library) as driver:
        driver.strike("j", "j", "enter")
        await driver.until(lambda: library.counts().viewed == 1)
        assert driver.title == NEWEST_FIRST[2]
        assert views(library, TABLE) == 1


@asynchronous
async def test_opening_counts_one_view_whatever_is_done_while_it_is_open(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("enter")
        assert views(library) == 1
        await driver.press("j", "G", "g", "escape", "enter", "tab", "tab", "tab", "z", "z", "b", "1", "3")
        await driver.resize(70, 30)
        await driver.press("2", "3")
        await driver.resize(120, 40)
        assert views(library) == 1
        await driver.press("escape", "j", "k", "enter")
        assert views(library) == 2
        assert driver.figures["History"][0] == driver.figures["Most viewed"][0] == 1
        assert "2 views" in driver.text


@asynchronous
async def test_reading_on_with_j_and_k_counts_each_article(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("enter", "J", "J", "K")
        assert [views(library, title) for title in NEWEST_FIRST[:3]] == [1, 2, 1]
        assert driver.main.pane is Pane.ARTICLE
        assert driver.highlighted == driver.title == NEWEST_FIRST[1]


@asynchronous
async def test_a_view_has_a_length_once_the_article_is_left(library: Library, library_path: Path) -> None:
    async with reading(library) as driver:
        await driver.press("enter")
        assert seconds_of_views(library_path) == [0.0]
        await driver.press("J")
        first, second = seconds_of_views(library_path)
        assert first > second == 0.0
        await driver.press("ctrl+q")
    assert all(seconds for seconds in seconds_of_views(library_path))


@pytest.mark.parametrize(
    ("settings", "after_preview", "after_opening"),
    [
        (Reading(mark_read="opened", preview_seconds=0.0), 12, 11),
        (Reading(mark_read="previewed", preview_seconds=0.0), 10, 10),
        (Reading(mark_read="never", preview_seconds=0.0), 12, 12),
    ],
)
@asynchronous
async def test_an_article_becomes_read_as_the_setting_says(
    library: Library, settings: Reading, after_preview: int, after_opening: int
) -> None:
    async with reading(library, Settings(reading=settings)) as driver:
        await driver.press("j")
        await driver.until(lambda: driver.figures["All"][1] == after_preview)
        await driver.press("enter")
        await driver.until(lambda: driver.figures["All"][1] == after_opening)
        assert driver.figures["Unread"][0] == after_opening == library.counts().unread


@asynchronous
async def test_the_list_of_unread_articles_keeps_the_one_just_read_until_it_is_left(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("1", "j", "enter", "enter")
        assert driver.main.which == Filter(Folder.UNREAD)
        assert driver.figures["Unread"] == (11, None)
        assert driver.listed[0] == LONG
        await driver.press("J", "escape")
        assert driver.listed[:2] == list(NEWEST_FIRST[:2])
        assert driver.figures["Unread"] == (10, None)
        await driver.press("1", "j", "k")
        assert driver.listed == list(NEWEST_FIRST[2:])


@asynchronous
async def test_marks_show_at_once_in_list_sidebar_and_article(library: Library) -> None:
    async with reading(library) as driver:
        main = driver.main
        await driver.press("r")
        assert driver.figures[HARBOUR] == (5, 4)
        assert "▪" not in driver.rows_of(main.article_list)[0]
        await driver.press("r", "B", *"note!", "enter")
        assert driver.figures[HARBOUR] == (5, 5)
        assert driver.figures["Bookmarks"] == (1, None)
        assert "✦" in driver.rows_of(main.article_list)[0]
        assert any("Bookmarked: note!" in line for line in driver.rows_of(main.article_view))
        await driver.press("B", "escape")
        assert library.article(main.article.id).note == "note!"  # type: ignore[union-attr]
        await driver.press("B", *["backspace"] * 5, "enter")
        assert library.article(main.article.id).note is None  # type: ignore[union-attr]
        assert driver.figures["Bookmarks"] == (1, None)
        await driver.press("b")
        assert driver.figures["Bookmarks"] == (0, None)
        assert "Bookmarked" not in "".join(driver.rows_of(main.article_view))


@asynchronous
async def test_marking_does_not_move_the_text(library: Library) -> None:
    async with reading(library, size=(120, 20)) as driver:
        await driver.press("enter", "]", "]")
        top = driver.rows_of(driver.main.article_view)[0]
        await driver.press("b")
        assert driver.rows_of(driver.main.article_view)[0] == top
        await driver.press("b", "r")
        assert driver.rows_of(driver.main.article_view)[0] == top


@asynchronous
async def test_the_next_unread_article_is_found_across_categories_and_round(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("1", "G", "2")
        assert driver.title == PLAIN
        for title in ("Reading list", "Almanac"):
            await driver.press("n")
            assert driver.title == title
        await driver.press("n")
        assert (HARBOUR in driver.lines_of(driver.main.article_list)[0], driver.title) == (True, LONG)
        library.mark_all_read(Filter(category_id=library.category(SCHOOLS).id))  # type: ignore[union-attr]
        driver.main.refresh_counts()
        await driver.press("p")
        assert driver.title == "Almanac"
        assert NOTEBOOK in driver.lines_of(driver.main.article_list)[0]
        await driver.press("p", "p", "p")
        assert driver.title == "老碼頭的鐘聲"
        library.mark_all_read(Filter())
        driver.main.refresh_article()
        await driver.press("n", "p")
        assert driver.title == "老碼頭的鐘聲"
        assert driver.said == ["No unread article is left."] * 2


@asynchronous
async def test_space_reads_through_everything(library: Library) -> None:
    async with reading(library, size=(120, 24)) as driver:
        seen: list[str | None] = []
        for _ in range(40):
            await driver.press("space")
            if driver.title not in seen:
                seen.append(driver.title)
            if library.counts().unread == 0:
                break
        assert seen == list(NEWEST_FIRST)
        assert driver.main.pane is Pane.ARTICLE


@asynchronous
async def test_all_of_a_list_is_marked_read_at_once_and_what_takes_it_back_is_said(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("1", "G", "2", "R")
        assert driver.figures[NOTEBOOK] == (3, 0)
        assert driver.figures["All"] == (12, 9)
        assert driver.said == ["3 articles marked as read. Ctrl-Z takes it back."]
        await driver.press("R")
        assert driver.said[-1] == "0 articles marked as read."


@asynchronous
async def test_an_article_without_headings_or_address_offers_neither(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("j", "enter", "t", "o", "y", "]")
        assert driver.dialog is None
        assert driver.opened == driver.copied == []
        assert not {"Outline", "Browser"} & {hint.label for hint in driver.main.key_bar.hints}


@asynchronous
async def test_the_outline_begins_at_the_present_section_and_can_be_left(library: Library) -> None:
    async with reading(library, size=(120, 20)) as driver:
        await driver.press("enter", "]", "]")
        top = driver.main.article_view.top
        await driver.press("t", "escape")
        assert driver.main.article_view.top == top
        await driver.press("t", "enter")
        assert driver.main.article_view.top == top
        await driver.press("t", "k", "enter")
        assert driver.rows_of(driver.main.article_view)[0].strip() == "航道與碼頭"


@pytest.mark.parametrize("key", ["b", "r", "o", "y", "Y"])
@asynchronous
async def test_a_key_right_after_a_move_means_the_article_under_the_cursor(
    library: Library, key: str
) -> None:
    async with reading(library) as driver:
        driver.strike("j", "j", "j", key)
        await driver.until(lambda: driver.opened or driver.copied or library.counts() != (12, 12, 0, 0))
        await driver.settle()
        row = library.find_titles(PLAIN, 1)[0]
        assert row.title == driver.highlighted
        marked = row.bookmarked or row.read
        assert marked or "https://notes.example.org/tides" in (driver.opened + driver.copied)[0]
