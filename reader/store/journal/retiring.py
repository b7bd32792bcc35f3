"""What the journal no longer keeps: the steps beyond the last ones, and those taken back before something else was done.

A step over few articles is taken out at once, in the transaction that puts another in its place. One over many counts as gone
from then on, and is taken out a little at a time by `take_out`.
"""

# ruff: noqa: S608 - statements are put together from our own texts; every value is a parameter
from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from reader.store.database import Database

_FEW = 500
"""Changes that are taken out in one transaction, in some milliseconds."""
_PAUSE = 0.001
"""Seconds between two transactions in which another thread that wants to write comes in."""

# Of a step that is being taken out the number of articles is -1: no setting brings half of it back.
KEPT = (
    "articles >= 0 AND (undone_at IS NULL OR id > "
    "coalesce((SELECT max(id) FROM journal_entry WHERE undone_at IS NULL), 0)) "
    "AND id > coalesce((SELECT id FROM journal_entry ORDER BY id DESC LIMIT 1 OFFSET :steps), 0)"
)
"""The condition on an entry that can be taken back or done again, if the last `:steps` can."""

_DROP_FEW = (
    f"DELETE FROM journal_entry WHERE NOT ({KEPT}) AND "
    "(SELECT count(*) FROM (SELECT 1 FROM journal_change WHERE entry_id = journal_entry.id LIMIT :few + 1)) <= :few"
)
_FIRST = f"SELECT id FROM journal_entry WHERE NOT ({KEPT}) ORDER BY id LIMIT 1"
_BEGIN = "UPDATE journal_entry SET articles = -1 WHERE id = ?"
# Some of its changes go with an entry of their own, and so with all that goes with an entry.
_PART = "INSERT INTO journal_entry (action, subject, done_at) SELECT action, '', 0 FROM journal_entry WHERE id = ? RETURNING id"
_MOVE = (
    "UPDATE journal_change SET entry_id = :part "
    "WHERE id IN (SELECT id FROM journal_change WHERE entry_id = :entry LIMIT :few)"
)
_END = "DELETE FROM journal_entry WHERE id = ?"


def drop_few(connection: sqlite3.Connection, steps: int) -> None:
    """Take out what is gone by now, but for steps over many articles. Inside a transaction."""
    connection.execute(_DROP_FEW, {"steps": steps, "few": _FEW})


def take_out(database: Database) -> None:
    """Take out all that is gone, with what can no longer come back by it. Takes seconds after steps over many articles."""
    while _is_any_gone(database):
        with database.write() as connection:
            _take_out_some(connection, database.undo_steps)
        time.sleep(_PAUSE)


def _is_any_gone(database: Database) -> bool:
    with database.read() as connection:
        return connection.execute(_FIRST, {"steps": database.undo_steps}).fetchone() is not None


def _take_out_some(connection: sqlite3.Connection, steps: int) -> None:
    row = connection.execute(_FIRST, {"steps": steps}).fetchone()
    if row is None:
        return
    connection.execute(_BEGIN, row)
    part = connection.execute(_PART, row).fetchone()
    moved = connection.execute(_MOVE, {"part": part[0], "entry": row[0], "few": _FEW}).rowcount
    connection.execute(_END, part)
    if moved < _FEW:
        connection.execute(_END, row)
