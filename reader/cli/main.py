"""The entry point: finds the command, runs it, and turns failures into lines and exit codes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

from reader import i18n
from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.errors import BroadsheetError
from reader.i18n import _
from reader.paths import config_path
from reader.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.settings import Problem, Settings


def run() -> NoReturn:
    """Run the program on the arguments of the process and leave with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run the program on arguments; gives the exit code. What is expected to go wrong never raises."""
    output.prepare()
    try:
        code = _run(argv)
        output.flush()
    except BrokenPipeError:
        # Whoever reads the pipe (head, less) has seen enough: that is success.
        output.abandon()
        return ExitCode.DONE
    except BroadsheetError as error:
        return diagnostics.report(error)
    except KeyboardInterrupt:
        diagnostics.note(_("Interrupted."))
        return ExitCode.INTERRUPTED
    return code


def _run(argv: Sequence[str]) -> int:
    settings, problems = _load_settings()
    if settings.screen.ambiguous == "wide":
        from reader.typeset.cells import set_ambiguous_width

        set_ambiguous_width(2)
    if not argv:
        # The commonest start has nothing to parse: argparse, 10 ms, stays out of the way to the first screen.
        from reader.cli.commands.application import start

        return start(None, settings, problems)
    from reader.cli.invocation import invoke

    return invoke(argv, settings, problems)


def _load_settings() -> tuple[Settings, tuple[Problem, ...]]:
    """Load the settings and choose their language, in which their own problems are told as well."""
    from reader.tui.commands import COMMANDS

    keys = {command.id: command.keys for command in COMMANDS}
    i18n.install()
    settings, problems = load_settings(config_path(), keys)
    if settings.screen.language:
        i18n.install(settings.screen.language)
        settings, problems = load_settings(config_path(), keys) if problems else (settings, problems)
    return settings, problems
