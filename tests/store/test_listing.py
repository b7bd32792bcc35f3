from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import Library, Listing
from reader.model.article import Place
from reader.model.draft import Draft
from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.model.published import Published
from reader.store import listing as listing_module
from reader.store import selection as selection_module
from reader.text.collation import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator

TOTAL = 300


def drafts(start: int = 0, stop: int = TOTAL) -> Iterator[Draft]:
    chance = random.Random(start)
    for number in range(start, stop):
        yield Draft(
            title=f"{chance.choice('天地玄黃宇宙洪荒')}{number}",
            markdown="b",
            category=chance.choice(["甲", "乙", "丙"]),
            identity=f"urn:{number}",
            origin=chance.choice([None, "新華網", "Aa", "bb"]),
            # Few days, so that many articles share one.
            published=Published(f"2020-01-{chance.randrange(1, 20):02}"),
            clicks=chance.choice([None, 0, 5, 70]),
        )


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that no test changes."""
    with Library.open(tmp_path_factory.mktemp("shelf") / "library") as library:
        library.add(drafts())
        chance = random.Random(1)
        library.mark_read(chance.sample(range(1, TOTAL + 1), 120))
        for article_id in chance.choices(range(1, TOTAL + 1), k=90):
            library.begin_view(article_id)
        for article_id in chance.sample(range(1, TOTAL + 1), 60):
            library.keep_place(article_id, Place(0), chance.choice([1, 40, 97, 98, 100]))
        for article_id in chance.sample(range(1, TOTAL + 1), 40):
            library.bookmark(article_id)
        yield library


def plainly_sorted(library: Library, which: Filter, sort: Sort) -> list[int]:
    """What the listing should be, by reading everything."""
    chosen = [library.article(number) for number in range(1, library.counts().total + 1)]
    if which.category_id is not None:
        chosen = [article for article in chosen if article.category_id == which.category_id]
    match which.folder:
        case Folder.UNREAD:
            chosen = [article for article in chosen if article.read_at is None]
        case Folder.CONTINUE:
            chosen = [article for article in chosen if article.progress and article.progress < 98]
        case Folder.BOOKMARKS:
            chosen = [article for article in chosen if article.bookmarked_at is not None]
        case Folder.HISTORY | Folder.MOST_VIEWED:
            chosen = [article for article in chosen if article.viewed_at is not None]

    def date(article: object) -> tuple[int, int]:
        return (article.published.timestamp, article.id)  # type: ignore[attr-defined]

    if sort.key in (SortKey.DATE, SortKey.RELEVANCE):
        # Where nothing is searched for, nothing fits better than another.
        newest_first = sort.descending
        return [article.id for article in sorted(chosen, key=date, reverse=newest_first)]
    keys = {
        SortKey.TITLE: lambda article: sort_key(article.title),
        SortKey.ORIGIN: lambda article: article.origin and sort_key(article.origin),
        SortKey.CLICKS: lambda article: article.clicks,
        SortKey.VIEWS: lambda article: article.views,
        SortKey.VIEWED: lambda article: article.viewed_at,
        SortKey.BOOKMARKED: lambda article: article.bookmarked_at,
    }
    by = keys[sort.key]
    chosen.sort(key=date, reverse=True)
    with_key = sorted(
        (article for article in chosen if by(article) is not None), key=by, reverse=sort.descending
    )
    return [article.id for article in [*with_key, *(article for article in chosen if by(article) is None)]]


FILTERS = [Filter(folder, category) for folder in Folder for category in (None, 1, 3)]
SORTS = [Sort(key, descending) for key in SortKey for descending in (True, False)]


@pytest.mark.parametrize("which", FILTERS, ids=lambda which: f"{which.folder}-{which.category_id}")
def test_every_filter_in_every_order_is_that_of_a_plain_sort(shelf: Library, which: Filter) -> None:
    for sort in SORTS:
        wanted = plainly_sorted(shelf, which, sort)
        listing = shelf.listing(which, sort)
        assert len(listing) == len(wanted)
        assert listing.ids(0, TOTAL) == wanted, sort
        assert [row.id for row in listing.rows(3, 9)] == wanted[3:9]


DATED = [Filter(folder, category) for folder in (Folder.ALL, Folder.UNREAD) for category in (None, 2)]


@given(
    which=st.sampled_from(DATED),
    descending=st.booleans(),
    looks=st.lists(
        st.tuples(
            st.sampled_from(["ids", "position", "next", "previous"]),
            st.integers(-1, TOTAL),
            st.integers(0, 40),
        ),
        max_size=12,
    ),
)
@settings(max_examples=120)
def test_wherever_one_looks_first_the_listing_is_the_same(
    shelf: Library, which: Filter, descending: bool, looks: list[tuple[str, int, int]]
) -> None:
    sort = Sort(SortKey.DATE, descending)
    wanted = shelf.listing(which, sort).ids(0, TOTAL)
    unread = [position for position, row in enumerate(shelf.rows(wanted)) if not row.read]
    listing = shelf.listing(which, sort)
    for look, start, size in looks:
        match look:
            case "ids":
                assert listing.ids(start, start + size) == wanted[max(start, 0) : max(start + size, 0)]
            case "position":
                assert listing.position_of(start) == (wanted.index(start) if start in wanted else None)
            case "next":
                assert listing.next_unread(start) == next((at for at in unread if at > start), None)
            case _:
                before = [at for at in unread if at < min(start, len(wanted))]
                assert listing.next_unread(start, forward=False) == (before[-1] if before else None)
    assert listing.ids(0, TOTAL) == wanted


def test_next_unread_looks_far_and_in_any_order(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing_module, "_NEAR", 2)
    listing = shelf.listing(Filter(), Sort.by(SortKey.TITLE))
    unread = [position for position, row in enumerate(listing.rows(0, TOTAL)) if not row.read]
    assert [listing.next_unread(at) for at in range(-1, TOTAL)] == [
        next((position for position in unread if position > at), None) for at in range(-1, TOTAL)
    ]


def test_the_natural_order_is_taken_when_none_is_named(shelf: Library) -> None:
    for folder, key in (
        (Folder.CONTINUE, SortKey.VIEWED),
        (Folder.HISTORY, SortKey.VIEWED),
        (Folder.MOST_VIEWED, SortKey.VIEWS),
        (Folder.UNREAD, SortKey.DATE),
    ):
        assert shelf.listing(Filter(folder)).sort == Sort.by(key)


def test_an_empty_selection_is_an_empty_listing(shelf: Library) -> None:
    for sort in SORTS:
        listing = shelf.listing(Filter(Folder.ALL, 99), sort)
        assert (len(listing), listing.rows(0, 9), listing.next_unread(-1), listing.position_of(1)) == (
            0,
            [],
            None,
            None,
        )


def test_an_index_or_few_articles_make_a_listing_instant(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shelf.is_instant(Filter(), Sort.by(SortKey.TITLE))
    monkeypatch.setattr(listing_module, "FEW", 50)
    for which in DATED:
        assert shelf.is_instant(which, Sort())
    assert not shelf.is_instant(Filter(), Sort.by(SortKey.TITLE))
    assert not shelf.is_instant(Filter(Folder.ALL, 1), Sort.by(SortKey.TITLE))
    assert shelf.is_instant(Filter(Folder.BOOKMARKS), Sort.by(SortKey.BOOKMARKED))
    assert shelf.is_instant(Filter(Folder.BOOKMARKS, 1), Sort.by(SortKey.TITLE))


# How it is read


def plans(library: Library, act: object) -> list[str]:
    """The query plans of the statements that an act runs."""
    statements: list[str] = []
    with library._database.read() as connection:
        connection.set_trace_callback(statements.append)
        act()  # type: ignore[operator]
        connection.set_trace_callback(None)
        found = []
        for statement in statements:
            if statement.startswith(("SELECT", "UPDATE")):
                found += [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()]
        return found


def windows(listing: Listing) -> None:
    listing.rows(0, 60)
    listing.rows(60, 120)
    listing.rows(len(listing) - 20, len(listing))
    listing.ids(150, 160)
    listing.next_unread(0)
    listing.next_unread(119)


SIDEBAR = [*DATED, Filter(Folder.HISTORY), Filter(Folder.BOOKMARKS), Filter(Folder.MOST_VIEWED)]


@pytest.mark.parametrize("which", SIDEBAR, ids=lambda which: f"{which.folder}-{which.category_id}")
def test_the_lists_of_the_sidebar_are_read_from_indexes_alone(shelf: Library, which: Filter) -> None:
    steps = plans(shelf, lambda: windows(shelf.listing(which)))
    assert steps
    for step in steps:
        assert "TEMP B-TREE" not in step
        assert not re.match(r"SCAN article(?! USING COVERING INDEX)", step), step
        if re.match(r"SEARCH article USING(?! INTEGER PRIMARY KEY)", step):
            assert "COVERING INDEX" in step


@pytest.mark.parametrize("descending", [True, False])
def test_a_window_reads_no_more_than_it_shows(library: Library, descending: bool) -> None:
    """Counted in steps of SQLite's machine, which do not depend on how busy the computer is."""
    library.add(Draft(f"t{number}", "b", identity=f"urn:{number}") for number in range(4000))

    def steps_of(act: object) -> int:
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        with library._database.read() as connection:
            connection.set_progress_handler(count, 10)
            act()  # type: ignore[operator]
            connection.set_progress_handler(None, 0)
        return counted * 10

    listing = library.listing(Filter(), Sort(SortKey.DATE, descending))
    for start in (0, 30, 3970, 3940):
        assert steps_of(lambda: listing.rows(start, start + 30)) < 3000  # noqa: B023 - called at once
    assert steps_of(lambda: listing.next_unread(59)) < 3000


def test_the_bounds_of_the_kept_counts_are_those_of_the_selection(shelf: Library) -> None:
    for which in FILTERS:
        with shelf._database.read() as connection:
            bound = selection_module.selection(which).bound(connection)
        assert bound >= len(shelf.listing(which))


def test_two_threads_may_read_one_listing(shelf: Library) -> None:
    from concurrent.futures import ThreadPoolExecutor

    wanted = shelf.listing(Filter()).ids(0, TOTAL)
    listing = shelf.listing(Filter())
    starts = random.Random(5).choices(range(TOTAL), k=60)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda start: listing.ids(start, start + 10), starts))
    assert found == [wanted[start : start + 10] for start in starts]
