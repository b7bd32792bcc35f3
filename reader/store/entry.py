"""A draft on its way into the library."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reader.store.identity import canonical_address, content_key, digest_of, is_home_page, key_of

if TYPE_CHECKING:
    from reader.model.draft import Draft

# An absolute URI (RFC 3986 §4.3) is the same name everywhere; "17" is one only where it comes from.
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
# The greatest integer that SQLite holds; a page can claim more clicks.
_GREATEST = 2**63 - 1


@dataclass(frozen=True)
class Entry:
    """A cleaned draft: what it is called, and what the library works out of it, once."""

    draft: Draft
    category: str

    def work_out(self) -> None:
        """Work out all that the library asks for, so that a transaction does not wait for it."""
        self.name_key, self.content_key, self.digest, self.values  # noqa: B018

    @property
    def is_named(self) -> bool:
        """Whether the source itself vouches for the name, and it means the same wherever it is seen."""
        return self.draft.identity is not None and _URI.fullmatch(self.draft.identity) is not None

    @cached_property
    def name_key(self) -> str | None:
        """The key from what the source calls it: its identity, else its address, if that is of more than a site."""
        draft = self.draft
        if draft.identity is None and (draft.url is None or is_home_page(draft.url)):
            return None
        return key_of("name", canonical_address(draft.identity or draft.url or ""))

    @cached_property
    def content_key(self) -> str:
        """The key from title, date, origin, author and body."""
        draft = self.draft
        return content_key(draft.title, self._published, draft.origin, draft.author, self.body_digest)

    def located_key(self, location: str | None) -> str:
        """The key of a copy elsewhere, when the article with its content key says something else by now."""
        return key_of("located", self.content_key, location)

    def slot(self, location: str) -> bytes:
        """16 bytes for the document and the title under which the next version is expected."""
        return digest_of(location, self.draft.title)

    @cached_property
    def body_digest(self) -> bytes:
        """16 bytes for the body."""
        return digest_of(self.draft.markdown)

    @cached_property
    def digest(self) -> bytes:
        """16 bytes for all that the draft says but its category: equal if and only if nothing has changed."""
        draft = self.draft
        facts = (
            draft.author,
            draft.origin,
            draft.url,
            draft.language,
            self._published,
            draft.clicks,
            draft.glosses,
        )
        return digest_of(draft.title, self.body_digest.hex(), *facts)

    @cached_property
    def values(self) -> dict[str, str | int | bytes | None]:
        """The columns that follow from the draft alone. Takes time: see work_out."""
        from reader.text.collation import sort_key
        from reader.text.reading import reading_minutes, summary

        draft = self.draft
        return {
            "title": draft.title,
            "title_key": sort_key(draft.title),
            "origin": draft.origin,
            "origin_key": None if draft.origin is None else sort_key(draft.origin),
            "author": draft.author,
            "url": draft.url,
            "language": draft.language,
            "published": self._published,
            "timestamp": None if draft.published is None else draft.published.timestamp,
            "clicks": draft.clicks if draft.clicks is not None and 0 <= draft.clicks <= _GREATEST else None,
            "minutes": reading_minutes(draft.markdown),
            "glosses": draft.glosses,
            "digest": self.digest,
            "summary": summary(draft.markdown),
            "markdown": draft.markdown,
            "is_read": draft.is_read,
            "is_bookmarked": draft.is_bookmarked,
            "note": draft.note,
        }

    @property
    def _published(self) -> str | None:
        return None if self.draft.published is None else self.draft.published.iso
