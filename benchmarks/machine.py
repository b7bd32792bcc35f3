"""How fast the machine is from one moment to the next, told by an empty loop.

Shared machines give a program twice as much at one time as at another. What was measured while the loop was slow tells of the
neighbours.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOPS = 100_000
"""Turns of a loop: some five milliseconds."""
_TOLERANCE = 1.25
"""The loop may take so many times its least."""
_FIRST = 100
"""Loops at the beginning that tell how fast the machine can be."""

Figure = TypeVar("Figure")


class Sample(NamedTuple, Generic[Figure]):
    """What was measured, and how long the loop took beside it."""

    figure: Figure
    seconds: float


class Machine:
    """The machine that is measured on."""

    def __init__(self) -> None:
        self._fastest = min(_loop() for _ in range(_FIRST))

    def sample(self, measure: Callable[[], Figure]) -> Sample[Figure]:
        """Measure something between two loops, the slower of which counts."""
        before = _loop()
        figure = measure()
        after = _loop()
        self._fastest = min(self._fastest, before, after)
        return Sample(figure, max(before, after))

    def is_undisturbed(self, sample: Sample[Figure]) -> bool:
        """Whether the machine was about as fast as it was at its fastest."""
        return sample.seconds <= self._fastest * _TOLERANCE

    def undisturbed(self, samples: list[Sample[Figure]]) -> list[Sample[Figure]]:
        """Those that count; all of them, if the machine was always disturbed."""
        return [sample for sample in samples if self.is_undisturbed(sample)] or samples

    def __str__(self) -> str:
        """How busy the machine is, how fast it is now, and how fast it was at its fastest."""
        now = min(_loop() for _ in range(10))
        self._fastest = min(self._fastest, now)
        speeds = (f"{_LOOPS / seconds / 1e6:.1f}" for seconds in (now, self._fastest))
        return f"load {os.getloadavg()[0]:.1f}, {' of '.join(speeds)} million loops a second"


def _loop() -> float:
    """Seconds of a loop."""
    start, total = time.perf_counter(), 0
    for number in range(_LOOPS):
        total += number
    return time.perf_counter() - start
