"""The tables of a newsboat cache, read from bytes: SQLite that anybody may have made."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

from reader.errors import DocumentError
from reader.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, str]
"""The columns of an item that this version of newsboat has."""

_TABLES: Final = frozenset(("rss_item", "rss_feed"))
_COLUMNS: Final = (
    "guid", "title", "author", "url", "pubDate", "content", "unread", "flags", "deleted", "content_mime_type", "enclosure_url",
)  # fmt: skip
_NEEDED: Final = frozenset(("title", "url", "feedurl"))
# Steps of the virtual machine for each byte of the file: a row of 50 bytes takes about 100. A page that points to
# itself would give rows for ever.
_STEPS_PER_BYTE: Final = 10
_LEAST_STEPS: Final = 1_000_000
_STEPS: Final = 10_000  # Between two looks at the budget: 0.1 ms.
_LONGEST_VALUE: Final = 64 * 1024 * 1024  # Bytes: the limit of a document.
# Bytes of the header: 2 tells of a write-ahead log (SQLite file format §1.3.3).
_VERSIONS: Final = slice(18, 20)


@contextmanager
def opened_cache(data: bytes, name: str) -> Iterator[NewsboatCache]:
    """Open a cache in memory, where nothing that is in it can reach a file; `name` is what messages call it.

    Raises DocumentError for a database that is damaged or made to deceive.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            # First, for to SQLite this is an ATTACH, which is forbidden from then on.
            connection.deserialize(_without_log(data))
            _restrict(connection, len(data))
        except sqlite3.Error as error:
            raise _unreadable(name, error) from error
        yield NewsboatCache(connection, name)


def _restrict(connection: sqlite3.Connection, size: int) -> None:
    """Follow the advice for databases from outside ("Defense Against The Dark Arts", sqlite.org/security.html)."""
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.text_factory = lambda value: value.decode("utf-8", "replace")
    budget = iter(range((_LEAST_STEPS + size * _STEPS_PER_BYTE) // _STEPS))
    connection.set_progress_handler(lambda: next(budget, None) is None, _STEPS)
    connection.set_authorizer(_authorize)


def _authorize(action: int, table: str | None, *_rest: str | None) -> int:
    """Allow to read the tables of newsboat and nothing else: no function, no view's or trigger's work."""
    reads = action == sqlite3.SQLITE_READ and table in _TABLES
    asks = action == sqlite3.SQLITE_PRAGMA and table == "table_xinfo"
    return sqlite3.SQLITE_OK if reads or asks or action == sqlite3.SQLITE_SELECT else sqlite3.SQLITE_DENY


def _without_log(data: bytes) -> bytes:
    """Give the file as one that keeps no write-ahead log, which a database in memory cannot have."""
    rollback = b"\x01\x01"
    if data[_VERSIONS] == rollback:
        return data
    return data[: _VERSIONS.start] + rollback + data[_VERSIONS.stop :]


class NewsboatCache:
    """The feeds and items of a cache. Every method raises DocumentError for a damaged one."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        with self._told():
            rows = connection.execute("PRAGMA table_xinfo(rss_item)")
            # Columns that are computed (the last value tells) may compute for hours.
            present = {column[1] for column in rows if column[-1] == 0}
            if not present >= _NEEDED:
                raise sqlite3.DatabaseError("the columns of its items are missing")
        self._columns = [column for column in _COLUMNS if column in present]

    def titles(self) -> dict[str, str]:
        """Give the titles of the feeds by their addresses."""
        with self._told():
            rows = self._connection.execute("SELECT rssurl, title FROM rss_feed")
            return {_text(address): _text(title) for address, title in rows}

    def items_by_feed(self) -> dict[str, list[int]]:
        """Give the numbers of the items that were not deleted, by the addresses of their feeds."""
        kept = "WHERE deleted = 0" if "deleted" in self._columns else ""
        numbers: dict[str, list[int]] = {}
        last: int | None = None
        with self._told():
            query = f"SELECT rowid, feedurl FROM rss_item NOT INDEXED {kept} ORDER BY rowid"  # noqa: S608 - of our words alone
            for number, address in self._connection.execute(query):
                # A page that is linked twice gives its rows again, and pages of links to it give them for ever.
                if not isinstance(number, int) or (last is not None and number <= last):
                    raise sqlite3.DatabaseError("rows are out of order")
                last = number
                numbers.setdefault(_text(address), []).append(number)
        return numbers

    def item(self, number: int) -> Row:
        """Give the columns of an item as texts; those that this version of newsboat does not have are missing."""
        query = f"SELECT {', '.join(self._columns)} FROM rss_item WHERE rowid = ?"  # noqa: S608 - of _COLUMNS alone
        with self._told():
            row = self._connection.execute(query, (number,)).fetchone()
        return {column: _text(value) for column, value in zip(self._columns, row or (), strict=False)}

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell of an error of SQLite in our words."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:  # Names in a schema may be no UTF-8.
            raise _unreadable(self._name, error) from error


def _unreadable(name: str, error: Exception) -> DocumentError:
    message = _("{name} is a database that cannot be read ({reason}).")
    return DocumentError(message.format(name=name, reason=error))


def _text(value: object) -> str:
    """Give a value as text, whatever type it was stored with."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)
