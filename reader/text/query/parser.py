r"""The query language: from a text to the tree of what is asked for.

The grammar (EBNF of ISO/IEC 14977; blanks separate, and none may stand between a field or "-" and what it belongs to)::

    query        = [ alternatives ] ;
    alternatives = sequence, { or, sequence } ;           (* one of these *)
    sequence     = factor, { [ and ], factor } ;          (* all of these; "AND" changes nothing *)
    factor       = { "-" | not }, ( group | text | field ) ;
    group        = "(", alternatives, ")" ;
    text         = word | phrase | expression ;
    field        = text field, ":", ( text | group of texts )
                 | name field, ":", ( word | phrase | group of texts )
                 | number field, ( ":" | relation | ":", relation ), number
                 | time field, ":", ( time | [ time ], "..", [ time ] )
                 | ( "after" | "before" ), ":", time
                 | ( "is" | "has" ), ":", state
                 | "sort", ":", [ "-" ], key ;
    or           = "OR" | "|" | "或" ;                    (* words of their own; 或 且 非 alone are looked for *)
    and          = "AND" | "且" ;
    not          = "NOT" | "非" ;
    phrase       = '"', { character | '""' }, '"' ;       (* or “…”, 「…」, 『…』; the closing quote twice is one *)
    expression   = "/", { character | "\/" }, "/" ;       (* the syntax of Python's re *)
    relation     = "<" | "<=" | "=" | ">=" | ">" | "≤" | "≥" ;

The names of fields, states, keys and times are in `words`, in English, 繁體 and 简体. A word is what stands between blanks,
parentheses and quotes, so 13.8%, C++, 24/7 and 人民，中国 are words; full-width （）：＞＂｜－／ are their ASCII twins
wherever they are syntax. A word with a colon is a field when a field has that name, a mistake when one has a similar name,
else a text like any other. `after:` means from the first moment of the time on, `before:` before its first moment, ".."
holds both ends. `sort:-date` is the order of `sort:date` the other way round; it stands once, and in no parentheses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from reader.errors import QueryError
from reader.i18n import _
from reader.model.filter import Sort
from reader.model.query import And, Condition, NameField, Not, Or, Query, TextField
from reader.suggestion import did_you_mean
from reader.text.query.lexer import Kind, Token, named, tokens
from reader.text.query.values import example, field_condition, text_condition
from reader.text.query.words import FIELDS, Field, Operator

if TYPE_CHECKING:
    from datetime import datetime

_LONGEST = 10_000
"""Characters."""
_MOST_TERMS = 64
"""Conditions of one query: each costs a look into the index."""
_DEEPEST = 32
"""Parentheses in parentheses: the recursion stays at some 200 calls."""
_SHORTEST_SLIP = 5
"""Letters of a word that may be a mistyped field: shorter ones are words, data is no date and node no note."""


def parse(text: str, now: datetime) -> Query:
    """The query that a text writes; a blank text asks for every article.

    `now` is aware, and its zone that of the days in the query. Raises QueryError with the place of a mistake.
    """
    if len(text) > _LONGEST:
        raise QueryError(
            _("The query has more than {count} characters.").format(count=_LONGEST),
            _("Write a shorter one."),
            _LONGEST,
            len(text) - _LONGEST,
        )
    return _Parser(_unoperated(list(tokens(text))), now).query()


def _unoperated(found: list[Token]) -> list[Token]:
    """The tokens, in which 或, 且 or 非 is a word when it is all that was written."""
    only = found[0]
    if len(found) == 2 and only.kind is Kind.OPERATOR and not only.text.isascii() and not only.is_sign:
        return [only._replace(kind=Kind.WORD, operator=None), found[1]]
    return found


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, found: list[Token], now: datetime) -> None:
        self._tokens = found
        self._position = 0
        self._now = now
        self._sort: Sort | None = None
        self._terms = 0
        self._depth = 0

    def query(self) -> Query:
        """The whole query."""
        condition = self._alternatives(None)
        if self._next.kind is Kind.CLOSE:
            _refuse(
                self._next, _("This parenthesis closes nothing."), _("Take it away, or put quotes round it.")
            )
        return Query(condition, self._sort)

    @property
    def _next(self) -> Token:
        return self._tokens[self._position]

    @property
    def _is_end(self) -> bool:
        return self._next.kind in (Kind.CLOSE, Kind.END)

    def _take(self) -> Token:
        token = self._next
        self._position += 1
        return token

    def _alternatives(self, scope: TextField | NameField | None) -> Condition | None:
        """Sequences with OR between them; None when there is nothing."""
        parts: list[Condition] = []
        either: Token | None = None
        while True:
            part = self._sequence(scope)
            if part is None and either is not None:
                _refuse(either, _("There is nothing after {word}.").format(word=either.text), _or_hint())
            if self._next.operator is not Operator.OR:
                break
            either = self._take()
            if part is None:
                _refuse(either, _("There is nothing before {word}.").format(word=either.text), _or_hint())
            parts.append(part)
        if part is not None:
            parts.append(part)
        return parts[0] if len(parts) == 1 else Or(tuple(parts)) if parts else None

    def _sequence(self, scope: TextField | NameField | None) -> Condition | None:
        """Conditions beside each other, up to an OR or an end; None when there is none."""
        parts: list[Condition] = []
        while not self._is_end and self._next.operator is not Operator.OR:
            if self._next.operator is Operator.AND:
                self._take()
                continue
            part = self._factor(scope)
            if part is not None:
                parts.append(part)
        return parts[0] if len(parts) == 1 else And(tuple(parts)) if parts else None

    def _factor(self, scope: TextField | NameField | None) -> Condition | None:
        """A condition or its contrary; None when it is an order."""
        negation: Token | None = None
        negated = False
        while self._next.operator is Operator.NOT:
            negation = self._take()
            negated = not negated
            apart = negation.is_sign and self._next.start > negation.stop
            if apart or self._is_end or self._next.operator in (Operator.AND, Operator.OR):
                _refuse_negation(negation)
        following = self._next
        condition = self._condition(scope)
        if isinstance(condition, Sort):
            self._order(following, condition, negation)
            return None
        return Not(condition) if negated else condition

    def _condition(self, scope: TextField | NameField | None) -> Condition | Sort:
        token = self._take()
        if token.kind is Kind.OPEN:
            return self._group(token, scope)
        if token.field is not None:
            return self._field(token, token.field, scope)
        self._count(token)
        if token.kind is Kind.WORD:
            _refuse_similar(token, has_value=self._next.start == token.stop and not self._is_end)
        return text_condition(token, scope)

    def _count(self, token: Token) -> None:
        """Refuse what makes the query ask for too much."""
        self._terms += 1
        if self._terms > _MOST_TERMS:
            message = _("The query asks for more than {count} things.").format(count=_MOST_TERMS)
            _refuse(token, message, _("Write a shorter one."))

    def _group(self, opening: Token, scope: TextField | NameField | None) -> Condition:
        """What stands in parentheses."""
        if self._depth == _DEEPEST:
            message = _("There are more than {count} parentheses in each other.").format(count=_DEEPEST)
            _refuse(opening, message, _("Take some away."))
        self._depth += 1
        condition = self._alternatives(scope)
        if self._next.kind is Kind.END:
            _refuse(opening, _("This parenthesis does not end."), _("Close it with )."))
        closing = self._take()
        if condition is None:
            message, hint = _("There is nothing in these parentheses."), _("Write what you look for in them.")
            raise QueryError(message, hint, opening.start, closing.stop - opening.start)
        self._depth -= 1
        return condition

    def _field(self, field: Token, asked: Field, scope: TextField | NameField | None) -> Condition | Sort:
        if scope is not None:
            message = _("A field cannot stand in the parentheses of another one.")
            _refuse(field, message, _("Write its own condition outside, or put quotes round a text."))
        value = self._next
        if value.start > field.stop or self._is_end:
            message = _("There is no value after {field}.").format(field=field.text)
            hint = _("Write it without a blank: {example}").format(example=f"{field.text}:{example(asked)}")
            _refuse(field, message, hint)
        if value.kind is not Kind.OPEN:
            self._count(value)
            return field_condition(field, asked, self._take(), self._now)
        if not isinstance(asked, TextField | NameField):
            message = _("{field} takes one value.").format(field=field.text)
            _refuse(value, message, _("Write several with OR between them, each with its field."))
        return self._group(self._take(), asked)

    def _order(self, field: Token, order: Sort, negation: Token | None) -> None:
        """Keep the order, where one may stand."""
        if self._depth or negation is not None:
            hint = _("Write sort:-date for the other direction, and outside of parentheses.")
            _refuse(field, _("An order cannot be negated or stand in parentheses."), hint)
        if self._sort is not None:
            _refuse(field, _("There is a second order."), _("Write one only."))
        self._sort = order


def _or_hint() -> str:
    return _("Write {example}, or put quotes round the word to look for it.").format(example="a OR b")


def _refuse(token: Token, message: str, hint: str) -> NoReturn:
    raise QueryError(message, hint, token.start, token.stop - token.start)


def _refuse_negation(negation: Token) -> NoReturn:
    message = _("There is nothing after {word}.").format(word=negation.text)
    _refuse(
        negation, message, _("Write -word without a blank, or NOT word; quotes look for the sign itself.")
    )


def _refuse_similar(word: Token, *, has_value: bool) -> None:
    """Refuse a word that begins with a mistyped field, or compares what is no number.

    `has_value` says whether a quotation or a parenthesis follows at once.
    """
    beginning = named(word.text)
    if beginning is None:
        return
    place = word._replace(stop=word.start + beginning.stop)
    if beginning.field is not None:
        message = _("{field} cannot be compared.").format(field=beginning.name)
        _refuse(
            place, message, _("Write {example}; for times after: and before:.").format(example="title:word")
        )
    # A slip is seldom in the first letter, and update is no date. Prose has a blank after a colon, a field has none.
    name = beginning.name.lower()
    similar = [field for names in FIELDS.values() for field in names.every if field[0] == name[0]]
    has_value = has_value or len(word.text) > beginning.stop
    if has_value and len(name) >= _SHORTEST_SLIP and (hint := did_you_mean(name, similar)):
        _refuse(
            word._replace(stop=word.start + len(beginning.name)),
            _("There is no field {name}.").format(name=beginning.name),
            hint + " " + _("Quotes look for the text itself."),
        )
