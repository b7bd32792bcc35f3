"""The index of texts brought up to date, a little at a time, behind whatever else goes on."""

from __future__ import annotations

import json
import time
from array import array
from typing import TYPE_CHECKING, NamedTuple

from reader.text.prose import plain_text
from reader.text.terms import tokens

if TYPE_CHECKING:
    from reader.store.database import Database

_BATCH_ARTICLES = 100
_BATCH_CHARACTERS = 120_000
"""Of a batch at most: its transaction takes some 20 ms, so that the write of a key does not wait to be felt."""
_PAUSE = 0.002
"""Seconds between two transactions, in which other threads that want to write come in."""
_MERGE_PAGES, _MERGE_STEPS = 64, 10
"""Pages of the index that are put in order in one transaction, in some five milliseconds, and how often after a batch."""

_CHECKPOINT_EVERY = 8
"""Batches after which the log is copied into the file: some six megabytes."""

# Of this thread's connection alone; others go on to copy what they write.
_NO_CHECKPOINTS = "PRAGMA wal_autocheckpoint = 0"
_CHECKPOINT = "PRAGMA wal_checkpoint (PASSIVE)"
_COUNT = "SELECT (SELECT count(*) FROM search_pending) + (SELECT count(*) FROM search_stale)"
# The oldest first, so that entries are in the order of dates.
_PLAN = (
    "SELECT json_group_array(article_id) FROM (SELECT article_id FROM search_pending "
    "JOIN article ON article.id = article_id JOIN body USING (article_id) ORDER BY sorted_at, article_id)"
)
_PENDING = (
    "SELECT article_id, stamp, title, markdown, origin, author FROM search_pending "
    "JOIN article ON article.id = article_id JOIN body USING (article_id) WHERE article_id = ?"
)
_STALE = "SELECT entry, title, body, origin, author FROM search_stale LIMIT :limit"
_DONE = "DELETE FROM search_pending WHERE (article_id, stamp) = (?, ?)"
_ENTER = "INSERT INTO search_entry (article_id, sorted_at) SELECT id, sorted_at FROM article WHERE id = ? RETURNING entry"
_INSERT = "INSERT INTO search_text (rowid, title, body, origin, author) VALUES (?, ?, ?, ?, ?)"
_DELETE = "INSERT INTO search_text (search_text, rowid, title, body, origin, author) VALUES ('delete', ?, ?, ?, ?, ?)"
_TAKEN_OUT = "DELETE FROM search_stale WHERE entry = ?"
_MERGE = "INSERT INTO search_text (search_text, rank) VALUES ('merge', ?)"
_CLEAR = (
    "INSERT INTO search_text (search_text) VALUES ('delete-all')",
    "DELETE FROM search_entry",
    "DELETE FROM search_block",
    "DELETE FROM search_stale",
    "DELETE FROM search_pending",
    "INSERT INTO search_pending (article_id) SELECT id FROM article",
)


class _Tokens(NamedTuple):
    """An article as the index takes it."""

    article_id: int
    stamp: int
    """Which change of the article it is."""
    texts: tuple[str, ...]


class Indexing:
    """The work that the index is behind with. One thread goes on with it; others may change articles meanwhile."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._planned: array[int] = array("q")
        self._batches = 0

    def behind(self) -> int:
        """How many changed texts the index does not know yet."""
        with self._database.read() as connection:
            return int(connection.execute(_COUNT).fetchone()[0])

    def go_on(self, seconds: float) -> bool:
        """Work for about so long, at least one batch; gives whether there is more to do."""
        end = time.monotonic() + seconds
        with self._database.read() as connection:
            connection.execute(_NO_CHECKPOINTS)
        while any([self._take_out_stale(), self._index_some(), self._merge_some()]):
            self._batches += 1
            if self._batches % _CHECKPOINT_EVERY == 0:
                self._checkpoint()
            if time.monotonic() >= end:
                return True
        self._checkpoint()
        return False

    def clear(self) -> None:
        """Begin the index anew: everything is to be indexed."""
        self._planned = array("q")
        with self._database.write() as connection:
            for statement in _CLEAR:
                connection.execute(statement)

    def _checkpoint(self) -> None:
        """Copy the log into the file, as SQLite would inside a transaction, for which everybody else then waits."""
        with self._database.read() as connection:
            connection.execute(_CHECKPOINT).fetchall()

    def _take_out_stale(self) -> bool:
        with self._database.read() as connection:
            rows = connection.execute(_STALE, {"limit": _BATCH_ARTICLES}).fetchall()
        for entry, *texts in rows:
            # Worked out before the transaction, like all that takes time.
            old = _texts(*texts)
            with self._database.write() as connection:
                if connection.execute(_TAKEN_OUT, [entry]).rowcount:
                    connection.execute(_DELETE, [entry, *old])
        return bool(rows)

    def _index_some(self) -> bool:
        batch = self._next_batch()
        if not batch:
            return False
        with self._database.write() as connection:
            # Another thread or program may have indexed it, or the article may have changed once more.
            due = [each for each in batch if connection.execute(_DONE, each[:2]).rowcount]
            entries = [connection.execute(_ENTER, [each.article_id]).fetchone()[0] for each in due]
            # By themselves: any statement between them that could be undone alone makes FTS5 write out what it has gathered.
            for entry, article in zip(entries, due, strict=True):
                connection.execute(_INSERT, [entry, *article.texts])
        return True

    def _next_batch(self) -> list[_Tokens]:
        batch: list[_Tokens] = []
        characters = 0
        with self._database.read() as connection:
            if not self._planned:
                self._planned = array("q", json.loads(connection.execute(_PLAN).fetchone()[0])[::-1])
            while self._planned and len(batch) < _BATCH_ARTICLES and characters < _BATCH_CHARACTERS:
                row = connection.execute(_PENDING, [self._planned.pop()]).fetchone()
                if row is not None:
                    article_id, stamp, *texts = row
                    characters += len(texts[1])
                    batch.append(_Tokens(article_id, stamp, _texts(*texts)))
        return batch

    def _merge_some(self) -> bool:
        """Put some of the index in order; gives whether there was something to do (https://sqlite.org/fts5.html §6.10)."""
        for step in range(_MERGE_STEPS):
            time.sleep(_PAUSE)
            with self._database.write() as connection:
                before = connection.total_changes
                connection.execute(_MERGE, [_MERGE_PAGES])
                # One change is the statement itself.
                if connection.total_changes - before < 2:
                    return step > 0
        return True


def _texts(title: str, markdown: str, origin: str | None, author: str | None) -> tuple[str, ...]:
    return tokens(title), tokens(plain_text(markdown)), tokens(origin or ""), tokens(author or "")
