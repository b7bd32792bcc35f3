"""Filters and orders as SQL: which condition, which index, and which kept count tells how many."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reader.model.filter import Filter, Folder, Sort, SortKey

if TYPE_CHECKING:
    import sqlite3

FEW = 5_000
"""Up to so many rows are sorted in some ten milliseconds: fast enough to wait for."""


class _Shelf(NamedTuple):
    """How a smart folder is found: its condition, its indexes, its kept counts (in `tally` and in `category`)."""

    condition: str
    whole: str | None
    by_category: str
    tally: str
    category_count: str


_SHELVES = {
    Folder.ALL: _Shelf("TRUE", None, "article_by_category", "total", "total"),
    Folder.UNREAD: _Shelf(
        "read_at IS NULL", "article_unread", "article_unread_by_category", "unread", "unread"
    ),
    # From 98 per cent on nothing is left but a line or two.
    Folder.CONTINUE: _Shelf("progress < 98", "article_half_read", "article_half_read", "half_read", "total"),
    Folder.BOOKMARKS: _Shelf(
        "bookmarked_at IS NOT NULL", "article_bookmarked", "article_bookmarked", "bookmarked", "total"
    ),
    Folder.HISTORY: _Shelf("viewed_at IS NOT NULL", "article_viewed", "article_viewed", "viewed", "total"),
    Folder.MOST_VIEWED: _Shelf("views > 0", "article_most_viewed", "article_most_viewed", "viewed", "total"),
}
VIEWS = "article.views"
"""How often an article was viewed in all."""
_COLUMNS = {
    SortKey.TITLE: "article.title_key",
    SortKey.ORIGIN: "article.origin_key",
    SortKey.CLICKS: "article.clicks",
    SortKey.VIEWED: "article.viewed_at",
    SortKey.BOOKMARKED: "article.bookmarked_at",
}
"""What lists are sorted by, but for the date; how well a query fits is for the search to say."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter as the end of a statement: `FROM article {indexed} WHERE {where}` with `arguments`."""

    where: str
    arguments: dict[str, int | str]
    index: str | None
    """The index that holds the selection; None when every article belongs to it."""
    count_statement: str
    """Reads a kept count: the length of the selection, or, for a category of Bookmarks and the like, at least that."""

    @property
    def indexed(self) -> str:
        """The clause that makes SQLite use the index, or fail, whatever its statistics say."""
        return "" if self.index is None else f"INDEXED BY {self.index}"

    def bound(self, connection: sqlite3.Connection) -> int:
        """At most how many articles the selection has, from the kept counts."""
        row = connection.execute(self.count_statement, self.arguments).fetchone()
        return 0 if row is None else int(row[0])


def selection(which: Filter) -> Selection:
    """The statement parts for a filter."""
    shelf = _SHELVES[which.folder]
    tally = f"SELECT {shelf.tally} FROM tally"  # noqa: S608 - our own text
    if which.tag is not None:
        # Tagged by hand: few, so that no index has to hold them in an order.
        tagged = "article.id IN (SELECT article_id FROM tag WHERE name = :tag)"
        where = f"{shelf.condition} AND {tagged}"
        return Selection(where, {"tag": which.tag}, None, "SELECT count(*) FROM tag WHERE name = :tag")
    if which.category_id is None:
        return Selection(shelf.condition, {}, shelf.whole, tally)
    return Selection(
        f"{shelf.condition} AND category_id = :category_id",
        {"category_id": which.category_id},
        shelf.by_category,
        f"SELECT min({shelf.category_count}, ({tally})) FROM category WHERE id = :category_id",  # noqa: S608
    )


def selected_ids(connection: sqlite3.Connection, which: Filter, condition: str, order: str) -> list[int]:
    """The ids of a filter that also meet a condition, in one step of SQLite, during which other threads run."""
    chosen = selection(which)
    statement = (
        "SELECT json_group_array(id) FROM "  # noqa: S608 - our own text
        f"(SELECT id FROM article {chosen.indexed} WHERE {chosen.where} AND {condition} ORDER BY {order})"
    )
    ids: list[int] = json.loads(connection.execute(statement, chosen.arguments).fetchone()[0])
    return ids


def date_index(which: Filter) -> str | None:
    """The index that holds a filter in the order of dates, or None when there is none."""
    if which.tag is not None:
        return None
    if which.folder is Folder.ALL and which.category_id is None:
        return "article_by_date"
    return selection(which).index if which.folder in {Folder.ALL, Folder.UNREAD} else None


def order_by(sort: Sort, views: str = VIEWS) -> str:
    """The terms of ORDER BY: what lacks the key comes last, ties go to the newest. `views` tells how often one was viewed."""
    direction = "DESC" if sort.descending else "ASC"
    if sort.key is SortKey.DATE:
        # Ties too turn round, so that one index serves both directions.
        return f"article.sorted_at {direction}, article.id {direction}"
    column = views if sort.key is SortKey.VIEWS else _COLUMNS[sort.key]
    return f"{column} {direction} NULLS LAST, article.sorted_at DESC, article.id DESC"
