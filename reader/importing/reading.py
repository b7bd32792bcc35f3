"""A file to events: unfolded if it holds other documents, decoded, sniffed, read into drafts, prepared for a library.

Runs in the process of a reader (see worker), for what it looks at is hostile.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, Final

from reader.errors import DocumentError, NoArticleError
from reader.i18n import _
from reader.importing.containers.unfolding import Reading
from reader.importing.decode import EmptyError, NoTextError, decode
from reader.importing.events import Began, Ended, Event, Failed, PassedOver, Taken
from reader.importing.files import STANDARD_INPUT, Refused, open_document, read_whole
from reader.importing.formats import (
    MappedFormat,
    container_for,
    container_named,
    format_named,
    formats,
)
from reader.importing.labels import declared_charset
from reader.importing.sniff import sniff
from reader.model.document import Document
from reader.model.draft import Draft, DraftCategory, DraftSource
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.importing.events import Instructions, Job
    from reader.importing.formats import Format

Item = Draft | DraftCategory | DraftSource

_HEAD: Final = 65_536  # Bytes in which a container says what it is.
_DEEPEST: Final = 3  # Containers in containers: a ZIP of books in a ZIP; what is nested deeper is a trap.
# One message, and one transaction, of so many drafts or characters: large enough that the way costs nothing,
# small enough that two of them are no memory and that another program never waits long for the library.
_BATCH_DRAFTS: Final = 100
_BATCH_CHARACTERS: Final = 1_000_000
# Files that stand beside articles in the folders of people and are none, though they are text.
_NO_ARTICLES: Final = frozenset({
    ".css", ".js", ".mjs", ".map", ".py", ".sh", ".c", ".h", ".ini", ".toml", ".yml", ".yaml", ".log", ".lock", ".svg", ".xsl",
    ".xslt", ".dtd", ".conf", ".cfg",
})  # fmt: skip


def read_file(job: Job, instructions: Instructions) -> Iterator[Event]:
    """Yield what is in a file, and at last that it has ended. Every refusal is an event; none is raised."""
    reading = _FileReading(instructions, is_named=job.file.folder is None)
    try:
        yield from reading.read(job)
    except DocumentError as error:
        yield reading.problem(error, PurePath(job.file.path).suffix)
    yield Ended(reading.format)


@contextmanager
def _opened(job: Job) -> Iterator[tuple[BinaryIO, Document]]:
    if job.data is None:
        with open_document(job.file.path, job.file.folder) as opened:
            yield opened
    else:
        name = _("Standard input")
        yield io.BytesIO(job.data), Document(b"", STANDARD_INPUT, name, saved_at=datetime.now(UTC))


class _FileReading:
    """The reading of one file with all that it holds."""

    def __init__(self, instructions: Instructions, *, is_named: bool) -> None:
        self.format: str | None = None
        """What the file is in, as soon as that is known."""
        self._instructions = instructions
        self._is_named = is_named
        self.is_container = False

    def read(self, job: Job) -> Iterator[Event]:
        """Yield what is in the file. Raises DocumentError when all of it is bad, or what is left of it."""
        suffix = PurePath(job.file.path).suffix.lower()
        if not self._is_named and suffix in _NO_ARTICLES:
            message = _("{name} is no article, going by its name.")
            raise NoArticleError(message.format(name=job.name))
        with _opened(job) as (file, document):
            for event in self._unfold(file, document, 0):
                # A document that is no container is read whole before anything comes of it: where it is then says nothing.
                if isinstance(event, Began) and self.is_container:
                    yield replace(event, position=file.tell())
                else:
                    yield event

    def problem(self, error: DocumentError, suffix: str, within: str = "") -> Event:
        """Tell what came of a document that was not read: of some it is right that they are passed over."""
        place = f"{within}: " if within else ""
        if isinstance(error, NoArticleError):
            return PassedOver(place + error.message)
        # A picture in a folder of articles is passed over; one that a reader names, or that is called a page, is refused.
        if isinstance(error, NoTextError) and not self._is_named:
            texts = {extension for known in formats() for extension in known.extensions}
            if isinstance(error, EmptyError) or suffix.lower() not in texts:
                return PassedOver(place + error.message)
        return Failed(place + error.sentences)

    def _unfold(self, file: BinaryIO, document: Document, depth: int) -> Iterator[Event]:
        head = file.read(_HEAD)
        file.seek(0)
        container = container_for(head, document)
        asked = self._instructions.format
        if depth == 0 and asked is not None and container_named(asked) not in (None, container):
            message = _("{name} is not in the format {format}.")
            raise DocumentError(message.format(name=document.name, format=asked))
        if container is None:
            data = read_whole(file, self._instructions.max_bytes, document.name)
            yield from self._articles(replace(document, data=data))
            return
        self.format = self.format or container.name
        self.is_container = True
        if depth == _DEEPEST:
            raise DocumentError(
                _("{name} is an archive too deep inside of others.").format(name=document.name)
            )
        for member in container.unfold(file, document):
            yield from self._member(member, document, depth)

    def _member(self, member: Document | Reading | Refused, outer: Document, depth: int) -> Iterator[Event]:
        try:
            match member:
                case Refused(path, reason):
                    yield Failed(f"{clean_line(path)}: {reason.sentences}")
                case Reading(document, items):
                    yield from self._drafts(document, items)
                case Document():
                    yield from self._unfold(io.BytesIO(member.data), replace(member, data=b""), depth + 1)
        except DocumentError as error:
            name = member.document.name if isinstance(member, Reading) else getattr(member, "name", "")
            yield self.problem(error, PurePath(name).suffix, within=outer.name)

    def _articles(self, document: Document) -> Iterator[Event]:
        text = decode(document.data, declared_charset(document), name=document.name).text
        known = self._known(text, document)
        self.format = self.format or known.name
        yield from self._drafts(document, self._items(known, text, document))

    def _known(self, text: str, document: Document) -> Format:
        asked = self._instructions.format
        if asked is None or container_named(asked) is not None:
            return sniff(text, document)
        return format_named(asked)

    def _items(self, known: Format, text: str, document: Document) -> Iterator[Item]:
        columns = self._instructions.columns
        if columns and isinstance(known, MappedFormat):
            return known.read_mapped(text, document, columns)
        return known.read(text, document)

    def _drafts(self, document: Document, items: Iterable[Item]) -> Iterator[Event]:
        """Yield the drafts of a document in batches; those that came before an error too, which is raised again."""
        preparation = self._instructions.preparation
        began = False
        iterator = iter(items)
        problem: DocumentError | None = None
        while problem is None:
            batch: list[object] = []
            characters = 0
            try:
                for item in iterator:
                    if (filed := self._filed(item, document.folder)) is None:
                        continue
                    batch.append(preparation.item(filed))
                    characters += len(filed.markdown) if isinstance(filed, Draft) else 0
                    if len(batch) >= _BATCH_DRAFTS or characters >= _BATCH_CHARACTERS:
                        break
            except DocumentError as error:
                problem = error
            if batch and not began:
                began = True
                yield Began(preparation.document(document), 0)
            if batch:
                yield Taken(batch)
            elif problem is None:
                return
        raise problem

    def _filed(self, item: Item, folder: str | None) -> Item | None:
        """File a draft under the category that was asked for, else its own, else that of the folder."""
        category = self._instructions.category
        if isinstance(item, DraftCategory):
            return item if category is None else None
        if category is not None:
            return replace(item, category=category)
        return replace(item, category=folder) if isinstance(item, Draft) and item.category is None else item
