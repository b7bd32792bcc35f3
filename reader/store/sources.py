"""Sources: where articles come from, and the feeds that lists of feeds have named."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
