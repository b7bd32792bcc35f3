"""How fast the reader reads, learned from views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.pace import Pace

if TYPE_CHECKING:
    from reader.store.database import Database

_VIEWS = 200
"""So many of the last views count: a few weeks, so that a habit that changes is followed."""
_LEAST_SECONDS = 10
"""A shorter view is a glance."""
_PLAUSIBLE = 4.0
"""Who is so many times faster or slower than usual has skimmed, or left the room."""
_USUAL_MINUTES = 10.0
"""Minutes at the usual speed that are added, so that the first few views do not say everything."""

_PARTS = (
    "SELECT coalesce(article.language LIKE 'zh%', 0), article.minutes * view.share, view.seconds / 60 "
    "FROM view JOIN article ON article.id = view.article_id "
    "WHERE view.seconds >= :least AND view.share > 0 ORDER BY view.id DESC LIMIT :views"
)


def pace(database: Database) -> Pace:
    """How many times as fast as usual the reader reads Chinese, and everything else."""
    with database.read() as connection:
        rows = connection.execute(_PARTS, {"least": _LEAST_SECONDS, "views": _VIEWS}).fetchall()
    usual = {True: _USUAL_MINUTES, False: _USUAL_MINUTES}
    spent = dict(usual)
    for is_chinese, minutes, minutes_spent in rows:
        if minutes_spent / _PLAUSIBLE <= minutes <= minutes_spent * _PLAUSIBLE:
            usual[bool(is_chinese)] += minutes
            spent[bool(is_chinese)] += minutes_spent
    return Pace(usual[True] / spent[True], usual[False] / spent[False])
