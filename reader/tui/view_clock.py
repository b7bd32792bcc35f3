"""How long an article has been looked at."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class ViewClock:
    """A stop watch that can be halted while the reader is elsewhere. Seconds of a monotonic clock."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._seconds = 0.0
        self._since: float | None = None

    @property
    def seconds(self) -> float:
        """Seconds counted so far."""
        return self._seconds + (self._now() - self._since if self._since is not None else 0.0)

    def restart(self) -> None:
        """Count from nothing."""
        self._seconds = 0.0
        self._since = self._now()

    def halt(self) -> None:
        """Stop counting; nothing happens when it is halted already."""
        self._seconds = self.seconds
        self._since = None

    def go_on(self) -> None:
        """Count on; nothing happens when it runs already."""
        if self._since is None:
            self._since = self._now()
