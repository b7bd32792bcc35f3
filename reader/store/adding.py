"""The one door through which drafts come into a library: cleaned, compared with what is there, in batches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.i18n import _
from reader.model.draft import Draft, DraftCategory
from reader.model.report import Added
from reader.store.categories import category_names, file_under
from reader.store.entry import Entry
from reader.store.matching import Claim, Match, Matching
from reader.store.originals import Original, drop_if_unused
from reader.store.times import now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from reader.model.document import Document
    from reader.store.database import Database

# One transaction a batch: short enough that another program never waits long, long enough that commits cost nothing.
_BATCH_DRAFTS = 500
_BATCH_CHARACTERS = 8_000_000

_FACTS = (
    "title, title_key, origin, origin_key, author, url, language, published, clicks, minutes, glosses, digest, "
    "source_id, document_id"
)
_VALUES = ", ".join(f":{name}" for name in _FACTS.split(", "))
_INSERT = (
    f"INSERT INTO article (key, category_id, slot, sorted_at, imported_at, changed_at, {_FACTS}) "  # noqa: S608
    f"VALUES (:key, :category_id, :slot, coalesce(:timestamp, :now / 1000000), :now, :now, {_VALUES})"
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


def add(
    database: Database,
    items: Iterable[Draft | DraftCategory],
    document: Document | None,
    *,
    category: str | None,
    dry_run: bool,
) -> Added:
    """Take drafts in; see Library.add."""
    from reader.text.clean import clean_line

    filed_in = clean_line(category or "") or _("Unfiled")
    adding = _Adding(database, None if document is None else Original(document), dry_run=dry_run)
    return sum((adding.add(batch) for batch in _batches(items, filed_in)), Added())


@dataclass
class _Batch:
    """Some items in their order: entries, and the names of categories that are to be there in any case."""

    items: list[Entry | str] = field(default_factory=list)
    characters: int = 0

    @property
    def entries(self) -> list[Entry]:
        return [item for item in self.items if isinstance(item, Entry)]

    @property
    def is_full(self) -> bool:
        return len(self.items) >= _BATCH_DRAFTS or self.characters >= _BATCH_CHARACTERS

    def categories(self, matches: list[Match]) -> list[str]:
        """The categories that are needed, in the order of their appearance: an article in the library stays where it is."""
        new = {id(match.entry) for match in matches if match.known is None}
        names = (
            item if isinstance(item, str) else item.category if id(item) in new else None
            for item in self.items
        )
        return [name for name in names if name is not None]


class _Adding:
    """One call of add: what its drafts have taken so far."""

    def __init__(self, database: Database, original: Original | None, *, dry_run: bool) -> None:
        self._database = database
        self._original = original
        self._location = None if original is None else original.place
        self._dry_run = dry_run
        self._taken: dict[str, Claim] = {}

    def add(self, batch: _Batch) -> Added:
        """Add one batch in one transaction, or in none when it brings nothing new."""
        with self._database.read() as connection:
            matching = Matching(connection, self._location, self._taken)
            matches = matching.match(batch.entries)
            present = category_names(connection)
        changed = [match for match in matches if not match.is_unchanged]
        if not self._dry_run and (changed or not present.issuperset(batch.categories(matches))):
            # What takes time is worked out here, before the transaction.
            for match in changed:
                match.entry.values  # noqa: B018
            if changed and self._original is not None:
                self._original.packed  # noqa: B018
            with self._database.write() as connection:
                # Compared again, because another program may have added the same in between.
                matching = Matching(connection, self._location, self._taken)
                matches = matching.match(batch.entries)
                self._write(connection, batch, matches)
        self._taken |= matching.claims
        added = sum(match.known is None for match in matches)
        unchanged = sum(match.is_unchanged for match in matches)
        return Added(added, len(matches) - added - unchanged, unchanged)

    def _write(self, connection: sqlite3.Connection, batch: _Batch, matches: list[Match]) -> None:
        category_ids = file_under(connection, batch.categories(matches))
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


def _insert(connection: sqlite3.Connection, values: dict[str, str | int | bytes | None]) -> None:
    cursor = connection.execute(_INSERT, values)
    connection.execute(_BODY, values | {"id": cursor.lastrowid})


def _update(connection: sqlite3.Connection, values: dict[str, str | int | bytes | None]) -> None:
    (document_id,) = connection.execute(_DOCUMENT, values).fetchone()
    connection.execute(_UPDATE, values)
    connection.execute(_BODY, values)
    if document_id is not None:
        drop_if_unused(connection, document_id)


def _batches(items: Iterable[Draft | DraftCategory], filed_in: str) -> Iterator[_Batch]:
    """The items, cleaned, in batches. No transaction is open while an item is made."""
    from reader.text.clean import clean_draft, clean_line

    batch = _Batch()
    for item in items:
        if isinstance(item, DraftCategory):
            if name := clean_line(item.name):
                batch.items.append(name)
            continue
        draft = clean_draft(item)
        batch.items.append(Entry(draft, draft.category or filed_in))
        batch.characters += len(draft.markdown)
        if batch.is_full:
            yield batch
            batch = _Batch()
    if batch.items:
        yield batch
