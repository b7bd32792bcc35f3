"""Saved web pages with their parts in one file: MHTML (RFC 2557), as Chrome and Internet Explorer write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import NoArticleError
from reader.i18n import _
from reader.importing.containers.members import (
    check_size,
    member_location,
    web_address,
)
from reader.importing.containers.mime import (
    content_type,
    date,
    decode_body,
    media_type,
    parameter,
    read_headers,
)
from reader.model.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from reader.importing.containers.mime import Headers
    from reader.importing.containers.unfolding import Reading
    from reader.importing.files import Refused

name: Final = "mhtml"

_HEADER: Final = re.compile(rb"(?:[!-9;-~]{1,70}:[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+\r?\n)++")
_MIME: Final = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_PAGE_TYPE: Final = re.compile(
    rb"^Content-Type:\s{0,20}(?:multipart/(?:related|alternative|mixed)|text/html)\b",
    re.IGNORECASE | re.MULTILINE,
)
_HTML: Final = ("text/html", "application/xhtml+xml")
_DEEPEST: Final = 8  # Multiparts in multiparts; browsers write one, mail programs three.
# Bytes in the file for one of the page, at most: base64 needs 4/3, quoted-printable mostly less.
_BODY_TO_PAGE: Final = 2
_LINE: Final = 64 * 1024  # Bytes: longer lines come in pieces, and no delimiter is as long.


def matches_bytes(head: bytes, _document: Document) -> bool:
    """Tell whether this begins with the headers of a MIME message that is a page or holds several parts."""
    headers = _HEADER.match(head)
    return headers is not None and bool(_MIME.search(headers[0]) and _PAGE_TYPE.search(headers[0]))


def unfold(file: BinaryIO, document: Document) -> Iterator[Document | Reading | Refused]:
    """Yield the page itself: the part that `start` names (RFC 2387 §3.2), else the first that is HTML.

    The pictures and styles beside it are not even decoded. Raises DocumentError when there is none, or it is too large.
    """
    headers = read_headers(file)
    part, body = _find_page(_Parts(file, document.name).of_html(headers), headers, document.name)
    data = decode_body(body, part.get("content-transfer-encoding", ""))
    check_size(document.name, len(data))
    named = (headers.get("snapshot-content-location", ""), part.get("content-location", ""))
    # Long addresses are folded at any character (RFC 2557 §4.4.2).
    addresses = (web_address("".join(address.split())) for address in named)
    yield Document(
        data,
        next(filter(None, addresses), None) or member_location(document, "index.html"),
        document.name,
        media_type(part),
        date(headers) or document.saved_at,
        document.folder,
    )


def _find_page(parts: Iterator[_Part], headers: Headers, name: str) -> _Part:
    """Find the part that is the page. Raises DocumentError when there is none."""
    start = parameter(headers, "start")
    first: _Part | None = None
    for part in parts:
        if start is None or part.headers.get("content-id", "") == start:
            return part
        first = first or part
    if first is None:
        raise NoArticleError(_("{name} is a saved page or a message without any HTML.").format(name=name))
    return first


class _Part(NamedTuple):
    headers: Headers
    body: bytes
    """As it stands in the file: in its transfer encoding."""


class _Parts:
    """The parts of a message that may have one or many, in multiparts (RFC 2046 §5.1)."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name
        self._delimiters: list[bytes] = []

    def of_html(self, headers: Headers) -> Iterator[_Part]:
        """Yield the parts that are HTML; `headers` are those of the message. Raises DocumentError for a huge one."""
        is_open = True
        while is_open:
            boundary = parameter(headers, "boundary")
            kind = content_type(headers)
            if kind.startswith("multipart/") and boundary and len(self._delimiters) < _DEEPEST:
                self._delimiters.append(b"--" + boundary.encode("utf-8", "replace"))
            body = bytearray() if kind in _HTML else None
            is_open = self._read_body(body)
            if body is not None:
                yield _Part(headers, bytes(body))
            headers = read_headers(self._file)

    def _read_body(self, body: bytearray | None) -> bool:
        """Read to the delimiter that begins the next part; tell whether there is one. None is a body to pass over."""
        is_line_start = True
        while line := self._file.readline(_LINE):
            if is_line_start and line.startswith(b"--"):
                if self._begins_part(line.rstrip()):
                    return True
                if line.rstrip().removesuffix(b"--") in self._delimiters:
                    body = None
            if body is not None:
                body += line
                check_size(self._name, len(body) // _BODY_TO_PAGE)
            is_line_start = line.endswith(b"\n")
        return False

    def _begins_part(self, line: bytes) -> bool:
        """Tell whether a line is the delimiter of an open multipart; those inside that one end there."""
        if line not in self._delimiters:
            return False
        del self._delimiters[self._delimiters.index(line) + 1 :]
        return True
