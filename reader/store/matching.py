"""Which drafts are new, which are versions of articles in the library, and which came twice.

Two different articles never become one: a name that a document gives to several, as bad ones do, is not believed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from reader.store.identity import content_key, digest_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from reader.store.entry import Entry

_COLUMNS = "article.id, article.key, article.digest, article.title, source.location"
_KNOWN = (
    f"SELECT {_COLUMNS} FROM article LEFT JOIN source ON source.id = article.source_id "  # noqa: S608 - our own text
    "WHERE article.key IN (SELECT value FROM json_each(?))"
)
_IN_SLOT = (
    f"SELECT {_COLUMNS} FROM article LEFT JOIN source ON source.id = article.source_id "  # noqa: S608 - our own text
    "WHERE article.slot = ? ORDER BY article.id"
)
_TRASHED = "SELECT key FROM shelf WHERE state = 'trash' AND key IN (SELECT value FROM json_each(?))"
_HAS_TRASH = "SELECT EXISTS (SELECT 1 FROM shelf WHERE state = 'trash')"
_CONTENT = (
    "SELECT title, published, origin, author, markdown FROM article JOIN body ON article_id = id WHERE id = ?"
)


class Known(NamedTuple):
    """An article that the library has."""

    id: int
    key: str
    digest: bytes
    title: str
    location: str | None


class Claim(NamedTuple):
    """What the draft said that has taken a key in this call."""

    title: str
    body: bytes


class Match(NamedTuple):
    """What is to become of a draft."""

    entry: Entry
    key: str
    known: Known | None
    """The article of which it is a version; None for a new one."""
    slot: bytes | None
    """Where its next version is looked for; None when its name tells."""

    is_trashed: bool = False
    """Whether the reader has deleted it: then it stays in the trash."""

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing is to be done: the library has it, word for word, or it lies in the trash."""
        return self.is_trashed or (self.known is not None and self.known.digest == self.entry.digest)


class Matching:
    """One call's comparison of drafts from one document with the library."""

    def __init__(
        self, connection: sqlite3.Connection, location: str | None, taken: Mapping[str, Claim]
    ) -> None:
        """`location` is None when there is no place to come back to; `taken`, by key, is what earlier batches have."""
        self.claims: dict[str, Claim] = {}
        """What the drafts of this batch have taken, by key."""
        self._connection = connection
        self._location = location
        self._taken = taken
        self._known: dict[str, Known] = {}
        self._trashed: set[str] = set()
        self._has_trash = bool(connection.execute(_HAS_TRASH).fetchone()[0])

    def match(self, entries: Sequence[Entry]) -> list[Match]:
        """A match for each draft, in their order, but for those that came before in this call."""
        self._look_up(
            [key for entry in entries for key in (entry.name_key, entry.content_key) if key is not None]
        )
        matches = [match for entry in entries if (match := self._by_key(entry)) is not None]
        # Only now, when all that is known by its key is taken, are edited versions looked for among the rest.
        matches = [match if match.known is not None else self._earlier_version(match) for match in matches]
        return [match._replace(is_trashed=match.key in self._trashed) for match in matches]

    def _look_up(self, keys: list[str]) -> None:
        found = self._connection.execute(_KNOWN, [json.dumps(keys)]).fetchall()
        self._known.update((known.key, known) for known in map(Known._make, found))
        if self._has_trash:
            found = self._connection.execute(_TRASHED, [json.dumps(keys)]).fetchall()
            self._trashed.update(key for (key,) in found)

    def _by_key(self, entry: Entry) -> Match | None:
        named = None if entry.name_key is None else self._known.get(entry.name_key)
        if named is not None and named.digest == entry.digest and self._claim_on(named.key) is None:
            return self._claim(entry, named.key, named=True)
        same = self._known.get(entry.content_key)
        if same is not None and same.digest == entry.digest:
            return self._claim(entry, entry.content_key, named=False)
        if entry.name_key is not None:
            claim = self._claim_on(entry.name_key)
            if claim is None:
                if named is None or self._is_version_of(named, entry):
                    return self._claim(entry, entry.name_key, named=True)
            elif _is_repeated(claim, entry):
                return None
        if same is None or same.location == self._location or self._says(same) == entry.content_key:
            return self._claim(entry, entry.content_key, named=False)
        key = entry.located_key(self._location)
        self._look_up([key])
        return self._claim(entry, key, named=False)

    def _claim(self, entry: Entry, key: str, *, named: bool) -> Match | None:
        if self._claim_on(key) is not None:
            return None
        self.claims[key] = Claim(entry.title, entry.body_digest)
        slot = None if named or self._location is None else entry.slot(self._location)
        return Match(entry, key, self._known.get(key), slot)

    def _claim_on(self, key: str) -> Claim | None:
        return self.claims.get(key) or self._taken.get(key)

    def _is_version_of(self, known: Known, entry: Entry) -> bool:
        """Whether an article with the same name is the same: a number can be the name of many."""
        return entry.is_named or known.location == self._location or known.title == entry.title

    def _earlier_version(self, match: Match) -> Match:
        if match.slot is None:
            return match
        for known in map(Known._make, self._connection.execute(_IN_SLOT, [match.slot]).fetchall()):
            if self._claim_on(known.key) is None:
                self.claims[known.key] = self.claims[match.key]
                return match._replace(key=known.key, known=known)
        return match

    def _says(self, known: Known) -> str:
        """The content key of what an article says now."""
        row = self._connection.execute(_CONTENT, [known.id]).fetchone()
        title, published, origin, author, markdown = row
        return content_key(title, published, origin, author, digest_of(markdown))


def _is_repeated(claim: Claim, entry: Entry) -> bool:
    """Whether a draft with a name that is taken is what took it, perhaps in an older version (RFC 4287 §4.1.1)."""
    return claim.title == entry.title and (entry.has_identity or claim.body == entry.body_digest)
