"""`broadsheet list`: articles, selected and sorted."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.output import Column
from reader.cli.parser import example, one_of
from reader.cli.records import article_record
from reader.errors import UsageError
from reader.i18n import _
from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.suggestion import did_you_mean

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from reader.cli.parser import Parser
    from reader.library import Library, Listing
    from reader.model.article import ArticleRow

_WINDOW = 500
"""Rows read at a time: a list of any length is written in the memory of one window."""


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    folders = [folder.value for folder in Folder]
    keys = [key.value for key in SortKey]
    parser.add_argument("--category", metavar="NAME", help=_("the articles of this category only"))
    parser.add_argument(
        "--folder",
        type=one_of(folders),
        default=Folder.ALL.value,
        metavar="NAME",
        help=_("one of: {names}").format(names=", ".join(folders)),
    )
    parser.add_argument(
        "--sort",
        type=one_of(keys),
        metavar="KEY",
        help=_("sort by one of: {names}").format(names=", ".join(keys)),
    )
    parser.add_argument("--reverse", action="store_true", help=_("turn the order round"))
    parser.add_argument("--limit", type=_whole_number, metavar="N", help=_("write at most so many"))
    parser.add_argument(
        "--offset", type=_whole_number, default=0, metavar="N", help=_("leave out so many first")
    )
    parser.add_argument("--json", action="store_true", help=_("write one JSON object a line"))
    parser.epilog = example("broadsheet list --folder unread --sort clicks --limit 20")


def execute(arguments: Namespace) -> int:
    """Write the articles."""
    with open_library(arguments.library) as library:
        listing = _listing(library, arguments)
        stop = len(listing)
        if arguments.limit is not None:
            stop = min(stop, arguments.offset + arguments.limit)
        windows = range(arguments.offset, stop, _WINDOW)
        if arguments.json:
            for start in windows:
                for article_id in listing.ids(start, min(start + _WINDOW, stop)):
                    output.write_json(article_record(library.article(article_id)))
        else:
            output.write_table(_columns(), _rows(listing, windows, stop))
    return ExitCode.DONE


def _listing(library: Library, arguments: Namespace) -> Listing:
    category_id = None
    if arguments.category is not None:
        category = library.category(arguments.category)
        if category is None:
            names = [entry.name for entry in library.categories()]
            message = _("There is no category {name}.").format(name=arguments.category)
            hint = did_you_mean(arguments.category, names) or _("`broadsheet categories` lists them.")
            raise UsageError(message, hint)
        category_id = category.id
    which = Filter(Folder(arguments.folder), category_id)
    sort = Sort.by(SortKey(arguments.sort)) if arguments.sort else which.natural_sort
    return library.listing(which, sort.reversed() if arguments.reverse else sort)


def _columns() -> list[Column]:
    return [
        Column(_("ID"), 7, "right"),
        Column("", 2),
        Column(_("Date"), 10),
        Column(_("Origin"), 12, shorten=True),
        Column(_("Title")),
    ]


def _rows(listing: Listing, windows: range, stop: int) -> Iterator[list[str]]:
    for start in windows:
        yield from map(_row, listing.rows(start, min(start + _WINDOW, stop)))


def _row(row: ArticleRow) -> list[str]:
    # Marks are ASCII here: pipes and old terminals take them all.
    marks = ("" if row.read else "*") + ("+" if row.bookmarked else "")
    day = (row.published or "")[:10]
    return [str(row.id), marks, day, row.origin or "", row.title]


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(_("{text} is no whole number").format(text=repr(text)))
    return int(text)
