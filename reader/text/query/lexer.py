"""A query cut into tokens, each with the characters that it takes.

Full-width signs count as their ASCII twins wherever they are syntax, and stay as they are in what is looked for.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import QueryError
from reader.i18n import _
from reader.model.query import Quantity, TextField
from reader.text.clean import clean_line
from reader.text.folding import fold
from reader.text.query.words import FIELDS, OPERATORS, Field, Operator, meanings

if TYPE_CHECKING:
    from collections.abc import Iterator

# Controls cut nothing out (ESC is no sequence here), so that columns stay; surrogates cannot be stored or looked for.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TWINS = {0x3000: " "} | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
"""Full-width forms to ASCII, one for one (Unicode, Halfwidth and Fullwidth Forms)."""

_BLANKS = re.compile(r"\s+")
_WORD_END = re.compile(r'[\s()"“”「『]')
# Letters before a colon or a relation. 16: the longest name has 10, and what is longer is no slip of one.
_NAMED = re.compile(r"([^\W\d_]{1,16})(:?(?:!=|[<>=≤≥≦≧≠])+|:)")
_EXPRESSION = re.compile(r"/((?:[^/\\]|\\.)*)/")
# Input methods give curly quotes in turn, so that one may have the wrong direction.
_CURLY = re.compile("[“”]")
_CLOSING = {'"': re.compile('"'), "“": _CURLY, "”": _CURLY, "「": re.compile("」"), "『": re.compile("』")}
_CLOSING_QUOTES = {'"': '"', "“": "”", "”": "”", "「": "」", "『": "』"}
_MEANINGS = meanings(FIELDS)


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    EXPRESSION = auto()
    FIELD = auto()
    OPERATOR = auto()
    OPEN = auto()
    CLOSE = auto()
    END = auto()


class Token(NamedTuple):
    """A piece of a query."""

    kind: Kind
    text: str
    """What is looked for: a word, a phrase without its quotes, a pattern; of a field its name as it was typed."""
    start: int
    stop: int
    field: Field | None = None
    relation: str = ""
    """What stands between a field and its value when that is a comparison: "<" and the like."""
    operator: Operator | None = None

    @property
    def is_sign(self) -> bool:
        """Whether this is `-`, which belongs to what follows without a blank."""
        return self.operator is Operator.NOT and twin(self.text) == "-"


class Named(NamedTuple):
    """How a word begins that may be a field with its value."""

    name: str
    relation: str
    """"<" and the like; "" for a colon."""
    stop: int
    """Where the value begins, from the beginning of the word."""

    @property
    def field(self) -> Field | None:
        """The field of that name; None when there is none."""
        return _MEANINGS.get(fold(self.name))

    @property
    def is_field(self) -> bool:
        """Whether it is a field, with a relation only when its values are numbers."""
        return self.field is not None and (not self.relation or isinstance(self.field, Quantity))


def named(word: str) -> Named | None:
    """The name before the first colon or relation of a word; None when it has none or anything else stands before."""
    match = _NAMED.match(twin(word))
    if match is None:
        return None
    name, sign = match.groups()
    if not sign.startswith(":"):
        return Named(name, sign, match.end())
    # Numbers may have both, views:>3; elsewhere what follows the colon is the value.
    if isinstance(_MEANINGS.get(fold(name)), Quantity):
        return Named(name, sign[1:], match.end())
    return Named(name, "", len(name) + 1)


def twin(text: str) -> str:
    """The text with full-width forms as ASCII; as long as it was."""
    return text.translate(_TWINS)


def is_word(text: str) -> bool:
    """Whether the text is one word, as the value of a field needs no quotes then."""
    return _WORD_END.search(twin(text)) is None


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, at last one of kind END.

    Raises QueryError at a quotation or an expression that does not end.
    """
    scanner = _Scanner(text)
    position, field = scanner.skip_blanks(0), None
    while position < len(text):
        token = scanner.token(position, field)
        # What is invisible, a joiner alone or a stray accent, counts as a blank.
        if token.kind is not Kind.WORD or fold(token.text).strip():
            yield token
        position = scanner.skip_blanks(token.stop)
        field = token.field if position == token.stop else None
    yield Token(Kind.END, "", len(text), len(text))


class _Scanner:
    """Reads tokens out of one query."""

    def __init__(self, text: str) -> None:
        self._text = _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))
        self._twin = twin(self._text)

    def skip_blanks(self, position: int) -> int:
        """Where the next token begins, or the text ends."""
        match = _BLANKS.match(self._twin, position)
        return match.end() if match is not None else position

    def token(self, start: int, field: Field | None) -> Token:
        """The token that begins here, which is no blank; `field` when it is the value of one."""
        sign = self._twin[start]
        if sign in "()":
            return Token(Kind.OPEN if sign == "(" else Kind.CLOSE, sign, start, start + 1)
        if sign in _CLOSING:
            return self._phrase(start)
        if sign == "/" and (field is None or isinstance(field, TextField)):
            return self._expression(start)
        if sign == "-" and field is None:
            return Token(Kind.OPERATOR, sign, start, start + 1, operator=Operator.NOT)
        return self._word(start, field)

    def _word(self, start: int, field: Field | None) -> Token:
        end = _WORD_END.search(self._twin, start)
        stop = end.start() if end is not None else len(self._text)
        word = self._text[start:stop]
        if field is None:
            if operator := OPERATORS.get(self._twin[start:stop]):
                return Token(Kind.OPERATOR, word, start, stop, operator=operator)
            if (beginning := named(word)) and beginning.is_field:
                name = word[: len(beginning.name)]
                return Token(
                    Kind.FIELD, name, start, start + beginning.stop, beginning.field, beginning.relation
                )
        return Token(Kind.WORD, clean_line(word), start, stop)

    def _phrase(self, start: int) -> Token:
        closing = _CLOSING[self._twin[start]]
        pieces: list[str] = []
        position = start + 1
        while match := closing.search(self._twin, position):
            pieces.append(self._text[position : match.start()])
            if self._twin[match.end() : match.end() + 1] != match[0]:
                phrase = clean_line("".join(pieces))
                return Token(Kind.PHRASE, phrase, start, match.end())
            # Written twice it stands for itself.
            pieces.append(self._text[match.start()])
            position = match.end() + 1
        quote = _CLOSING_QUOTES[self._twin[start]]
        hint = _("Close it with {quote}; a quote inside is written twice.").format(quote=quote)
        raise QueryError(_("This quotation does not end."), hint, start)

    def _expression(self, start: int) -> Token:
        match = _EXPRESSION.match(self._twin, start)
        if match is None:
            raise QueryError(
                _("This expression does not end."),
                _("Close it with /, or put quotes round a text that begins with a slash."),
                start,
            )
        if match.end() < len(self._twin) and _WORD_END.match(self._twin, match.end()) is None:
            raise QueryError(
                _("The expression ends at this slash."),
                _("Write \\/ for a slash in it, or put quotes round a text that begins with a slash."),
                match.end() - 1,
            )
        return Token(Kind.EXPRESSION, self._text[start + 1 : match.end() - 1], start, match.end())
