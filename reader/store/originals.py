"""The documents that articles came from, kept byte for byte, and the sources that they name."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reader.model.document import Document
from reader.store.times import microseconds, moment

if TYPE_CHECKING:
    import sqlite3

    from reader.store.database import Database

_PIPE = "-"

_KEEP_SOURCE = "INSERT INTO source (kind, name, location) VALUES (?, ?, ?) ON CONFLICT (location) DO NOTHING"
_SOURCE = "SELECT id FROM source WHERE location = ?"
_KEEP = (
    "INSERT INTO document (digest, media_type, location, name, saved_at, data) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (digest) DO NOTHING"
)
_DOCUMENT = "SELECT id FROM document WHERE digest = ?"
_DROP = "DELETE FROM document WHERE id = :id AND NOT EXISTS (SELECT 1 FROM article WHERE document_id = :id)"
_ORIGINAL = (
    "SELECT data, location, name, media_type, saved_at FROM document "
    "WHERE id = (SELECT document_id FROM article WHERE id = ?)"
)


@dataclass(frozen=True)
class Original:
    """A document on its way into the library."""

    document: Document

    @cached_property
    def location(self) -> str:
        """Where it came from."""
        return _storable(self.document.location)

    @property
    def place(self) -> str | None:
        """Where its next version is expected; None for standard input, which has none."""
        return None if self.location == _PIPE else self.location

    @cached_property
    def packed(self) -> bytes:
        """The bytes as they are stored (RFC 1950). Takes time: ask for it before the transaction begins."""
        return zlib.compress(self.document.data)

    @cached_property
    def digest(self) -> bytes:
        """16 bytes that stand for the bytes."""
        import hashlib

        return hashlib.blake2b(self.document.data, digest_size=16).digest()

    def keep(self, connection: sqlite3.Connection) -> tuple[int, int]:
        """The ids of its source and of the document itself, made if they are new. Inside the caller's transaction."""
        document, name = self.document, _storable(self.document.name)
        saved_at = None if document.saved_at is None else microseconds(document.saved_at)
        connection.execute(_KEEP_SOURCE, ["stdin" if self.location == _PIPE else "file", name, self.location])
        connection.execute(
            _KEEP, [self.digest, document.media_type, self.location, name, saved_at, self.packed]
        )
        (source_id,) = connection.execute(_SOURCE, [self.location]).fetchone()
        (document_id,) = connection.execute(_DOCUMENT, [self.digest]).fetchone()
        return source_id, document_id


def drop_if_unused(connection: sqlite3.Connection, document_id: int) -> None:
    """Drop a document that no article comes from any more, as the earlier bytes of an edited file."""
    connection.execute(_DROP, {"id": document_id})


def original(database: Database, article_id: int) -> Document | None:
    """The document that an article came from, or None when it came without one."""
    with database.read() as connection:
        row = connection.execute(_ORIGINAL, [article_id]).fetchone()
    if row is None:
        return None
    data, location, name, media_type, saved_at = row
    return Document(
        zlib.decompress(data), location, name, media_type, None if saved_at is None else moment(saved_at)
    )


def _storable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 (PEP 383 makes lone surrogates of them) become escapes."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
