from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from reader.errors import ArticleNotFoundError
from reader.model.article import Place
from reader.model.draft import Draft
from reader.model.filter import Filter, Folder
from reader.store import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library import Library


@pytest.fixture
def filled(library: Library) -> Library:
    library.add(Draft(f"t{number}", "b", "甲" if number % 2 else "乙") for number in range(1, 7))
    return library


def unread(library: Library) -> list[int]:
    return sorted(library.listing(Filter(Folder.UNREAD)).ids(0, 99))


def test_marking_gives_what_changed_in_the_order_asked_for(filled: Library) -> None:
    assert filled.mark_read([5, 2, 5, 99]) == [5, 2]
    assert filled.mark_read([1, 2, 5]) == [1]
    assert unread(filled) == [3, 4, 6]
    assert filled.mark_read([3, 2, 1], read=False) == [2, 1]
    assert unread(filled) == [1, 2, 3, 4, 6]
    assert filled.mark_read([]) == []


def test_marking_again_keeps_the_time_of_the_first(filled: Library) -> None:
    filled.mark_read([1])
    first = filled.article(1).read_at
    filled.mark_read([1, 2])
    assert filled.article(1).read_at == first


def test_marking_a_whole_selection_gives_how_many_changed(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_BATCH", 2)
    filled.mark_read([1])
    category = filled.category("甲")
    assert category is not None
    assert filled.mark_all_read(Filter(Folder.ALL, category.id)) == 2
    assert unread(filled) == [2, 4, 6]
    assert filled.mark_all_read(Filter(Folder.UNREAD)) == 3
    assert filled.mark_all_read(Filter(), read=False) == 6
    filled.bookmark(4)
    filled.begin_view(5)
    assert filled.mark_all_read(Filter(Folder.BOOKMARKS)) == filled.mark_all_read(Filter(Folder.HISTORY)) == 1
    assert unread(filled) == [1, 2, 3, 6]


def test_a_bookmark_keeps_its_first_time_and_its_note(filled: Library) -> None:
    filled.bookmark(1)
    first = filled.article(1)
    assert (first.bookmarked_at is not None, first.note) == (True, None)
    filled.bookmark(1, " a note\x1b[31m ")
    filled.bookmark(1)
    again = filled.article(1)
    assert (again.bookmarked_at, again.note) == (first.bookmarked_at, "a note")
    filled.bookmark(1, "")
    assert filled.article(1).note is None
    assert filled.article(1).bookmarked_at == first.bookmarked_at


def test_a_removed_bookmark_takes_its_note_along(filled: Library) -> None:
    filled.bookmark(1, "note")
    filled.remove_bookmark(1)
    filled.remove_bookmark(1)
    article = filled.article(1)
    assert (article.bookmarked_at, article.note) == (None, None)
    assert filled.counts().bookmarked == 0


def test_a_view_is_counted_when_it_begins_and_timed_when_it_ends(filled: Library) -> None:
    first = filled.begin_view(1)
    second = filled.begin_view(1)
    filled.end_view(first, 2.5)
    filled.end_view(second, 30)
    article = filled.article(1)
    assert (article.views, article.viewed_at is not None) == (2, True)
    assert article.read_at is None
    with filled._database.read() as connection:
        views = connection.execute("SELECT id, article_id, started_at, seconds FROM view").fetchall()
    assert [(view[0], view[1], view[3]) for view in views] == [(first, 1, 2.5), (second, 1, 30.0)]
    assert views[0][2] < views[1][2]


def test_a_place_is_kept_until_another_is(filled: Library) -> None:
    assert filled.place(1) is None
    filled.keep_place(1, Place(3, 14))
    filled.keep_place(2, Place(1))
    filled.keep_place(1, Place(5, 9))
    assert (filled.place(1), filled.place(2)) == (Place(5, 9), Place(1, 0))


@pytest.mark.parametrize("act", [
    lambda library: library.article(99),
    lambda library: library.bookmark(99),
    lambda library: library.remove_bookmark(99),
    lambda library: library.begin_view(99),
    lambda library: library.keep_place(99, Place(0)),
])  # fmt: skip
def test_an_article_that_is_not_there_is_said_to_be_missing(
    filled: Library, act: Callable[[Library], object]
) -> None:
    with pytest.raises(ArticleNotFoundError, match="no article 99"):
        act(filled)
    assert filled.counts().viewed == 0


@pytest.mark.parametrize("value", [None, True, 3, 2.5, "區\ud800", [1, [None]], {"a": {"b": []}}])
def test_what_is_remembered_is_recalled(library: Library, value: object) -> None:
    assert library.recall("name") is None
    library.remember("name", "something else")
    library.remember("name", value)  # type: ignore[arg-type]
    assert library.recall("name") == value


def test_others_write_while_a_great_many_are_marked(library: Library) -> None:
    library.add(Draft(f"t{number}", "b") for number in range(20_000))
    marking = threading.Thread(target=library.mark_all_read, args=(Filter(),))
    marking.start()
    seen = set()
    while marking.is_alive():
        library.remember("turn", len(seen))
        seen.add(library.counts().unread)
    marking.join()
    # Forty transactions: whoever wants to write comes in between two of them, and does not wait for the last.
    assert len(seen - {20_000, 0}) > 5
    assert library.counts().unread == 0
