"""From arguments to the command that they call: the table of commands, and the parser of what comes before one."""

from __future__ import annotations

import argparse
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader import __version__
from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.cli.parser import Parser, example, see_help
from reader.errors import UsageError
from reader.i18n import _
from reader.suggestion import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import ModuleType

    from reader.settings import Problem, Settings

# The commands whose problems with settings are shown on the screen of the application.
_ON_SCREEN = frozenset({"application", "demo"})


class Command(NamedTuple):
    """A command of the program."""

    module: str
    """Under reader.cli.commands; imported when the command is called."""
    summary: str


def commands() -> Mapping[str, Command]:
    """Give the commands by name."""
    return {
        "demo": Command("demo", _("Read the articles that come with Broadsheet.")),
        "import": Command("importing", _("Bring in articles from files and folders.")),
        "categories": Command("categories", _("List the categories with their counts.")),
        "sources": Command("sources", _("List where articles came from, and the feeds of imported lists.")),
        "list": Command("listing", _("List articles, or those that a query finds.")),
        "show": Command("show", _("Show an article.")),
        "open": Command("open", _("Open an article's address in the browser.")),
        "bookmark": Command("bookmark", _("Bookmark articles, or remove their bookmarks.")),
        "highlights": Command("highlights", _("List the passages that you have highlighted.")),
        "mark": Command("mark", _("Mark articles as read or as unread.")),
        "move": Command("move", _("Move articles to another category.")),
        "delete": Command("delete", _("Move articles to the trash.")),
        "trash": Command("trash", _("List the trash, bring articles back, or empty it.")),
        "undo": Command("undo", _("Take back what was done last.")),
        "redo": Command("undo", _("Do again what was taken back.")),
        "smart": Command("smart", _("List your smart folders, or change them.")),
        "stats": Command("stats", _("Show what was read, when and how long, or erase that.")),
        "doctor": Command("doctor", _("Look the library over, and set right what is wrong.")),
        "backup": Command("backup", _("Copy the library, or list its copies.")),
        "restore": Command("restore", _("Go back to a copy of the library.")),
        "keys": Command("keys", _("List the keys of the application.")),
        "config": Command("config", _("Show the settings, or change one.")),
    }


def invoke(argv: Sequence[str], settings: Settings, problems: Sequence[Problem]) -> int:
    """Run the command that the arguments call; gives its exit code. Raises BroadsheetError."""
    parser = _program_parser(commands())
    arguments = argparse.Namespace(settings=settings, problems=problems)
    try:
        parser.read(argv, arguments)
        if arguments.version:
            output.write_text(f"broadsheet {__version__} ({Path(__file__).parent.parent})")
            return ExitCode.DONE
        name = "application"
        if arguments.command is not None:
            command = _find(arguments.command)
            name = command.module
            command_parser = Parser(f"broadsheet {arguments.command}", command.summary)
            _module(name).configure(command_parser)
            command_parser.read(arguments.rest, arguments)
    except SystemExit:  # argparse leaves so when it has shown the help
        return ExitCode.DONE
    if name not in _ON_SCREEN:
        for problem in problems:
            diagnostics.warn(problem)
    elif arguments.linear:
        arguments.settings = replace(settings, screen=replace(settings.screen, linear=True))
    code: int = _module(name).execute(arguments)
    return code


def _find(name: str) -> Command:
    command = commands().get(name)
    if command is None:
        message = _("There is no command {name}.").format(name=name)
        raise UsageError(message, did_you_mean(name, commands()) or see_help("broadsheet"))
    return command


def _module(name: str) -> ModuleType:
    return import_module(f"reader.cli.commands.{name}")


def _program_parser(known: Mapping[str, Command]) -> Parser:
    longest = max(map(len, known))  # the names are ASCII
    lines = [f"  {name.ljust(longest)}  {command.summary}" for name, command in known.items()]
    parser = Parser(
        "broadsheet",
        _("A reader of news in the terminal. Without a command it opens your library."),
        usage=_("broadsheet [--library PATH] [--linear] [COMMAND] [ARGUMENT ...]"),
        epilog="\n".join([_("Commands:"), *lines, "", example("broadsheet import ~/news", "broadsheet")]),
    )
    parser.add_argument(
        "--version", action="store_true", help=_("show the version and where the program lies")
    )
    parser.add_argument(
        "--linear",
        action="store_true",
        help=_("for screen readers: one pane at a time, the cursor on what is read"),
    )
    parser.add_argument("command", nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser
