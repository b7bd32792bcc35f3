"""Tags of bookmarks: in use, listed, searched in, and given to many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model.article import Place
from reader.model.category import Tag
from reader.model.draft import Draft
from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.model.journal import Action

if TYPE_CHECKING:
    from reader.library import Library


@pytest.fixture
def tagged(library: Library) -> Library:
    library.add([Draft(f"Article {number}", f"Harbour {number}", "港口") for number in range(1, 6)])
    library.bookmark(4, tags=["ferry", "港口"])
    library.bookmark(2, tags=["ferry"])
    library.bookmark(1)
    return library


def listed(library: Library, which: Filter, sort: Sort | None = None) -> list[int]:
    return library.listing(which, sort).ids(0, 100)


def test_tags_in_use_are_counted_and_go_with_the_last_bookmark(tagged: Library) -> None:
    assert tagged.tags_in_use() == [Tag("ferry", 2), Tag("港口", 1)]
    tagged.remove_bookmark(4)
    assert tagged.tags_in_use() == [Tag("ferry", 1)]
    tagged.trash.delete([2])
    assert tagged.tags_in_use() == []


def test_a_tag_lists_its_articles_by_the_time_of_the_bookmark(tagged: Library) -> None:
    which = Filter(tag="ferry")
    assert listed(tagged, which) == [2, 4]
    assert listed(tagged, which, Sort(SortKey.TITLE, descending=True)) == [4, 2]
    assert listed(tagged, which, Sort()) == [4, 2]
    assert tagged.is_instant(which, Sort())
    assert listed(tagged, Filter(tag="none")) == []


def test_a_tag_is_narrowed_by_folder_and_query(tagged: Library) -> None:
    tagged.mark_read([4])
    assert listed(tagged, Filter(Folder.UNREAD, tag="ferry")) == [2]
    assert listed(tagged, Filter(tag="ferry", query="harbour -2")) == [4]
    assert tagged.mark_all_read(Filter(tag="ferry")) == 1
    assert tagged.listing(Filter(tag="ferry")).next_unread(-1) is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tag:ferry", [2, 4]),
        ("tag:#FERRY", [2, 4]),
        ("标签:港", [4]),
        ('tag:"港"', []),
        ("has:tag", [2, 4]),
        ("is:bookmarked -has:tag", [1]),
        ("tag:ferry OR harbour", [1, 2, 3, 4, 5]),
        ("tag:ferry harbour 4", [4]),
    ],
)
def test_queries_know_tags(tagged: Library, query: str, expected: list[int]) -> None:
    assert sorted(listed(tagged, Filter(query=query))) == expected


def test_queries_know_what_is_half_read(tagged: Library) -> None:
    tagged.keep_place(3, Place(0, 3), 40)
    tagged.keep_place(5, Place(0, 3), 100)
    assert listed(tagged, Filter(query="is:half-read")) == listed(tagged, Filter(Folder.CONTINUE)) == [3]
    assert sorted(listed(tagged, Filter(query="-is:half-read"))) == [1, 2, 4, 5]


def test_note_and_tags_of_many_are_one_step(tagged: Library) -> None:
    assert tagged.bookmark_all([1, 2, 3], "for the report", ["#ferry", "pier"]) == [3]
    assert [tagged.article(number).tags for number in (1, 2, 3)] == [("ferry", "pier")] * 3
    assert {tagged.article(number).note for number in (1, 2, 3)} == {"for the report"}
    entry = tagged.journal.entries()[0]
    assert (entry.action, entry.articles) == (Action.NOTE, 3)
    tagged.journal.undo()
    assert [tagged.article(number).tags for number in (1, 2, 3)] == [(), ("ferry",), ()]
    assert tagged.article(1).bookmarked_at is not None
    assert tagged.article(3).bookmarked_at is None
