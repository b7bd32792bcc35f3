"""`broadsheet`: the application on the reader's library."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from reader.cli.opening import open_library
from reader.errors import UsageError
from reader.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from pathlib import Path

    from reader.settings import Problem, Settings


def execute(arguments: Namespace) -> int:
    """Run the application."""
    return start(arguments.library, arguments.settings, arguments.problems)


def start(named: Path | None, settings: Settings, problems: Sequence[Problem]) -> int:
    """Run the application on a library, which is made when there is none; gives its exit code."""
    require_terminal()
    # Importing makes a hundred thousand objects that stay: looking them over for garbage takes 20 ms. The application
    # turns collection on again after its first frame.
    gc.disable()
    with open_library(named, create=True) as library:
        from reader.tui.app import run_application

        return run_application(library, settings, problems)


def require_terminal() -> None:
    """Raise UsageError when there is no screen to draw on or no keyboard to read from."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        message = _("The application needs a terminal for its input and its output.")
        raise UsageError(message, _("`broadsheet list` and `broadsheet show` work without one."))
