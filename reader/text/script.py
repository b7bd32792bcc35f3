"""Traditional and simplified Chinese characters, one for one: 簡 and 简.

The table is for search, order and guesses. It knows no phrases (乾坤 becomes 干坤), so nothing is stored or
exported through it. data/README.md tells where it comes from.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

Script = Literal["zh-Hant", "zh-Hans", "en"]

_TABLE = Path(__file__).parent / "data" / "characters.tsv"
_SAMPLE = 20_000
"""Characters that a guess looks at: more do not change it."""

_LINE = 200
"""Characters of a line that is looked at more than once."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
_KANA_OR_HANGUL = re.compile("[\u3041-\u30ff\u1100-\u11ff\uac00-\ud7a3]")
_WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")

# Function words that are a quarter of any English prose and, together, rare in each other language.
_ENGLISH = frozenset((
    "the", "and", "to", "that", "with", "from", "this", "have", "for", "are", "by", "which", "you", "were", "their", "not",
    "it", "on", "be", "as", "at", "is", "was", "of",
))  # fmt: skip


class _Table(NamedTuple):
    simplified: dict[int, int]
    readings: dict[str, str]


class _Identity(dict[int, int]):
    """A table for str.translate that learns what it leaves alone: an error for each such character is dear."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


@cache
def _table() -> _Table:
    rows = [line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines()]
    return _Table(
        _Identity((ord(traditional), ord(simplified)) for traditional, simplified, _ in rows),
        {traditional: readings for traditional, _, readings in rows},
    )


@cache
def _distinct() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The characters that exist only as traditional, and only as simplified forms, each a class to search for.

    乾 and 后 are written in both. The character sets of either side tell: GB 2312 holds what 简体 needs, Big5 what
    繁體 needs.
    """
    table = _table()
    traditional = set(table.readings)
    simplified = {chr(table.simplified[ord(character)]) for character in traditional} - traditional
    return (
        _one_of(traditional - _encodable(traditional, "gb2312")),
        _one_of(simplified - _encodable(simplified, "big5")),
    )


def _one_of(characters: set[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(characters)))}]")


def _encodable(characters: set[str], encoding: str) -> set[str]:
    return set("".join(characters).encode(encoding, "ignore").decode(encoding))


def simplify(text: str) -> str:
    """The text with each traditional character replaced by its simplified form; the length stays the same."""
    if text.isascii():
        return text
    return _simplified_line(text) if len(text) <= _LINE else text.translate(_table().simplified)


@lru_cache(maxsize=4096)  # The lines of a page are looked at by many, one after the other.
def _simplified_line(text: str) -> str:
    return text.translate(_table().simplified)


def simplified_form(character: str) -> str | None:
    """The simplified form of one character, or None when the table has no other form for it."""
    if character not in _table().readings:
        return None
    return chr(_table().simplified[ord(character)])


def readings(character: str) -> frozenset[str]:
    """The toned pinyin syllables of a traditional character, in NFC; empty when the table does not have it."""
    syllables = _table().readings.get(character)
    return frozenset(syllables.split(",")) if syllables else frozenset()


def detect_script(text: str) -> Script | None:
    """The language and script of a text as a BCP 47 tag.

    None for too little text, an even mixture, or another language.
    """
    sample = text[:_SAMPLE]
    han = sum(map(len, _HAN.findall(sample)))
    # Where more than half is Han, the rest has fewer words than that, and they need not be counted.
    words = [] if han * 2 > len(sample) else _WORD.findall(sample)
    if han > len(words):
        foreign = len(_KANA_OR_HANGUL.findall(sample))
        # Japanese prose is half kana; a Chinese text may name a song or two.
        return None if foreign * 10 > han else _chinese_script(sample)
    english = sum(map(_ENGLISH.__contains__, map(str.lower, words)))
    # A quarter is usual in prose; an eighth leaves room for lists and names. Fewer than two hits are chance.
    return "en" if english >= 2 and english * 8 >= len(words) else None


def _chinese_script(text: str) -> Script | None:
    only_traditional, only_simplified = _distinct()
    traditional = len(only_traditional.findall(text))
    simplified = len(only_simplified.findall(text))
    # A quotation in the other script is common, an even mixture is neither.
    if traditional > 2 * simplified:
        return "zh-Hant"
    return "zh-Hans" if simplified > 2 * traditional else None
