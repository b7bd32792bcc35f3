"""`broadsheet list`: articles, selected, searched and sorted."""

from __future__ import annotations

import argparse
import shutil
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.diagnostics import ExitCode
from reader.cli.indexing import catch_up
from reader.cli.opening import open_library
from reader.cli.output import Column
from reader.cli.parser import example, one_of
from reader.cli.records import article_record, hit_record
from reader.cli.selecting import category_named, pointing_at, query_text, smart_folder_named
from reader.i18n import _
from reader.model.filter import Filter, Folder, Sort, SortKey

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from reader.cli.parser import Parser
    from reader.library import Library, Listing
    from reader.model.article import ArticleRow

_WINDOW = 500
"""Rows read at a time: a list of any length is written in the memory of one window."""
_SNIPPETS = 20
"""Articles whose snippets are cut out at a time: some milliseconds each with the longest, and the first ones are waited for."""


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    folders = [folder.value for folder in Folder]
    keys = [key.value for key in SortKey]
    parser.add_query("query", nargs="*", metavar="QUERY", help=_("what to look for; without it all articles"))
    parser.add_argument("--category", metavar="NAME", help=_("the articles of this category only"))
    parser.add_argument(
        "--folder",
        type=one_of(folders),
        default=Folder.ALL.value,
        metavar="NAME",
        help=_("one of: {names}").format(names=", ".join(folders)),
    )
    parser.add_argument("--smart", metavar="NAME", help=_("what this smart folder of yours finds"))
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
    parser.add_argument(
        "--json",
        action="store_true",
        help=_(
            "write one JSON object a line; for a query with texts also `snippet`, its hits in [[ ]], and `score`, "
            "the greater the better: null where the body holds no hit, and before the article is indexed"
        ),
    )
    parser.epilog = "\n".join(_epilog())


def execute(arguments: Namespace) -> int:
    """Write the articles."""
    with open_library(arguments) as library:
        which = _filter(library, arguments)
        with pointing_at(which.query):
            catch_up(library, which)
            listing = _listing(library, which, arguments)
        stop = len(listing)
        if arguments.limit is not None:
            stop = min(stop, arguments.offset + arguments.limit)
        windows = range(arguments.offset, stop, _WINDOW)
        if arguments.json:
            for record in _records(library, listing, windows, stop):
                output.write_json(record)
        else:
            hits = library.hits(which).spans if which.is_searched else None
            output.write_table(_columns(), _rows(listing, windows, stop), hits)
    return ExitCode.DONE


def _filter(library: Library, arguments: Namespace) -> Filter:
    category_id = None if arguments.category is None else category_named(library, arguments.category).id
    folder_id = None
    if arguments.smart is not None:
        folder = smart_folder_named(library, arguments.smart)
        folder_id = folder.id
        # By itself first: a mistake is shown in the query that has it.
        with pointing_at(folder.query):
            library.hits(Filter(smart_folder_id=folder_id))
    return Filter(Folder(arguments.folder), category_id, folder_id, query_text(arguments.query))


def _listing(library: Library, which: Filter, arguments: Namespace) -> Listing:
    sort = Sort.by(SortKey(arguments.sort)) if arguments.sort else library.natural_sort(which)
    return library.listing(which, sort.reversed() if arguments.reverse else sort)


def _records(library: Library, listing: Listing, windows: range, stop: int) -> Iterator[dict[str, object]]:
    has_texts = listing.which.is_searched and bool(library.hits(listing.which))
    for start in windows:
        ids = listing.ids(start, min(start + _WINDOW, stop))
        scores = library.scores(listing.which, ids) if has_texts else {}
        for some in (ids[first : first + _SNIPPETS] for first in range(0, len(ids), _SNIPPETS)):
            snippets = library.snippets(listing.which, some) if has_texts else {}
            for article_id in some:
                record = article_record(library.article(article_id))
                if has_texts:
                    record |= hit_record(snippets.get(article_id), scores.get(article_id))
                yield record


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


def _epilog() -> Iterator[str]:
    """Example commands, and the query language by examples, each with what it finds below it."""
    from reader.text.query.help import grammar
    from reader.typeset.breaking import wrap

    yield example(
        "broadsheet list --folder unread --sort clicks --limit 20",
        "broadsheet list harbour -delay is:unread",
        "broadsheet list '\"GDP增長\" OR 標題：港口' --sort relevance --json",
    )
    yield ""
    yield _("Queries:")
    width = max(shutil.get_terminal_size().columns - 8, 20)
    for query, meaning in grammar():
        yield f"  {query}"
        yield from (f"      {line}" for line in wrap(meaning, width))


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(_("{text} is no whole number").format(text=repr(text)))
    return int(text)
