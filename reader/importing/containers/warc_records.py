"""The records of a WARC file, 0.17 to 1.1 (ISO 28500), packed or not, and those that are damaged with the others."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from reader.importing.containers.gzip_stretches import GZIP, GzipStretches
from reader.importing.containers.members import MEMBER_LIMIT, SLICE
from reader.importing.containers.mime import read_headers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from reader.importing.containers.mime import Headers

VERSION: Final = b"WARC/"
"""How every record begins."""

_VERSION_LINE: Final = re.compile(rb"WARC/[01]\.[0-9]{1,2}\s*+")
_LENGTH: Final = re.compile(r"[0-9]{1,18}")
_LINE: Final = 64 * 1024  # Bytes: longer lines come in pieces.


class Fault(Enum):
    """What is wrong with a record."""

    DAMAGED = auto()
    """It is no record at all, or does not end where it says."""
    CUT_OFF = auto()
    """The file, or the packed member that it is in, ends before it."""
    LARGE = auto()
    """Its block has more bytes than a document may have."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record, or what stands where one should."""

    headers: Headers
    block: bytes = field(default=b"", repr=False)
    """Empty when there is a fault."""
    fault: Fault | None = None


def records(file: BinaryIO, is_wanted: Callable[[Headers], bool], name: str) -> Iterator[Record]:
    """Yield the records whose headers are wanted, and for each place that is damaged one with a fault.

    No more than one block is held in memory. Raises DocumentError for a packed file that is a bomb; `name` is what
    the message calls it.
    """
    packed = file.read(len(GZIP)) == GZIP
    file.seek(0)
    if not packed:
        yield from _records_in(file, is_wanted)
        return
    stretches = GzipStretches(file, VERSION, name)
    with io.BufferedReader(stretches, SLICE) as stream:
        while stretches.advance():
            fault: Fault | None = None
            for record in _records_in(stream, is_wanted):
                fault = record.fault
                yield record
            if stretches.is_damaged and fault is None:
                yield _damaged()


def _records_in(stream: BinaryIO, is_wanted: Callable[[Headers], bool]) -> Iterator[Record]:
    """Yield the records up to the end of a file, or of a stretch of it."""
    line = _next_line(stream)
    while line:
        if not _VERSION_LINE.fullmatch(line):
            yield _damaged()
            line = _next_version(stream)
            continue
        headers = read_headers(stream)
        wanted = is_wanted(headers)
        record = _read_record(stream, headers, wanted=wanted)
        line = stream.readline(_LINE)
        if line.strip() and not _VERSION_LINE.fullmatch(line):
            # An empty line ends a record (§4.2): the length was wrong.
            record = Record(headers, fault=record.fault or Fault.DAMAGED)
            line = _next_version(stream)
        elif not line.strip():
            line = _next_line(stream)
        if wanted or record.fault:
            yield record


def _read_record(stream: BinaryIO, headers: Headers, *, wanted: bool) -> Record:
    """Read the block of a record, or go past it when it is not wanted or too long."""
    declared = _LENGTH.fullmatch(headers.get("content-length", ""))
    if declared is None:
        return Record(headers, fault=Fault.DAMAGED)
    length = int(declared[0])
    if stream.seekable() and (fault := _misfit(stream, length)):
        return Record(headers, fault=fault)
    if wanted and length <= MEMBER_LIMIT:
        block = stream.read(length)
        return Record(headers, block) if len(block) == length else Record(headers, fault=Fault.CUT_OFF)
    if not _skip(stream, length):
        return Record(headers, fault=Fault.CUT_OFF)
    return Record(headers, fault=Fault.LARGE if wanted else None)


def _misfit(file: BinaryIO, length: int) -> Fault | None:
    """Tell what is wrong with a length: where it ends, the record does, or the file."""
    start = file.tell()
    if start + length > file.seek(0, io.SEEK_END):
        fault: Fault | None = Fault.CUT_OFF
    else:
        file.seek(start + length)
        following = file.readline(_LINE)
        fault = Fault.DAMAGED if following.strip() and not following.startswith(VERSION) else None
    file.seek(start)
    return fault


def _skip(stream: BinaryIO, length: int) -> bool:
    """Go past so many bytes; tell whether there were so many."""
    if stream.seekable():
        stream.seek(length, io.SEEK_CUR)
        return True
    while length:
        piece = stream.read(min(length, SLICE))
        if not piece:
            return False
        length -= len(piece)
    return True


def _next_line(stream: BinaryIO) -> bytes:
    """Give the next line that is not blank; b"" at the end."""
    while line := stream.readline(_LINE):
        if line.strip():
            return line
    return b""


def _next_version(stream: BinaryIO) -> bytes:
    """Give the next line that begins a record; b"" when there is none."""
    is_start = False  # Whoever asks has just read a part of another line, or all of it.
    while line := stream.readline(_LINE):
        if is_start and _VERSION_LINE.fullmatch(line):
            return line
        is_start = line.endswith(b"\n")
    return b""


def _damaged() -> Record:
    return Record({}, fault=Fault.DAMAGED)
