"""Orders of the list, those that take long included."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from tui.articles import HARBOUR, LONG, NEWEST_FIRST, PLAIN, TABLE
from tui.driving import asynchronous, reading

from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.text.collation import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library import Library, Listing


class SlowLibrary:
    """Makes every listing but the first wait for a sign, as if it had a million articles."""

    def __init__(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[tuple[Filter, Sort]] = []
        self.threads: set[int] = set()
        self.signs: dict[SortKey, threading.Event] = {key: threading.Event() for key in SortKey}
        self._listing = library.listing
        monkeypatch.setattr(library, "is_instant", lambda _which, sort: sort.key is SortKey.DATE)
        monkeypatch.setattr(library, "listing", self.listing)

    def listing(self, which: Filter, sort: Sort | None = None) -> Listing:
        sort = sort or which.natural_sort
        if sort.key is not SortKey.DATE:
            self.asked.append((which, sort))
            self.threads.add(threading.get_ident())
            assert self.signs[sort.key].wait(30)
        return self._listing(which, sort)


@pytest.fixture
def slow(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowLibrary]:
    slow = SlowLibrary(library, monkeypatch)
    yield slow
    for sign in slow.signs.values():
        sign.set()


@pytest.mark.parametrize(
    ("choice", "key", "named"),
    [
        (0, SortKey.DATE, "newest first"),
        (1, SortKey.TITLE, "titles from A"),
        (2, SortKey.ORIGIN, "origins from A"),
        (3, SortKey.CLICKS, "most clicks first"),
        (4, SortKey.VIEWS, "most viewed first"),
    ],
)
@asynchronous
async def test_every_order_of_the_menu_sorts_and_can_be_turned_round(
    library: Library, choice: int, key: SortKey, named: str
) -> None:
    library.end_view(library.begin_view(library.find_titles(PLAIN, 1)[0].id), 1.0)
    async with reading(library) as driver:
        await driver.press("s", "g", *["j"] * choice, "enter")
        assert driver.main.sort == Sort.by(key)
        assert named in driver.lines[0]
        listing = library.listing(Filter(), Sort.by(key))
        assert driver.listed == [row.title for row in listing.rows(0, 12)]
        assert driver.highlighted == driver.title == LONG, "the cursor stays on its article"
        await driver.press("S")
        assert driver.main.sort == Sort.by(key).reversed()
        assert driver.listed == [
            row.title for row in library.listing(Filter(), Sort.by(key).reversed()).rows(0, 12)
        ]
        assert driver.highlighted == LONG


@asynchronous
async def test_the_menu_begins_at_the_present_order_and_can_be_left(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("s", "j", "j", "j", "enter", "s", "enter")
        assert driver.main.sort == Sort(SortKey.CLICKS)
        await driver.press("s", "k", "escape")
        assert driver.main.sort == Sort(SortKey.CLICKS)
        assert driver.listed[0] == TABLE


@asynchronous
async def test_the_list_by_clicks_shows_clicks_and_any_other_views(library: Library) -> None:
    async with reading(library, size=(160, 40)) as driver:
        assert "1,382" not in "".join(driver.rows_of(driver.main.article_list))
        await driver.press("s", "j", "j", "j", "enter")
        assert driver.rows_of(driver.main.article_list)[0].endswith("90,500")


@asynchronous
async def test_folders_have_orders_of_their_own_and_an_order_does_not_follow_into_them(
    library: Library,
) -> None:
    first, second = library.find_titles(PLAIN, 1)[0].id, library.find_titles(TABLE, 1)[0].id
    for article_id in (first, second, first):
        library.end_view(library.begin_view(article_id), 1.0)
    async with reading(library) as driver:
        await driver.press("S", "1", "j", "j", "j", "j")
        assert driver.main.sort == Sort(SortKey.VIEWED)
        assert driver.listed == [PLAIN, TABLE]
        await driver.press("j")
        assert driver.main.which == Filter(Folder.MOST_VIEWED)
        assert driver.main.sort == Sort(SortKey.VIEWS)
        assert driver.listed == [PLAIN, TABLE]
        await driver.press("g")
        assert driver.listed == list(NEWEST_FIRST)


@asynchronous
async def test_a_slow_order_is_prepared_beside_the_screen(library: Library, slow: SlowLibrary) -> None:
    async with reading(library) as driver:
        await driver.press("s", "j")
        driver.strike("enter")
        await driver.until(lambda: slow.asked and driver.dialog is None)
        assert threading.get_ident() not in slow.threads
        assert driver.listed == list(NEWEST_FIRST), "the present list stays"
        driver.strike("j")
        await driver.until(lambda: driver.main.article_list.cursor == 1)
        await driver.until(lambda: "sorting" in driver.lines[0])
        slow.signs[SortKey.TITLE].set()
        await driver.settle()
        assert driver.listed == sorted(NEWEST_FIRST, key=sort_key)


@asynchronous
async def test_a_result_that_comes_too_late_is_dropped(library: Library, slow: SlowLibrary) -> None:
    async with reading(library) as driver:
        await driver.press("s", "j")
        driver.strike("enter")
        await driver.until(lambda: len(slow.asked) == 1 and driver.dialog is None)
        driver.strike("s", "j", "j", "enter")
        await driver.until(lambda: len(slow.asked) == 2)
        slow.signs[slow.asked[1][1].key].set()
        await driver.until(lambda: driver.main.article_list.listing.sort == slow.asked[1][1])  # type: ignore[union-attr]
        slow.signs[SortKey.TITLE].set()
        await driver.settle()
        assert driver.main.article_list.listing.sort == slow.asked[1][1]  # type: ignore[union-attr]


@asynchronous
async def test_leaving_for_another_list_drops_an_order_that_is_being_prepared(
    library: Library, slow: SlowLibrary
) -> None:
    async with reading(library) as driver:
        await driver.press("s", "j")
        driver.strike("enter")
        await driver.until(lambda: slow.asked and driver.dialog is None)
        driver.strike("1")
        await driver.until(lambda: driver.app.focused is driver.main.sidebar)
        driver.strike("j", "j", "j", "j", "j", "j")
        await driver.until(lambda: HARBOUR in driver.lines_of(driver.main.article_list)[0])
        slow.signs[SortKey.TITLE].set()
        await driver.settle()
        assert HARBOUR in driver.lines_of(driver.main.article_list)[0]
        assert len(driver.listed) == 5
