"""`broadsheet mark`: articles as read or as unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import diagnostics
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.parser import example, one_of
from reader.errors import ArticleNotFoundError
from reader.i18n import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("state", type=one_of(["read", "unread"]), metavar="STATE", help=_("read or unread"))
    parser.add_argument("articles", nargs="+", metavar="ID", help=_("the number or the key of an article"))
    parser.epilog = example("broadsheet mark read 42 43")


def execute(arguments: Namespace) -> int:
    """Mark the articles; those that do not exist are named and the others marked."""
    code = ExitCode.DONE
    found: list[int] = []
    with open_library(arguments.library) as library:
        for name in arguments.articles:
            try:
                found.append(library.resolve(name))
            except ArticleNotFoundError as error:
                code = diagnostics.report(error)
        changed = len(library.mark_read(found, arguments.state == "read"))
    if arguments.state == "read":
        message = ngettext("{count} article marked as read.", "{count} articles marked as read.", changed)
    else:
        message = ngettext("{count} article marked as unread.", "{count} articles marked as unread.", changed)
    diagnostics.note(message.format(count=changed))
    return code
