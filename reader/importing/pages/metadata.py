"""What a page says about itself to machines: meta elements, JSON-LD, links, and the notes of programs that save pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from reader.importing.html.addresses import safe_address
from reader.importing.html.text import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from turbohtml import Document

# Internet Explorer and Chromium write the first, with the length of the address; SingleFile the second.
_SAVED_FROM: Final = re.compile(r"saved from url=\(\d{1,6}\)(\S{1,4000})")
_SINGLE_FILE: Final = re.compile(
    r"Page saved with SingleFile\s+url:\s*(\S{1,4000})(?:\s+saved date:\s*([^\n(]{1,80}))?"
)
_NOTES: Final = 3000  # Characters of source: notes of saving stand before everything else.
# Pages of public accounts name their date in a script alone, in seconds or in full.
_SCRIPTED: Final = re.compile(
    r"(?<![\w.])(?:window\.)?(?:ct|(?:ori_?)?create_?time|pub(?:lish)?_?time)\s{0,3}=\s{0,3}"
    r"([\"'])(1\d{9}|(?:19|20)\d\d-\d\d?-\d\d?(?: \d\d?:\d\d(?::\d\d)?)?)\1",
    re.IGNORECASE,
)
_SCRIPT_WORDS: Final = (
    "var ct",
    "reate_time",
    "reateTime",
    "ublish_time",
    "ublishTime",
    "pub_time",
    "pubtime",
    "pubTime",
)
_NEWS: Final = re.compile(r"(?i)(?:article|posting|webpage|report)$")
_LONGEST: Final = 2000  # Characters of a meta element: those that are read have a few dozen.
_DEEPEST: Final = 6  # Levels of JSON-LD: a graph of pages with their parts has four.
_MOST: Final = 2000  # Objects of JSON-LD that are looked at.

TITLE: Final = (
    "articletitle",
    "og:title",
    "parsely-title",
    "sailthru.title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "title",
    "headline",
)
"""Names of meta elements that hold a headline, the best first."""
PUBLISHED: Final = (
    "article:published_time", "pubdate", "publishdate", "publish_date", "og:published_time", "og:release_date",
    "datepublished", "date_published", "published_time", "published-date", "publish-date", "publication_date",
    "article.published", "article:published", "article_date_original", "apub:time", "weibo: article:create_at",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "createdate", "releasedate", "release_date",
    "pubtime", "pub_date", "date.available", "date.issued", "article:publish_time", "bt:pubdate", "publishtime", "publish-time",
    "og:article:published_time", "citation_publication_date", "gentime", "createtime", "dc.date.available",
    "rnews:datepublished", "firstpublishedtime", "date",
)  # fmt: skip
MODIFIED: Final = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmodified",
    "dcterms.modified",
)
ORIGIN: Final = ("contentsource", "article:source", "newssource", "source", "copyfrom", "dc.source")
AUTHOR: Final = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "og:article:author",
)
CATEGORY: Final = (
    "columnname",
    "article:section",
    "og:article:section",
    "parsely-section",
    "section",
    "category",
    "dc.subject.category",
)
SITE: Final = (
    "og:site_name",
    "sitename",
    "application-name",
    "apple-mobile-web-app-title",
    "twitter:site",
    "publisher",
    "al:ios:app_name",
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands in the head of a page and in its notes."""

    metas: dict[str, str] = field(default_factory=dict)
    """Content of the meta elements by name, property or itemprop in lower case; the first of each."""
    news: dict[str, Any] = field(default_factory=dict)
    """The JSON-LD object of the article itself (schema.org Article and its kinds)."""
    trail: tuple[str, ...] = ()
    """The names of a BreadcrumbList (schema.org)."""
    title: str = ""
    """What the title element says."""
    language: str | None = None
    address: str | None = None
    """The canonical address; else that under which the page was saved."""
    is_canonical: bool = False
    """Whether the page itself names the address."""
    base: str | None = None
    """What relative addresses are relative to."""
    saved_at: datetime | None = None
    scripted: str | None = None
    """The date of publication that a script of the page is given."""

    def first(self, names: tuple[str, ...]) -> str | None:
        """Give the first of some meta elements that is not empty."""
        return next((value for name in names if (value := self.metas.get(name))), None)

    def all(self, names: tuple[str, ...]) -> list[str]:
        """Give what the meta elements of some names say, in the order of the names."""
        return [value for name in names if (value := self.metas.get(name))]


