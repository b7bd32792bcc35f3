"""繁體 and 简体, phrase by phrase (OpenCC), for what is shown: 头发 is 頭髮, and 发展 is 發展.

Characters change and words do not: a Taiwanese reader gets the characters of Taiwan, but 信息 does not become 資訊.
Such lists know no context (行政程序 becomes 行政程式, 支持政府 becomes 支援政府), and the words of an article are its
author's. So a converted text has the length of its source, and character n of one is character n of the other: places,
spans and hits hold in both.

Converted text is for the screen alone: it is neither stored nor exported. For search and guesses see `script`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING, Literal

from reader.text.script import detect_script, simplified_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class DisplayScript(StrEnum):
    """The script that a reader wants to see."""

    AS_WRITTEN = "as-written"
    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"
    """The forms of OpenCC's own standard (裏, 爲, 麪); what is traditional already stays as it is."""
    TAIWAN = "traditional-taiwan"
    """The forms of Taiwan's standard (裡, 為, 麵); other traditional forms change to them too."""
    HONG_KONG = "traditional-hong-kong"
    """The forms of Hong Kong's standard (裏, 為, 麪, 着); other traditional forms change to them too."""


_ChineseScript = Literal["zh-Hans", "zh-Hant"]

# Configurations of OpenCC, one after the other. tw2s knows 隨著 → 随着, which t2s does not; hk2t brings 衞 and 枱, which
# tw2s does not know.
_TO_SIMPLIFIED = ("hk2t", "tw2s")
_TO_TRADITIONAL = ("s2t",)
_VARIANTS = {DisplayScript.TAIWAN: ("t2tw",), DisplayScript.HONG_KONG: ("t2hk",)}

