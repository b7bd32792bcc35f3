"""Bytes to text. The bytes are believed before any label, because labels lie in both directions."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from reader.errors import DocumentError
from reader.i18n import _
from reader.importing.common_han import COMMON_HAN
from reader.importing.signatures import binary_kind


class NoTextError(DocumentError):
    """The document holds no text: it is binary."""


class EmptyError(NoTextError):
    """The document is empty, but for blanks."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document as text, without its byte order mark."""

    text: str
    encoding: str
    """The Python codec that read it: `utf-8`, `utf-16-le`, `gb18030`, `big5hkscs` …"""
    replaced: int = 0
    """How many sequences could not be read and became U+FFFD."""


# UTF-32 LE before UTF-16 LE, whose mark it begins with (The Unicode Standard, §23.8).
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF16: Final = ("utf-16-le", "utf-16-be")
_CHINESE: Final = ("gb18030", "big5hkscs")
# The older names stand for subsets, and pages that carry them use characters of the superset.
_SUPERSETS: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs",
    "ascii": "cp1252", "iso8859-1": "cp1252",  # as in WHATWG Encoding §4.2
}  # fmt: skip
_SAMPLE = 65_536  # Bytes that are scored: enough for a sure verdict, and 64 MB cost no more than 64 KB.
_DAMAGED = 0.02  # UTF-8 with fewer bad sequences than this is damaged UTF-8; GBK read as UTF-8 has over half.
_CREDIBLE = 0.25  # Wrong readings of Chinese score up to 0.2, right ones 0.5 to 0.9.
_TIE = 0.05  # Two scores this near cannot be told apart, and a label may decide.
_BINARY = 0.01  # Text has no C0 controls but tab and line ends; packed data has one in nine bytes.
_CONTROLS: Final = bytes(code for code in range(32) if chr(code) not in "\t\n\f\r")
_ASCII: Final = bytes(range(0x80))
_LONE: Final = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_FEW = 3  # Fewer are accidents.
_MOSTLY = 0.7  # Of the bytes beyond ASCII in a Western text; in Chinese they come in pairs and more.
_SELDOM = 0.15  # Of all bytes: French has one accent in twenty letters.
_PROBE: Final = rb"+AEE-\u0041-"
_PLAIN: Final = re.compile(r"[\t\n\r -~]+")
_UNUSUAL: Final = re.compile(r"[\ue000-\uf8ff\ufffd]")


def decode(data: bytes, declared: str | None = None, *, name: str | None = None) -> Decoded:
    """Decode a document: by its mark, as UTF-16, as UTF-8, or by the better of GB 18030 and Big5-HKSCS.

    `declared` is the label that came with it; it only breaks ties. `name` is what error messages call it.
    Raises NoTextError for binary data, EmptyError for a document without any text.
    """
    name = name or _("The document")
    if (kind := binary_kind(data)) is not None:
        raise NoTextError(_("{name} holds no text: it looks like {kind}.").format(name=name, kind=kind))
    sound = None
    decoded = _by_mark(data) or _by_nul_pattern(data) or (sound := _by_utf8(data))
    if decoded is None:
        decoded = _by_score(data, _codec(declared))
    if decoded is not sound and _has_controls(decoded.text.encode("utf-8", "replace")):
        raise NoTextError(_("{name} holds no text: it looks like binary data.").format(name=name))
    if not decoded.text or decoded.text.isspace():
        raise EmptyError(_("{name} holds no text: it is empty.").format(name=name))
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    return None


def _by_nul_pattern(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: the text has NUL bytes, and one byte order makes sense of them."""
    if b"\0" not in data[:_SAMPLE]:
        return None
    sample = data[: _SAMPLE & ~1]
    score, encoding = max((_sense(sample.decode(encoding, "replace")), encoding) for encoding in _UTF16)
    return _replacing(data, encoding) if score > 0.5 else None


def _by_utf8(data: bytes) -> Decoded | None:
    """UTF-8, when nearly all of its sequences of several bytes are sound."""
    decoded = _replacing(data, "utf-8")
    if decoded.replaced:
        sequences = len(decoded.text) - len(decoded.text.encode("ascii", "ignore"))
        if decoded.replaced > _DAMAGED * sequences:
            return None
    return None if _has_controls(data) else decoded


def _has_controls(data: bytes) -> bool:
    """Whether there are more C0 controls than a text has, in UTF-8, where each is one byte."""
    return len(data) - len(data.translate(None, _CONTROLS)) > _BINARY * len(data)


def _by_score(data: bytes, declared: str | None) -> Decoded:
    """Choose the encoding whose reading has the most common characters."""
    sample = data[:_SAMPLE]
    candidates = _CHINESE + (_UTF16 if len(data) % 2 == 0 else ())
    scores = {encoding: _commonness(sample.decode(encoding, "replace")) for encoding in candidates}
    best = max(scores, key=scores.__getitem__)
    if declared in scores and scores[declared] >= scores[best] - _TIE:
        best = declared
    if scores[best] >= _CREDIBLE:
        return _replacing(data, best)
    # UTF-16 makes some character of any two bytes, so a guess at it would hide binary data.
    return (
        _by_label(data, declared)
        or _by_lone_bytes(data)
        or _mostly_utf8(data)
        or _replacing(data, max(_CHINESE, key=scores.__getitem__))
    )


def _by_label(data: bytes, declared: str | None) -> Decoded | None:
    """Believe the label, for a text that is not Chinese, if it reads all of it."""
    if declared is None:
        return None
    decoded = _replacing(data, declared)
    return None if decoded.replaced else decoded


def _by_lone_bytes(data: bytes) -> Decoded | None:
    """Windows-1252, for an ASCII text with letters and quotes of it here and there, each between ASCII characters."""
    lone = len(_LONE.findall(data))
    if lone < _FEW or lone < _MOSTLY * len(data.translate(None, _ASCII)) or lone > _SELDOM * len(data):
        return None
    decoded = _replacing(data, "cp1252")
    return None if decoded.replaced else decoded


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with few bad sequences for its length: an ASCII text with a stray byte."""
    decoded = _replacing(data, "utf-8")
    return decoded if decoded.replaced <= _DAMAGED * len(decoded.text) else None


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    replaced = text.count("\ufffd")
    if replaced:
        replaced -= data.count("\ufffd".encode(encoding, "ignore") or b"\0\0\0\0")
    return Decoded(text.removeprefix("\ufeff"), encoding, max(replaced, 0))


def _codec(label: str | None) -> str | None:
    """Look a label up, with supersets for the older names; None when it names no encoding of text."""
    try:
        name = codecs.lookup(label or "").name
        if name in (*_UTF16, *_CHINESE, *_SUPERSETS):
            return _SUPERSETS.get(name, name)
        # Codecs that are no encoding of text (base64) raise LookupError, or do not leave ASCII as it is (utf-7).
        return name if _PROBE.decode(name, "replace") == _PROBE.decode("ascii") else None
    except (LookupError, ValueError):
        return None


def _commonness(text: str) -> float:
    """Give the share of common Han in what is not ASCII, less private use and unreadable, from −1 to 1."""
    foreign = _PLAIN.sub("", text)
    good = sum(char in COMMON_HAN for char in foreign)
    return (good - len(_UNUSUAL.findall(foreign))) / max(len(foreign), 1)


def _sense(text: str) -> float:
    """Give the share of common Han and printable ASCII, less private use and unreadable, from −1 to 1."""
    good = sum(char in COMMON_HAN or "\t" <= char <= "~" for char in text)
    return (good - len(_UNUSUAL.findall(text))) / max(len(text), 1)
