"""What a field with its value asks for."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from reader.errors import QueryError
from reader.i18n import _
from reader.model.filter import Sort
from reader.model.query import (
    Condition,
    Dated,
    Expression,
    Marked,
    Measured,
    Name,
    NameField,
    Occasion,
    Quantity,
    Relation,
    Term,
    TextField,
)
from reader.suggestion import did_you_mean
from reader.text.folding import fold
from reader.text.prose import shorten
from reader.text.query.lexer import Kind, Token, twin
from reader.text.query.patterns import check_pattern
from reader.text.query.times import moment, span
from reader.text.query.words import (
    HAS,
    IS,
    LANGUAGES,
    RELATIONS,
    SORT_KEYS,
    Field,
    Keyword,
    Names,
    canonical,
    meanings,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_Meaning = TypeVar("_Meaning")

_LONGEST_QUOTE = 40
"""Characters of the query that a message repeats."""
_NUMBER = re.compile(r"([0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(\.[0-9]{1,4})?(万)?")
"""With the 万 it is below 2⁶³, the greatest integer of SQLite."""

_LANGUAGES = meanings(LANGUAGES)


def text_condition(token: Token, field: TextField | NameField | None) -> Condition:
    """What a word, a phrase or an expression asks for, in a field or in all texts. Raises QueryError."""
    if token.kind is Kind.EXPRESSION:
        return _expression(token, field)
    _refuse_empty(token)
    whole = token.kind is Kind.PHRASE
    if isinstance(field, NameField):
        named = field is NameField.LANGUAGE
        text = _LANGUAGES.get(fold(token.text), token.text) if named else token.text
        return Name(field, text, whole)
    return Term(token.text, whole) if field is None else Term(token.text, whole, (field,))


def field_condition(field: Token, asked: Field, value: Token, now: datetime) -> Condition | Sort:
    """What a field with a value asks for, or the order that it names. Raises QueryError."""
    _refuse_empty(value)
    text, column = value.text, value.start + (value.kind is Kind.PHRASE)
    condition: Condition | Sort
    match asked:
        case TextField() | NameField():
            condition = text_condition(value, asked)
        case Quantity():
            condition = Measured(asked, _relation(field), _number(value))
        case Occasion():
            condition = Dated(asked, *span(text, now, column))
        case Keyword.AFTER:
            condition = Dated(Occasion.PUBLISHED, moment(text, now, column), None)
        case Keyword.BEFORE:
            condition = Dated(Occasion.PUBLISHED, None, moment(text, now, column))
        case Keyword.IS | Keyword.HAS:
            condition = Marked(_known(IS if asked is Keyword.IS else HAS, field, text, column))
        case Keyword.SORT:
            turned = twin(text).startswith("-") and len(text) > 1
            order = Sort.by(_known(SORT_KEYS, field, text[turned:], column + turned))
            condition = order.reversed() if turned else order
    return condition


def example(asked: Field) -> str:
    """A value that the field takes."""
    match asked:
        case Quantity():
            return "3"
        case Occasion() | Keyword.AFTER | Keyword.BEFORE:
            return "2019-07"
        case Keyword.IS:
            return "unread"
        case Keyword.HAS:
            return "note"
        case Keyword.SORT:
            return "date"
        case _:
            return _("word")


def _shown(text: str) -> str:
    """A part of the query as messages repeat it."""
    return shorten(text, _LONGEST_QUOTE)


def _refuse_empty(value: Token) -> None:
    if not fold(value.text).strip():
        hint = _("Write what you look for between the quotes.")
        raise QueryError(_("There is nothing in these quotes."), hint, value.start, value.stop - value.start)


def _known(table: Mapping[_Meaning, Names], field: Token, name: str, column: int) -> _Meaning:
    """What a name of a table means."""
    meaning = meanings(table).get(fold(name))
    if meaning is not None:
        return meaning
    names = canonical(table)
    every = (other for names in table.values() for other in names.every)
    hint = did_you_mean(name.lower(), every) or _("Allowed: {choices}.").format(choices=", ".join(names))
    message = _("{field}: does not take {value}.").format(field=field.text, value=_shown(name))
    raise QueryError(message, hint, column, len(name))


def _relation(field: Token) -> Relation:
    if not field.relation:
        return Relation.EQUAL
    relation = RELATIONS.get(field.relation)
    if relation is None:
        raise QueryError(
            _("{sign} is no comparison.").format(sign=field.relation),
            _("Write <, <=, =, >= or > before a number."),
            field.stop - len(field.relation),
            len(field.relation),
        )
    return relation


def _number(value: Token) -> int:
    match = _NUMBER.fullmatch(fold(value.text))
    number = Decimal(0)
    if match is not None:
        number = Decimal(match[1].replace(",", "") + (match[2] or "")) * (10_000 if match[3] else 1)
    if match is None or number != int(number):
        raise QueryError(
            _("{text} is no number.").format(text=_shown(value.text)),
            _("Write a whole number: 3, 1,000, 2万."),
            value.start,
            value.stop - value.start,
        )
    return int(number)


def _expression(token: Token, field: TextField | NameField | None) -> Expression:
    """The expression, which can be compiled."""
    if field not in (None, TextField.TITLE, TextField.BODY):
        raise QueryError(
            _("Expressions are looked for in title and body only."),
            _("Write title:/…/ or body:/…/, or put quotes round a text that begins with a slash."),
            token.start,
            token.stop - token.start,
        )
    check_pattern(token)
    fields = (field,) if isinstance(field, TextField) else (TextField.TITLE, TextField.BODY)
    return Expression(token.text, fields, token.start)
