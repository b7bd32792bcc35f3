"""The lines of an article from the place on where its reader is: a long one need not be laid out up to there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.article import Place
from reader.typeset.layout import Layout, Options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.typeset.lines import Line
    from reader.typeset.manuscript import Manuscript

_NEAR = 30_000
"""Characters that are laid out in 10 ms: a place that is nearer to the beginning is reached from there."""
_BATCH = 8_000
"""Characters that are laid out at once above the place: some pages of columns."""
_PROBE = 100
"""Lines by which the number of those above is judged."""


class Galley:
    """The lines of an article, numbered from 0, laid out from a place on.

    How many there are above it is judged at first, and those that are seen are laid out upwards. Once all have been laid
    out in the background, `settle` gives every line its right number; what stands in the lines does not change.
    """

    def __init__(self, manuscript: Manuscript, width: int, options: Options, place: Place) -> None:
        self.manuscript = manuscript
        """What is laid out."""
        self._width = width
        self._options = options
        self._first_columns: dict[int, int] = {}
        start = self._start_for(place)
        self.below = self._part(start)
        """From the block on in which the place is, or from the beginning."""
        self.above = self._part(0, start)
        """All before that."""
        self._near: list[Layout] = []
        """Parts of what is above, from the nearest upwards."""
        self.settled = start == 0
        """Whether the lines above are counted."""
        self._above_count = 0 if self.settled else self._judged()

    @property
    def complete(self) -> bool:
        """Whether all is laid out and counted."""
        return self.settled and self.below.complete

    def estimate(self) -> int:
        """How many lines there are: exact when complete."""
        return self._above_count + self.below.estimate()

    def advance(self, characters: int) -> None:
        """Lay out about so many more characters: first above the place, then below it."""
        (self.below if self.above.complete or self.settled else self.above).advance(characters)

    def settle(self, number: int) -> int | None:
        """Count the lines above the place, if all are laid out now and were not before.

        Gives the number that a line has from now on; None when nothing changes.
        """
        if self.settled or not self.above.complete:
            return None
        before, self._above_count = self._above_count, len(self.above.lines)
        self.settled = True
        self._near.clear()
        return max(0, number + self._above_count - before)

    def find(self, number: int) -> tuple[Layout, int] | None:
        """The part in which a line is, and its number there; lays out as far as that needs. None for no line."""
        line = number - self._above_count
        if line >= 0:
            self.below.extend(line + 1)
            return (self.below, line) if line < len(self.below.lines) else None
        if self.settled:
            return self.above, number
        for part in self.upwards():
            line += len(part.lines)
            if line >= 0:
                return part, line
        return None

    def part_of(self, block: int) -> Layout:
        """The part that has a block."""
        if block >= self.below.start:
            return self.below
        if self.settled:
            return self.above
        return next(part for part in self.upwards() if part.start <= block)

    def number(self, part: Layout, line: int) -> int:
        """The number of a line of a part; below 0 where fewer lines were judged to be above than there are."""
        if part is self.below:
            return self._above_count + line
        if part is self.above:
            return line
        up_to = self._near[: self._near.index(part) + 1]
        return self._above_count - sum(len(each.lines) for each in up_to) + line

    def first(self) -> tuple[Layout, int] | None:
        """The first line of all, as `find` gives it; lays out all that is above the place. None when there is none."""
        part = self.part_of(0)
        part.extend(1)
        return (part, 0) if part.lines else None

    @property
    def last(self) -> Line | None:
        """The last line that is laid out; None when there is none."""
        lines = self.below.lines or self.above.lines
        return lines[-1] if lines else None

    def beside(self, part: Layout, line: int, step: int) -> tuple[Layout, int] | None:
        """The line after (+1) or before (-1) one of a part, in the next part where that ends; None when there is none."""
        line += step
        part.extend(line + 1)
        if 0 <= line < len(part.lines):
            return part, line
        if step > 0:
            following = self._part_after(part)
            if following is not None:
                following.extend(1)
            return (following, 0) if following is not None and following.lines else None
        before = self.part_of(part.start - 1) if part.start else None
        return (before, len(before.lines) - 1) if before is not None and before.lines else None

    def _part_after(self, part: Layout) -> Layout | None:
        if part is self.below:
            return None
        place = 0 if part is self.above else self._near.index(part)
        return self._near[place - 1] if place else self.below

    def is_near(self, place: Place) -> bool:
        """Whether the line of a place is laid out, or is so in 10 ms."""
        block, before = place.block, self.manuscript.characters_before
        if block < self.below.start:
            top = (self._near[-1] if self._near else self.below).start
            return self.settled or before(top) - before(block) <= _NEAR
        if self.below.reaches(place) or self.manuscript.block(block) is None:
            return True
        laid = self.below.lines[-1].block if self.below.lines else self.below.start
        return before(block) - before(laid) <= _NEAR

    def wide_table(self, numbers: range) -> int | None:
        """The block of the table that is seen through a window, of several the one nearest to the middle of some lines."""
        middle = (numbers.start + numbers.stop - 1) / 2
        for number in sorted(numbers, key=lambda number: abs(number - middle)):
            if (found := self.find(number)) is not None:
                part, line = found
                if part.table_window(part.lines[line].block) is not None:
                    return part.lines[line].block
        return None

    def slide(self, block: int, step: int) -> bool:
        """Slide the window of a table by so many columns; whether that shows others."""
        before = self.part_of(block).table_window(block)
        if before is None:
            return False
        for part in self._parts_with(block):
            part.slide(block, before.first + step)
        return self.part_of(block).table_window(block) != before

    def reveal(self, block: int, offset: int) -> None:
        """Slide the table in which a place is, if it is in one, until the place is shown."""
        for part in self._parts_with(block):
            part.reveal(block, offset)

    def _parts_with(self, block: int) -> Iterator[Layout]:
        """The parts that have a block, as far as they are laid out: two while what is above is not counted."""
        part = self.part_of(block)
        yield part
        if part not in (self.below, self.above) and self.above.reaches(Place(block + 1)):
            yield self.above

    def upwards(self) -> Iterator[Layout]:
        """The parts above the place while they are not counted, from the nearest on, laid out one by one."""
        yield from self._near
        while (stop := (self._near[-1] if self._near else self.below).start) > 0:
            before = self.manuscript.characters_before(stop) - _BATCH
            start = self.manuscript.flow_start(min(self.manuscript.block_at(before), stop - 1))
            part = self._part(start, stop)
            while not part.complete:
                part.advance(_BATCH)
            self._near.append(part)
            yield part

    def _start_for(self, place: Place) -> int:
        """The block to begin with, so that the line of a place is the same as if the beginning were laid out."""
        if self.manuscript.block(place.block) is None:
            return 0
        start = self.manuscript.flow_start(place.block)
        return start if self.manuscript.characters_before(start) > _NEAR else 0

    def _part(self, start: int, stop: int | None = None) -> Layout:
        return Layout(
            self.manuscript,
            self._width,
            self._options,
            start=start,
            stop=stop,
            first_columns=self._first_columns,
        )

    def _judged(self) -> int:
        """How many lines there are above, if they hold as much as those below."""
        self.below.extend(_PROBE)
        manuscript, start = self.manuscript, self.below.start
        rest = manuscript.length - manuscript.characters_before(start)
        return max(1, round(self.below.estimate() * manuscript.characters_before(start) / max(1, rest)))
