"""The reader's own folders: queries with a name."""

from __future__ import annotations

import pytest

from reader.errors import QueryError, SmartFolderNotFoundError, UsageError
from reader.library import Library
from reader.model.draft import Draft
from reader.model.filter import Filter, Folder


@pytest.fixture
def filled(library: Library) -> Library:
    library.add(
        [
            Draft("旅遊一", "b", identity="1"),
            Draft("旅游二", "b", identity="2"),
            Draft("港口", "b", identity="3"),
        ]
    )
    library.mark_read([1])
    return library


def names(library: Library) -> list[str]:
    return [folder.name for folder in library.smart_folders.all()]


def test_a_smart_folder_is_there_after_a_restart_in_its_place(library: Library) -> None:
    for name in ("甲", "乙", "丙"):
        library.smart_folders.add(name, f"title:{name}")
    with Library.open(library.path) as again:
        assert [(folder.name, folder.query) for folder in again.smart_folders.all()] == [
            ("甲", "title:甲"),
            ("乙", "title:乙"),
            ("丙", "title:丙"),
        ]


def test_it_shows_what_its_query_finds_and_a_query_in_it_finds_a_part(filled: Library) -> None:
    folder = filled.smart_folders.add("trips", "旅遊")
    assert filled.listing(Filter(smart_folder_id=folder.id)).ids(0, 9) == [2, 1]
    assert filled.listing(Filter(Folder.UNREAD, smart_folder_id=folder.id)).ids(0, 9) == [2]
    assert filled.listing(Filter(smart_folder_id=folder.id, query="一 OR 港")).ids(0, 9) == [1]
    assert filled.listing(Filter(smart_folder_id=folder.id, query="is:unread")).ids(0, 9) == [2]


def test_an_or_of_a_folder_is_not_torn_by_a_query_in_it(filled: Library) -> None:
    folder = filled.smart_folders.add("either", "港口 OR 一")
    assert filled.listing(Filter(smart_folder_id=folder.id, query="旅遊 OR 二")).ids(0, 9) == [1]


def test_it_keeps_what_it_was_counted_to_hold(filled: Library) -> None:
    folder = filled.smart_folders.add("trips", "旅遊")
    assert (folder.total, folder.unread) == (None, None)
    filled.smart_folders.count(folder.id)
    with Library.open(filled.path) as again:
        (kept,) = again.smart_folders.all()
    assert (kept.total, kept.unread) == (2, 1)
    filled.smart_folders.change(folder.id, "trips", "港口")
    (changed,) = filled.smart_folders.all()
    assert (changed.total, changed.unread) == (None, None)


def test_it_is_found_by_its_name_and_renamed(filled: Library) -> None:
    folder = filled.smart_folders.add("  two \t words ", "旅遊")
    assert folder.name == "two words"
    assert filled.smart_folders.named("two words") == filled.smart_folders.named(" two  words") == folder
    filled.smart_folders.change(folder.id, "two words", "港口")
    filled.smart_folders.change(folder.id, "other", "港口")
    assert filled.smart_folders.named("two words") is None
    assert filled.smart_folders.named("other") is not None


@pytest.mark.parametrize("name", ["", "  ", "\x1b", "taken", " taken "])
def test_a_name_is_not_blank_and_not_taken(library: Library, name: str) -> None:
    library.smart_folders.add("taken", "a")
    other = library.smart_folders.add("other", "a")
    with pytest.raises(UsageError):
        library.smart_folders.add(name, "a")
    with pytest.raises(UsageError):
        library.smart_folders.change(other.id, name, "a")
    assert names(library) == ["taken", "other"]


def test_a_query_that_does_not_parse_makes_no_folder(library: Library) -> None:
    with pytest.raises(QueryError):
        library.smart_folders.add("name", "(a")
    folder = library.smart_folders.add("name", "a")
    with pytest.raises(QueryError):
        library.smart_folders.change(folder.id, "name", "a OR")
    assert library.smart_folders.all() == [folder]


def test_folders_are_moved_among_each_other_and_stay_at_the_ends(library: Library) -> None:
    first, second, third = (library.smart_folders.add(name, "a") for name in "abc")
    for folder, step, wanted in (
        (first, 1, "bac"),
        (first, 1, "bca"),
        (first, 1, "bca"),
        (third, -1, "cba"),
        (third, -1, "cba"),
        (second, 1, "cab"),
    ):
        library.smart_folders.move(folder.id, step)
        assert "".join(names(library)) == wanted
    library.smart_folders.remove(first.id)
    library.smart_folders.add("d", "a")
    assert "".join(names(library)) == "cbd"


def test_removing_a_folder_leaves_the_articles(filled: Library) -> None:
    folder = filled.smart_folders.add("trips", "旅遊")
    filled.smart_folders.remove(folder.id)
    assert filled.smart_folders.all() == []
    assert filled.counts().total == 3
    for act in (
        lambda: filled.smart_folders.remove(folder.id),
        lambda: filled.smart_folders.move(folder.id, 1),
        lambda: filled.smart_folders.change(folder.id, "x", "a"),
        lambda: filled.smart_folders.count(folder.id),
        lambda: filled.listing(Filter(smart_folder_id=folder.id)),
    ):
        with pytest.raises(SmartFolderNotFoundError):
            act()


def test_all_that_a_query_finds_is_marked_read(filled: Library) -> None:
    folder = filled.smart_folders.add("trips", "旅遊")
    assert filled.mark_all_read(Filter(smart_folder_id=folder.id, query="title:旅")) == 1
    assert [row.read for row in filled.rows([1, 2, 3])] == [True, True, False]
