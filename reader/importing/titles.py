"""What can be a title, and the title of a document that has none."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from reader.importing.lines import CLOSING, ends_sentence

if TYPE_CHECKING:
    from reader.model.document import Document

LONGEST: Final = 120
"""Characters of a title; the longest headlines of news pages have about 60."""


def is_title(line: str) -> bool:
    """Tell whether a line can be a headline: not long, and no sentence of running text (but a question)."""
    return 0 < len(line) <= LONGEST and (line.rstrip(CLOSING)[-1:] in "！!？?…—" or not ends_sentence(line))


def file_title(document: Document) -> str:
    """Name a document by its file: the name without its extension."""
    return PurePath(document.name).stem or document.name
