"""Reading the rows of a damaged SQLite file that can still be read, round the pages that cannot."""

# ruff: noqa: S608 - names of tables and columns come from the schema; every value is a parameter
from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Row = tuple[object, ...]

_MAGIC = b"SQLite format 3\0"
_PAGE_SIZE = 4096
"""That of every library: what SQLite takes unless told otherwise."""
_SPAN = 256
"""Ids that are read at once, and the widest step over those that cannot be read."""
_ROWS_A_PAGE = 200
"""More rows than any table of ours has on a page: how many ids there can be at the most, where the last cannot be asked for."""
_PROBES = 64
"""Places all over a table that are tried before it is given up."""


@contextmanager
def damaged(file: Path, folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of a damaged library and its log, in a folder that is thrown away: the file stays as it is."""
    copy = Path(folder, "damaged")
    shutil.copyfile(file, copy)
    if _has_header(copy):
        with suppress(FileNotFoundError):
            shutil.copyfile(f"{file}-wal", f"{copy}-wal")
    else:
        _write_header(copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        # What is damaged in a text is one character; the rest of it can be read.
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        with suppress(sqlite3.DatabaseError):
            connection.execute(
                "PRAGMA writable_schema = ON"
            )  # A schema that is wrong in part serves for the rest.
        yield connection


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table, none when it is not there or nothing can be read of it."""
    with suppress(sqlite3.DatabaseError):
        return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", [table])]
    return []


def rows_of(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table that can be read, each once, those of a table with ids in their order."""
    names = ", ".join(f'"{name}"' for name in columns)
    try:
        connection.execute(f'SELECT rowid FROM "{table}" WHERE rowid = 0').fetchall()
    except sqlite3.OperationalError as error:
        if "rowid" in str(error):
            yield from _rows_without_ids(connection, table, names)
            return
    except sqlite3.DatabaseError:
        pass  # The probes tell whether all of it is gone.
    yield from _rows_with_ids(connection, table, names)


def _rows_with_ids(connection: sqlite3.Connection, table: str, names: str) -> Iterator[Row]:
    statement = f'SELECT {names} FROM "{table}" WHERE rowid BETWEEN ? AND ?'
    last = _last_id(connection, table)
    probes = range(1, last + 1, max(1, last // _PROBES))
    if not any(_read(connection, statement, probe, probe) is not None for probe in probes):
        return
    at, span = 0, _SPAN
    while at <= last:
        rows = _read(connection, statement, at, min(at + span - 1, last))
        if rows is not None:
            yield from rows
            at, span = at + span, min(2 * span, _SPAN)
        elif span > 1:
            span //= 2
        else:
            at = _next_readable(connection, statement, at, last)


def _next_readable(connection: sqlite3.Connection, statement: str, bad: int, last: int) -> int:
    """The first id after a bad one that can be read, as ids on a bad page lie together; past the last one when none can."""
    step, good = 1, bad + 1
    while good <= last and _read(connection, statement, good, good) is None:
        bad, step = good, min(2 * step, _SPAN)
        good = bad + step
    while good - bad > 1:
        middle = (bad + good) // 2
        if _read(connection, statement, middle, middle) is None:
            bad = middle
        else:
            good = middle
    return good


def _read(connection: sqlite3.Connection, statement: str, first: int, last: int) -> list[Row] | None:
    """The rows of some ids, None when one of them cannot be read."""
    try:
        return connection.execute(statement, (first, last)).fetchall()
    except sqlite3.DatabaseError:
        return None


def _last_id(connection: sqlite3.Connection, table: str) -> int:
    pages = 0
    with suppress(sqlite3.DatabaseError):
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    most = int(pages) * _ROWS_A_PAGE
    with suppress(sqlite3.DatabaseError):
        (last,) = connection.execute(f'SELECT max(rowid) FROM "{table}"').fetchone()
        return min(int(last or 0), most)
    return most


def _rows_without_ids(connection: sqlite3.Connection, table: str, names: str) -> Iterator[Row]:
    """From the beginning to the first bad page, and from the end back to the last."""
    seen: set[Row] = set()
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.DatabaseError):
            for row in connection.execute(f'SELECT {names} FROM "{table}" ORDER BY 1 {order}'):
                if row not in seen:
                    seen.add(row)
                    yield row


def _has_header(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(_MAGIC)) == _MAGIC


def _write_header(file: Path) -> None:
    """Give a file whose beginning is lost the header of a library (https://sqlite.org/fileformat2.html §1.3)."""
    pages = max(1, file.stat().st_size // _PAGE_SIZE)
    header = bytearray(100)
    header[:16] = _MAGIC
    header[16:18] = _PAGE_SIZE.to_bytes(2, "big")
    header[18:24] = bytes((1, 1, 0, 64, 32, 32))  # a rollback journal, no reserved bytes, the fixed fractions
    header[24:28] = header[92:96] = (1).to_bytes(
        4, "big"
    )  # the change counter, and for which change the size is right
    header[28:32] = pages.to_bytes(4, "big")
    header[40:48] = (1).to_bytes(4, "big") + (4).to_bytes(4, "big")  # the schema cookie, the schema format
    header[56:64] = (1).to_bytes(4, "big") + SCHEMA_VERSION.to_bytes(4, "big")  # UTF-8, the user_version
    with file.open("r+b") as opened:
        opened.write(header)
