"""Taking back what the journal has recorded, and doing it again."""

# ruff: noqa: S608 - statements are put together from our own texts; every value is a parameter
from __future__ import annotations

import json
import sqlite3
import time
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reader.model.journal import Action, JournalEntry, Reversal
from reader.store.journal.retiring import KEPT, take_out
from reader.store.journal.tables import PRESENCE, PRESENT, VERSION, absence
from reader.store.shelf import shelve, swap_version, unshelve
from reader.store.times import moment, now

if TYPE_CHECKING:
    from reader.store.database import Database

_BATCH = 200
"""Changes in one transaction: articles that come back take some 0.3 ms each, and another write may wait for them."""
_PAUSE = 0.001
"""Seconds between two transactions in which another thread that wants to write comes in."""

_ENTRY = "SELECT id, action, subject, articles, done_at, undone_at IS NOT NULL FROM journal_entry"
_ENTRIES = f"{_ENTRY} WHERE {KEPT} ORDER BY id DESC LIMIT :limit"
_LAST_DONE = f"{_ENTRY} WHERE undone_at IS NULL AND {KEPT} ORDER BY id DESC LIMIT 1"
_FIRST_UNDONE = f"{_ENTRY} WHERE undone_at IS NOT NULL AND {KEPT} ORDER BY id LIMIT 1"
_CHANGES = (
    'SELECT id, what, "row", before, after FROM journal_change WHERE (entry_id, undone) = (:entry, :undone)'
)
_TO_UNDO = f"{_CHANGES} ORDER BY id DESC LIMIT :limit"
_TO_REDO = f"{_CHANGES} ORDER BY id LIMIT :limit"
_TURN = (
    "UPDATE journal_change SET undone = 1 - :undone "
    "WHERE (entry_id, undone) = (:entry, :undone) AND id BETWEEN :least AND :greatest"
)
_IS_LEFT = "SELECT EXISTS (SELECT 1 FROM journal_change WHERE (entry_id, undone) = (:entry, :undone))"
_CLEAR = "DELETE FROM journal_entry"
_UNDONE = "UPDATE journal_entry SET undone_at = ? WHERE id = ?"


class _Change(NamedTuple):
    id: int
    what: str
    row: int
    before: str | None
    after: str | None

    def images(self, *, back: bool) -> tuple[str | None, str | None]:
        """What is wanted and what is there now: for going back, or for doing it again."""
        return (self.before, self.after) if back else (self.after, self.before)


class Journal:
    """What was done in a library, the last first. Undo and redo go step by step, also after a restart.

    A step that changes many articles takes several transactions: off the interface's thread. One that is broken off in the
    middle, even by the end of the program, is finished by the next one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self, limit: int = 100) -> list[JournalEntry]:
        """The last entries, the newest first; those that were taken back are marked so."""
        with self._database.read() as connection:
            arguments = {"limit": limit, "steps": self._database.undo_steps}
            return [_entry(row) for row in connection.execute(_ENTRIES, arguments).fetchall()]

    def clear(self) -> None:
        """Forget what was done: it cannot be taken back any more. For a library that is new made."""
        with self._database.write() as connection:
            connection.execute(_CLEAR)

    def tidy(self) -> None:
        """Take out what can neither be taken back nor done again. A little at a time: off the interface's thread."""
        take_out(self._database)

    def undo(self) -> Reversal | None:
        """Take back what was done last; None when there is nothing to take back."""
        return self._turn(_LAST_DONE, undo=True)

    def redo(self) -> Reversal | None:
        """Do again what was taken back last; None when there is no such thing, or something else was done since."""
        return self._turn(_FIRST_UNDONE, undo=False)

    def _turn(self, which: str, *, undo: bool) -> Reversal | None:
        self._database.refuse_if_read_only()
        with self._database.read() as connection:
            row = connection.execute(which, {"steps": self._database.undo_steps}).fetchone()
        if row is None:
            return None
        entry, lost, is_left = _entry(row), 0, True
        while is_left:
            with self._database.write() as connection:
                some, is_left = self._turn_some(connection, entry.id, undo=undo)
            lost += some
            if is_left:
                time.sleep(_PAUSE)
        return Reversal(entry._replace(undone=undo), lost)

    @staticmethod
    def _turn_some(connection: sqlite3.Connection, entry_id: int, *, undo: bool) -> tuple[int, bool]:
        """Turn a batch of changes; gives how many failed, and whether more are left."""
        todo = {"entry": entry_id, "undone": not undo, "limit": _BATCH}
        rows = connection.execute(_TO_UNDO if undo else _TO_REDO, todo).fetchall()
        lost = 0
        for about_row, changes in groupby(map(_Change._make, rows), _about_a_row):
            if about_row:
                _put_rows(connection, [_wanted(change, back=undo) for change in changes])
            else:
                lost += sum(not _apply(connection, change, back=undo) for change in changes)
        numbers = [row[0] for row in rows]
        connection.execute(
            _TURN, todo | {"least": min(numbers, default=0), "greatest": max(numbers, default=0)}
        )
        is_left = bool(connection.execute(_IS_LEFT, todo).fetchone()[0])
        # One that is half undone counts as done, one that is half redone too: the next undo begins with it.
        if not (undo and is_left):
            connection.execute(_UNDONE, [now() if undo else None, entry_id])
        return lost, is_left


def _entry(row: tuple[int, str, str, int, int, int]) -> JournalEntry:
    number, action, subject, articles, done_at, undone = row
    return JournalEntry(number, Action(action), subject, articles, moment(done_at), bool(undone))


def _about_a_row(change: _Change) -> bool:
    return change.what not in (PRESENCE, VERSION)


def _apply(connection: sqlite3.Connection, change: _Change, *, back: bool) -> bool:
    """Bring an article, take it away or turn its text; False when it is gone for ever."""
    if change.what == VERSION:
        return swap_version(connection, change.row, int(change.before or 0))
    wanted, present = change.images(back=back)
    if wanted == PRESENT:
        state, _at = absence(present or "")
        return unshelve(connection, change.row, state)
    return shelve(connection, change.row, *absence(wanted or ""))


class _Wanted(NamedTuple):
    """A row of a table as it shall be: the statement for it, and its values."""

    statement: str
    values: dict[str, int | str | None]


def _wanted(change: _Change, *, back: bool) -> _Wanted:
    wanted, present = change.images(back=back)
    if wanted is None:
        return _Wanted(f"DELETE FROM {change.what} WHERE id = :id", {"id": change.row})
    values = json.loads(wanted) | {"id": change.row}
    if present is None:
        names, marks = (
            ", ".join(f"{sign}{name}{end}" for name in values) for sign, end in (('"', '"'), (":", ""))
        )
        # One that was made anew meanwhile, as a category by an import, stays.
        return _Wanted(f"INSERT OR IGNORE INTO {change.what} ({names}) VALUES ({marks})", values)
    changes = ", ".join(f'"{name}" = :{name}' for name in values)
    return _Wanted(f"UPDATE {change.what} SET {changes} WHERE id = :id", values)


def _put_rows(connection: sqlite3.Connection, rows: list[_Wanted]) -> None:
    """Give rows of tables their wanted values, one after the other."""
    for statement, some in groupby(rows, lambda row: row.statement):
        try:
            connection.executemany(statement, [row.values for row in some])
        except sqlite3.IntegrityError:
            # Something that is no part of the journal hangs on a row by now: it stays.
            continue
