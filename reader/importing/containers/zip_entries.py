"""The entries of a ZIP archive (APPNOTE 6.3): by its central directory or, when that is damaged, by their own headers."""

from __future__ import annotations

import struct
import zipfile
import zlib
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from reader.errors import DocumentError
from reader.i18n import _, ngettext
from reader.importing.containers.members import SLICE, check_size, cut_off, damaged, inflate, member_path
from reader.importing.decode import NoTextError, decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

ENTRY_LIMIT: Final = 100_000
"""Entries of an archive that are read; the largest collections of pages have some ten thousand."""

_TOTAL_LIMIT: Final = 4 * 2**30  # Bytes that come out of one archive: beyond, it is no collection of texts.
_DIRECTORY_LIMIT: Final = 16 * 2**20  # Bytes: 160 for each of ENTRY_LIMIT entries, so names may be long.
_LONGEST_PATH: Final = 4096  # Bytes: PATH_MAX of Linux, the longest of all systems that write archives.
_LOCAL: Final = b"PK\x03\x04"
_HEADER: Final = struct.Struct("<4s5H3L2H")  # §4.3.7: the local file header.
_ENCRYPTED: Final = 0x1  # §4.4.4: bits of the general purpose flag.
_SIZES_FOLLOW: Final = 0x8
_UTF8: Final = 0x800
_STORED, _DEFLATED = 0, 8
_METHODS: Final = {
    1: "Shrink", 6: "Implode", 9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ",
}  # fmt: skip
_SYSTEM_FILES: Final = frozenset(("Thumbs.db", "desktop.ini"))
_UNREADABLE: Final = (
    zipfile.BadZipFile, struct.error, NotImplementedError, ValueError, OverflowError, EOFError,
)  # fmt: skip
"""What zipfile raises for directories that are damaged or made to deceive."""


class Archive:
    """A ZIP archive that is read where it stands. Not for two threads at a time."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        """Look through the archive; `name` is what messages call it."""
        self._file = file
        self._name = name
        self._unpacked = 0
        listed = _listed(file)
        self.is_damaged = listed is None
        """Whether it has no directory that fits; `entries` are then those that were found without it."""
        found = list(islice(_search(file), ENTRY_LIMIT + 1)) if listed is None else listed
        self.entries = _by_path(found)
        """The entries by their path, in the order of the archive; of several with one name the last."""

    def read(self, path: str) -> bytes:
        """Unpack an entry. Raises DocumentError, which names it, for one that cannot or must not be read."""
        entry = self.entries[path]
        if entry.flag_bits & _ENCRYPTED:
            raise DocumentError(
                _("{name} is encrypted.").format(name=path), _("Unpack it with its password.")
            )
        if entry.compress_type not in (_STORED, _DEFLATED):
            method = _METHODS.get(entry.compress_type, str(entry.compress_type))
            message = _("{name} is packed with a method that is not supported ({method}).")
            raise DocumentError(message.format(name=path, method=method))
        packed = self._packed(path, entry)
        plain = inflate(packed, path, -zlib.MAX_WBITS) if entry.compress_type == _DEFLATED else packed
        data = bytearray()
        for piece in plain:
            data += piece
            self._unpacked += len(piece)
            check_size(path, len(data))
            if self._unpacked > _TOTAL_LIMIT:
                message = _("{name} unpacks to more than {size} GiB; the rest of it was not read.")
                raise ExhaustedError(message.format(name=self._name, size=_TOTAL_LIMIT // 2**30))
        if zlib.crc32(data) != entry.CRC and not (self.is_damaged and entry.flag_bits & _SIZES_FOLLOW):
            raise damaged(path)
        return bytes(data)

    def check_whole(self) -> None:
        """Raise DocumentError when the archive is damaged, with how much was found in it nevertheless."""
        if not self.is_damaged:
            return
        count = len(self.entries)
        if not count:
            raise DocumentError(_("{name} is damaged: no file in it can be read.").format(name=self._name))
        raise DocumentError(
            ngettext(
                "{name} is damaged or cut off; {count} file was found in it.",
                "{name} is damaged or cut off; {count} files were found in it.",
                count,
            ).format(name=self._name, count=count)
        )

    def _packed(self, path: str, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield the bytes of an entry as they stand in the archive."""
        self._file.seek(entry.header_offset)
        header = self._file.read(_HEADER.size)
        if len(header) < _HEADER.size or not header.startswith(_LOCAL):
            raise damaged(path)
        name_length, extra_length = _HEADER.unpack(header)[-2:]
        self._file.seek(name_length + extra_length, 1)
        left = entry.compress_size
        while left:
            piece = self._file.read(min(left, SLICE))
            if not piece:
                raise cut_off(path)
            left -= len(piece)
            yield piece


