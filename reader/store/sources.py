"""Sources: where articles come from, and the feeds that lists of feeds have named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.i18n import _
from reader.model.source import Source

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from reader.model.draft import DraftSource
    from reader.store.database import Database

_LOCATIONS = "SELECT location FROM source WHERE kind = 'feed'"
_ADD = (
    "INSERT INTO source (kind, name, location, category_id) VALUES ('feed', ?, ?, ?) "
    "ON CONFLICT (location) DO UPDATE SET name = excluded.name, "
    "category_id = coalesce(excluded.category_id, category_id) WHERE kind = 'feed'"
)
_SOURCES = (
    "SELECT source.id, kind, source.name, location, category.name, coalesce(articles, 0) FROM source "
    "LEFT JOIN category ON category.id = source.category_id LEFT JOIN "
    "(SELECT source_id, count(*) AS articles FROM article GROUP BY source_id) ON source_id = source.id "
    "ORDER BY source.id"
)
_NAMED = "SELECT id, name FROM source WHERE :name IN (location, name) ORDER BY location <> :name, id"
_ARTICLES = "SELECT json_group_array(id) FROM article WHERE source_id = ?"
_DETACH = (
    "UPDATE article SET source_id = NULL WHERE source_id = :source_id "
    "AND id IN (SELECT value FROM json_each(:ids)) RETURNING id"
)
_REMOVE = "DELETE FROM source WHERE id = ?"


def sources(database: Database) -> list[Source]:
    """All sources in the order in which they first appeared. Counts their articles: it takes a scan of them."""
    with database.read() as connection:
        return [Source(*row) for row in connection.execute(_SOURCES).fetchall()]


def source_locations(connection: sqlite3.Connection) -> set[str]:
    """The addresses of all feeds."""
    return {location for (location,) in connection.execute(_LOCATIONS).fetchall()}


def add_sources(
    connection: sqlite3.Connection, drafts: Iterable[DraftSource], category_ids: Mapping[str, int]
) -> None:
    """Keep feeds that a document names. Inside the caller's transaction."""
    for draft in drafts:
        category_id = category_ids.get(draft.category) if draft.category is not None else None
        connection.execute(_ADD, [draft.name, draft.location, category_id])


def remove_source(database: Database, name: str) -> int:
    """Remove the source of that location or name; its articles stay. Gives how many came from it. Can be undone.

    Raises UsageError when there is no such source, or several have the name.
    """
    from reader.model.journal import Action
    from reader.store.journal.recording import Recording
    from reader.store.reading import in_batches

    with database.read() as connection:
        found = connection.execute(_NAMED, {"name": name}).fetchall()
        if not found:
            raise UsageError(
                _("There is no source {name}.").format(name=name), _("`broadsheet sources` lists them.")
            )
        if len(found) > 1:
            raise UsageError(
                _("Several sources are called {name}.").format(name=name), _("Name one by its location.")
            )
        source_id, called = found[0]
        ids: list[int] = json.loads(connection.execute(_ARTICLES, [source_id]).fetchone()[0])
    recording = Recording(database, Action.REMOVE_SOURCE, called)
    detached = in_batches(recording, ids, _DETACH, {"source_id": source_id})
    with recording.write() as connection:
        connection.execute(_REMOVE, [source_id])
    return len(detached)
