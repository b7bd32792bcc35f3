"""Connections to a library file, transactions, and the one place where an error of SQLite becomes one for people."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.errors import LibraryBusyError, LibraryDamagedError, LibraryUnusableError
from reader.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another program's transaction. Ours take milliseconds, so five seconds mean that it hangs."""

UNDO_STEPS = 500
"""Actions that can be taken back, if nobody says otherwise: some weeks of reading."""

# Seconds between two interruptions of a thread that close() waits for.
_PATIENCE = 0.05
# Foreign keys are off in SQLite unless asked for; recursive triggers keep the counts right under any conflict clause;
# in WAL, NORMAL cannot corrupt the file (https://sqlite.org/pragma.html#pragma_synchronous).
# Debian's SQLite writes zeros over all that becomes free, as when pieces of the index are merged: FAST, where it writes anyway
# (https://sqlite.org/pragma.html#pragma_secure_delete).
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA secure_delete = FAST",
)


@dataclass(frozen=True)
class _Handle:
    """A thread's connection, and the lock that it holds while it works with it."""

    connection: sqlite3.Connection
    in_use: threading.RLock = field(default_factory=threading.RLock)


class Database:
    """A library file that has been looked at and found usable: a connection for each thread, and transactions.

    Every call ends with all its rows fetched: no cursor outlives the block that it was made in.
    """

    def __init__(self, path: Path, *, read_only: bool = False, immutable: bool = False) -> None:
        """`immutable` reads a file that nobody can write, without the lock files that SQLite would make beside it."""
        self.path = path
        self.read_only = read_only
        self.undo_steps = UNDO_STEPS
        self.is_being_indexed = False
        """Whether a thread brings the index up to date. What takes long beside it is to leave it some of the time."""
        mode = "ro" if read_only else "rw"
        self._uri = f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if immutable else ''}"
        self._lock = threading.Lock()
        # Threads of this program wait for each other here and not in SQLite, which only looks now and then, 25 ms apart and
        # more, whether the lock is free, and so is passed over as long as another thread goes on writing.
        self._writing = threading.Lock()
        self._waiting: set[threading.Thread] = set()
        self._handles: dict[threading.Thread, _Handle] = {}
        self._closed = False
        self._file = self._identity()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection to read from. Raises LibraryUnusableError."""
        with self._translated_errors(), self._held() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a write transaction: committed at the end, rolled back when the block raises.

        Raises LibraryUnusableError, also when the library can only be read, or is no longer where it was.
        """
        self.refuse_if_read_only()
        self.refuse_if_moved()
        with self._translated_errors(), self._held() as connection, self._turn():
            # IMMEDIATE takes the write lock at once, where waiting is still possible.
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise

    @property
    def is_awaited(self) -> bool:
        """Whether another thread of this program waits to write. Whoever writes much at a time then makes an end."""
        return bool(self._waiting)

    def refuse_if_read_only(self) -> None:
        """Raise LibraryUnusableError when the library can only be read, before work is begun that would be in vain."""
        if self.read_only:
            raise LibraryUnusableError(
                _("The library {path} can only be read.").format(path=self.path),
                _("Check the permissions of the file and of its folder."),
            )

    def refuse_if_moved(self) -> None:
        """Raise LibraryUnusableError when the file was removed or replaced: what is written to it then nobody will find."""
        if self._closed or self._identity() == self._file:
            return
        raise LibraryUnusableError(
            _("The library {path} was removed or replaced while it was open.").format(path=self.path),
            _("Nothing more is written. Put the file back, or start again with the one that is there now."),
        )

    def answer_within(self, seconds: float) -> None:
        """Say that somebody waits for the present thread: it waits no longer than that for another program's transaction.

        It also leaves it to other threads, and to the end of the program, to copy the log into the file: after others have
        written much that takes a tenth of a second and more.
        """
        with self.read() as connection:
            # A PRAGMA takes no parameters.
            connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}").fetchone()
            connection.execute("PRAGMA wal_autocheckpoint = 0").fetchone()

    def data_version(self) -> int:
        """A number that changes when another connection has written (https://sqlite.org/pragma.html#pragma_data_version).

        Only two of the same thread can be compared; what this thread writes itself does not change it.
        """
        with self.read() as connection:
            return int(connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the connections of all threads and stop what they are doing. Further calls raise LibraryUnusableError."""
        with self._lock:
            self._closed = True
            handles = list(self._handles.values())
            self._handles.clear()
        for handle in handles:
            # Closed while a statement runs, sqlite3 would raise a MemoryError there.
            while not handle.in_use.acquire(timeout=_PATIENCE):
                handle.connection.interrupt()
            with suppress(sqlite3.Error):
                # The next statement ends an interruption, which would keep close() from emptying the log.
                handle.connection.execute("SELECT 1")
            handle.connection.close()
            handle.in_use.release()

    def _identity(self) -> tuple[int, int] | None:
        """What tells the file from any other, whatever it is called; None when there is none (POSIX XBD §4.8)."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_dev, status.st_ino

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The turn of the present thread to write."""
        thread = threading.current_thread()
        self._waiting.add(thread)
        try:
            self._writing.acquire()
        finally:
            self._waiting.discard(thread)
        try:
            yield
        finally:
            self._writing.release()

    @contextmanager
    def _held(self) -> Iterator[sqlite3.Connection]:
        """The connection of the present thread, which close() leaves alone as long as the block lasts."""
        thread = threading.current_thread()
        handle = self._handles.get(thread)
        if handle is None:
            with self._lock:
                self._refuse_if_closed()
                self._close_orphans()
                handle = self._handles[thread] = _Handle(self._connect())
        with handle.in_use:
            self._refuse_if_closed()
            yield handle.connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._uri,
            uri=True,
            timeout=BUSY_TIMEOUT,
            isolation_level=None,  # transactions are begun by write() alone
            check_same_thread=False,  # close() closes those of other threads
        )
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
        except BaseException:
            connection.close()
            raise
        return connection

    def _close_orphans(self) -> None:
        """Close the connections of threads that have ended, or a program of many short threads runs out of files."""
        for thread in [thread for thread in self._handles if not thread.is_alive()]:
            self._handles.pop(thread).connection.close()

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise LibraryUnusableError(_("The library {path} has been closed.").format(path=self.path))

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self._refuse_if_closed()
            unusable = translated(error, self.path)
            if unusable is None:
                raise
            raise unusable from error


def translated(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> LibraryUnusableError | None:
    """The error in words for people, or None for one that a person can do nothing about: a fault of the program."""
    kind = LibraryUnusableError
    match _primary_code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            kind = LibraryBusyError
            message = _("The library {path} is in use by another program.")
            hint = _("Wait until the other program is done, or close it, and try again.")
        case sqlite3.SQLITE_FULL:
            message = _("There is no space left for the library {path}.")
            hint = _("Make space on the disk and try again.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            message = _("The library {path} cannot be written.")
            hint = _("Check the permissions of the file and of its folder.")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            kind = LibraryDamagedError
            message = _("The library {path} is damaged.")
            hint = recovery_hint()
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            message = _("The library {path} cannot be read or written: {reason}.")
            hint = _("Check the disk, and the permissions of the file and of its folder.")
        case _:
            return None
    return kind(message.format(path=path, reason=error), hint)


def recovery_hint() -> str:
    """What to do about a damaged library."""
    return _(
        "`broadsheet restore latest` goes back to a copy; `broadsheet doctor --recover` saves what can be read."
    )


def _primary_code(error: sqlite3.Error | UnicodeDecodeError) -> int:
    """The primary result code (https://sqlite.org/rescode.html): the low byte of the code."""
    # The texts of a library are UTF-8. Of others Python says so by an error that has no code.
    if isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode to UTF-8"):
        return sqlite3.SQLITE_CORRUPT
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
