"""The table of contents of a book: of EPUB 3 (EPUB 3.3 §7) or of EPUB 2 (OPF 2.0.1 §2.4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from reader.importing.containers.xhtml import parse_page
from reader.importing.html.elements import shown_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element
    from turbohtml import Element

UNREAD: Final = frozenset((
    "cover", "title-page", "titlepage", "halftitlepage", "toc", "landmarks", "loi", "lot", "copyright-page",
))  # fmt: skip
"""The kinds of pages that are no chapter, as guides and landmarks call them (EPUB 3 Structural Semantics §2)."""


class Contents(NamedTuple):
    """What a table of contents tells of the files of a book, by their paths."""

    titles: Mapping[str, str]
    unread: frozenset[str]
    """Those that are no chapters."""


def of_nav(text: str, path: str) -> Contents:
    """Read a navigation document: the `nav` of type toc, or the first, and the landmarks. `path` is where it stands."""
    navs = parse_page(text).select("nav")
    tables = [nav for nav in navs if "toc" in kinds(nav)] or navs[:1]
    links = (link for nav in tables for link in nav.select("a[href]"))
    landmarks = (link for nav in navs if "landmarks" in kinds(nav) for link in nav.select("a[href]"))
    unread = (link for link in landmarks if not UNREAD.isdisjoint(kinds(link)))
    titles: dict[str, str] = {}
    for link in links:
        titles.setdefault(resolve(path, link.attr("href") or ""), shown_line(link))
    return Contents(titles, frozenset(resolve(path, link.attr("href") or "") for link in unread))


def of_ncx(root: _Element, path: str) -> Contents:
    """Read a navigation map, in which each point has a label and the address of its content."""
    titles: dict[str, str] = {}
    label = ""
    for element in root.iter("{*}*"):
        match local_name(element):
            case "navlabel":
                label = text_of(element)
            case "content":
                titles.setdefault(resolve(path, element.get("src") or ""), label)
    return Contents(titles, frozenset())


def resolve(path: str, href: str) -> str:
    """Give the path that an address means in the file at a path (RFC 3986 §5.2.4); `..` ends at the root of the book."""
    parts = path.split("/")[:-1]
    for part in unquote(href.partition("#")[0]).split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def kinds(element: Element) -> frozenset[str]:
    """Give what the `epub:type` of an element says that it is."""
    return frozenset((element.attr("epub:type") or "").lower().split())


def shown_line(element: Element) -> str:
    """Give the text that an element shows, on one line."""
    return " ".join("".join(shown_text((element,))).split())


def local_name(element: _Element) -> str:
    """Give the name of an XML element in lower case, without its namespace or an undeclared prefix."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def text_of(element: _Element) -> str:
    """Give all text in an XML element, on one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def named(elements: Iterable[_Element], name: str) -> list[_Element]:
    """Choose the elements of a name, whatever their namespace."""
    return [element for element in elements if local_name(element) == name]
