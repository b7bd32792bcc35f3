from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.errors import LibraryUnusableError
from reader.library import Library
from reader.model.article import Place
from reader.model.draft import Draft, DraftSource
from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.model.selection import Extent
from reader.model.statistics import Period
from reader.store import database
from reader.store.database import Database, translated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CALLS: dict[str, Callable[[Library], object]] = {
    "categories": lambda library: library.categories(),
    "category": lambda library: library.category("甲"),
    "sources": lambda library: library.sources(),
    "counts": lambda library: library.counts(),
    "listing": lambda library: library.listing(Filter()).rows(0, 9),
    "sorted listing": lambda library: library.listing(Filter(), Sort(SortKey.TITLE)).rows(0, 9),
    "search": lambda library: library.listing(Filter(query="b OR is:unread")).rows(0, 9),
    "glimpse": lambda library: library.glimpse(Filter(query="b"), None, 9),
    "hits": lambda library: library.hits(Filter(smart_folder_id=1)),
    "snippets": lambda library: library.snippets(Filter(query="b"), [1]),
    "scores": lambda library: library.scores(Filter(query="b"), [1]),
    "behind": lambda library: library.indexing.behind(),
    "clear": lambda library: library.indexing.clear(),
    "go_on": lambda library: library.indexing.go_on(0.01),
    "smart_folders": lambda library: library.smart_folders.all(),
    "smart_folder": lambda library: library.smart_folders.named("甲"),
    "add_smart_folder": lambda library: library.smart_folders.add(str(time.time_ns()), "b"),
    "change_smart_folder": lambda library: library.smart_folders.change(1, "乙", "d"),
    "move_smart_folder": lambda library: library.smart_folders.move(1, 1),
    "count_smart_folder": lambda library: library.smart_folders.count(1),
    "remove_smart_folder": lambda library: library.smart_folders.remove(1),
    "bookmark_all": lambda library: library.bookmark_all([1]),
    "file_under": lambda library: library.file_under([1], "丙"),
    "next unread": lambda library: library.listing(Filter()).next_unread(-1),
    "position": lambda library: library.listing(Filter()).position_of(1),
    "natural_sort": lambda library: library.natural_sort(Filter(smart_folder_id=1)),
    "is_instant": lambda library: library.is_instant(Filter(Folder.HISTORY), Sort(SortKey.TITLE)),
    "rows": lambda library: library.rows([1]),
    "find_titles": lambda library: library.find_titles("a", 9),
    "article": lambda library: library.article(1),
    "as_it_came": lambda library: library.as_it_came(1),
    "article_at": lambda library: library.article_at("https://a.example/1"),
    "pace": lambda library: library.pace(),
    "resolve": lambda library: library.resolve("1"),
    "original": lambda library: library.original(1),
    "add": lambda library: library.add([Draft(str(time.time_ns()), "new")]),
    "mark_read": lambda library: library.mark_read([1]),
    "mark_all_read": lambda library: library.mark_all_read(Filter()),
    "tags_in_use": lambda library: library.tags_in_use(),
    "remove_bookmarks": lambda library: library.remove_bookmarks([1]),
    "rename_category": lambda library: library.rename_category(1, str(time.time_ns())),
    "highlights": lambda library: library.highlights.all(),
    "highlights of": lambda library: library.highlights.of(1),
    "highlight": lambda library: library.highlights.add(1, Extent(Place(0), Place(0, 1)), "b"),
    "undo": lambda library: library.journal.undo(),
    "redo": lambda library: library.journal.redo(),
    "journal": lambda library: library.journal.entries(),
    "trash": lambda library: library.trash.articles(),
    "delete": lambda library: library.trash.delete([2]),
    "restore": lambda library: library.trash.restore([2]),
    "empty": lambda library: library.trash.empty(),
    "remove_source": lambda library: (
        library.add([DraftSource("s", "https://s.example/", None)]),
        library.remove_source("s"),
    ),
    "remove_category": lambda library: library.remove_category(1),
    "bookmark": lambda library: library.bookmark(1),
    "remove_bookmark": lambda library: library.remove_bookmark(1),
    "begin_view": lambda library: library.begin_view(1),
    "end_view": lambda library: library.end_view(1, 1.0),
    "erase_views": lambda library: library.erase_views(),
    "statistics": lambda library: library.statistics.summary(Period.ALL, date(2024, 2, 1)),
    "place": lambda library: library.place(1),
    "keep_place": lambda library: library.keep_place(1, Place(0)),
    "remember": lambda library: library.remember("name", 1),
    "recall": lambda library: library.recall("name"),
    "version": lambda library: library.version(),
    "answer_within": lambda library: library.answer_within(0.01),
}
READS = {
    "sources", "categories", "category", "counts", "listing", "sorted listing", "next unread", "position",
    "is_instant", "natural_sort", "rows", "find_titles", "article", "resolve", "original", "place", "recall",
    "article_at", "as_it_came", "pace", "statistics", "search", "glimpse", "hits", "snippets", "scores", "behind",
    "smart_folders", "smart_folder", "version", "answer_within", "tags_in_use",
    "highlights", "highlights of", "journal", "trash",
    "redo",  # of nothing
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "shelf" / "library.broadsheet"
    with Library.open(path) as library:
        library.add([Draft("a", "b", "甲"), Draft("c", "d", "乙")])
        library.smart_folders.add("甲", "b")
    return path


@contextmanager
def locked(path: Path, how: str) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        if how == "EXCLUSIVE":
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute(f"BEGIN {how}")
        other.execute("UPDATE category SET position = position")
        yield
        other.execute("ROLLBACK")


def test_every_method_of_the_library_is_called_in_these_tests() -> None:
    elsewhere = {"open", "close", "import_paths"}
    public = {name for name, value in vars(Library).items() if not name.startswith("_") and callable(value)}
    assert public - elsewhere - {"listing"} <= set(CALLS)


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_library_that_another_program_has_locked_works_or_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 0.01)
    worked, refusals = set(), set()
    # In EXCLUSIVE mode the other program has to come first.
    with locked(path, how):
        for name, call in CALLS.items():
            try:
                with Library.open(path) as library:
                    call(library)
                worked.add(name)
            except LibraryUnusableError as error:
                refusals.add((error.message, bool(error.hint)))
    assert refusals == {(f"The library {path} is in use by another program.", True)}
    assert worked == (READS if how == "IMMEDIATE" else set())


