"""Copies of a library: what is in them, when they are made, how they are named and which of them stay."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.errors import BroadsheetError, LibraryUnusableError
from reader.library import Library
from reader.model.backup import Reason
from reader.model.draft import Draft
from reader.store import backups, copying, opening
from reader.store.backups import backups_of, folder_of, name_of
from reader.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 3, 9, 21, 30, tzinfo=UTC)


class _Clock(datetime):
    present = NOW

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.present.astimezone(tz)  # type: ignore[arg-type]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[_Clock]]:
    """A clock that stands still until it is set."""
    monkeypatch.setattr(backups, "datetime", _Clock)
    _Clock.present = NOW
    return _Clock


@pytest.fixture
def filled(library: Library) -> Library:
    library.add(Draft(f"Title {number}", "Text.\n" * 200) for number in range(100))
    library.bookmark(1, "note")
    return library


def names(library: Library) -> list[str]:
    return [backup.path.name for backup in library.backups.backups()]


def change(library: Library, at: datetime) -> None:
    library.remember("changed", at.isoformat())
    for suffix in ("", "-wal"):
        os.utime(f"{library.path}{suffix}", (at.timestamp(), at.timestamp()))


def test_a_copy_is_a_whole_library_in_one_private_file(filled: Library) -> None:
    made = filled.backups.make(Reason.BY_HAND)
    assert made.path.parent == folder_of(filled.path)
    assert [file.name for file in made.path.parent.iterdir()] == [made.path.name]
    assert (made.path.stat().st_mode & 0o777, made.path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert made.size == made.path.stat().st_size
    with Library.open(made.path, create=False) as copy:
        assert copy.counts() == filled.counts()
        assert copy.article(1) == filled.article(1)


def test_copies_are_listed_newest_first_with_time_and_reason(filled: Library, clock: type[_Clock]) -> None:
    for days, reason in enumerate(Reason):
        clock.present = NOW + timedelta(days=days)
        filled.backups.make(reason)
    clock.present += timedelta(days=1)
    listed = filled.backups.backups()
    assert [backup.reason for backup in listed] == list(Reason)[::-1]
    assert [backup.made_at for backup in listed] == [NOW + timedelta(days=days) for days in (2, 1, 0)]
    assert names(filled)[-1] == "20260309T213000Z-daily.broadsheet"


def test_two_of_one_second_are_both_kept(filled: Library, clock: type[_Clock]) -> None:
    first, second, third = (filled.backups.make(Reason.BY_HAND) for _ in range(3))
    assert [backup.path for backup in filled.backups.backups()] == [third.path, second.path, first.path]


def test_two_windows_that_copy_in_the_same_second_both_do(
    filled: Library, clock: type[_Clock], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copying.copy_library

    def other_is_faster(source: sqlite3.Connection, target: Path, *how: object) -> None:
        monkeypatch.setattr(backups, "copy_library", copy)
        with Library.open(filled.path) as other:
            other.backups.make(Reason.DAILY)
        copy(source, target, *how)  # type: ignore[arg-type]

    monkeypatch.setattr(backups, "copy_library", other_is_faster)
    made = filled.backups.make(Reason.DAILY)
    assert len(names(filled)) == 2
    assert made.path.name == "20260309T213000Z.2-daily.broadsheet"


def test_a_file_that_is_there_is_not_replaced_by_a_copy(filled: Library, tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    with pytest.raises(BroadsheetError, match="exists already"):
        filled.backups.copy_to(tmp_path / "mine")
    assert (tmp_path / "mine").stat().st_size == 0


def test_what_else_is_in_the_folder_is_no_copy(filled: Library) -> None:
    folder_of(filled.path).mkdir()
    for name in (
        "notes.txt",
        "20260309T213000Z-other.broadsheet",
        "20260309T213000Z-daily.broadsheet-journal",
        "20269999T213000Z-daily.broadsheet",
    ):
        (folder_of(filled.path) / name).touch()
    assert filled.backups.backups() == []


def test_a_copy_shows_one_moment_while_others_write_and_they_need_not_wait(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_STEP", 1)
    written: list[int] = []
    with Library.open(filled.path) as other:

        def write() -> bool:
            written.append(other.add([Draft(f"Other {len(written)}", "b")]).added)
            return False

        before = filled.counts().total
        made = copy_of(filled, write)
    assert len(written) > 20
    with Library.open(made, create=False) as copy:
        assert copy.counts().total == before
        assert not list(copy.checking.findings())


def copy_of(library: Library, called: object) -> Path:
    return library.backups.make(Reason.BY_HAND, called).path  # type: ignore[arg-type]


def test_a_copy_that_nobody_wants_any_more_leaves_nothing(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_STEP", 1)
    for steps in (1, 5):
        left = iter([False] * steps)
        with pytest.raises(copying.CopyCancelledError):
            filled.backups.make(Reason.DAILY, lambda left=left: next(left, True))
    assert filled.backups.make_daily(7, lambda: True) is None
    assert list(folder_of(filled.path).iterdir()) == []
    filled.add([Draft("and on", "b")])


def test_the_check_of_a_copy_can_be_given_up(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_STEP", -1)
    monkeypatch.setattr(copying, "_LOOK", 1)
    asked = iter([False])
    with pytest.raises(copying.CopyCancelledError):
        filled.backups.make(Reason.DAILY, lambda: next(asked, True))


class TestTheDailyCopy:
    def test_is_made_once_a_day_by_the_readers_calendar(
        self, filled: Library, clock: type[_Clock], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert filled.backups.make_daily(7) is not None
        clock.present = NOW + timedelta(hours=2)
        change(filled, clock.present)
        assert filled.backups.make_daily(7) is None
        clock.present = NOW + timedelta(hours=3)
        change(filled, clock.present)
        assert filled.backups.make_daily(7) is not None

    def test_is_not_made_when_nothing_has_changed(self, filled: Library, clock: type[_Clock]) -> None:
        change(filled, NOW - timedelta(minutes=5))
        filled.backups.make_daily(7)
        clock.present = NOW + timedelta(days=2)
        assert filled.backups.make_daily(7) is None
        change(filled, clock.present)
        assert filled.backups.make_daily(7) is not None

    def test_is_not_made_of_an_empty_library_nor_when_none_are_wanted(self, library: Library) -> None:
        assert library.backups.make_daily(7) is None
        library.add([Draft("a", "b")])
        assert library.backups.make_daily(0) is None
        assert not folder_of(library.path).exists()

    def test_replaces_the_oldest_and_leaves_the_others_alone(
        self, filled: Library, clock: type[_Clock]
    ) -> None:
        filled.backups.make(Reason.BY_HAND)
        filled.backups.make(Reason.BEFORE_MIGRATION)
        for days in range(5):
            clock.present = NOW + timedelta(days=days)
            change(filled, clock.present)
            assert filled.backups.make_daily(3) is not None
        kept = filled.backups.backups()
        assert [b.made_at.day for b in kept if b.reason is Reason.DAILY] == [13, 12, 11]
        assert {b.reason for b in kept} == set(Reason)

    def test_is_made_and_kept_when_the_clock_was_set_back(self, filled: Library, clock: type[_Clock]) -> None:
        for days in range(3):
            clock.present = NOW + timedelta(days=days)
            change(filled, clock.present)
            filled.backups.make_daily(3)
        for days in range(2):
            clock.present = NOW - timedelta(days=400 - days)
            change(filled, clock.present)
            made = filled.backups.make_daily(3)
            assert made is not None
            assert filled.backups.backups()[0] == made
        assert len(filled.backups.backups()) == 3

    def test_does_not_take_the_last_of_the_disk(
        self, filled: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(backups, "room_for", lambda _path, _folder: False)
        with pytest.raises(BroadsheetError, match="nearly full"):
            filled.backups.make_daily(7)
        assert not folder_of(filled.path).exists()

    def test_removes_what_a_killed_program_left(self, filled: Library) -> None:
        for name, age in ((".copy-old", 90_000), (".copy-new", 60)):
            left = folder_of(filled.path) / name
            left.mkdir(parents=True)
            (left / "library").touch()
            then = datetime.now(UTC).timestamp() - age
            os.utime(left, (then, then))
        assert filled.backups.make_daily(7) is not None
        assert [file.name for file in folder_of(filled.path).glob(".*")] == [".copy-new"]


def test_a_copy_that_is_not_sound_is_not_kept(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled._database.write() as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'body'")
    with pytest.raises(BroadsheetError, match="damaged and was not copied"):
        filled.backups.make(Reason.BY_HAND)
    assert list(folder_of(filled.path).iterdir()) == []


def test_a_copy_that_cannot_be_written_is_named(filled: Library, tmp_path: Path) -> None:
    folder_of(filled.path).touch()
    with pytest.raises(BroadsheetError, match="could not be copied"):
        filled.backups.make(Reason.BY_HAND)
    with pytest.raises(BroadsheetError, match="could not be copied"):
        filled.backups.copy_to(tmp_path / "nowhere" / "copy")


def test_closing_the_library_ends_a_copy(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_STEP", 1)
    begun, closing_now = threading.Event(), threading.Event()
    failures: list[BaseException] = []

    def cancelled() -> bool:
        begun.set()
        return closing_now.wait(10)

    def copy() -> None:
        try:
            filled.backups.make(Reason.DAILY, cancelled)
        except copying.CopyCancelledError as error:
            failures.append(error)

    thread = threading.Thread(target=copy)
    thread.start()
    begun.wait(10)
    closing_now.set()
    filled.close()
    thread.join(10)
    assert len(failures) == 1


class TestBeforeAMigration:
    @pytest.fixture
    def older(self, filled: Library) -> Path:
        filled.close()
        with closing(sqlite3.connect(filled.path)) as connection:
            connection.execute("DROP TABLE memory")
            connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm005_memory'")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
            connection.commit()
        return filled.path

    def test_a_copy_of_the_library_as_it_was_is_made(self, older: Path) -> None:
        Library.open(older).close()
        (backup,) = backups_of(older)
        assert backup.reason is Reason.BEFORE_MIGRATION
        with closing(sqlite3.connect(backup.path)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION - 1,)
            assert connection.execute("SELECT count(*) FROM article").fetchone() == (100,)

    def test_the_last_two_are_kept(self, older: Path) -> None:
        folder_of(older).mkdir()
        for day in (1, 2, 3):
            (folder_of(older) / name_of(datetime(2025, 1, day, tzinfo=UTC), Reason.BEFORE_MIGRATION)).touch()
        Library.open(older).close()
        assert [backup.made_at.day for backup in backups_of(older)][1:] == [3]

    def test_the_library_stays_as_it_was_when_there_is_no_room_for_the_copy(self, older: Path) -> None:
        folder_of(older).touch()
        before = older.read_bytes()
        with pytest.raises(LibraryUnusableError, match="of an earlier version and was left so") as caught:
            Library.open(older)
        assert caught.value.hint
        assert older.read_bytes() == before

    def test_none_is_made_of_a_library_that_is_up_to_date(self, filled: Library) -> None:
        filled.close()
        opening.open_database(filled.path).close()
        assert backups_of(filled.path) == []
