"""The index of texts brought up to date, a little at a time, behind whatever else goes on."""

# ruff: noqa: S608 - statements are put together from our own texts; every value is a parameter
from __future__ import annotations

import json
import time
from array import array
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from reader.store.search.tables import OLDEST_ENTRY, SEARCH_CLEARED
from reader.text.prose import plain_text
from reader.text.terms import tokens

if TYPE_CHECKING:
    from reader.store.database import Database

_BATCH_ARTICLES = 200
_BATCH_CHARACTERS = 500_000
"""Of a batch at most: its transaction takes some 40 ms, and its end, for which the write of a key has to wait, some ten."""
_BATCH_STALE = 100
"""Old entries that are taken out before anything else comes."""
_PAUSE = 0.002
"""Seconds between two transactions, in which other threads that want to write come in."""
_MERGE_EVERY = 40
"""Transactions after which what they wrote is merged: pieces of 8,000 articles, so that most of the index is merged once."""
_MERGE_PAGES, _MERGE_STEPS = 64, 10
"""Pages of the index that are merged in one transaction, in some five milliseconds, and how often between two batches."""
_CHECKPOINT_EVERY = 4
"""Batches after which the log is copied into the file: some ten megabytes."""

# Of this thread's connection alone; others go on to copy what they write.
_NO_CHECKPOINTS = "PRAGMA wal_autocheckpoint = 0"
_CHECKPOINT = "PRAGMA wal_checkpoint (PASSIVE)"
_COUNT = "SELECT (SELECT count(*) FROM search_pending) + (SELECT count(*) FROM search_stale)"
# The oldest last, which are indexed first, so that entries are in the order of dates.
_PLAN = (
    "SELECT article_id FROM search_pending JOIN article ON article.id = article_id JOIN body USING (article_id) "
    "ORDER BY sorted_at DESC, article_id DESC"
)
_NUMBER = itemgetter(0)
_PENDING = (
    "SELECT article_id, stamp, title, markdown, origin, author FROM search_pending "
    "JOIN article ON article.id = article_id JOIN body USING (article_id) WHERE article_id = ?"
)
_OF_STALE = "entry, title, body, origin, author"
_STALE = f"SELECT {_OF_STALE} FROM search_stale LIMIT :limit"
_IS_DUE = "SELECT 1 FROM search_pending WHERE (article_id, stamp) = (?, ?)"
_NEWEST = (
    f"SELECT coalesce(min(entry), {OLDEST_ENTRY + 1}) FROM "
    "(SELECT min(entry) AS entry FROM search_entry UNION ALL SELECT min(entry) FROM search_stale)"
)
_ENTER = (
    "INSERT INTO search_entry (entry, article_id, sorted_at) "
    "SELECT :first + each.key, article.id, sorted_at FROM json_each(:ids) AS each JOIN article ON article.id = value"
)
_DONE = "DELETE FROM search_pending WHERE article_id IN (SELECT value FROM json_each(:ids))"
# The cast takes bytes for a text in the encoding of the file (https://sqlite.org/lang_expr.html#castexpr).
_INSERT = (
    "INSERT INTO search_text (rowid, title, body, origin, author) "
    "VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))"
)
_INSERT_TITLE = "INSERT INTO search_title (rowid, title) VALUES (?, CAST(? AS TEXT))"
_DELETE = (
    "INSERT INTO search_text (search_text, rowid, title, body, origin, author) "
    "VALUES ('delete', ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))"
)
_DELETE_TITLE = "INSERT INTO search_title (search_title, rowid, title) VALUES ('delete', ?, CAST(? AS TEXT))"
# By its texts, too: another program may have taken it out, and its number may have come and gone once more.
_TAKEN_OUT = f"DELETE FROM search_stale WHERE ({_OF_STALE}) IS (?, ?, ?, ?, ?)"
_MERGE = "INSERT INTO search_text (search_text, rank) VALUES ('merge', ?)"


class _Tokens(NamedTuple):
    """An article as the index takes it."""

    article_id: int
    stamp: int
    """Which change of the article it is."""
    texts: tuple[bytes, ...]


