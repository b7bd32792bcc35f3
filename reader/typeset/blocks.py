"""A parsed article: leaf blocks in reading order, each with the containers it stands in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from reader.typeset.lines import Role

Alignment: TypeAlias = Literal["left", "right", "center"]


class Span(NamedTuple):
    """A part of a rich text that has a role of its own."""

    start: int
    end: int
    role: Role
    target: str | None = None
    note: int | None = None
    """The number of the note that is referred to here."""


@dataclass(frozen=True, slots=True)
class RichText:
    """A text with spans, in order and apart; what no span covers has the role of its block. Line feeds end lines."""

    text: str
    spans: tuple[Span, ...] = ()

    def joined(self, other: RichText) -> RichText:
        """The text with another behind it."""
        shift = len(self.text)
        moved = (span._replace(start=span.start + shift, end=span.end + shift) for span in other.spans)
        return RichText(self.text + other.text, (*self.spans, *moved))

    def tail(self, start: int) -> RichText:
        """What stands from `start` on."""
        kept = (span for span in self.spans if span.end > start)
        spans = (span._replace(start=max(0, span.start - start), end=span.end - start) for span in kept)
        return RichText(self.text[start:], tuple(spans))


@dataclass(frozen=True, slots=True, eq=False)
class Quotation:
    """A quotation that blocks stand in. Two are equal only if they are the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """An item of a list that blocks stand in. Two are equal only if they are the same."""

    depth: int
    """Lists around this one, from 0."""
    number: str | None = None
    """As printed, with its delimiter: `9.`, padded to the widest of its list; None with a bullet."""
    checked: bool | None = None
    """Whether a task is done; None for what is no task (GitHub Flavored Markdown §5.3)."""


@dataclass(frozen=True, slots=True, eq=False)
class Note:
    """A note at the end of an article, in which blocks stand. Two are equal only if they are the same."""

    number: int
    """From 1, in the order in which the text refers to them."""
    digits: int
    """Of the highest number in the article."""


Container: TypeAlias = Quotation | Item | Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(ABC):
    """What all leaf blocks have."""

    containers: tuple[Container, ...] = ()
    """From the outermost in."""
    spaced: bool = True
    """Whether a blank line stands before it, if anything does."""
    unfinished: bool = False
    """Whether the next block goes on with this one's text: the source was cut in the middle of a long paragraph."""

    @property
    @abstractmethod
    def text(self) -> str:
        """The plain text, in which places are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """Running text."""

    content: RichText

    @property
    def text(self) -> str:
        """The plain text."""
        return self.content.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A heading."""

    level: int
    """1 to 6."""
    content: RichText

    @property
    def text(self) -> str:
        """The plain text."""
        return self.content.text


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock(Block):
    """Text whose lines are kept."""

    code: str
    language: str = ""
    """As the source names it, in lower case; "" when it does not, or when only a part of the code is here."""

    @property
    def text(self) -> str:
        """The code."""
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Block):
    """A thematic break."""

    @property
    def text(self) -> str:
        """Nothing."""
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Block):
    """A picture: what can be said of it."""

    caption: str
    size: str
    """Width and height in pixels, as `640x480`, when the source tells; else ""."""
    address: str
    """As the source has it, for showing; "" when it carries the picture itself (a data: address)."""
    target: str | None
    """The address if it can be opened: http, https."""

    @property
    def text(self) -> str:
        """The caption."""
        return self.caption


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """A table with one header row."""

    header: tuple[RichText, ...]
    rows: tuple[tuple[RichText, ...], ...]
    """Each as long as the header."""
    alignments: tuple[Alignment, ...]

    @property
    def text(self) -> str:
        """The cells, with tabs between them and line feeds between rows."""
        return "\n".join("\t".join(cell.text for cell in row) for row in (self.header, *self.rows))


def flows(block: Block) -> bool:
    """Whether a block is of running text that may go on from one to the next: a paragraph in no container."""
    return isinstance(block, Paragraph) and not block.containers
