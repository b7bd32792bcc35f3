"""Copying a library while others go on writing, so that the copy is whole or is not there at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reader.errors import BroadsheetError, LibraryDamagedError
from reader.i18n import _
from reader.model.backup import Contents
from reader.store.database import recovery_hint
from reader.store.listing import never
from reader.store.opening import APPLICATION_ID
from reader.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMPANIONS = ("-wal", "-shm")
"""What SQLite puts beside a file in use: its log and the index of that."""
UNFINISHED = ".copy-"
"""How the folder begins in which a copy is made until it is whole."""
_STEP = 256
"""Pages of 4 KiB between two looks at whether the copy is still wanted: a millisecond or two."""
_LOOK = 20_000
"""Instructions of SQLite between two such looks while the copy is checked."""

_TEXTS = "SELECT * FROM article", "SELECT * FROM body", "SELECT * FROM category"


class CopyCancelledError(Exception):
    """Nobody wants the copy any more."""


def copy_library(
    source: sqlite3.Connection, target: Path, cancelled: Callable[[], bool] = never, pause: float = 0.0
) -> None:
    """Copy a library as it is at this moment, by SQLite's backup API (https://sqlite.org/backup.html), and check the copy.

    `pause` is how many seconds the disk is left to others after each MiB. There is no copy when it raises: FileExistsError when
    there is a `target` already, CopyCancelledError, BroadsheetError when it cannot be written, LibraryDamagedError when it is
    not sound.
    """
    with _copying_errors(target), TemporaryDirectory(prefix=UNFINISHED, dir=target.parent) as folder:
        unfinished = Path(folder, "library")
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            _copy_pages(source, copy, cancelled, pause)
            # One file, which can be read where nothing can be written; opened as a library it gets its log again.
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
            copy.set_progress_handler(cancelled, _LOOK)
            if fault := _fault(copy):
                message = _("The library is damaged and was not copied: {reason}.")
                raise LibraryDamagedError(message.format(reason=fault), recovery_hint())
        unfinished.chmod(0o600)
        _write_through(unfinished)
        publish(unfinished, target)


def _copy_pages(
    source: sqlite3.Connection, copy: sqlite3.Connection, cancelled: Callable[[], bool], pause: float
) -> None:
    def rest(_status: int, remaining: int, _total: int) -> None:
        if cancelled():
            raise CopyCancelledError
        if remaining and pause:
            time.sleep(pause)

    # Inside a transaction all steps see the same moment. Without one, each change of another connection would make the
    # backup begin anew.
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        source.backup(copy, pages=_STEP, progress=rest)
    finally:
        source.rollback()


def contents(path: Path, *, with_texts: bool = False) -> Contents:
    """What a library file holds, when it is sound and of a version that is known; also its texts, if they are to be read.

    Raises BroadsheetError that says what is wrong with it. The file is left as it is.
    """
    if not path.is_file():
        message = _("There is no file {path}.").format(path=path)
        raise BroadsheetError(message, _("`broadsheet backup --list` shows the copies that there are."))
    try:
        with closing(reading_from(path)) as connection:
            (number,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if number != APPLICATION_ID:
                raise BroadsheetError(_("{path} is not a library.").format(path=path), _another())
            if version > SCHEMA_VERSION:
                message = _("The library {path} was made by a newer version of Broadsheet.")
                raise BroadsheetError(
                    message.format(path=path), _("Update broadsheet, or name another file.")
                )
            if fault := _fault(connection):
                raise _unsound(path, fault)
            (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
            for statement in _TEXTS if with_texts else ():
                for _row in connection.execute(statement):
                    pass  # What is no UTF-8 raises here, and nowhere before.
    except sqlite3.Error as error:
        raise _unsound(path, str(error)) from error
    return Contents(path, articles, version)


def reading_from(path: Path) -> sqlite3.Connection:
    """A connection that reads a file with what its log holds, and makes no files beside one that nobody has open."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    immutable = f"{address}&immutable=1"
    if not any(Path(f"{path}{suffix}").exists() for suffix in COMPANIONS):
        return sqlite3.connect(immutable, uri=True, isolation_level=None)
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError:  # where nothing can be written
        connection.close()
        return sqlite3.connect(immutable, uri=True, isolation_level=None)
    except sqlite3.DatabaseError:
        return connection  # What is wrong with it, whoever reads next is told.
    return connection


def publish(unfinished: Path, target: Path) -> None:
    """Give a finished file its name at once. Raises FileExistsError rather than take the name from another file."""
    try:
        os.link(unfinished, target)
    except FileExistsError:
        raise
    except OSError as error:
        # FAT, Android and some network folders know no hard links.
        if target.exists():
            raise FileExistsError(target) from error
        unfinished.rename(target)
    _write_through(target.parent)


def room_for(path: Path, folder: Path) -> bool:
    """Whether a folder can take a copy of a file, and the disk has as much left for the file itself afterwards."""
    return shutil.disk_usage(folder).free >= 2 * path.stat().st_size


def _fault(connection: sqlite3.Connection) -> str:
    """The first thing that is wrong with a file, "" when nothing is."""
    (finding,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return "" if finding == "ok" else " ".join(finding.split()).rstrip(".")


def _unsound(path: Path, reason: str) -> BroadsheetError:
    return BroadsheetError(
        _("{path} is no sound library: {reason}.").format(path=path, reason=reason), _another()
    )


def _write_through(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk and not only on their way."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _copying_errors(target: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise
    except (OSError, sqlite3.Error) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise CopyCancelledError from error
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CORRUPT:
            raise LibraryDamagedError(
                _("The library is damaged and was not copied."), recovery_hint()
            ) from error
        reason = getattr(error, "strerror", None) or str(error)
        message = _("The library could not be copied to {path}: {reason}.").format(path=target, reason=reason)
        hint = _("Check the space on the disk and the permissions of the folder; the library is as it was.")
        raise BroadsheetError(message, hint) from error


def _another() -> str:
    return _("Name another file; `broadsheet backup --list` shows the copies that there are.")
