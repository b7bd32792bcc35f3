"""The library that a command works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.diagnostics import note
from reader.i18n import _
from reader.paths import library_path

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from reader.library import Library
    from reader.settings import Settings


def open_library(arguments: Namespace, *, create: bool = False) -> Library:
    """Open the library that --library names, else BROADSHEET_LIBRARY, else the reader's own, as the settings say.

    Raises LibraryUnusableError, also when there is none and `create` does not say to make it.
    """
    return library_at(arguments.library or library_path(), arguments.settings, create=create)


def library_at(path: Path, settings: Settings, *, create: bool = False) -> Library:
    """The same for the library of a path."""
    from reader.library import Library

    return Library.open(
        path, create=create, undo_steps=settings.library.undo_steps, before_migration=_say_what_takes_long
    )


def _say_what_takes_long() -> None:
    note(_("Bringing the library up to date; a copy as it was stays beside it …"))
