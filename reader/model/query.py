"""A query as a tree: what an article must be to be found, and in which order. Made by text.query, asked by store.search."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from reader.model.filter import Sort


class TextField(StrEnum):
    """The texts of an article that terms are looked for in."""

    TITLE = "title"
    BODY = "body"
    ORIGIN = "origin"
    AUTHOR = "author"


class NameField(StrEnum):
    """The names round an article, of which a query gives a part."""

    CATEGORY = "category"
    SOURCE = "source"
    URL = "url"
    LANGUAGE = "language"
    NOTE = "note"
    TAG = "tag"
    HIGHLIGHT = "highlight"
    """What is highlighted, and the remarks on it."""


class State(StrEnum):
    """What the reader has done with an article."""

    UNREAD = "unread"
    READ = "read"
    BOOKMARKED = "bookmarked"
    VIEWED = "viewed"
    NOTED = "noted"
    """The bookmark carries a note."""
    TAGGED = "tagged"
    HIGHLIGHTED = "highlighted"
    HALF_READ = "half-read"
    """Opened and not read to its end."""


class Quantity(StrEnum):
    """The numbers of an article."""

    VIEWS = "views"
    CLICKS = "clicks"
    MINUTES = "minutes"


class Relation(StrEnum):
    """How a number is compared."""

    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    AT_LEAST = ">="
    MORE = ">"


class Occasion(StrEnum):
    """The times of an article."""

    PUBLISHED = "published"
    IMPORTED = "imported"
    VIEWED = "viewed"
    BOOKMARKED = "bookmarked"


@dataclass(frozen=True, slots=True)
class Term:
    """Text that stands in one of some fields, compared as `text.terms` says."""

    text: str
    whole: bool = False
    """Whether a word at its end must end there: it was quoted."""
    fields: tuple[TextField, ...] = tuple(TextField)


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression that matches somewhere in one of some fields, whatever the case."""

    pattern: str
    fields: tuple[TextField, ...] = (TextField.TITLE, TextField.BODY)
    column: int = field(default=0, compare=False)
    """Where it stands in the text of the query, for errors that show when it is used."""


@dataclass(frozen=True, slots=True)
class Name:
    """A part of a name, compared folded (script, width, case, accents); all of it when it was quoted."""

    field: NameField
    text: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A state."""

    state: State


@dataclass(frozen=True, slots=True)
class Measured:
    """A number within bounds; an article that lacks it is not found."""

    quantity: Quantity
    relation: Relation
    number: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A time from `start` on and before `stop` (aware; None: without that bound); an article that lacks it is not found."""

    occasion: Occasion
    start: datetime | None
    stop: datetime | None


@dataclass(frozen=True, slots=True)
class And:
    """All of these, two or more."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of these, two or more."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but this."""

    part: Condition


Condition: TypeAlias = Term | Expression | Name | Marked | Measured | Dated | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for."""

    condition: Condition | None
    """None: every article."""
    sort: Sort | None = None
    """The order that the query itself names."""

    def wanted(self) -> Iterator[Term | Expression]:
        """The terms and expressions that a found article can hold: those under no negation, in their order."""
        return _leaves(self.condition, negated=False)

    def expressions(self) -> Iterator[Expression]:
        """All regular expressions in it."""
        return (leaf for leaf in _leaves(self.condition, negated=True) if isinstance(leaf, Expression))


def _leaves(condition: Condition | None, *, negated: bool) -> Iterator[Term | Expression]:
    match condition:
        case Term() | Expression():
            yield condition
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part, negated=negated)
        case Not(part) if negated:
            yield from _leaves(part, negated=negated)
        case _:
            pass
