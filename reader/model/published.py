"""When an article was published, no more exactly than its source said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum


class Precision(IntEnum):
    """How exactly a publication date is known."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    MINUTE = 4


_REDUCED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d))?)?)?")
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date in ISO 8601 with reduced precision (§5.2.1.3 of the 2004 edition).

    `iso` is `2019`, `2019-07`, `2019-07-05` or, when the time of day is known, `2019-07-05T01:30Z`, always in UTC.
    A date without a time stays a date: it has no time zone and means the same day everywhere.
    """

    iso: str

    def __post_init__(self) -> None:
        """Refuse what is no such date; raises ValueError."""
        match = _REDUCED.fullmatch(self.iso)
        if match is None or match[6] not in (None, "Z"):
            raise ValueError(f"not a date of reduced precision: {self.iso!r}")
        year, month, day, hour, minute, _ = match.groups()
        datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), tzinfo=UTC)

    @classmethod
    def of_date(cls, year: int, month: int | None = None, day: int | None = None) -> Published:
        """The date with as many parts as are known. Raises ValueError for an impossible date."""
        parts = [f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None]
        return cls("-".join(parts))

    @classmethod
    def of_time(cls, moment: datetime) -> Published:
        """The minute of an aware time. Raises ValueError for a naive one."""
        if moment.tzinfo is None:
            raise ValueError("a time of publication needs a time zone")
        return cls(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ").rjust(17, "0"))

    @property
    def precision(self) -> Precision:
        """How exactly the date is known."""
        return {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}.get(len(self.iso), Precision.MINUTE)

    @property
    def timestamp(self) -> int:
        """Seconds since 1970-01-01T00:00Z at the start of the year, month, day or minute: what lists are sorted by."""
        if self.precision is Precision.MINUTE:
            return int(datetime.fromisoformat(self.iso).timestamp())
        numbers = [int(part) for part in self.iso.split("-")] + [1, 1]
        return (date(numbers[0], numbers[1], numbers[2]) - _EPOCH).days * 86400

    def local(self) -> str:
        """The date for people: as it is, or, when the time is known, `2019-07-05 09:30` in this machine's time zone."""
        if self.precision is not Precision.MINUTE:
            return self.iso
        return datetime.fromisoformat(self.iso).astimezone().strftime("%Y-%m-%d %H:%M")
