"""The reader's own state on articles: read marks, bookmarks, views and places."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from reader.errors import ArticleNotFoundError
from reader.i18n import _
from reader.model.article import Place
from reader.store.selection import selected_ids
from reader.store.times import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.filter import Filter
    from reader.store.database import Database

# One transaction marks so many at most, in some 20 ms: so long the reader's next key may have to wait.
_BATCH = 500
# Seconds between two transactions in which another thread that wants to write comes in.
_PAUSE = 0.001
_MARK_READ = (
    "UPDATE article SET read_at = :read_at WHERE id IN (SELECT value FROM json_each(:ids)) "
    "AND (read_at IS NULL) = (:read_at IS NOT NULL) RETURNING id"
)
# The first time stays; a note of NULL leaves the present one, an empty one removes it.
_BOOKMARK = (
    "UPDATE article SET bookmarked_at = coalesce(bookmarked_at, :now), note = nullif(coalesce(:note, note), '') "
    "WHERE id = :id"
)
_REMOVE_BOOKMARK = "UPDATE article SET bookmarked_at = NULL, note = NULL WHERE id = ?"
_BOOKMARK_ALL = (
    "UPDATE article SET bookmarked_at = :now, note = NULL WHERE id IN (SELECT value FROM json_each(:ids)) "
    "AND (bookmarked_at IS NULL) = (:now IS NOT NULL) RETURNING id"
)
_COUNT_VIEW = "UPDATE article SET views = views + 1, viewed_at = :now WHERE id = :id"
_BEGIN_VIEW = "INSERT INTO view (article_id, started_at) VALUES (:id, :now) RETURNING id"
_END_VIEW = "UPDATE view SET seconds = :seconds, share = :share WHERE id = :id"
_FORGET_VIEWS = "UPDATE article SET views = 0, viewed_at = NULL WHERE viewed_at IS NOT NULL"
_PROGRESS = "UPDATE article SET progress = max(coalesce(progress, 1), :percent) WHERE id = :id"
_PLACE = 'SELECT "block", "offset" FROM place WHERE article_id = ?'
_KEEP_PLACE = (
    "INSERT INTO place SELECT id, :block, :offset FROM article WHERE id = :id "
    'ON CONFLICT (article_id) DO UPDATE SET "block" = excluded."block", "offset" = excluded."offset"'
)


def mark_read(database: Database, ids: Sequence[int], *, read: bool) -> list[int]:
    """Mark articles as read or as unread; gives those that were not so before, in the order given."""
    return in_batches(database, ids, _MARK_READ, {"read_at": now() if read else None})


def mark_all_read(database: Database, which: Filter, *, read: bool) -> int:
    """Mark a whole selection as read or as unread; gives how many were not so before."""
    with database.read() as connection:
        ids = selected_ids(connection, which, "read_at IS NULL" if read else "read_at IS NOT NULL", "id")
    return len(mark_read(database, ids, read=read))


def bookmark_all(database: Database, ids: Sequence[int], *, bookmarked: bool) -> list[int]:
    """Bookmark articles or remove their bookmarks; gives those that were not so before, in the order given."""
    return in_batches(database, ids, _BOOKMARK_ALL, {"now": now() if bookmarked else None})


def in_batches(
    database: Database, ids: Sequence[int], statement: str, arguments: dict[str, int | None]
) -> list[int]:
    """Run a statement that changes `:ids` and returns those that it changed; gives these, in the order given.

    Many take several transactions, so that nobody else who writes has to wait for all of them.
    """
    changed: set[int] = set()
    for start in range(0, len(ids), _BATCH):
        if start:
            time.sleep(_PAUSE)
        some = arguments | {"ids": json.dumps(list(ids[start : start + _BATCH]))}
        with database.write() as connection:
            changed |= {row[0] for row in connection.execute(statement, some).fetchall()}
    return [article_id for article_id in dict.fromkeys(ids) if article_id in changed]


def bookmark(database: Database, article_id: int, note: str | None) -> None:
    """Bookmark an article; the time of the first bookmark stays. A note of None keeps the present one, "" removes it."""
    from reader.text.clean import clean

    arguments = {"id": article_id, "now": now(), "note": None if note is None else clean(note).strip()}
    with database.write() as connection:
        _require(connection.execute(_BOOKMARK, arguments).rowcount, article_id)


def remove_bookmark(database: Database, article_id: int) -> None:
    """Remove a bookmark and its note, if there is one."""
    with database.write() as connection:
        _require(connection.execute(_REMOVE_BOOKMARK, [article_id]).rowcount, article_id)


def begin_view(database: Database, article_id: int) -> int:
    """Count a view that begins now; gives its id, for end_view."""
    arguments = {"id": article_id, "now": now()}
    with database.write() as connection:
        _require(connection.execute(_COUNT_VIEW, arguments).rowcount, article_id)
        (view_id,) = connection.execute(_BEGIN_VIEW, arguments).fetchone()
    return int(view_id)


def end_view(database: Database, view_id: int, seconds: float, share: float) -> None:
    """Keep how long a view lasted, and how much of the article was seen for the first time in it, from 0 to 1."""
    with database.write() as connection:
        connection.execute(_END_VIEW, {"id": view_id, "seconds": seconds, "share": min(max(share, 0.0), 1.0)})


def erase_views(database: Database) -> int:
    """Erase all views, and of every article how often and when it was viewed; gives how many views there were.

    In one transaction. What was erased is overwritten in the file (https://sqlite.org/pragma.html#pragma_secure_delete) and
    leaves its log as soon as nobody else reads.
    """
    with database.read() as connection:
        connection.execute("PRAGMA secure_delete = ON")
    with database.write() as connection:
        erased = connection.execute("DELETE FROM view").rowcount
        connection.execute(_FORGET_VIEWS)
    with database.read() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return erased


def place(database: Database, article_id: int) -> Place | None:
    """Where the reader is in an article, or None when it was never kept."""
    with database.read() as connection:
        row = connection.execute(_PLACE, [article_id]).fetchone()
    return None if row is None else Place(*row)


def keep_place(database: Database, article_id: int, kept: Place, percent: int) -> None:
    """Keep where the reader is in an article, and how many per cent of it were seen; the most that were seen count."""
    arguments = {"id": article_id, "block": kept.block, "offset": kept.offset}
    with database.write() as connection:
        _require(connection.execute(_KEEP_PLACE, arguments).rowcount, article_id)
        connection.execute(_PROGRESS, {"id": article_id, "percent": min(max(percent, 1), 100)})


def _require(changed: int, article_id: int) -> None:
    if not changed:
        raise ArticleNotFoundError(_("There is no article {id}.").format(id=article_id))
