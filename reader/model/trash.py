"""What lies in the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class TrashedArticle(NamedTuple):
    """An article that was deleted and can be brought back."""

    id: int
    title: str
    category: str
    deleted_at: datetime
