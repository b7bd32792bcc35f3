"""Where a passage that was marked stands in an article now, which may say something else since."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import Place
from reader.model.selection import Extent
from reader.typeset.cells import is_boundary
from reader.typeset.hits import TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.typeset.manuscript import Manuscript

_BLANKS = re.compile(r"\s+")
# A quotation is compared without blanks: how lines and blocks stand apart says nothing.
_LETTER = re.compile(r"\S")


def locate(manuscript: Manuscript, title: str, extent: Extent, quotation: str) -> Extent | None:
    """Where a quotation stands in an article (in its title: block -1), or None when it does not stand there any more.

    That is its old place where the text there is the same, blanks aside, else the nearest place that says it. The
    manuscript is as written and in no other script; it is parsed up to the old place, and further only when that says
    something else.
    """
    wanted = _BLANKS.sub("", quotation)
    if not wanted:
        return None
    start, end = extent
    there = [
        text[start.offset if number == start.block else 0 : end.offset if number == end.block else None]
        for number, text in _texts(manuscript, title, end.block)
        if number >= start.block
    ]
    if _BLANKS.sub("", "".join(there)) == wanted:
        return extent
    manuscript.parse_all()
    return _Letters([text for _number, text in _texts(manuscript, title, len(manuscript))]).nearest(
        wanted, start
    )


def _texts(manuscript: Manuscript, title: str, last: int) -> Iterator[tuple[int, str]]:
    """The title and the blocks up to one of them, each with its number."""
    yield TITLE, title
    for number in range(last + 1):
        block = manuscript.block(number)
        if block is None:
            return
        yield number, block.text


class _Letters:
    """All letters of an article without the blanks, and where each stands."""

    def __init__(self, texts: Sequence[str]) -> None:
        """`texts` are the title and the blocks."""
        self._texts = texts
        bare = [_BLANKS.sub("", text) for text in texts]
        self._all = "".join(bare)
        self._starts = [0, *accumulate(map(len, bare))]
        """Letters before each text, and in all."""

    def nearest(self, wanted: str, place: Place) -> Extent | None:
        """The nearest place of these letters; of two that are as near, the earlier one."""
        near = self._position(place)
        before = self._all.rfind(wanted, 0, near + len(wanted))
        after = self._all.find(wanted, near)
        found = [at for at in (before, after) if at >= 0]
        if not found:
            return None
        at = min(found, key=lambda each: abs(each - near))
        start, last = self._place(at), self._place(at + len(wanted) - 1)
        text, stop = self._texts[last.block - TITLE], last.offset + 1
        while not is_boundary(text, stop):
            stop += 1
        return Extent(start, Place(last.block, stop))

    def _position(self, place: Place) -> int:
        """Letters before a place."""
        at = min(place.block - TITLE, len(self._texts))
        inside = self._texts[at][: place.offset] if at < len(self._texts) else ""
        return self._starts[at] + len(_BLANKS.sub("", inside))

    def _place(self, position: int) -> Place:
        """Where the letter of a number stands."""
        at = bisect_right(self._starts, position) - 1
        inside = position - self._starts[at]
        letter = next(islice(_LETTER.finditer(self._texts[at]), inside, None))
        return Place(at + TITLE, letter.start())


class Part(NamedTuple):
    """A piece of a text, and whether it is part of a passage that is marked."""

    text: str
    marked: bool


def parts(text: str, place: Place, extents: Sequence[Extent]) -> Iterator[Part]:
    """A piece of a block's text that begins at a place, in parts: those in one of the extents apart from the others."""
    cuts = {0, len(text)}
    for extent in extents:
        for block, offset in extent:
            if block == place.block and 0 < offset - place.offset < len(text):
                cuts.add(offset - place.offset)
    for first, stop in pairwise(sorted(cuts)):
        here = Place(place.block, place.offset + first)
        yield Part(text[first:stop], any(start <= here < end for start, end in extents))
