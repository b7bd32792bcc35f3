"""`broadsheet mark`: articles as read or as unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import diagnostics
from reader.cli.opening import open_library
from reader.cli.parser import example, one_of
from reader.cli.selecting import query_help, selected
from reader.i18n import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("state", type=one_of(["read", "unread"]), metavar="STATE", help=_("read or unread"))
    parser.add_query(
        "articles",
        nargs="+",
        metavar="QUERY_OR_ID",
        help=_("numbers or keys of articles; anything else is a query"),
    )
    parser.epilog = "\n".join(
        [
            example("broadsheet mark read 42 43", "broadsheet mark read before:2020 is:unread"),
            "",
            query_help(),
        ]
    )


def execute(arguments: Namespace) -> int:
    """Mark the articles; those that do not exist are named and the others marked."""
    with open_library(arguments) as library:
        ids, code = selected(library, arguments.articles)
        changed = len(library.mark_read(ids, arguments.state == "read"))
    if arguments.state == "read":
        message = ngettext("{count} article marked as read.", "{count} articles marked as read.", changed)
    else:
        message = ngettext("{count} article marked as unread.", "{count} articles marked as unread.", changed)
    diagnostics.note(message.format(count=changed))
    return code
