"""What the index does not know yet, looked through text by text, so that a search is exact while the index is behind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.model.query import And, Condition, Not, Or, Term, TextField
from reader.store.search.functions import SearchCancelledError
from reader.text.folding import folded
from reader.text.prose import plain_text
from reader.text.terms import pattern

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

_SLICE = 50
"""Articles that are read at a time: between two slices a search can be given up."""

_IDS = "SELECT json_group_array(article_id) FROM search_pending"
_TEXTS = (
    "SELECT article.id, title, markdown, origin, author FROM json_each(?) JOIN article ON article.id = value "
    "JOIN body ON article_id = article.id"
)


def pending_articles(
    connection: sqlite3.Connection, conditions: list[Condition], cancelled: Callable[[], bool]
) -> dict[Condition, list[int]]:
    """The articles that are not indexed yet and of which each of these conditions on texts holds.

    Raises SearchCancelledError.
    """
    found: dict[Condition, list[int]] = {condition: [] for condition in conditions}
    if not found:
        return found
    ids = json.loads(connection.execute(_IDS).fetchone()[0])
    for start in range(0, len(ids), _SLICE):
        if cancelled():
            raise SearchCancelledError
        rows = connection.execute(_TEXTS, [json.dumps(ids[start : start + _SLICE])]).fetchall()
        for article_id, title, markdown, origin, author in rows:
            texts = folded_texts(title, markdown, origin, author)
            for condition, holding in found.items():
                if _holds(condition, texts):
                    holding.append(article_id)
    return found


def folded_texts(title: str, markdown: str, origin: str | None, author: str | None) -> dict[TextField, str]:
    """What an article says in each field, as a term is looked for in it."""
    return {
        TextField.TITLE: folded(title),
        TextField.BODY: folded(plain_text(markdown)),
        TextField.ORIGIN: folded(origin or ""),
        TextField.AUTHOR: folded(author or ""),
    }


def _holds(condition: Condition, texts: Mapping[TextField, str]) -> bool:
    match condition:
        case Term(text, whole, fields):
            wanted = pattern(text, whole=whole)
            return wanted is not None and any(wanted.search(texts[field]) for field in fields)
        case And(parts):
            return all(_holds(part, texts) for part in parts)
        case Or(parts):
            return any(_holds(part, texts) for part in parts)
        case Not(part):
            return not _holds(part, texts)
        case _:
            raise AssertionError(condition)
