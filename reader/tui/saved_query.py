"""A search as the query of a smart folder: what it was narrowed to becomes a part of the text."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.model.filter import Folder
from reader.model.query import Or
from reader.text.query.lexer import Kind, tokens
from reader.text.query.parser import parse
from reader.text.query.words import Keyword
from reader.text.query.writing import quoted

if TYPE_CHECKING:
    from reader.model.filter import Filter

_STATES = {
    Folder.UNREAD: "is:unread",
    Folder.CONTINUE: "is:half-read",
    Folder.BOOKMARKS: "is:bookmarked",
    Folder.HISTORY: "is:viewed",
    Folder.MOST_VIEWED: "is:viewed",
}


def saved_query(which: Filter, category: str, folder_query: str) -> str:
    """The query that finds in the whole library what a filter's query finds in its folder or category.

    `category` is the name of its category, `folder_query` the query of its smart folder. The order that the filter's
    query names stays. Raises QueryError when one of the two does not parse.
    """
    condition, order = _parted(which.query)
    parts = [_STATES.get(which.folder, "")]
    if which.category_id is not None:
        parts.append(f"category:{quoted(category)}")
    if which.tag is not None:
        parts.append(f"tag:{quoted(which.tag)}")
    if which.smart_folder_id is not None:
        parts.append(_bound(_parted(folder_query)[0]))
    narrows = any(parts)
    parts += [_bound(condition) if narrows else condition, order]
    return " ".join(part for part in parts if part)


def _parted(query: str) -> tuple[str, str]:
    """What is looked for, and the order, "" when none is named."""
    found = list(tokens(query))
    for field, value in pairwise(found):
        if field.kind is Kind.FIELD and field.field is Keyword.SORT:
            return f"{query[: field.start]}{query[value.stop :]}".strip(), query[field.start : value.stop]
    return query.strip(), ""


def _bound(query: str) -> str:
    """The query as one condition beside others, which bind closer than OR."""
    # What the present is does not matter here.
    return f"({query})" if isinstance(parse(query, datetime.now(UTC)).condition, Or) else query
