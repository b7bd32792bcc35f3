"""Lists of feeds in OPML 1.0 and 2.0 (opml.org/spec2.opml)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.errors import DocumentError
from reader.i18n import _
from reader.importing.feeds.xml_tree import parse_xml, root_name
from reader.importing.html.addresses import safe_address
from reader.model.draft import DraftCategory, DraftSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from reader.model.document import Document
    from reader.model.draft import Draft

name: Final = "opml"
media_types: Final = ("text/x-opml", "application/xml+opml", "text/x-opml+xml")
extensions: Final = (".opml",)

_OUTLINE: Final = "outline"
_LINKS: Final = frozenset(("xmlurl", "url", "htmlurl", "type"))


def matches(text: str, /) -> float:
    """Tell how sure it is that this is OPML: by its first element."""
    return 0.95 if root_name(text) == "opml" else 0.0


def read(text: str, document: Document) -> Iterator[Draft | DraftCategory | DraftSource]:
    """Yield the folders as categories and the feeds as sources of their folder, in their order, each once.

    A folder in a folder is a category of its own. Raises DocumentError for what is no OPML.
    """
    root = parse_xml(text, document.name)
    if not str(root.tag).lower().endswith("opml"):
        raise DocumentError(_("{name} is no list of feeds in OPML.").format(name=document.name))
    seen: set[str | DraftCategory] = set()
    for outline, folder in _outlines(root):
        attributes = {str(key).lower(): str(value) for key, value in outline.attrib.items()}
        title = _one_line(attributes.get("text")) or _one_line(attributes.get("title"))
        address = safe_address(attributes.get("xmlurl"))
        if address is not None and address not in seen:
            seen.add(address)
            yield DraftSource(address, title or address, folder)
        elif title and _is_folder(outline, attributes) and (category := DraftCategory(title)) not in seen:
            seen.add(category)
            yield category


def _outlines(root: _Element) -> Iterator[tuple[_Element, str | None]]:
    """Yield each outline with the name of the folder that it is in."""
    folders: dict[_Element, str | None] = {}
    for outline in root.iter("{*}*"):
        if str(outline.tag).rpartition("}")[2].lower() != _OUTLINE:
            continue
        parent = outline.getparent()
        folder = folders.get(parent) if parent is not None else None
        folders[outline] = _one_line(outline.get("text") or outline.get("title")) or folder
        yield outline, folder


def _is_folder(outline: _Element, attributes: dict[str, str]) -> bool:
    """Whether an outline groups others, or could: it is neither a feed nor a link."""
    return "xmlurl" not in attributes and (len(outline) > 0 or not _LINKS & attributes.keys())


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
