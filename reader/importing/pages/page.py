"""Saved web pages: the format, which knows a page when it sees one. What reads it is imported with the first page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.document import Document
    from reader.model.draft import Draft, DraftCategory, DraftSource

name: Final = "page"
media_types: Final = ("text/html", "application/xhtml+xml")
extensions: Final = (".html", ".htm", ".xhtml", ".shtml")

_COMMENTS: Final = r"(?:\s*+<!--(?>(?s:.)*?-->))*+\s*+"
_BEGINNING: Final = re.compile(
    rf"\s*+(?:<\?xml[^>]{{0,200}}>)?{_COMMENTS}(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE
)
_OTHER_XML: Final = re.compile(
    r"(?:\s++|<\?[^>]{0,500}+>|<!doctype\s+(?!html)[^>]{0,500}+>|<!--(?>(?s:.)*?-->))*+"
    r"<(?:rss|feed|rdf:rdf|opml|urlset|sitemapindex)[\s>]",
    re.IGNORECASE,
)
_TAG: Final = re.compile(
    r"<(?:html|head|body|meta|title|div|table|td|script|link|span|style|h1|p|ul|a)\b[^<>]{0,500}>",
    re.IGNORECASE,
)


def matches(text: str, /) -> float:
    """Tell how sure it is that this is a web page: surely so with a doctype or html element, likely with many tags."""
    if _BEGINNING.match(text):
        return 1.0
    if _OTHER_XML.match(text) or not text.lstrip().startswith("<"):
        return 0.0
    tags = sum(1 for _tag, _number in zip(_TAG.finditer(text), range(12), strict=False))
    return 0.9 if tags >= 12 else 0.5 if tags >= 3 else 0.0


def read(text: str, document: Document) -> Iterator[Draft | DraftCategory | DraftSource]:
    """Yield the one article of a page.

    Raises NoArticleError for a list of headlines, DocumentError for the error page of a server and for a page without text.
    """
    # Its vocabularies take 0.1 s to compile.
    from reader.importing.pages.extraction import extract

    yield extract(text, document)