class ExhaustedError(DocumentError):
    """An archive unpacks to so much that no more of it is read."""


class _Bounded:
    """A file for zipfile, which reads the whole directory at once, however long the archive says that it is."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek = file.seek
        self.tell = file.tell

    def read(self, size: int = -1, /) -> bytes:
        if size > _DIRECTORY_LIMIT:
            raise zipfile.BadZipFile("a directory of this length is none")
        return self._file.read(size if size >= 0 else _DIRECTORY_LIMIT)


def saved_at(entry: zipfile.ZipInfo) -> datetime | None:
    """Tell when an entry was saved, which the archive has in local time (§4.4.6); None for the zero of its calendar."""
    if entry.date_time[:3] <= (1980, 1, 1):
        return None
    try:
        return datetime(*entry.date_time).astimezone(UTC)
    except (ValueError, OverflowError, OSError):  # Day 0 of month 15 can be written as well.
        return None


def is_passed_over(path: str) -> bool:
    """Tell whether an entry is none of the reader's: hidden, or put there by the Finder or the Explorer."""
    parts = path.split("/")
    return any(part.startswith(".") for part in parts) or "__MACOSX" in parts or parts[-1] in _SYSTEM_FILES


def _listed(file: BinaryIO) -> list[zipfile.ZipInfo] | None:
    """Give the entries of the directory; None when it cannot be read, or tells of entries where there are none."""
    try:
        entries = zipfile.ZipFile(_Bounded(file)).infolist()
    except _UNREADABLE:
        return None
    for entry in entries[:ENTRY_LIMIT]:
        if entry.header_offset < 0:
            return None
        file.seek(entry.header_offset)
        if file.read(len(_LOCAL)) != _LOCAL:
            return None
    return entries


def _by_path(found: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Give the files among some entries by their path."""
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry, name in zip(found, _names(found), strict=True):
        path = member_path(name)
        if path and not name.endswith(("/", "\\")):
            entries[path] = entry
    return entries


def _names(found: list[zipfile.ZipInfo]) -> list[str]:
    """Give the names; those not marked as UTF-8 are in whatever code page the writer had, the same for all of them."""
    raw = [
        b"" if entry.flag_bits & _UTF8 else entry.orig_filename.encode("cp437", "replace") for entry in found
    ]
    try:
        encoding = decode(b"\n".join(filter(None, raw))).encoding
    except NoTextError:
        encoding = "cp437"  # §D.1: the code page of the first PCs, as no other says more.
    return [
        name.decode(encoding, "replace") if name else entry.orig_filename
        for name, entry in zip(raw, found, strict=True)
    ]


def _search(file: BinaryIO) -> Iterator[zipfile.ZipInfo]:
    """Find entries by their local headers (§4.3.7), from the beginning of the file to the first that is cut off."""
    at = _find(file, 0)
    while at is not None:
        file.seek(at)
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size:
            return
        fields = _HEADER.unpack(header)
        name = file.read(fields[9])
        start = at + _HEADER.size + fields[9] + fields[10]
        follows = bool(fields[2] & _SIZES_FOLLOW)
        next_at = _find(file, start if follows else start + fields[7])
        entry = _local_entry(name, fields, at)
        if entry is not None:
            if follows:
                entry.compress_size = (next_at if next_at is not None else file.seek(0, 2)) - start
            yield entry
        at = next_at


def _local_entry(name: bytes, fields: tuple[int, ...], at: int) -> zipfile.ZipInfo | None:
    """Make an entry of a local header; None for what only looks like one."""
    _signature, _version, flags, method, time, date, crc, packed, _size, _name, _extra = fields
    if not name or b"\0" in name or len(name) > _LONGEST_PATH:
        return None
    text = name.decode("utf-8", "replace") if flags & _UTF8 else name.decode("cp437")
    entry = zipfile.ZipInfo(text)
    entry.date_time = (
        (date >> 9) + 1980, date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, (time & 31) * 2,
    )  # fmt: skip
    entry.flag_bits, entry.compress_type, entry.CRC = flags, method, crc
    entry.compress_size, entry.header_offset = packed, at
    return entry


def _find(file: BinaryIO, start: int) -> int | None:
    """Give the place of the next local header, from a place on; mostly it is right there, so little is read at first."""
    file.seek(start)
    at, kept, size = start, b"", 4096
    while piece := file.read(size):
        window = kept + piece
        if (found := window.find(_LOCAL)) >= 0:
            return at - len(kept) + found
        kept = window[-3:]
        at += len(piece)
        size = SLICE
    return None
