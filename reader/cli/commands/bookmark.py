"""`broadsheet bookmark`: an article's bookmark and its note, or the bookmarks of all that a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import diagnostics
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.parser import example
from reader.cli.selecting import found, needed_query, query_help
from reader.errors import UsageError
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
    parser.add_argument("--note", metavar="TEXT", help=_('keep a note with it; "" removes the note'))
    parser.add_argument("--tag", action="append", metavar="NAME", help=_("give it this tag; may be repeated"))
    parser.add_argument(
        "--remove", action="store_true", help=_("remove the bookmark with its note and its tags")
    )
    parser.epilog = "\n".join([
        example('broadsheet bookmark 42 --note "for the report"', "broadsheet bookmark --query 'ferry views>3'"),
        "",
        query_help(),
    ])  # fmt: skip


def execute(arguments: Namespace) -> int:
    """Set or remove the bookmark, or the bookmarks."""
    if arguments.remove and (arguments.note is not None or arguments.tag):
        message = _("--remove takes note and tags away with the bookmark.")
        raise UsageError(message, _("Leave --note and --tag out, or --remove."))
    with open_library(arguments) as library:
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
        library.bookmark_all([article_id], arguments.note, arguments.tag or ())
        diagnostics.note(_("Bookmarked: {title}").format(title=title))


def _change_all(library: Library, ids: list[int], arguments: Namespace) -> None:
    if arguments.remove:
        changed = len(library.remove_bookmarks(ids))
        message = ngettext("{count} bookmark removed.", "{count} bookmarks removed.", changed)
    else:
        # Note and tags are for all that were found, also for those that had a bookmark.
        changed = len(library.bookmark_all(ids, arguments.note, arguments.tag or ()))
        message = ngettext("{count} article bookmarked.", "{count} articles bookmarked.", changed)
    diagnostics.note(message.format(count=changed))
