"""Many files into a library: each is read, decoded, sniffed, parsed and added, and reported on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.errors import DocumentError
from reader.importing.decode import NoTextError, decode
from reader.importing.files import SIZE_LIMIT, FoundFile, Hidden, Refused, read_document, walk
from reader.importing.formats import Format, format_named
from reader.importing.sniff import sniff
from reader.model.document import Document
from reader.model.draft import Draft, DraftCategory
from reader.model.report import Added, FileReport, ImportReport, Progress
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from pathlib import Path

Add = Callable[[Iterable[Draft | DraftCategory], Document], Added]
"""Takes the drafts of one document into a library, and tells what that changed."""


def import_files(
    paths: Sequence[str | Path],
    add: Add,
    *,
    format: str | None = None,  # noqa: A002 - the word of the command line and of the reports
    category: str | None = None,
    max_bytes: int = SIZE_LIMIT,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Import files and folders ("-" is standard input); report on each file, whatever became of the others.

    `format` names the format instead of sniffing it. `category` files every article there; without it an
    article that names none is filed under the folder that its file was found in. Files of more than `max_bytes`
    are refused. `cancelled` is asked before each file.
    Raises UsageError for an unknown format, and what `add` raises when the library cannot be used.
    """
    run = _Run(add, format_named(format) if format else None, category, max_bytes)
    reports: list[FileReport] = []
    found = list(walk(paths))
    for done, item in enumerate(found):
        if cancelled is not None and cancelled():
            return ImportReport(tuple(reports), cancelled=True)
        if on_progress is not None:
            on_progress(Progress(done, len(found), clean_line(item.path)))
        reports.append(run.report(item))
    if on_progress is not None:
        on_progress(Progress(len(found), len(found), ""))
    return ImportReport(tuple(reports))


@dataclass(frozen=True, slots=True)
class _Run:
    """What is the same for all files of an import."""

    add: Add
    format: Format | None
    category: str | None
    max_bytes: int

    def report(self, item: FoundFile | Refused | Hidden) -> FileReport:
        """Import one file, or say why not."""
        match item:
            case Hidden(path, count):
                return FileReport(clean_line(path), None, skipped=count)
            case Refused(path, reason):
                return FileReport(clean_line(path), None, error=reason.message)
            case FoundFile():
                return self._import(item)

    def _import(self, file: FoundFile) -> FileReport:
        shown = clean_line(file.path)
        known: Format | None = None
        try:
            document = read_document(file.path, limit=self.max_bytes)
            text = decode(document.data, document.media_type, name=document.name).text
            known = self.format or sniff(text, document)
            drafts = list(known.read(text, document))
        except NoTextError as error:
            # In a folder of articles a picture is passed over; a reader who names one is told.
            if file.folder is not None:
                return FileReport(shown, None, skipped=1)
            return FileReport(shown, None, error=error.message)
        except DocumentError as error:
            return FileReport(shown, known.name if known else None, error=error.message)
        return FileReport(shown, known.name, self.add(self._filed(drafts, file.folder), document))

    def _filed(self, items: list[Draft | DraftCategory], folder: str | None) -> list[Draft | DraftCategory]:
        """File the drafts under the category that was asked for, else their own, else that of the folder."""
        if self.category is not None:
            return [replace(item, category=self.category) for item in items if isinstance(item, Draft)]
        return [
            replace(item, category=folder) if isinstance(item, Draft) and item.category is None else item
            for item in items
        ]
