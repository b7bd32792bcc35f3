"""gzip files of many members (RFC 1952 §2.2), read on behind what is damaged."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Final

from reader.importing.containers.members import SLICE, check_ratio

if TYPE_CHECKING:
    from typing import BinaryIO

    from _typeshed import WriteableBuffer

GZIP: Final = b"\x1f\x8b\x08"
"""How a member begins (RFC 1952 §2.3.1): its mark, and DEFLATE."""

_WINDOW: Final = 16 + zlib.MAX_WBITS
# Bytes given to zlib at a time: what it leaves of them is copied, and members have 5 KB.
_FEED: Final = 16 * 1024


class GzipStretches(io.RawIOBase):
    """The unpacked bytes of a gzip file in stretches, each of which begins with a mark at the start of a member.

    Reading ends at the end of a stretch, as at the end of a file; `advance` goes to the next.
    """

    def __init__(self, file: BinaryIO, mark: bytes, name: str) -> None:
        """Read `file` from where it stands; `name` is what messages call it. `advance` goes to the first stretch."""
        super().__init__()
        self._file = file
        self._mark = mark
        self._name = name
        self._inflater = zlib.decompressobj(_WINDOW)
        self._packed = b""
        self._plain = b""
        self._following = b""
        self._has_ended = True
        self._taken = self._given = 0
        self.is_damaged = False
        """Whether this stretch ended where it should not: what follows cannot be unpacked."""

    def advance(self) -> bool:
        """Go to the next stretch; False when there is none. Raises DocumentError for a bomb."""
        self.is_damaged = False
        self._plain, self._following = self._following, b""
        while not self._plain.startswith(self._mark):
            if not self._search():
                return False
            self._plain = self._begin()
        self._has_ended = False
        return True

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill a buffer, with 0 bytes at the end of the stretch. Raises DocumentError for a bomb."""
        view = memoryview(buffer)
        if not self._plain and not self._has_ended:
            self._plain = self._next()
            self._has_ended = not self._plain
        count = min(len(view), len(self._plain))
        view[:count] = self._plain[:count]
        self._plain = self._plain[count:]
        return count

    def _next(self) -> bytes:
        """Unpack on within the stretch; b"" at its end."""
        while not self.is_damaged:
            if not self._inflater.eof:
                if piece := self._inflate():
                    return piece
            elif not self._open():
                return b""
            else:
                begin = self._begin()
                if begin.startswith(self._mark):
                    self._following = begin
                    return b""
                if begin:
                    return begin
        return b""

    def _open(self) -> bool:
        """Go to the member that follows the last one; False at the end of the file."""
        if len(self._packed) < len(GZIP):
            self._packed += self._read()
        if not self._packed:
            return False
        self._inflater = zlib.decompressobj(_WINDOW)
        self.is_damaged = not self._packed.startswith(GZIP)
        return not self.is_damaged

    def _search(self) -> bool:
        """Go to the next place where a member may begin; False when there is none."""
        while (at := self._packed.find(GZIP)) < 0:
            piece = self._read()
            if not piece:
                return False
            self._packed = self._packed[1 - len(GZIP) :] + piece
        self._packed = self._packed[at:]
        self._inflater = zlib.decompressobj(_WINDOW)
        return True

    def _begin(self) -> bytes:
        """Unpack the beginning of a member, at least so much as to compare it with the mark."""
        begin = piece = self._inflate()
        while piece and len(begin) < len(self._mark):
            piece = self._inflate()
            begin += piece
        return begin

    def _inflate(self) -> bytes:
        """Unpack a piece of a member; b"" at its end, or where it is damaged."""
        while not self._inflater.eof:
            packed = self._packed or self._read()
            try:
                plain = self._inflater.decompress(packed, SLICE)
            except zlib.error:
                # Another member may begin in these bytes, but not where this one does.
                self._packed = packed[1:]
                self.is_damaged = True
                return b""
            self._packed = self._inflater.unused_data or self._inflater.unconsumed_tail
            if plain:
                self._given += len(plain)
                check_ratio(self._name, self._given, self._taken)
                return plain
            if not packed:
                self.is_damaged = True
                return b""
        return b""

    def _read(self) -> bytes:
        piece = self._file.read(_FEED)
        self._taken += len(piece)
        return piece
