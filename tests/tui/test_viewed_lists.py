"""History by day, and what was viewed most in a period."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tui.articles import LONG, MARKUP, PLAIN, TABLE
from tui.driving import asynchronous, reading
from tui.test_goldens import compare, id_of

from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.settings import Settings
from reader.tui.commands import Pane
from reader.tui.wording import row_viewed

if TYPE_CHECKING:
    from reader.library import Library

AT = datetime(2023, 11, 20, 9, 5, tzinfo=UTC)
TODAY = datetime(2023, 11, 21, tzinfo=UTC).date()


def view(library: Library, title: str, began: datetime, times: int = 1) -> None:
    for _ in range(times):
        view_id = library.begin_view(id_of(library, title))
        at = int(began.timestamp() * 1_000_000)
        with library._database.write() as connection:
            connection.execute("UPDATE view SET started_at = ? WHERE id = ?", [at, view_id])
            connection.execute("UPDATE article SET viewed_at = ? WHERE id = ?", [at, id_of(library, title)])


@pytest.mark.parametrize(
    ("viewed_at", "width", "repeated", "shown"),
    [
        (AT, 11, False, "11-20 09:05"),
        (AT, 11, True, "      09:05"),
        (AT, 5, False, "11-20"),
        (AT, 5, True, "09:05"),
        (AT.replace(year=2022), 11, False, "2022-11-20"),
        (AT.replace(year=2022), 11, True, "      09:05"),
        (AT.replace(year=2022), 5, False, "2022"),
        (AT, 0, False, ""),
        (None, 11, False, ""),
    ],
)
def test_a_row_tells_day_and_time_of_its_last_view(
    viewed_at: datetime | None, width: int, repeated: bool, shown: str
) -> None:
    assert row_viewed(viewed_at, width, TODAY, repeated=repeated) == shown


@pytest.fixture
def viewed(library: Library) -> Library:
    """Two articles viewed on one day, one the day before, one in another year."""
    view(library, MARKUP, datetime(2022, 3, 1, 8, 0, tzinfo=UTC))
    view(library, TABLE, datetime(2023, 11, 19, 23, 50, tzinfo=UTC))
    view(library, LONG, datetime(2023, 11, 20, 7, 15, tzinfo=UTC))
    view(library, PLAIN, datetime(2023, 11, 20, 21, 30, tzinfo=UTC))
    while library.indexing.go_on(1.0):
        pass
    return library


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: "x".join(map(str, size)))
@asynchronous
async def test_history_shows_the_days(viewed: Library, size: tuple[int, int]) -> None:
    async with reading(viewed, size=size) as driver:
        driver.main.go_to_category(Filter(Folder.HISTORY))
        await driver.settle()
        compare(f"history-{size[0]}x{size[1]}", driver)


@asynchronous
async def test_the_first_row_in_sight_always_tells_its_day(library: Library) -> None:
    for number, row in enumerate(library.listing(Filter()).rows(0, 12)):
        view(library, row.title, AT - timedelta(minutes=number))
    async with reading(library, size=(120, 9)) as driver:
        driver.main.go_to_category(Filter(Folder.HISTORY))
        await driver.settle()
        for key in ("G", "k", "g", "pagedown"):
            await driver.press(key)
            rows = driver.rows_of(driver.main.article_list)
            assert [("11-20" in row, "09:0" in row or "08:5" in row) for row in rows] == [
                (True, True),
                *[(False, True)] * (len(rows) - 1),
            ]


@asynchronous
async def test_another_order_shows_when_articles_were_published(viewed: Library) -> None:
    async with reading(viewed) as driver:
        driver.main.go_to_category(Filter(Folder.HISTORY))
        await driver.settle()
        assert "11-20 21:30" in driver.text
        await driver.press("s", "enter")
        assert driver.main.sort == Sort()
        assert "21:30" not in driver.text
        assert "2023-11-17" in driver.text


@pytest.fixture
def favourites(library: Library) -> Library:
    """One article viewed often long ago, others less often and lately."""
    now = datetime.now(UTC)
    view(library, LONG, now - timedelta(days=300), 5)
    view(library, TABLE, now - timedelta(days=300), 1)
    view(library, TABLE, now - timedelta(days=20), 3)
    view(library, PLAIN, now - timedelta(days=2), 2)
    return library


@asynchronous
async def test_most_viewed_counts_the_views_of_the_chosen_period(favourites: Library) -> None:
    async with reading(favourites) as driver:
        driver.main.go_to_category(Filter(Folder.MOST_VIEWED))
        await driver.settle()
        assert driver.listed == [LONG, TABLE, PLAIN]
        for choice, expected in (
            ([], [(PLAIN, 2)]),
            (["j"], [(TABLE, 3), (PLAIN, 2)]),
            (["j", "j"], [(LONG, 5), (TABLE, 4), (PLAIN, 2)]),
        ):
            await driver.press("P", *choice, "enter")
            await driver.settle()
            listing = driver.main.article_list.listing
            assert listing is not None
            assert [(row.title, row.views) for row in listing.rows(0, 9)] == expected
            assert driver.main.pane is Pane.LIST
            assert driver.rows_of(driver.main.article_list)[0].endswith(str(expected[0][1]))
        assert "viewed:365d" in driver.text
        await driver.press("P", "j", "j", "j", "enter")
        assert driver.main.searched is None
        assert driver.listed == [LONG, TABLE, PLAIN]
        await driver.press("P", "escape")
        assert driver.listed == [LONG, TABLE, PLAIN]


@asynchronous
async def test_a_period_is_left_like_a_search_and_kept_like_one(favourites: Library) -> None:
    async with reading(favourites) as driver:
        driver.main.go_to_category(Filter(Folder.MOST_VIEWED))
        await driver.settle()
        await driver.press("P", "enter", "escape")
        assert driver.main.which == Filter(Folder.MOST_VIEWED)
        assert driver.listed == [LONG, TABLE, PLAIN]
        await driver.press("/", "up")
        assert driver.main.search_box is not None
        assert driver.main.search_box.text == "viewed:7d"


@asynchronous
async def test_history_of_a_period_keeps_its_order(favourites: Library) -> None:
    async with reading(favourites) as driver:
        driver.main.go_to_category(Filter(Folder.HISTORY))
        await driver.settle()
        await driver.press("P", "j", "enter")
        assert driver.main.sort == Sort(SortKey.VIEWED)
        assert driver.listed == [PLAIN, TABLE]


@asynchronous
async def test_other_lists_have_no_period(favourites: Library) -> None:
    async with reading(favourites, Settings()) as driver:
        await driver.press("P")
        assert driver.dialog is None
        assert "Period" not in driver.lines[-1]
