"""Many files into a library: found, read by processes of their own, added in their order, and reported on."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, Final, Protocol

from reader import i18n
from reader.errors import DocumentError
from reader.i18n import _, ngettext
from reader.importing.events import Began, Ended, Failed, Instructions, Job, PassedOver, Preparation, Taken
from reader.importing.files import (
    SIZE_LIMIT,
    STANDARD_INPUT,
    Found,
    FoundFile,
    Hidden,
    PagePictures,
    Refused,
    read_document,
    walk,
)
from reader.importing.pool import Pool
from reader.model.report import Added, FileReport, ImportReport, Progress
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

_BYTES_A_PROCESS: Final = 256 * 1024  # A process takes 0.1 s to start, in which another reads so much.
_TELLING: Final = 1.0  # Seconds after which a speed says something.


class Adding(Protocol):
    """The drafts of one document on their way into a library."""

    def add(self, items: Sequence[Any], /) -> Added:
        """Take some in, as Preparation.item gave them; tells what that changed."""


class Target(Protocol):
    """A library, as an import sees it."""

    @property
    def preparation(self) -> Preparation:
        """What it does with drafts before they come to it."""

    def adding(self, document: object, /) -> Adding:
        """Begin with a document, as Preparation.document gave it."""


def import_files(
    paths: Sequence[str | Path],
    target: Target,
    *,
    format: str | None = None,  # noqa: A002 - the word of the command line and of the reports
    category: str | None = None,
    columns: Mapping[str, str] | None = None,
    max_bytes: int = SIZE_LIMIT,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Import files and folders ("-" is standard input); report on each file, whatever became of the others.

    `format` names the format instead of sniffing it. `category` files every article there; without it an
    article that names none is filed under the folder that its file was found in. `columns` says
    which columns of JSON and CSV files hold which fields. Documents of more than `max_bytes` are refused. `cancelled` is
    asked several times a second; what was added by then stays. What was read of a file before it turned out to be bad
    comes in. Raises UsageError for an unknown format or field, and what `target` raises when the library cannot be used.
    """
    instructions = Instructions(
        target.preparation, format, category, _checked(format, columns), max_bytes, i18n.language()
    )
    found = [_with_input(item, max_bytes) for item in walk(paths)]
    jobs = [item for item in found if isinstance(item, Job)]
    with Pool(instructions, jobs, _processes(jobs)) as pool:
        run = _Run(target, pool, found, on_progress or (lambda _progress: None), cancelled or (lambda: False))
        return run.report()


def _checked(format: str | None, columns: Mapping[str, str] | None) -> Mapping[str, str]:  # noqa: A002
    """Give the columns that a person names. Raises UsageError for an unknown format or field."""
    # Imported when somebody names one: they bring what reads formats, which is for the other processes.
    if format is not None:
        from reader.importing.formats import check_format

        check_format(format)
    if not columns:
        return {}
    from reader.importing.records.columns import checked_columns

    return checked_columns(columns)


def _with_input(item: Found, max_bytes: int) -> Job | Refused | Hidden | PagePictures:
    """Make a job of a file; standard input is read now, for the processes have another one."""
    if not isinstance(item, FoundFile):
        return item
    if item.path != STANDARD_INPUT:
        return Job(item)
    try:
        return Job(item, read_document(STANDARD_INPUT, limit=max_bytes).data)
    except DocumentError as error:
        return Refused(item.path, error)


def _processes(jobs: Iterable[Job]) -> int:
    """Choose how many processes read: one for each core, if there is so much to do."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, sum(job.file.size for job in jobs) // _BYTES_A_PROCESS))


class _Cancelled(Exception):  # noqa: N818 - it ends the run and is no error
    """A person wants no more."""


class _Run:
    """One import, file by file."""

    def __init__(
        self,
        target: Target,
        pool: Pool,
        found: Sequence[Job | Refused | Hidden | PagePictures],
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._target = target
        self._pool = pool
        self._found = found
        self._on_progress = on_progress
        self._cancelled = cancelled
        self._started = time.monotonic()
        self._articles = 0
        self._bytes_total = sum(item.file.size for item in found if isinstance(item, Job))
        self._bytes_done = 0

    def report(self) -> ImportReport:
        """Do it all."""
        reports: list[FileReport] = []
        number = 0
        try:
            for at, item in enumerate(self._found):
                match item:
                    case Job():
                        self._look_up(at, item.file.path)
                        reports.append(self._take(at, item, number))
                        number += 1
                        self._bytes_done += item.file.size
                    case _:
                        reports.append(_not_read(item))
        except _Cancelled as stopped:
            reports += stopped.args
            return ImportReport(tuple(reports), cancelled=True)
        self._look_up(len(self._found), "")
        return ImportReport(tuple(reports))

    def _take(self, at: int, job: Job, number: int) -> FileReport:
        """Add what is in a file. Raises _Cancelled, with the report on what had come in."""
        counts, remarks, errors = Added(), list[str](), list[str]()
        adding: Adding | None = None
        position = 0
        shown = clean_line(job.file.path)
        for event in self._pool.events(number):
            match event:
                case Began(document, position):
                    adding = self._target.adding(document)
                case Taken(items) if adding is not None:
                    added = adding.add(items)
                    counts += added
                    self._articles += added.added + added.updated + added.unchanged
                case Failed(reason):
                    errors.append(reason)
                case PassedOver(reason):
                    remarks.append(reason)
                case Ended(name):
                    return FileReport(shown, name, counts, len(remarks), tuple(remarks), tuple(errors))
                case _:
                    pass
            try:
                self._look_up(at, shown, position)
            except _Cancelled as stopped:
                partial = FileReport(shown, None, counts, len(remarks), tuple(remarks), tuple(errors))
                stopped.args = (partial,) if counts != Added() or errors else ()
                raise
        raise AssertionError("a file whose reading does not end")

    def _look_up(self, done: int, path: str, position: int = 0) -> None:
        """Tell how far it is. Raises _Cancelled."""
        if self._cancelled():
            raise _Cancelled
        seconds = time.monotonic() - self._started
        ready = self._bytes_done + position
        remaining = seconds * (self._bytes_total - ready) / ready if ready and seconds > _TELLING else None
        self._on_progress(
            Progress(done, len(self._found), clean_line(path), self._articles, seconds, remaining)
        )


def _not_read(item: Refused | Hidden | PagePictures) -> FileReport:
    """Report on what the walk has found and nobody reads."""
    shown = clean_line(item.path)
    match item:
        case Hidden(count=count):
            reason = ngettext(
                "{path}: {count} hidden file was passed over.",
                "{path}: {count} hidden files were passed over.",
                count,
            ).format(path=shown, count=count)
            return FileReport(shown, None, skipped=count, remarks=(reason,))
        case PagePictures():
            reason = _("{path} holds the pictures and scripts of a saved page.").format(path=shown)
            return FileReport(shown, None, skipped=1, remarks=(reason,))
        case Refused(reason=error):
            return FileReport(shown, None, errors=(error.sentences,))
