"""How long an article has been looked at."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

IDLE_AFTER = 300.0
"""Seconds without a key or the mouse after which the reader counts as gone. A screen of 80 by 40 cells full of Chinese takes
some four minutes at the usual speed, so that who reads has turned the page by then."""


class ViewClock:
    """A stop watch that can be halted while the reader is elsewhere. Seconds of a monotonic clock.

    It stands still by itself from `IDLE_AFTER` seconds after the last sign of the reader until the next.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._seconds = 0.0
        self._since: float | None = None
        self._seen_at = now()
        """When the reader gave the last sign."""

    @property
    def seconds(self) -> float:
        """Seconds counted so far."""
        if self._since is None:
            return self._seconds
        return self._seconds + max(0.0, min(self._now(), self._seen_at + IDLE_AFTER) - self._since)

    @property
    def runs(self) -> bool:
        """Whether time is being counted now."""
        return self._since is not None and self._now() < self._seen_at + IDLE_AFTER

    def touch(self) -> None:
        """Note a sign of the reader: a key, the mouse."""
        self._seconds = self.seconds
        self._seen_at = self._now()
        if self._since is not None:
            self._since = self._seen_at

    def restart(self) -> None:
        """Count from nothing."""
        self._seconds = 0.0
        self._since = self._seen_at = self._now()

    def halt(self) -> None:
        """Stop counting; nothing happens when it is halted already."""
        self._seconds = self.seconds
        self._since = None

    def go_on(self) -> None:
        """Count on; nothing happens when it runs already."""
        if self._since is None:
            self._since = self._seen_at = self._now()
