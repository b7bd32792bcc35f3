"""Rows that belong to rows that are missing: found by SQLite, and set right so that no article is lost."""

# ruff: noqa: S608 - names of tables and columns come from the schema; every value is a parameter
from __future__ import annotations

from typing import TYPE_CHECKING

from reader.i18n import _

if TYPE_CHECKING:
    import sqlite3

_WITHOUT_TEXT = "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM body)"
# An article on the shelf may come back, and its original with it.
_UNUSED_DOCUMENTS = (
    "document WHERE id NOT IN (SELECT document_id FROM article WHERE document_id IS NOT NULL "
    "UNION ALL SELECT document_id FROM shelf WHERE document_id IS NOT NULL)"
)
_NO_CATEGORY = "SELECT DISTINCT category_id FROM article WHERE category_id NOT IN (SELECT id FROM category)"
_ADD_CATEGORY = (
    "INSERT INTO category (id, name, position) SELECT ?, ?, coalesce(max(position), 0) + 1 FROM category"
)
_ADD_TEXT = "INSERT INTO body (article_id, summary, markdown) VALUES (?, ?, ?)"
_UNREADABLE = "SELECT name FROM memory WHERE NOT json_valid(value)"
_FORGET = "DELETE FROM memory WHERE NOT json_valid(value)"


def give_texts(connection: sqlite3.Connection) -> int:
    """Give articles without a text one that says so; gives how many there were."""
    lost = _("The text of this article is lost.")
    ids = connection.execute(_WITHOUT_TEXT).fetchall()
    # They wait for the index anew, by a trigger.
    connection.executemany("DELETE FROM search_pending WHERE article_id = ?", ids)
    connection.executemany(_ADD_TEXT, [(number, lost, lost) for (number,) in ids])
    return len(ids)


def unused_documents(connection: sqlite3.Connection) -> int:
    """How many documents no article came from."""
    return int(connection.execute(f"SELECT count(*) FROM {_UNUSED_DOCUMENTS}").fetchone()[0])


def drop_unused_documents(connection: sqlite3.Connection) -> None:
    """Remove the documents that no article came from."""
    connection.execute(f"DELETE FROM {_UNUSED_DOCUMENTS}")


def unreadable_memory(connection: sqlite3.Connection) -> list[str]:
    """The names under which the application remembers what is no JSON."""
    return [name for (name,) in connection.execute(_UNREADABLE).fetchall()]


def forget_unreadable_memory(connection: sqlite3.Connection) -> None:
    """Forget what cannot be read: the application does without."""
    connection.execute(_FORGET)


def set_right(connection: sqlite3.Connection) -> None:
    """Leave no row that refers to a missing one.

    An article without its category is filed under a new one, what may be without the missing row (a source, a document) is
    from now on, and what is nothing without it (a view of no article) is removed.
    """
    for (number,) in connection.execute(_NO_CATEGORY).fetchall():
        connection.execute(_ADD_CATEGORY, [number, _free_name(connection)])
    violations = connection.execute("PRAGMA foreign_key_check").fetchall()
    for table, row, _parent, key in violations:
        column = _column(connection, table, key)
        if _may_be_missing(connection, table, column):
            connection.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', [row])
        else:
            connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', [row])


def _column(connection: sqlite3.Connection, table: str, key: int) -> str:
    keys = connection.execute('SELECT id, "from" FROM pragma_foreign_key_list(?)', [table]).fetchall()
    return str(next(column for number, column in keys if number == key))


def _may_be_missing(connection: sqlite3.Connection, table: str, column: str) -> bool:
    statement = 'SELECT NOT "notnull" AND NOT pk FROM pragma_table_info(?) WHERE name = ?'
    return bool(connection.execute(statement, [table, column]).fetchone()[0])


def _free_name(connection: sqlite3.Connection) -> str:
    taken = {name for (name,) in connection.execute("SELECT name FROM category").fetchall()}
    name, number = _("Recovered"), 1
    while name in taken:
        number += 1
        name = f"{_('Recovered')} {number}"
    return name
