"""`broadsheet import`: articles from files and folders into the library."""

from __future__ import annotations

import csv
import signal
from argparse import ArgumentTypeError
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.parser import example
from reader.errors import BroadsheetError, LibraryUnusableError
from reader.i18n import _
from reader.paths import library_path
from reader.report_text import outcome

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator
    from types import FrameType

    from reader.cli.parser import Parser
    from reader.library import Library
    from reader.model.report import FileReport, ImportReport


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help=_("a file or a folder; - is standard input"))
    parser.add_argument("--category", metavar="NAME", help=_("file everything under this category"))
    parser.add_argument(
        "--format", metavar="NAME", help=_("take this format instead of looking at the content")
    )
    parser.add_argument(
        "--map",
        dest="columns",
        type=_columns,
        metavar="FIELD=COLUMN,…",
        help=_("say which columns of JSON and CSV files hold which fields"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen and change nothing"))
    parser.add_argument("--json", action="store_true", help=_("write one JSON object a file, then the total"))
    parser.epilog = example(
        "broadsheet import ~/news --category Economy",
        "broadsheet import news.csv --map 'title=Headline,body=Text'",
    )


def execute(arguments: Namespace) -> int:
    """Import, report, and give the exit code."""
    with _target(arguments) as library, _interruptible() as interrupted:
        if not arguments.dry_run:
            _keep_a_copy(library, arguments.settings.library.backups, interrupted.is_set)
        progress = diagnostics.ProgressLine(_("Importing"))
        try:
            report = library.import_paths(
                arguments.paths,
                category=arguments.category,
                format=arguments.format,
                columns=arguments.columns,
                dry_run=arguments.dry_run,
                max_bytes=arguments.settings.importing.max_bytes,
                on_progress=progress.show,
                cancelled=interrupted.is_set,
            )
        finally:
            progress.finish()
        if not library.read_only:
            library.journal.tidy()  # an import that was taken back before may have left much
    if arguments.json:
        for file in report.files:
            output.write_json(_file_record(file))
        output.write_json({"total": _total_record(report)})
    _write_report(report, dry_run=arguments.dry_run)
    if report.cancelled:
        diagnostics.note(_("Interrupted: the rest was not imported."))
        return ExitCode.INTERRUPTED
    return ExitCode.PARTLY if report.failed else ExitCode.DONE


def _keep_a_copy(library: Library, kept: int, cancelled: Callable[[], bool]) -> None:
    """Make the daily copy of the library as it is before the import, which goes on also without one."""
    try:
        library.backups.make_daily(kept, cancelled)
    except LibraryUnusableError:
        raise
    except BroadsheetError as error:
        diagnostics.report(error)


def _columns(text: str) -> dict[str, str]:
    """Read `field=column,…`; a pair whose column has a comma in its name stands in double quotes."""
    columns: dict[str, str] = {}
    for pair in next(csv.reader([text]), []):
        field, _equals, column = (part.strip() for part in pair.partition("="))
        if not field or not column:
            raise ArgumentTypeError(_("{pair} is not FIELD=COLUMN.").format(pair=repr(pair)))
        columns[field] = column
    return columns


@contextmanager
def _target(arguments: Namespace) -> Iterator[Library]:
    """Open the library; for a dry run without one, an empty library that is thrown away."""
    from reader.library import Library

    if not arguments.dry_run or (arguments.library or library_path()).exists():
        with open_library(arguments, create=True) as library:
            yield library
        return
    with TemporaryDirectory(prefix="broadsheet-") as folder, Library.open(Path(folder, "dry-run")) as library:
        yield library


@contextmanager
def _interruptible() -> Iterator[Event]:
    """Let the first Ctrl-C ask for an end, which leaves what was done; the second one interrupts as usual."""
    interrupted = Event()
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:  # a shell that ignores it for us (nohup, &) means it
        yield interrupted
        return

    def note_interrupt(_signal: int, _frame: FrameType | None) -> None:
        interrupted.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, note_interrupt)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


def _file_record(file: FileReport) -> dict[str, object]:
    return {
        "path": file.path,
        "format": file.format,
        "added": file.counts.added,
        "updated": file.counts.updated,
        "unchanged": file.counts.unchanged,
        "skipped": file.skipped,
        "remarks": list(file.remarks),
        "errors": list(file.errors),
    }


def _total_record(report: ImportReport) -> dict[str, object]:
    return {
        "files": len(report.files),
        "added": report.counts.added,
        "updated": report.counts.updated,
        "unchanged": report.counts.unchanged,
        "skipped": report.skipped,
        "failed": len(report.failed),
    }


def _write_report(report: ImportReport, *, dry_run: bool) -> None:
    for file in report.files:
        for remark in file.remarks:
            diagnostics.note(_("skipped: {reason}").format(reason=remark))
        for error in file.errors:
            diagnostics.note(f"broadsheet: {error}")
    line = ", ".join(outcome(report))
    diagnostics.note(
        _("Nothing was changed; an import would give: {report}").format(report=line) if dry_run else line
    )
