"""`broadsheet`: the application on the reader's library."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.cli.diagnostics import ExitCode
from reader.cli.opening import library_at
from reader.errors import LibraryDamagedError, UsageError
from reader.i18n import _
from reader.paths import damage_note, library_path

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
    path = named or library_path()
    try:
        _refuse_if_damage_was_met(path)
        library = library_at(path, settings, create=True)
    except LibraryDamagedError as error:
        if not _recovered(path, error, settings):
            return ExitCode.UNUSABLE
        library = library_at(path, settings)
    with library:
        from reader.tui.app import run_application

        try:
            return run_application(library, settings, problems)
        except LibraryDamagedError:
            with suppress(OSError):  # where nothing can be written, it will be met again
                damage_note(path).touch()
            raise


def _refuse_if_damage_was_met(path: Path) -> None:
    """Raise LibraryDamagedError when the last run met damage, which opening a library may not touch, and it is still there."""
    note = damage_note(path)
    if not note.exists():
        return
    from reader.rescue import is_sound

    if not is_sound(path):
        raise LibraryDamagedError(_("The library {path} is damaged.").format(path=path))
    note.unlink()


def _recovered(path: Path, error: LibraryDamagedError, settings: Settings) -> bool:
    """Let the reader choose what is done; gives whether there is a library now that can be read."""
    from reader.tui.recovery import run_recovery

    gc.enable()
    if not run_recovery(path, error, settings):
        return False
    damage_note(path).unlink(missing_ok=True)
    return True


def require_terminal() -> None:
    """Raise UsageError when there is no screen to draw on or no keyboard to read from."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        message = _("The application needs a terminal for its input and its output.")
        raise UsageError(message, _("`broadsheet list` and `broadsheet show` work without one."))