class Indexing:
    """The work that the index is behind with. One thread goes on with it; others may change articles meanwhile."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._planned: array[int] = array("q")
        self._prepared: list[_Tokens] = []
        self._batches = 0
        self._unmerged = 0

    def behind(self) -> int:
        """How many changed texts the index does not know yet."""
        with self._database.read() as connection:
            return int(connection.execute(_COUNT).fetchone()[0])

    def go_on(self, seconds: float) -> bool:
        """Work for about so long, at least one batch; gives whether there is more to do."""
        end = time.monotonic() + seconds
        with self._database.read() as connection:
            connection.execute(_NO_CHECKPOINTS)
        self._database.is_being_indexed = True
        try:
            while self._go_on():
                self._batches += 1
                if self._batches % _CHECKPOINT_EVERY == 0:
                    self._checkpoint()
                if time.monotonic() >= end:
                    return True
            self._checkpoint()
        finally:
            self._database.is_being_indexed = False
        return False

    def clear(self) -> None:
        """Begin the index anew: everything is to be indexed."""
        self._planned = array("q")
        self._prepared.clear()
        with self._database.write() as connection:
            for statement in SEARCH_CLEARED:
                connection.execute(statement)
        self._checkpoint()

    def _go_on(self) -> bool:
        """Do a little of everything that is to be done; gives whether there was anything."""
        has_changed = any([self._take_out_stale(), self._index_some()])
        if has_changed and self._unmerged < _MERGE_EVERY:
            time.sleep(_PAUSE)
            return True
        return self._merge_some() or has_changed

    def _checkpoint(self) -> None:
        """Copy the log into the file, as SQLite would inside a transaction, for which everybody else then waits."""
        with self._database.read() as connection:
            connection.execute(_CHECKPOINT).fetchall()

    def _take_out_stale(self) -> bool:
        with self._database.read() as connection:
            rows = connection.execute(_STALE, {"limit": _BATCH_STALE}).fetchall()
        for entry, *texts in rows:
            # Worked out before the transaction, like all that takes time.
            old = _texts(*texts)
            with self._database.write() as connection:
                if connection.execute(_TAKEN_OUT, [entry, *texts]).rowcount:
                    connection.execute(_DELETE, [entry, *old])
                    connection.execute(_DELETE_TITLE, [entry, old[0]])
        self._unmerged += len(rows)
        return bool(rows)

    def _index_some(self) -> bool:
        """Write what is prepared, until another thread wants to write; gives whether there was something."""
        self._prepare()
        if not self._prepared:
            return False
        self._unmerged += 1
        with self._database.write() as connection:
            # From the newest to the oldest, since numbers have to grow, or FTS5 writes out what it has gathered.
            first = connection.execute(_NEWEST).fetchone()[0] - len(self._prepared)
            done: list[int] = []
            titles: list[tuple[int, bytes]] = []
            # One after the other: so does a change of another table between them.
            while self._prepared and not (done and self._database.is_awaited):
                article_id, stamp, texts = self._prepared.pop()
                # Another thread or program may have indexed it, or the article may have changed once more.
                if connection.execute(_IS_DUE, [article_id, stamp]).fetchone() is not None:
                    connection.execute(_INSERT, [first + len(done), *texts])
                    titles.append((first + len(done), texts[0]))
                    done.append(article_id)
            connection.executemany(_INSERT_TITLE, titles)
            connection.execute(_ENTER, {"first": first, "ids": json.dumps(done)})
            connection.execute(_DONE, {"ids": json.dumps(done)})
        return True

    def _prepare(self) -> None:
        """Work out the tokens of a batch, unless some of the one before are left."""
        if self._prepared:
            return
        characters = 0
        with self._database.read() as connection:
            if not self._planned:
                # Number by number, since other threads cannot run while a list of a hundred thousand is read.
                self._planned = array("q", map(_NUMBER, connection.execute(_PLAN)))
            while self._planned and len(self._prepared) < _BATCH_ARTICLES and characters < _BATCH_CHARACTERS:
                row = connection.execute(_PENDING, [self._planned.pop()]).fetchone()
                if row is not None:
                    article_id, stamp, *texts = row
                    characters += len(texts[1])
                    self._prepared.append(_Tokens(article_id, stamp, _texts(*texts)))

    def _merge_some(self) -> bool:
        """Merge some of the index (https://sqlite.org/fts5.html §6.10); gives whether there was something to merge."""
        for step in range(_MERGE_STEPS):
            time.sleep(_PAUSE)
            with self._database.write() as connection:
                before = connection.total_changes
                connection.execute(_MERGE, [_MERGE_PAGES])
                # One change is the statement itself.
                if connection.total_changes - before < 2:
                    self._unmerged = 0
                    return step > 0
        return True


def _texts(title: str, markdown: str, origin: str | None, author: str | None) -> tuple[bytes, ...]:
    return tokens(title), tokens(plain_text(markdown)), tokens(origin or ""), tokens(author or "")
