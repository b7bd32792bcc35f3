"""`broadsheet keys`: the keys of the application, as the reader's settings have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.diagnostics import ExitCode
from reader.cli.output import Column
from reader.cli.parser import example
from reader.i18n import _
from reader.tui.commands import COMMANDS
from reader.tui.keys import effective_keys, key_label

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help=_("write one JSON object a line"))
    parser.epilog = example("broadsheet keys")


def execute(arguments: Namespace) -> int:
    """Write the commands with their keys."""
    remapped = arguments.settings.keys
    if arguments.json:
        for command in COMMANDS:
            output.write_json(
                {
                    "id": command.id,
                    "keys": effective_keys(command, remapped),
                    "label": _(command.label),
                    "help": _(command.help),
                    "group": _(command.group),
                }
            )
        return ExitCode.DONE
    # Wide enough for every default; remapped keys may stand out.
    columns = [Column(_("Keys"), 14), Column(_("Command"), 24), Column(_("What it does"))]
    rows = (
        [" ".join(map(key_label, effective_keys(command, remapped))), command.id, _(command.help)]
        for command in COMMANDS
    )
    output.write_table(columns, rows)
    return ExitCode.DONE
