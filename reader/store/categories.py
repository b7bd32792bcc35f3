"""Categories and the kept counts: what the sidebar shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.i18n import _
from reader.model.category import Category, Counts
from reader.model.journal import Action

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from reader.store.database import Database

_CATEGORIES = "SELECT id, name, total, unread FROM category ORDER BY position, id"
_CATEGORY = "SELECT id, name, total, unread FROM category WHERE name = ?"
_BY_ID = "SELECT name FROM category WHERE id = ?"
_NAMES = "SELECT name FROM category"
_COUNTS = "SELECT total, unread, bookmarked, viewed, half_read FROM tally"
# The number of a category is its own as long as an article may come back to it.
_ADD = (
    "INSERT INTO category (id, name, position) SELECT 1 + max(coalesce(max(id), 0), "
    "coalesce((SELECT max(category_id) FROM shelf), 0)), ?, coalesce(max(position), 0) + 1 FROM category RETURNING id"
)
_RENAME = "UPDATE category SET name = ? WHERE id = ?"
_IDS = "SELECT json_group_array(id) FROM article WHERE category_id = ?"
_UNASSIGN = "UPDATE source SET category_id = NULL WHERE category_id = ?"
# What was filed there meanwhile keeps it.
_REMOVE = "DELETE FROM category WHERE id = ? AND total = 0"


def categories(database: Database) -> list[Category]:
    """All categories in the order in which they first appeared."""
    with database.read() as connection:
        return [Category(*row) for row in connection.execute(_CATEGORIES).fetchall()]


def category(database: Database, name: str) -> Category | None:
    """The category of that name, or None."""
    from reader.text.clean import clean_line

    with database.read() as connection:
        row = connection.execute(_CATEGORY, [clean_line(name)]).fetchone()
    return None if row is None else Category(*row)


def counts(database: Database) -> Counts:
    """How many articles there are, and of each state."""
    with database.read() as connection:
        return Counts(*connection.execute(_COUNTS).fetchone())


def category_names(connection: sqlite3.Connection) -> set[str]:
    """The names of all categories."""
    return {name for (name,) in connection.execute(_NAMES).fetchall()}


def category_for(connection: sqlite3.Connection, category_id: int, name: str) -> int:
    """The category of that number, by whatever name it goes now; where it is gone one of that name, made if there is none."""
    row = connection.execute(_BY_ID, [category_id]).fetchone()
    return category_id if row is not None else file_under(connection, [name])[name]


def file_under(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, int]:
    """The ids of categories by name; those that are new are made, in the order given. Inside the caller's transaction."""
    ids: dict[str, int] = {}
    for name in names:
        if name not in ids:
            row = (
                connection.execute(_CATEGORY, [name]).fetchone()
                or connection.execute(_ADD, [name]).fetchone()
            )
            ids[name] = row[0]
    return ids


def clean_name(name: str) -> str:
    """A name as a category can have it. Raises UsageError when it is blank."""
    from reader.text.clean import clean_line

    name = clean_line(name)
    if not name:
        raise UsageError(_("A category needs a name."))
    return name


def rename_category(database: Database, category_id: int, name: str) -> None:
    """Give a category another name. Raises UsageError when it is blank, or that of another one."""
    from reader.store.journal.recording import Recording

    name = clean_name(name)
    other = category(database, name)
    if other is not None and other.id != category_id:
        raise UsageError(
            _("There is a category {name} already.").format(name=name), _("Move the articles there instead.")
        )
    with Recording(database, Action.RENAME_CATEGORY, name).write() as connection:
        connection.execute(_RENAME, [name, category_id])


def remove_category(database: Database, category_id: int) -> int:
    """Remove a category and move its articles to the trash; gives how many."""
    from reader.store.journal.recording import Recording
    from reader.store.trash import move_to_trash

    with database.read() as connection:
        row = connection.execute(_BY_ID, [category_id]).fetchone()
        ids: list[int] = json.loads(connection.execute(_IDS, [category_id]).fetchone()[0])
    if row is None:
        return 0
    recording = Recording(database, Action.REMOVE_CATEGORY, row[0])
    deleted = move_to_trash(recording, ids)
    with recording.write() as connection:
        connection.execute(_UNASSIGN, [category_id])
        connection.execute(_REMOVE, [category_id])
    return len(deleted)
