"""RSS 0.90 to 2.0 and Atom 0.3 and 1.0 (RFC 4287), with the Dublin Core, Content, Media RSS and iTunes vocabularies.

Real feeds mix them, so there is one reading of all: an element means the same wherever it stands.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from reader.errors import DocumentError
from reader.i18n import _
from reader.importing.feeds.constructs import bare_text, inner_html, person, plain, terms
from reader.importing.feeds.entries import Enclosure, Entry, Feed, drafts
from reader.importing.feeds.vocabulary import standard_name
from reader.importing.feeds.xml_tree import parse_xml, root_name, stream_xml
from reader.importing.html.addresses import safe_address

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from reader.model.document import Document
    from reader.model.draft import Draft, DraftCategory

name: Final = "feed"
media_types: Final = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
)
extensions: Final = (".rss", ".atom", ".rdf", ".xml")

_ROOTS: Final = frozenset(("rss", "rdf", "feed", "channel"))
_ENTRIES: Final = frozenset(("item", "entry"))
_HEADS: Final = frozenset(("channel", "feed"))
# As lxml writes them; a prefix that nobody declared stays in the name.
_ENTRY_TAGS: Final = (
    "{*}item",
    "{*}entry",
    "{*}Item",
    "{*}ITEM",
    "{*}Entry",
    "{*}ENTRY",
    "rss:item",
    "atom:entry",
)
_HEAD_TAGS: Final = (
    "{*}channel",
    "{*}feed",
    "{*}Channel",
    "{*}CHANNEL",
    "{*}Feed",
    "{*}FEED",
    "rss:channel",
    "atom:feed",
)
_ENTRY_STARTS: Final = ("<item", "<entry", ":item", ":entry", "<ITEM", "<ENTRY", "<Item", "<Entry")
_ENTRY_ENDS: Final = (
    "</item>",
    "</entry>",
    ":item>",
    ":entry>",
    "</ITEM>",
    "</ENTRY>",
    "</Item>",
    "</Entry>",
)
_ROOT_END: Final = re.compile(r"(?i)</(?:[\w.-]{1,30}:)?(?:rss|rdf|feed|channel)\s*>")
_TAIL: Final = 200  # Characters that hold the end tags of a feed; what follows them is an accident.
_LARGE: Final = 4_000_000  # Characters of which the tree has some 50 MB.
_TITLES: Final = ("title", "dc:title", "media:title", "itunes:title")
_CONTENTS: Final = (
    "content:encoded", "content", "xhtml:body", "body", "fullitem", "description", "summary", "abstract", "tagline",
    "dc:description", "dcterms:abstract", "media:description", "itunes:summary", "itunes:subtitle",
)  # fmt: skip
_DATES: Final = (
    "published", "pubdate", "issued", "dcterms:issued", "dc:date", "dcterms:created", "created", "updated", "modified",
    "dcterms:modified", "lastbuilddate",
)  # fmt: skip
# Where RSS has both, its own author is an address of electronic mail, and that of Dublin Core a name.
_AUTHORS: Final = ("dc:creator", "author", "dc:author", "itunes:author", "managingeditor", "dc:publisher")
_LANGUAGES: Final = ("language", "dc:language")
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_RDF_ABOUT: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"

_GROUPS: Final = frozenset(("media:group", "media:content"))

_Fields = dict[str, list["_Element"]]


def matches(text: str, /) -> float:
    """Tell how sure it is that this is a feed in XML: by its first element."""
    return 0.95 if root_name(text) in _ROOTS else 0.0


def read(text: str, document: Document) -> Iterator[Draft | DraftCategory]:
    """Yield an article for each entry. Raises DocumentError for what is no feed, or is nested beyond what one can be.

    Of a feed that breaks off it yields the entries that are whole, and raises DocumentError then.
    """
    whole = _whole_entries(text)
    feed, entries = read_entries(text if whole is None else whole, document)
    yield from drafts(feed, entries, document)
    if whole is not None:
        raise DocumentError(
            _("{name} breaks off before its end.").format(name=document.name),
            _("The entries before that place were read."),
        )


def read_entries(text: str, document: Document) -> tuple[Feed, Iterator[Entry]]:
    """Give what a feed and its entries say, before drafts are made of it. Raises DocumentError as `read` does."""
    items: Iterable[_Element]
    if len(text) > _LARGE:
        root, items = stream_xml(text, document.name, _ENTRY_TAGS)
    else:
        root = parse_xml(text, document.name)
        items = list(root.iter(*_ENTRY_TAGS))
    head = next((element for element in root.iter(*_HEAD_TAGS) if _is_named(element, _HEADS)), None)
    if head is None and not items and standard_name(str(root.tag)).rpartition(":")[2] not in _ROOTS:
        raise DocumentError(_("{name} is no feed: it has no entries.").format(name=document.name))
    feed = _feed(root if head is None else head)
    return feed, (_entry(item, feed) for item in items if _is_named(item, _ENTRIES))


def _whole_entries(text: str) -> str | None:
    """Give a text up to the end of its last whole entry, when it breaks off after that; None when it does not."""
    end = _ROOT_END.search(text, max(0, len(text) - _TAIL))
    if end and not any(text.find(mark, end.end()) > 0 for mark in _ENTRY_STARTS):
        return None
    start = max(text.rfind(mark) for mark in _ENTRY_STARTS)
    if start < 0 or _ROOT_END.search(text, start):
        return None
    ends = ((text.rfind(mark), mark) for mark in _ENTRY_ENDS)
    return text[: max((place + len(mark) for place, mark in ends if place >= 0), default=start)]


def _is_named(element: _Element, names: Container[str]) -> bool:
    return standard_name(str(element.tag)) in names


def _fields(element: _Element) -> _Fields:
    """Give the children of an element by their standard names; those of a media group count as its own."""
    fields: _Fields = {}
    for child in element:
        # That of a reference to an entity is no name; it is not expanded.
        field = standard_name(str(child.tag))
        if field in _GROUPS:
            for name, inner in _fields(child).items():
                fields.setdefault(name, []).extend(inner)
        fields.setdefault(field, []).append(child)
    return fields


def _feed(head: _Element) -> Feed:
    fields = _fields(head)
    return Feed(
        title=_first(fields, _TITLES),
        link=_link(fields, head.base),
        author=_author(fields),
        language=_first(fields, _LANGUAGES) or head.get(_XML_LANG),
        categories=list(terms(fields)),
    )


def _entry(item: _Element, feed: Feed) -> Entry:
    fields = _fields(item)
    base = _absolute(item.base, feed.link)
    link = _link(fields, base)
    identity = _identity(item, fields)
    content, content_base = _content(fields)
    return Entry(
        title=_first(fields, _TITLES),
        content=content,
        link=link or _permalink(fields, base),
        identity=identity,
        author=_author(fields),
        origin=_origin(fields),
        language=item.get(_XML_LANG) or _first(fields, _LANGUAGES),
        base=_absolute(content_base, feed.link) if content_base else link,
        dates=[bare_text(element) for field in _DATES if field in fields for element in fields[field]],
        categories=list(terms(fields)),
        enclosures=list(_enclosures(fields)),
    )


def _absolute(address: str | None, base: str | None) -> str | None:
    return safe_address(address, base) or base


def _first(fields: _Fields, names: Sequence[str]) -> str:
    """Give the text of the first of some elements that has any."""
    for field in names:
        for element in fields.get(field, ()):
            if text := plain(element):
                return text
    return ""


def _content(fields: _Fields) -> tuple[str, str | None]:
    """Give the HTML of the fullest construct that is there, and the base address that holds in it."""
    for field in _CONTENTS:
        for element in fields.get(field, ()):
            # An Atom content with an address has its text elsewhere (RFC 4287 §4.1.3.2).
            if not element.get("src") and (html := inner_html(element)).strip():
                return html, element.base
    return "", None


def _link(fields: _Fields, base: str | None) -> str | None:
    """Give the address of the page: an Atom link of relation alternate, HTML before others, or the text of a link."""
    candidates: list[tuple[int, str]] = []
    for element in fields.get("link", ()):
        href = element.get("href")
        if href is None:
            address, rank = bare_text(element), 1
        elif (element.get("rel") or "alternate").rpartition("/")[2] == "alternate":
            address, rank = (
                href,
                0 if element.get("type") in (None, "", "text/html", "application/xhtml+xml") else 2,
            )
        else:
            continue
        if safe := safe_address(address, element.base or base) or safe_address(address, base):
            candidates.append((rank, safe))
    return min(candidates, key=itemgetter(0))[1] if candidates else None


def _permalink(fields: _Fields, base: str | None) -> str | None:
    """Give a guid that is an address, which it is unless it says otherwise (RSS 2.0, guid)."""
    for element in fields.get("guid", ()):
        if (element.get("isPermaLink") or element.get("ispermalink") or "true").strip().lower() != "false":
            return safe_address((element.text or "").strip(), base if base is None else None)
    return None


def _identity(item: _Element, fields: _Fields) -> str | None:
    for field in ("id", "guid"):
        for element in fields.get(field, ()):
            if text := bare_text(element):
                return text
    return (item.get(_RDF_ABOUT) or "").strip() or None


def _author(fields: _Fields) -> str | None:
    """Give the names of the first kind of author that is there: all of several, as in a byline."""
    for field in _AUTHORS:
        names = [text for element in fields.get(field, ()) if (text := person(element))]
        if names:
            return ", ".join(dict.fromkeys(names))
    return None


def _origin(fields: _Fields) -> str | None:
    """Give the title of the feed that an entry was taken from (RFC 4287 §4.2.11, RSS 2.0 source)."""
    for source in fields.get("source", ()):
        if title := _first(_fields(source), _TITLES) or plain(source):
            return title
    return None


def _enclosures(fields: _Fields) -> Iterator[Enclosure]:
    for field in ("enclosure", "media:content"):
        for element in fields.get(field, ()):
            if address := element.get("url") or element.get("href"):
                yield Enclosure(address.strip())
    for element in fields.get("link", ()):
        if (element.get("rel") or "").rpartition("/")[2] == "enclosure" and (address := element.get("href")):
            yield Enclosure(address.strip(), element.get("title") or "")
