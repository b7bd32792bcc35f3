"""Link hints: letters over the links that are seen; whoever types the letters of a link follows it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.tui.widgets.pieces import Link, PlacedLink

_LETTERS = "asdfghjkl"
"""Where the fingers lie."""


class Hint(NamedTuple):
    """The letters of a link, and where they stand."""

    letters: str
    link: Link
    line: int
    cell: int
    """Cells of its line before it."""


def hint_letters(count: int) -> Iterator[str]:
    """So many different words of letters, all as long as the most need, so that none begins another."""
    length = 1
    while len(_LETTERS) ** length < count:
        length += 1
    words = product(_LETTERS, repeat=length)
    return ("".join(word) for word, _number in zip(words, range(count), strict=False))


class LinkHints:
    """The hints of a view, and what was typed of one."""

    def __init__(self, links: Sequence[PlacedLink]) -> None:
        self._hints = [
            Hint(letters, *link) for letters, link in zip(hint_letters(len(links)), links, strict=True)
        ]
        self._typed = ""

    def type(self, letter: str) -> bool:
        """Type one more letter; False when no hint goes on with it."""
        self._typed += letter
        self._hints = [hint for hint in self._hints if hint.letters.startswith(self._typed)]
        return bool(self._hints)

    def move(self, links: Sequence[PlacedLink]) -> bool:
        """Take the letters to where the links are now; those of others vanish. False when none are left."""
        places = {each.link: each for each in links}
        self._hints = [Hint(hint.letters, *places[hint.link]) for hint in self._hints if hint.link in places]
        return bool(self._hints)

    @property
    def link(self) -> Link | None:
        """The link whose letters are typed."""
        return next((hint.link for hint in self._hints if hint.letters == self._typed), None)

    def on_line(self, line: int) -> list[tuple[int, str]]:
        """The hints of a line that can still be meant, from left to right: cells before each, and its letters."""
        return [(hint.cell, hint.letters) for hint in self._hints if hint.line == line]
