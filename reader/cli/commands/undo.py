"""`broadsheet undo` and `broadsheet redo`: what was done last, taken back and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.parser import example
from reader.i18n import _, ngettext
from reader.journal_text import described, redone, undone

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser
    from reader.library import Library

_MOST = 1_000
"""Steps that can be asked for at once: more than the journal keeps, unless a setting says otherwise."""


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "steps", nargs="?", type=int, default=1, metavar="N", help=_("how many steps; one without it")
    )
    parser.add_argument("--list", action="store_true", help=_("list what can be taken back and done again"))
    parser.add_argument("--json", action="store_true", help=_("with --list, write one JSON object a line"))
    parser.epilog = example(parser.prog, f"{parser.prog} --list")


def execute(arguments: Namespace) -> int:
    """Take steps back or forward, or list them."""
    with open_library(arguments) as library:
        if arguments.list:
            _list(library, as_json=arguments.json)
            return ExitCode.DONE
        undo = arguments.command == "undo"
        turn, tell = (library.journal.undo, undone) if undo else (library.journal.redo, redone)
        for _step in range(max(1, min(arguments.steps, _MOST))):
            reversal = turn()
            diagnostics.note(tell(reversal))
            if reversal is None:
                break
    return ExitCode.DONE


def _list(library: Library, *, as_json: bool) -> None:
    entries = library.journal.entries(_MOST)
    for entry in entries:
        if as_json:
            output.write_json(entry._asdict() | {"done_at": entry.done_at.isoformat()})
        else:
            mark = _("taken back") if entry.undone else ""
            when = entry.done_at.astimezone().strftime("%Y-%m-%d %H:%M")
            output.write_text("  ".join(filter(None, (when, described(entry), mark))))
    if not as_json:
        message = ngettext("{count} action in the journal.", "{count} actions in the journal.", len(entries))
        diagnostics.note(message.format(count=len(entries)))
