"""Views within the span that a query names: `viewed:30d sort:views` counts those of thirty days and no others."""

# ruff: noqa: S608 - statements are put together from our own texts; every value is a parameter
from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from reader.model.query import And, Dated, Occasion
from reader.store.times import microseconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.query import Condition
    from reader.store.database import Database

_LAST = 2**63 - 1
_WITHIN = "started_at >= {start} AND started_at < {stop}"
_COUNTS = (
    f"SELECT article_id, count(*) FROM view INDEXED BY view_by_article WHERE {_WITHIN.format(start=':start', stop=':stop')} "
    "AND article_id IN (SELECT value FROM json_each(:ids)) GROUP BY article_id"
)


class Within(NamedTuple):
    """From one time on and before another, in microseconds: whole numbers, which stand in statements as they are."""

    start: int
    stop: int

    @classmethod
    def of(cls, condition: Dated) -> Within:
        """The span of a condition."""
        return cls(
            0 if condition.start is None else microseconds(condition.start),
            _LAST if condition.stop is None else microseconds(condition.stop),
        )

    @property
    def viewed(self) -> str:
        """The condition that an article was viewed in it."""
        span = _WITHIN.format(start=self.start, stop=self.stop)
        return f"article.id IN (SELECT article_id FROM view INDEXED BY view_by_start WHERE {span})"

    @property
    def views(self) -> str:
        """How often an article was viewed in it."""
        span = _WITHIN.format(start=self.start, stop=self.stop)
        return (
            f"(SELECT count(*) FROM view INDEXED BY view_by_article WHERE article_id = article.id AND {span})"
        )

    def counts(self, database: Database, ids: Sequence[int]) -> dict[int, int]:
        """How often each of these articles was viewed in it; those that were not are left out."""
        arguments: dict[str, int | str] = {**self._asdict(), "ids": json.dumps(list(ids))}
        with database.read() as connection:
            return dict(connection.execute(_COUNTS, arguments).fetchall())


def viewed_within(condition: Condition | None) -> Within | None:
    """The span in which all found articles were viewed, as the query says; of several the last, which narrows the others."""
    parts = condition.parts if isinstance(condition, And) else (condition,)
    return next(
        (
            Within.of(part)
            for part in reversed(parts)
            if isinstance(part, Dated) and part.occasion is Occasion.VIEWED
        ),
        None,
    )
