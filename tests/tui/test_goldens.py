"""Whole screens as text: the look of the application, to be read by eye before it is accepted.

`BROADSHEET_UPDATE_GOLDENS=1 pytest tests/tui/test_goldens.py` writes them anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from tui.articles import LONG, PLAIN, TABLE
from tui.driving import Driver, asynchronous, reading

from reader.model.article import Place
from reader.tui.screens.main import lists, smart_folders
from reader.typeset.cells import cell_width

if TYPE_CHECKING:
    from reader.library import Library

GOLDENS = Path(__file__).parent / "goldens"
SIZES = [(60, 20), (80, 24), (120, 40), (200, 50)]


def compare(name: str, driver: Driver) -> None:
    """Hold the screen against what was accepted; every line must fit the screen."""
    assert all(cell_width(line) <= driver.app.size.width for line in driver.lines)
    assert len(driver.lines) == driver.app.size.height
    golden = GOLDENS / f"{name}.txt"
    shown = driver.text + "\n"
    if os.environ.get("BROADSHEET_UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    assert shown.split("\n") == golden.read_text(encoding="utf-8").split("\n")


def id_of(library: Library, title: str) -> int:
    return library.find_titles(title, 1)[0].id


@pytest.fixture
def used_library(library: Library) -> Library:
    """A library in which something was read and marked, and whose index has nothing left to do."""
    library.bookmark(id_of(library, TABLE), "下週會議要用的數字")
    library.mark_read([id_of(library, TABLE), id_of(library, PLAIN)])
    library.end_view(library.begin_view(id_of(library, PLAIN)), 12.0)
    library.keep_place(id_of(library, LONG), Place(0, 0))
    while library.indexing.go_on(1.0):
        pass
    return library


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@asynchronous
async def test_the_list_at_every_size(used_library: Library, size: tuple[int, int]) -> None:
    async with reading(used_library, size=size) as driver:
        compare(f"list-{size[0]}x{size[1]}", driver)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@asynchronous
async def test_an_open_article_at_every_size(used_library: Library, size: tuple[int, int]) -> None:
    async with reading(used_library, size=size) as driver:
        await driver.press("j", "j", "enter")
        compare(f"article-{size[0]}x{size[1]}", driver)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@asynchronous
async def test_the_categories_at_every_size(used_library: Library, size: tuple[int, int]) -> None:
    async with reading(used_library, size=size) as driver:
        await driver.press("1", "G")
        compare(f"sidebar-{size[0]}x{size[1]}", driver)


@pytest.mark.parametrize("size", [(59, 20), (80, 24), (200, 50)], ids=lambda size: "x".join(map(str, size)))
@asynchronous
async def test_zen_at_every_kind_of_size(used_library: Library, size: tuple[int, int]) -> None:
    async with reading(used_library, size=size) as driver:
        await driver.press("z")
        compare(f"zen-{size[0]}x{size[1]}", driver)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("help", ["?"]),
        ("outline", ["enter", "t", "j"]),
        ("sort", ["s"]),
        ("theme", ["f2"]),
        ("note", ["j", "j", "B"]),
        ("clicks", ["s", "j", "j", "j", "enter"]),
    ],
)
@asynchronous
async def test_a_dialog_over_the_list(used_library: Library, name: str, keys: list[str]) -> None:
    async with reading(used_library, size=(80, 24)) as driver:
        await driver.press(*keys)
        compare(f"{name}-80x24", driver)


@pytest.fixture
def no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches take no time."""
    monkeypatch.setattr(lists, "time", SimpleNamespace(perf_counter=lambda: 0.0))


@pytest.mark.usefixtures("no_time")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@asynchronous
async def test_a_search_at_every_size(used_library: Library, size: tuple[int, int]) -> None:
    async with reading(used_library, size=size) as driver:
        await driver.press("/", "碼", "头", "enter", "j", "n")
        compare(f"search-{size[0]}x{size[1]}", driver)


@pytest.mark.usefixtures("no_time")
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("search-completion", ["/", *"碼頭 c"]),
        ("search-mistake", ["/", *"碼頭 is:unraed", "enter"]),
        ("search-nothing", ["1", "G", "/", *"碼頭", "enter"]),
        ("smart-folder", ["/", *"碼頭", "enter", "F"]),
        ("all", ["/", *"碼頭", "enter", "A"]),
        ("category", ["m", "港"]),
    ],
)
@asynchronous
async def test_a_search_and_its_dialogs(used_library: Library, name: str, keys: list[str]) -> None:
    async with reading(used_library, size=(80, 24)) as driver:
        await driver.press(*("space" if key == " " else key for key in keys))
        compare(f"{name}-80x24", driver)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@asynchronous
async def test_smart_folders_at_every_size(
    used_library: Library, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smart_folders, "_COUNT_DELAY", 1000.0)
    used_library.smart_folders.add("碼頭與燈塔", "碼頭 OR 燈塔")
    used_library.smart_folders.count(used_library.smart_folders.add("Tides", "tide").id)
    async with reading(used_library, size=size) as driver:
        await driver.press("1", "g", *["j"] * 7)
        compare(f"smart-folders-{size[0]}x{size[1]}", driver)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)], ids=lambda size: "x".join(map(str, size)))
@asynchronous
async def test_the_greeting_of_an_empty_library(empty_library: Library, size: tuple[int, int]) -> None:
    async with reading(empty_library, size=size) as driver:
        compare(f"welcome-{size[0]}x{size[1]}", driver)
