"""A parsed article, independent of width."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from reader.typeset.blocks import Block, CodeBlock, Heading, Paragraph, RichText
from reader.typeset.chunks import Chunk, chunks
from reader.typeset.parsing import parse, reference_definitions


class OutlineEntry(NamedTuple):
    """A heading of an article."""

    level: int
    """1 to 6."""
    title: str
    block: int
    """Number of the heading's block."""


class Manuscript:
    """An article's Markdown, parsed as far as somebody asked."""

    def __init__(self, markdown: str) -> None:
        self.length = len(markdown)
        """Characters of the source."""
        self.complete = False
        """Whether all is parsed."""
        self._chunks = chunks(markdown)
        self._environment = reference_definitions(markdown)
        self._blocks: list[Block] = []
        self._ends: list[int] = []
        self._outline: list[OutlineEntry] = []
        self._parsed = 0
        self._unfinished = False

    def __len__(self) -> int:
        """How many blocks are parsed so far."""
        return len(self._blocks)

    def block(self, number: int) -> Block | None:
        """The block of that number, parsed as far as it needs; None when there are fewer."""
        while number >= len(self._blocks) and not self.complete:
            self._parse_chunk()
        return self._blocks[number] if number < len(self._blocks) else None

    def characters(self, blocks: range) -> int:
        """Characters of plain text in some of the blocks that are parsed."""
        return sum(len(self._blocks[number].text) for number in blocks)

    def source_end(self, number: int) -> int:
        """About how many characters of the source there are up to the end of a parsed block."""
        return self._ends[number]

    def outline(self) -> list[OutlineEntry]:
        """The headings of what is parsed so far."""
        return list(self._outline)

    def parse_all(self) -> None:
        """Parse to the end."""
        while not self.complete:
            self._parse_chunk()

    def _parse_chunk(self) -> None:
        chunk = next(self._chunks, None)
        if chunk is None:
            self.complete = True
            return
        blocks = parse(chunk.text, self._environment, continues=self._unfinished)
        if chunk.unfinished and blocks:
            blocks[-1] = _left_open(blocks[-1], chunk)
        self._unfinished = chunk.unfinished
        self._add(blocks, chunk.end)

    def _add(self, blocks: list[Block], end: int) -> None:
        sizes = [len(block.text) + 1 for block in blocks]
        before, share = self._parsed, (end - self._parsed) / max(sum(sizes), 1)
        seen = 0
        for block, size in zip(blocks, sizes, strict=True):
            if isinstance(block, Heading):
                title = " ".join(block.text.split("\n"))
                self._outline.append(OutlineEntry(block.level, title, len(self._blocks)))
            seen += size
            self._blocks.append(block)
            self._ends.append(before + round(seen * share))
        self._parsed = end


def _left_open(block: Block, chunk: Chunk) -> Block:
    """The last block of a chunk that was cut inside it, marked so that the layout goes on with the next one."""
    if isinstance(block, Paragraph) and not block.containers:
        content = RichText(block.content.text + chunk.joint, block.content.spans)
        return replace(block, content=content, unfinished=True)
    if isinstance(block, CodeBlock):
        return replace(block, unfinished=True)
    return block
