"""Which format a text is in: from its content, and from labels and names only where that leaves a doubt."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from reader.importing.formats import Format, formats, markup

if TYPE_CHECKING:
    from reader.model.document import Document

# How much a declared media type and the name of a file count. Both together are less than what sets a sure
# sign (front matter, a list of categories over a facts line) apart from plain text.
_DECLARED = 0.2
_NAMED = 0.2
_SURE = 0.9
_HEAD = 100_000  # Characters that formats look at: more than the longest front matter or list of categories.


def sniff(text: str, document: Document) -> Format:
    """Choose the format that fits a decoded text best."""
    head = text[:_HEAD]
    # What markup says of itself is beyond doubt, and to ask the others takes longer than to read many a feed.
    for known in markup():
        if known.matches(head) >= _SURE:
            return known
    return max(formats(), key=lambda known: _likelihood(known, head, document))


def _likelihood(known: Format, head: str, document: Document) -> float:
    likelihood = known.matches(head)
    if likelihood == 0:
        return 0.0
    declared = document.media_type in known.media_types
    named = PurePath(document.name).suffix.lower() in known.extensions
    return likelihood + _DECLARED * declared + _NAMED * named
