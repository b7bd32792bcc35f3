"""What the head of a page says that its headline is: title element, meta elements, JSON-LD."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reader.importing.pages.metadata import SITE, TITLE
from reader.text.script import simplify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.importing.pages.metadata import Metadata

_SEPARATOR: Final = re.compile(
    r"\s*(?:[_|｜›»«]|\s[-–—:·•]\s|--+|——|(?<=[^\x00-\x7f])[-–—](?=[^\x00-\x7f]))\s*"
)
_LOOSE: Final = re.compile(r"[\s\W_]+")
_PREFIX: Final = re.compile(r"\s*[\[【〔(（][^\[\]【】〔〕()（）]{1,10}[\]】〕)）]\s*")
_CUT: Final = re.compile(r"(?:…|\.{2,})$")
_SITE_NAME: Final = re.compile(
    r"(?:网|网站|门户|频道|中心|政府|日报|晚报|在线|站|社|大学|学院|报|局|委员会|公司|集团|协会|信息港|新闻"
    r"|web ?site|home ?page|news)$",
    re.IGNORECASE,
)
_LONGEST: Final = 300  # Characters of a title; longer ones hold the beginning of the text.
_FEW: Final = 6  # Letters of a title that is cut, or of a part of one: fewer could be anything.

# How likely a line is the headline that has the words of what is announced.
_SAID: Final = 6.0
_COMPLETED: Final = 5.0  # The title element was cut: the line goes on.
_BEGUN: Final = 4.5  # The title element goes on: with a section, a site.
_LONG_PART: Final = 3.0
_SITE: Final = -6.0
_OTHER_PART: Final = -4.0


@lru_cache(maxsize=2048)
def loose(text: str) -> str:
    """Give the letters and digits of a text, simplified and in lower case: what headlines are compared by."""
    return _LOOSE.sub("", simplify(text).casefold())


def title_parts(title: str) -> list[str]:
    """Split the title of a page at what stands between headline, section and site."""
    return [part.strip() for part in _SEPARATOR.split(title[:_LONGEST]) if part and part.strip()]


class Announced:
    """The titles that the head of a page has."""

    def __init__(self, metadata: Metadata) -> None:
        said = [*metadata.all(TITLE), metadata.news.get("headline"), metadata.news.get("name")]
        self.titles = [text for text in said if isinstance(text, str) and 0 < len(text) <= _LONGEST]
        """What is said to be the title of the article."""
        self._title = metadata.title[:_LONGEST]
        parts = title_parts(self._title)
        self._first = loose(_CUT.sub("", parts[0])) if parts else ""
        self._page = loose(self._title)
        self._said = {loose(text) for text in self.titles}
        self._sites = {loose(name) for name in metadata.all(SITE)} | {""}
        self._known = {loose(part): value for part, value in zip(parts, _values(parts), strict=True)}
        self._known |= dict.fromkeys(self._said, _SAID)
        self._known |= dict.fromkeys(self._sites, _SITE)
        self._parts = {loose(part) for part in (*parts, *self.titles)} - self._sites

    def likeness(self, text: str) -> float:
        """Tell how much a line is like what is announced: up to 6; below 0 for the name of the site."""
        words = loose(text)
        if words in self._known or len(words) < 2:
            return self._known.get(words, 0.0)
        if len(self._first) >= _FEW and words.startswith(self._first):
            return _COMPLETED
        if len(words) >= 4 and (self._page.startswith(words) or self._page.endswith(words)):
            return _BEGUN
        if loose(self.without_prefix(text)) != words:
            return _COMPLETED
        is_part = words in self._page or any(
            words in said or (len(said) >= _FEW and said in words) for said in self._said
        )
        return _LONG_PART if len(words) >= _FEW and is_part else 0.0

    def without_prefix(self, text: str) -> str:
        """Take off what stands in brackets before a headline that is announced without it: [转载], 【望海】."""
        match = _PREFIX.match(text)
        rest = text[match.end() :] if match else ""
        words = loose(rest)
        if len(words) < _FEW or loose(text) in self._page:
            return text
        return rest if words in self._parts or self._page.endswith(words) else text

    def best(self) -> str:
        """Give the title that is announced, without the name of the site; empty when there is none."""
        for text in (*self.titles, self._title):
            parts = [part for part in title_parts(text) if loose(part) not in self._sites]
            if parts:
                return max(zip(_values(parts), parts, strict=True), key=lambda pair: pair[0])[1]
        return self._title


def _values(parts: Sequence[str]) -> list[float]:
    """Tell how likely each part of the title of a page is its headline: mostly the first, never the name of a site."""
    sites = [_SITE_NAME.search(simplify(part)) is not None for part in parts]
    if len(parts) < 2:
        return [0.0 if site else _SAID for site in sites]
    others = [at for at, site in enumerate(sites) if not site] or list(range(len(parts)))
    longest = max(others, key=lambda at: len(parts[at].encode("utf-8", "replace")))
    headline = longest if sites[0] else others[0]  # What begins with the site goes from there to the page.
    return [
        _SAID if at == headline else _LONG_PART if at == longest else _OTHER_PART for at in range(len(parts))
    ]
