"""Archives of the web: WARC 0.17 to 1.1 (ISO 28500), with each record packed by gzip, or all of them, or none."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from reader.errors import DocumentError, NoArticleError
from reader.i18n import _
from reader.importing.containers.gzip_stretches import GZIP
from reader.importing.containers.http_response import decoded_body, parse_response
from reader.importing.containers.members import cut_off, damaged, refused_member, too_large, web_address
from reader.importing.containers.mime import content_type, media_type
from reader.importing.containers.warc_records import VERSION, Fault, Record, records
from reader.model.document import Document
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from reader.importing.containers.mime import Headers
    from reader.importing.containers.unfolding import Reading
    from reader.importing.files import Refused

name: Final = "warc"

_TEXT: Final = re.compile(
    r"text/(?:html|xml|plain|markdown|x-markdown|csv|x-opml)"
    r"|application/(?:xml|json|x-ndjson|(?!manifest)[\w.-]{1,60}\+(?:xml|json))"
)
_LONGEST_NAME: Final = 200  # Characters of an address in a message.
_OK: Final = 200
_MOST_FAULTS: Final = 1_000  # A file with more damaged places is not worth the time that going on takes.
_CRAWLER_FILE: Final = "robots.txt"  # Archives keep it, because it tells what was allowed to be kept.


def matches_bytes(head: bytes, _document: Document) -> bool:
    """Tell whether this begins with a WARC record, packed or not."""
    if head.startswith(GZIP):
        inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            head = inflater.decompress(head, len(VERSION))
        except zlib.error:
            return False
    return head.startswith(VERSION)


def unfold(file: BinaryIO, document: Document) -> Iterator[Document | Reading | Refused]:
    """Yield the pages, feeds and texts among the responses with status 200 and the resources; the rest is no document.

    Each is named by its address. What is damaged is named, and the reading goes on at the next record. Raises
    DocumentError for an archive without any document, one that is damaged all over, and a bomb.
    """
    faults = documents = 0
    for record in records(file, _is_wanted, document.name):
        if record.fault is not None:
            yield _refused(record, document)
            faults += 1
            if faults == _MOST_FAULTS:
                message = _("{name} is damaged in {count} places; the rest was not read.")
                raise DocumentError(message.format(name=document.name, count=faults))
            continue
        for found in _documents(record, document):
            documents += isinstance(found, Document)
            yield found
    if not documents:
        raise NoArticleError(_("{name} holds no page or feed.").format(name=document.name))


def _is_wanted(headers: Headers) -> bool:
    """Tell whether a record can hold a document: what was got from the web, and not what a crawler notes on it."""
    kind = headers.get("warc-type", "").lower()
    address = _address(headers)
    if address is None or urlsplit(address).path.lstrip("/") == _CRAWLER_FILE:
        return False
    return kind == "response" or (kind == "resource" and _is_text(headers))


def _is_text(headers: Headers) -> bool:
    """Tell whether the type is one of texts, or not told."""
    kind = content_type(headers)
    return not kind or _TEXT.fullmatch(kind) is not None


def _address(headers: Headers) -> str | None:
    """Give the address that was asked for; early writers put it in angle brackets."""
    return web_address(headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">"))


def _documents(record: Record, container: Document) -> Iterator[Document | Refused]:
    """Yield the document that a record holds, if it does, and a note when its end is missing."""
    path = _path(record)
    is_cut = "warc-truncated" in record.headers
    declared, data = record.headers, record.block
    if record.headers.get("warc-type", "").lower() == "response":
        response = parse_response(record.block)
        if response is None or response.status != _OK or not _is_text(response.headers):
            return
        declared = response.headers
        try:
            data = decoded_body(response, path, is_cut=is_cut)
        except DocumentError as error:
            yield refused_member(container, path, error)
            return
    if not data:
        return
    address = _address(record.headers) or path
    yield Document(
        data,
        address,
        _name(address),
        media_type(declared),
        _saved_at(record.headers) or container.saved_at,
        container.folder or container.name.partition(".warc")[0],
    )
    if is_cut:
        yield refused_member(container, path, cut_off(path))


def _name(address: str) -> str:
    """Call a page by the last part of its address, or by its host."""
    parts = urlsplit(address)
    return clean_line(unquote(PurePosixPath(parts.path).name)) or parts.netloc


def _saved_at(headers: Headers) -> datetime | None:
    """Tell when the record was made (§5.4: UTC, as ISO 8601 has it)."""
    try:
        moment = datetime.fromisoformat(headers.get("warc-date", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _path(record: Record) -> str:
    """Call a record by its address, else by its identifier."""
    for field in ("warc-target-uri", "warc-record-id"):
        if text := record.headers.get(field, "").strip("<>"):
            return text[:_LONGEST_NAME]
    return _("a record")


def _refused(record: Record, container: Document) -> Refused:
    path = _path(record)
    match record.fault:
        case Fault.LARGE:
            error = too_large(path)
        case Fault.CUT_OFF:
            error = cut_off(path)
        case _other:
            error = damaged(path)
    return refused_member(container, path, error)
