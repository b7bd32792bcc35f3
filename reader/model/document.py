"""A document: bytes from a file or an address, before anybody has looked into them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes with what is known about them from outside."""

    data: bytes = field(repr=False)
    location: str
    """The absolute path or the address; "-" for standard input."""
    name: str
    """The name for people: the last part of the location."""
    media_type: str | None = None
    """As declared, if it was; sniffing believes the bytes first."""
    saved_at: datetime | None = None
    """When it was saved (the file's time of change), aware: what relative dates are relative to."""
    folder: str | None = None
    """The name of the folder that it was found in, where nothing better says how to file it."""
    glossed: bool = False
    """Whether it is read with the bracketed readings that a broken conversion left in it (see text.gloss)."""
