"""What all documents that hold others have in common: how members are called, and how large they may become."""

from __future__ import annotations

import re
import zlib
from itertools import chain
from typing import TYPE_CHECKING, Final

from reader.errors import DocumentError
from reader.i18n import _
from reader.importing.files import SIZE_LIMIT, Refused
from reader.importing.html.addresses import safe_address
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model.document import Document

MEMBER_LIMIT: Final = SIZE_LIMIT
"""Bytes of the largest member that is read: the same as for a file of its own."""
SLICE: Final = 256 * 1024
"""Bytes that are read or unpacked at a time: long enough to be fast, short enough to stop a bomb early."""

_RATIO: Final = 200  # Packed text is 3 to 20 times smaller, logs up to 100 times; DEFLATE can reach 1,032.
# Bytes that may come out whatever the ratio: a short file of one letter is harmless.
_UNMEASURED: Final = 1024 * 1024
_SEPARATORS: Final = re.compile(r"[\\/]+")
_DRIVE: Final = re.compile(r"[A-Za-z]:")


def member_path(name: str) -> str:
    """Give the name of a member as a path of plain parts: cleaned, relative, without `..`. It is only ever shown."""
    parts = [part for part in _SEPARATORS.split(clean_line(name)) if part not in ("", ".", "..")]
    if parts and _DRIVE.fullmatch(parts[0]):
        del parts[0]
    return "/".join(parts)


def member_location(container: Document, path: str) -> str:
    """Give the location of a member: that of its container, `!/` (as in URLs of JAR files) and its path."""
    return f"{container.location}!/{path}"


def web_address(text: str) -> str | None:
    """Give an address that a member names as its own, if it is one of the web."""
    address = safe_address(text)
    return address if address is not None and address.startswith("http") else None


def refused_member(container: Document, path: str, reason: DocumentError) -> Refused:
    """Name a member that cannot be read, and why."""
    return Refused(member_location(container, path), reason)


def check_size(name: str, size: int) -> None:
    """Raise DocumentError when a member has more bytes than a document may have."""
    if size > MEMBER_LIMIT:
        raise too_large(name)


def check_ratio(name: str, unpacked: int, packed: int) -> None:
    """Raise DocumentError when more has come out of so many packed bytes than anything but a bomb holds."""
    if unpacked > max(_UNMEASURED, packed * _RATIO):
        message = _("{name} is refused: it unpacks to more than {ratio} times its size, as a zip bomb does.")
        raise DocumentError(message.format(name=name, ratio=_RATIO))


def too_large(name: str) -> DocumentError:
    """Word it that a member has more bytes than a document may have."""
    message = _("{name} has more than {size} MiB and was not read.")
    return DocumentError(message.format(name=name, size=MEMBER_LIMIT // 2**20))


def damaged(name: str) -> DocumentError:
    """Word it that the bytes of a member are not what was packed."""
    return DocumentError(_("{name} is damaged.").format(name=name))


def cut_off(name: str) -> DocumentError:
    """Word it that a member ends before its end."""
    return DocumentError(_("{name} is cut off: its end is missing.").format(name=name))


def inflate(packed: Iterable[bytes], name: str, window: int) -> Iterator[bytes]:
    """Unpack DEFLATE data (RFC 1951) slice by slice; `window` is zlib's wbits, which also tells the wrapper.

    What comes after the end of the data is not looked at. Raises DocumentError for data that is damaged, cut off or a
    bomb; what came before is sound as far as it goes.
    """
    inflater = zlib.decompressobj(window)
    taken = given = 0
    # An empty piece at the end asks for what zlib holds back when it did not fit into a slice.
    for piece in chain(packed, (b"",)):
        taken += len(piece)
        waiting = piece
        while True:
            try:
                plain = inflater.decompress(waiting, SLICE)
            except zlib.error:
                raise damaged(name) from None
            waiting = inflater.unconsumed_tail
            given += len(plain)
            check_size(name, given)
            check_ratio(name, given, taken)
            if plain:
                yield plain
            if inflater.eof:
                return
            if not waiting and len(plain) < SLICE:
                break
    raise cut_off(name)
