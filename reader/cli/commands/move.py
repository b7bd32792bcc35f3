"""`broadsheet move`: articles to another category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import diagnostics
from reader.cli.opening import open_library
from reader.cli.parser import example
from reader.cli.selecting import category_named, query_help, selected
from reader.errors import UsageError
from reader.i18n import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser
    from reader.library import Library


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("category", metavar="CATEGORY", help=_("the category to move them to"))
    parser.add_query(
        "articles",
        nargs="+",
        metavar="QUERY_OR_ID",
        help=_("numbers or keys of articles; anything else is a query"),
    )
    parser.add_argument(
        "--new", action="store_true", help=_("make the category if there is none of that name")
    )
    parser.epilog = "\n".join(
        [
            example("broadsheet move Harbour 42 43", "broadsheet move --new Ships title:ferry"),
            "",
            query_help(),
        ]
    )


def execute(arguments: Namespace) -> int:
    """Move the articles; those that do not exist are named and the others moved."""
    with open_library(arguments) as library:
        name = arguments.category if arguments.new else _known(library, arguments.category)
        ids, code = selected(library, arguments.articles)
        # Nothing to move makes no category.
        moved = len(library.file_under(ids, name)) if ids else 0
    message = ngettext("{count} article moved to {category}.", "{count} articles moved to {category}.", moved)
    diagnostics.note(message.format(count=moved, category=name))
    return code


def _known(library: Library, name: str) -> str:
    try:
        return category_named(library, name).name
    except UsageError as error:
        raise UsageError(error.message, f"{error.hint} {_('--new makes it.')}") from None
