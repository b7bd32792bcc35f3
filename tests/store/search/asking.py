"""Queries that are likely to find something: of pieces of the articles, alone and combined."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from store.search.corpus import CATEGORIES, HAN, OTHERS, WORDS
from store.search.plain_scan import Either, Every, Filed, Is, Text, Wanted, Without, leveled

from reader.text.query.words import OPERATORS

if TYPE_CHECKING:
    import random

    from store.search.plain_scan import Shown

_SYNTAX = r"\s()（）\"＂“”「『」』:：<>=＜＞＝"
_BARE = re.compile(f"[^{_SYNTAX}/／|｜\\-－][^{_SYNTAX}]*")
_FIELDS = ("title", "body", "origin", "author")
_SWITCHED = str.maketrans("旅遊游發发展頭头髮增長经經", "旅游遊发發展头頭发增长經经")


def term(chance: random.Random, articles: list[Shown]) -> Text:
    """A piece of a text, mostly of 1 to 6 characters, or words; sometimes written in another way, or in a field."""
    text = ""
    while not leveled(text):
        text = _piece(chance, articles)
    if chance.random() < 0.3:
        text = chance.choice((str.upper, str.title, _in_other_script, _full_width, _decomposed))(text)
    quoted = not _BARE.fullmatch(text) or text in OPERATORS or chance.random() < 0.3
    return Text(text, quoted, chance.choice(_FIELDS) if chance.random() < 0.2 else None)


def query(chance: random.Random, articles: list[Shown], depth: int = 2) -> Wanted:
    """A term, or several with AND, OR, NOT and states."""
    if depth == 0 or chance.random() < 0.45:
        return term(chance, articles)
    match chance.randrange(8):
        case 0:
            return Is(chance.choice(("read", "unread", "bookmarked")))
        case 1:
            return Filed(chance.choice(("经济", "創新", "cafe", "News", *CATEGORIES[:2])))
        case 2 | 3:
            return Without(query(chance, articles, depth - 1))
        case 4 | 5:
            return Either(_several(chance, articles, depth))
        case _:
            return Every(_several(chance, articles, depth))


def _several(chance: random.Random, articles: list[Shown], depth: int) -> tuple[Wanted, ...]:
    return tuple(query(chance, articles, depth - 1) for _ in range(chance.randint(2, 3)))


def _piece(chance: random.Random, articles: list[Shown]) -> str:
    text = chance.choice([each for each in chance.choice(articles).texts.values() if each])
    text = re.sub(r"\s+", " ", text)
    match chance.randrange(8):
        case 0 | 1 | 2:
            start = chance.randrange(len(text))
            return text[start : start + chance.randint(1, 6)].strip()
        case 3:
            word = chance.choice(re.findall(r"\w+", text) or HAN)
            return word[: chance.randint(1, len(word))]
        case 4:
            return chance.choice(re.findall(r"\w+", text) or HAN)
        case 5:
            start = chance.randrange(len(text))
            return text[start : start + chance.randint(7, 30)].strip()
        case 6:
            return chance.choice(chance.choice((HAN, WORDS, OTHERS)))
        case _:
            return chance.choice(HAN) + chance.choice(WORDS[:6])


def _in_other_script(text: str) -> str:
    return text.translate(_SWITCHED)


def _full_width(text: str) -> str:
    """Letters and digits as an input method writes them."""
    return "".join(
        chr(ord(character) + 0xFEE0) if character.isascii() and character.isalnum() else character
        for character in text
    )


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)
