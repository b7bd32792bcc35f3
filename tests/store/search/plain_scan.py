"""What a query must find, worked out without the search: by looking at every character of every article.

Both sides are folded, blanks count as one space and not at all beside punctuation. A term is then a part of the text;
one that begins with a letter or digit of an alphabet begins a word, and one that was quoted ends one, too.
"""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from reader.text.script import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable

_CURLY_QUOTES = str.maketrans("‘’“”", "''\"\"")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "BOPOMOFO", "THAI")
"""How Unicode's names of characters begin in scripts that are written without blanks, or with endings on words."""


@dataclass
class Shown:
    """An article as its reader sees it."""

    texts: dict[str, str] = field(repr=False)
    """By field: title, body (without syntax), origin and author."""
    category: str
    date: int
    read: bool = False
    bookmarked: bool = False


@dataclass(frozen=True)
class Text:
    """A term: bare, or quoted, which makes it whole."""

    text: str
    quoted: bool
    field: str | None = None

    def holds(self, article: Shown) -> bool:
        wanted = leveled(self.text)
        texts = article.texts.values() if self.field is None else [article.texts[self.field]]
        return any(_contains(leveled(text), wanted, whole=self.quoted) for text in texts)

    def __str__(self) -> str:
        text = '"{}"'.format(self.text.replace('"', '""')) if self.quoted else self.text
        return text if self.field is None else f"{self.field}:{text}"


@dataclass(frozen=True)
class Filed:
    """A part of the name of a category."""

    name: str

    def holds(self, article: Shown) -> bool:
        return leveled(self.name) in leveled(article.category)

    def __str__(self) -> str:
        return f"category:{self.name}"


@dataclass(frozen=True)
class Is:
    """A state."""

    state: Literal["read", "unread", "bookmarked"]

    def holds(self, article: Shown) -> bool:
        return {
            "read": article.read,
            "unread": not article.read,
            "bookmarked": article.bookmarked,
        }[self.state]

    def __str__(self) -> str:
        return f"is:{self.state}"


@dataclass(frozen=True)
class Without:
    """Everything but this."""

    part: Wanted

    def holds(self, article: Shown) -> bool:
        return not self.part.holds(article)

    def __str__(self) -> str:
        return f"NOT ({self.part})" if isinstance(self.part, Every | Either) else f"-{self.part}"


@dataclass(frozen=True)
class Every:
    """All of these."""

    parts: tuple[Wanted, ...]

    def holds(self, article: Shown) -> bool:
        return all(part.holds(article) for part in self.parts)

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Either) else str(part) for part in self.parts)


@dataclass(frozen=True)
class Either:
    """One of these."""

    parts: tuple[Wanted, ...]

    def holds(self, article: Shown) -> bool:
        return any(part.holds(article) for part in self.parts)

    def __str__(self) -> str:
        return " OR ".join(f"({part})" if isinstance(part, Either) else str(part) for part in self.parts)


Wanted: TypeAlias = Text | Filed | Is | Without | Every | Either


def found(wanted: Wanted, articles: dict[int, Shown]) -> set[int]:
    """The articles that a query must find, by looking at all."""
    return {article_id for article_id, article in articles.items() if wanted.holds(article)}


@lru_cache(maxsize=4096)
def leveled(text: str) -> str:
    """The text folded, and without the blanks that do not count."""
    words = _folded(text).split()
    parts = words[:1]
    for before, word in itertools.pairwise(words):
        parts.append("" if "mark" in (_kind(before[-1]), _kind(word[0])) else " ")
        parts.append(word)
    return "".join(parts)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    text = "".join(character for character in text if not "\u0300" <= character <= "\u036f")
    text = simplify(unicodedata.normalize("NFC", text)).translate(_CURLY_QUOTES)
    return "".join(character for character in text if not _is_invisible(character))


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def _kind(character: str) -> str:
    if not character.isalnum():
        return "mark"
    return "unspaced" if unicodedata.name(character, "").startswith(_UNSPACED) else "letter"


def _contains(text: str, wanted: str, *, whole: bool) -> bool:
    return any(
        (_kind(wanted[0]) != "letter" or not _is_letter(text[at - 1 : at]))
        and (not whole or _kind(wanted[-1]) != "letter" or not _is_letter(text[at + len(wanted) :][:1]))
        for at in _places(text, wanted)
    )


def _is_letter(character: str) -> bool:
    return character != "" and _kind(character) == "letter"


def _places(text: str, wanted: str) -> Iterable[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)
