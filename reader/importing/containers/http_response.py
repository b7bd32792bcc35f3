"""HTTP responses as they came over the wire (RFC 9112), which is how archives of the web keep them."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from reader.errors import DocumentError
from reader.i18n import _
from reader.importing.containers.gzip_stretches import GZIP
from reader.importing.containers.members import cut_off, inflate
from reader.importing.containers.mime import read_headers

if TYPE_CHECKING:
    from reader.importing.containers.mime import Headers

_STATUS: Final = re.compile(rb"HTTP/[0-9](?:\.[0-9])?[ \t]+([0-9]{3})\b")
_CHUNK: Final = re.compile(rb"[ \t]*+([0-9A-Fa-f]{1,12})[ \t]*+(?:;[^\r\n]{0,4096}+)?\r?\n")
_MOST_CODINGS: Final = 3  # One upon the other; servers use one.


@dataclass(frozen=True, slots=True)
class Response:
    """A response, with its body as it was sent."""

    status: int
    headers: Headers
    body: bytes = field(repr=False)


def parse_response(message: bytes) -> Response | None:
    """Take a response apart; None for what is none."""
    stream = io.BytesIO(message)
    status = _STATUS.match(stream.readline(1024))
    if status is None:
        return None
    headers = read_headers(stream)
    return Response(int(status[1]), headers, stream.read())


def decoded_body(response: Response, name: str, *, is_cut: bool) -> bytes:
    """Undo the codings of a body (RFC 9112 §7, RFC 9110 §8.4), where they have not been undone already.

    With `is_cut`, for a response of which the end is known to be missing, as much as there is. Raises DocumentError,
    which calls the response `name`, for a body that is damaged, too large or in a coding that is not known.
    """
    body = response.body
    if "chunked" in response.headers.get("transfer-encoding", "").lower():
        body, is_whole = _joined_chunks(body)
        if not (is_whole or is_cut):
            raise cut_off(name)
    codings = response.headers.get("content-encoding", "").lower().split(",")
    if len(codings) > _MOST_CODINGS:
        raise _unknown(name, ", ".join(codings))
    for coding in reversed(codings):
        body = _without(coding.strip(), body, name, is_cut=is_cut)
    return body


def _joined_chunks(body: bytes) -> tuple[bytes, bool]:
    """Join the chunks of a body; tell whether the last one, which is empty, was there. Without chunks it is as it was."""
    joined, at = bytearray(), 0
    while match := _CHUNK.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return bytes(joined), True
        joined += body[match.end() : match.end() + size]
        at = match.end() + size
        if body.startswith(b"\r\n", at):
            at += 2
        elif body.startswith(b"\n", at):
            at += 1
    return (bytes(joined), False) if at else (body, True)


def _without(coding: str, body: bytes, name: str, *, is_cut: bool) -> bytes:
    """Undo one content coding."""
    match coding:
        case "" | "identity" | "none" | "utf-8":
            return body
        case "gzip" | "x-gzip":
            return (
                _inflated(body, name, 16 + zlib.MAX_WBITS, is_cut=is_cut) if body.startswith(GZIP) else body
            )
        case "deflate":
            # The standard means the zlib format (RFC 1950 §2.2); some servers send bare DEFLATE.
            window = zlib.MAX_WBITS if _has_zlib_header(body) else -zlib.MAX_WBITS
            return _inflated(body, name, window, is_cut=is_cut)
        case _other:
            raise _unknown(name, coding)


def _has_zlib_header(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0


def _inflated(body: bytes, name: str, window: int, *, is_cut: bool) -> bytes:
    data = bytearray()
    try:
        for piece in inflate((body,), name, window):
            data += piece
    except DocumentError:
        if not (is_cut and data):
            raise
    return bytes(data)


def _unknown(name: str, coding: str) -> DocumentError:
    message = _("{name} is packed with {coding}, which cannot be unpacked.")
    return DocumentError(message.format(name=name, coding=coding[:40]))
