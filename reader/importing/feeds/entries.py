"""What a feed and its entries say, in whichever format, and the drafts that they make."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from reader.importing.facts import known
from reader.importing.fields import language_tag, publication_date
from reader.importing.html.addresses import link_target, safe_address
from reader.importing.html.markdown import to_markdown
from reader.importing.literal import escape
from reader.importing.titles import file_title
from reader.model.draft import Draft
from reader.text.prose import first_words, shorten
from reader.text.script import detect_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model.document import Document
    from reader.model.published import Published

_TITLE_CHARACTERS: Final = 40  # Of a title made from a body: the length of a long headline.
_TELLING: Final = (
    120  # Characters of a body that tell its language, with the title; more seldom change the verdict.
)
_TRADITIONAL: Final = frozenset(("hant", "tw", "hk", "mo"))
_SIMPLIFIED: Final = frozenset(("hans", "cn", "sg"))


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an entry."""

    address: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself; every text is plain."""

    title: str = ""
    link: str | None = None
    author: str | None = None
    language: str | None = None
    categories: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; texts are plain but for `content`, which is HTML."""

    title: str = ""
    content: str = ""
    link: str | None = None
    identity: str | None = None
    author: str | None = None
    origin: str | None = None
    language: str | None = None
    base: str | None = None
    """The address that those in the content are relative to."""
    dates: Sequence[str] = ()
    """The best first: a text that is no date is passed over."""
    categories: Sequence[str] = ()
    enclosures: Sequence[Enclosure] = ()


def drafts(feed: Feed, entries: Iterable[Entry], document: Document) -> Iterator[Draft]:
    """Yield an article for each entry that says anything."""
    for entry in entries:
        if entry.title or entry.content.strip() or entry.link or entry.enclosures:
            yield _draft(feed, entry, document)


def _draft(feed: Feed, entry: Entry, document: Document) -> Draft:
    base = entry.base or entry.link or feed.link
    markdown = _with_enclosures(to_markdown(entry.content, base=base), entry.enclosures, base)
    title = entry.title or shorten(first_words(markdown, _TITLE_CHARACTERS), _TITLE_CHARACTERS)
    language = _language(entry.language or feed.language) or detect_script(f"{title}\n{markdown[:_TELLING]}")
    return Draft(
        title=title or entry.link or file_title(document),
        markdown=markdown,
        category=_category(feed, entry.categories),
        identity=entry.identity or entry.link,
        author=known(entry.author) or known(feed.author),
        origin=known(entry.origin) or known(feed.title),
        url=entry.link,
        language=language,
        published=_published(entry.dates, language, document),
    )


def _category(feed: Feed, terms: Sequence[str]) -> str | None:
    """Choose the first term that the feed does not give to all of its entries, else the title of the feed."""
    return next((term for term in terms if term not in feed.categories), None) or feed.title or None


def _language(tag: str | None) -> str | None:
    """Give a tag as BCP 47; that of Chinese names the script (likely subtags of CLDR), and plain `zh` tells nothing."""
    if (accepted := language_tag(tag)) is None:
        return None
    parts = accepted.split("-")
    subtags = {part.lower() for part in parts}
    if "zh" not in subtags:
        return accepted
    if subtags & _TRADITIONAL and "hans" not in subtags:
        return "zh-Hant"
    return "zh-Hans" if subtags & _SIMPLIFIED else None


def _published(texts: Iterable[str], language: str | None, document: Document) -> Published | None:
    dates = (publication_date(text, language, document) for text in texts)
    return next(filter(None, dates), None)


def _with_enclosures(markdown: str, enclosures: Iterable[Enclosure], base: str | None) -> str:
    """Add links to the files that the body does not show already."""
    items: dict[str, str] = {}
    for enclosure in enclosures:
        address = safe_address(enclosure.address, base)
        if address is not None and link_target(address) not in markdown:
            items[address] = enclosure.title or _file_name(address)
    lines = [
        f"- [{escape(' '.join(title.split()))}]({link_target(address)})" for address, title in items.items()
    ]
    return f"{markdown}\n{chr(10).join(lines)}\n".lstrip("\n") if lines else markdown


def _file_name(address: str) -> str:
    parts = urlsplit(address)
    return unquote(PurePosixPath(parts.path).name) or parts.netloc
