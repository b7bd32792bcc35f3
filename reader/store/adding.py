"""Prepared drafts compared with what is in the library, and written, a batch in a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.draft import DraftCategory, DraftSource
from reader.model.report import Added
from reader.store.categories import category_names, file_under
from reader.store.entry import Entry
from reader.store.matching import Claim, Match, Matching
from reader.store.originals import Original, drop_if_unused
from reader.store.sources import add_sources, source_locations
from reader.store.times import now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.store.database import Database
    from reader.store.preparing import Prepared

# Changes when, and only when, another connection has committed (https://sqlite.org/pragma.html#pragma_data_version).
_VERSION = "PRAGMA data_version"

_FACTS = (
    "title, title_key, origin, origin_key, author, url, language, published, clicks, minutes, glosses, digest, "
    "source_id, document_id"
)
_VALUES = ", ".join(f":{name}" for name in _FACTS.split(", "))
_INSERT = (
    "INSERT INTO article (key, category_id, slot, sorted_at, imported_at, changed_at, "  # noqa: S608
    f"read_at, bookmarked_at, note, {_FACTS}) "
    "VALUES (:key, :category_id, :slot, coalesce(:timestamp, :now / 1000000), :now, :now, "
    f"iif(:is_read, :now, NULL), iif(:is_bookmarked, :now, NULL), iif(:is_bookmarked, :note, NULL), {_VALUES})"
)
_UPDATE = (
    f"UPDATE article SET ({_FACTS}) = ({_VALUES}), changed_at = :now, "  # noqa: S608
    "sorted_at = coalesce(:timestamp, imported_at / 1000000) WHERE id = :id"
)
_BODY = (
    "INSERT INTO body VALUES (:id, :summary, :markdown) "
    "ON CONFLICT (article_id) DO UPDATE SET summary = excluded.summary, markdown = excluded.markdown"
)
_DOCUMENT = "SELECT document_id FROM article WHERE id = :id"


class Adding:
    """The drafts of one document on their way in, prepared, some in each transaction."""

    def __init__(self, database: Database, original: Original | None, *, dry_run: bool) -> None:
        """`original` is the document that they came from; a dry run counts and writes nothing."""
        self._database = database
        self._original = original
        self._location = None if original is None else original.place
        self._dry_run = dry_run
        self._taken: dict[str, Claim] = {}

    def add(self, items: Sequence[Prepared]) -> Added:
        """Add some in one transaction, or in none when they bring nothing new; gives what that changed."""
        batch = _Batch(items)
        with self._database.read() as connection:
            (version,) = connection.execute(_VERSION).fetchone()
            matching = Matching(connection, self._location, self._taken)
            matches = matching.match(batch.entries)
            is_new = batch.names_what_is_new(connection, matches)
        if not self._dry_run and (is_new or not all(match.is_unchanged for match in matches)):
            with self._database.write() as connection:
                if connection.execute(_VERSION).fetchone() != (version,):
                    # Another program has written in between, perhaps the same articles.
                    matching = Matching(connection, self._location, self._taken)
                    matches = matching.match(batch.entries)
                self._write(connection, batch, matches)
        self._taken |= matching.claims
        added = sum(match.known is None for match in matches)
        unchanged = sum(match.is_unchanged for match in matches)
        return Added(added, len(matches) - added - unchanged, unchanged)

    def _write(self, connection: sqlite3.Connection, batch: _Batch, matches: list[Match]) -> None:
        category_ids = file_under(connection, batch.categories(matches))
        add_sources(connection, batch.sources, category_ids)
        changed = [match for match in matches if not match.is_unchanged]
        source_id, document_id = None, None
        if changed and self._original is not None:
            source_id, document_id = self._original.keep(connection)
        for match in changed:
            values = match.entry.values | {"source_id": source_id, "document_id": document_id, "now": now()}
            if match.known is not None:
                _update(connection, values | {"id": match.known.id})
                continue
            category_id = category_ids[match.entry.category]
            _insert(connection, values | {"category_id": category_id, "key": match.key, "slot": match.slot})


class _Batch:
    """Some prepared items in their order."""

    def __init__(self, items: Sequence[Prepared]) -> None:
        self._items = items
        self.entries = [item for item in items if isinstance(item, Entry)]
        self.sources = [item for item in items if isinstance(item, DraftSource)]

    def categories(self, matches: list[Match]) -> list[str]:
        """The categories that are needed, in the order of their appearance: an article in the library stays where it is."""
        new = {id(match.entry) for match in matches if match.known is None}
        names: list[str] = []
        for item in self._items:
            match item:
                case DraftCategory(name) | DraftSource(category=str(name)):
                    names.append(name)
                case Entry() if id(item) in new:
                    names.append(item.category)
                case _:
                    pass
        return list(filter(None, names))

    def names_what_is_new(self, connection: sqlite3.Connection, matches: list[Match]) -> bool:
        """Whether it names a category or a source that the library lacks."""
        if not category_names(connection).issuperset(self.categories(matches)):
            return True
        return bool(self.sources) and not source_locations(connection).issuperset(
            source.location for source in self.sources
        )


def _insert(connection: sqlite3.Connection, values: dict[str, str | int | bytes | None]) -> None:
    cursor = connection.execute(_INSERT, values)
    connection.execute(_BODY, values | {"id": cursor.lastrowid})


def _update(connection: sqlite3.Connection, values: dict[str, str | int | bytes | None]) -> None:
    (document_id,) = connection.execute(_DOCUMENT, values).fetchone()
    connection.execute(_UPDATE, values)
    connection.execute(_BODY, values)
    if document_id is not None:
        drop_if_unused(connection, document_id)
