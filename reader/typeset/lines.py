"""What a laid-out article is made of: runs of one role, and lines of runs."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a run of text is. Whoever paints gives each role its style."""

    TEXT = "text"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRONG_EMPHASIS = "strong-emphasis"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    HEADING_4 = "heading-4"
    HEADING_5 = "heading-5"
    HEADING_6 = "heading-6"
    QUOTE = "quote"
    """Text inside a quotation."""
    QUOTE_BAR = "quote-bar"
    """The bar beside a quotation."""
    MARKER = "marker"
    """The bullet, number or box of a list item; the sign of a continued line of code."""
    RULE = "rule"
    TABLE_RULE = "table-rule"
    TABLE_HEAD = "table-head"
    CODE_BLOCK = "code-block"
    CODE_KEYWORD = "code-keyword"
    CODE_NAME = "code-name"
    """What is called or defined; the name of a tag; a key."""
    CODE_STRING = "code-string"
    CODE_NUMBER = "code-number"
    CODE_COMMENT = "code-comment"
    IMAGE = "image"
    """The sign that stands for a picture."""
    CAPTION = "caption"
    NOTE = "note-number"
    """The number of a note: where the text refers to it, and before the note."""
    ADDRESS = "address"
    """An address that is shown: below a picture, or below a paragraph with links."""


class Run(NamedTuple):
    """A piece of a line in one role."""

    text: str
    cells: int
    """Width on a terminal, in cells."""
    role: Role
    target: str | None = None
    """Where a link or picture leads: an http, https or mailto address, else None."""
    start: int | None = None
    """Characters of the block's plain text between the line's offset and this; None for what is not of that text: marks,
    and blanks that indent or stand between columns."""
    note: int | None = None
    """The number of the note that it leads to; before the note itself, where it is referred to from."""


class Line(NamedTuple):
    """A line of an article as it stands on the screen; an empty one has no runs."""

    runs: tuple[Run, ...]
    cells: int
    """Width on a terminal, in cells: never more than the width of the layout, or two more with a mark that hangs."""
    block: int
    """Number of the block that the line belongs to: the same at every width."""
    offset: int
    """Characters of the block's plain text before this line."""
    gap: bool = False
    """Whether it is the blank line between two blocks, which is not needed where a column ends."""

    @property
    def text(self) -> str:
        """The line without its roles."""
        return "".join(run.text for run in self.runs)

    def shows(self, start: int, stop: int) -> bool:
        """Whether it shows some of these characters of its block."""
        return any(
            run.start is not None
            and self.offset + run.start < stop
            and start < self.offset + run.start + len(run.text)
            for run in self.runs
        )
