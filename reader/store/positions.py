"""The positions of a listing that are known so far: runs of ids, and gaps between them. Pure, without SQL."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Key(NamedTuple):
    """Where an article stands in the order of dates, as it was when its position became known."""

    sorted_at: int
    id: int


class Gap(NamedTuple):
    """Positions from start to stop (exclusive) that are not known, and the keys of their known neighbours."""

    start: int
    stop: int
    above: Key | None
    below: Key | None


@dataclass(slots=True)
class _Run:
    """Known positions without a gap."""

    start: int
    ids: array[int]
    first: Key
    last: Key

    @property
    def stop(self) -> int:
        return self.start + len(self.ids)


class Positions:
    """The ids at the positions 0 to len: as many as have been looked at, so an unseen million costs nothing."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._runs: list[_Run] = []

    @classmethod
    def complete(cls, ids: Iterable[int]) -> Positions:
        """All positions known from the start."""
        known = array("q", ids)
        positions = cls(len(known))
        if known:
            # Without a gap nobody asks for the keys.
            positions._runs.append(_Run(0, known, Key(0, known[0]), Key(0, known[-1])))
        return positions

    def __len__(self) -> int:
        return self._length

    def known(self, start: int, stop: int) -> Sequence[int]:
        """The ids from start on, up to the next gap or to stop."""
        run = self._run_at(start)
        return () if run is None else run.ids[start - run.start : max(stop - run.start, 0)]

    def known_upwards(self, position: int) -> Sequence[int]:
        """The ids from a position up to the next gap above, in that order."""
        run = self._run_at(position)
        return () if run is None else run.ids[position - run.start :: -1]

    def gap(self, start: int, stop: int) -> Gap | None:
        """The first gap that has positions in start to stop (exclusive), whole, or None when all of them are known."""
        index = bisect_right(self._runs, start, key=lambda run: run.start)
        if index and start < self._runs[index - 1].stop:
            start = self._runs[index - 1].stop
        return self._gap_before(index) if start < min(stop, self._length) else None

    def gap_for(self, key: Key, *, descending: bool) -> Gap | None:
        """The gap in which an article that is not known must stand, or None when there is none at its place."""

        def place(other: Key) -> tuple[int, int]:
            return (-other.sorted_at, -other.id) if descending else (other.sorted_at, other.id)

        index = bisect_right(self._runs, place(key), key=lambda run: place(run.first))
        if index and place(key) < place(self._runs[index - 1].last):
            return None
        return self._gap_before(index)

    def fill(self, start: int, keys: Sequence[Key]) -> None:
        """Make positions from start on known. They must lie in one gap."""
        run = _Run(start, array("q", [key.id for key in keys]), keys[0], keys[-1])
        index = bisect_right(self._runs, start, key=lambda run: run.start)
        if index < len(self._runs) and self._runs[index].start == run.stop:
            below = self._runs.pop(index)
            run.ids.extend(below.ids)
            run.last = below.last
        if index and self._runs[index - 1].stop == start:
            above = self._runs[index - 1]
            above.ids.extend(run.ids)
            above.last = run.last
        else:
            self._runs.insert(index, run)

    def shrink(self, gap: Gap, by: int) -> None:
        """Take positions out of a gap: there are fewer articles in it than was believed."""
        self._length -= by
        for run in self._runs:
            if run.start >= gap.stop:
                run.start -= by
        self._join_at(gap.start)

    def remove(self, article_id: int) -> None:
        """Take a known article out."""
        for index, run in enumerate(self._runs):
            with suppress(ValueError):
                run.ids.remove(article_id)
                for later in self._runs[index + 1 :]:
                    later.start -= 1
                self._length -= 1
                if not run.ids:
                    del self._runs[index]
                return

    def position_of(self, article_id: int) -> int | None:
        """The position of a known article, or None."""
        for run in self._runs:
            with suppress(ValueError):
                return run.start + run.ids.index(article_id)
        return None

    def _run_at(self, position: int) -> _Run | None:
        index = bisect_right(self._runs, position, key=lambda run: run.start)
        return self._runs[index - 1] if index and position < self._runs[index - 1].stop else None

    def _gap_before(self, index: int) -> Gap:
        above = self._runs[index - 1] if index else None
        below = self._runs[index] if index < len(self._runs) else None
        return Gap(
            0 if above is None else above.stop,
            self._length if below is None else below.start,
            None if above is None else above.last,
            None if below is None else below.first,
        )

    def _join_at(self, position: int) -> None:
        """Two runs that have come to touch are one."""
        for index in range(1, len(self._runs)):
            above, below = self._runs[index - 1], self._runs[index]
            if above.stop == below.start == position:
                above.ids.extend(below.ids)
                above.last = below.last
                del self._runs[index]
                return
