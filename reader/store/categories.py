"""Categories and the kept counts: what the sidebar shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.category import Category, Counts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from reader.store.database import Database

_CATEGORIES = "SELECT id, name, total, unread FROM category ORDER BY position, id"
_CATEGORY = "SELECT id, name, total, unread FROM category WHERE name = ?"
_NAMES = "SELECT name FROM category"
_COUNTS = "SELECT total, unread, bookmarked, viewed, half_read FROM tally"
_ADD = "INSERT INTO category (name, position) SELECT ?, coalesce(max(position), 0) + 1 FROM category RETURNING id"


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
