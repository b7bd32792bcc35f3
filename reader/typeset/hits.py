"""The hits of a search in a manuscript: looked for a block at a time, remembered, and found again in its lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reader.typeset.blocks import Paragraph, Table
from reader.typeset.cells import grapheme_end, is_common

if TYPE_CHECKING:
    from reader.model.article import Place
    from reader.typeset.manuscript import Manuscript

Finder: TypeAlias = Callable[[str], Sequence[tuple[int, int]]]
"""For a text the hits in it: start and end in characters, ascending and apart."""

TITLE = -1
"""The number under which the title of an article stands before its blocks."""
# Characters of its neighbours that are looked at with each block of a paragraph that was cut: more than a phrase has. Of a
# hit that is longer, the part beyond is not marked.
_REACH = 200


class Hit(NamedTuple):
    """What was found."""

    block: int
    """Number of the block it begins in, or `TITLE`."""
    start: int
    """Characters of the block's plain text before it."""
    stop: int
    """The same up to its end; beyond the end of the block where it goes on in the next one."""


class HitIndex:
    """The hits of a finder in a title and a manuscript, known as far as somebody asked.

    Each cell of a table is a text of its own. A hit is never part of a grapheme.
    """

    def __init__(self, find: Finder, title: str, manuscript: Manuscript) -> None:
        self.find = find
        self.complete = False
        """Whether all is looked through, so that hits can be numbered."""
        self._title = title
        self._manuscript = manuscript
        self._found: dict[int, list[Hit]] = {}
        self._known: dict[int, list[Hit]] = {}
        self._counts: list[int] = []
        """Hits up to the end of the title, of the first block, of the second …, as far as was looked in order."""

    def of(self, number: int) -> list[Hit]:
        """The hits that begin in a block; none when there is no such block."""
        hits = self._known.get(number)
        if hits is None:
            hits, overhang = self._raw(number), self._overhang(number)
            if overhang:
                hits = [hit for hit in hits if hit.start >= overhang]
            self._known[number] = hits
        return hits

    def parts(self, number: int, start: int, text: str) -> Iterator[tuple[str, Hit | None]]:
        """A piece of a block's text that begins at `start`, in parts: each with the hit that it belongs to, if any.

        The piece may go on into the block after, where the two are one paragraph.
        """
        position = 0
        for hit, base in self._overlapping(number, start, start + len(text)):
            first = max(0, hit.start + base - start)
            stop = min(len(text), hit.stop + base - start)
            if first > position:
                yield text[position:first], None
            yield text[first:stop], hit
            position = stop
        if position < len(text):
            yield text[position:], None

    def walk(self, place: Place, step: int, characters: int) -> Iterator[Hit | None]:
        """The first hit at or after a place (+1), or the last one before it (-1); nothing when there is none.

        Before it comes a None whenever about so many more characters were looked through.
        """
        number, looked = place.block, 0
        while number >= TITLE and (step < 0 or self._exists(number)):
            if number not in self._known:
                looked += len(self._text(number))
            hits = self.of(number)
            index = bisect_left(hits, tuple(place)) - (step < 0)
            if 0 <= index < len(hits):
                yield hits[index]
                return
            if looked >= characters:
                looked = 0
                yield None
            number += step

    def advance(self, characters: int) -> None:
        """Look through about so many more characters, from the beginning on."""
        while characters > 0 and not self.complete:
            number = len(self._counts) + TITLE
            self._counts.append((self._counts[-1] if self._counts else 0) + len(self.of(number)))
            characters -= len(self._text(number)) + 1
            self.complete = not self._exists(number + 1)

    def total(self) -> int:
        """How many hits there are, once the index is complete."""
        return self._counts[-1]

    def number_of(self, hit: Hit) -> int:
        """Which hit it is, from 1, once the index is complete."""
        return self._counts[hit.block - TITLE] - len(self.of(hit.block)) + self.of(hit.block).index(hit) + 1

    def _exists(self, number: int) -> bool:
        return number == TITLE or self._manuscript.block(number) is not None

    def _text(self, number: int) -> str:
        if number == TITLE:
            return self._title
        block = self._manuscript.block(number)
        return block.text if block is not None else ""

    def _flows_on(self, number: int) -> bool:
        """Whether a block and the one after it are one paragraph."""
        return (
            number >= 0
            and isinstance(self._manuscript.block(number), Paragraph)
            and self._manuscript.goes_on(number)
        )

    def _raw(self, number: int) -> list[Hit]:
        """The hits that begin in a block, without a look at one that comes in from the block before."""
        hits = self._found.get(number)
        if hits is None:
            hits = self._found[number] = [Hit(number, *span) for span in self._search(number)]
        return hits

    def _search(self, number: int) -> Iterator[tuple[int, int]]:
        block = self._manuscript.block(number) if number >= 0 else None
        if isinstance(block, Table):
            start = 0
            for cell in (cell for row in (block.header, *block.rows) for cell in row):
                for first, stop in _whole(cell.text, self.find(cell.text)):
                    yield start + first, start + stop
                start += len(cell.text) + 1
            return
        text = self._text(number)
        before = self._text(number - 1)[-_REACH:] if self._flows_on(number - 1) else ""
        after = self._text(number + 1)[:_REACH] if self._flows_on(number) else ""
        whole, shift = before + text + after, len(before)
        for first, stop in _whole(whole, self.find(whole)):
            if shift <= first < shift + len(text):
                yield first - shift, stop - shift

    def _overhang(self, number: int) -> int:
        """Characters of a block that a hit from the block before takes."""
        if not self._flows_on(number - 1):
            return 0
        hits = self._raw(number - 1)
        return max(0, hits[-1].stop - len(self._text(number - 1))) if hits else 0

    def _overlapping(self, number: int, start: int, stop: int) -> Iterator[tuple[Hit, int]]:
        """The hits in a part of a block's text, each with what its places need to be counted from that block."""
        base = 0
        if max(start, 0) < self._overhang(number):
            yield self._raw(number - 1)[-1], -len(self._text(number - 1))
        while True:
            hits = self.of(number)
            # The one before may reach into the part.
            for index in range(max(0, bisect_left(hits, (number, start - base + 1)) - 1), len(hits)):
                if hits[index].start + base >= stop:
                    return
                if hits[index].stop + base > start:
                    yield hits[index], base
            base += len(self._text(number))
            if base >= stop or not self._flows_on(number):
                return
            number += 1


def _whole(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans whose ends are moved out to those of graphemes, so that marking divides none; empty ones are left out."""
    if is_common(text):
        yield from (span for span in spans if span[0] < span[1])
        return
    first = end = last = 0
    for start, stop in spans:
        if start >= stop:
            continue
        while end <= start:
            first, end = end, grapheme_end(text, end)
        begin = max(first, last)
        while end < stop:
            first, end = end, grapheme_end(text, end)
        if begin < end:
            yield begin, end
        last = end
