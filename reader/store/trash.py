"""The trash: articles that were deleted, for as long as the reader wants them kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.model.journal import Action
from reader.model.trash import TrashedArticle
from reader.store.categories import category_for
from reader.store.journal.recording import Recording
from reader.store.journal.tables import PRESENCE, PRESENT, TRASHED, absent
from reader.store.shelf import shelve, shelved, unshelve
from reader.store.times import moment, now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from datetime import timedelta

    from reader.store.database import Database

_BATCH = 200
"""Articles in one transaction: each takes some 0.3 ms, and another write may wait for them."""

_LIST = "SELECT article_id, title, category, shelved_at FROM shelf WHERE state = 'trash' ORDER BY shelved_at DESC, id DESC"
_COUNT = "SELECT count(*) FROM shelf WHERE state = 'trash'"
_EMPTY = "DELETE FROM shelf WHERE id IN (SELECT id FROM shelf WHERE state = 'trash' AND shelved_at <= :before LIMIT :limit)"
_REMOVE = "DELETE FROM shelf WHERE state = 'trash' AND article_id IN (SELECT value FROM json_each(?))"


class Trash:
    """What was deleted. Nothing is lost before the trash is emptied, by the reader or after a time that the reader has set."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __len__(self) -> int:
        """How many articles lie in it."""
        with self._database.read() as connection:
            return int(connection.execute(_COUNT).fetchone()[0])

    def articles(self) -> list[TrashedArticle]:
        """What lies in it, the last deleted first."""
        with self._database.read() as connection:
            found = connection.execute(_LIST).fetchall()
        return [TrashedArticle(number, title, category, moment(at)) for number, title, category, at in found]

    def delete(self, ids: Sequence[int]) -> list[int]:
        """Move articles to the trash, with all that is the reader's on them; gives those that were there. Can be undone."""
        return move_to_trash(Recording(self._database, Action.TRASH), ids)

    def restore(self, ids: Sequence[int]) -> list[int]:
        """Bring articles back; gives those that came. Can be undone."""
        return _move(Recording(self._database, Action.RESTORE), ids, _restore)

    def empty(self, older_than: timedelta | None = None, ids: Sequence[int] | None = None) -> int:
        """Remove for ever what lies in it: all, or what lies there longer than a time, or some; gives how many."""
        if ids is not None:
            with self._database.write() as connection:
                return connection.execute(_REMOVE, [json.dumps(list(ids))]).rowcount
        before = now() - (0 if older_than is None else round(older_than.total_seconds() * 1_000_000))
        removed = 0
        while True:
            with self._database.write() as connection:
                some = connection.execute(_EMPTY, {"before": before, "limit": _BATCH}).rowcount
            removed += some
            if some < _BATCH:
                return removed


def move_to_trash(recording: Recording, ids: Sequence[int]) -> list[int]:
    """Move articles to the trash as part of an action; gives those that were there."""
    return _move(recording, ids, _delete)


def _move(
    recording: Recording, ids: Sequence[int], move: Callable[[Recording, sqlite3.Connection, int], bool]
) -> list[int]:
    moved = []
    for start in range(0, len(ids), _BATCH):
        with recording.write() as connection:
            some = ids[start : start + _BATCH]
            moved += [article_id for article_id in some if move(recording, connection, article_id)]
    return moved


def _delete(recording: Recording, connection: sqlite3.Connection, article_id: int) -> bool:
    at = now()
    with recording.paused(connection):
        done = shelve(connection, article_id, TRASHED, at)
    if done:
        recording.add(connection, PRESENCE, article_id, PRESENT, absent(TRASHED, at))
    return done


def _restore(recording: Recording, connection: sqlite3.Connection, article_id: int) -> bool:
    away = shelved(connection, article_id, TRASHED)
    if away is None:
        return False
    # Recorded: a category that is made for it goes with it.
    category_for(connection, away.category_id, away.category)
    with recording.paused(connection):
        done = unshelve(connection, article_id, TRASHED)
    if done:
        recording.add(connection, PRESENCE, article_id, absent(TRASHED, away.at), PRESENT)
    return done
