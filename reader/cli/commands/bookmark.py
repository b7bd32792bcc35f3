"""`broadsheet bookmark`: an article's bookmark and its note, or the bookmarks of all that a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import diagnostics
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.parser import example
from reader.cli.selecting import found, needed_query, query_help
from reader.i18n import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser
    from reader.library import Library


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("article", nargs="?", metavar="ID", help=_("the number or the key of an article"))
    which.add_argument("--query", metavar="QUERY", help=_("all articles that a query finds, instead of one"))
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--note", metavar="TEXT", help=_('keep a note with it; "" removes the note'))
    change.add_argument("--remove", action="store_true", help=_("remove the bookmark and its note"))
    parser.epilog = "\n".join([
        example('broadsheet bookmark 42 --note "for the report"', "broadsheet bookmark --query 'ferry views>3'"),
        "",
        query_help(),
    ])  # fmt: skip


def execute(arguments: Namespace) -> int:
    """Set or remove the bookmark, or the bookmarks."""
    with open_library(arguments.library) as library:
        if arguments.query is None:
            _change_one(library, arguments)
        else:
            _change_all(library, found(library, needed_query([arguments.query])), arguments)
    return ExitCode.DONE


def _change_one(library: Library, arguments: Namespace) -> None:
    article_id = library.resolve(arguments.article)
    title = library.article(article_id).title
    if arguments.remove:
        library.remove_bookmark(article_id)
        diagnostics.note(_("Bookmark removed: {title}").format(title=title))
    else:
        library.bookmark(article_id, arguments.note)
        diagnostics.note(_("Bookmarked: {title}").format(title=title))


def _change_all(library: Library, ids: list[int], arguments: Namespace) -> None:
    changed = len(library.bookmark_all(ids, not arguments.remove))
    if arguments.remove:
        message = ngettext("{count} bookmark removed.", "{count} bookmarks removed.", changed)
    else:
        message = ngettext("{count} article bookmarked.", "{count} articles bookmarked.", changed)
    if arguments.note is not None:
        # The note is for all that were found, also for those that had a bookmark.
        for article_id in ids:
            library.bookmark(article_id, arguments.note)
    diagnostics.note(message.format(count=changed))
