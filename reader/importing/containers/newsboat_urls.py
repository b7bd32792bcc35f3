"""The list of feeds of newsboat (its manual, "The urls file"): an address a line, with tags, and perhaps a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.importing.html.addresses import safe_address
from reader.model.draft import DraftCategory, DraftSource
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.model.document import Document
    from reader.model.draft import Draft

name: Final = "newsboat-urls"
media_types: Final = ()
extensions: Final = ()

# A word, or one in quotation marks, in which a backslash takes the meaning of what follows it.
_WORD: Final = re.compile(r'"((?:[^"\\]++|\\.)*+)"?|([^\s"]\S*+)')
_ESCAPED: Final = re.compile(r"\\(.)")
# Feeds that are made here, by programs and queries: newsboat alone can run them.
_LOCAL: Final = ("query:", "exec:", "filter:")
_FEED_LINE: Final = re.compile(r'"?(?:https?|file|query|exec|filter):[^\s]')
_TAGGED_LINE: Final = re.compile(r"(?:[^\s\"]++|\"[^\"]++\")(?:\s++(?:[^\s\"]++|\"(?:[^\"\\]++|\\.)++\"))++")
_LOOKED_AT: Final = 50  # Lines of a text; a list of feeds has nothing else.


class ListedFeed(NamedTuple):
    """A feed in the list."""

    address: str
    """As newsboat itself names the feed; it may be of a kind that is no address of the web."""
    title: str | None
    """The title that the reader gave it, with a tilde."""
    tags: tuple[str, ...]


def _words(line: str) -> Iterator[str]:
    """Yield the words of a line, up to a comment."""
    for quoted, word in _WORD.findall(line):
        if word.startswith("#"):
            return
        if text := clean_line(_ESCAPED.sub(r"\1", quoted) or word):
            yield text


def parse_urls(text: str) -> list[ListedFeed]:
    """Read the list; comments, queries, and the marks that hide feeds are left out."""
    feeds = []
    for line in text.splitlines():
        words = list(_words(line))
        if not words or words[0].startswith("query:"):
            continue
        address, *marks = words
        title = next((mark[1:].strip() for mark in marks if mark.startswith("~")), None)
        tags = tuple(mark for mark in marks if not mark.startswith(("~", "!")))
        feeds.append(ListedFeed(address, title or None, tags))
    return feeds


def matches(text: str, /) -> float:
    """Tell how sure it is that this is such a list: each line begins with an address or is a comment.

    Tags behind an address leave no doubt; without any it may be a list of links.
    """
    lines = [line.strip() for line in text.split("\n")[:_LOOKED_AT]]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines or not all(map(_FEED_LINE.match, lines)):
        return 0.0
    return 0.95 if any(_TAGGED_LINE.fullmatch(line) for line in lines) else 0.6


def read(text: str, _document: Document) -> Iterator[Draft | DraftCategory | DraftSource]:
    """Yield the tags as categories, each once, and the feeds of the web as sources."""
    feeds = [feed for feed in parse_urls(text) if not feed.address.startswith(_LOCAL)]
    for tag in dict.fromkeys(tag for feed in feeds for tag in feed.tags):
        yield DraftCategory(tag)
    for feed in feeds:
        address = safe_address(feed.address)
        if address is not None:
            yield DraftSource(address, feed.title or address, feed.tags[0] if feed.tags else None)


def urls_beside(cache: Path) -> Path | None:
    """Find the list that belongs to a cache: in its folder, or where newsboat keeps it by the XDG base directories."""
    candidates = [cache.parent / "urls"]
    if cache.parts[-4:-1] == (".local", "share", "newsboat"):
        candidates.append(cache.parents[3] / ".config" / "newsboat" / "urls")
    return next((path for path in candidates if path.is_file()), None)
