"""How fast the reader reads, learned from views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.pace import USUAL, Pace

if TYPE_CHECKING:
    import sqlite3

    from reader.store.database import Database

_VIEWS = 200
"""So many of the last views count: a few weeks, so that a habit that changes is followed."""
_LEAST_SECONDS = 10
"""A shorter view is a glance."""
_PLAUSIBLE = 4.0
"""Who is so many times faster or slower than usual has skimmed, or left the room."""
_USUAL_MINUTES = 10.0
"""Minutes at the usual speed that are added, so that the first few views do not say everything."""
_ALWAYS = (0, 2**63 - 1)
"""From the first to the last microsecond that SQLite can tell."""

_PARTS = (
    "SELECT coalesce(article.language LIKE 'zh%', 0), article.minutes * view.share, view.seconds / 60 "
    "FROM view INDEXED BY view_by_start CROSS JOIN article ON article.id = view.article_id "
    "WHERE view.started_at >= :start AND view.started_at < :stop AND view.seconds >= :least AND view.share > 0 "
    "ORDER BY view.started_at DESC LIMIT :views"
)


def pace(database: Database) -> Pace:
    """How many times as fast as usual the reader reads Chinese, and everything else."""
    with database.read() as connection:
        chinese, other = speeds(connection, *_ALWAYS)
    return Pace(
        USUAL.chinese if chinese is None else chinese,
        USUAL.other if other is None else other,
    )


def speeds(connection: sqlite3.Connection, start: int, stop: int) -> tuple[float | None, float | None]:
    """How many times as fast as usual Chinese and everything else was read from one time (in microseconds) to another.

    Of many views the last two hundred tell. None where no view does.
    """
    arguments = {"start": start, "stop": stop, "least": _LEAST_SECONDS, "views": _VIEWS}
    usual, spent = {True: 0.0, False: 0.0}, {True: 0.0, False: 0.0}
    for is_chinese, minutes, minutes_spent in connection.execute(_PARTS, arguments).fetchall():
        if minutes_spent / _PLAUSIBLE <= minutes <= minutes_spent * _PLAUSIBLE:
            usual[bool(is_chinese)] += minutes
            spent[bool(is_chinese)] += minutes_spent
    chinese, other = (
        (_USUAL_MINUTES + usual[language]) / (_USUAL_MINUTES + spent[language]) if spent[language] else None
        for language in (True, False)
    )
    return chinese, other
