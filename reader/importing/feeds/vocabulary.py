"""The names that feeds use, under one prefix for each vocabulary, whatever prefix or variant of its address they wrote."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_PREFIXES: Final = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://www.rssboard.org/rss-specification": "",
    "http://purl.org/rss/1.0/modules/content": "content:",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://purl.org/dc/elements/1.0": "dc:",
    "http://purl.org/dc/terms": "dcterms:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
# Prefixes that are used without having been declared.
_USUAL: Final = {"atom": "", "atom10": "", "atom03": "", "rss": ""} | {
    prefix: f"{prefix}:" for prefix in ("content", "dc", "dcterms", "itunes", "media", "rdf", "xhtml")
}


@lru_cache(maxsize=4096)  # A feed has some thirty names; a hostile one must not fill the memory.
def standard_name(tag: str) -> str:
    """Give the name of an element in lower case: `title`, `dc:creator`, `content:encoded`; `?` for foreign names.

    Names without a namespace and those of RSS 1.0 and Atom have no prefix. The tag is written as lxml does, `{address}name`.
    """
    address, _, local = tag.rpartition("}")
    if address:
        prefix = _PREFIXES.get(address[1:].strip().lower().rstrip("/"))
        if prefix is None:
            prefix = _PREFIXES.get(address[1:].strip().lower(), "?")
        return prefix + local.lower()
    before, _, local = tag.rpartition(":")
    return (_USUAL.get(before.lower(), "?") if before else "") + local.lower()
