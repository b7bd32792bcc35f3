from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from permissions import unprivileged

from reader.errors import LibraryUnusableError
from reader.library import Library
from reader.model.draft import Draft
from reader.model.filter import Filter
from reader.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

REPOSITORY = Path(__file__).parents[2]


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "library.broadsheet"


def test_a_new_library_and_its_folders_are_private(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "library.broadsheet"
    Library.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_new_library_is_marked_as_ours_and_up_to_date(path: Path) -> None:
    Library.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x42726473,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        tables = connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE '%sqlite_%'"
        ).fetchall()
        assert tables
        assert all(strict for _, strict in tables)


def test_opening_again_finds_what_was_added(path: Path) -> None:
    with Library.open(path) as library:
        library.add([Draft("Title", "Body")])
    with Library.open(path, create=False) as library:
        assert library.counts().total == 1


def test_opening_an_up_to_date_library_imports_no_migration_code(path: Path) -> None:
    Library.open(path).close()
    code = (
        "import sys; from pathlib import Path; from reader.library import Library; from reader.model.filter import Filter\n"
        "with Library.open(Path(sys.argv[1])) as library: library.categories(); library.listing(Filter()).rows(0, 60)\n"
        "print(*{'sqlite_utils', 'platformdirs', 'textual', 'rich'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, cwd=REPOSITORY, check=True
    )
    assert run.stdout.strip() == ""


def test_a_missing_library_is_not_made_unasked(path: Path) -> None:
    with pytest.raises(LibraryUnusableError, match="no library at"):
        Library.open(path, create=False)
    assert not path.exists()


@pytest.mark.parametrize(
    "content", [b"", b"just text, and long enough for a header " * 20, b"SQLite format 3\0" + b"\xff" * 200]
)
def test_another_file_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(LibraryUnusableError):
        Library.open(path)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_database_of_another_program_is_refused_and_left_as_it_is(path: Path, mode: str) -> None:
    execute(path, f"PRAGMA journal_mode = {mode}")
    execute(path, "CREATE TABLE article (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(LibraryUnusableError, match="not a library"):
        Library.open(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(LibraryUnusableError, match="not a library"):
            Library.open(path)


def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text", encoding="utf-8")
    with pytest.raises(LibraryUnusableError, match="cannot be opened"):
        Library.open(tmp_path / "file" / "library.broadsheet")


def test_a_newer_library_is_refused_with_the_way_out(path: Path) -> None:
    Library.open(path).close()
    execute(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(LibraryUnusableError, match="newer version") as caught:
        Library.open(path)
    assert "Update" in caught.value.hint
    assert path.read_bytes() == before


def test_an_older_library_is_brought_up_to_date_and_keeps_its_articles(path: Path) -> None:
    with Library.open(path) as library:
        library.add([Draft("Title", "Body")])
    execute(path, "DROP TABLE memory")
    execute(path, "DELETE FROM _sqlite_migrations WHERE name = 'm005_memory'")
    execute(path, f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    with Library.open(path) as library:
        library.remember("colour", "blue")
        assert library.recall("colour") == "blue"
        assert library.counts().total == 1


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    Library.open(path).close()
    execute(path, "DELETE FROM _sqlite_migrations WHERE name = 'm005_memory'")
    execute(path, f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        Library.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION - 1,)


def test_a_copy_without_a_log_gets_one_again(path: Path, tmp_path: Path) -> None:
    Library.open(path).close()
    copy = tmp_path / "copy.broadsheet"
    execute(path, f"VACUUM INTO '{copy}'")
    Library.open(copy).close()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_program_that_was_slower_opens_the_library_of_the_faster(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def faster(source: str, target: str) -> None:
        monkeypatch.setattr(os, "link", link)
        with Library.open(path) as library:
            library.add([Draft("Theirs", "Body")])
        link(source, target)

    monkeypatch.setattr(os, "link", faster)
    with Library.open(path) as library:
        assert library.counts().total == 1
    assert list(path.parent.iterdir()) == [path]


def test_a_library_is_made_where_there_are_no_hard_links(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: str, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with Library.open(path) as library:
        assert library.counts().total == 0
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "name", ["q?uery#1 %41.broadsheet", "文庫.broadsheet", os.fsdecode(b"\xff.broadsheet")]
)
def test_any_file_name_will_do(folder: Path, name: str) -> None:
    Library.open(folder / name).close()
    assert [file.name for file in folder.iterdir()] == [name]


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o644), (0o555, 0o444), (0o777, 0o444)])
def test_a_library_that_cannot_be_written_is_read(
    common_path: Path, folder_mode: int, file_mode: int
) -> None:
    folder = common_path / "shelf"
    path = folder / "library.broadsheet"
    with Library.open(path) as library:
        library.add([Draft("Title", "Body")])
        assert library.add([Draft("Title", "Body")]).unchanged == 1
    path.chmod(file_mode)
    folder.chmod(folder_mode)
    with unprivileged(), Library.open(path) as library:
        assert library.read_only
        assert [row.title for row in library.listing(Filter()).rows(0, 9)] == ["Title"]
        assert library.article(1).markdown == "Body"
        assert library.add([Draft("Title", "Body")]).unchanged == 1
        writes: list[Callable[[], object]] = [
            lambda: library.mark_read([1]),
            lambda: library.bookmark(1),
            lambda: library.begin_view(1),
            lambda: library.remember("name", 1),
            lambda: library.add([Draft("New", "Body")]),
        ]
        for write in writes:
            with pytest.raises(LibraryUnusableError, match="can only be read"):
                write()
    folder.chmod(0o755)


def test_a_library_that_cannot_be_written_shows_what_its_log_holds(common_path: Path) -> None:
    folder = common_path / "shelf"
    path = folder / "library.broadsheet"
    with Library.open(path) as library:
        library.add([Draft("Title", "Body")])
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
        with unprivileged(), Library.open(path) as reading:
            assert reading.read_only
            assert reading.counts().total == 1
        folder.chmod(0o755)


def test_a_library_with_a_log_that_cannot_be_read_is_refused_and_not_shown_as_it_was(
    common_path: Path,
) -> None:
    folder = common_path / "shelf"
    path = folder / "library.broadsheet"
    copy = common_path / "copy" / "library.broadsheet"
    copy.parent.mkdir()
    with Library.open(path) as library:
        library.add([Draft("Title", "Body")])
        for name in ("library.broadsheet", "library.broadsheet-wal"):
            shutil.copyfile(folder / name, copy.parent / name)
    copy.chmod(0o444)
    copy.parent.chmod(0o555)
    with unprivileged(), pytest.raises(LibraryUnusableError):
        Library.open(copy)
    copy.parent.chmod(0o755)


def test_a_library_that_cannot_be_read_is_refused(common_path: Path) -> None:
    path = common_path / "library.broadsheet"
    Library.open(path).close()
    path.chmod(0o000)
    with unprivileged(), pytest.raises(LibraryUnusableError, match="cannot be read"):
        Library.open(path)


def test_a_library_cannot_be_made_in_a_folder_that_cannot_be_written(common_path: Path) -> None:
    common_path.chmod(0o555)
    with unprivileged(), pytest.raises(LibraryUnusableError, match="cannot be opened"):
        Library.open(common_path / "library.broadsheet")
    common_path.chmod(0o755)
