"""`broadsheet demo`: the application on a library of its own, made from the sample articles."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import diagnostics
from reader.cli.commands.application import require_terminal
from reader.cli.parser import example
from reader.errors import BroadsheetError, UsageError
from reader.i18n import _
from reader.paths import demo_library_path
from reader.resources import resource
from reader.settings import LibraryFile

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser
    from reader.library import Library

_DIGEST = "demo.digest"
"""Under this name the demo library remembers the samples that it was made from; no other library has it."""


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("--reset", action="store_true", help=_("make the demo library anew"))
    parser.epilog = example("broadsheet demo")


def execute(arguments: Namespace) -> int:
    """Make the demo library, or bring it up to date, and run the application on it."""
    require_terminal()
    with prepared_library(arguments.library or demo_library_path(), reset=arguments.reset) as library:
        from reader.tui.app import run_application

        # What can be made anew at any time needs no copies.
        settings = replace(arguments.settings, library=LibraryFile(backups=0))
        return run_application(library, settings, arguments.problems)


def prepared_library(path: Path, *, reset: bool = False) -> Library:
    """Open the demo library with the samples of this version in it; the reader's marks stay unless `reset`.

    Raises UsageError for a library that is not a demo library: it is never touched.
    """
    from reader.library import Library

    _refuse_other_libraries(path)
    if reset:
        for suffix in ("", "-wal", "-shm"):  # SQLite's companions of a library
            Path(f"{path}{suffix}").unlink(missing_ok=True)
    library = Library.open(path)
    try:
        _bring_in_samples(library)
    except BaseException:
        library.close()
        raise
    return library


def _refuse_other_libraries(path: Path) -> None:
    from reader.library import Library

    if not path.exists():
        return
    with Library.open(path, create=False) as library:
        if library.recall(_DIGEST) is None and library.counts().total:
            message = _("{path} is a library of your own, not a demo library.").format(path=path)
            raise UsageError(message, _("Leave out --library, or name a file that does not exist."))


def _bring_in_samples(library: Library) -> None:
    try:
        samples = resource("sample_data")
    except FileNotFoundError as error:
        message = _("This installation lacks the sample articles.")
        raise BroadsheetError(message, _("Install Broadsheet again.")) from error
    digest = _digest(samples)
    if library.recall(_DIGEST) == digest or library.read_only:
        return
    progress = diagnostics.ProgressLine(_("Making the demo library"))
    library.import_paths([samples], on_progress=progress.show)
    library.journal.clear()  # the first Ctrl-Z shall not take the samples away
    progress.finish()
    library.remember(_DIGEST, digest)


def _digest(folder: Path) -> str:
    """Give a digest of names and contents: it differs when the program comes with other samples."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(folder)}\n{content}\n".encode())
    return digest.hexdigest()
