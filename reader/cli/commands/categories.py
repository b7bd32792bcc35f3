"""`broadsheet categories`: the categories with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.output import Column
from reader.cli.parser import example
from reader.cli.selecting import category_named
from reader.i18n import _, ngettext
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser
    from reader.library import Library


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    change = parser.add_mutually_exclusive_group()
    change.add_argument(
        "--rename", nargs=2, metavar=("CATEGORY", "NAME"), help=_("give a category another name")
    )
    change.add_argument(
        "--remove", metavar="CATEGORY", help=_("remove a category and move its articles to the trash")
    )
    parser.add_argument("--json", action="store_true", help=_("write one JSON object a line"))
    parser.epilog = example("broadsheet categories", "broadsheet categories --rename Harbour Port")


def execute(arguments: Namespace) -> int:
    """Write the categories in their order, or change one."""
    with open_library(arguments) as library:
        if arguments.rename or arguments.remove:
            _change(library, arguments)
            return ExitCode.DONE
        categories = library.categories()
    if arguments.json:
        for category in categories:
            output.write_json(category._asdict())
        return ExitCode.DONE
    # 7 cells: a million articles.
    columns = [Column(_("Unread"), 7, "right"), Column(_("Total"), 7, "right"), Column(_("Category"))]
    output.write_table(columns, ([str(entry.unread), str(entry.total), entry.name] for entry in categories))
    return ExitCode.DONE


def _change(library: Library, arguments: Namespace) -> None:
    if arguments.rename:
        old, new = arguments.rename
        category = category_named(library, old)
        library.rename_category(category.id, new)
        diagnostics.note(_("{old} is called {new} now.").format(old=category.name, new=clean_line(new)))
        return
    category = category_named(library, arguments.remove)
    deleted = library.remove_category(category.id)
    message = ngettext(
        "{category} removed; {count} article moved to the trash. `broadsheet undo` brings it back.",
        "{category} removed; {count} articles moved to the trash. `broadsheet undo` brings them back.",
        deleted,
    )
    diagnostics.note(message.format(category=category.name, count=deleted))
