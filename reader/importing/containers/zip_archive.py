"""ZIP archives: each file in one is a document."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING, Final

from reader.errors import DocumentError
from reader.i18n import _
from reader.importing.containers.members import member_location, refused_member
from reader.importing.containers.zip_entries import (
    ENTRY_LIMIT,
    Archive,
    ExhaustedError,
    is_passed_over,
    saved_at,
)
from reader.model.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from reader.importing.containers.unfolding import Reading
    from reader.importing.files import Refused

name: Final = "zip"

_SIGNATURES: Final = (b"PK\x03\x04", b"PK\x05\x06")
# Every document of Office Open XML has the first (ECMA-376-2 §10.1.2), of OpenDocument the second (ODF 1.3-2 §3.2).
_OFFICE: Final = frozenset(("[Content_Types].xml", "META-INF/manifest.xml"))


def matches_bytes(head: bytes, _document: Document) -> bool:
    """Tell whether this is a ZIP archive: with a file, or the empty one."""
    return head.startswith(_SIGNATURES)


def unfold(file: BinaryIO, document: Document) -> Iterator[Document | Reading | Refused]:
    """Yield the files of an archive, in its order; nothing is written to disk, and paths are names alone.

    Hidden files are passed over. The folder of a document is the innermost one that it is in, else the name of
    the archive. Raises DocumentError for what is no collection of documents, and at the end for an archive that is
    damaged: what was found in it has come by then.
    """
    archive = Archive(file, document.name)
    if not _OFFICE.isdisjoint(archive.entries):
        message = _("{name} is an office document, which holds no articles that can be read.")
        raise DocumentError(message.format(name=document.name))
    for at, (path, entry) in enumerate(archive.entries.items()):
        if at == ENTRY_LIMIT:
            message = _("{name} holds more than {count} files; the others were not read.")
            raise DocumentError(message.format(name=document.name, count=ENTRY_LIMIT))
        if is_passed_over(path):
            continue
        try:
            data = archive.read(path)
        except ExhaustedError:
            raise
        except DocumentError as error:
            yield refused_member(document, path, error)
            continue
        yield Document(
            data,
            member_location(document, path),
            PurePosixPath(path).name,
            saved_at=saved_at(entry) or document.saved_at,
            folder=PurePosixPath(path).parent.name or PurePath(document.name).stem,
        )
    archive.check_whole()