def read_metadata(document: Document, source: str, location: str) -> Metadata:
    """Read what a page says to machines. `location` is where its bytes come from, a path or an address."""
    root = document.root
    metas = _metas(document)
    objects = list(_objects(document.json_ld()))
    noted, saved_at = _notes(source[:_NOTES])
    own = location if location.startswith(("http://", "https://")) else noted
    base = safe_address(_attribute(document, "base", "href"), own) or own
    canonical = _canonical(document, metas, base)
    return Metadata(
        metas=metas,
        news=next((found for found in objects if _is_news(found)), {}),
        trail=_trail(objects),
        title=to_title(document),
        language=(root.attr("lang") or root.attr("xml:lang") or None) if root else None,
        address=canonical or safe_address(own),
        is_canonical=canonical is not None,
        base=base or canonical,
        saved_at=saved_at,
        scripted=None if any(name in metas for name in PUBLISHED) else _scripted(source),
    )


def to_title(document: Document) -> str:
    """Give the text of the title element."""
    from turbohtml import Element

    found = document.find("title")
    return " ".join(found.text.split()) if isinstance(found, Element) else ""


def _metas(document: Document) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in document.find_all("meta"):
        content = " ".join((element.attr("content") or "")[:_LONGEST].split())
        if content:
            for kind in ("name", "property", "itemprop"):
                if name := element.attr(kind):
                    metas.setdefault(name.strip().lower(), content)
    return metas


def _attribute(document: Document, tag: str, name: str) -> str | None:
    return next((value for element in document.find_all(tag) if (value := element.attr(name))), None)


def _canonical(document: Document, metas: dict[str, str], base: str | None) -> str | None:
    """Find the address that the page has by itself (RFC 6596); that of the whole site is not its own."""
    links = (
        link.attr("href")
        for link in document.find_all("link")
        if "canonical" in (link.attr("rel") or "").lower().split()
    )
    named = (safe_address(one, base) for one in (*links, metas.get("og:url")))
    return next((address for address in named if address and _is_own(address)), None)


def _is_own(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme != "mailto" and bool(parts.path.strip("/") or parts.query)


def _notes(head: str) -> tuple[str | None, datetime | None]:
    """Read the address and the time that the program noted which saved the page."""
    if match := _SAVED_FROM.search(head):
        return match[1].removesuffix("-->").strip(), None
    match = _SINGLE_FILE.search(head)
    if match is None:
        return None, None
    return match[1], _script_date(match[2] or "")


def _script_date(text: str) -> datetime | None:
    """Read a time as scripts write it (ECMA-262 §21.4.4.41): Fri Jul 05 2019 09:30:00 GMT+0800."""
    try:
        return datetime.strptime(text.strip(), "%a %b %d %Y %H:%M:%S GMT%z")
    except ValueError:
        return None


def _scripted(source: str) -> str | None:
    """Find the date that a script is given; most pages have none of its words, and are not searched for it."""
    match = _SCRIPTED.search(source) if any(word in source for word in _SCRIPT_WORDS) else None
    return match[2] if match else None


def _objects(found: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON-LD and those in them, the outer ones first, to a depth that has an end."""
    level: list[Any] = found
    seen = 0
    for _depth in range(_DEEPEST):
        below: list[Any] = []
        for value in level[: _MOST - seen]:
            seen += 1
            if isinstance(value, dict):
                yield value
                below += [child for child in value.values() if isinstance(child, (dict, list))]
            elif isinstance(value, list):
                below += [child for child in value if isinstance(child, (dict, list))]
        level = below


def _types(found: dict[str, Any]) -> list[str]:
    types = found.get("@type")
    return [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]


def _is_news(found: dict[str, Any]) -> bool:
    return any(_NEWS.search(name) for name in _types(found)) and bool(
        found.get("headline") or found.get("datePublished")
    )


def _trail(objects: list[dict[str, Any]]) -> tuple[str, ...]:
    for found in objects:
        if "BreadcrumbList" in _types(found) and isinstance(items := found.get("itemListElement"), list):
            return tuple(name for item in items[:20] if (name := _item_name(item)))
    return ()


def _item_name(item: object) -> str | None:
    """Give the name of a ListItem, which it has itself or on the thing that it lists."""
    if not isinstance(item, dict):
        return None
    thing = item.get("item")
    name = item.get("name") or (thing.get("name") if isinstance(thing, dict) else None)
    return to_text(name) if isinstance(name, str) else None