_SHORT = 200
"""Characters of a title or name: lists draw the same ones over and over, so they are kept."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
# Without ・ (U+30FB), which stands in foreign names in Chinese too.
_FOREIGN = "\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
_FOREIGN_CHARACTER = re.compile(f"[{_FOREIGN}]")
# Addresses, and what cannot be encoded for OpenCC (a lone surrogate in the name of a file).
_OPAQUE = re.compile(r"(?:https?://|www\.)[^\s<>，。；：！？、（）《》「」“”]+|[\ud800-\udfff]")
# 著 that means a writing or a fact: OpenCC knows 著作 and 名著 and takes these for 着.
_WRITING = re.compile("(?<=[原土論论專专編编撰遺遗譯译拙卓較较])著")
# Beyond the BMP most fonts of terminals have nothing, and the form that is written is better than a box.
_RARE = re.compile("[\U00010000-\U0010ffff]")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(r"\w+\W*|\W+")
_REGIONS: dict[str, _ChineseScript] = {
    "hans": "zh-Hans", "cn": "zh-Hans", "sg": "zh-Hans", "my": "zh-Hans",
    "hant": "zh-Hant", "tw": "zh-Hant", "hk": "zh-Hant", "mo": "zh-Hant",
}  # fmt: skip


class Converter:
    """Turns text into one script; to be had from `converter`. May be used by several threads at once."""

    def __init__(self, target: DisplayScript) -> None:
        self.target = target
        """The script that comes out."""
        simplified = target is DisplayScript.SIMPLIFIED
        self._own_script: _ChineseScript = "zh-Hans" if simplified else "zh-Hant"
        self._change = _chain(_TO_SIMPLIFIED if simplified else _TO_TRADITIONAL)
        self._vary = _chain(_VARIANTS.get(target, ()))
        only_simplified, only_traditional = _evidence()
        self._own = only_simplified if simplified else only_traditional
        self._other = only_traditional if simplified else only_simplified
        self._short = lru_cache(maxsize=4096)(self._converted)  # some screens of each list

    def text(self, text: str, language: str | None = None, kept: Iterable[tuple[int, int]] = ()) -> str:
        """The text in the wanted script, of the same length; the same object when nothing changes.

        Text that tells neither script (皇后在后面) goes by `language`, the BCP 47 tag of the article, and changes when that
        does not tell either. Japanese, Korean and addresses stay as they are, and so do the characters of the ranges
        `kept` (start and end). The interpreter waits until a text is done: 1 ms for some thousand characters, so
        long articles are converted block by block.
        """
        if not _HAN.search(text) or _subtags(language)[0] in {"ja", "ko"}:
            return text
        ranges = tuple(kept)
        converted = (
            self._short(text, language, ranges)
            if len(text) <= _SHORT
            else self._converted(text, language, ranges)
        )
        return text if converted == text else converted

    def _converted(self, text: str, language: str | None, kept: tuple[tuple[int, int], ...]) -> str:
        source = _OPAQUE.sub(lambda opaque: " " * len(opaque[0]), text)
        converted = self._vary(self._in_script(source, language))
        stays = [*kept, *_spans(_OPAQUE, text), *_foreign_spans(text), *_spans(_WRITING, text)]
        return _with_ranges_of(text, converted, [*stays, *_spans(_RARE, converted)])

    def _in_script(self, text: str, language: str | None) -> str:
        """The text with what is in the other script changed."""
        other, own = self._other.search(text), self._own.search(text)
        if other and own:
            return self._unmixed(text)
        if own or (not other and self._is_said_to_be_own(text, language)):
            return text
        return self._change(text)

    def _is_said_to_be_own(self, text: str, language: str | None) -> bool:
        return (_chinese_script(language) or detect_script(text)) == self._own_script

    def _unmixed(self, text: str) -> str:
        """A text of both scripts, changed clause by clause; a clause that tells neither goes by the majority."""
        majority_is_other = len(self._other.findall(text)) > len(self._own.findall(text))

        def changes(clause: str) -> bool:
            if self._other.search(clause):
                return True
            return majority_is_other and not self._own.search(clause)

        parts = ((change, "".join(clauses)) for change, clauses in groupby(_CLAUSE.findall(text), changes))
        return "".join(self._change(part) if change else part for change, part in parts)


_converters: dict[DisplayScript, Converter] = {}
_loading = Lock()


def converter(target: DisplayScript) -> Converter | None:
    """The one converter to a script; None for text as written, to which nothing is done.

    The first call for a script loads its dictionaries (0.1 to 0.2 s, and 30 MB for traditional): the application
    makes it in a thread. Safe to call from several threads.
    """
    if target is DisplayScript.AS_WRITTEN:
        return None
    with _loading:
        if target not in _converters:
            _converters[target] = Converter(target)
        return _converters[target]


def _chain(configurations: tuple[str, ...]) -> Callable[[str], str]:
    """The conversions of OpenCC one after the other."""
    steps = [_conversion(name) for name in configurations]

    def convert(text: str) -> str:
        for step in steps:
            text = step(text)
        return text

    return convert


@cache
def _conversion(name: str) -> Callable[[str], str]:
    """A conversion of OpenCC, with its dictionaries loaded."""
    from opencc import OpenCC

    opencc = OpenCC(name)

    def convert(text: str) -> str:
        converted: str = opencc.convert(text)
        # No dictionary of these configurations changes a length; one that did would put every place to its right wrong.
        return converted if len(converted) == len(text) else "".join(map(_one_for_one, text))

    def _one_for_one(character: str) -> str:
        converted: str = opencc.convert(character)
        return converted if len(converted) == 1 else character

    return convert


@cache
def _evidence() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The characters that tell simplified, and those that tell traditional text, each a class to search for.

    The forms that GB 2312 and, on the other side, Big5 and the standard of Hong Kong do not share. 着, 后 and 税 tell
    nothing: they are written in both.
    """
    han = "".join(map(chr, range(0x4E00, 0xA000)))
    mainland = set(han.encode("gb2312", "ignore").decode("gb2312"))
    taiwan = set(han.encode("big5", "ignore").decode("big5"))
    forms = {character: form for character in han if (form := simplified_form(character))}
    hong_kong = set(_conversion("t2hk")("\n".join(forms)).split("\n"))
    simplified = {form for character, form in forms.items() if character in taiwan} - taiwan - hong_kong
    return _one_of(simplified), _one_of((forms.keys() | hong_kong) - mainland)


def _one_of(characters: set[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(characters))}]")


def _subtags(language: str | None) -> list[str]:
    return (language or "").lower().replace("_", "-").split("-")


def _chinese_script(language: str | None) -> _ChineseScript | None:
    """The script that a BCP 47 tag names, or that the region it names writes."""
    subtags = _subtags(language)
    if subtags[0] != "zh":
        return None
    return next((_REGIONS[subtag] for subtag in subtags[1:] if subtag in _REGIONS), None)


def _foreign_spans(text: str) -> Iterator[tuple[int, int]]:
    """The parts that are Japanese or Korean: lines of such prose, else words that mix kana or Hangul with Han."""
    if not _FOREIGN_CHARACTER.search(text):
        return
    for line in _LINE.finditer(text):
        words = list(_WORD.finditer(text, *line.span()))
        mixed = [word for word in words if _FOREIGN_CHARACTER.search(word[0])]
        # Their particles and endings touch the Han; the name of a song in a Chinese line stands in quotation marks.
        if 2 * sum(map(_count_han, mixed)) > sum(map(_count_han, words)):
            yield line.span()
        else:
            yield from (word.span() for word in mixed)


def _count_han(word: re.Match[str]) -> int:
    return len(_HAN.findall(word[0]))


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(text))


def _with_ranges_of(text: str, converted: str, ranges: Iterable[tuple[int, int]]) -> str:
    """The converted text with some ranges as they were."""
    parts: list[str] = []
    end = 0
    for start, stop in sorted(ranges):
        if stop > end:
            parts += (converted[end:start], text[max(start, end) : stop])
            end = stop
    return "".join((*parts, converted[end:])) if parts else converted
