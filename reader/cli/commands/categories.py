"""`broadsheet categories`: the categories with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.output import Column
from reader.cli.parser import example
from reader.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help=_("write one JSON object a line"))
    parser.epilog = example("broadsheet categories")


def execute(arguments: Namespace) -> int:
    """Write the categories in their order."""
    with open_library(arguments.library) as library:
        categories = library.categories()
    if arguments.json:
        for category in categories:
            output.write_json(category._asdict())
        return ExitCode.DONE
    # 7 cells: a million articles.
    columns = [Column(_("Unread"), 7, "right"), Column(_("Total"), 7, "right"), Column(_("Category"))]
    output.write_table(columns, ([str(entry.unread), str(entry.total), entry.name] for entry in categories))
    return ExitCode.DONE
