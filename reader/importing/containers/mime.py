"""Headers and bodies as MIME writes them (RFC 2045): the frame of saved pages and of HTTP responses alike."""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from reader.text.clean import clean_line

if TYPE_CHECKING:
    from typing import BinaryIO

Headers = Mapping[str, str]
"""Values, unfolded and cleaned, by the names in lower case."""

HEADERS_LIMIT: Final = 64 * 1024
"""Bytes of all headers together; those of real pages have up to 10,000, with the cookies of HTTP."""

# A value is not always quoted where it should be.
_PARAMETER: Final = re.compile(r";\s*+([\w!#$%&'*+.^`{|}~-]++)\s*+=\s*+(?:\"([^\"]*+)\"|([^\s;\"]++))")
_LONGEST_TYPE: Final = 200  # Characters of a media type with its parameters.

_NO_BASE64: Final = bytes(
    code
    for code in range(256)
    if code not in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
)


def read_headers(file: BinaryIO) -> Headers:
    """Read headers (RFC 5322 §2.2) up to the empty line that ends them, or to HEADERS_LIMIT.

    What is no header is passed over, and of several with one name the first counts.
    """
    values: dict[bytes, bytearray] = {}
    value: bytearray | None = None
    size = 0
    while line := file.readline(HEADERS_LIMIT):
        size += len(line)
        if not line.strip(b"\r\n") or size > HEADERS_LIMIT:
            break
        if line[0] in b" \t":
            if value is not None:
                value += line
            continue
        name, colon, text = line.partition(b":")
        name = name.strip().lower()
        value = bytearray(text) if colon and name not in values else None
        if value is not None:
            values[name] = value
    return {
        name.decode("latin-1"): clean_line(value.decode("utf-8", "replace")) for name, value in values.items()
    }


def content_type(headers: Headers) -> str:
    """Give the media type without its parameters, in lower case; "" when none is declared."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def parameter(headers: Headers, name: str) -> str | None:
    """Give a parameter of the Content-Type (RFC 2045 §5.1)."""
    found = _PARAMETER.finditer(headers.get("content-type", ""))
    values = (match[2] or match[3] for match in found if match[1].lower() == name)
    return next(filter(None, values), None)


def media_type(headers: Headers) -> str | None:
    """Give the media type with its charset: `text/html; charset=gbk`; None when none is declared."""
    kind, charset = content_type(headers), parameter(headers, "charset")
    return (f"{kind}; charset={charset}" if charset else kind)[:_LONGEST_TYPE] or None


def date(headers: Headers) -> datetime | None:
    """Tell the time in the Date header (RFC 5322 §3.3), aware; None for none or what is no date."""
    from email.utils import parsedate_to_datetime  # 20 ms to import

    try:
        moment = parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, TypeError, OverflowError):
        return None
    # A zone of -0000 means that none is known (§3.3), which Python gives as a naive time in UTC.
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def decode_body(body: bytes, encoding: str) -> bytes:
    """Undo a Content-Transfer-Encoding (RFC 2045 §6); as much as can be of a body that is damaged."""
    match encoding.lower():
        case "quoted-printable":
            return binascii.a2b_qp(body)
        case "base64":
            return _decode_base64(body)
        case _other:
            return body


def _decode_base64(body: bytes) -> bytes:
    letters = body.translate(None, _NO_BASE64)
    # A single letter left over holds less than one byte.
    return binascii.a2b_base64(letters[: len(letters) - (len(letters) % 4 == 1)] + b"==")
