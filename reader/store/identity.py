"""What makes an article the same article: keys from what its source calls it, or else from what it says."""

from __future__ import annotations

import hashlib
import re
import string
from urllib.parse import quote, urlsplit, urlunsplit

_HOME_PAGE = re.compile("https?://[^/?#]*/")
_WEB = re.compile("https?://", re.IGNORECASE)
# Without capitals before the path, ports, queries, fragments and escapes there is nothing to bring into one form.
_CANONICAL = re.compile(r"https?://[a-z0-9][a-z0-9.-]*+/[A-Za-z0-9/._~-]*+")
# Added by whoever links, to tell where readers come from; the page is the same.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid)=")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def content_key(
    title: str, published: str | None, origin: str | None, author: str | None, body: bytes
) -> str:
    """The key of an article that its source does not name; `body` is the digest of its Markdown."""
    return key_of("content", title, published, origin, author, body.hex())


def canonical_address(address: str) -> str:
    """An http or https address so that spellings of the same one are equal (RFC 3986 §6.2.2.1, .2, §6.2.3).

    Without default port, tracking parameters and fragment, but for a fragment that is a route (`#/` and `#!`).
    Any other text comes back as it is.
    """
    if _CANONICAL.fullmatch(address) or not _WEB.match(address):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    scheme, host = parts.scheme, parts.netloc.lower()
    query = "&".join(part for part in parts.query.split("&") if not _TRACKING.match(part))
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    host = host.removesuffix(_DEFAULT_PORTS[scheme])
    return urlunsplit(
        (scheme, host, _canonical_escapes(parts.path or "/"), _canonical_escapes(query), fragment)
    )


def is_home_page(address: str) -> bool:
    """Whether an address is that of a whole site: bad feeds give it to all their articles."""
    return _HOME_PAGE.fullmatch(canonical_address(address)) is not None


def key_of(*parts: str | None) -> str:
    """A key for a list of texts: 32 letters a to p, 128 bits, so that no two are equal and none looks like a number."""
    return digest_of(*parts).hex().translate(_LETTERS)


def digest_of(*parts: str | int | None) -> bytes:
    """16 bytes for a list of cleaned texts and numbers, of which any may be missing."""
    # Cleaned text holds neither of these two characters, so no two lists become the same.
    text = "\0".join("\1" if part is None else str(part) for part in parts)
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _canonical_escapes(text: str) -> str:
    """Write escapes in capitals, none for unreserved characters, and one for every byte beyond ASCII."""
    # All of ASCII is "safe" here: a reserved character and its escape mean different things.
    return _ESCAPE.sub(_canonical_escape, quote(text, safe=_ASCII))


def _canonical_escape(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()
