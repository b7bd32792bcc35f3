"""Articles that are put aside whole: in the trash, taken back with their import, or as they were before an update."""

# ruff: noqa: S608 - statements are put together from our own texts; every value is a parameter
from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.store.categories import category_for
from reader.store.journal.tables import VERSION
from reader.store.times import now

if TYPE_CHECKING:
    import sqlite3

Record = dict[str, Any]
"""A row by its columns; bytes as {"hex": …}."""

# zlib's quickest, as for originals: what is put aside is rarely wanted again.
_LEVEL = 1
# What belongs to an article, in the order in which it is put back.
_PARTS = ("body", "place", "view", "tag", "highlight")
# What an update brings; the rest is the reader's, or never changes.
_TEXT_COLUMNS = frozenset({
    "title", "title_key", "origin", "origin_key", "author", "url", "language", "published", "sorted_at", "changed_at",
    "clicks", "minutes", "glosses", "digest", "source_id", "document_id",
})  # fmt: skip
_ARTICLE = (
    "SELECT article.*, category.name AS category FROM article JOIN category ON category.id = category_id "
    "WHERE article.id = ?"
)
_PUT = (
    "INSERT INTO shelf (article_id, key, state, title, category_id, category, shelved_at, document_id, content) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
)
_SHELVED = "SELECT category_id, category, shelved_at FROM shelf WHERE (article_id, state) = (?, ?)"
_FOUND = "SELECT id, content FROM shelf WHERE article_id = ? AND state = ? ORDER BY id DESC LIMIT 1"
_CONTENT = "SELECT content FROM shelf WHERE id = ?"
_KEEP_CONTENT = "UPDATE shelf SET content = ?, document_id = ? WHERE id = ?"
_TAKEN = "DELETE FROM shelf WHERE id = ?"


class Shelved(NamedTuple):
    """What lies on the shelf of an article."""

    category_id: int
    category: str
    at: int
    """Since when, in microseconds since 1970."""


def shelved(connection: sqlite3.Connection, article_id: int, state: str) -> Shelved | None:
    """What lies on the shelf of an article in a state, or None."""
    row = connection.execute(_SHELVED, [article_id, state]).fetchone()
    return None if row is None else Shelved(*row)


def shelve(connection: sqlite3.Connection, article_id: int, state: str, at: int) -> bool:
    """Take an article out of the library and keep it in a state; False when there is none. In the caller's transaction."""
    record = _packed(connection, article_id)
    if record is None:
        return False
    _put(connection, article_id, record, state, at)
    connection.execute("DELETE FROM article WHERE id = ?", [article_id])
    return True


def unshelve(connection: sqlite3.Connection, article_id: int, state: str) -> bool:
    """Put an article back with all that belonged to it; False when it is not there, or is in the library already.

    Where its category is gone it is made again. In the caller's transaction.
    """
    found = connection.execute(_FOUND, [article_id, state]).fetchone()
    if found is None:
        return False
    record = _unpacked(found[1])
    article = record["article"]
    if connection.execute("SELECT 1 FROM article WHERE key = ?", [article["key"]]).fetchone():
        return False
    article["category_id"] = category_for(connection, article["category_id"], article.pop("category"))
    for name, table in (("source_id", "source"), ("document_id", "document")):
        if not connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", [article[name]]).fetchone():
            article[name] = None
    _insert(connection, "article", article)
    for part in _PARTS:
        for row in record[part]:
            if part == "view":
                del row["id"]  # another view may have it by now
            _insert(connection, part, row)
    connection.execute(_TAKEN, [found[0]])
    return True


def keep_version(connection: sqlite3.Connection, article_id: int) -> int:
    """Keep what an article says before an update; gives the number of what is kept. In the caller's transaction."""
    record = _packed(connection, article_id, ("body",))
    assert record is not None  # noqa: S101 - it is about to be updated
    return _put(connection, article_id, record, VERSION, now())


def swap_version(connection: sqlite3.Connection, article_id: int, shelf_id: int) -> bool:
    """Let an article say what was kept, and keep what it said; False when either is gone. In the caller's transaction."""
    found = connection.execute(_CONTENT, [shelf_id]).fetchone()
    present = _packed(connection, article_id, ("body",))
    if found is None or present is None:
        return False
    kept = _unpacked(found[0])
    article = {name: value for name, value in kept["article"].items() if name in _TEXT_COLUMNS}
    changes = ", ".join(f'"{name}" = :{name}' for name in article)
    connection.execute(f"UPDATE article SET {changes} WHERE id = :id", article | {"id": article_id})
    (body,) = kept["body"]
    connection.execute(
        "UPDATE body SET summary = :summary, markdown = :markdown WHERE article_id = :article_id", body
    )
    document_id = present["article"]["document_id"]
    connection.execute(_KEEP_CONTENT, [_pressed(present), document_id, shelf_id])
    return True


def _packed(
    connection: sqlite3.Connection, article_id: int, parts: tuple[str, ...] = _PARTS
) -> dict[str, Any] | None:
    """An article and what belongs to it."""
    rows = _rows(connection, _ARTICLE, article_id)
    if not rows:
        return None
    found: dict[str, Any] = {"article": rows[0]}
    for part in parts:
        found[part] = _rows(connection, f"SELECT * FROM {part} WHERE article_id = ?", article_id)
    return found


def _rows(connection: sqlite3.Connection, statement: str, article_id: int) -> list[Record]:
    cursor = connection.execute(statement, [article_id])
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _put(connection: sqlite3.Connection, article_id: int, record: dict[str, Any], state: str, at: int) -> int:
    article = record["article"]
    values = [article["key"], state, article["title"], article["category_id"], article["category"], at]
    (shelf_id,) = connection.execute(
        _PUT, [article_id, *values, article["document_id"], _pressed(record)]
    ).fetchone()
    return int(shelf_id)


def _insert(connection: sqlite3.Connection, table: str, row: Record) -> None:
    """Put a row back; columns that are newer than it have their defaults."""
    names = ", ".join(f'"{name}"' for name in row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", row)


def _pressed(record: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(record, ensure_ascii=False, default=_as_hex).encode(), _LEVEL)


def _unpacked(content: bytes) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(zlib.decompress(content), object_hook=_from_hex)
    return record


def _as_hex(value: bytes) -> dict[str, str]:
    return {"hex": value.hex()}


def _from_hex(value: dict[str, Any]) -> dict[str, Any] | bytes:
    return bytes.fromhex(value["hex"]) if value.keys() == {"hex"} else value
