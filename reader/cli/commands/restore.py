"""`broadsheet restore`: a copy in the place of the library."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.cli.parser import example
from reader.i18n import _, ngettext
from reader.paths import library_path

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser
    from reader.model.backup import Restored

_LATEST = "latest"


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "copy",
        metavar="PATH|latest",
        help=_("the file of a copy, or latest for the newest one beside the library that is sound"),
    )
    parser.add_argument(
        "--json", action="store_true", help=_("write one JSON object that says what was done")
    )
    parser.epilog = example("broadsheet restore latest", "broadsheet restore /media/usb/news.broadsheet")


def execute(arguments: Namespace) -> int:
    """Put a copy in the place of the library and say how to undo it; the library that was there is set aside."""
    from reader import rescue

    library = arguments.library or library_path()
    if arguments.copy == _LATEST:
        restored, faults = rescue.restore_latest(library)
        for fault in faults:
            diagnostics.note(_("passed over: {reason}").format(reason=fault.message))
    else:
        restored = rescue.restore(library, Path(arguments.copy))
    if arguments.json:
        output.write_json(
            {
                "library": str(library),
                "from": str(restored.contents.path),
                "articles": restored.contents.articles,
                "set_aside": None if restored.set_aside is None else str(restored.set_aside),
            }
        )
    else:
        _tell(library, restored)
    return ExitCode.DONE


def _tell(library: Path, restored: Restored) -> None:
    count = restored.contents.articles
    message = ngettext(
        "{library} is now the copy {copy} with {count} article.",
        "{library} is now the copy {copy} with {count} articles.",
        count,
    )
    output.write_text(message.format(library=library, copy=restored.contents.path, count=f"{count:,}"))
    if restored.set_aside is not None:
        output.write_text(_("The library as it was is kept as {path}.").format(path=restored.set_aside))
        command = (
            f"broadsheet --library {shlex.quote(str(library))} restore {shlex.quote(str(restored.set_aside))}"
        )
        output.write_text(_("This undoes it: {command}").format(command=command))
