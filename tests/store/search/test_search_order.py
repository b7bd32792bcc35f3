"""The order of what a query finds, and the first screen of it."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from store.search.corpus import HAN, OTHERS, WORDS, article

from reader.library import Library
from reader.model.draft import Draft
from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.model.published import Published
from reader.model.query import Term
from reader.store.search import lookup
from reader.store.search.ranking import fits
from reader.store.search.tables import OLDEST_ENTRY

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = 2_600
"""Articles: three blocks of the index."""
RELEVANCE = Sort.by(SortKey.RELEVANCE)
QUERIES = (
    "港", "港口", "title:港口", "body:港口", "海", "港口 OR 海", "港口 -海", "港口 -title:海", "港口 is:unread",
    "港口 category:乙", "港口 -(海 OR 山)", "-港口", "rare", "港口 rare", "nothing", "is:unread",
    "港口 is:unread -海 category:甲",
)  # fmt: skip


def draft(number: int, published: Published) -> Draft:
    """Most hold 港口, half of them in the title; some of these 海, one in a hundred a rare word."""
    title = f"{'港口' if number % 2 else '城'}{'海' if number % 10 == 3 else ''} {number}"
    body = (
        f"{'港口 ' * (number % 5)}{'海' if number % 7 == 0 else '山'} {'rare' if number % 100 == 0 else ''}."
    )
    return Draft(title, body, category="甲乙"[number % 2], identity=f"urn:{number}", published=published)


@pytest.fixture(scope="module", params=["by date", "at random", "by date, the newest pending"])
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that no test changes; its entries are in the order of dates or in none."""
    chance = random.Random(4)
    days = [
        Published.of_date(2000 + number // 336, number // 28 % 12 + 1, number % 28 + 1)
        for number in range(COUNT)
    ]
    if request.param == "at random":
        chance.shuffle(days)
    with Library.open(tmp_path_factory.mktemp("shelf") / "library") as library:
        # In parts, so that the entries of one come before those of the next whatever their dates.
        for start, stop in pairwise((0, 900, 1_700, 2_500, COUNT)):
            library.add(draft(number, days[number]) for number in range(start, stop))
            if request.param != "by date, the newest pending" or stop < COUNT:
                library.indexing.go_on(60)
        library.mark_read(range(1, COUNT, 3))
        yield library


@pytest.fixture(params=["few hits", "many hits"])
def patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the hits are so many that not all of them are looked at."""
    if request.param == "many hits":
        monkeypatch.setattr(lookup, "_STRETCH", 20)
        monkeypatch.setattr(lookup, "_RANKED", 30)


def ids(library: Library, query: str, sort: Sort, which: Filter | None = None) -> list[int]:
    base = which or Filter()
    listing = library.listing(Filter(base.folder, base.category_id, query=query), sort)
    return listing.ids(0, len(listing))


def test_every_order_but_relevance_is_that_of_the_list_without_a_query(shelf: Library) -> None:
    for key in (SortKey.DATE, SortKey.TITLE, SortKey.VIEWS):
        for sort in (Sort.by(key), Sort.by(key).reversed()):
            whole = shelf.listing(Filter(), sort).ids(0, COUNT)
            for query in QUERIES:
                found = ids(shelf, query, sort)
                among = set(found)
                assert found == [number for number in whole if number in among], (query, sort)


@pytest.mark.usefixtures("patience")
def test_relevance_finds_the_same_articles(shelf: Library) -> None:
    for query in QUERIES:
        found = ids(shelf, query, RELEVANCE)
        assert len(set(found)) == len(found)
        assert set(found) == set(ids(shelf, query, Sort())), query


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("sort", [Sort(), RELEVANCE, Sort.by(SortKey.TITLE)], ids=str)
def test_the_first_screen_is_the_beginning_of_the_listing(shelf: Library, sort: Sort) -> None:
    for query in QUERIES:
        wanted = ids(shelf, query, sort)
        for limit in (1, 64):
            listing, is_complete = shelf.glimpse(Filter(query=query), sort, limit)
            shown = listing.ids(0, len(listing))
            assert shown == wanted[: len(shown)], (query, limit)
            assert len(shown) == len(wanted) if is_complete else len(shown) >= limit


@pytest.mark.usefixtures("patience")
def test_a_folder_and_a_category_limit_what_is_found(shelf: Library) -> None:
    (first, _second) = shelf.categories()
    for sort in (Sort(), RELEVANCE):
        everything = ids(shelf, "港口", sort)
        rows = {row.id: row for row in shelf.rows(everything)}
        in_category = ids(shelf, "港口", sort, Filter(category_id=first.id))
        unread = ids(shelf, "港口", sort, Filter(Folder.UNREAD))
        assert set(in_category) == {number for number in everything if rows[number].category_id == first.id}
        assert set(unread) == {number for number in everything if not rows[number].read}
        assert shelf.glimpse(Filter(Folder.UNREAD, query="港口"), sort, 10)[0].ids(0, 10) == unread[:10]


def test_the_first_screen_of_a_common_word_does_not_look_at_all_hits(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "_STRETCH", 20)
    library.add(
        Draft(
            f"港口 {number}",
            "b",
            identity=f"{number}",
            published=Published.of_date(number // 300 + 2000, number // 25 % 12 + 1),
        )
        for number in range(2_100)
    )
    library.indexing.go_on(60)
    listing, is_complete = library.glimpse(Filter(query="港口"), Sort(), 10)
    assert (len(listing), is_complete) == (10, False)


def test_a_title_counts_more_than_a_body(library: Library) -> None:
    filler = "城市的夜晚很長。" * 20
    library.add(
        [
            Draft("無關", f"{filler}港口", identity="1"),
            Draft("港口", filler, identity="2"),
            Draft("無關", f"{filler}{'港口，' * 4}", identity="3"),
        ]
    )
    library.indexing.go_on(60)
    assert ids(library, "港口", RELEVANCE) == [2, 3, 1]
    scores = library.scores(Filter(query="港口"), [1, 2, 3])
    assert sorted(scores, key=scores.__getitem__, reverse=True) == [2, 3, 1]
    assert all(score > 0 for score in scores.values())
    assert library.scores(Filter(query="is:unread"), [1, 2, 3]) == {}
    assert library.scores(Filter(query=""), [1]) == {}


@pytest.mark.parametrize("seed", range(5))
def test_what_few_articles_have_is_ranked_as_fts5_ranks_it(
    library: Library, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """To the last digit but a few, and in the same order, by a term of any kind in any of its fields."""
    chance = random.Random(seed)
    library.add(article(chance, f"urn:{number}")[0] for number in range(120))
    library.indexing.go_on(60)
    # Some whose texts have changed: what the index still holds of them counts in its averages.
    library.add(article(chance, f"urn:{number}")[0] for number in range(10))
    compared = 0
    for text in (*HAN, *WORDS, *OTHERS):
        for wanted in (text, f'"{text}"', f'title:"{text}"', f'body:"{text}"'):
            found = ids(library, wanted, RELEVANCE)
            with monkeypatch.context() as patch:
                patch.setattr(lookup, "_FEW", -1)
                assert ids(library, wanted, RELEVANCE) == found, wanted
            compared += 1 < len(found) <= lookup._FEW
    assert compared > 30


def test_a_term_that_begins_inside_another_one_counts_twice(library: Library) -> None:
    library.add([
        Draft("a", "哈哈哈哈" + "，長" * 30, identity="1"),
        Draft("b", "哈哈，哈哈" + "，長" * 30, identity="2"),
    ])  # fmt: skip
    library.indexing.go_on(60)
    more, less = OLDEST_ENTRY, OLDEST_ENTRY - 1
    with library._database.read() as connection:
        fitting = fits(connection, Term("哈哈"), [more, less])
        bm25 = dict(
            connection.execute(
                "SELECT rowid, -bm25(search_text, 8.0, 1.0, 2.0, 2.0) FROM search_text "
                "WHERE search_text MATCH '\"哈 哈\"'"
            )
        )
    assert fitting == pytest.approx(bm25)
    assert fitting[more] > fitting[less]


def test_what_is_not_indexed_yet_comes_first_by_relevance_and_has_no_score(library: Library) -> None:
    library.add([Draft("港口", "b", identity="1")])
    library.indexing.go_on(60)
    library.add([Draft("b", "港口", identity="2")])
    assert ids(library, "港口", RELEVANCE) == [2, 1]
    assert set(library.scores(Filter(query="港口"), [1, 2])) == {1}


def test_the_order_of_the_query_is_taken_before_that_of_its_folder(library: Library) -> None:
    library.add([Draft("b", "b", identity="1"), Draft("a", "b", identity="2"), Draft("c", "b", identity="3")])
    assert library.listing(Filter(query="b sort:title")).ids(0, 9) == [2, 1, 3]
    assert library.listing(Filter(query="b sort:-title")).ids(0, 9) == [3, 1, 2]
    folder = library.smart_folders.add("by title", "b sort:title")
    assert library.listing(Filter(smart_folder_id=folder.id)).ids(0, 9) == [2, 1, 3]
    assert library.listing(Filter(smart_folder_id=folder.id, query="sort:-title")).ids(0, 9) == [3, 1, 2]
    assert library.listing(Filter(smart_folder_id=folder.id), Sort(SortKey.TITLE, descending=True)).ids(
        0, 9
    ) == [3, 1, 2]
