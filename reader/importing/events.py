"""What the reader of a file and the run that gave it the file say to each other, across processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.importing.files import FoundFile
    from reader.model.document import Document
    from reader.model.draft import Draft, DraftCategory, DraftSource


class Preparation(Protocol):
    """Works out what a library needs of drafts, in the process that reads them. It is pickled to get there."""

    def document(self, document: Document, /) -> object:
        """Give what the library keeps of a document."""

    def item(self, item: Draft | DraftCategory | DraftSource, /) -> object:
        """Give what the library adds of a draft."""


@dataclass(frozen=True, slots=True)
class Instructions:
    """What is the same for all files of an import."""

    preparation: Preparation
    format: str | None
    """The name of the format that a person says the files are in; None to look at the content."""
    category: str | None
    """Where all articles are filed; None to go by what the documents say."""
    columns: Mapping[str, str]
    """Fields to the columns that hold them, as a person says."""
    max_bytes: int
    """Of the greatest document that is read as a whole."""
    language: str
    """Of the messages: a catalogue, as i18n.catalogue_name gives it."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be read."""

    file: FoundFile
    data: bytes | None = field(default=None, repr=False)
    """What is in it, for standard input, which only one process has."""

    @property
    def name(self) -> str:
        """The name of the file for people."""
        return clean_line(PurePath(self.file.path).name)


@dataclass(frozen=True, slots=True)
class Began:
    """A document whose drafts follow: the file itself, or one that it holds."""

    document: object
    """As Preparation.document gives it."""
    position: int
    """Bytes of the file that have been read."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Drafts of the document that began last."""

    items: Sequence[object]
    """As Preparation.item gives them."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Something in the file could not be read."""

    reason: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something in the file was left out, rightly."""

    reason: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The file is done; nothing follows."""

    format: str | None
    """What it was in, if that could be told."""


Event = Began | Taken | Failed | PassedOver | Ended
