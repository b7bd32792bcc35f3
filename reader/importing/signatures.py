"""What a file that is no text says of itself in its first bytes."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from reader.i18n import _


class _Kind(Enum):
    PICTURE = auto()
    RECORDING = auto()
    ARCHIVE = auto()
    PROGRAM = auto()
    OFFICE = auto()
    PDF = auto()
    DATABASE = auto()
    FONT = auto()


# (beginning, kind, name), as the file formats themselves define them; the list of file(1) has the same.
# Signatures of two letters that begin ordinary words (BM, MZ) are left to the count of control characters.
_SIGNATURES: Final = tuple(
    (re.compile(beginning, re.DOTALL), kind, name)
    for beginning, kind, name in (
        (rb"\xff\xd8\xff", _Kind.PICTURE, "JPEG"),
        (rb"\x89PNG\r\n\x1a\n", _Kind.PICTURE, "PNG"),
        (rb"GIF8[79]a", _Kind.PICTURE, "GIF"),
        (rb"RIFF....WEBP", _Kind.PICTURE, "WebP"),
        (rb"II\*\x00|MM\x00\*", _Kind.PICTURE, "TIFF"),
        (rb"\x00...ftyp(?:avif|avis)", _Kind.PICTURE, "AVIF"),
        (rb"\x00...ftyp(?:heic|heix|mif1)", _Kind.PICTURE, "HEIC"),
        (rb"\x00\x00\x01\x00[^\x00]", _Kind.PICTURE, "ICO"),
        (rb"8BPS\x00", _Kind.PICTURE, "PSD"),
        (rb"\x00...ftyp", _Kind.RECORDING, "MP4"),
        (rb"\x1aE\xdf\xa3", _Kind.RECORDING, "Matroska"),
        (rb"OggS\x00", _Kind.RECORDING, "Ogg"),
        (rb"fLaC\x00", _Kind.RECORDING, "FLAC"),
        (rb"ID3[\x02-\x04]", _Kind.RECORDING, "MP3"),
        (rb"RIFF....WAVE", _Kind.RECORDING, "WAV"),
        (rb"RIFF....AVI ", _Kind.RECORDING, "AVI"),
        (rb"PK(?:\x03\x04|\x05\x06)", _Kind.ARCHIVE, "ZIP"),
        (rb"\x1f\x8b\x08", _Kind.ARCHIVE, "gzip"),
        (rb"BZh[1-9]1AY&SY", _Kind.ARCHIVE, "bzip2"),
        (rb"\xfd7zXZ\x00", _Kind.ARCHIVE, "xz"),
        (rb"7z\xbc\xaf\x27\x1c", _Kind.ARCHIVE, "7z"),
        (rb"Rar!\x1a\x07", _Kind.ARCHIVE, "RAR"),
        (rb"\x28\xb5\x2f\xfd", _Kind.ARCHIVE, "Zstandard"),
        (rb".{257}ustar", _Kind.ARCHIVE, "tar"),
        (rb"\x7fELF", _Kind.PROGRAM, "ELF"),
        (rb"\x00asm", _Kind.PROGRAM, "WebAssembly"),
        (rb"\xca\xfe\xba\xbe", _Kind.PROGRAM, "Mach-O, Java"),
        (rb"\xcf\xfa\xed\xfe", _Kind.PROGRAM, "Mach-O"),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _Kind.OFFICE, "OLE"),
        (rb"%PDF-\d", _Kind.PDF, "PDF"),
        (rb"SQLite format 3\x00", _Kind.DATABASE, "SQLite"),
        (rb"wOF[F2][\x00-\x1f]", _Kind.FONT, "WOFF"),
        (rb"\x00\x01\x00\x00\x00", _Kind.FONT, "TrueType"),
        (rb"OTTO\x00", _Kind.FONT, "OpenType"),
    )
)


def binary_kind(data: bytes) -> str | None:
    """Tell what the first bytes say that this is, in words for a reader; None when they say nothing."""
    for signature, kind, name in _SIGNATURES:
        if signature.match(data):
            return _in_words(kind).format(name=name)
    return None


def _in_words(kind: _Kind) -> str:
    return {
        _Kind.PICTURE: _("a picture ({name})"),
        _Kind.RECORDING: _("a sound or video file ({name})"),
        _Kind.ARCHIVE: _("an archive or a packed document ({name})"),
        _Kind.PROGRAM: _("a program ({name})"),
        _Kind.OFFICE: _("an old office document ({name})"),
        _Kind.PDF: _("a PDF document"),
        _Kind.DATABASE: _("a database ({name})"),
        _Kind.FONT: _("a font ({name})"),
    }[kind]
