"""From a filter to what is asked of the library: the query in it and that of its smart folder, as one condition."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.i18n import _
from reader.model.query import And, Condition, Query
from reader.store.search.finding import find, find_first, scores
from reader.store.search.functions import SlowExpressionError
from reader.store.search.viewing import Within, viewed_within
from reader.store.smart_folders import smart_folder
from reader.text.hits import Hits, Snippet
from reader.text.query.parser import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.model.filter import Filter, Sort
    from reader.store.database import Database
    from reader.store.search.lookup import Found

_BODY = "SELECT markdown FROM body WHERE article_id = ?"


class Search:
    """The articles of a filter with a query in it, as it reads now. Raises QueryError when it does not parse."""

    def __init__(self, database: Database, which: Filter) -> None:
        self._database = database
        self._which = which
        now = datetime.now().astimezone()
        self._query = parse(which.query, now)
        folder = None if which.smart_folder_id is None else smart_folder(database, which.smart_folder_id)
        self._folder = Query(None) if folder is None else parse(folder.query, now)

    @property
    def natural_sort(self) -> Sort:
        """The order that the query names, else its smart folder, else the newest first."""
        return self._query.sort or self._folder.sort or self._which.natural_sort

    @property
    def viewed_within(self) -> Within | None:
        """The span whose views alone count."""
        return viewed_within(self._condition)

    @property
    def hits(self) -> Hits:
        """What is marked in the articles that are found."""
        return Hits(Query(self._condition))

    def ids(self, sort: Sort, cancelled: Callable[[], bool]) -> list[int]:
        """All articles that are found, in an order."""
        with self._slow_expressions_told():
            return find(self._database, self._which, self._condition, sort, cancelled)

    def first(self, sort: Sort, limit: int, cancelled: Callable[[], bool]) -> Found:
        """The first of them."""
        with self._slow_expressions_told():
            return find_first(self._database, self._which, self._condition, sort, limit, cancelled)

    def scores(self, ids: Sequence[int]) -> dict[int, float]:
        """How well the texts fit articles; without those that are not indexed yet."""
        return scores(self._database, self._condition, ids)

    def snippets(self, ids: Sequence[int]) -> dict[int, Snippet]:
        """The piece of each of these articles round its first hit; those without one in their body are left out."""
        hits = self.hits
        found: dict[int, Snippet] = {}
        for article_id in ids if hits else ():
            with self._database.read() as connection:
                row = connection.execute(_BODY, [article_id]).fetchone()
            if row is not None and (snippet := hits.snippet(row[0])) is not None:
                found[article_id] = snippet
        return found

    @contextmanager
    def _slow_expressions_told(self) -> Iterator[None]:
        """Make an expression that takes too long an error at its place in the query."""
        try:
            yield
        except SlowExpressionError as error:
            (pattern,) = error.args
            column = next((each.column for each in self._query.expressions() if each.pattern == pattern), 0)
            length = min(len(pattern) + 2, max(0, len(self._which.query) - column))
            raise QueryError(
                _("The expression /{pattern}/ takes too long.").format(pattern=pattern),
                _("Avoid repetitions within repetitions, such as (a+)+."),
                column,
                length,
            ) from None

    @property
    def _condition(self) -> Condition | None:
        parts = [query.condition for query in (self._folder, self._query) if query.condition is not None]
        if len(parts) < 2:
            return parts[0] if parts else None
        # Flat, so that the index is asked about all texts at once.
        return And(
            tuple(each for part in parts for each in (part.parts if isinstance(part, And) else (part,)))
        )
