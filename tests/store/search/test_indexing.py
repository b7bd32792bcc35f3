"""The index follows what is written, in pieces, whatever happens meanwhile."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from reader.errors import LibraryUnusableError
from reader.library import Library
from reader.model.draft import Draft
from reader.model.filter import Filter, Sort, SortKey
from reader.model.published import Published
from reader.store.database import Database
from reader.store.search import finding, indexing
from reader.store.search.functions import SearchCancelledError
from reader.store.search.indexing import Indexing
from reader.store.search.tables import OLDEST_ENTRY

if TYPE_CHECKING:
    from collections.abc import Callable


def drafts(*numbers: int, text: str = "港口") -> list[Draft]:
    return [Draft(f"{number}", f"{text} {number}", identity=f"urn:{number}") for number in numbers]


def ids(library: Library, query: str, sort: Sort | None = None) -> list[int]:
    listing = library.listing(Filter(query=query), sort)
    return listing.ids(0, len(listing))


def integrity(library: Library) -> tuple[int, int, int]:
    """Articles, entries and texts in the index; raises when the index is damaged."""
    with library._database.write() as connection:
        connection.execute("INSERT INTO search_text (search_text, rank) VALUES ('integrity-check', 0)")
        connection.execute("INSERT INTO search_title (search_title, rank) VALUES ('integrity-check', 0)")
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("article", "search_entry", "search_text_docsize")
        ]
    return counts[0], counts[1], counts[2]


def test_a_new_article_is_behind_until_the_index_went_on(library: Library) -> None:
    upkeep = library.indexing
    assert (upkeep.behind(), upkeep.go_on(60)) == (0, False)
    library.add(drafts(1, 2, 3))
    assert upkeep.behind() == 3
    assert not upkeep.go_on(60)
    assert (upkeep.behind(), integrity(library)) == (0, (3, 3, 3))


def test_it_works_in_batches_and_says_whether_there_is_more(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_BATCH_ARTICLES", 2)
    library.add(drafts(1, 2, 3, 4, 5))
    upkeep = library.indexing
    left = []
    while upkeep.go_on(0):
        left.append(upkeep.behind())
    assert left[:3] == [3, 1, 0]


def test_the_newest_come_first_in_the_index(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_BATCH_ARTICLES", 2)
    for numbers in ((3, 1, 5, 2, 4), (7, 6)):
        library.add(
            Draft(f"{number}", "港口", identity=f"urn:{number}", published=Published.of_date(2000 + number))
            for number in numbers
        )
        library.indexing.go_on(60)
    with library._database.read() as connection:
        ordered = connection.execute(
            "SELECT title FROM search_entry JOIN article ON article.id = article_id ORDER BY entry"
        ).fetchall()
        found = connection.execute("SELECT rowid FROM search_text WHERE search_text MATCH '港'").fetchall()
    assert [title for (title,) in ordered] == list("7654321")
    assert [OLDEST_ENTRY - entry for (entry,) in found] == [6, 5, 4, 3, 2, 1, 0]


def test_a_batch_is_small_in_characters_too(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_BATCH_CHARACTERS", 10)
    library.add([Draft(f"{number}", "長" * 8, identity=f"urn:{number}") for number in range(5)])
    library.indexing.go_on(0)
    assert library.indexing.behind() == 3


def test_a_batch_ends_when_another_thread_wants_to_write(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(drafts(1, 2, 3))
    monkeypatch.setattr(Database, "is_awaited", True)
    upkeep = library.indexing
    left = []
    while upkeep.go_on(0):
        left.append(upkeep.behind())
        assert len(ids(library, "港口")) == 3
    assert left[:3] == [2, 1, 0]
    assert (ids(library, "港口"), integrity(library)) == ([3, 2, 1], (3, 3, 3))


def test_what_a_batch_left_and_changed_since_is_indexed_as_it_is_now(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(drafts(1, 2, 3))
    monkeypatch.setattr(Database, "is_awaited", True)
    upkeep = library.indexing
    upkeep.go_on(0)
    library.add(drafts(3, text="旅遊"))
    monkeypatch.setattr(Database, "is_awaited", False)
    upkeep.go_on(60)
    assert (ids(library, "港口"), ids(library, "旅遊"), integrity(library)) == ([2, 1], [3], (3, 3, 3))


def test_the_pieces_of_the_index_stay_few_while_it_is_built(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_BATCH_ARTICLES", 1)
    monkeypatch.setattr(indexing, "_MERGE_EVERY", 20)
    monkeypatch.setattr(indexing, "_PAUSE", 0)
    library.add(drafts(*range(60)))
    upkeep = library.indexing
    for _ in range(58):
        upkeep.go_on(0)
    assert upkeep.behind() > 0
    with library._database.read() as connection:
        (pieces,) = connection.execute("SELECT count(DISTINCT segid) FROM search_text_idx").fetchone()
    assert pieces < 30


def test_a_search_leaves_time_to_the_thread_that_indexes_and_else_takes_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(drafts(*range(120)))
    rests: list[float] = []
    monkeypatch.setattr(finding.time, "sleep", rests.append)
    assert len(ids(library, "港口")) == 120
    assert rests == []
    whole, found = Indexing._go_on, []

    def searched_meanwhile(self: Indexing) -> bool:
        found.append(len(ids(library, "港口")))
        return whole(self)

    monkeypatch.setattr(Indexing, "_go_on", searched_meanwhile)
    library.indexing.go_on(0)
    assert found[0] == 120
    assert rests[:3] == [finding._TURN] * 3, "after each fifty articles"
    monkeypatch.setattr(Indexing, "_go_on", whole)
    del rests[:]
    library.add(drafts(*range(200, 210)))
    assert len(ids(library, "港口")) == 130
    assert rests == []


def test_what_becomes_free_is_not_written(library: Library) -> None:
    library.add(drafts(*range(300), text=" ".join(f"word{number}" for number in range(1_000))))
    library.indexing.go_on(60)
    with library._database.read() as connection:
        assert connection.execute("PRAGMA wal_checkpoint (TRUNCATE)").fetchone()[0] == 0
        (size,) = connection.execute("SELECT sum(length(block)) FROM search_text_data").fetchone()
        connection.execute("PRAGMA wal_autocheckpoint = 0")
    with library._database.write() as connection:
        connection.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')")
    written = library.path.with_name(f"{library.path.name}-wal").stat().st_size
    assert written < size / 4


def test_old_texts_leave_the_index(library: Library) -> None:
    library.add(drafts(1, 2, 3))
    library.indexing.go_on(60)
    library.add(drafts(2, text="旅遊"))
    with library._database.write() as connection:
        connection.execute("DELETE FROM article WHERE id = 3")
    assert library.indexing.behind() == 3  # a new text, and two old ones to take out
    assert (ids(library, "港口"), ids(library, "旅游")) == ([1], [2])
    library.indexing.go_on(60)
    assert integrity(library) == (2, 2, 2)
    assert (ids(library, "港口"), ids(library, "旅游")) == ([1], [2])


def test_what_changes_no_text_leaves_the_index_alone(library: Library) -> None:
    library.add(drafts(1, 2))
    library.indexing.go_on(60)
    library.add(drafts(1, 2))
    library.mark_read([1])
    library.bookmark(2, "note")
    library.begin_view(1)
    library.file_under([1, 2], "elsewhere")
    assert library.indexing.behind() == 0


def test_an_article_that_changes_while_it_is_indexed_is_indexed_anew(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(drafts(1, 2))
    during(monkeypatch, lambda: library.add(drafts(1, text="旅遊")))
    library.indexing.go_on(0)
    assert library.indexing.behind() == 1
    assert (ids(library, "港口"), ids(library, "旅遊")) == ([2], [1])
    library.indexing.go_on(60)
    assert (ids(library, "港口"), ids(library, "旅遊")) == ([2], [1])
    assert integrity(library) == (2, 2, 2)


def test_an_article_that_goes_while_it_is_indexed_is_not_indexed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(drafts(1, 2))

    def delete() -> None:
        with library._database.write() as connection:
            connection.execute("DELETE FROM article WHERE id = 1")

    during(monkeypatch, delete)
    library.indexing.go_on(60)
    assert (ids(library, "港口"), integrity(library)) == ([2], (1, 1, 1))


def test_an_index_that_is_begun_anew_while_it_is_written_becomes_whole(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(drafts(1, 2, 3))
    during(monkeypatch, library.indexing.clear)
    library.indexing.go_on(60)
    assert integrity(library) == (3, 3, 3)


def during(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let another thread do something once, when the texts of a batch have been read and are not written yet."""
    wanted = [act]
    whole = indexing._texts

    def texts(*columns: str) -> tuple[str, ...]:
        if wanted:
            in_a_thread(wanted.pop())
        return whole(*columns)

    monkeypatch.setattr(indexing, "_texts", texts)


