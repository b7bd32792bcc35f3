"""What is wrong with a library file."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Part(StrEnum):
    """The parts of a library file that are looked at."""

    FILE = "file"
    """The pages and tables of SQLite."""
    REFERENCES = "references"
    """What belongs together: an article, its body, its category."""
    COUNTS = "counts"
    """The kept counts of categories and of the whole library."""
    INDEX = "index"
    """The index of texts."""
    MEMORY = "memory"
    """What the application remembers from one run to the next."""


class Finding(NamedTuple):
    """Something that is wrong, in words for a reader, and what to do."""

    part: Part
    message: str
    hint: str

    @property
    def is_repairable(self) -> bool:
        """Whether it can be set right within the library, without the loss of anything that is still in it."""
        return self.part is not Part.FILE
