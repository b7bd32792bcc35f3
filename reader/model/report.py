"""What became of the files of an import."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Added:
    """What adding drafts did to the library, in articles."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: Added) -> Added:
        """The sums."""
        return Added(self.added + other.added, self.updated + other.updated, self.unchanged + other.unchanged)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file."""

    path: str
    """As the reader named it or as the walk found it, cleaned for a terminal."""
    format: str | None
    """The name of the format, None when the file could not be read."""
    counts: Added = field(default_factory=Added)
    skipped: int = 0
    """Files, members and articles that were passed over on purpose (hidden files, pictures, lists of links)."""
    remarks: tuple[str, ...] = ()
    """Why they were, in words for a reader."""
    errors: tuple[str, ...] = ()
    """Why nothing or not everything came in, in words for a reader."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is."""

    done: int
    """Files."""
    total: int
    """Files."""
    path: str
    """The file that is being read, cleaned for a terminal; "" when all are done."""
    articles: int = 0
    """Articles that have been taken in so far, new or not."""
    seconds: float = 0.0
    """Since the beginning."""
    remaining: float | None = None
    """Seconds that are left, going by the bytes that are done; None before that can be told."""

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds if self.seconds > 0 else 0.0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of all files of an import."""

    files: tuple[FileReport, ...] = ()
    cancelled: bool = False
    """Whether the import was stopped before the last file."""

    @property
    def counts(self) -> Added:
        """Articles added, updated and unchanged over all files."""
        return sum((file.counts for file in self.files), Added())

    @property
    def skipped(self) -> int:
        """Files passed over on purpose."""
        return sum(file.skipped for file in self.files)

    @property
    def failed(self) -> tuple[FileReport, ...]:
        """The files with an error."""
        return tuple(file for file in self.files if file.errors)
