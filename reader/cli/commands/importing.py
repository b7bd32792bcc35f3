"""`broadsheet import`: articles from files and folders into the library."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.parser import example
from reader.i18n import _, ngettext
from reader.paths import library_path

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
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
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen and change nothing"))
    parser.add_argument("--json", action="store_true", help=_("write one JSON object a file, then the total"))
    parser.epilog = example("broadsheet import ~/news --category Economy")


def execute(arguments: Namespace) -> int:
    """Import, report, and give the exit code."""
    with _target(arguments) as library, _interruptible() as interrupted:
        progress = diagnostics.ProgressLine(_("Importing"))
        try:
            report = library.import_paths(
                arguments.paths,
                category=arguments.category,
                format=arguments.format,
                dry_run=arguments.dry_run,
                max_bytes=arguments.settings.importing.max_bytes,
                on_progress=lambda now: progress.show(now.done, now.total, now.path),
                cancelled=interrupted.is_set,
            )
        finally:
            progress.finish()
    if arguments.json:
        for file in report.files:
            output.write_json(_file_record(file))
        output.write_json({"total": _total_record(report)})
    _write_report(report, dry_run=arguments.dry_run)
    if report.cancelled:
        diagnostics.note(_("Interrupted: the rest was not imported."))
        return ExitCode.INTERRUPTED
    return ExitCode.PARTLY if report.failed else ExitCode.DONE


@contextmanager
def _target(arguments: Namespace) -> Iterator[Library]:
    """Open the library; for a dry run without one, an empty library that is thrown away."""
    from reader.library import Library

    if not arguments.dry_run or (arguments.library or library_path()).exists():
        with open_library(arguments.library, create=True) as library:
            yield library
        return
    with TemporaryDirectory(prefix="broadsheet-") as folder, Library.open(Path(folder, "dry-run")) as library:
        yield library


@contextmanager
def _interruptible() -> Iterator[Event]:
    """Let the first Ctrl-C ask for an end after the file at hand; the second one interrupts as usual."""
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
        "errors": [file.error] if file.error else [],
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
    for file in report.failed:
        diagnostics.note(f"broadsheet: {file.error}")
    counts = report.counts
    parts = [
        ngettext("{count} file", "{count} files", len(report.files)).format(count=len(report.files)),
        _("{count} added").format(count=counts.added),
        _("{count} updated").format(count=counts.updated),
        _("{count} unchanged").format(count=counts.unchanged),
    ]
    if report.skipped:
        parts.append(_("{count} skipped").format(count=report.skipped))
    if report.failed:
        parts.append(_("{count} failed").format(count=len(report.failed)))
    line = ", ".join(parts)
    diagnostics.note(
        _("Nothing was changed; an import would give: {report}").format(report=line) if dry_run else line
    )
