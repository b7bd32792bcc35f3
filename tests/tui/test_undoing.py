"""Undo and redo in the application, the trash, categories that change; what goes wrong meanwhile is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui.articles import DRAFTS, HARBOUR, LONG, NEWEST_FIRST, NOTEBOOK, SCHOOLS
from tui.driving import Driver, asynchronous, reading

from reader.errors import LibraryUnusableError
from reader.library import Library
from reader.model.draft import Draft
from reader.model.filter import Filter
from reader.tui.commands import Pane
from reader.tui.screens.trash import TrashScreen

if TYPE_CHECKING:
    from pathlib import Path

NEW = Draft("新的一篇", "Text that came in.\n", "新分類")


@asynchronous
async def test_each_step_is_taken_back_and_done_again_and_said(library: Library) -> None:
    library.journal.clear()
    async with reading(library) as driver:
        await driver.press("b", "r", "ctrl+z")
        assert driver.said[-1] == f"Taken back: marked as read: {LONG}."
        assert driver.figures["All"] == (12, 12)
        await driver.press("U")
        assert driver.said[-1] == f"Taken back: bookmarked: {LONG}."
        assert driver.main.article.bookmarked_at is None  # type: ignore[union-attr]
        await driver.press("U", "ctrl+y")
        assert driver.said[-2] == "There is nothing to take back."
        assert driver.said[-1] == f"Done again: bookmarked: {LONG}."
        assert "✦" in driver.rows_of(driver.main.article_list)[0]
        await driver.press("ctrl+y", "ctrl+y")
        assert driver.said[-1] == "There is nothing to do again."


@asynchronous
async def test_steps_that_are_struck_at_once_are_done_one_after_the_other(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("b", "j", "b", "j", "b")
        driver.strike("U", "U", "U", "ctrl+y")
        await driver.settle()
        assert library.counts().bookmarked == 1
        assert driver.said[-4:] == [
            f"Taken back: bookmarked: {NEWEST_FIRST[2]}.",
            f"Taken back: bookmarked: {NEWEST_FIRST[1]}.",
            f"Taken back: bookmarked: {LONG}.",
            f"Done again: bookmarked: {LONG}.",
        ]


@asynchronous
async def test_what_was_done_is_taken_back_after_a_restart(library_path: Path) -> None:
    with Library.open(library_path) as library:
        async with reading(library) as driver:
            await driver.press("R")
    with Library.open(library_path) as library:
        async with reading(library) as driver:
            await driver.press("ctrl+z")
            assert driver.figures["All"] == (12, 12)


@asynchronous
async def test_an_article_that_goes_with_its_import_leaves_the_pane(library: Library) -> None:
    library.journal.clear()
    library.add([NEW])
    async with reading(library) as driver:
        await driver.press("1", "G", "2", "enter")
        assert driver.title == NEW.title
        await driver.press("U")
        assert driver.title is None
        assert NEW.category not in driver.figures
        assert NEW.title not in driver.text.replace(driver.said[-1], "")
        await driver.press("ctrl+y")
        assert driver.figures[NEW.category] == (1, 0)


@pytest.mark.parametrize("where", ["list", "article", "search"])
@asynchronous
async def test_after_a_deletion_the_cursor_is_on_the_next_article(library: Library, where: str) -> None:
    async with reading(library) as driver:
        if where == "search":
            await driver.press("/", "碼", "頭", "enter")
        if where == "article":
            await driver.press("enter")
        following = driver.listed[1]
        await driver.press("x")
        assert driver.title == driver.highlighted == following
        assert LONG not in driver.listed
        assert driver.said[-1] == "Moved to the trash. Ctrl-Z takes it back."
        await driver.press("U")
        assert LONG in driver.listed
        assert driver.title == following


@asynchronous
async def test_at_the_end_of_the_list_the_cursor_goes_up_and_of_the_last_article_to_the_list(
    library: Library,
) -> None:
    async with reading(library) as driver:
        await driver.press("1", "G", "2", "G", "enter")
        names = driver.listed
        await driver.press("x")
        assert driver.title == names[-2]
        await driver.press("x", "x")
        assert driver.main.pane is Pane.LIST
        assert driver.title is None
        assert "Nothing is filed here." in driver.text
        assert driver.figures[NOTEBOOK] == (0, 0)
        driver.strike("U", "U", "U")
        await driver.settle()
        assert driver.listed == names


@pytest.mark.parametrize("query", ["", "a"])
@asynchronous
async def test_quick_strikes_delete_one_article_each(library: Library, query: str) -> None:
    async with reading(library) as driver:
        if query:
            await driver.press("/", query, "enter")
        before = driver.listed
        driver.strike("x", "x", "x")
        await driver.settle()
        assert driver.listed == before[3:]
        assert [article.title for article in library.trash.articles()] == before[2::-1]
        assert driver.rows_of(driver.main.article_list)[0] == driver.lines_of(driver.main.article_list)[1]


@asynchronous
async def test_the_trash_brings_back_and_removes_for_ever_at_the_second_strike(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("x", "x", "x", "X")
        assert isinstance(driver.dialog, TrashScreen)
        assert "Trash: 3 articles" in driver.text
        await driver.press("x")
        assert len(library.trash) == 3
        assert "x once more" in driver.text
        await driver.press("j", "x")
        assert len(library.trash) == 3, "another article was meant"
        await driver.press("x")
        assert [article.title for article in library.trash.articles()] == [NEWEST_FIRST[2], NEWEST_FIRST[0]]
        await driver.press("enter")
        assert "Trash: 1 article" in driver.text
        await driver.press("X", "X")
        assert "The trash is empty." in driver.text
        await driver.press("x", "X", "enter", "j", "k", "escape")
        assert len(driver.listed) == 10
        await driver.press("U")
        assert driver.said[-1].startswith("Taken back: ")


@asynchronous
async def test_what_is_gone_for_ever_is_said_when_it_should_come_back(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("x", "X", "X", "X", "escape", "U")
        assert driver.said[-1].endswith("1 article is gone from the trash.")


async def _on_category(driver: Driver, name: str) -> None:
    await driver.press("1", "g")
    while driver.main.sidebar.selected.name != name:  # type: ignore[union-attr]
        await driver.press("j")


@asynchronous
async def test_a_category_is_renamed_and_a_name_that_is_taken_can_be_put_right(library: Library) -> None:
    async with reading(library) as driver:
        await _on_category(driver, HARBOUR)
        await driver.press("e", "ctrl+u", *SCHOOLS, "enter")
        assert driver.dialog is not None
        assert SCHOOLS in driver.figures
        await driver.press("ctrl+u", *"港灣", "enter")
        assert driver.dialog is None
        assert driver.said[-1] == f"{HARBOUR} is called 港灣 now. Ctrl-Z takes it back."
        assert driver.main.sidebar.selected.name == "港灣"  # type: ignore[union-attr]
        await driver.press("U")
        assert HARBOUR in driver.figures
        await driver.press("e", "escape")
        assert HARBOUR in driver.figures


@asynchronous
async def test_a_category_goes_with_its_articles_and_comes_back_with_them(library: Library) -> None:
    async with reading(library) as driver:
        before = driver.figures
        await _on_category(driver, SCHOOLS)
        await driver.press("x")
        assert SCHOOLS not in driver.figures
        assert driver.said[-1] == f"{SCHOOLS} removed; its articles are in the trash. Ctrl-Z takes it back."
        assert driver.main.which == Filter()
        await driver.press("U")
        assert driver.figures == before


@asynchronous
async def test_a_message_in_passing_takes_the_place_of_the_one_before_and_errors_stay(
    library: Library,
) -> None:
    async with reading(library) as driver:
        driver.main.warn(LibraryUnusableError("It is full.", "Make room."))
        driver.main.warn(LibraryUnusableError("It is full.", "Make room."))
        await driver.press("b", "b", "b")
        assert driver.told == ["It is full.\nMake room.", "Bookmarked. Ctrl-Z takes it back."]


class _Full:
    """Stands for the verbs of a library whose disk is full."""

    def __call__(self, *_arguments: object, **_options: object) -> None:
        raise LibraryUnusableError("The disk is full.", "Make room and try again.")


@asynchronous
async def test_what_cannot_be_written_is_told_and_the_program_goes_on(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library) as driver:
        for verb in ("begin_view", "bookmark", "mark_read", "keep_place", "end_view", "remember"):
            monkeypatch.setattr(library, verb, _Full())
        await driver.press("b", "r")
        assert driver.said == ["The disk is full.\nMake room and try again."] * 2
        await driver.press("enter", "space", "J")
        assert driver.title == NEWEST_FIRST[1]
        assert driver.told == ["The disk is full.\nMake room and try again."]


@asynchronous
async def test_an_article_that_another_window_has_deleted_ends_nothing(library: Library) -> None:
    async with reading(library) as driver:
        library.trash.delete([next(iter(library.find_titles(LONG, 1))).id])
        await driver.press("b")
        assert "no article" in driver.said[-1]
        await driver.press("enter", "escape", "j")
        assert driver.title in {draft.title for draft in DRAFTS}


@asynchronous
async def test_what_is_done_to_all_goes_on_when_the_shown_article_is_gone(library: Library) -> None:
    async with reading(library) as driver:
        library.trash.delete([next(iter(library.find_titles(LONG, 1))).id])
        await driver.press("R")
        assert driver.said[-1] == "11 articles marked as read. Ctrl-Z takes it back."
        assert driver.title == driver.highlighted == NEWEST_FIRST[1]


@asynchronous
async def test_what_lay_in_the_trash_for_its_time_is_removed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.screens.main.undoing._EMPTY_DELAY", 0.01)
    monkeypatch.setattr("reader.store.trash.now", lambda: 0)
    library.trash.delete([1])
    monkeypatch.undo()
    monkeypatch.setattr("reader.tui.screens.main.undoing._EMPTY_DELAY", 0.01)
    library.trash.delete([2])
    async with reading(library) as driver:
        await driver.until(lambda: len(library.trash) < 2)
        assert [article.id for article in library.trash.articles()] == [2]
