"""The formats that can be imported: one module each, which has what `Format` or `Container` names.

Each is imported when a document may be in it: all of them take as long as to read two hundred entries of feeds.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, runtime_checkable

from reader.errors import UsageError
from reader.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.importing.containers.unfolding import Reading
    from reader.importing.files import Refused
    from reader.importing.records.columns import Columns
    from reader.model.document import Document
    from reader.model.draft import Draft, DraftCategory, DraftSource


class Format(Protocol):
    """A way in which articles are written down."""

    @property
    def name(self) -> str:
        """The name on the command line and in reports."""

    @property
    def media_types(self) -> tuple[str, ...]:
        """The media types (RFC 6838) that are declared for it."""

    @property
    def extensions(self) -> tuple[str, ...]:
        """The ends of file names that are usual for it, with the dot, in lower case."""

    def matches(self, text: str, /) -> float:
        """Tell how sure it is that a text, of which this is the head, is in this format: 0 (it is not) to 1."""

    def read(self, text: str, document: Document) -> Iterator[Draft | DraftCategory | DraftSource]:
        """Yield the categories, sources and articles of a text.

        Raises DocumentError when it, or what is left of it, cannot be read, and NoArticleError when it rightly holds none.
        """


@runtime_checkable
class MappedFormat(Format, Protocol):
    """A format of records with named columns."""

    def read_mapped(self, text: str, document: Document, columns: Columns) -> Iterator[Draft | DraftCategory]:
        """Read as `read` does, with some fields in the columns that a person names. Raises DocumentError."""


class Container(Protocol):
    """A way in which documents hold documents."""

    @property
    def name(self) -> str:
        """The name on the command line and in reports."""

    def matches_bytes(self, head: bytes, document: Document, /) -> bool:
        """Tell whether a document, of which these are the first 64 KiB, is such a container."""

    def unfold(self, file: BinaryIO, document: Document) -> Iterator[Document | Reading | Refused]:
        """Yield what is in it, read from a file that can seek. Raises DocumentError when it, or the rest of it, is bad."""


# No container begins so, and most documents do.
_MARKUP: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}<")


def markup() -> Iterator[Format]:
    """Yield the formats that say in their first lines what they are."""
    from reader.importing.feeds import xml_feed

    yield xml_feed
    from reader.importing.feeds import json_feed, opml

    yield json_feed
    yield opml
    from reader.importing.pages import page

    yield page


@cache
def formats() -> tuple[Format, ...]:
    """Give all formats; of two that are equally sure the first is taken."""
    from reader.importing import markdown, plain, portal
    from reader.importing.containers import newsboat_urls
    from reader.importing.records import csv_records, json_lines, json_records

    return (*markup(), newsboat_urls, portal, markdown, plain, json_records, json_lines, csv_records)


@cache
def containers() -> tuple[Container, ...]:
    """Give all containers; the first that knows a document takes it."""
    from reader.importing.containers import epub, mhtml, newsboat, warc, zip_archive

    return (epub, zip_archive, mhtml, warc, newsboat)


def container_for(head: bytes, document: Document) -> Container | None:
    """Find the container that a document is, by its first 64 KiB; None when it is none."""
    if _MARKUP.match(head):
        return None
    return next((known for known in containers() if known.matches_bytes(head, document)), None)


def container_named(name: str) -> Container | None:
    """Look a container up by its name; None when it is none's."""
    return next((known for known in containers() if known.name == name), None)


def check_format(name: str) -> None:
    """Raise UsageError, which lists the names, when there is no format or container of that name."""
    if container_named(name) is None:
        format_named(name)


def format_named(name: str) -> Format:
    """Look a format up by its name. Raises UsageError, which lists the names, when there is none."""
    for known in formats():
        if known.name == name:
            return known
    names = ", ".join([known.name for known in formats()] + [known.name for known in containers()])
    raise UsageError(
        _("There is no format {name}.").format(name=name), _("Formats: {names}").format(names=names)
    )
