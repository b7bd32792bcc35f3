"""Importing from within: the path and its completion, progress, report, and stopping."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input, OptionList
from tui.articles import LONG, NEWEST_FIRST
from tui.driving import Driver, asynchronous, reading
from tui.hostile import forbidden

from reader.model.report import Progress
from reader.settings import Importing, Settings
from reader.tui.screens.importing import ImportScreen
from reader.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from reader.library import Library


@pytest.fixture
def folder(isolated_home: Path) -> Path:
    """A folder in the home with two articles and a file that is too long."""
    folder = isolated_home / "news" / "海港"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("---\ndate: 2023-11-21\n---\n# 新到的第一篇\n\n正文。\n", encoding="utf-8")
    (folder / "b.md").write_text("# 新到的第二篇\n\n正文。\n", encoding="utf-8")
    (folder / "too-long.md").write_text("# 太長\n\n" + "正文。" * 130_000, encoding="utf-8")
    (isolated_home / "notes.txt").write_text("x", encoding="utf-8")
    (isolated_home / ".hidden").mkdir()
    return folder


def path_of(driver: Driver) -> str:
    return driver.dialog.query_one(Input).value  # type: ignore[union-attr]


def matches(driver: Driver) -> list[str]:
    return [str(option.prompt) for option in driver.dialog.query_one(OptionList).options]  # type: ignore[union-attr]


async def open_dialog(driver: Driver, path: str | Path = "") -> None:
    await driver.press("i")
    assert isinstance(driver.dialog, ImportScreen)
    if path:
        driver.dialog.query_one(Input).value = str(path)
        await driver.settle()


async def enter_and_wait(driver: Driver, text: str) -> None:
    driver.strike("enter")
    await driver.until(lambda: text in driver.text)
    await driver.settle()


@asynchronous
async def test_the_path_begins_at_home_and_tab_completes_it(library: Library, folder: Path) -> None:
    async with reading(library) as driver:
        await open_dialog(driver)
        assert path_of(driver) == "~/"
        assert matches(driver) == ["~/news/", "~/notes.txt"], "folders first, hidden ones not"
        await driver.press("n", "o")
        assert matches(driver) == ["~/notes.txt"]
        await driver.press("backspace", "backspace", "N", "tab")
        assert path_of(driver) == "~/news/"
        await driver.press("tab")
        assert path_of(driver) == "~/news/海港/"
        await driver.press("down", "down", "enter")
        assert path_of(driver) == "~/news/海港/b.md"
        await driver.press("x", "y", "tab")
        assert path_of(driver) == "~/news/海港/b.mdxy", "nothing fits"


@asynchronous
async def test_hidden_entries_are_offered_when_asked_for(library: Library, folder: Path) -> None:
    async with reading(library) as driver:
        await open_dialog(driver)
        await driver.press(".")
        assert matches(driver) == ["~/.hidden/"]


@asynchronous
async def test_a_folder_with_a_bad_file_comes_in_and_the_report_names_the_bad_one(
    library: Library, folder: Path
) -> None:
    async with reading(library, Settings(importing=Importing(max_megabytes=1))) as driver:
        await driver.press("j", "j")
        await open_dialog(driver, folder)
        await enter_and_wait(driver, "Done.")
        report = "".join(driver.lines_of(driver.dialog.query_one(ArticleView)))  # type: ignore[union-attr]
        for fact in ("3 files", "2 added", "0 updated", "0 unchanged", "1 failed"):
            assert fact in report
        assert "too-long.md" in report
        await enter_and_wait(driver, "2 unchanged")
        assert library.counts().total == 14
        await driver.press("escape")
        assert driver.dialog is None
        assert "新到的第一篇" in driver.listed
        assert driver.figures["All"] == (14, 14)
        assert driver.figures["海港"] == (2, 2)
        assert driver.highlighted == driver.title == NEWEST_FIRST[2], "the cursor stays on its article"


@asynchronous
async def test_the_first_import_into_an_empty_library_shows_what_came_in(
    empty_library: Library, folder: Path
) -> None:
    async with reading(empty_library, Settings(importing=Importing(max_megabytes=1))) as driver:
        await open_dialog(driver, folder)
        await enter_and_wait(driver, "Done.")
        await driver.press("escape")
        assert sorted(driver.listed) == ["新到的第一篇", "新到的第二篇"]
        assert driver.title in driver.listed


@asynchronous
async def test_a_path_that_is_not_there_is_named(library: Library, tmp_path: Path) -> None:
    async with reading(library) as driver:
        await open_dialog(driver, tmp_path / "nowhere")
        await enter_and_wait(driver, "1 failed")
        report = driver.lines_of(driver.dialog.query_one(ArticleView))  # type: ignore[union-attr]
        assert "nowhere" in "".join(line.strip() for line in report)
        await driver.press("escape")
        assert driver.dialog is None
        assert driver.listed == list(NEWEST_FIRST)


@asynchronous
async def test_a_file_whose_name_is_hostile_is_offered_clean_and_imported(
    library: Library, folder: Path
) -> None:
    raw = "x\x1b]52;c;cm0=\x07\u202e\x9b31m港.md"
    (folder / raw).write_text("# 名字不好的文件\n\n正文。\n", encoding="utf-8")
    (folder / os.fsdecode(b"x\xff.md")).write_text("# Not UTF-8\n\ntext\n", encoding="utf-8")
    async with reading(library) as driver:
        await open_dialog(driver, f"{folder}/x")
        assert [Path(match).name for match in matches(driver)] == ["x港.md", "x\ufffd.md"]
        await driver.press("tab")
        assert Path(path_of(driver)).name == "x港.md"
        await enter_and_wait(driver, "1 added")
        await driver.press(*["backspace"] * 4, "tab")
        driver.dialog.query_one(Input).value = f"{folder}/x"  # type: ignore[union-attr]
        await driver.press("down", "down", "enter")
        assert Path(path_of(driver)).name == "x\ufffd.md"
        driver.strike("enter")
        await driver.until(lambda: library.counts().total == 14)
        await driver.settle()
        assert not forbidden(driver.text)


@asynchronous
async def test_what_is_pasted_is_cleaned_in_every_line_that_is_written_on(library: Library) -> None:
    async with reading(library) as driver:
        for opening in ("i", "B", "ctrl+p"):
            driver.strike(opening)
            await driver.until(lambda: isinstance(driver.app.focused, Input))
            driver.app.post_message(events.Paste("~/\x1b]52;c;cm0=\x07\u202e海\x9b31m\n"))
            await driver.until(lambda: "海" in driver.app.focused.value)  # type: ignore[union-attr]
            await driver.settle()
            assert not forbidden(driver.text)
            await driver.press("escape")
            await driver.until(lambda: driver.dialog is None)


@asynchronous
async def test_nothing_is_done_without_a_path(library: Library) -> None:
    async with reading(library) as driver:
        await open_dialog(driver, "  ")
        await driver.press("enter")
        assert "Tab completes" in driver.text
        await driver.press("escape")
        assert driver.dialog is None


@asynchronous
async def test_escape_stops_the_import_first_and_leaves_the_dialog_then(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = threading.Event()
    import_paths = library.import_paths

    def slowly(paths: list[Path], **how: object) -> object:
        how["on_progress"](Progress(1, 90_000, "/news/\u2060first.md", 2400, 2.0, 75.0))  # type: ignore[operator]
        assert going_on.wait(30)
        return import_paths(paths, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(library, "import_paths", slowly)
    async with reading(library) as driver:
        await open_dialog(driver, folder)
        await enter_and_wait(driver, "1 of 90,000 files · 1,200 articles/s · 1:15 left · first.md")
        await driver.press("enter", "escape")
        assert driver.dialog is not None
        assert "Stopping; what was done stays." in driver.text
        going_on.set()
        await driver.until(lambda: "Stopped." in driver.text)
        assert library.counts().total == 12
        await driver.press("escape")
        assert driver.dialog is None
        assert driver.highlighted == LONG


@asynchronous
async def test_leaving_the_program_stops_an_import(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = threading.Event()

    def endless(_paths: list[Path], **how: object) -> object:
        while not how["cancelled"]():  # type: ignore[operator]
            stopped.wait(0.01)
        stopped.set()
        return None

    monkeypatch.setattr(library, "import_paths", endless)
    async with reading(library) as driver:
        await open_dialog(driver, folder)
        await driver.press("enter", "ctrl+q")
        assert driver.app._exit
    assert stopped.wait(10)
