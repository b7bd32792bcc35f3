"""Where a text holds what a query asks for: the marks in titles, snippets and articles, and the test without an index."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.model.query import Expression, Query, Term
from reader.text import expressions
from reader.text.folding import composed, fold, folded
from reader.text.prose import plain_text
from reader.text.terms import pattern

_CLUSTER = re.compile("(?s:.)[\u0300-\u036f\u3099\u309a\uff9e\uff9f\u1161-\u11ff]*")
_BEFORE = 24
"""Characters before the first hit of a snippet: enough to see what it is about, few enough that a narrow list shows the hit."""
_MOST = 200
"""Characters of a snippet: what the widest list shows."""
_LIMIT = 0.05
"""Seconds for a regular expression on one text that is to be shown; then it is shown without marks."""
_STRETCH = 50_000
"""Characters of a body that are looked through in one go: a hit is mostly found in the first."""
_SIGNS = re.compile(r"^[ \t]*+(?:>[ \t]*+)*+(?:#{1,6}[ \t]|[-*+][ \t](?:\[[ xX]\][ \t])?)?", re.MULTILINE)
_TABLE_RULE = re.compile(r"^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.MULTILINE)
_ROW = re.compile(r"^\|.*$", re.MULTILINE)
_IN_WORD = re.compile("[0-9A-Za-z\u00c0-\u024f]{2}")


class Snippet(NamedTuple):
    """A piece of an article round its first hit, on one line."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """The hits in it: start and stop in characters, ascending, apart."""
    cut: bool
    """Whether there is text before it."""


class Hits:
    """The hits of a query in texts."""

    def __init__(self, query: Query) -> None:
        wanted = list(query.wanted())
        terms = [term for term in wanted if isinstance(term, Term)]
        self._patterns = [
            found for term in terms if (found := pattern(term.text, whole=term.whole)) is not None
        ]
        self._expressions = [each.pattern for each in wanted if isinstance(each, Expression)]

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._patterns or self._expressions)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The hits in a text: start and stop in characters, ascending, apart; those that overlap are one."""
        found = self._terms_in(text) if self._patterns else []
        for expression in self._expressions:
            found += expressions.spans(expression, text, _LIMIT)
        return _joined(sorted(found))

    def snippet(self, markdown: str) -> Snippet | None:
        """The piece of a body round its first hit; None when it holds none."""
        text = _running_text(plain_text(markdown))
        for start in range(0, max(len(text), 1), _STRETCH):
            stretch = text[start : start + _STRETCH + _MOST]
            spans = self.spans(stretch)
            if spans:
                return _cut_out(stretch, spans, cut=start > 0)
        return None

    def _terms_in(self, text: str) -> list[tuple[int, int]]:
        plain = fold(text)
        if len(plain) == len(text) and composed(text) == text:
            found = [match.span() for wanted in self._patterns for match in wanted.finditer(plain)]
            # Characters that become none and others that become several can make up for each other.
            if all(fold(text[start:stop]) == plain[start:stop] for start, stop in found):
                return found
        plain, places, ends = _folded_with_places(text)
        spans = [match.span() for wanted in self._patterns for match in wanted.finditer(plain)]
        # Of a ligature that is hit in part all is marked, and what is invisible with what it varies.
        return [(places[start], max(places[stop], ends[stop - 1])) for start, stop in spans]


def _running_text(text: str) -> str:
    """The text of a body on one line, without the signs that begin lines and the rules of tables."""
    text = _SIGNS.sub("", text)
    if "|" in text:
        text = _ROW.sub(lambda row: row[0].strip("| \t").replace("|", " "), _TABLE_RULE.sub("", text))
    return " ".join(text.split())


def _folded_with_places(text: str) -> tuple[str, list[int], list[int]]:
    """The folded text, and for each of its characters where what it comes from begins and ends in the text.

    The last beginning is the end of the text.
    """
    parts, places, ends = [], [], []
    for cluster in _CLUSTER.finditer(text):
        part = folded(cluster[0])
        parts.append(part)
        places += [cluster.start()] * len(part)
        ends += [cluster.end()] * len(part)
    return "".join(parts), [*places, len(text)], ends


def _cut_out(text: str, spans: list[tuple[int, int]], *, cut: bool) -> Snippet:
    start = max(0, spans[0][0] - _BEFORE)
    while start > 0 and _IN_WORD.match(text, start - 1) and spans[0][0] - start < 2 * _BEFORE:
        start -= 1
    stop = min(len(text), start + _MOST)
    shown = [(begin - start, min(end, stop) - start) for begin, end in spans if begin < stop]
    return Snippet(text[start:stop], tuple(shown), cut or start > 0)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, stop in spans:
        if stop <= start:
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(stop, joined[-1][1])
        else:
            joined.append((start, stop))
    return joined
