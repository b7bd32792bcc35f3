"""Prepared drafts compared with what is in the library, and written, a batch in a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.draft import DraftCategory, DraftSource
from reader.model.report import Added
from reader.store.categories import category_names, file_under
from reader.store.entry import Entry, Facts
from reader.store.journal.tables import VERSION
from reader.store.matching import Claim, Match, Matching
from reader.store.originals import Original, drop_if_unused
from reader.store.shelf import keep_version
from reader.store.sources import add_sources, source_locations
from reader.store.times import now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.store.database import Database
    from reader.store.journal.recording import Recording
    from reader.store.preparing import Prepared

# Changes when, and only when, another connection has committed (https://sqlite.org/pragma.html#pragma_data_version).
_VERSION = "PRAGMA data_version"

_COLUMNS = ", ".join((*Facts._fields, "source_id", "document_id"))
_VALUES = ", ".join("?" * (len(Facts._fields) + 2))
_NEW = "id, key, category_id, slot, sorted_at, imported_at, changed_at, read_at, bookmarked_at, note"
_INSERT = (
    f"INSERT INTO article ({_NEW}, {_COLUMNS}) "  # noqa: S608
    f"VALUES ({', '.join('?' * len(_NEW.split(', ')))}, {_VALUES})"
)
_UPDATE = (
    f"UPDATE article SET ({_COLUMNS}) = ({_VALUES}), changed_at = ?, "  # noqa: S608
    "sorted_at = coalesce(?, imported_at / 1000000) WHERE id = ?"
)
_INSERT_BODY = "INSERT INTO body VALUES (?, ?, ?)"
_UPDATE_BODY = "UPDATE body SET (summary, markdown) = (?, ?) WHERE article_id = ?"
# The number of an article that is in the trash, or away, is its own.
_LAST = (
    "SELECT max(coalesce((SELECT max(id) FROM article), 0), coalesce((SELECT max(article_id) FROM shelf), 0))"
)
_DOCUMENT = "SELECT document_id FROM article WHERE id = ?"


_Provenance = tuple[int | None, int | None]
"""The ids of the source and of the document that articles come from."""


class Adding:
    """The drafts of one document on their way in, prepared, some in each transaction."""

    def __init__(
        self, database: Database, original: Original | None, recording: Recording, *, dry_run: bool
    ) -> None:
        """`original` is the document that they came from; a dry run counts and writes nothing.

        What is added is part of the action that is recorded.
        """
        self._database = database
        self._recording = recording
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
            with self._recording.write() as connection:
                if connection.execute(_VERSION).fetchone() != (version,):
                    # Another program has written in between, perhaps the same articles.
                    matching = Matching(connection, self._location, self._taken)
                    matches = matching.match(batch.entries)
                self._write(connection, batch, matches)
        self._taken |= matching.claims
        unchanged = sum(match.is_unchanged for match in matches)
        added = sum(match.known is None and not match.is_trashed for match in matches)
        return Added(added, len(matches) - added - unchanged, unchanged)

    def _write(self, connection: sqlite3.Connection, batch: _Batch, matches: list[Match]) -> None:
        category_ids = file_under(connection, batch.categories(matches))
        add_sources(connection, batch.sources, category_ids)
        changed = [match for match in matches if not match.is_unchanged]
        provenance: _Provenance = (None, None)
        if changed and self._original is not None:
            provenance = self._original.keep(connection)
        _insert(connection, [match for match in changed if match.known is None], category_ids, provenance)
        for match in changed:
            if match.known is not None:
                version = keep_version(connection, match.known.id)
                self._recording.add(connection, VERSION, match.known.id, str(version), None)
                _update(connection, match.known.id, match.entry, provenance)


class _Batch:
    """Some prepared items in their order."""

    def __init__(self, items: Sequence[Prepared]) -> None:
        self._items = items
        self.entries = [item for item in items if isinstance(item, Entry)]
        self.sources = [item for item in items if isinstance(item, DraftSource)]

    def categories(self, matches: list[Match]) -> list[str]:
        """The categories that are needed, in the order of their appearance: an article in the library stays where it is."""
        new = {id(match.entry) for match in matches if match.known is None and not match.is_trashed}
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


def _insert(
    connection: sqlite3.Connection,
    matches: list[Match],
    category_ids: dict[str, int],
    provenance: _Provenance,
) -> None:
    """Write new articles."""
    (last,) = connection.execute(_LAST).fetchone()
    rows: list[tuple[object, ...]] = []
    bodies: list[tuple[int, str, str]] = []
    for number, match in enumerate(matches, last + 1):
        entry, time = match.entry, now()
        marked_at = time if entry.is_bookmarked else None
        rows.append((
            number,
            match.key,
            category_ids[entry.category],
            match.slot,
            time // 1_000_000 if entry.timestamp is None else entry.timestamp,
            time,
            time,
            time if entry.is_read else None,
            marked_at,
            None if marked_at is None else entry.note,
            *entry.facts,
            *provenance,
        ))  # fmt: skip
        bodies.append((number, entry.summary, entry.markdown))
    connection.executemany(_INSERT, rows)
    connection.executemany(_INSERT_BODY, bodies)


def _update(connection: sqlite3.Connection, article_id: int, entry: Entry, provenance: _Provenance) -> None:
    (document_id,) = connection.execute(_DOCUMENT, [article_id]).fetchone()
    connection.execute(_UPDATE, [*entry.facts, *provenance, now(), entry.timestamp, article_id])
    connection.execute(_UPDATE_BODY, [entry.summary, entry.markdown, article_id])
    if document_id is not None:
        drop_if_unused(connection, document_id)
