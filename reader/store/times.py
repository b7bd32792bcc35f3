"""Times as the library keeps them: whole microseconds since 1970-01-01T00:00Z.

Microseconds, what datetime resolves, because History and Bookmarks are ordered by them.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def now() -> int:
    """The present time."""
    return time.time_ns() // 1000


def microseconds(time: datetime) -> int:
    """An aware time as the library keeps it."""
    return (time - _EPOCH) // timedelta(microseconds=1)


def moment(microseconds: int) -> datetime:
    """A kept time, aware and in UTC."""
    return _EPOCH + timedelta(microseconds=microseconds)
