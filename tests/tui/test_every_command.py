"""Every command of the table, by each of its keys: what the help screen says is what happens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest
from tui.articles import DRAFTS, HARBOUR, LONG, NEWEST_FIRST, SCHOOLS, TABLE
from tui.driving import Driver, asynchronous, reading
from tui.glossed import add_glossed

from reader.model.article import Place
from reader.model.draft import Draft
from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.model.published import Published
from reader.model.selection import Extent
from reader.tui.commands import BY_ID, COMMANDS, Pane
from reader.tui.keys import with_twins
from reader.tui.screens.category import CategoryScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.highlights import HighlightsScreen
from reader.tui.screens.importing import ImportScreen
from reader.tui.screens.line import LineScreen
from reader.tui.screens.note import NoteScreen
from reader.tui.screens.statistics import StatisticsScreen
from reader.tui.screens.trash import TrashScreen

if TYPE_CHECKING:
    from reader.library import Library

Check = Callable[[Driver, str], Awaitable[None]]
CHECKS: dict[str, Check] = {}
"""By command id: bring the application to where the command works, strike the key, see what happened, and undo it."""


def checks(name: str) -> Callable[[Check], Check]:
    def register(check: Check) -> Check:
        CHECKS[name] = check
        return check

    return register


def _moves(name: str, target: Callable[[int, int, int], int]) -> None:
    """A key that moves: the cursor of the list from row to row, the text of an article from line to line.

    `target` gives the row or line for where it starts, the lines of a page, and the last one.
    """

    async def check(driver: Driver, key: str) -> None:
        articles, view = driver.main.article_list, driver.main.article_view
        await driver.press("2")
        articles.move_to(4)
        await driver.press(key)
        assert articles.cursor == min(max(0, target(4, articles.page, 11)), 11)
        assert driver.title == driver.listed[articles.cursor]
        await driver.press("g", "3")
        view.go_to_line(15)
        await driver.press(key)
        assert view.top == target(15, view.page, int(view.max_scroll_y))

    CHECKS[f"move.{name}"] = check


_moves("down", lambda start, _page, _last: start + 1)
_moves("up", lambda start, _page, _last: start - 1)
_moves("page_down", lambda start, page, _last: start + page - 1)
_moves("page_up", lambda start, page, _last: start - page + 1)
_moves("half_down", lambda start, page, _last: start + page // 2)
_moves("half_up", lambda start, page, _last: start - page // 2)
_moves("top", lambda _start, _page, _last: 0)
_moves("bottom", lambda _start, _page, last: last)


def _goes(name: str, steps: dict[Pane, Pane]) -> None:
    """A key that changes the pane."""

    async def check(driver: Driver, key: str) -> None:
        for start, end in steps.items():
            driver.main.go_to(start)
            await driver.settle()
            await driver.press(key)
            assert driver.main.pane is end
            assert driver.app.focused is driver.main._widget_of(end)

    CHECKS[name] = check


_S, _L, _A = Pane.SIDEBAR, Pane.LIST, Pane.ARTICLE
_goes("pane.left", {_A: _L, _L: _S, _S: _S})
_goes("pane.right", {_S: _L, _L: _A, _A: _A})
_goes("pane.next", {_S: _L, _L: _A, _A: _S})
_goes("pane.previous", {_S: _A, _A: _L, _L: _S})
_goes("pane.sidebar", {_A: _S, _L: _S, _S: _S})
_goes("pane.list", {_A: _L, _L: _L, _S: _L})
_goes("pane.article", {_A: _A, _L: _A, _S: _A})
_goes("go.in", {_S: _L, _L: _A, _A: _A})
_goes("go.back", {_A: _L, _L: _S, _S: _S})


@checks("go.leave")
async def _leave(driver: Driver, key: str) -> None:
    await driver.press("3", key)
    assert driver.main.pane is Pane.LIST
    await driver.press(key)
    assert driver.main.pane is Pane.SIDEBAR
    await driver.press(key)
    assert driver.app._exit


@checks("read.onward")
async def _read_onward(driver: Driver, key: str) -> None:
    await driver.press("2", "g", key)
    assert driver.main.pane is Pane.ARTICLE
    top = driver.main.article_view.scroll_offset.y
    await driver.press(key)
    assert driver.main.article_view.scroll_offset.y > top
    await driver.press("G", key)
    assert driver.title == NEWEST_FIRST[1]


@checks("read.next_unread")
async def _next_unread(driver: Driver, key: str) -> None:
    await driver.press("j", "r", "k", key)
    assert driver.title == NEWEST_FIRST[2]


@checks("read.previous_unread")
async def _previous_unread(driver: Driver, key: str) -> None:
    await driver.press("j", "r", "j", key)
    assert driver.title == NEWEST_FIRST[0]


@checks("article.next")
async def _next_article(driver: Driver, key: str) -> None:
    await driver.press("enter", key)
    assert driver.title == NEWEST_FIRST[1]
    assert driver.main.pane is Pane.ARTICLE


@checks("article.previous")
async def _previous_article(driver: Driver, key: str) -> None:
    await driver.press("j", "j", "enter", key)
    assert driver.title == NEWEST_FIRST[1]
    assert driver.main.pane is Pane.ARTICLE


def _top_line(driver: Driver) -> str:
    return driver.rows_of(driver.main.article_view)[0].strip()


@checks("section.next")
async def _next_section(driver: Driver, key: str) -> None:
    await driver.press("3", "g", key)
    assert _top_line(driver) == "航道與碼頭"
    await driver.press(key)
    assert _top_line(driver) == "岸電與減排"


@checks("section.previous")
async def _previous_section(driver: Driver, key: str) -> None:
    await driver.press("3", "g", "]", "]", key)
    assert _top_line(driver) == "航道與碼頭"
    await driver.press(key)
    assert driver.main.article_view.scroll_offset.y == 0


async def _open_wide_table(driver: Driver) -> None:
    """In the article pane, an article with a table of twenty columns."""
    title = "二十個碼頭"
    if title not in driver.listed:
        table = (
            "|港|" + "|".join(f"{n}號" for n in range(20)) + "|\n" + "|-" * 21 + "|\n|北|" + "12,345|" * 20
        )
        driver.main.library.add([Draft(title, table, HARBOUR, published=Published("2019"))])
        driver.main.reload()
        await driver.settle()
    driver.main.article_list.move_to(driver.listed.index(title))
    await driver.settle()
    await driver.press("3")


def _columns(driver: Driver) -> list[str]:
    return next(line.split() for line in driver.rows_of(driver.main.article_view) if "號" in line)


@checks("table.right")
async def _table_right(driver: Driver, key: str) -> None:
    await _open_wide_table(driver)
    assert _columns(driver)[1] == "0號"
    await driver.press(key)
    assert _columns(driver)[1] == "1號"


@checks("table.left")
async def _table_left(driver: Driver, key: str) -> None:
    await _open_wide_table(driver)
    await driver.press(">", ">", key)
    assert _columns(driver)[1] == "1號"


@checks("article.outline")
async def _outline(driver: Driver, key: str) -> None:
    await driver.press("3", key, "j", "enter")
    assert driver.dialog is None
    assert _top_line(driver) == "岸電與減排"


@checks("article.browser")
async def _browser(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert driver.opened == [DRAFTS[0].url]
    assert driver.said == ["Opened in the browser: news.example.org"]


@checks("article.link_hints")
async def _link_hints(driver: Driver, key: str) -> None:
    await driver.press("3", "G", key, "a")
    assert driver.opened == ["https://harbour.example.org/notice?a=1"]


@checks("article.find")
async def _find(driver: Driver, key: str) -> None:
    await driver.press("3", key, *"岸電")
    assert driver.main.pane is Pane.ARTICLE
    assert driver.lines_of(driver.main.find_box)[0].rstrip().endswith("/7"), driver.text  # type: ignore[arg-type]


@checks("article.select")
async def _select(driver: Driver, key: str) -> None:
    await driver.press(key, "e", "enter")
    assert driver.copied == [LONG.partition("：")[0]]


@checks("article.copy_link")
async def _copy_link(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert driver.copied == [DRAFTS[0].url]


@checks("article.copy_markdown")
async def _copy_markdown(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert driver.copied[0].startswith(f"# {LONG}\n\n- 望海日報\n- 林若川\n- 2023-11-20")
    assert DRAFTS[0].markdown.strip() in driver.copied[0]


@checks("article.bookmark")
async def _bookmark(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert driver.figures["Bookmarks"][0] == 1
    assert "✦" in driver.rows_of(driver.main.article_list)[0]
    await driver.press(key)
    assert driver.figures["Bookmarks"][0] == 0
    assert "✦" not in driver.rows_of(driver.main.article_list)[0]


@checks("article.note")
async def _note(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert isinstance(driver.dialog, NoteScreen)
    await driver.press("潮", "汐", "enter")
    assert driver.main.article.note == "潮汐"  # type: ignore[union-attr]
    assert driver.figures["Bookmarks"][0] == 1


@checks("article.read")
async def _read(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert driver.figures["All"] == (12, 11)
    await driver.press(key)
    assert driver.figures["All"] == (12, 12)


@checks("list.read_all")
async def _read_all(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert driver.figures["All"] == (12, 0)


@checks("article.move")
async def _move(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert isinstance(driver.dialog, CategoryScreen)
    await driver.press(*SCHOOLS[:2], "enter")
    assert driver.figures[SCHOOLS] == (5, 5)
    assert driver.main.article.category == SCHOOLS  # type: ignore[union-attr]


@checks("article.delete")
async def _delete(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert driver.listed == list(NEWEST_FIRST[1:])
    assert driver.title == NEWEST_FIRST[1]


@checks("library.trash")
async def _trash(driver: Driver, key: str) -> None:
    await driver.press("x", key)
    assert isinstance(driver.dialog, TrashScreen)
    await driver.press("enter", "escape")
    assert driver.listed == list(NEWEST_FIRST)


@checks("library.highlights")
async def _highlights(driver: Driver, key: str) -> None:
    library = driver.main.library
    found = next(iter(library.find_titles(TABLE, 1)))
    library.highlights.add(found.id, Extent(Place(-1, 0), Place(-1, 2)), TABLE[:2])
    await driver.press(key)
    assert isinstance(driver.dialog, HighlightsScreen)
    await driver.press("enter")
    assert driver.title == TABLE
    assert driver.main.pane is Pane.ARTICLE


@checks("app.undo")
async def _undo(driver: Driver, key: str) -> None:
    await driver.press("r", key)
    assert driver.figures["All"] == (12, 12)


@checks("app.redo")
async def _redo(driver: Driver, key: str) -> None:
    await driver.press("r", "ctrl+z", key)
    assert driver.figures["All"] == (12, 11)


async def _go_to_category(driver: Driver) -> None:
    await driver.press("1", "G", "k")
    assert driver.main.sidebar.selected.name == SCHOOLS  # type: ignore[union-attr]


@checks("category.rename")
async def _rename_category(driver: Driver, key: str) -> None:
    await _go_to_category(driver)
    await driver.press(key)
    assert isinstance(driver.dialog, LineScreen)
    await driver.press("ctrl+u", "塾", "enter")
    assert driver.figures["塾"] == (4, 4)


@checks("category.remove")
async def _remove_category(driver: Driver, key: str) -> None:
    await _go_to_category(driver)
    await driver.press(key)
    assert SCHOOLS not in driver.figures
    assert driver.figures["All"] == (8, 8)


@checks("list.all")
async def _all(driver: Driver, key: str) -> None:
    await driver.press(key, "j", "j", "enter")
    assert driver.figures["Bookmarks"][0] == 12


async def _search_for(driver: Driver, *keys: str) -> None:
    await driver.press("2", "/", *keys, "enter")
    assert driver.main.pane is Pane.LIST


@checks("search.open")
async def _search(driver: Driver, key: str) -> None:
    await driver.press(key, "碼", "頭")
    assert driver.listed == [LONG, "老碼頭的鐘聲"]
    await driver.press("escape")
    assert driver.listed == list(NEWEST_FIRST)


@checks("search.next_hit")
async def _next_hit(driver: Driver, key: str) -> None:
    await _search_for(driver, "碼", "頭")
    first = driver.main.article_view.hits
    await driver.press(key)
    assert first is not None
    assert driver.main.article_view.hits == (first[0] + 1, first[1])


@checks("search.previous_hit")
async def _previous_hit(driver: Driver, key: str) -> None:
    await _search_for(driver, "碼", "頭")
    await driver.press("j", key)
    assert driver.title == LONG
    number, total = driver.main.article_view.hits or (0, 1)
    assert number == total > 1, "the last hit of the article before"


@checks("smart_folder.save")
async def _save_search(driver: Driver, key: str) -> None:
    await _search_for(driver, "碼", "頭")
    await driver.press(key, "岸", "enter")
    await driver.until(lambda: driver.figures.get("岸") == (2, 2))


async def _go_to_smart_folder(driver: Driver) -> None:
    for name in ("岸", "燈"):
        driver.main.library.smart_folders.add(name, "碼頭")
    driver.main.reload()
    await driver.press("1", "g", "j", "j", "j", "j", "j", "j")
    assert driver.main.sidebar.selected.name == "岸"  # type: ignore[union-attr]


def _folders(driver: Driver) -> list[str]:
    return [folder.name for folder in driver.main.library.smart_folders.all()]


@checks("smart_folder.edit")
async def _edit_smart_folder(driver: Driver, key: str) -> None:
    await _go_to_smart_folder(driver)
    await driver.press(key, "潮", "enter")
    assert _folders(driver) == ["潮", "燈"]


@checks("smart_folder.remove")
async def _remove_smart_folder(driver: Driver, key: str) -> None:
    await _go_to_smart_folder(driver)
    await driver.press(key)
    assert _folders(driver) == ["燈"]
    assert driver.main.which == Filter()


@checks("smart_folder.up")
async def _smart_folder_up(driver: Driver, key: str) -> None:
    await _go_to_smart_folder(driver)
    await driver.press("j", key)
    assert _folders(driver) == ["燈", "岸"]
    assert driver.main.sidebar.selected.name == "燈"  # type: ignore[union-attr]


@checks("smart_folder.down")
async def _smart_folder_down(driver: Driver, key: str) -> None:
    await _go_to_smart_folder(driver)
    await driver.press(key)
    assert _folders(driver) == ["燈", "岸"]


@checks("list.sort")
async def _sort(driver: Driver, key: str) -> None:
    await driver.press(key, "j", "j", "j", "enter")
    assert driver.main.sort == Sort(SortKey.CLICKS)
    assert driver.listed[0] == TABLE


@checks("list.period")
async def _period(driver: Driver, key: str) -> None:
    await driver.press("enter", "escape")
    driver.main.go_to_category(Filter(Folder.MOST_VIEWED))
    await driver.settle()
    await driver.press(key, "enter")
    assert driver.main.which == Filter(Folder.MOST_VIEWED, query="viewed:7d")
    assert driver.listed == [LONG]


@checks("list.reverse")
async def _reverse(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert driver.listed == list(reversed(NEWEST_FIRST))


@checks("view.zen")
async def _zen(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert driver.main.article_view.size.width == driver.app.size.width
    assert driver.panes == [Pane.ARTICLE]
    await driver.press(key)
    assert Pane.LIST in driver.panes


@checks("view.measure")
async def _measure(driver: Driver, key: str) -> None:
    await driver.resize(200, 40)
    widest = driver.main.article_view._page
    await driver.press("z", key)
    assert widest is not None
    assert driver.main.article_view._page.width > 180  # type: ignore[union-attr]
    await driver.press(key)
    assert driver.main.article_view._page.width == 3 * 46 + 2 * 4  # type: ignore[union-attr]
    await driver.press(key)
    assert driver.main.article_view._page.width == 80  # type: ignore[union-attr]


@checks("view.script")
async def _script(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert "望海新港区开港" in driver.text
    await driver.press(key, key)
    assert LONG[:10] in driver.text


@checks("view.as_it_came")
async def _as_it_came(driver: Driver, key: str) -> None:
    add_glossed(driver.main.library)
    driver.main.reload()
    await driver.press("g", "3", key)
    assert "區(qū)" in driver.text
    await driver.press(key)
    assert "區(qū)" not in driver.text


@checks("view.grow")
async def _grow(driver: Driver, key: str) -> None:
    before = driver.main.article_list.size.height
    await driver.press(key)
    assert driver.main.article_list.size.height > before


@checks("view.shrink")
async def _shrink(driver: Driver, key: str) -> None:
    before = driver.main.article_list.size.height
    await driver.press(key)
    assert driver.main.article_list.size.height < before


@checks("view.theme")
async def _theme(driver: Driver, key: str) -> None:
    await driver.press(key, "j", "enter")
    assert driver.app.theme == "broadsheet-light"


@checks("library.import")
async def _import(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert isinstance(driver.dialog, ImportScreen)
    await driver.press("escape")


@checks("app.palette")
async def _palette(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert driver.dialog is not None
    for character in HARBOUR:
        driver.strike(character)
    await driver.until(lambda: HARBOUR in driver.text and "Category" in driver.text)
    await driver.press("down", "enter")
    await driver.until(lambda: driver.main.which != Filter())
    assert driver.listed[0] == LONG
    driver.main.choose(Filter())
    await driver.settle()


@checks("app.statistics")
async def _statistics(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert isinstance(driver.dialog, StatisticsScreen)
    await driver.press(key)
    assert driver.dialog is None


@checks("app.help")
async def _help(driver: Driver, key: str) -> None:
    await driver.press(key)
    assert isinstance(driver.dialog, HelpScreen)
    await driver.press(key)
    assert driver.dialog is None


@checks("app.quit")
async def _quit(driver: Driver, key: str) -> None:
    await driver.press("3", key)
    assert driver.app._exit


def test_every_command_has_a_check() -> None:
    assert set(CHECKS) == set(BY_ID)


# What leaves nothing behind is struck with all its keys in one run; the rest needs a library in which nothing was done.
_TOGETHER = tuple(
    command.id
    for command in COMMANDS
    if command.id.startswith(("move.", "pane.", "section."))
    or command.id
    in {"go.in", "view.grow", "view.shrink", "library.import", "app.palette", "app.help", "app.statistics"}
)
_CASES = [
    pytest.param(command.id, keys, id=f"{command.id}-{'-'.join(keys)}")
    for command in COMMANDS
    for keys in (
        [with_twins(command.keys)]
        if command.id in _TOGETHER
        else [(key,) for key in with_twins(command.keys)]
    )
]  # fmt: skip


@pytest.mark.parametrize(("name", "keys"), _CASES)
@asynchronous
async def test_a_key_does_what_the_help_says(library: Library, name: str, keys: tuple[str, ...]) -> None:
    async with reading(library, size=(80, 24)) as driver:
        for key in keys:
            await CHECKS[name](driver, key)
