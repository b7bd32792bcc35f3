"""Connections to a library file, transactions, and the one place where an error of SQLite becomes one for people."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.errors import LibraryUnusableError
from reader.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another program's transaction. Ours take milliseconds, so five seconds mean that it hangs."""

# Seconds between two interruptions of a thread that close() waits for.
_PATIENCE = 0.05
# Foreign keys are off in SQLite unless asked for; recursive triggers keep the counts right under any conflict clause;
# in WAL, NORMAL cannot corrupt the file (https://sqlite.org/pragma.html#pragma_synchronous).
_PRAGMAS = "PRAGMA foreign_keys = ON", "PRAGMA recursive_triggers = ON", "PRAGMA synchronous = NORMAL"


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
        mode = "ro" if read_only else "rw"
        self._uri = f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if immutable else ''}"
        self._lock = threading.Lock()
        # Threads of this program wait for each other here and not in SQLite, which only looks now and then, 25 ms apart and
        # more, whether the lock is free, and so is passed over as long as another thread goes on writing.
        self._writing = threading.Lock()
        self._waiting: set[threading.Thread] = set()
        self._handles: dict[threading.Thread, _Handle] = {}
        self._closed = False

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection to read from. Raises LibraryUnusableError."""
        with self._translated_errors(), self._held() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a write transaction: committed at the end, rolled back when the block raises.

        Raises LibraryUnusableError, also when the library can only be read.
        """
        self.refuse_if_read_only()
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
        except sqlite3.Error as error:
            self._refuse_if_closed()
            unusable = translated(error, self.path)
            if unusable is None:
                raise
            raise unusable from error


def translated(error: sqlite3.Error, path: Path) -> LibraryUnusableError | None:
    """The error in words for people, or None for one that a person can do nothing about: a fault of the program."""
    # The low byte is the primary result code (https://sqlite.org/rescode.html).
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            message = _("The library {path} is in use by another program.")
            hint = _("Wait until the other program is done, or close it, and try again.")
        case sqlite3.SQLITE_FULL:
            message = _("There is no space left for the library {path}.")
            hint = _("Make space on the disk and try again.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            message = _("The library {path} cannot be written.")
            hint = _("Check the permissions of the file and of its folder.")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            message = _("The library {path} is damaged.")
            hint = _("Restore a backup of it, or move it away and import again.")
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            message = _("The library {path} cannot be read or written: {reason}.")
            hint = _("Check the disk, and the permissions of the file and of its folder.")
        case _:
            return None
    return LibraryUnusableError(message.format(path=path, reason=error), hint)
