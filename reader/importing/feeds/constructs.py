"""The constructs that elements of feeds hold: text, HTML, persons, dates, categories."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from reader.importing.feeds.vocabulary import standard_name
from reader.importing.html.text import to_text
from reader.importing.paragraphs import split_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.etree import _Element

_NAMED_ADDRESS: Final = re.compile(
    r"\s*(?:mailto:)?[^\s@()<>]{1,80}@[^\s@()<>]{1,80}\s*\((?P<name>[^()]{1,200})\)\s*"
)
_ADDRESS_LAST: Final = re.compile(
    r"(?P<name>[^<>()]{1,200})[<(](?:mailto:)?[^\s@()<>]{1,80}@[^\s@()<>]{1,80}[>)]\s*"
)
_PREFIXED_TAG: Final = re.compile(r"(</?)[A-Za-z][\w.-]{0,30}:(?=[A-Za-z])")
_EMPTY: Final = re.compile(r"<(?!(?:\w+:)?(?:br|hr|img)\b)([\w:.-]+)([^<>]*?)/>")
_BASE64: Final = "base64"
_PLAIN_KINDS: Final = ("text", "text/plain")
_CATEGORIES: Final = ("category", "dc:subject", "itunes:category", "media:category")


def inner_html(element: _Element) -> str:
    """Give the HTML of a text construct (RFC 4287 §3.1): escaped markup, markup as XML, or plain text."""
    if len(element):
        return _serialised(element)
    text = element.text or ""
    kind = _kind(element)
    if element.get("mode") == _BASE64 or (
        kind and "/" in kind and not _is_markup(kind) and not kind.startswith("text/")
    ):
        return ""  # Neither an encoded file nor one of another type is anything to read.
    # Atom 0.3 §3.1.2 has text/plain for what Atom 1.0 calls text.
    return text_as_html(text) if kind in _PLAIN_KINDS else text


def text_as_html(text: str) -> str:
    """Give the HTML that shows the paragraphs of a plain text."""
    return "".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in split_paragraphs(text))


def plain(element: _Element) -> str:
    """Give a text construct as plain text on one line."""
    if not len(element):
        text = element.text or ""
        if ("<" not in text and "&" not in text) or _kind(element) in _PLAIN_KINDS:
            return " ".join(text.split()) if element.get("mode") != _BASE64 else ""
    return to_text(inner_html(element))


def person(element: _Element) -> str:
    """Give the name of a person: of an Atom person (RFC 4287 §3.2), or of `address (name)` as RSS 2.0 has it."""
    for child in element.iterchildren("{*}*"):
        if standard_name(str(child.tag)) == "name":
            return plain(child)
    if len(element):
        return next((plain(child) for child in element.iterchildren("{*}*") if plain(child)), "")
    text = plain(element)
    match = _NAMED_ADDRESS.fullmatch(text) or _ADDRESS_LAST.fullmatch(element.text or "")
    return match["name"].strip(" \"'") if match else text


def bare_text(element: _Element) -> str:
    """Give the text of an element that has no markup by its standard: an address, a date."""
    text = "".join(map(str, element.itertext())) if len(element) else element.text or ""
    return " ".join(text.split())


def terms(fields: Mapping[str, Sequence[_Element]]) -> Iterable[str]:
    """Give the categories among some elements: the label for people before the term, each once."""
    elements = [element for field in _CATEGORIES if field in fields for element in fields[field]]
    texts = (
        element.get("label") or element.get("term") or element.get("text") or plain(element)
        for element in elements
    )
    return dict.fromkeys(filter(None, (" ".join(text.split()) for text in texts))) if elements else ()


def _kind(element: _Element) -> str:
    return (element.get("type") or "").strip().lower().partition(";")[0]


def _is_markup(kind: str) -> bool:
    return kind.endswith(("html", "+xml", "/xml"))


def _serialised(element: _Element) -> str:
    """Write the markup inside an element as HTML: names without prefixes, text escaped."""
    from lxml import etree

    pieces = [html.escape(element.text or "", quote=False)]
    pieces += (etree.tostring(child, encoding="unicode", method="xml") for child in element)
    written = "".join(pieces)
    # To HTML <p/> is a start tag, whose element would hold all that follows.
    written = _EMPTY.sub(r"<\1\2></\1>", written)
    return _PREFIXED_TAG.sub(r"\1", written)
