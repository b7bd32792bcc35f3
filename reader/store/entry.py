"""A draft on its way into the library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.store.identity import canonical_address, content_key, digest_of, is_home_page, key_of

if TYPE_CHECKING:
    from reader.model.draft import Draft

# An absolute URI (RFC 3986 §4.3) is the same name everywhere; "17" is one only where it comes from.
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
# The greatest integer that SQLite holds; a page can claim more clicks.
_GREATEST = 2**63 - 1


class Facts(NamedTuple):
    """The columns of `article`, by their names, that follow from a draft alone."""

    title: str
    title_key: bytes
    origin: str | None
    origin_key: bytes | None
    author: str | None
    url: str | None
    language: str | None
    published: str | None
    clicks: int | None
    minutes: int
    glosses: int
    digest: bytes


class Entry(NamedTuple):
    """What the library needs of a cleaned draft, worked out, so that no transaction waits for it.

    A tuple, because it goes from one process to another, and a tuple does in less than half of the time.
    """

    category: str
    facts: Facts
    timestamp: int | None
    """Of its publication, as `Published.timestamp`."""
    summary: str
    markdown: str
    is_read: bool
    is_bookmarked: bool
    note: str | None
    name_key: str | None
    """The key from what the source calls it: its identity, else its address, if that is of more than a site."""
    content_key: str
    """The key from title, date, origin, author and body."""
    body_digest: bytes
    """16 bytes for the body."""
    has_identity: bool
    """Whether the source names it."""
    is_named: bool
    """Whether the source itself vouches for the name, and it means the same wherever it is seen."""

    @classmethod
    def of(cls, draft: Draft, category: str) -> Entry:
        """Work out what the library needs of a cleaned draft. Takes time, so it is done before a transaction begins."""
        from reader.text.reading import summary

        published = None if draft.published is None else draft.published.iso
        body_digest = digest_of(draft.markdown)
        return cls(
            category,
            _facts(draft, published, body_digest),
            None if draft.published is None else draft.published.timestamp,
            summary(draft.markdown),
            draft.markdown,
            draft.is_read,
            draft.is_bookmarked,
            draft.note,
            _name_key(draft),
            content_key(draft.title, published, draft.origin, draft.author, body_digest),
            body_digest,
            draft.identity is not None,
            draft.identity is not None and _URI.fullmatch(draft.identity) is not None,
        )

    @property
    def title(self) -> str:
        """The title of the article."""
        return self.facts.title

    @property
    def digest(self) -> bytes:
        """16 bytes for all that the draft says but its category: equal if and only if nothing has changed."""
        return self.facts.digest

    def located_key(self, location: str | None) -> str:
        """The key of a copy elsewhere, when the article with its content key says something else by now."""
        return key_of("located", self.content_key, location)

    def slot(self, location: str) -> bytes:
        """16 bytes for the document and the title under which the next version is expected."""
        return digest_of(location, self.title)


def _facts(draft: Draft, published: str | None, body_digest: bytes) -> Facts:
    from reader.text.collation import sort_key
    from reader.text.reading import reading_minutes

    said = (draft.author, draft.origin, draft.url, draft.language, published, draft.clicks, draft.glosses)
    return Facts(
        title=draft.title,
        title_key=sort_key(draft.title),
        origin=draft.origin,
        origin_key=None if draft.origin is None else sort_key(draft.origin),
        author=draft.author,
        url=draft.url,
        language=draft.language,
        published=published,
        clicks=draft.clicks if draft.clicks is not None and 0 <= draft.clicks <= _GREATEST else None,
        minutes=reading_minutes(draft.markdown),
        glosses=draft.glosses,
        digest=digest_of(draft.title, body_digest.hex(), *said),
    )


def _name_key(draft: Draft) -> str | None:
    if draft.identity is None and (draft.url is None or is_home_page(draft.url)):
        return None
    return key_of("name", canonical_address(draft.identity or draft.url or ""))
