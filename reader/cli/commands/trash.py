"""`broadsheet trash`: what was deleted, to be brought back or removed for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.output import Column
from reader.cli.parser import example
from reader.errors import ArticleNotFoundError
from reader.i18n import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser
    from reader.library import Library


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    change = parser.add_mutually_exclusive_group()
    change.add_argument(
        "--restore", type=int, nargs="+", metavar="ID", help=_("bring these articles back, by their numbers")
    )
    change.add_argument("--empty", action="store_true", help=_("remove for ever what lies in the trash"))
    parser.add_argument(
        "--days", type=int, default=0, metavar="N", help=_("with --empty, only what lies there longer")
    )
    parser.add_argument("--json", action="store_true", help=_("write one JSON object a line"))
    parser.epilog = example(
        "broadsheet trash", "broadsheet trash --restore 42", "broadsheet trash --empty --days 90"
    )


def execute(arguments: Namespace) -> int:
    """List the trash, bring something back, or empty it."""
    with open_library(arguments) as library:
        if arguments.restore:
            return _restore(library, arguments.restore)
        if arguments.empty:
            removed = library.trash.empty(timedelta(days=max(0, arguments.days)))
            message = ngettext(
                "{count} article removed for ever.", "{count} articles removed for ever.", removed
            )
            diagnostics.note(message.format(count=removed))
            return ExitCode.DONE
        articles = library.trash.articles()
    if arguments.json:
        for article in articles:
            output.write_json(article._asdict() | {"deleted_at": article.deleted_at.isoformat()})
        return ExitCode.DONE
    columns = [
        Column(_("Number"), 7, "right"),
        Column(_("Deleted"), 10),
        Column(_("Category"), 16),
        Column(_("Title")),
    ]
    output.write_table(
        columns,
        (
            [
                str(article.id),
                article.deleted_at.astimezone().date().isoformat(),
                article.category,
                article.title,
            ]
            for article in articles
        ),
    )
    return ExitCode.DONE


def _restore(library: Library, ids: list[int]) -> int:
    restored = library.trash.restore(ids)
    code = ExitCode.DONE
    for article_id in ids:
        if article_id not in restored:
            message = _("There is no article {id} in the trash.").format(id=article_id)
            code = diagnostics.report(ArticleNotFoundError(message, _("`broadsheet trash` lists what is.")))
    message = ngettext("{count} article brought back.", "{count} articles brought back.", len(restored))
    diagnostics.note(message.format(count=len(restored)))
    return code
