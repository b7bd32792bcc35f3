"""A query as SQL: a condition on a row of `article`, with every value of the query as a parameter."""

# ruff: noqa: S608 - statements are put together from our own texts; every value is a parameter
from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from reader.model.query import (
    And,
    Condition,
    Dated,
    Expression,
    Marked,
    Measured,
    Name,
    NameField,
    Not,
    Occasion,
    Or,
    Quantity,
    State,
    Term,
    TextField,
)
from reader.store.search.functions import BODY_MATCHES, HOLDS, TEXT_MATCHES
from reader.store.search.viewing import Within
from reader.store.times import microseconds
from reader.text.folding import folded
from reader.text.terms import phrase

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

Arguments: TypeAlias = dict[str, int | str]

_STATES = {
    State.UNREAD: "article.read_at IS NULL",
    State.READ: "article.read_at IS NOT NULL",
    State.BOOKMARKED: "article.bookmarked_at IS NOT NULL",
    State.VIEWED: "article.views > 0",
    State.NOTED: "article.note IS NOT NULL",
    State.TAGGED: "EXISTS (SELECT 1 FROM tag WHERE article_id = article.id)",
    State.HIGHLIGHTED: "EXISTS (SELECT 1 FROM highlight WHERE article_id = article.id)",
    # As the folder: from 98 per cent on nothing is left but a line or two.
    State.HALF_READ: "coalesce(article.progress < 98, 0)",
}
_QUANTITIES = {
    Quantity.VIEWS: "article.views",
    Quantity.CLICKS: "article.clicks",
    Quantity.MINUTES: "article.minutes",
}
_TIMES = {
    Occasion.IMPORTED: "article.imported_at",
    Occasion.BOOKMARKED: "article.bookmarked_at",
}
_TEXTS = {
    TextField.TITLE: f"{TEXT_MATCHES}({{}}, article.title)",
    TextField.BODY: f"{BODY_MATCHES}({{}}, (SELECT markdown FROM body WHERE article_id = article.id))",
    TextField.ORIGIN: f"{TEXT_MATCHES}({{}}, article.origin)",
    TextField.AUTHOR: f"{TEXT_MATCHES}({{}}, article.author)",
}
_CATEGORIES = "SELECT id, name, '' FROM category"
_SOURCES = "SELECT id, name, location FROM source"
_TAGS = "SELECT id, name, '' FROM tag"
_HIGHLIGHTS = "SELECT id, quotation, remark FROM highlight"
# The greatest integer that SQLite holds.
_GREATEST = 2**63 - 1
_DEEPEST = 8
"""Conditions in each other in one statement: each takes some seven places of the hundred that SQLite's parser has."""


def match_expression(condition: Condition) -> str | None:
    """A condition on texts as an expression of FTS5 (https://sqlite.org/fts5.html §3); None for what it cannot say.

    It cannot say what is no text, and "everything but".
    """
    match condition:
        case Term(text, whole, fields):
            wanted = phrase(text, whole=whole)
            if wanted is None or len(fields) == len(TextField):
                return wanted
            return f"{{{' '.join(fields)}}} : {wanted}"
        case Or(parts):
            return _all_joined(" OR ", map(match_expression, parts))
        case And(parts):
            wanted = _all_joined(" AND ", [match_expression(p) for p in parts if not isinstance(p, Not)])
            unwanted = [match_expression(part.part) for part in parts if isinstance(part, Not)]
            if not unwanted or not wanted:
                return wanted
            others = _all_joined(" OR ", unwanted)
            return None if others is None else f"({wanted} NOT {others})"
        case _:
            return None


def _all_joined(by: str, expressions: Iterable[str | None]) -> str | None:
    """The expressions joined; None when one of them is missing, or all."""
    found = list(expressions)
    known = [each for each in found if each is not None]
    return f"({by.join(known)})" if known and len(known) == len(found) else None


def phrases_in(condition: Condition) -> Iterator[str]:
    """The terms of a condition on texts as expressions, each by itself, but for those under a negation."""
    match condition:
        case Term():
            if (wanted := match_expression(condition)) is not None:
                yield wanted
        case And(parts) | Or(parts):
            for part in parts:
                yield from phrases_in(part)
        case _:
            pass


