"""`broadsheet bookmark`: an article's bookmark and its note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import diagnostics
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.parser import example
from reader.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("article", metavar="ID", help=_("the number or the key of an article"))
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--note", metavar="TEXT", help=_('keep a note with it; "" removes the note'))
    change.add_argument("--remove", action="store_true", help=_("remove the bookmark and its note"))
    parser.epilog = example('broadsheet bookmark 42 --note "for the report"')


def execute(arguments: Namespace) -> int:
    """Set or remove the bookmark."""
    with open_library(arguments.library) as library:
        article_id = library.resolve(arguments.article)
        title = library.article(article_id).title
        if arguments.remove:
            library.remove_bookmark(article_id)
            diagnostics.note(_("Bookmark removed: {title}").format(title=title))
        else:
            library.bookmark(article_id, arguments.note)
            diagnostics.note(_("Bookmarked: {title}").format(title=title))
    return ExitCode.DONE
