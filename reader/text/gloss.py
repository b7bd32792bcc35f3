"""Bracketed readings that a broken conversion left in a page, 區(qū)域經(jīng)濟: found and taken out reversibly.

Sites that turn 简体 into 繁體 and then replace byte pairs by a table leave such pages. The table differs from
site to site, so a document is judged as a whole: primers, dictionaries and notes on a name keep their brackets.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reader.text.script import readings

if TYPE_CHECKING:
    from collections.abc import Iterable

# The bracket comes first, so that the search is for two characters only. The longest syllable is zhuāng, in
# decomposed form one mark longer, two with ü.
_BRACKETED = re.compile(
    "\\(([a-zü\u00e0-\u01dc\u0300-\u030c]{1,8})\\)|（([a-zü\u00e0-\u01dc\u0300-\u030c]{1,8})）"
)
_TONE = re.compile("[\u0300\u0301\u0304\u030c]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")

_HAN_RUN = re.compile(f"{_HAN.pattern}+")
_NEAR = 20_000
"""Characters behind the run before in which the next one is looked for first: more than what a page has between two texts."""
_SURE = 8
"""Han characters that hardly come twice: such a run is looked for in all of the rest."""
_MOST_MISSES = 100
"""Runs that are looked for in vain in all of the rest before the part counts as one of another text."""

# The thresholds had no false positive and missed none on 3,539 saved pages.
_FEWEST_GLOSSES = 8
_FEWEST_CHARACTERS = 5
_LEAST_TRADITIONAL = 0.97
"""Of all bracketed readings after a Han character: those on a traditional character that reads so."""
_LEAST_FAITHFUL = 0.9
"""Of the glossed characters, those glossed at this share of their occurrences: a table leaves no gaps."""
_MOST_OTHER_READINGS = 0.05
"""Of the glosses: a table knows one reading a character, a teacher notes the other."""
_LEAST_DENSITY = 0.01
"""Glosses to Han characters."""
_MOST_DENSITY = 0.75
"""Glosses to Han characters: a list of words with the reading of each is a primer; broken pages have 0.25."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """A reading that was taken out, with its brackets."""

    offset: int
    """Where it stood: characters of the text without glosses before it."""
    text: str


@dataclass(frozen=True, slots=True)
class Unglossed:
    """A text without its glosses, and what was taken out, in order."""

    text: str
    removed: tuple[Gloss, ...] = ()

    def restore(self) -> str:
        """The text as it was, character for character."""
        pieces: list[str] = []
        start = 0
        for gloss in self.removed:
            pieces += (self.text[start : gloss.offset], gloss.text)
            start = gloss.offset
        return "".join((*pieces, self.text[start:]))

    def restored(self, part: str) -> str:
        """A part of the text with its glosses, in the order of the text, whatever markup stands between its characters.

        Each run of Han characters gets the glosses of the next such run of the text. One that the text does not have, as
        where characters were written as escapes, stays as it is.
        """
        offsets = [gloss.offset for gloss in self.removed]
        pieces: list[str] = []
        start = position = misses = 0
        for run in _HAN_RUN.finditer(part):
            at = self.text.find(run[0], position, position + _NEAR)
            if at < 0 and len(run[0]) >= _SURE and misses < _MOST_MISSES:
                at = self.text.find(run[0], position)
                misses += at < 0
            if at < 0:
                continue
            position = at + len(run[0])
            for gloss in self.removed[bisect_right(offsets, at) : bisect_right(offsets, position)]:
                end = run.start() + gloss.offset - at
                pieces += (part[start:end], gloss.text)
                start = end
        return "".join((*pieces, part[start:]))


class _Candidate(NamedTuple):
    """A bracketed syllable after a Han character."""

    start: int
    text: str
    character: str
    reading: str
    plausible: bool
    """Whether the character is a traditional one that has this reading."""


def remove_glosses(text: str) -> Unglossed:
    """A document without the readings that a broken conversion put behind its traditional characters.

    A document that does not have them comes back unchanged, with nothing removed.
    """
    candidates = _candidates(text)
    if len(candidates) < _FEWEST_GLOSSES:
        return Unglossed(text)
    glosses = [candidate for candidate in candidates if candidate.plausible]
    if len(glosses) < _LEAST_TRADITIONAL * len(candidates):
        return Unglossed(text)
    return _without(text, _from_table(text, glosses))


def _candidates(text: str) -> list[_Candidate]:
    """List the bracketed syllables after Han characters, in whichever kind of brackets has more of them."""
    kinds: defaultdict[str, list[_Candidate]] = defaultdict(list)
    for match in _BRACKETED.finditer(text):
        character = text[match.start() - 1 : match.start()]
        if not _HAN.match(character):
            continue
        reading = unicodedata.normalize("NFC", match[1] or match[2])
        plausible = reading in readings(character)
        # A toneless word in brackets is English or a name, unless it is the neutral tone of just this character.
        if plausible or _TONE.search(unicodedata.normalize("NFD", reading)):
            kinds[match[0][0]].append(_Candidate(match.start(), match[0], character, reading, plausible))
    return max(kinds.values(), key=len, default=[])


def _from_table(text: str, glosses: list[_Candidate]) -> list[_Candidate]:
    """List the glosses that a table put there: none when the document does not look like that."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for gloss in glosses:
        counts[gloss.character][gloss.reading] += 1
    occurrences = Counter(text)
    han = sum(count for character, count in occurrences.items() if _HAN.match(character))
    glossed = {character: found.total() for character, found in counts.items()}
    faithful = sum(count >= _LEAST_FAITHFUL * occurrences[character] for character, count in glossed.items())
    usual = {character: found.most_common(1)[0] for character, found in counts.items()}
    others = len(glosses) - sum(count for _, count in usual.values())
    if (
        len(glosses) < _FEWEST_GLOSSES
        or len(counts) < _FEWEST_CHARACTERS
        or faithful < _LEAST_FAITHFUL * len(counts)
        or others > _MOST_OTHER_READINGS * len(glosses)
        or not _LEAST_DENSITY * han <= len(glosses) <= _MOST_DENSITY * han
    ):
        return []
    # What stands at half of the occurrences or fewer, or tells another reading than the usual, an author wrote.
    return [
        gloss
        for gloss in glosses
        if gloss.reading == usual[gloss.character][0]
        and 2 * usual[gloss.character][1] > occurrences[gloss.character]
    ]


def _without(text: str, glosses: Iterable[_Candidate]) -> Unglossed:
    """Cut the glosses out."""
    pieces: list[str] = []
    removed: list[Gloss] = []
    start = length = 0
    for gloss in glosses:
        pieces.append(text[start : gloss.start])
        length += gloss.start - start
        removed.append(Gloss(length, gloss.text))
        start = gloss.start + len(gloss.text)
    return Unglossed("".join((*pieces, text[start:])), tuple(removed))