def in_a_thread(act: Callable[[], object]) -> None:
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()


def test_clear_begins_anew(library: Library) -> None:
    library.add(drafts(1, 2, 3))
    library.indexing.go_on(60)
    library.add(drafts(2, text="旅遊"))
    library.indexing.clear()
    assert (library.indexing.behind(), integrity(library)) == (3, (3, 0, 0))
    assert (ids(library, "港口"), ids(library, "旅遊")) == ([3, 1], [2])
    library.indexing.go_on(60)
    assert (library.indexing.behind(), integrity(library)) == (0, (3, 3, 3))
    assert (ids(library, "港口"), ids(library, "旅遊")) == ([3, 1], [2])


def test_two_threads_index_every_article_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_BATCH_ARTICLES", 3)
    library.add(drafts(*range(60)))
    library.indexing.go_on(60)
    library.add(drafts(*range(0, 60, 2), text="旅遊"))
    library.add(drafts(*range(60, 100)))
    errors: list[BaseException] = []

    def work() -> None:
        try:
            upkeep = library.indexing
            while upkeep.go_on(0):
                pass
        except BaseException as error:  # noqa: BLE001 - shown by the test's own thread
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert (library.indexing.behind(), integrity(library)) == (0, (100, 100, 100))
    assert len(ids(library, "旅遊")) == 30


