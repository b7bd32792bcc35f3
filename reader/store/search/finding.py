"""The articles that a query finds, in an order: all of them, or at once the first that a screen shows."""

# ruff: noqa: S608 - statements are put together from our own texts; every value is a parameter
from __future__ import annotations

import json
import sqlite3
import time
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from reader.model.filter import Filter, Sort, SortKey
from reader.model.query import Term
from reader.store.search.conditions import Compiler, match_expression, phrases_in, text_and_rest, texts_in
from reader.store.search.functions import Functions
from reader.store.search.lookup import Found, Lookup
from reader.store.search.pending import pending_articles
from reader.store.search.ranking import BM25
from reader.store.search.viewing import viewed_within
from reader.store.selection import VIEWS, order_by, selection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.model.query import Condition
    from reader.store.database import Database

_MOST_PHRASES = 8
"""So many terms are looked at to tell whether one is common."""

_TURN = 0.01
"""Seconds that are left to the thread that indexes, after about as many of looking through what it has not come to yet. Of two
threads of Python at work, the one that asks SQLite for much hardly gets its turn."""

_FITTING = f"SELECT article_id, -{BM25} FROM search_text CROSS JOIN search_entry ON entry = search_text.rowid"
_NEWEST, _BEST = Sort(), Sort(SortKey.RELEVANCE)


def find(
    database: Database, which: Filter, condition: Condition | None, sort: Sort, cancelled: Callable[[], bool]
) -> list[int]:
    """All articles of a folder or category of which a condition holds, in an order.

    Raises SlowExpressionError, and SearchCancelledError when `cancelled` says so.
    """
    with _search(database, which, condition, cancelled) as search:
        if sort.key is SortKey.RELEVANCE:
            return search.by_relevance()[:: 1 if sort.descending else -1]
        return search.sorted(order_by(sort, search.views))


def find_first(
    database: Database,
    which: Filter,
    condition: Condition | None,
    sort: Sort,
    limit: int,
    cancelled: Callable[[], bool],
) -> Found:
    """The first that `find` would give, without looking at the others where that can be; raises what it raises."""
    with _search(database, which, condition, cancelled) as search:
        if sort == _NEWEST:
            return search.newest(limit)
        if sort == _BEST:
            return search.best(limit)
        if sort.key is SortKey.RELEVANCE:
            return Found(search.by_relevance()[::-1], complete=True)
        return Found(search.sorted(order_by(sort, search.views)), complete=True)


def scores(database: Database, condition: Condition | None, ids: Sequence[int]) -> dict[int, float]:
    """How well the texts of a condition fit articles: the greater the better; without those that are not indexed yet."""
    text, _rest = text_and_rest(condition)
    matched = None if text is None else match_expression(text)
    if matched is None:
        return {}
    statement = (
        f"{_FITTING} WHERE search_text MATCH :match AND article_id IN (SELECT value FROM json_each(:ids))"
    )
    with database.read() as connection:
        return dict(
            connection.execute(statement, {"match": matched, "ids": json.dumps(list(ids))}).fetchall()
        )


@contextmanager
def _search(
    database: Database, which: Filter, condition: Condition | None, cancelled: Callable[[], bool]
) -> Iterator[Lookup]:
    functions = Functions(cancelled)
    with database.read() as connection:
        functions.register(connection)
        # Of one moment: what is indexed between two statements would be found twice, what is changed missed.
        connection.execute("BEGIN")
        try:
            yield _prepared(connection, which, condition, partial(_is_given_up, database, cancelled))
        except sqlite3.OperationalError:
            if functions.error is not None:
                raise functions.error from None
            raise
        finally:
            connection.rollback()


def _is_given_up(database: Database, cancelled: Callable[[], bool]) -> bool:
    """Whether a search is given up; beside the thread that indexes, after a moment that is left to it."""
    if database.is_being_indexed:
        time.sleep(_TURN)
    return cancelled()


def _prepared(
    connection: sqlite3.Connection,
    which: Filter,
    condition: Condition | None,
    cancelled: Callable[[], bool],
) -> Lookup:
    """Look through what is not indexed yet, and work out what the library is to be asked."""
    parts = [] if condition is None else list(texts_in(condition))
    pending = pending_articles(connection, parts, cancelled)
    compiler = Compiler(connection, pending.__getitem__)
    text, rest = text_and_rest(condition)
    chosen = selection(Filter(which.folder, which.category_id, tag=which.tag))
    where = f"{chosen.where} AND {compiler.where(rest)}"
    return Lookup(
        connection,
        None if text is None else match_expression(text),
        [] if text is None else list(islice(phrases_in(text), _MOST_PHRASES)),
        pending[text] if text is not None else [],
        None if where == "TRUE AND TRUE" else where,
        {**chosen.arguments, **compiler.arguments},
        VIEWS if (within := viewed_within(condition)) is None else within.views,
        text if isinstance(text, Term) else None,
    )
