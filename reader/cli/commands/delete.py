"""`broadsheet delete`: articles to the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import diagnostics
from reader.cli.opening import open_library
from reader.cli.parser import example
from reader.cli.selecting import query_help, selected
from reader.i18n import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_query(
        "articles",
        nargs="+",
        metavar="QUERY_OR_ID",
        help=_("numbers or keys of articles; anything else is a query"),
    )
    parser.epilog = "\n".join(
        [example("broadsheet delete 42 43", "broadsheet delete before:2010"), "", query_help()]
    )


def execute(arguments: Namespace) -> int:
    """Move the articles to the trash; those that do not exist are named and the others moved."""
    with open_library(arguments) as library:
        ids, code = selected(library, arguments.articles)
        deleted = len(library.trash.delete(ids))
    message = ngettext(
        "{count} article moved to the trash. `broadsheet undo` brings it back.",
        "{count} articles moved to the trash. `broadsheet undo` brings them back.",
        deleted,
    )
    diagnostics.note(message.format(count=deleted))
    return code
