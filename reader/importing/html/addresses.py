"""Addresses in documents from outside: made absolute, and only those that a reader can follow."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit

_SCHEMES: Final = frozenset(("http", "https", "mailto"))
# Absolute already and with a host: nearly every address of a feed, and 20 times faster to know.
_PLAIN: Final = re.compile(
    r"https?://[A-Za-z0-9-][A-Za-z0-9.-]*+(?::\d{1,5})?(?:[/?#][^\s\x00-\x20\x7f\\]*+)?"
)
# The second usual form: the path from the root of a site, without dot segments.
_ROOTED: Final = re.compile(r"/(?![/\\])(?:(?!/\.)[^\s\x00-\x20\x7f\\])*+")
_SITE: Final = re.compile(r"https?://[A-Za-z0-9-][A-Za-z0-9.-]*+(?::\d{1,5})?(?=[/?#]|\Z)")
_IGNORED: Final = re.compile(r"[\t\n\r]+")
_BLANKS: Final = re.compile(r"[\x00-\x20\x7f\xa0\u3000]")
_CONTROLS: Final = "".join(map(chr, range(0x21)))
_UNFIT_IN_TARGET: Final = re.compile(r"[\s\x00-\x20\x7f<>()\\\"`|\[\]]|&(?=#?\w{1,32};)")
_LONGEST: Final = (
    8192  # Characters; web servers refuse longer ones, and data comes in addresses of megabytes.
)


@lru_cache(maxsize=1024)  # A feed repeats the address of its site in every entry.
def safe_address(address: str | None, base: str | None = None) -> str | None:
    """Give an absolute address of http, https or mailto, or None for any other.

    A relative address is resolved by `base` (RFC 3986 §5). As browsers do (WHATWG URL §4.4), blanks around it and line
    ends within it are ignored, a blank within it is percent-encoded, and a backslash before the query is a slash.
    """
    if not address or len(address) > _LONGEST:
        return None
    if _PLAIN.fullmatch(address):
        return address
    if base and (site := _SITE.match(base)) and _ROOTED.fullmatch(address):
        return site[0] + address
    try:
        absolute = urljoin(base or "", _tidy(address))
        parts = urlsplit(absolute)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme == "mailto":
        return absolute if "@" in parts.path else None
    return absolute if parts.scheme in _SCHEMES and host else None


def link_target(address: str) -> str:
    """Write an address as a link destination of Markdown (CommonMark 0.31 §6.3) that can stand in a cell of a table.

    What would end either is percent-encoded; an ampersand that would begin a character reference is escaped.
    """
    return _UNFIT_IN_TARGET.sub(_encoded, address)


def _tidy(address: str) -> str:
    stripped = _IGNORED.sub("", address.strip(_CONTROLS + "\xa0\u3000"))
    if "\\" in stripped:
        path, mark, query = stripped.partition("?")
        stripped = path.replace("\\", "/") + mark + query
    return _BLANKS.sub(_encoded, stripped)


def _encoded(match: re.Match[str]) -> str:
    if match[0] == "&":
        return r"\&"
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