def text_and_rest(condition: Condition | None) -> tuple[Condition | None, list[Condition]]:
    """What the index can say of a condition, as large a part as there is, and the conditions that it leaves."""
    if condition is None:
        return None, []
    if match_expression(condition) is not None:
        return condition, []
    if not isinstance(condition, And):
        return None, [condition]
    wanted = [part for part in condition.parts if match_expression(part) is not None]
    if not wanted:
        return None, [condition]
    unwanted = [
        part for part in condition.parts if isinstance(part, Not) and match_expression(part.part) is not None
    ]
    told = [*wanted, *unwanted]
    rest = [part for part in condition.parts if part not in told]
    return told[0] if len(told) == 1 else And(tuple(told)), rest


def texts_in(condition: Condition) -> Iterator[Condition]:
    """The parts of a condition that the index is asked about, each as large as it can be."""
    if match_expression(condition) is not None:
        yield condition
        return
    match condition:
        case And(parts):
            text, rest = text_and_rest(condition)
            for part in parts if text is None else [text, *rest]:
                yield from texts_in(part)
        case Or(parts):
            for part in parts:
                yield from texts_in(part)
        case Not(part):
            yield from texts_in(part)
        case _:
            pass


@dataclass(slots=True)
class Compiler:
    """Turns conditions into SQL, and gathers the values that they compare with."""

    connection: sqlite3.Connection
    pending: Callable[[Condition], Sequence[int]]
    """The articles that the index does not know yet and of which a condition on texts holds."""
    arguments: Arguments = field(default_factory=dict)
    _depth: int = 0

    def where(self, conditions: Iterable[Condition]) -> str:
        """All of the conditions as one that is 0 or 1 and never NULL. What takes long is asked last, of what is left."""
        first: list[str] = []
        last: list[str] = []
        for condition in conditions:
            (last if _takes_long(condition) else first).append(self._one(condition))
        quick, slow = " AND ".join(first) or "TRUE", " AND ".join(last)
        # Of an AND, SQLite may ask the dear part first; of a CASE it may not.
        return f"CASE WHEN {quick} THEN {slow} ELSE 0 END" if slow else quick

    def argument(self, value: int | str) -> str:
        """The name of a parameter that has a value."""
        name = f"q{len(self.arguments)}"
        self.arguments[name] = value
        return f":{name}"

    def _one(self, condition: Condition) -> str:
        matched = match_expression(condition)
        if matched is not None:
            return self._matched(condition, matched)
        if not isinstance(condition, And | Or | Not):
            return self._leaf(condition)
        if self._depth == _DEEPEST:
            return self._asked_before(condition)
        self._depth += 1
        joined = self._joined(condition)
        self._depth -= 1
        return joined

    def _joined(self, condition: And | Or | Not) -> str:
        match condition:
            case And(parts):
                text, rest = text_and_rest(condition)
                return f"({self.where(parts if text is None else [text, *rest])})"
            case Or(parts):
                return f"({' OR '.join(map(self._one, parts))})"
            case Not(part):
                return f"NOT {self._one(part)}"

    def _asked_before(self, condition: Condition) -> str:
        """A condition that lies too deep for one statement: as the articles of which it holds."""
        inner = Compiler(self.connection, self.pending)
        statement = f"SELECT json_group_array(article.id) FROM article WHERE {inner.where([condition])}"
        (ids,) = self.connection.execute(statement, inner.arguments).fetchone()
        return f"article.id IN (SELECT value FROM json_each({self.argument(ids)}))"

    def _leaf(self, condition: Condition) -> str:
        match condition:
            case Marked(state):
                return f"({_STATES[state]})"
            case Measured(quantity, relation, number):
                return (
                    f"coalesce({_QUANTITIES[quantity]} {relation} {self.argument(min(number, _GREATEST))}, 0)"
                )
            case Dated():
                return self._dated(condition)
            case Name():
                return self._named(condition)
            case Expression(pattern, fields):
                argument = self.argument(pattern)
                return f"({' OR '.join(_TEXTS[each].format(argument) for each in fields)})"
            case _:  # a term of blanks
                return "TRUE"

    def _matched(self, condition: Condition, matched: str) -> str:
        entries = "search_text JOIN search_entry ON entry = search_text.rowid"
        found = f"article.id IN (SELECT article_id FROM {entries} WHERE search_text MATCH {self.argument(matched)})"
        pending = self.pending(condition)
        if pending:
            found += f" OR article.id IN (SELECT value FROM json_each({self.argument(json.dumps(pending))}))"
        return f"({found})"

    def _dated(self, condition: Dated) -> str:
        if condition.occasion is Occasion.PUBLISHED:
            return self._published(condition)
        if condition.occasion is Occasion.VIEWED:
            return f"({Within.of(condition).viewed})"
        column = _TIMES[condition.occasion]
        bounds = [f"{column} IS NOT NULL"]
        if condition.start is not None:
            bounds.append(f"{column} >= {self.argument(microseconds(condition.start))}")
        if condition.stop is not None:
            bounds.append(f"{column} < {self.argument(microseconds(condition.stop))}")
        return f"({' AND '.join(bounds)})"

    def _published(self, condition: Dated) -> str:
        """A date of reduced precision lies within the bounds when all of its days do; a time is compared as one."""
        days = ["article.published IS NOT NULL"]
        times = ["TRUE"]
        if condition.start is not None:
            days.append(
                f"substr(article.published || '-01-01', 1, 10) >= {self.argument(condition.start.date().isoformat())}"
            )
            times.append(f"article.sorted_at >= {self.argument(int(condition.start.timestamp()))}")
        if condition.stop is not None:
            days.append(
                f"substr(article.published || '-12-31', 1, 10) < {self.argument(condition.stop.date().isoformat())}"
            )
            times.append(f"article.sorted_at < {self.argument(int(condition.stop.timestamp()))}")
        exact = f"length(article.published) > 10 AND {' AND '.join(times)}"
        return f"coalesce(iif(length(article.published) > 10, {exact}, {' AND '.join(days)}), 0)"

    def _named(self, condition: Name) -> str:
        wanted = folded(condition.text).strip()
        match condition.field:
            case NameField.CATEGORY:
                return (
                    f"article.category_id IN ({self._named_ids(_CATEGORIES, wanted, whole=condition.whole)})"
                )
            case NameField.SOURCE:
                ids = self._named_ids(_SOURCES, wanted, whole=condition.whole)
                return f"coalesce(article.source_id IN ({ids}), 0)"
            case NameField.TAG:
                ids = self._named_ids(_TAGS, wanted.lstrip("#"), whole=condition.whole)
                return f"article.id IN (SELECT article_id FROM tag WHERE id IN ({ids}))"
            case NameField.HIGHLIGHT:
                ids = self._named_ids(_HIGHLIGHTS, wanted, whole=condition.whole)
                return f"article.id IN (SELECT article_id FROM highlight WHERE id IN ({ids}))"
            case NameField.LANGUAGE:
                # A tag stands for all that is more exact (RFC 4647 §3.3.1).
                tag, length = self.argument(f"{wanted}-"), self.argument(len(wanted) + 1)
                return f"coalesce(substr(lower(article.language) || '-', 1, {length}) = {tag}, 0)"
            case NameField.URL | NameField.NOTE as column:
                whole = self.argument(int(condition.whole))
                return f"coalesce({HOLDS}(article.{column.value}, {self.argument(wanted)}, {whole}), 0)"

    def _named_ids(self, statement: str, wanted: str, *, whole: bool) -> str:
        rows = self.connection.execute(statement).fetchall()
        ids = [
            row[0]
            for row in rows
            if any(name == wanted if whole else wanted in name for name in map(folded, row[1:]))
        ]
        return f"SELECT value FROM json_each({self.argument(json.dumps(ids))})"


def _takes_long(condition: Condition) -> bool:
    """Whether Python is asked about each article."""
    match condition:
        case Expression() | Name(NameField.URL | NameField.NOTE):
            return True
        case And(parts) | Or(parts):
            return any(map(_takes_long, parts))
        case Not(part):
            return _takes_long(part)
        case _:
            return False
