"""The encoding that a document says it is in: a label, which only breaks ties (see decode)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reader.model.document import Document

_PARAMETER: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_XML: Final = re.compile(rb"""\s*<\?xml\b[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
_META: Final = re.compile(rb"""<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
# Bytes that are looked at: the standard has 1,024 (WHATWG HTML §13.2.3.2), real pages put scripts before the label.
_HEAD: Final = 8_192


def declared_charset(document: Document) -> str | None:
    """Give the label that came with a document, else the one in it: of an XML declaration or of a meta element."""
    if (parameter := _PARAMETER.search(document.media_type or "")) is not None:
        return parameter[1]
    head = document.data[:_HEAD]
    if (label := _XML.match(head) or _META.search(head)) is not None:
        return label[1].decode("ascii", "replace")
    return None
