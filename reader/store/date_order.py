"""Articles of a filter in the order of their dates, straight from an index, from any article up or down.

Written so that SQLite seeks to the very article and then does as little as it can for each row that it skips or counts:
of a row value it would use only the first column to seek, and a whole import without dates has one time; each further
term of a condition triples the time of a jump into the middle of a million.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from reader.store.positions import Key
from reader.store.selection import date_index, selection

if TYPE_CHECKING:
    import sqlite3

    from reader.model.filter import Filter

_Arguments: TypeAlias = dict[str, int | str]

_NEWEST = "SELECT max(id) FROM article"


@dataclass(frozen=True)
class DateOrder:
    """A filter in date order, as it was when the article `newest` was the last that had come in."""

    which: Filter
    newest: int
    left_out: set[int] = field(default_factory=set)
    """Articles that are not looked for."""

    def walk(
        self,
        connection: sqlite3.Connection,
        start: Key | None,
        stop: Key | None,
        *,
        up: bool,
        limit: int,
        offset: int = 0,
    ) -> list[Key]:
        """At most `limit` articles between two others (both exclusive, None: no end), after the first `offset` of them.

        `up` walks from the oldest to the newest, so that start is the older one.
        """
        beyond = ">" if up else "<"
        arguments: _Arguments = {}
        conditions = ["TRUE"]
        if start is not None:
            arguments = {"at": start.sorted_at, "id": start.id}
            conditions = [f"sorted_at = :at AND id {beyond} :id", f"sorted_at {beyond} :at"]
        found: list[Key] = []
        for condition in conditions:
            part = self._select(
                connection, condition, arguments, up=up, limit=limit - len(found), offset=offset
            )
            if part or found:
                offset = 0
            elif offset:
                offset -= self._count(connection, condition, arguments)
            found += part
            if len(found) == limit:
                break
        return [key for key in found if stop is None or (key < stop if up else key > stop)]

    def count(self, connection: sqlite3.Connection, older: Key | None, newer: Key | None) -> int:
        """How many articles stand between two others (both exclusive, None: no end)."""
        arguments: _Arguments = {}
        after, before = "TRUE", "TRUE"
        ties = []
        if older is not None:
            arguments |= {"older_at": older.sorted_at, "older_id": older.id}
            after = "sorted_at > :older_at"
            ties.append("sorted_at = :older_at AND id > :older_id")
        if newer is not None:
            arguments |= {"newer_at": newer.sorted_at, "newer_id": newer.id}
            before = "sorted_at < :newer_at"
            ties.append("sorted_at = :newer_at AND id < :newer_id")
        if older is not None and newer is not None and older.sorted_at == newer.sorted_at:
            conditions = [" AND ".join(ties)]
        else:
            conditions = [*ties, f"{after} AND {before}"]
        return sum(self._count(connection, condition, arguments) for condition in conditions)

    def key(self, connection: sqlite3.Connection, article_id: int) -> Key | None:
        """Where an article stands, or None when the filter does not select it."""
        chosen = selection(self.which)
        statement = f"SELECT sorted_at, id FROM article WHERE id = :id AND id <= :newest AND {chosen.where}"  # noqa: S608
        arguments = {**chosen.arguments, "id": article_id, "newest": self.newest}
        row = connection.execute(statement, arguments).fetchone()
        return None if row is None else Key(*row)

    def _select(
        self,
        connection: sqlite3.Connection,
        condition: str,
        arguments: _Arguments,
        *,
        up: bool,
        limit: int,
        offset: int,
    ) -> list[Key]:
        direction = "ASC" if up else "DESC"
        source, fixed = self._source(connection)
        statement = (
            f"SELECT sorted_at, id {source} AND {condition} "
            f"ORDER BY sorted_at {direction}, id {direction} LIMIT :limit OFFSET :offset"
        )
        rows = connection.execute(
            statement, {**fixed, **arguments, "limit": limit, "offset": offset}
        ).fetchall()
        return [Key(*row) for row in rows]

    def _count(self, connection: sqlite3.Connection, condition: str, arguments: _Arguments) -> int:
        source, fixed = self._source(connection)
        statement = f"SELECT count(*) {source} AND {condition}"
        return int(connection.execute(statement, fixed | arguments).fetchone()[0])

    def _source(self, connection: sqlite3.Connection) -> tuple[str, _Arguments]:
        """FROM and WHERE, with their arguments."""
        chosen = selection(self.which)
        source = f"FROM article INDEXED BY {date_index(self.which)} WHERE {chosen.where}"
        arguments: _Arguments = dict(chosen.arguments)
        (newest,) = connection.execute(_NEWEST).fetchone()
        if newest != self.newest:
            source += " AND id <= :newest"
            arguments["newest"] = self.newest
        if self.left_out:
            source += " AND id NOT IN (SELECT value FROM json_each(:left_out))"
            arguments["left_out"] = json.dumps(sorted(self.left_out))
        return source, arguments
