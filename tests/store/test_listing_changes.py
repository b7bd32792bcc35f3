"""What happens to an open listing when articles are marked, added, dated anew and deleted."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from reader.model.draft import Draft
from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.model.published import Published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library import Library

TOTAL = 300


def drafts(start: int = 0, stop: int = TOTAL) -> Iterator[Draft]:
    """Articles of few days, so that many share one."""
    chance = random.Random(start)
    for number in range(start, stop):
        published = Published(f"2020-01-{chance.randrange(1, 20):02}")
        yield Draft(f"t{number}", "b", identity=f"urn:{number}", published=published)


def test_an_article_that_is_read_stays_in_an_unread_listing_until_the_next(library: Library) -> None:
    library.add(drafts())
    wanted = library.listing(Filter(Folder.UNREAD)).ids(0, TOTAL)
    listing = library.listing(Filter(Folder.UNREAD))
    for start in range(0, TOTAL, 20):
        window = listing.rows(start, start + 20)
        assert not any(row.read for row in window)
        library.mark_read([row.id for row in window])
    assert listing.ids(0, TOTAL) == wanted
    assert all(row.read for row in listing.rows(0, TOTAL))
    assert len(library.listing(Filter(Folder.UNREAD))) == 0


def test_an_unread_listing_jumped_through_while_marking_never_repeats_an_article(library: Library) -> None:
    library.add(drafts())
    for seed in range(6):
        library.mark_all_read(Filter(), read=False)
        chance = random.Random(seed)
        listing = library.listing(Filter(Folder.UNREAD), Sort(SortKey.DATE, bool(seed % 2)))
        seen: list[int] = []
        for _ in range(40):
            start = chance.randrange(TOTAL)
            seen += listing.ids(start, start + 9)
            library.mark_read(chance.sample(range(1, TOTAL + 1), 6), chance.random() < 0.8)
        ids = listing.ids(0, TOTAL)
        assert len(ids) == len(set(ids)) == len(listing)
        assert set(seen) <= set(ids)
        unread = set(library.listing(Filter(Folder.UNREAD)).ids(0, TOTAL))
        assert set(ids) - unread <= {row.id for row in library.rows(ids) if row.read}


def test_articles_that_were_read_before_they_were_seen_make_the_listing_shorter(library: Library) -> None:
    library.add(drafts())
    listing = library.listing(Filter(Folder.UNREAD))
    first, last = listing.ids(0, 10), listing.ids(TOTAL - 10, TOTAL)
    library.mark_all_read(Filter())
    assert listing.ids(0, TOTAL) == first + last
    assert len(listing) == 20
    assert listing.position_of(last[-1]) == 19


def test_what_comes_in_later_does_not_appear(library: Library) -> None:
    library.add(drafts(0, 100))
    wanted = library.listing(Filter()).ids(0, 100)
    listing = library.listing(Filter())
    listing.ids(0, 10)
    library.add(drafts(100, 200))
    assert listing.ids(90, 100) == wanted[90:]
    assert listing.ids(0, 200) == wanted
    assert listing.position_of(150) is None


def test_an_article_that_is_dated_anew_keeps_the_place_where_it_was_seen(library: Library) -> None:
    library.add(drafts())
    listing = library.listing(Filter())
    first = listing.ids(0, 3)
    identities = {article_id: library.article(article_id).title for article_id in first}
    for article_id, title in identities.items():
        library.add([Draft(title, "b", identity=f"urn:{article_id - 1}", published=Published("2020-01-05"))])
    assert listing.next_unread(2) == 3
    ids = listing.ids(0, TOTAL)
    assert ids[:3] == first
    assert sorted(ids) == list(range(1, TOTAL + 1))


def test_a_deleted_article_leaves_the_listing(library: Library) -> None:
    library.add(drafts())
    listing = library.listing(Filter())
    ids = listing.ids(0, 20)
    with library._database.write() as connection:
        connection.execute("DELETE FROM article WHERE id = ?", [ids[4]])
    assert [row.id for row in listing.rows(0, 10)] == [*ids[:4], *ids[5:11]]
    assert len(listing) == TOTAL - 1


def test_rows_show_the_present_state(library: Library) -> None:
    library.add(drafts(0, 5))
    listing = library.listing(Filter())
    (row,) = listing.rows(0, 1)
    library.mark_read([row.id])
    library.bookmark(row.id, "note")
    library.begin_view(row.id)
    viewed_at = library.article(row.id).viewed_at
    assert listing.rows(0, 1) == [
        row._replace(read=True, bookmarked=True, note=True, views=1, viewed_at=viewed_at)
    ]


def test_history_and_bookmarks_follow_the_order_of_the_acts_within_a_second(library: Library) -> None:
    library.add(drafts(0, 5))
    for article_id in (3, 1, 4, 3):
        library.begin_view(article_id)
        library.bookmark(article_id)
    assert library.listing(Filter(Folder.HISTORY)).ids(0, 9) == [3, 4, 1]
    assert library.listing(Filter(Folder.BOOKMARKS)).ids(0, 9) == [4, 1, 3]
    assert library.listing(Filter(Folder.MOST_VIEWED)).ids(0, 1) == [3]
