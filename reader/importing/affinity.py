"""Which of a page's categories an article belongs to, when the page marks none."""

from __future__ import annotations

import re
from collections import Counter
from math import log
from typing import TYPE_CHECKING, Final

from reader.text.script import simplify

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]{2,}")
_COMMON = 4  # What more than one name in four has (新聞, 研究) tells nothing about where an article belongs.
_BODY = 20_000  # Characters: the subject of an article shows in its first pages.


def choose_category(names: Sequence[str], title: str, body: str) -> str | None:
    """Choose the name that shares most with the title, then with the body; None when none shares anything.

    Names and texts are compared by pairs of neighbouring Han characters and by Latin words, whatever the
    script; what few names have weighs more. Of equals the first is chosen.
    """
    names = list(dict.fromkeys(names))
    terms = [frozenset(_terms(name)) for name in names]
    spread = Counter(term for of_name in terms for term in of_name)
    telling = [
        {
            term: log((len(names) + 1) / spread[term])
            for term in of_name
            if spread[term] <= max(2, len(names) / _COMMON)
        }
        for of_name in terms
    ]
    of_title, of_body = Counter(_terms(title)), Counter(_terms(body[:_BODY]))
    scores = [(_shared(weights, of_title), _density(weights, of_body)) for weights in telling]
    best = max(scores, default=(0.0, 0.0))
    return names[scores.index(best)] if any(best) else None


def _terms(text: str) -> list[str]:
    terms: list[str] = []
    for run in _WORDS.findall(simplify(text).casefold()):
        if run.isascii() or len(run) == 1:
            terms.append(run)
        else:
            terms += [run[at : at + 2] for at in range(len(run) - 1)]
    return terms


def _shared(weights: dict[str, float], of_text: Counter[str]) -> float:
    """Weigh what a name and a text share, each term once."""
    return sum(weight for term, weight in weights.items() if term in of_text)


def _density(weights: dict[str, float], of_text: Counter[str]) -> float:
    """Weigh how much of a name a long text has and how often: nearly every word turns up once in it."""
    found = sum(weight * (1 + log(of_text[term])) for term, weight in weights.items() if term in of_text)
    return found / (sum(weights.values()) or 1.0)
