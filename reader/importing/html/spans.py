"""Emphasis and links round pieces of a paragraph, so placed that a parser of CommonMark sees them where they were meant.

The rule for delimiter runs (CommonMark 0.31 §6.2) knows languages with blanks between words. In Chinese `**粗體。**後文` does
not close: so a mark of punctuation at either end stands outside, or the emphasis is given up.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

# Blanks that Unicode has (Zs and those of HTML), and characters without width that editors leave at the ends of lines.
BLANKS: Final = (
    " \t\n\r\f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u200b\ufeff"
)
"""What is nothing to read at either end of a line."""

_RUNS: Final = frozenset(("*", "**", "~~"))
_STARS: Final = frozenset(("", "*", "**"))
# Punctuation that can stand outside of emphasis, because no syntax of ours begins or ends with it.
_LEADING: Final = frozenset("\"'(.,:;?")
_TRAILING: Final = frozenset("\"'.,:;?")


class Span(NamedTuple):
    """What stands before and after a part of a paragraph."""

    before: str
    after: str

    @property
    def is_link(self) -> bool:
        """Whether this is a link, which no rule binds to what stands beside it."""
        return self.before == "["


STRONG: Final = Span("**", "**")
EMPHASIS: Final = Span("*", "*")
STRUCK: Final = Span("~~", "~~")


class Mark(NamedTuple):
    """One end of a span: the place of an empty piece. Beside it, outside, is another one for what has to move out."""

    place: int
    span: Span
    opens: bool


def place_marks(pieces: list[str], marks: Iterable[Mark]) -> None:
    """Write the marks of nested spans into a paragraph, as far as they mean what they should there."""
    placing = _Placing(pieces)
    opened: list[int] = []
    for mark in marks:
        if mark.opens:
            opened.append(mark.place)
        else:
            placing.place(opened.pop(), mark.place, mark.span)


class _Placing:
    """The pieces of one paragraph while its marks are written, those of inner spans first."""

    def __init__(self, pieces: list[str]) -> None:
        self._pieces = pieces
        self._partners: dict[int, int] = {}

    def place(self, start: int, end: int, span: Span) -> None:
        """Write a span round the pieces between two places, blanks outside of it; nothing round nothing."""
        pieces = self._pieces
        if not span.is_link and self._follows_its_like(start, span):
            return
        # A word or several: no rule keeps them from being emphasised.
        if not (end == start + 2 and (piece := pieces[start + 1])[:1].isalnum() and piece[-1].isalnum()):
            first, last = self._first(start, end), self._last(start, end)
            if first < 0 or (not span.is_link and not self._can_be_emphasis(start, end, first, last, span)):
                return
        if span.is_link:
            self._keep_from_becoming_image(start)
        pieces[start], pieces[end] = span
        self._partners[start], self._partners[end] = end, start

    def _can_be_emphasis(self, start: int, end: int, first: int, last: int, span: Span) -> bool:
        """Tell whether the marks would be read as emphasis, and make room for them."""
        # Where only one end of an inner span meets this one, the run of both could be divided in other ways.
        while self._is_like(first, span) and self._partners[first] != last:
            self._give_up(first)
            first = self._first(start, end)
        while self._is_like(last, span) and self._partners[last] != first:
            self._give_up(last)
            last = self._last(start, end)
        if self._is_like(first, span):
            return True
        return self._opens(start, first) and self._closes(end, last)

    def _is_like(self, at: int, span: Span) -> bool:
        """Tell whether a piece is a mark that makes one run with those of a span; text never looks so."""
        return self._pieces[at] in _RUNS and self._pieces[at][0] == span.before[0]

    def _give_up(self, place: int) -> None:
        partner = self._partners[place]
        self._pieces[place] = self._pieces[partner] = ""

    def _follows_its_like(self, start: int, span: Span) -> bool:
        """Whether a span that ended just here has marks that would make one run with those of this one."""
        for at in range(start - 1, -1, -1):
            if self._pieces[at]:
                return self._is_like(at, span)
        return False

    def _first(self, start: int, end: int) -> int:
        """Find the first piece that says something, and move the blanks before it out; -1 when there is none."""
        pieces = self._pieces
        for at in range(start + 1, end):
            bare = pieces[at].lstrip(BLANKS)
            if len(bare) < len(pieces[at]):
                pieces[start - 1] += pieces[at][: len(pieces[at]) - len(bare)]
                pieces[at] = bare
            if bare:
                return at
        return -1

    def _last(self, start: int, end: int) -> int:
        pieces = self._pieces
        for at in range(end - 1, start, -1):
            bare = pieces[at].rstrip(BLANKS)
            if len(bare) < len(pieces[at]):
                pieces[end + 1] = pieces[at][len(bare) :] + pieces[end + 1]
                pieces[at] = bare
            if bare:
                return at
        return -1

    def _opens(self, start: int, first: int) -> bool:
        """Make sure that a delimiter run is left-flanking; False when nothing helps."""
        pieces = self._pieces
        if (head := pieces[first][0]).isalnum():
            return True
        before = next((pieces[at][-1] for at in range(start - 1, -1, -1) if pieces[at] not in _STARS), " ")
        if not _may_be_punctuation(head) or before.isspace() or _is_punctuation(before):
            return True
        if len(pieces[first]) > 1 and (head in _LEADING or not head.isascii()):
            pieces[start - 1] += head
            pieces[first] = pieces[first][1:]
            return not pieces[first][0].isspace()
        return False

    def _closes(self, end: int, last: int) -> bool:
        """Make sure that a delimiter run is right-flanking; False when nothing helps."""
        pieces = self._pieces
        if (tail := pieces[last][-1]).isalnum():
            return True
        after = next((pieces[at][0] for at in range(end + 1, len(pieces)) if pieces[at] not in _STARS), " ")
        if not _may_be_punctuation(tail) or after.isspace() or _is_punctuation(after):
            return True
        if len(pieces[last]) > 1 and (tail in _TRAILING or not tail.isascii()):
            pieces[end + 1] = tail + pieces[end + 1]
            pieces[last] = pieces[last][:-1]
            return not pieces[last][-1].isspace()
        return False

    def _keep_from_becoming_image(self, start: int) -> None:
        """Escape the exclamation mark that stands before a link (§6.4)."""
        for at in range(start - 1, -1, -1):
            if (piece := self._pieces[at]) not in _STARS:
                if piece.endswith("!"):
                    self._pieces[at] = piece[:-1] + r"\!"
                return


def _may_be_punctuation(character: str) -> bool:
    """Whether any version of CommonMark calls this punctuation: 0.31 has added the symbols of Unicode."""
    return unicodedata.category(character)[0] in "PS"


def _is_punctuation(character: str) -> bool:
    """Whether every version does."""
    return unicodedata.category(character)[0] == "P" or (
        character.isascii() and _may_be_punctuation(character)
    )
