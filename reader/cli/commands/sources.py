"""`broadsheet sources`: where articles came from, and the feeds that lists of feeds have named."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.output import Column
from reader.cli.parser import example
from reader.i18n import _, ngettext
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser
    from reader.library import Library


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--remove", metavar="SOURCE", help=_("remove the source of this location or name; its articles stay")
    )
    parser.add_argument("--json", action="store_true", help=_("write one JSON object a line"))
    parser.epilog = example("broadsheet sources", "broadsheet sources --remove https://news.example.org/feed")


def execute(arguments: Namespace) -> int:
    """Write the sources in the order of their first appearance, or remove one."""
    with open_library(arguments) as library:
        if arguments.remove is not None:
            _remove(library, arguments.remove)
            return ExitCode.DONE
        sources = library.sources()
    if arguments.json:
        for source in sources:
            output.write_json(asdict(source))
        return ExitCode.DONE
    columns = [
        Column(_("Articles"), 8, "right"),
        Column(_("Kind"), 5),
        Column(_("Name"), 28, shorten=True),
        Column(_("Category"), 16, shorten=True),
        Column(_("Location")),
    ]
    rows = ([str(s.articles), s.kind, s.name, s.category or "", s.location] for s in sources)
    output.write_table(columns, rows)
    return ExitCode.DONE


def _remove(library: Library, name: str) -> None:
    kept = library.remove_source(name)
    message = ngettext(
        "{name} removed; {count} article stays. `broadsheet undo` brings the source back.",
        "{name} removed; {count} articles stay. `broadsheet undo` brings the source back.",
        kept,
    )
    diagnostics.note(message.format(name=clean_line(name), count=kept))
