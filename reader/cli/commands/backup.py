"""`broadsheet backup`: a copy of the library, and the copies that there are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.output import Column
from reader.cli.parser import example
from reader.cli.records import timestamp
from reader.errors import UsageError
from reader.i18n import _
from reader.model.backup import Backup, Reason
from reader.paths import library_path

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser
    from reader.library import Library


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        metavar="PATH",
        help=_("the file to copy to, or a folder; without it the copy goes to the others beside the library"),
    )
    parser.add_argument("--list", action="store_true", help=_("list the copies beside the library"))
    parser.add_argument("--json", action="store_true", help=_("write one JSON object for each copy"))
    parser.epilog = example("broadsheet backup", "broadsheet backup /media/usb/news.broadsheet")


def execute(arguments: Namespace) -> int:
    """Make a copy or list those that there are."""
    if arguments.list:
        if arguments.path is not None:
            raise UsageError(
                _("backup: --list goes without a path"), _("The copies are those beside the library.")
            )
        _list(arguments.library or library_path(), as_json=arguments.json)
        return ExitCode.DONE
    with open_library(arguments) as library:
        made = (
            library.backups.make(Reason.BY_HAND) if arguments.path is None else _copy(library, arguments.path)
        )
    if arguments.json:
        output.write_json(_record(made))
    else:
        output.write_text(str(made.path))
        diagnostics.note(_("Copied: {size}.").format(size=_size(made.size)))
    return ExitCode.DONE


def _copy(library: Library, named: Path) -> Backup:
    made_at = datetime.now(UTC).replace(microsecond=0)
    path = named
    if named.is_dir():
        path = named / f"{library.path.stem}-{made_at:%Y%m%dT%H%M%SZ}.broadsheet"
    if path.exists():  # before work is begun that would be in vain
        message = _("backup: {path} exists already").format(path=path)
        raise UsageError(message, _("Name a file that does not exist, or a folder."))
    library.backups.copy_to(path)
    return Backup(path, made_at, Reason.BY_HAND, path.stat().st_size)


def _list(library: Path, *, as_json: bool) -> None:
    from reader.rescue import copies

    there = copies(library)
    if as_json:
        for backup in there:
            output.write_json(_record(backup))
        return
    if not there:
        diagnostics.note(_("There is no copy of the library {path} yet.").format(path=library))
        return
    columns = [
        Column(_("Made"), 16),
        Column(_("Why"), 16),
        Column(_("Size"), 9, "right"),
        Column(_("File")),
    ]
    rows = (
        [
            f"{backup.made_at.astimezone():%Y-%m-%d %H:%M}",
            _why(backup.reason),
            _size(backup.size),
            str(backup.path),
        ]
        for backup in there
    )
    output.write_table(columns, rows)


def _why(reason: Reason) -> str:
    return {
        Reason.DAILY: _("daily"),
        Reason.BEFORE_MIGRATION: _("before an update"),
        Reason.BY_HAND: _("by hand"),
    }[reason]


def _size(size: int) -> str:
    """A size in MiB, the least with a tenth."""
    return f"{size / 2**20:,.1f} MiB"


def _record(backup: Backup) -> dict[str, object]:
    return {
        "path": str(backup.path),
        "made_at": timestamp(backup.made_at),
        "reason": backup.reason.value,
        "size": backup.size,
    }
