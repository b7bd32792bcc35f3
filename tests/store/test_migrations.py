"""Libraries of each earlier version: brought up to date with every fact, or left as they were."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from earlier_libraries import ARTICLES, VERSIONS, facts, make_earlier_library, tables_of

from reader.errors import LibraryUnusableError
from reader.library import Library
from reader.model.filter import Filter, Folder
from reader.store import schema
from reader.store.backups import backups_of
from reader.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.mark.parametrize("version", VERSIONS)
def test_every_fact_of_an_earlier_library_is_kept(tmp_path: Path, version: int) -> None:
    path = tmp_path / "library"
    make_earlier_library(path, version)
    before = facts(path)
    with closing(sqlite3.connect(path)) as connection:
        tables = tables_of(connection)
    with Library.open(path) as library:
        assert not list(library.checking.findings())
        assert library.counts().total == ARTICLES
        assert library.counts().unread == ARTICLES // 2
        assert len(library.listing(Filter(Folder.BOOKMARKS))) == ARTICLES // 5
        assert library.article(10).note == "note 10"
        assert library.recall("colour") == "blue"
        assert len(library.listing(Filter(query="潮水"))) == ARTICLES
        library.indexing.go_on(10)
        assert not list(library.checking.findings())
    assert version_of(path) == SCHEMA_VERSION
    assert facts(path, tables) == before


def test_an_index_in_another_order_is_built_anew(tmp_path: Path) -> None:
    path = tmp_path / "library"
    make_earlier_library(path, 12)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO search_text (rowid, title, body) VALUES (1, 'a', 'b')")
        connection.execute("INSERT INTO search_title (rowid, title) VALUES (1, 'a')")
        connection.execute("INSERT INTO search_entry SELECT 1, id, sorted_at FROM article WHERE id = 1")
        connection.execute("INSERT INTO search_stale (entry, title, body) VALUES (2, 'a', 'b')")
        connection.execute("DELETE FROM search_pending WHERE article_id = 1")
    with Library.open(path) as library:
        assert library.indexing.behind() == ARTICLES
        library.indexing.go_on(10)
        assert len(library.listing(Filter(query="潮水"))) == ARTICLES
        assert not list(library.checking.findings())


@pytest.mark.parametrize("version", VERSIONS)
def test_the_copy_from_before_holds_the_same(tmp_path: Path, version: int) -> None:
    path = tmp_path / "library"
    make_earlier_library(path, version)
    before = facts(path)
    Library.open(path).close()
    (backup,) = backups_of(path)
    assert (version_of(backup.path), facts(backup.path)) == (version, before)


def _fails(_db: object) -> None:
    raise sqlite3.OperationalError("a migration that fails")


def _no_room(db: object) -> None:
    connection: sqlite3.Connection = db.conn  # type: ignore[attr-defined]
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    connection.execute("CREATE TABLE large AS SELECT zeroblob(100000) AS content")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("last", "error"), [(_fails, sqlite3.OperationalError), (_no_room, LibraryUnusableError)]
)
def test_a_migration_that_fails_leaves_the_library_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    version: int,
    last: Callable[[object], None],
    error: type[Exception],
) -> None:
    path = tmp_path / "library"
    make_earlier_library(path, version)
    before, data = facts(path), path.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(schema, "_MIGRATIONS", (*schema._MIGRATIONS, last))
        with pytest.raises(error):
            Library.open(path)
    assert (version_of(path), facts(path), path.read_bytes()) == (version, before, data)
    with Library.open(path) as library:
        assert library.counts().total == ARTICLES
