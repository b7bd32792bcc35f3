"""What the article pane is given to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.model.selection import Extent
    from reader.text.conversion import Converter


def in_script(converter: Converter | None, text: str, language: str | None = None) -> str:
    """A clean text as it is shown: in the script of a converter, or as it is written."""
    return text if converter is None else converter.text(text, language)


def literal(text: str) -> str:
    """A text without a meaning in Markdown, in a paragraph or in the cell of a table (CommonMark §2.4)."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#+-!&~" else char for char in text)


class PageContent(NamedTuple):
    """What a page shows."""

    title: str
    facts: tuple[str, ...]
    """Short facts, set on one line as long as they fit."""
    notes: tuple[str, ...]
    """Remarks on the article: the reader's note, that it was cleaned."""
    markdown: str
    language: str | None = None
    """BCP 47 tag of the title and the body, as far as it is known."""
    converter: Converter | None = None
    """Shows title and body in another script; None shows them as they are written."""
    highlights: tuple[Extent, ...] = ()
    """What the reader has marked, where it stands in the title (block -1) and the body."""

    @property
    def shown_title(self) -> str:
        """The title on one line, clean, in the wanted script."""
        return in_script(self.converter, clean_line(self.title), self.language)
