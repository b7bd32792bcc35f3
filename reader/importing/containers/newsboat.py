"""The cache of newsboat, another reader of feeds, with what its reader did: read, flagged, filed under tags."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from reader.errors import DocumentError
from reader.i18n import _
from reader.importing.containers.members import member_location, web_address
from reader.importing.containers.newsboat_urls import ListedFeed, parse_urls, urls_beside
from reader.importing.containers.unfolding import Reading
from reader.importing.decode import decode
from reader.importing.facts import known
from reader.importing.files import Refused, open_document, read_whole
from reader.importing.html.addresses import link_target
from reader.importing.html.markdown import to_markdown
from reader.importing.literal import escape
from reader.importing.paragraphs import split_paragraphs
from reader.model.document import Document
from reader.model.draft import Draft
from reader.model.published import Published
from reader.text.clean import clean_line
from reader.text.prose import first_words, shorten
from reader.text.script import detect_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from reader.importing.containers.newsboat_cache import NewsboatCache, Row

name: Final = "newsboat"

_SQLITE: Final = b"SQLite format 3\x00"
_TABLES: Final = (b"rss_item", b"rss_feed")
# Bytes: SQLite has the file in memory, and there is a copy of it while it is handed over.
_CACHE_LIMIT: Final = 200 * 2**20
_URLS_LIMIT: Final = 2**20  # Bytes: ten thousand feeds.
_TITLE_CHARACTERS: Final = 40  # Of a title made from a body: the length of a long headline.
_TELLING: Final = 500  # Characters of a body that tell its language; more seldom change the verdict.


def matches_bytes(head: bytes, _document: Document) -> bool:
    """Tell whether this is an SQLite file whose schema, which stands at its beginning, has the tables of newsboat."""
    return head.startswith(_SQLITE) and all(table in head for table in _TABLES)


def unfold(file: BinaryIO, document: Document) -> Iterator[Document | Reading | Refused]:
    """Yield the feeds with their items, but for those that were deleted.

    Tags and titles come from the list of feeds that lies beside the cache. Raises DocumentError for a file that is
    damaged or too large.
    """
    from reader.importing.containers.newsboat_cache import opened_cache

    data = read_whole(file, _CACHE_LIMIT, document.name)
    listed: dict[str, ListedFeed] = {}
    try:
        listed = {feed.address: feed for feed in _listed_feeds(document)}
    except DocumentError as error:
        yield Refused(_("The list of feeds"), error)
    with opened_cache(data, document.name) as cache:
        del data
        titles = cache.titles()
        for address, numbers in cache.items_by_feed().items():
            feed = listed.get(address) or ListedFeed(address, None, ())
            title = clean_line(feed.title or titles.get(address, "") or address) or document.name
            location = web_address(address) or member_location(document, clean_line(address))
            source = Document(b"", location, title, saved_at=document.saved_at, folder=document.folder)
            yield Reading(source, _drafts(cache, numbers, title, feed.tags[0] if feed.tags else title))


def _listed_feeds(document: Document) -> list[ListedFeed]:
    """Read the list of feeds beside a cache, if the cache is a file and has one. Raises DocumentError."""
    cache = Path(document.location)
    urls = urls_beside(cache) if cache.is_absolute() and cache.is_file() else None
    if urls is None:
        return []
    with open_document(urls, None) as (file, found):
        return parse_urls(decode(read_whole(file, _URLS_LIMIT, found.name), name=found.name).text)


def _drafts(cache: NewsboatCache, numbers: Sequence[int], feed: str, category: str) -> Iterator[Draft]:
    for number in numbers:
        yield _draft(cache.item(number), feed, category)


def _draft(item: Row, feed: str, category: str) -> Draft:
    url = web_address(item.get("url", ""))
    markdown = _with_enclosure(_body(item, url), item.get("enclosure_url", ""))
    words = shorten(first_words(markdown, _TITLE_CHARACTERS), _TITLE_CHARACTERS)
    title = clean_line(item.get("title", "")) or clean_line(words) or url or feed
    flags = item.get("flags", "").strip()
    return Draft(
        title=title,
        markdown=markdown,
        category=category,
        identity=item.get("guid") or url,
        author=known(item.get("author")),
        origin=feed,
        url=url,
        language=detect_script(f"{title}\n{markdown[:_TELLING]}"),
        published=_published(item.get("pubDate", "")),
        is_read=item.get("unread") == "0",
        is_bookmarked=bool(flags),
        note=f"newsboat: {flags}" if flags else None,
    )


def _body(item: Row, url: str | None) -> str:
    content = item.get("content", "")
    if item.get("content_mime_type", "").startswith("text/plain"):
        paragraphs = split_paragraphs(content.replace("\r\n", "\n"))
        return "\n\n".join(map(escape, paragraphs)) + "\n" if paragraphs else ""
    return to_markdown(content, base=url)


def _with_enclosure(markdown: str, enclosure: str) -> str:
    """Add a link to the file that comes with an item, unless the body has it."""
    address = web_address(enclosure)
    if address is None or link_target(address) in markdown:
        return markdown
    parts = urlsplit(address)
    label = unquote(PurePosixPath(parts.path).name) or parts.netloc
    return f"{markdown}\n- [{escape(label)}]({link_target(address)})\n".lstrip("\n")


def _published(seconds: str) -> Published | None:
    """Give the minute of a Unix time; None for 0, which stands for none, and for times outside the calendar."""
    try:
        return Published.of_time(datetime.fromtimestamp(int(seconds), UTC)) if int(seconds) > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
