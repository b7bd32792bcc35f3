"""Books in EPUB 2 and 3: a chapter is an article, and the book is its source."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from reader.errors import DocumentError, NoArticleError
from reader.i18n import _
from reader.importing.containers.epub_contents import UNREAD, kinds, shown_line
from reader.importing.containers.epub_package import Package, read_package
from reader.importing.containers.members import refused_member
from reader.importing.containers.unfolding import Reading
from reader.importing.containers.xhtml import parse_page
from reader.importing.containers.zip_entries import Archive, ExhaustedError
from reader.importing.decode import decode
from reader.importing.fields import language_tag, publication_date
from reader.importing.html.markdown import to_markdown
from reader.importing.titles import file_title
from reader.model.document import Document
from reader.model.draft import Draft
from reader.text.script import detect_script

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from turbohtml import Element

    from reader.importing.files import Refused
    from reader.model.published import Published

name: Final = "epub"

_ZIP: Final = b"PK\x03\x04"
_SIGNS: Final = (b"mimetypeapplication/epub+zip", b"META-INF/container.xml")
_UNREAD_NAMES: Final = UNREAD | {"nav", "title", "title_page", "contents"}
_TELLING: Final = 500  # Characters of a chapter that tell its language; more seldom change the verdict.
# The date that Calibre writes for a book without one.
_UNDEFINED_DATE: Final = "0101-01-01"


def matches_bytes(head: bytes, document: Document) -> bool:
    """Tell whether this is a book: by its first entry (EPUB OCF 3.3 §4.3.3), or by another that every book has."""
    is_named = document.name.lower().endswith(".epub") or document.media_type == "application/epub+zip"
    return head.startswith(_ZIP) and (is_named or any(sign in head for sign in _SIGNS))


def unfold(file: BinaryIO, document: Document) -> Iterator[Document | Reading | Refused]:
    """Yield the book, and after it the chapters that cannot be read.

    Covers, title pages and tables of contents are passed over. Raises DocumentError for what is no book, for one that is
    encrypted or damaged, and for one without any text.
    """
    archive = Archive(file, document.name)
    if archive.is_damaged and not archive.entries:
        archive.check_whole()
    book = _Book(archive, read_package(archive, document.name), document)
    yield Reading(book.document, book.chapters())
    yield from book.refused
    archive.check_whole()
    if not (book.count or book.refused):
        raise NoArticleError(_("{name} is a book without any text.").format(name=document.name))


class _Book:
    """A book while its chapters are read, one after the other."""

    def __init__(self, archive: Archive, package: Package, document: Document) -> None:
        self._archive = archive
        self._package = package
        self._container = document
        self._title = package.title or file_title(document)
        self._last_title = ""
        self._following = 1
        self.document = Document(
            b"", document.location, self._title, document.media_type, document.saved_at, document.folder
        )
        self.refused: list[Refused] = []
        """The chapters that could not be read, as far as they have been tried."""
        self.count = 0
        """How many chapters have been read."""

    def chapters(self) -> Iterator[Draft]:
        """Yield the chapters in their order. Raises DocumentError when the book unpacks to far too much."""
        for path in self._package.chapters:
            if path in self._package.unread or PurePosixPath(path).stem.lower() in _UNREAD_NAMES:
                continue
            try:
                draft = self._read(path)
            except ExhaustedError:
                raise
            except DocumentError as error:
                self.refused.append(refused_member(self._container, path, error))
                continue
            if draft is not None:
                self.count += 1
                yield draft

    def _read(self, path: str) -> Draft | None:
        """Read a chapter; None for a file that holds none. Raises DocumentError."""
        if path not in self._archive.entries:
            raise DocumentError(_("{name} is missing.").format(name=path))
        data = self._archive.read(path)
        body = parse_page(decode(data, name=path).text).select_one("body") if data.strip() else None
        if body is None or _is_unread(body):
            return None
        title, heading = self._titled(path, body)
        markdown = to_markdown(body, left_out={heading} if heading is not None else ())
        if not markdown:
            return None
        return self._draft(path, title, markdown)

    def _titled(self, path: str, body: Element) -> tuple[str, Element | None]:
        """Choose the title of a chapter; the heading that says the same need not be in its body."""
        label = self._package.titles.get(path, "")
        headings = (found for found in body.select("h1,h2,h3") if shown_line(found))
        # A heading that was not closed has the whole chapter in it.
        heading = next((found for found in headings if found.select_one("p") is None), None)
        written = shown_line(heading) if heading is not None else ""
        if written and "".join(label.split()) in "".join(written.split()):
            return self._new_title(written), heading
        if label:
            return self._new_title(label), None
        if self._last_title and self._package.titles:
            # A long chapter is often cut into several files, of which the first alone is in the table of contents.
            self._following += 1
            return f"{self._last_title} ({self._following})", None
        return self._new_title(PurePosixPath(path).stem), None

    def _new_title(self, title: str) -> str:
        self._last_title, self._following = title, 1
        return title

    def _draft(self, path: str, title: str, markdown: str) -> Draft:
        package = self._package
        language = detect_script(f"{title}\n{markdown[:_TELLING]}") or language_tag(package.language)
        return Draft(
            title=title,
            markdown=markdown,
            category=package.subject or self._title,
            identity=f"{package.identifier}#{path}" if package.identifier else None,
            author=", ".join(package.authors) or None,
            origin=self._title,
            language=language,
            published=self._published(language),
        )

    def _published(self, language: str | None) -> Published | None:
        texts = (text for text in self._package.dates if not text.startswith(_UNDEFINED_DATE))
        dates = (publication_date(text, language, self._container) for text in texts)
        return next(filter(None, dates), None)


def _is_unread(body: Element) -> bool:
    """Tell whether a page, or the only element in it, says that it is no chapter."""
    from turbohtml import Element

    inner = [child for child in body.children if isinstance(child, Element)]
    return any(
        not UNREAD.isdisjoint(kinds(element))
        for element in (body, *inner)
        if len(inner) == 1 or element is body
    )
