"""Opening a library file: what is a library, what is not and stays untouched, and how a new one is made."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import BroadsheetError, LibraryDamagedError, LibraryUnusableError
from reader.i18n import _
from reader.store.database import Database, recovery_hint, translated
from reader.store.schema import SCHEMA_VERSION, migrate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

APPLICATION_ID = 0x42726473
""""Brds": what marks an SQLite file as a library (https://sqlite.org/fileformat2.html#application_id)."""

_BEGINNING = 1 << 20
_OUR_TABLE = b"CREATE TABLE article (\n    id INTEGER PRIMARY KEY,\n    key TEXT NOT NULL UNIQUE"
"""What the first MiB of a library holds, whatever has become of its header: the tables are made first."""


def open_database(
    path: Path, *, create: bool = True, before_migration: Callable[[], None] | None = None
) -> Database:
    """The library at a path, made if there is none and `create` says so, and brought up to date.

    With a large one of an earlier version that takes some seconds: `before_migration` is called first.

    Raises LibraryUnusableError, and leaves the file as it is, when it is not a library or made by a newer version.
    """
    with _actionable_errors(path):
        if not path.exists():
            if not create:
                raise LibraryUnusableError(
                    _("There is no library at {path}.").format(path=path),
                    _("Import something to make one, or name another file."),
                )
            create_library(path)
        _refuse_what_is_no_library(path)
        database = _connected(path)
        try:
            _bring_up_to_date(database, before_migration)
        except BaseException:
            database.close()
            raise
        return database


@contextmanager
def _actionable_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise LibraryUnusableError(
            _("The library {path} cannot be opened: {reason}.").format(path=path, reason=reason),
            _("Check the permissions of the folder, or name another file."),
        ) from error
    except sqlite3.Error as error:
        unusable = translated(error, path)
        if unusable is None:
            raise
        raise unusable from error


def create_library(path: Path) -> None:
    """Make an empty library: whole in a file beside it first, so that no crash and no second program sees half of one."""
    target = Path(os.path.realpath(path))
    for folder in reversed([folder for folder in target.parents if not folder.exists()]):
        folder.mkdir(mode=0o700, exist_ok=True)  # what somebody reads is nobody else's business
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=target.parent)  # mode 0600
    os.close(descriptor)
    try:
        with closing(sqlite3.connect(name, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("BEGIN")
            migrate(connection)
            connection.execute("COMMIT")
        _publish(name, target)
    finally:
        Path(name).unlink(missing_ok=True)


def _publish(name: str, target: Path) -> None:
    """Give a finished file its name, unless another program was faster: then that one is the library."""
    try:
        os.link(name, target)
    except FileExistsError:
        return
    except OSError:
        # FAT, Android and some network folders know no hard links.
        if not target.exists():
            Path(name).rename(target)


def _refuse_what_is_no_library(path: Path) -> None:
    reason = None
    if path.is_dir():
        reason = _("it is a folder")
    elif not path.is_file():
        reason = _("it is not a regular file")
    elif path.stat().st_size == 0:
        reason = _("it is empty")
    elif _application_id(path) != APPLICATION_ID:
        reason = _("it belongs to another program or is of another kind")
    if reason is not None and path.is_file() and _was_a_library(path):
        raise LibraryDamagedError(
            _("The library {path} is damaged: its beginning is lost.").format(path=path), recovery_hint()
        )
    if reason is not None:
        raise LibraryUnusableError(
            _("{path} is not a library: {reason}.").format(path=path, reason=reason),
            _("Name another file; this one was left as it is."),
        )


def _was_a_library(path: Path) -> bool:
    """Whether a file that does not say so any more was a library: it has copies, or its beginning has our tables."""
    from reader.store.backups import backups_of

    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    return _OUR_TABLE in beginning or bool(backups_of(path))


def _application_id(path: Path) -> int | None:
    """What the file says it is, or None if it is not an SQLite file.

    Asked through SQLite, because closing a file that we opened ourselves would drop the locks that this process holds on
    it (https://sqlite.org/howtocorrupt.html §2.2); as immutable, because then SQLite changes nothing and locks nothing.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        return _application_id_at(f"{address}&immutable=1")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT or not Path(f"{path}-wal").exists():
            raise
    # A full disk or a kill has left part of its log uncopied: the file is whole with its log alone.
    return _application_id_at(address)


def _application_id_at(address: str) -> int | None:
    with closing(sqlite3.connect(address, uri=True)) as connection:
        try:
            (number,) = connection.execute("PRAGMA application_id").fetchone()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
                return None
            raise
    return int(number)


def _connected(path: Path) -> Database:
    """The file for writing if the system lets us, else for reading."""
    # WAL makes files beside the library, so the folder has to be writable as well.
    if os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK):
        return Database(path)
    database = Database(path, read_only=True)
    try:
        with database.read() as connection:
            connection.execute("SELECT count(*) FROM category").fetchone()
    except LibraryUnusableError:
        database.close()
        log = Path(f"{path}-wal")
        if log.exists() and log.stat().st_size:
            # Without its log the library would be read as it was some time ago.
            raise
        return Database(path, read_only=True, immutable=True)
    return database


def _bring_up_to_date(database: Database, before_migration: Callable[[], None] | None) -> None:
    with database.read() as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA_VERSION:
            raise LibraryUnusableError(
                _("The library {path} was made by a newer version of Broadsheet.").format(path=database.path),
                _("Update broadsheet, or name another file."),
            )
        if not database.read_only:
            # A copy made by VACUUM INTO comes without it.
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if version < SCHEMA_VERSION:
        database.refuse_if_read_only()
        if before_migration is not None:
            before_migration()
        _keep_a_copy(database)
        with database.write() as connection:
            migrate(connection)


def _keep_a_copy(database: Database) -> None:
    """Copy a library before its tables are changed. Raises LibraryUnusableError when that cannot be done: then none are."""
    from reader.store.backups import Backups

    try:
        Backups(database).make_before_migration()
    except LibraryUnusableError:
        raise
    except BroadsheetError as error:
        message = _("The library {path} is of an earlier version and was left so: {reason}")
        raise LibraryUnusableError(
            message.format(path=database.path, reason=error.message), error.hint
        ) from error
