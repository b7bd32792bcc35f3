"""Libraries as earlier versions left them: the first n migrations, and rows in every table that they made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

from reader.store.opening import APPLICATION_ID
from reader.store.schema import _MIGRATIONS, SCHEMA_VERSION

if TYPE_CHECKING:
    from pathlib import Path

# The first version had five; a library has never had fewer.
VERSIONS = range(5, SCHEMA_VERSION)
ARTICLES = 40
_EPOCH = 1_700_000_000
_COLUMNS = (
    "id, key, category_id, source_id, document_id, slot, title, title_key, origin, origin_key, author, url, language, "
    "published, sorted_at, imported_at, changed_at, clicks, minutes, glosses, digest, views, viewed_at, read_at, "
    "bookmarked_at, note"
)


def make_earlier_library(path: Path, version: int, articles: int = ARTICLES) -> None:
    """Write a library of a version, with articles in all states."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations = Migrations("broadsheet")
        for migration in _MIGRATIONS[:version]:
            migrations()(migration)
        migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("BEGIN")
        _fill(connection, version, articles)
        connection.execute("COMMIT")


def _fill(connection: sqlite3.Connection, version: int, articles: int) -> None:
    for at, name in enumerate(("產業", "科技", "Harbour"), 1):
        connection.execute("INSERT INTO category (id, name, position) VALUES (?, ?, ?)", (at, name, at))
        connection.execute(
            "INSERT INTO source (id, kind, name, location) VALUES (?, 'folder', ?, ?)",
            (at, name, f"/news/{at}"),
        )
        connection.execute(
            "INSERT INTO document VALUES (?, ?, 'text/html', ?, 'page', ?, ?)",
            (at, bytes([at]) * 16, f"/news/{at}/page", _EPOCH, b"\x78\x9c" + bytes([at])),
        )
    for article in range(1, articles + 1):
        _add_article(connection, article)
    connection.execute("INSERT INTO memory VALUES ('colour', '\"blue\"')")
    if version >= 6:
        connection.execute("UPDATE source SET category_id = 2 WHERE id = 2")
    if version >= 8:
        connection.execute("INSERT INTO smart_folder VALUES (1, 'Tides', 'tide is:unread', 1, 4, 2)")
    if version >= 9:
        connection.execute("UPDATE view SET share = 0.5")
        connection.execute("UPDATE article SET progress = 1 + id % 100 WHERE views > 0")


def _add_article(connection: sqlite3.Connection, number: int) -> None:
    views = number % 4
    connection.execute(
        f"INSERT INTO article ({_COLUMNS}) VALUES ({', '.join('?' * 26)})",
        (
            number, f"key{number}", 1 + number % 3, 1 + number % 3, 1 + number % 3, bytes([number % 256]) * 16,
            f"Title 第{number}則", b"title%d" % number, "望海日報", "望海".encode(), "林若川", f"https://news.example/{number}",
            "zh-Hant", "2023-11-14", _EPOCH + number, _EPOCH * 10**6, _EPOCH * 10**6, number * 7, 2, 0,
            bytes([number % 251]) * 16, views, _EPOCH * 10**6 + number if views else None,
            _EPOCH * 10**6 + 1 if number % 2 else None, _EPOCH * 10**6 + number if number % 5 == 0 else None,
            f"note {number}" if number % 10 == 0 else None,
        ),
    )  # fmt: skip
    connection.execute("INSERT INTO body VALUES (?, 'Summary', ?)", (number, f"潮水 tide {number}.\n\n" * 30))
    for view in range(views):
        connection.execute(
            "INSERT INTO view (article_id, started_at, seconds) VALUES (?, ?, ?)",
            (number, _EPOCH * 10**6 + view, 12.5),
        )
    if views:
        connection.execute("INSERT INTO place VALUES (?, 3, 14)", (number,))


def facts(path: Path, tables: dict[str, list[str]] | None = None) -> dict[str, object]:
    """All rows of the tables, without the index of texts, by table; with `tables` only these, and only these columns."""
    with closing(sqlite3.connect(path)) as connection:
        columns = tables or tables_of(connection)
        return {
            table: connection.execute(f"SELECT {quoted(names)} FROM {table} ORDER BY 1, 2").fetchall()
            for table, names in columns.items()
        }


def quoted(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def tables_of(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of each table that holds what a reader knows."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE '%sqlite%'"
    ).fetchall()
    return {
        name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})").fetchall()]
        for (name,) in names
    }
