"""What comes out of a document that holds others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model.document import Document
    from reader.model.draft import Draft, DraftCategory, DraftSource


@dataclass(frozen=True, slots=True)
class Reading:
    """A member that its container has read already, because only it knows how."""

    document: Document
    """The member; without data when there is nothing worth keeping beside the articles."""
    items: Iterable[Draft | DraftCategory | DraftSource]
    """What is in it, read as it is asked for, which must be before the container is asked for its next member.

    The iteration may raise DocumentError: what came before it stays.
    """
