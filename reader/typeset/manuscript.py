"""A parsed article, independent of width."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import Place
from reader.typeset.blocks import (
    Block,
    CodeBlock,
    Heading,
    Note,
    Paragraph,
    RichText,
    Rule,
    Span,
    Table,
    flows,
)
from reader.typeset.chunks import Chunk, chunks
from reader.typeset.converting import convert_block
from reader.typeset.notes import note_numbers
from reader.typeset.parsing import parse, reference_definitions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.text.conversion import Converter


_FLOWING = 4
"""Blocks of an endless paragraph, some 25,000 characters, after which it begins a new line: to lay out from there on."""


class OutlineEntry(NamedTuple):
    """A heading of an article."""

    level: int
    """1 to 6."""
    title: str
    block: int
    """Number of the heading's block."""


class Manuscript:
    """An article's Markdown, parsed as far as somebody asked, and shown in another script by a converter."""

    def __init__(
        self, markdown: str, converter: Converter | None = None, language: str | None = None
    ) -> None:
        self.length = len(markdown)
        """Characters of the source."""
        self.complete = False
        """Whether all is parsed."""
        self._chunks = chunks(markdown)
        self._environment = {**reference_definitions(markdown), "notes": note_numbers(markdown)}
        self._blocks: list[Block] = []
        self._written: list[Block] = self._blocks if converter is None else []
        """The blocks as they are written, where they are shown in another script."""
        self._ends: list[int] = []
        self._flow_starts: list[int] = []
        self._outline: list[OutlineEntry] = []
        self._parsed = 0
        self._unfinished = False
        self._converter = converter
        self._language = language
        self._notes: list[tuple[Note, Block]] = []
        """The blocks of notes that were met: they come after all others."""

    def __len__(self) -> int:
        """How many blocks are parsed so far."""
        return len(self._blocks)

    def block(self, number: int) -> Block | None:
        """The block of that number, parsed as far as it needs; None when there are fewer."""
        while number >= len(self._blocks) and not self.complete:
            self._parse_chunk()
        return self._blocks[number] if number < len(self._blocks) else None

    def written(self, number: int) -> Block | None:
        """The same as it is written, whatever the script it is shown in."""
        self.block(number)
        return self._written[number] if number < len(self._written) else None

    def goes_on(self, number: int) -> bool:
        """Whether a block and the one after it are one paragraph, or one piece of code, that was parsed in parts."""
        block = self.block(number) if number >= 0 else None
        if block is None or not block.unfinished:
            return False
        following = self.block(number + 1)
        if isinstance(block, CodeBlock):
            return isinstance(following, CodeBlock)
        return following is not None and flows(following)

    def flow_start(self, number: int) -> int:
        """The number of the block with whose text the first line of a parsed block begins: its own, in most cases.

        A paragraph that was cut flows on from block to block, but not for ever.
        """
        return self._flow_starts[number]

    def block_at(self, source: int) -> int:
        """About the block to which a number of characters of the source leads, among those that are parsed."""
        return max(0, min(bisect_left(self._ends, source), len(self._ends) - 1))

    def characters(self, blocks: range) -> int:
        """Characters of plain text in some of the blocks that are parsed."""
        return sum(len(self._blocks[number].text) for number in blocks)

    def characters_before(self, number: int) -> int:
        """About how many characters of the source there are before a block, all of those before it being parsed."""
        return self._ends[number - 1] if number else 0

    def outline(self) -> list[OutlineEntry]:
        """The headings of what is parsed so far."""
        return list(self._outline)

    def note(self, number: int) -> Place | None:
        """Where a note is, by its number, from 1; None when there is none. Parses to the end."""
        self.parse_all()
        blocks = ((at, _note_of(block)) for at, block in enumerate(self._blocks))
        return next((Place(at) for at, note in blocks if note and note.number == number), None)

    def note_reference(self, number: int) -> Place | None:
        """Where the text refers to a note for the first time, as far as it is parsed; None when it does not."""
        spans = ((at, *each) for at, block in enumerate(self._blocks) for each in _placed_spans(block))
        return next((Place(at, start) for at, start, span in spans if span.note == number), None)

    def parse_all(self) -> None:
        """Parse to the end."""
        while not self.complete:
            self._parse_chunk()

    def _parse_chunk(self) -> None:
        chunk = next(self._chunks, None)
        if chunk is None:
            self._add_notes()
            self.complete = True
            return
        blocks = parse(chunk.text, self._environment, continues=self._unfinished)
        if self._unfinished and blocks and isinstance(blocks[0], CodeBlock):
            blocks[0] = replace(blocks[0], language="")
        if chunk.unfinished and blocks:
            blocks[-1] = _left_open(blocks[-1], chunk)
        self._unfinished = chunk.unfinished
        self._notes += [(note, block) for block in blocks if (note := _note_of(block))]
        self._add([block for block in blocks if not _note_of(block)], chunk.end)

    def _add_notes(self) -> None:
        """The notes below a rule, in the order of their numbers, without blank lines between."""
        if not self._notes:
            return
        ordered = sorted(self._notes, key=lambda entry: entry[0].number)
        before = [None, *(note for note, _ in ordered)]
        notes = [
            block if note is previous else replace(block, spaced=False)
            for previous, (note, block) in zip(before, ordered, strict=False)
        ]
        self._add([Rule(), *notes], self.length)

    def _add(self, blocks: list[Block], end: int) -> None:
        sizes = [len(block.text) + 1 for block in blocks]
        before, share = self._parsed, (end - self._parsed) / max(sum(sizes), 1)
        seen = 0
        if self._converter is not None:
            self._written += blocks
            blocks = [convert_block(block, self._converter, self._language) for block in blocks]
        for block, size in zip(blocks, sizes, strict=True):
            if isinstance(block, Heading):
                title = " ".join(block.text.split("\n"))
                self._outline.append(OutlineEntry(block.level, title, len(self._blocks)))
            seen += size
            self._flow_starts.append(self._flow_start_of(block))
            self._blocks.append(block)
            self._ends.append(before + round(seen * share))
        self._parsed = end

    def _flow_start_of(self, block: Block) -> int:
        """The start of the flow that the next block is of."""
        number = len(self._blocks)
        if not number or not (self._blocks[-1].unfinished and flows(self._blocks[-1]) and flows(block)):
            return number
        start = self._flow_starts[-1]
        return start if number - start < _FLOWING else number


def _note_of(block: Block) -> Note | None:
    """The note that a block stands in."""
    return next((each for each in block.containers if isinstance(each, Note)), None)


def _placed_spans(block: Block) -> Iterator[tuple[int, Span]]:
    """The spans of a block, with where each begins in its plain text."""
    contents: Iterable[RichText] = ()
    if isinstance(block, Paragraph | Heading):
        contents = (block.content,)
    elif isinstance(block, Table):
        contents = chain(block.header, *block.rows)
    start = 0
    for content in contents:
        yield from ((start + span.start, span) for span in content.spans)
        start += len(content.text) + 1


def _left_open(block: Block, chunk: Chunk) -> Block:
    """The last block of a chunk that was cut inside it, marked so that the layout goes on with the next one."""
    if isinstance(block, Paragraph) and not block.containers:
        content = RichText(block.content.text + chunk.joint, block.content.spans)
        return replace(block, content=content, unfinished=True)
    if isinstance(block, CodeBlock):
        return replace(block, unfinished=True, language="")
    return block
