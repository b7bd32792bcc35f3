"""How fast a reader reads, against the usual speed that the minutes of an article are worked out with."""

from __future__ import annotations

import math
from typing import NamedTuple


class Pace(NamedTuple):
    """How many times as fast as usual: Chinese (400 characters a minute) and all else (230 words a minute)."""

    chinese: float = 1.0
    other: float = 1.0

    def minutes(self, usual: int, language: str | None) -> int:
        """Whole minutes for an article of so many usual ones, at least 1."""
        is_chinese = language is not None and language.partition("-")[0] == "zh"
        return max(1, math.ceil(usual / (self.chinese if is_chinese else self.other)))


USUAL = Pace()
"""The usual speed, before anything is known of the reader."""
