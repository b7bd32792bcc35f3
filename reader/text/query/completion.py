"""What could be written at a place in a query: fields, and the values of those that have a known set."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from reader.errors import QueryError
from reader.i18n import language
from reader.model.query import NameField, Occasion
from reader.text.clean import clean_line
from reader.text.folding import fold
from reader.text.query.lexer import Kind, Token, is_word, tokens, twin
from reader.text.query.words import DAYS, FIELDS, HAS, IS, LANGUAGES, SORT_KEYS, Field, Keyword, Names
from reader.text.query.writing import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_MOST = 8
"""Lines: what an eye takes in at once, and what stands under the box on a small terminal."""

_NAMES_BY_FIELD: Mapping[Field | None, Iterable[Names]] = {
    Keyword.IS: IS.values(),
    Keyword.HAS: HAS.values(),
    Keyword.SORT: SORT_KEYS.values(),
    Keyword.AFTER: DAYS.values(),
    Keyword.BEFORE: DAYS.values(),
    NameField.LANGUAGE: LANGUAGES.values(),
    **dict.fromkeys(Occasion, DAYS.values()),
}


class Completion(NamedTuple):
    """A text that could stand in place of a part of the query."""

    start: int
    stop: int
    """The part that it replaces, in characters of the query."""
    text: str
    """What is put in: a field with its colon; a value, in quotes when it has to be."""
    label: str
    """The same without quotes: what is shown."""


class _Begun(NamedTuple):
    """What somebody has begun to write."""

    start: int
    stop: int
    text: str
    field: Token | None
    """The field that it is the value of."""
    is_quoted: bool = False


def completions(
    text: str,
    cursor: int,
    categories: Sequence[str],
    sources: Sequence[str],
    tags: Sequence[str] = (),
) -> list[Completion]:
    """What could stand at the cursor (0 to the length of the text), at most 8, best first.

    Fields are offered in the language and script in which they were begun; names, compared folded, that begin so come
    before those that only contain it. The cursor must be at the end of what is completed. Between a field and its
    value one blank may stand, which goes.
    """
    is_at_end = cursor == len(text) or not is_word(text[cursor])
    begun = _begun(text, cursor) if is_at_end else None
    if begun is None:
        return []
    offers = islice(_offers(begun, categories, sources, tags), _MOST)
    return [Completion(begun.start, begun.stop, offer, label) for offer, label in offers]


def _begun(text: str, cursor: int) -> _Begun | None:
    """What ends at the cursor; None when nothing does that could be completed."""
    found: list[Token] = []
    try:
        for token in tokens(text[:cursor]):
            found.append(token)  # noqa: PERF402 - those before a mistake are kept
    except QueryError as mistake:
        return _begun_quotation(text, cursor, mistake.column, found[-1] if found else None)
    if len(found) < 2:
        return None
    last = found[-2]
    if last.kind is Kind.FIELD:
        return _Begun(last.stop, cursor, "", last) if cursor - last.stop <= 1 else None
    if last.kind is not Kind.WORD or last.stop != cursor:
        return None
    field = found[-3] if len(found) > 2 else None
    if _belongs(field, last.start):
        return _Begun(field.stop, cursor, last.text, field)
    return _Begun(last.start, cursor, last.text, None)


def _begun_quotation(text: str, cursor: int, start: int, field: Token | None) -> _Begun | None:
    """The value that begins with a quote at `start` and has no other yet, or has it right behind the cursor."""
    if twin(text[start]) == "/" or not _belongs(field, start):
        return None
    is_closed = cursor < len(text) and not text[cursor].isspace() and text[cursor] not in "()（）"
    return _Begun(field.stop, cursor + is_closed, clean_line(text[start + 1 : cursor]), field, is_quoted=True)


def _belongs(field: Token | None, start: int) -> TypeGuard[Token]:
    """Whether what starts there is the value of the field."""
    return field is not None and field.kind is Kind.FIELD and start - field.stop <= 1


def _offers(
    begun: _Begun, categories: Sequence[str], sources: Sequence[str], tags: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """What is put in and what is shown for it, best first."""
    if begun.field is None:
        for name in _matching(FIELDS.values(), begun.text, chinese=False):
            yield f"{name}:", f"{name}:"
        return
    names_by_field: dict[Field | None, Sequence[str]] = {
        NameField.CATEGORY: categories,
        NameField.SOURCE: sources,
        NameField.TAG: tags,
    }
    names = names_by_field.get(begun.field.field)
    if names is not None:
        for name in _containing(names, begun.text):
            needs_quotes = begun.is_quoted or not _is_unmistakable(name, names)
            yield quoted(name) if needs_quotes else name, name
    elif (known := _NAMES_BY_FIELD.get(begun.field.field)) is not None:
        turned = "-" if begun.field.field is Keyword.SORT and twin(begun.text).startswith("-") else ""
        for name in _matching(known, begun.text[len(turned) :], chinese=not begun.field.text.isascii()):
            yield turned + name, turned + name


def _matching(table: Iterable[Names], begun: str, *, chinese: bool) -> Iterator[str]:
    """Of each thing the name that fits what was begun best."""
    folded = fold(begun)
    for names in table:
        written = (names.hans, names.hant) if language() == "zh_Hans" else (names.hant, names.hans)
        ordered = chain(*written, names.english) if chinese else chain(names.english, *written)
        fitting = [name for name in ordered if fold(name).startswith(folded)]
        if fitting:
            yield min(fitting, key=lambda name: (name != begun, not name.startswith(begun)))


def _containing(names: Sequence[str], begun: str) -> Iterator[str]:
    """The names that contain what was begun, first those that begin with it."""
    folded = fold(begun)
    # A name that folds to nothing, a lone accent, cannot be asked for.
    fitting = [name for name in names if folded in fold(name) and fold(name).strip()]
    return iter(sorted(fitting, key=lambda name: not fold(name).startswith(folded)))


def _is_unmistakable(name: str, names: Sequence[str]) -> bool:
    """Whether the name without quotes is read as it is, and is part of no other name."""
    if not is_word(name) or clean_line(name) != name:
        return False
    return not any(other != name and fold(name) in fold(other) for other in names)