@pytest.mark.parametrize("sort", [Sort(), Sort.by(SortKey.RELEVANCE)], ids=str)
@pytest.mark.parametrize("is_looked_at", ["the first", "all"])
def test_a_search_is_of_one_moment_whatever_is_written_meanwhile(
    library: Library, sort: Sort, is_looked_at: str
) -> None:
    library.add(drafts(1, 2, 3))
    library.indexing.go_on(60)
    library.add(drafts(4, 5))

    def meanwhile() -> bool:
        if changes:
            in_a_thread(changes.pop())
        return False

    def change_and_index() -> None:
        library.add(drafts(1, text="港口 港口"))
        library.indexing.go_on(60)
        library.add(drafts(2, text="旅遊"))

    changes: list[Callable[[], None]] = [change_and_index]
    which = Filter(query="港口")
    if is_looked_at == "all":
        listing = library.listing(which, sort, meanwhile)
    else:
        listing, _is_complete = library.glimpse(which, sort, 64, meanwhile)
    assert not changes
    assert sorted(listing.ids(0, 99)) == [1, 2, 3, 4, 5]
    assert sorted(ids(library, "港口", sort)) == [1, 3, 4, 5]


def test_a_search_for_which_nobody_waits_ends(library: Library) -> None:
    library.add(drafts(1, 2))
    for query in ("港口", "/港/"):
        with pytest.raises(SearchCancelledError):
            library.listing(Filter(query=query), None, lambda: True)
    assert ids(library, "港口") == [2, 1]


def test_a_library_that_can_only_be_read_is_searched_and_not_indexed(library: Library) -> None:
    library.add(drafts(1))
    library.indexing.go_on(60)
    library.add(drafts(2))
    with Library(Database(library.path, read_only=True)) as reading:
        assert ids(reading, "港口 -旅遊") == [2, 1]
        assert ids(reading, "/港/ OR 旅遊") == [2, 1]
        assert reading.indexing.behind() == 1
        for work in (lambda: reading.indexing.go_on(0), reading.indexing.clear):
            with pytest.raises(LibraryUnusableError, match="can only be read"):
                work()
    assert library.indexing.behind() == 1
