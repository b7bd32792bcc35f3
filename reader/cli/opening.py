"""The library that a command works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.paths import library_path

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library import Library


def open_library(named: Path | None, *, create: bool = False) -> Library:
    """Open the library that --library names, else BROADSHEET_LIBRARY, else the reader's own.

    Raises LibraryUnusableError, also when there is none and `create` does not say to make it.
    """
    from reader.library import Library

    return Library.open(named or library_path(), create=create)
