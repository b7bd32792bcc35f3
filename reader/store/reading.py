"""The reader's own state on articles: read marks, bookmarks, views and places."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from reader.errors import ArticleNotFoundError
from reader.i18n import _
from reader.model.article import Place
from reader.model.category import Tag
from reader.model.journal import Action
from reader.store.journal.recording import Recording
from reader.store.selection import selected_ids
from reader.store.times import now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from typing import Protocol, TypeAlias

    from reader.model.filter import Filter
    from reader.store.database import Database

    Values: TypeAlias = Mapping[str, int | str | None]

    class Writer(Protocol):
        """What gives write transactions: a Database, or a Recording, which remembers what they change."""

        def write(self) -> AbstractContextManager[sqlite3.Connection]:
            """A connection inside a write transaction."""


# One transaction marks so many at most, in some 20 ms: so long the reader's next key may have to wait.
_BATCH = 500
# Seconds between two transactions in which another thread that wants to write comes in.
_PAUSE = 0.001
_MARK_READ = (
    "UPDATE article SET read_at = :read_at WHERE id IN (SELECT value FROM json_each(:ids)) "
    "AND (read_at IS NULL) = (:read_at IS NOT NULL) RETURNING id"
)
# The first time stays; a note of NULL leaves the present one, an empty one removes it.
_TITLE = "SELECT title FROM article WHERE id = ?"
_TAGS = "SELECT name FROM tag WHERE article_id = ? ORDER BY id"
_REMOVE_TAG = "DELETE FROM tag WHERE (article_id, name) = (?, ?)"
_ADD_TAG = "INSERT INTO tag (article_id, name) VALUES (?, ?)"
_BOOKMARK = (
    "UPDATE article SET bookmarked_at = coalesce(bookmarked_at, :now), note = nullif(coalesce(:note, note), '') "
    "WHERE id = :id"
)
_BOOKMARK_ALL = (
    "UPDATE article SET bookmarked_at = :now, note = NULL WHERE id IN (SELECT value FROM json_each(:ids)) "
    "AND (bookmarked_at IS NULL) = (:now IS NOT NULL) RETURNING id"
)
_NOTE_ALL = "UPDATE article SET note = nullif(:note, '') WHERE id IN (SELECT value FROM json_each(:ids))"
_TAG_ALL = (
    "INSERT OR IGNORE INTO tag (article_id, name) SELECT article.id, :name FROM article "
    "WHERE article.id IN (SELECT value FROM json_each(:ids))"
)
_TAGS_IN_USE = "SELECT name, count(*) FROM tag GROUP BY name ORDER BY name"
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


def mark_read(database: Database, ids: Sequence[int], *, read: bool, undoable: bool = True) -> list[int]:
    """Mark articles as read or as unread; gives those that were not so before, in the order given.

    What is marked because it was opened is not `undoable`: the reader has done nothing that could be taken back.
    """
    writer = Recording(database, Action.READ if read else Action.UNREAD) if undoable else database
    return in_batches(writer, ids, _MARK_READ, {"read_at": now() if read else None})


def mark_all_read(database: Database, which: Filter, *, read: bool) -> int:
    """Mark a whole selection as read or as unread; gives how many were not so before."""
    with database.read() as connection:
        ids = selected_ids(connection, which, "read_at IS NULL" if read else "read_at IS NOT NULL", "id")
    return len(mark_read(database, ids, read=read))


def bookmark_all(
    database: Database, ids: Sequence[int], note: str | None = None, tag_names: Sequence[str] = ()
) -> list[int]:
    """Bookmark articles; gives those that had no bookmark before, in the order given.

    A note other than None and the tags are for all of them; tags that are there stay. All of it is one action.
    """
    from reader.text.clean import clean

    recording = Recording(database, Action.NOTE if note is not None or tag_names else Action.BOOKMARK)
    others: list[tuple[str, Values]] = [(_TAG_ALL, {"name": name}) for name in _clean_tags(tag_names)]
    if note is not None:
        others.append((_NOTE_ALL, {"note": clean(note).strip()}))
    return in_batches(recording, ids, _BOOKMARK_ALL, {"now": now()}, others)


def remove_bookmarks(database: Database, ids: Sequence[int]) -> list[int]:
    """Remove the bookmarks of articles; gives those that had one, in the order given."""
    return in_batches(Recording(database, Action.REMOVE_BOOKMARK), ids, _BOOKMARK_ALL, {"now": None})


def in_batches(
    writer: Writer,
    ids: Sequence[int],
    statement: str,
    arguments: Values,
    others: Sequence[tuple[str, Values]] = (),
) -> list[int]:
    """Run a statement that changes `:ids` and returns those that it changed; gives these, in the order given.

    Other statements follow it in the same transaction. Many articles take several of them, so that nobody else who
    writes has to wait for all of them.
    """
    changed: set[int] = set()
    for start in range(0, len(ids), _BATCH):
        if start:
            time.sleep(_PAUSE)
        some = {"ids": json.dumps(list(ids[start : start + _BATCH]))}
        with writer.write() as connection:
            changed |= {row[0] for row in connection.execute(statement, {**some, **arguments}).fetchall()}
            for other, values in others:
                connection.execute(other, {**some, **values})
    return [article_id for article_id in dict.fromkeys(ids) if article_id in changed]


def bookmark(
    database: Database, article_id: int, note: str | None, tag_names: Sequence[str] | None = None
) -> None:
    """Bookmark an article; the time of the first bookmark stays.

    A note of None keeps the present one, "" removes it; so do tags: None keeps them, none at all removes them.
    """
    from reader.text.clean import clean

    arguments = {"id": article_id, "now": now(), "note": None if note is None else clean(note).strip()}
    action = Action.BOOKMARK if note is None and tag_names is None else Action.NOTE
    with Recording(database, action, title_of(database, article_id)).write() as connection:
        _require(connection.execute(_BOOKMARK, arguments).rowcount, article_id)
        if tag_names is not None:
            _tag(connection, article_id, _clean_tags(tag_names))


def remove_bookmark(database: Database, article_id: int) -> None:
    """Remove a bookmark with its note and its tags, if there is one. Raises ArticleNotFoundError."""
    recording = Recording(database, Action.REMOVE_BOOKMARK, title_of(database, article_id))
    in_batches(recording, [article_id], _BOOKMARK_ALL, {"now": None})


def tags_in_use(database: Database) -> list[Tag]:
    """All tags that an article has, by name."""
    with database.read() as connection:
        return [Tag(*row) for row in connection.execute(_TAGS_IN_USE).fetchall()]


def _tag(connection: sqlite3.Connection, article_id: int, wanted: list[str]) -> None:
    present = [name for (name,) in connection.execute(_TAGS, [article_id]).fetchall()]
    connection.executemany(_REMOVE_TAG, [(article_id, name) for name in present if name not in wanted])
    connection.executemany(_ADD_TAG, [(article_id, name) for name in wanted if name not in present])


def _clean_tags(names: Sequence[str]) -> list[str]:
    """Tags as they are kept: on one line each, without the sign that marks one, each once."""
    from reader.text.clean import clean_line

    cleaned = (clean_line(name).strip("#＃ ,，、") for name in names)
    return [name for name in dict.fromkeys(cleaned) if name]


def title_of(database: Database, article_id: int) -> str:
    """The title of an article. Raises ArticleNotFoundError."""
    with database.read() as connection:
        row = connection.execute(_TITLE, [article_id]).fetchone()
    _require(row is not None, article_id)
    return str(row[0])


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


def _require(changed: int | bool, article_id: int) -> None:
    if not changed:
        raise ArticleNotFoundError(_("There is no article {id}.").format(id=article_id))
