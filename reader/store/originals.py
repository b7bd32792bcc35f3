"""The documents that articles came from, kept byte for byte, and the sources that they name."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.document import Document
from reader.store.times import microseconds, moment

if TYPE_CHECKING:
    import sqlite3

    from reader.store.database import Database

_PIPE = "-"
# Of news text both leave a sixth more than zlib's usual level: ISA-L's second in an eighth of the time, zlib's first in half.
_LEVEL, _LEVEL_OF_ZLIB = 2, 1

_KEEP_SOURCE = "INSERT INTO source (kind, name, location) VALUES (?, ?, ?) ON CONFLICT (location) DO NOTHING"
_SOURCE = "SELECT id FROM source WHERE location = ?"
_KEEP = (
    "INSERT INTO document (digest, media_type, location, name, saved_at, data) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (digest) DO NOTHING"
)
_DOCUMENT = "SELECT id FROM document WHERE digest = ?"
_DROP = (
    "DELETE FROM document WHERE id = :id AND NOT EXISTS (SELECT 1 FROM article WHERE document_id = :id) "
    "AND NOT EXISTS (SELECT 1 FROM shelf WHERE document_id = :id)"
)
_ORIGINAL = (
    "SELECT data, location, name, media_type, saved_at FROM document "
    "WHERE id = (SELECT document_id FROM article WHERE id = ?)"
)


def _packed(data: bytes) -> bytes:
    try:
        from isal import isal_zlib
    except ImportError:  # not built for every kind of processor
        return zlib.compress(data, _LEVEL_OF_ZLIB)
    return isal_zlib.compress(data, _LEVEL)


@dataclass(frozen=True, slots=True)
class Original:
    """A document on its way into the library, ready to be written."""

    location: str
    """Where it came from."""
    name: str
    media_type: str | None
    saved_at: int | None
    """Microseconds since 1970."""
    digest: bytes | None
    """16 bytes that stand for the bytes; None for a document of which nothing is kept but where it came from."""
    packed: bytes
    """The bytes as they are stored (RFC 1950)."""

    @classmethod
    def of(cls, document: Document) -> Original:
        """Make a document ready. Takes time, so it is done before a transaction begins."""
        import hashlib

        saved_at = None if document.saved_at is None else microseconds(document.saved_at)
        digest = hashlib.blake2b(document.data, digest_size=16).digest() if document.data else None
        return cls(
            _storable(document.location),
            _storable(document.name),
            document.media_type,
            saved_at,
            digest,
            _packed(document.data) if document.data else b"",
        )

    @property
    def place(self) -> str | None:
        """Where its next version is expected; None for standard input, which has none."""
        return None if self.location == _PIPE else self.location

    def keep(self, connection: sqlite3.Connection) -> tuple[int, int | None]:
        """The ids of its source and of the document itself, made if they are new. Inside the caller's transaction."""
        connection.execute(_KEEP_SOURCE, [self._kind, self.name, self.location])
        (source_id,) = connection.execute(_SOURCE, [self.location]).fetchone()
        if self.digest is None:
            return source_id, None
        connection.execute(
            _KEEP, [self.digest, self.media_type, self.location, self.name, self.saved_at, self.packed]
        )
        (document_id,) = connection.execute(_DOCUMENT, [self.digest]).fetchone()
        return source_id, document_id

    @property
    def _kind(self) -> str:
        if self.location == _PIPE:
            return "stdin"
        if self.location.startswith(("http:", "https:")):
            return "page" if self.digest else "feed"
        return "file"


def drop_if_unused(connection: sqlite3.Connection, document_id: int) -> None:
    """Drop a document that no article comes from any more, here or on the shelf, as the earlier bytes of an edited file."""
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
