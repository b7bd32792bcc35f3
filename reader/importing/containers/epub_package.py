"""What a book in EPUB says of itself: facts, the order of its files, their titles (EPUB 3.3 §5; OPF 2.0.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader.errors import DocumentError
from reader.i18n import _
from reader.importing.containers.epub_contents import (
    UNREAD,
    Contents,
    named,
    of_nav,
    of_ncx,
    resolve,
    text_of,
)
from reader.importing.decode import decode
from reader.importing.feeds.xml_tree import parse_xml
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from reader.importing.containers.zip_entries import Archive

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
# Fonts are scrambled in books that are free, by the algorithms of the IDPF and of Adobe.
_FONT_SCRAMBLING: Final = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGE_TYPES: Final = ("application/xhtml+xml", "text/html")
_NO_CONTENTS: Final = Contents({}, frozenset())
_NCX_TYPE: Final = "application/x-dtbncx+xml"


@dataclass(frozen=True, slots=True)
class Package:
    """A book: what its package document and its table of contents say."""

    title: str
    authors: tuple[str, ...]
    subject: str | None
    """The first that it names."""
    language: str | None
    dates: tuple[str, ...]
    """The best first, as they are written."""
    identifier: str | None
    chapters: tuple[str, ...]
    """Paths in the archive, in the order of reading; there may be nothing at a path."""
    titles: Mapping[str, str]
    """The titles of files, by their path."""
    unread: frozenset[str]
    """The paths of covers, title pages, tables of contents."""


def read_package(archive: Archive, name: str) -> Package:
    """Read what a book says of itself; `name` is what messages call it.

    Raises DocumentError when its package document is missing or cannot be read, and for a book whose text is
    encrypted, as the copy protection of shops has it.
    """
    path = _package_path(archive, name)
    encrypted = _encrypted(archive, name)
    if path in encrypted:
        raise _protected(name)
    package = _PackageDocument(archive, path, name)
    chapters = package.chapters()
    if not encrypted.isdisjoint(chapters):
        raise _protected(name)
    contents = package.contents()
    return Package(
        title=next(iter(package.texts("title")), ""),
        authors=tuple(dict.fromkeys(package.texts("creator"))),
        subject=next(iter(package.texts("subject")), None),
        language=next(iter(package.texts("language")), None),
        dates=package.dates(),
        identifier=package.identifier(),
        chapters=chapters,
        titles=contents.titles,
        unread=contents.unread | package.unread(),
    )


class _PackageDocument:
    """The package document (EPUB 3.3 §5), read by the names of elements alone: namespaces are often wrong."""

    def __init__(self, archive: Archive, path: str, name: str) -> None:
        self._archive = archive
        self._path = path
        self._name = name
        self._root = _xml(archive, path, name)
        self._elements = list(self._root.iter("{*}*"))
        self._items = {item.get("id") or "": item for item in named(self._elements, "item")}

    def texts(self, name: str) -> list[str]:
        """Give the texts of all elements of a name that are not empty."""
        return [text for element in named(self._elements, name) if (text := clean_line(text_of(element)))]

    def dates(self) -> tuple[str, ...]:
        """Give the dates: that of publication before the others (OPF 2.0.1 §2.2.7)."""
        elements = named(self._elements, "date")
        elements.sort(key=lambda element: _event(element) not in ("", "publication"))
        return tuple(filter(None, map(text_of, elements)))

    def identifier(self) -> str | None:
        """Give the identifier that the package calls unique (EPUB 3.3 §5.5.3.1), else the first, as a URI."""
        elements = named(self._elements, "identifier")
        unique = self._root.get("unique-identifier")
        elements.sort(key=lambda element: element.get("id") != unique)
        text = next(filter(None, map(text_of, elements)), None)
        return text if text is None or ":" in text else f"urn:epub:{text}"

    def chapters(self) -> tuple[str, ...]:
        """Give the paths of the spine, once each; without one, of all pages in the order of the manifest."""
        references = named(self._elements, "itemref")
        items = [self._items.get(reference.get("idref") or "") for reference in references]
        listed = [item for item in items if item is not None] or list(self._items.values())
        return tuple(dict.fromkeys(map(self._item_path, filter(_is_chapter, listed))))

    def contents(self) -> Contents:
        """Read the table of contents: of EPUB 3, else of EPUB 2; empty when there is none that can be read."""
        items = self._items.values()
        navigation = next(filter(_is_navigation, items), None)
        table = next((item for item in items if item.get("media-type") == _NCX_TYPE), None)
        try:
            if navigation is not None:
                path = self._item_path(navigation)
                return of_nav(_text(self._archive, path, self._name), path)
            if table is not None:
                path = self._item_path(table)
                return of_ncx(_xml(self._archive, path, self._name), path)
        except DocumentError:
            # Chapters have headings as well: no book is refused because of its table of contents.
            return _NO_CONTENTS
        return _NO_CONTENTS

    def unread(self) -> frozenset[str]:
        """Give the paths of pages that the guide (OPF 2.0.1 §2.6) says are no chapters."""
        references = named(self._elements, "reference")
        unread = (reference for reference in references if (reference.get("type") or "").lower() in UNREAD)
        return frozenset(resolve(self._path, reference.get("href") or "") for reference in unread)

    def _item_path(self, item: _Element) -> str:
        return resolve(self._path, item.get("href") or "")


def _is_navigation(item: _Element) -> bool:
    return "nav" in (item.get("properties") or "").split()


def _is_chapter(item: _Element) -> bool:
    return (item.get("media-type") or _PAGE_TYPES[0]).lower() in _PAGE_TYPES and not _is_navigation(item)


def _event(date: _Element) -> str:
    """Give the event of a date, whatever namespace the attribute is in."""
    return next((str(value) for key, value in date.items() if str(key).endswith("event")), "")


def _package_path(archive: Archive, name: str) -> str:
    """Find the package document: where the container says (EPUB 3.3 §4.2.6.3.1), else by its extension."""
    if _CONTAINER in archive.entries:
        for rootfile in named(_xml(archive, _CONTAINER, name).iter("{*}*"), "rootfile"):
            path = resolve("", rootfile.get("full-path") or "")
            if path in archive.entries:
                return path
    path = next((path for path in archive.entries if path.lower().endswith(".opf")), "")
    if not path:
        raise DocumentError(
            _("{name} is no book that can be read: it has no package document.").format(name=name)
        )
    return path


def _encrypted(archive: Archive, name: str) -> frozenset[str]:
    """Give the paths of the files that are encrypted, and not only fonts that are scrambled (EPUB 3.3 §4.2.6.3.2)."""
    if _ENCRYPTION not in archive.entries:
        return frozenset()
    paths = set()
    for data in named(_xml(archive, _ENCRYPTION, name).iter("{*}*"), "encrypteddata"):
        parts = list(data.iter("{*}*"))
        methods = [method.get("Algorithm") for method in named(parts, "encryptionmethod")]
        if not set(methods[:1]).intersection(_FONT_SCRAMBLING):
            paths |= {resolve("", part.get("URI") or "") for part in named(parts, "cipherreference")}
    return frozenset(paths)


def _protected(name: str) -> DocumentError:
    return DocumentError(
        _("{name} is encrypted (DRM): only the program that it was bought for can read it.").format(name=name)
    )


def _xml(archive: Archive, path: str, name: str) -> _Element:
    return parse_xml(_text(archive, path, name), f"{name}: {path}")


def _text(archive: Archive, path: str, name: str) -> str:
    if path not in archive.entries:
        raise DocumentError(_("{name} has no file {path}.").format(name=name, path=path))
    return decode(archive.read(path), name=f"{name}: {path}").text
