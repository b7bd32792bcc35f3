"""`broadsheet highlights`: the passages that the reader has marked, as text, JSON or Markdown."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.parser import example
from reader.cli.records import highlight_record
from reader.i18n import _, ngettext
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from reader.cli.parser import Parser
    from reader.model.highlight import Highlight


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("write one JSON object a line"))
    form.add_argument("--markdown", action="store_true", help=_("write quotations under their articles"))
    parser.epilog = example("broadsheet highlights", "broadsheet highlights --markdown > notes.md")


def execute(arguments: Namespace) -> int:
    """Write the highlights, the newest first; as Markdown by article, in the order of the text."""
    with open_library(arguments) as library:
        highlights = library.highlights.all()
    if arguments.json:
        for highlight in highlights:
            output.write_json(highlight_record(highlight))
        return ExitCode.DONE
    if arguments.markdown:
        if highlights:
            output.write_text("\n\n".join(_as_markdown(highlights)))
        return ExitCode.DONE
    for highlight in highlights:
        remark = f" — {highlight.remark}" if highlight.remark else ""
        output.write_text(f"{highlight.article_id:>6}  {clean_line(highlight.quotation)}{remark}")
    message = ngettext("{count} highlight.", "{count} highlights.", len(highlights))
    diagnostics.note(message.format(count=len(highlights)))
    return ExitCode.DONE


def _as_markdown(highlights: Sequence[Highlight]) -> Iterator[str]:
    """Quotations as block quotations (CommonMark §5.1) under the titles of their articles, remarks below them."""
    from reader.importing.literal import escape, escape_heading

    by_article = sorted(highlights, key=lambda each: (each.article_id, each.extent, each.id))
    for _article_id, some in groupby(by_article, key=lambda each: each.article_id):
        together = list(some)
        yield f"## {escape_heading(clean_line(together[0].title))}"
        for highlight in together:
            lines = highlight.quotation.split("\n")
            yield "\n".join(f"> {escape(line)}".rstrip() for line in lines)
            if highlight.remark:
                yield escape(highlight.remark)
