"""`broadsheet show`: an article as text, as JSON, or as the bytes that came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.parser import example
from reader.cli.records import article_record, highlight_record
from reader.errors import BroadsheetError
from reader.i18n import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from reader.cli.parser import Parser
    from reader.library import Library
    from reader.model.article import Article
    from reader.settings import Settings
    from reader.typeset.layout import Layout
    from reader.typeset.lines import Line

_MEASURE = 80
"""Cells: forty Chinese characters, the longest line that reads well (W3C clreq: 20 to 40 a line)."""
_SLICE = 1 << 20
"""Characters laid out at a time: all of nearly every article at once."""


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("article", metavar="ID", help=_("the number or the key of an article"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("write a JSON object, with markdown and text"))
    form.add_argument("--plain", action="store_true", help=_("write the text alone, a paragraph a line"))
    form.add_argument("--original", action="store_true", help=_("write the bytes that were imported"))
    parser.add_argument(
        "--as-it-came",
        action="store_true",
        help=_("with the bracketed readings that were taken out of the page"),
    )
    parser.epilog = example("broadsheet show 42")


def execute(arguments: Namespace) -> int:
    """Write the article."""
    with open_library(arguments) as library:
        article_id = library.resolve(arguments.article)
        article = library.as_it_came(article_id) if arguments.as_it_came else library.article(article_id)
        if arguments.original:
            output.write_bytes(_original(library, article))
        elif arguments.json:
            texts = {"markdown": article.markdown, "text": plain_text(article.markdown)}
            marked = [highlight_record(each) for each in library.highlights.of(article.id)]
            output.write_json(article_record(article) | texts | {"highlights": marked})
        elif arguments.plain:
            output.write_text(plain_text(article.markdown))
        else:
            measure = min(output.width() or _MEASURE, _MEASURE)
            output.write_text("\n".join(_page(article, max(measure, 10), arguments.settings)))
    return ExitCode.DONE


def plain_text(markdown: str) -> str:
    """Give a body without its syntax: a paragraph, heading, list item or cell of a table a line, blank lines between."""
    from reader.typeset.layout import Layout, Options
    from reader.typeset.lines import Role
    from reader.typeset.manuscript import Manuscript

    # Two cells a character, and room for bullets and quotations round it: no paragraph is broken at this width.
    unbroken = 2 * max(map(len, markdown.split("\n\n"))) + 200
    lines = _lines(Layout(Manuscript(markdown), unbroken, Options(linear=True)))
    return "\n".join(
        line.text.rstrip()
        for line in lines
        if not (line.runs and {run.role for run in line.runs} == {Role.RULE})
    )


def _original(library: Library, article: Article) -> bytes:
    document = library.original(article.id)
    if document is None:
        message = _("The library keeps no original of article {id}.").format(id=article.id)
        raise BroadsheetError(message, _("Without --original the article itself is shown."))
    return document.data


def _page(article: Article, measure: int, settings: Settings) -> Iterator[str]:
    from reader.typeset.breaking import wrap
    from reader.typeset.layout import Layout, Options
    from reader.typeset.manuscript import Manuscript

    yield from wrap(article.title, measure)
    yield from wrap(_facts(article), measure)
    yield ""
    screen = settings.screen
    options = Options(indent=settings.reading.indent, ascii=screen.marks == "ascii", linear=screen.linear)
    yield from (line.text for line in _lines(Layout(Manuscript(article.markdown), measure, options)))


def _facts(article: Article) -> str:
    facts = [
        article.category,
        article.origin,
        article.author,
        article.published and article.published.local(),
    ]
    if article.clicks is not None:
        facts.append(ngettext("{count} click", "{count} clicks", article.clicks).format(count=article.clicks))
    return "  ".join(fact for fact in facts if fact)


def _lines(layout: Layout) -> list[Line]:
    while not layout.complete:
        layout.advance(_SLICE)
    return layout.lines
