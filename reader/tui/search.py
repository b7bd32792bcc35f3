"""What a search is while it is shown: what is asked of the library, and what its end brings back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.filter import Filter

if TYPE_CHECKING:
    from reader.library import Listing
    from reader.model.article import Place
    from reader.model.filter import Sort
    from reader.tui.commands import Pane

NAME = "searches"
"""Under which name the library keeps the recent searches."""
_KEPT = 20
"""Recent searches that are kept: as many as somebody goes through with a key."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the library. An answer to another one comes too late."""

    which: Filter
    sort: Sort | None
    """None: the order that the query names, else the natural one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the screen when a search begins."""

    listing: Listing | None
    which: Filter
    sort: Sort
    cursor: int
    top: int
    article_id: int | None
    place: Place
    pane: Pane
    zen: bool


class RecentSearches:
    """The texts of the last searches, newest first, and how far back somebody has gone in them."""

    def __init__(self, kept: object) -> None:
        """`kept` is what `texts` gave; anything else that another version may have left there counts as none."""
        self._texts = [text for text in kept if isinstance(text, str)] if isinstance(kept, list) else []
        self._back = 0
        """How many texts back; 0 is the text that is being written."""
        self._written = self._shown = ""

    @property
    def texts(self) -> list[str]:
        """The texts, for JSON."""
        return self._texts

    def is_back(self, text: str) -> bool:
        """Whether somebody has gone back to `text`, which is in the line now."""
        return self._back > 0 and text == self._shown

    def add(self, text: str) -> None:
        """Keep a text as the newest one."""
        self._texts = [text, *(other for other in self._texts if other != text)][:_KEPT]
        self._back = 0

    def step(self, text: str, back: int) -> str:
        """The text before (+1) or after (-1) `text`, which is in the line now; at either end it stays."""
        if not self._back or text != self._shown:
            self._back, self._written = 0, text
        texts = [self._written, *(other for other in self._texts if other != self._written)]
        self._back = min(max(0, self._back + back), len(texts) - 1)
        self._shown = texts[self._back]
        return self._shown


@dataclass(slots=True)
class Search:
    """A search that goes on."""

    before: Shown
    recent: RecentSearches
    everywhere: bool = False
    """Whether everything is searched, and not only what was listed before."""
    sort: Sort | None = None
    """The order that the reader chose for it."""

    @property
    def scope(self) -> Filter:
        """In what is searched."""
        return Filter() if self.everywhere else self.before.which

    @property
    def is_narrow(self) -> bool:
        """Whether there is more than is searched."""
        return self.scope != Filter()
