"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from reader.errors import DocumentError
from reader.i18n import _
from reader.importing.feeds.constructs import text_as_html
from reader.importing.feeds.entries import Enclosure, Entry, Feed, drafts
from reader.importing.html.addresses import safe_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.document import Document
    from reader.model.draft import Draft, DraftCategory

name: Final = "jsonfeed"
media_types: Final = ("application/feed+json", "application/json")
extensions: Final = (".json",)

_VERSION: Final = re.compile(r'"version"\s{0,40}:\s{0,40}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')

_Object = dict[str, Any]


def matches(text: str, /) -> float:
    """Tell how sure it is that this is a JSON Feed: by the version that it must name (§ Top-level)."""
    if not text.lstrip().startswith("{"):
        return 0.0
    return 0.95 if _VERSION.search(text) else 0.0


def read(text: str, document: Document) -> Iterator[Draft | DraftCategory]:
    """Yield an article for each item. Raises DocumentError for what is no JSON object with items.

    A member of another type than the standard's is passed over.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise DocumentError(_("{name} is no JSON that can be read.").format(name=document.name)) from None
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        raise DocumentError(_("{name} is no feed: it has no entries.").format(name=document.name))
    feed = Feed(
        title=_text(data, "title"),
        link=safe_address(_text(data, "home_page_url")) or safe_address(_text(data, "feed_url")),
        author=_authors(data),
        language=_text(data, "language"),
    )
    items = [item for item in data["items"] if isinstance(item, dict)]
    yield from drafts(feed, (_entry(item, feed) for item in items), document)


def _entry(item: _Object, feed: Feed) -> Entry:
    link = safe_address(_text(item, "url"), feed.link)
    dates = (_text(item, "date_published"), _text(item, "date_modified"))
    tags = item.get("tags")
    return Entry(
        title=_text(item, "title"),
        content=_content(item),
        link=link or safe_address(_text(item, "external_url"), feed.link),
        identity=_text(item, "id") or None,
        author=_authors(item),
        language=_text(item, "language"),
        base=link or feed.link,
        dates=tuple(filter(None, dates)),
        categories=tuple(filter(None, map(_plain, tags))) if isinstance(tags, list) else (),
        enclosures=tuple(_attachments(item)),
    )


def _plain(value: object) -> str:
    """Give a text on one line; numbers too, for the standard has readers take those for an id (§ Items)."""
    return (
        " ".join(str(value).split())
        if isinstance(value, str | int | float) and not isinstance(value, bool)
        else ""
    )


def _text(members: _Object, key: str) -> str:
    return _plain(members.get(key))


def _content(item: _Object) -> str:
    """Give the fullest form of the content, as HTML."""
    for key in ("content_html", "content_text", "summary"):
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            return value if key == "content_html" else text_as_html(value)
    return ""


def _authors(members: _Object) -> str | None:
    """Give all names: of `authors` (1.1), else of `author` (1.0)."""
    authors = members.get("authors")
    people = authors if isinstance(authors, list) and authors else [members.get("author")]
    names = [name for person in people if isinstance(person, dict) and (name := _text(person, "name"))]
    return ", ".join(names) or None


def _attachments(item: _Object) -> Iterator[Enclosure]:
    attachments = item.get("attachments")
    for attachment in attachments if isinstance(attachments, list) else ():
        if isinstance(attachment, dict) and (address := _text(attachment, "url")):
            yield Enclosure(address, _text(attachment, "title"))
