"""Writing the journal: what is changed inside an entry is recorded, and only that."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.store.journal.retiring import drop_few
from reader.store.journal.tables import PRESENCE, VERSION
from reader.store.times import now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from reader.model.journal import Action
    from reader.store.database import Database

_ADD = "INSERT INTO journal_entry (action, subject, done_at) VALUES (?, ?, ?) RETURNING id"
_RECORD = "UPDATE journal_recording SET entry_id = ?"
_IS_EMPTY = "SELECT NOT EXISTS (SELECT 1 FROM journal_change WHERE entry_id = ?)"
_DROP = "DELETE FROM journal_entry WHERE id = ?"
_LAST = "SELECT coalesce(max(id), 0) FROM journal_change"
_ARTICLES = f"what IN ('article', '{PRESENCE}', '{VERSION}')"
_COUNT = (
    'UPDATE journal_entry SET articles = articles + (SELECT count(DISTINCT "row") FROM journal_change '  # noqa: S608
    f"WHERE (entry_id, undone) = (:id, 0) AND id > :last AND {_ARTICLES}) WHERE id = :id"
)
# What was done to one article alone is called by its title, wherever the article is now.
_NAME = (
    "UPDATE journal_entry SET subject = (SELECT coalesce(article.title, shelf.title) FROM journal_change "  # noqa: S608
    'LEFT JOIN article ON article.id = "row" LEFT JOIN shelf ON shelf.article_id = "row" '
    f"WHERE entry_id = :id AND {_ARTICLES} LIMIT 1) WHERE id = :id AND articles = 1 AND subject = ''"
)
_CHANGE = 'INSERT INTO journal_change (entry_id, what, "row", before, after) VALUES (?, ?, ?, ?, ?)'


class Recording:
    """An entry of the journal while it is being written: one action, in one transaction or in several."""

    def __init__(self, database: Database, action: Action, subject: str = "") -> None:
        """`subject` names what it was done to; it is clean. An action on one article is called by its title without one."""
        self._database = database
        self._action = action
        self._subject = subject
        self._id: int | None = None
        """Its number, once something of it is committed."""
        self._writing = 0
        """Its number inside `write`."""

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a write transaction, as that of Database; what it changes becomes part of the entry.

        A transaction that changes nothing leaves no entry.
        """
        with self._database.write() as connection:
            entry_id = self._id
            if entry_id is None:
                (entry_id,) = connection.execute(_ADD, [self._action, self._subject, now()]).fetchone()
            (last,) = connection.execute(_LAST).fetchone()
            connection.execute(_RECORD, [entry_id])
            self._writing = entry_id
            yield connection
            connection.execute(_RECORD, [None])
            if connection.execute(_IS_EMPTY, [entry_id]).fetchone()[0]:
                connection.execute(_DROP, [entry_id])
                return
            if self._id is None:
                # A new action takes the place of those that were taken back, and of the oldest.
                drop_few(connection, self._database.undo_steps)
            connection.execute(_COUNT, {"id": entry_id, "last": last})
            connection.execute(_NAME, {"id": entry_id})
        self._id = entry_id

    def add(
        self, connection: sqlite3.Connection, what: str, row: int, before: str | None, after: str | None
    ) -> None:
        """Record a change that no trigger sees. Inside `write`."""
        connection.execute(_CHANGE, [self._writing, what, row, before, after])

    @contextmanager
    def paused(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Record nothing for a while: what the block does is recorded as a whole. Inside `write`."""
        connection.execute(_RECORD, [None])
        yield
        connection.execute(_RECORD, [self._writing])