def test_a_write_waits_for_the_other_programs_transaction(path: Path) -> None:
    with (
        Library.open(path) as library,
        closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(0.1, other.execute, ["COMMIT"]).start()
        assert library.mark_read([1]) == [1]


def test_whoever_writes_sees_that_another_thread_waits(path: Path) -> None:
    with Library.open(path) as library:
        database = library._database
        thread = threading.Thread(target=library.mark_read, args=[[1]])
        with database.write():
            assert not database.is_awaited
            thread.start()
            while thread.is_alive() and not database.is_awaited:
                thread.join(0.001)
            assert database.is_awaited
        thread.join()
        assert not database.is_awaited


def test_two_open_libraries_see_each_others_changes(path: Path) -> None:
    with Library.open(path) as one, Library.open(path) as other:
        listing = other.listing(Filter(Folder.UNREAD))
        one.mark_read([1])
        one.add([Draft("e", "f")])
        assert other.counts() == one.counts()
        assert other.counts().unread == 2
        assert [row.read for row in other.rows([1, 2])] == [True, False]
        assert listing.ids(0, 9) == [2]
        assert other.add([Draft("e", "f")]).unchanged == 1


def test_two_libraries_adding_the_same_at_once_add_it_once(path: Path) -> None:
    drafts = [Draft(f"t{number}", "b") for number in range(300)]
    added = []

    def add() -> None:
        with Library.open(path) as library:
            added.append(library.add(drafts))

    threads = [threading.Thread(target=add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(report.added for report in added) == 300
    assert sum(report.unchanged for report in added) == 600
    with Library.open(path) as library:
        assert library.counts().total == 302


def test_many_threads_share_a_library(path: Path) -> None:
    failures: list[BaseException] = []
    with Library.open(path) as library:
        library.add(Draft(f"t{number}", "b") for number in range(100))

        def work(number: int) -> None:
            try:
                for turn in range(20):
                    library.mark_read([number * 20 + turn + 1], read=True)
                    library.listing(Filter(Folder.UNREAD)).rows(0, 20)
            except BaseException as error:  # noqa: BLE001 - told below, in the thread of the test
                failures.append(error)

        threads = [threading.Thread(target=work, args=[number]) for number in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert library.counts().unread == 2


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc")
def test_threads_that_ended_keep_no_files_open(path: Path) -> None:
    with Library.open(path) as library:
        before = open_files()
        for _ in range(20):
            thread = threading.Thread(target=library.counts)
            thread.start()
            thread.join()
        assert open_files() < before + 8


def test_closing_leaves_one_file_and_ends_what_other_threads_do(path: Path) -> None:
    library = Library.open(path)
    library.add(Draft(f"t{number}", "b") for number in range(200))
    busy, failures = threading.Event(), []

    def work() -> None:
        try:
            with library._database.read() as connection:
                busy.set()
                connection.execute(
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
                ).fetchone()
        except LibraryUnusableError as error:
            failures.append(error.message)

    thread = threading.Thread(target=work)
    thread.start()
    busy.wait()
    time.sleep(0.05)  # the endless statement has begun
    library.close()
    thread.join(10)
    assert failures == [f"The library {path} has been closed."]
    library.close()
    assert list(path.parent.iterdir()) == [path]


def test_a_closed_library_says_so(path: Path) -> None:
    library = Library.open(path)
    library.close()
    for call in CALLS.values():
        with pytest.raises(LibraryUnusableError, match="has been closed"):
            call(library)


def test_a_write_that_fails_leaves_nothing_behind(path: Path) -> None:
    def fail(library: Library) -> None:
        with library._database.write() as connection:
            connection.execute("DELETE FROM article")
            raise ZeroDivisionError

    with Library.open(path) as library:
        with pytest.raises(ZeroDivisionError):
            fail(library)
        assert library.counts().total == 2
        assert library.mark_read([1]) == [1]


def test_a_full_disk_is_named(path: Path) -> None:
    with Library.open(path) as library:
        with library._database.read() as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LibraryUnusableError, match="no space left"):
            library.add([Draft("new", "long " * 50_000)])
        assert library.counts().total == 2


def test_a_damaged_library_is_named(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))
    with pytest.raises(LibraryUnusableError, match="damaged"), Library.open(path) as library:
        library.listing(Filter()).rows(0, 9)


def test_a_library_that_was_removed_while_open_is_not_made_anew(path: Path) -> None:
    with Library.open(path) as library:
        for file in path.parent.iterdir():
            file.unlink()
        failures = []

        def work() -> None:
            try:
                library.counts()
            except LibraryUnusableError as error:
                failures.append(error.message)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        assert "cannot be read" in failures[0]
    assert not path.exists()


def test_a_fault_of_the_program_is_not_dressed_up(path: Path) -> None:
    with Library.open(path) as library:
        with pytest.raises(sqlite3.OperationalError), library._database.read() as connection:
            connection.execute("SELECT nothing")
        with pytest.raises(sqlite3.IntegrityError), library._database.write() as connection:
            connection.execute("UPDATE article SET note = 'x'")


def test_foreign_keys_and_triggers_hold_on_every_connection(path: Path) -> None:
    shelf = Database(path)
    with shelf.read() as connection:
        for pragma in ("foreign_keys", "recursive_triggers", "synchronous"):
            assert connection.execute(f"PRAGMA {pragma}").fetchone() == (1,)
        assert connection.execute("PRAGMA mmap_size").fetchone() in {(0,), None}
    shelf.close()


@pytest.mark.parametrize("code", [5, 6, 13, 8, 3, 11, 26, 10, 14, 5 | 2 << 8, 10 | 3 << 8])
def test_an_error_that_a_person_can_act_on_has_a_hint(code: int) -> None:
    error = sqlite3.OperationalError("why")
    error.sqlite_errorcode = code
    unusable = translated(error, Path("/a library"))
    assert unusable is not None
    assert "/a library" in unusable.message
    assert unusable.hint
