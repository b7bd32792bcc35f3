"""Which articles a list shows, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Folder(StrEnum):
    """The smart folders that every library has."""

    ALL = "all"
    UNREAD = "unread"
    CONTINUE = "continue"
    """What was opened and not read to its end."""
    BOOKMARKS = "bookmarks"
    HISTORY = "history"
    MOST_VIEWED = "most-viewed"


class SortKey(StrEnum):
    """What a list can be sorted by."""

    DATE = "date"
    TITLE = "title"
    ORIGIN = "origin"
    CLICKS = "clicks"
    VIEWS = "views"
    VIEWED = "viewed"
    """By the last view: the order of History and of Continue reading."""
    BOOKMARKED = "bookmarked"
    """By the time of the bookmark: the order of Bookmarks."""
    RELEVANCE = "relevance"
    """By how well a query fits (BM25); without a query that has terms, by date."""


@dataclass(frozen=True, slots=True)
class Sort:
    """An order. Articles that lack the key come last in either direction, but for the date: an undated article stands where
    it came in. Ties go to the newest; by date they turn round with the order.
    """  # noqa: D205 - one sentence

    key: SortKey = SortKey.DATE
    descending: bool = True

    @classmethod
    def by(cls, key: SortKey) -> Sort:
        """The order by a key in the direction that people expect: names from A, everything else from the greatest."""
        return cls(key, descending=key not in (SortKey.TITLE, SortKey.ORIGIN))

    def reversed(self) -> Sort:
        """The same key the other way round."""
        return Sort(self.key, not self.descending)


@dataclass(frozen=True, slots=True)
class Filter:
    """A selection of articles: a folder, a category or a tag, and in it all that a query finds."""

    folder: Folder = Folder.ALL
    category_id: int | None = None
    smart_folder_id: int | None = None
    """The reader's own folder: what its query finds."""
    query: str = ""
    """In the query language, see text.query; "" finds everything."""
    tag: str | None = None
    """A tag of bookmarks."""

    @property
    def is_searched(self) -> bool:
        """Whether a query has a part in it."""
        return bool(self.query.strip()) or self.smart_folder_id is not None

    @property
    def natural_sort(self) -> Sort:
        """The order in which this selection is shown until the reader chooses another."""
        if self.tag is not None:
            return Sort.by(SortKey.BOOKMARKED)
        natural = {
            Folder.CONTINUE: SortKey.VIEWED,
            Folder.HISTORY: SortKey.VIEWED,
            Folder.MOST_VIEWED: SortKey.VIEWS,
            Folder.BOOKMARKS: SortKey.BOOKMARKED,
        }
        return Sort.by(natural.get(self.folder, SortKey.DATE))
