"""The ordered articles that a filter selects, read window by window."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.store.articles import rows, unread_among
from reader.store.date_order import DateOrder
from reader.store.positions import Positions
from reader.store.selection import FEW, date_index, order_by, selected_ids, selection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from reader.model.article import ArticleRow
    from reader.store.database import Database
    from reader.store.positions import Gap, Key
    from reader.store.search.viewing import Within

# So many articles are looked at one by one for the next unread; after that all unread ones are asked for at once.
_NEAR = 256
_NEWEST = "SELECT coalesce(max(id), 0) FROM article"


def never() -> bool:
    """Nobody gives up."""
    return False


def is_indexed(which: Filter, sort: Sort) -> bool:
    """Whether an index holds the articles of a filter in this order, so that a listing need not read them all."""
    return sort.key is SortKey.DATE and not which.is_searched and date_index(which) is not None


def is_instant(database: Database, which: Filter, sort: Sort) -> bool:
    """Whether a listing is made without reading many rows."""
    if which.is_searched:
        return False
    if is_indexed(which, _without_search(sort)):
        return True
    with database.read() as connection:
        return selection(which).bound(connection) < FEW


def _without_search(sort: Sort) -> Sort:
    """The order where nothing is searched for, and so nothing fits better than another."""
    return Sort(SortKey.DATE, sort.descending) if sort.key is SortKey.RELEVANCE else sort


class Listing:
    """The articles of a filter in an order, by position: a snapshot of which and where, read when it is looked at.

    What comes in later does not appear. A position once seen keeps its article, also when that leaves the filter (is
    read, in Unread); articles that leave before they were seen make the listing shorter when the place is reached. For
    the order of dates no more is read than what is asked for, from the nearest end or seen article; any other order
    is read whole at the start. Safe to use from several threads. All methods raise LibraryUnusableError.
    """

    def __init__(
        self,
        database: Database,
        which: Filter,
        sort: Sort,
        ids: Sequence[int] | None = None,
        viewed_within: Within | None = None,
    ) -> None:
        """`ids` are the articles in their order, where a search has found them; `viewed_within` is whose views rows tell."""
        self._viewed_within = viewed_within
        self.which = which
        self.sort = sort = sort if ids is not None else _without_search(sort)
        self._database = database
        self._lock = threading.RLock()
        with database.read() as connection:
            # One statement: both numbers are of the same moment.
            chosen = selection(which)
            statement = f"SELECT coalesce(({chosen.count_statement}), 0), ({_NEWEST})"
            length, newest = connection.execute(statement, chosen.arguments).fetchone()
        self._order = DateOrder(which, newest)
        self._seen = bytearray(newest + 1)  # by id: a byte an article, where a set takes sixty
        if ids is not None:
            self._positions = Positions.complete(ids)
        elif is_indexed(which, sort):
            self._positions = Positions(length)
        else:
            self._positions = Positions.complete(self._sorted_ids())

    def __len__(self) -> int:
        return len(self._positions)

    def ids(self, start: int, stop: int) -> list[int]:
        """The articles at the positions from start to stop (exclusive); fewer at the end."""
        with self._lock:
            start = max(start, 0)
            while (gap := self._positions.gap(start, stop)) is not None:
                self._read(gap, start, stop)
            return list(self._positions.known(start, min(stop, len(self))))

    def rows(self, start: int, stop: int) -> list[ArticleRow]:
        """The present state of the articles at the positions from start to stop (exclusive); fewer at the end."""
        with self._lock:
            while True:
                ids = self.ids(start, stop)
                found = rows(self._database, ids)
                if len(found) == len(ids):
                    return self._with_views(found, ids)
                for deleted in set(ids).difference(row.id for row in found):
                    self._positions.remove(deleted)

    def position_of(self, article_id: int) -> int | None:
        """The position of an article, or None when it is not in the listing. At a million rows up to some 40 ms."""
        with self._lock:
            if not is_indexed(self.which, self.sort) or self._is_seen(article_id):
                return self._positions.position_of(article_id)
            with self._database.read() as connection:
                key = self._order.key(connection, article_id)
            gap = None if key is None else self._positions.gap_for(key, descending=self.sort.descending)
            return None if key is None or gap is None else self._place(key, gap, downwards=True)

    def next_unread(self, position: int, *, forward: bool = True) -> int | None:
        """The position of the first unread article after (or before) a position, or None. -1 starts at the top."""
        step = 1 if forward else -1
        with self._lock:
            self.ids(position, position + 1)  # known, so that a gap beside it is entered at its edge
            at = min(position, len(self)) + step
            while 0 <= at < len(self):
                gap = self._positions.gap(at, at + 1)
                if gap is not None:
                    found = self._next_unread_in(gap, downwards=forward)
                    if found is not None:
                        return found
                    at = gap.stop if forward else gap.start - 1
                    continue
                ids = self._positions.known(at, len(self)) if forward else self._positions.known_upwards(at)
                index = self._first_unread(ids)
                if index is not None:
                    return at + step * index
                at += step * len(ids)
            return None

    def _with_views(self, found: list[ArticleRow], ids: Sequence[int]) -> list[ArticleRow]:
        """The rows with the views of the span that was asked for."""
        if self._viewed_within is None:
            return found
        views = self._viewed_within.counts(self._database, ids)
        return [row._replace(views=views.get(row.id, 0)) for row in found]

    def _sorted_ids(self) -> list[int]:
        with self._database.read() as connection:
            return selected_ids(connection, self.which, "TRUE", order_by(self.sort))

    def _read(self, gap: Gap, start: int, stop: int) -> None:
        """Make known what start to stop (exclusive) has of a gap, or correct the length of the gap."""
        start, stop = max(start, gap.start), min(stop, gap.stop)
        downwards = start - gap.start <= gap.stop - stop
        offset = start - gap.start if downwards else gap.stop - stop
        with self._database.read() as connection:
            found = self._walk(
                connection, self._order, gap, downwards=downwards, limit=stop - start, offset=offset
            )
            moved = [key.id for key in found if self._is_seen(key.id)]
            if moved:
                # Dated anew since it was seen: it keeps the position where it was seen.
                self._order.left_out.update(moved)
            elif len(found) < stop - start:
                there = self._count(connection, gap.above, gap.below)
                self._positions.shrink(gap, max(gap.stop - gap.start - there, 0))
            else:
                self._fill(start, found if downwards else found[::-1])

    def _next_unread_in(self, gap: Gap, *, downwards: bool) -> int | None:
        unread = DateOrder(
            replace(self.which, folder=Folder.UNREAD), self._order.newest, self._order.left_out
        )
        while True:
            with self._database.read() as connection:
                found = self._walk(connection, unread, gap, downwards=downwards, limit=1)
            if not found or not self._is_seen(found[0].id):
                return self._place(found[0], gap, downwards=downwards) if found else None
            self._order.left_out.add(found[0].id)

    def _place(self, key: Key, gap: Gap, *, downwards: bool) -> int | None:
        """Make the position of an article in a gap known; None when it came into the filter after the listing was made."""
        with self._database.read() as connection:
            between = (
                self._count(connection, gap.above, key)
                if downwards
                else self._count(connection, key, gap.below)
            )
        position = gap.start + between if downwards else gap.stop - 1 - between
        if not gap.start <= position < gap.stop:
            return None
        self._fill(position, [key])
        return position

    def _walk(
        self,
        connection: Connection,
        order: DateOrder,
        gap: Gap,
        *,
        downwards: bool,
        limit: int,
        offset: int = 0,
    ) -> list[Key]:
        """Articles of a gap from its top downwards, or from its end upwards."""
        start, stop = (gap.above, gap.below) if downwards else (gap.below, gap.above)
        up = downwards != self.sort.descending
        return order.walk(connection, start, stop, up=up, limit=limit, offset=offset)

    def _count(self, connection: Connection, above: Key | None, below: Key | None) -> int:
        older, newer = (below, above) if self.sort.descending else (above, below)
        return self._order.count(connection, older, newer)

    def _fill(self, start: int, keys: list[Key]) -> None:
        self._positions.fill(start, keys)
        for key in keys:
            self._seen[key.id] = 1

    def _is_seen(self, article_id: int) -> bool:
        return article_id < len(self._seen) and bool(self._seen[article_id])

    def _first_unread(self, ids: Sequence[int]) -> int | None:
        """The index of the first of these that is unread now."""
        near = unread_among(self._database, ids[:_NEAR])
        found = next((index for index, article_id in enumerate(ids[:_NEAR]) if article_id in near), None)
        if found is not None or len(ids) <= _NEAR:
            return found
        with self._database.read() as connection:
            unread = set(selected_ids(connection, Filter(Folder.UNREAD), "TRUE", "id"))
        return next((index for index, article_id in enumerate(ids) if article_id in unread), None)
