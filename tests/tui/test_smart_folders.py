"""The reader's own folders: saved from a search, listed, counted, changed, and there again after a restart."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui.articles import HARBOUR, LONG, NOTEBOOK, PLAIN
from tui.driving import Driver, asynchronous, reading

from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.model.query import And, Name, NameField
from reader.text.query.parser import parse
from reader.tui.commands import Pane
from reader.tui.saved_query import saved_query
from reader.tui.screens.smart_folder import SmartFolderScreen

if TYPE_CHECKING:
    from reader.library import Library

_BELL = "老碼頭的鐘聲"


async def choose(driver: Driver, name: str) -> None:
    """Go down the sidebar to an entry."""
    await driver.press("1", "g")
    while driver.main.sidebar.selected.name != name:  # type: ignore[union-attr]
        await driver.press("j")


@asynchronous
async def test_a_saved_search_is_there_after_a_restart_with_its_counts(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("/", "碼", "頭", "enter", "F")
        assert isinstance(driver.dialog, SmartFolderScreen)
        await driver.press("岸", "邊", "enter")
        await driver.until(lambda: driver.figures.get("岸邊") == (2, 2))
        names = [entry.name for entry in driver.main.sidebar.entries]
        assert names[6:9] == ["", "岸邊", ""], "between the built-in folders and the categories"
        assert driver.listed == [LONG, _BELL], "the search goes on"
        await driver.press("escape")
        await choose(driver, "岸邊")
        assert driver.listed == [LONG, _BELL]
        await driver.press("2", "j", "ctrl+q")
    async with reading(library) as driver:
        assert driver.figures["岸邊"] == (2, 2)
        assert driver.main.which == Filter(smart_folder_id=library.smart_folders.all()[0].id)
        assert driver.main.sidebar.selected.name == "岸邊"  # type: ignore[union-attr]
        assert driver.highlighted == driver.title == _BELL


@asynchronous
async def test_a_folder_is_counted_anew_when_marks_change(library: Library) -> None:
    library.smart_folders.add("岸邊", "碼頭 is:unread")
    async with reading(library) as driver:
        assert driver.figures["岸邊"] in {(2, 2), (None, None)}
        await driver.until(lambda: driver.figures["岸邊"] == (2, 2))
        await driver.press("r")
        await driver.until(lambda: driver.figures["岸邊"] == (1, 1))


@asynchronous
async def test_the_scope_of_a_search_becomes_a_part_of_the_query(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("1", "G", "/", *"tide", "enter", "F", "enter")
        assert library.smart_folders.all()[0].query == f'category:"{NOTEBOOK}" tide'


@asynchronous
async def test_a_mistake_in_the_dialog_is_shown_and_can_be_put_right(library: Library) -> None:
    library.smart_folders.add("taken", "港口")
    async with reading(library) as driver:
        await driver.press("/", "鐘", "enter", "F", *"taken", "enter")
        assert "taken already" in driver.text
        await driver.press("2", "tab", "space", "(", "enter")
        lines = driver.lines
        query = next(y for y, line in enumerate(lines) if "鐘 (" in line)
        assert lines[query + 1].index("^") == lines[query].index("(") + 1, "鐘 takes two cells"
        await driver.press("backspace", "backspace", "enter")
        assert driver.dialog is None
        assert [folder.name for folder in library.smart_folders.all()] == ["taken", "taken2"]


@asynchronous
async def test_an_edited_folder_lists_what_it_finds_now(library: Library) -> None:
    library.smart_folders.add("岸邊", "碼頭")
    async with reading(library) as driver:
        await choose(driver, "岸邊")
        await driver.press("e", "tab", "end", "space", *"的鐘聲", "enter")
        assert driver.listed == [_BELL]
        await driver.press("e", "escape")
        assert library.smart_folders.all()[0].query == "碼頭 的鐘聲"


@asynchronous
async def test_a_folder_whose_query_is_wrong_says_so_and_can_be_edited(library: Library) -> None:
    folder = library.smart_folders.add("岸邊", "碼頭")
    with library._database.write() as connection:
        connection.execute("UPDATE smart_folder SET query = '碼頭 (' WHERE id = ?", [folder.id])
    async with reading(library) as driver:
        await choose(driver, "岸邊")
        assert "This parenthesis does not end." in driver.text
        assert driver.main.article is None
        await driver.press("e", "tab", "end", "backspace", "enter")
        assert driver.listed == [LONG, _BELL]


@asynchronous
async def test_a_folder_can_be_searched_and_shows_no_marks_itself(library: Library) -> None:
    library.smart_folders.add("岸邊", "碼頭")
    async with reading(library) as driver:
        await choose(driver, "岸邊")
        assert driver.main.hits is None
        await driver.press("/", "鐘")
        assert driver.listed == [_BELL]
        await driver.press("escape")
        assert driver.listed == [LONG, _BELL]
        assert driver.main.pane is Pane.SIDEBAR


@asynchronous
async def test_a_folder_has_the_order_that_its_query_names_until_another_is_chosen(library: Library) -> None:
    library.smart_folders.add("most", "is:unread sort:clicks")
    async with reading(library) as driver:
        await choose(driver, "most")
        assert driver.main.sort == Sort(SortKey.CLICKS)
        await driver.press("2", "S")
        assert driver.main.sort == Sort(SortKey.CLICKS, descending=False)
        assert driver.listed[0] == PLAIN


@asynchronous
async def test_in_a_library_that_is_read_only_folders_are_listed_and_not_changed(library: Library) -> None:
    library.smart_folders.add("岸邊", "碼頭")
    library.read_only = True
    async with reading(library) as driver:
        await choose(driver, "岸邊")
        assert driver.listed == [LONG, _BELL]
        await driver.press("e", "x", "{", "}")
        assert driver.dialog is None


@asynchronous
async def test_keys_of_folders_do_nothing_on_other_lines(library: Library) -> None:
    library.smart_folders.add("岸邊", "碼頭")
    async with reading(library) as driver:
        await driver.press("1", "e", "x", "delete", "{", "}")
        assert driver.dialog is None
        assert len(library.smart_folders.all()) == 1


_NOW = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("which", "kept"),
    [
        (Filter(query="港口"), "港口"),
        (Filter(query="a OR b sort:title"), "a OR b sort:title"),
        (Filter(Folder.UNREAD, query="港口"), "is:unread 港口"),
        (Filter(Folder.HISTORY, query="a sort:views b"), "is:viewed a  b sort:views"),
        (Filter(category_id=1, query="a OR b sort:-title"), f'category:"{HARBOUR}" (a OR b) sort:-title'),
        (Filter(category_id=1, query="sort:title"), f'category:"{HARBOUR}" sort:title'),
        (Filter(smart_folder_id=1, query="a OR b"), "(x OR y) (a OR b)"),
        (Filter(smart_folder_id=1, query="a"), "(x OR y) a"),
    ],
)
def test_a_saved_query_finds_what_the_search_found(which: Filter, kept: str) -> None:
    assert saved_query(which, HARBOUR, "x OR y sort:date") == kept
    parse(kept, _NOW)


@given(st.text(st.sampled_from("\"'＂“”「」()（）:：ab 港"), min_size=1, max_size=12))
def test_any_category_is_named_so_that_it_is_meant(name: str) -> None:
    from reader.text.clean import clean_line

    name = clean_line(name)
    if name:
        query = parse(saved_query(Filter(category_id=1, query="港口 OR x"), name, ""), _NOW)
        assert isinstance(query.condition, And)
        assert query.condition.parts[0] == Name(NameField.CATEGORY, name, whole=True)
