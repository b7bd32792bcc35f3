"""Markdown (CommonMark 0.31 with the tables, strikethrough, tasks and bare addresses of GitHub) to blocks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from reader.text.clean import clean_line
from reader.typeset.block_reader import BlockReader
from reader.typeset.blocks import Block, Paragraph, RichText
from reader.typeset.inline import InlineReader

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

# A chunk without any of these is paragraphs alone, and needs no parser.
_MARKUP = re.compile(r"(?m)[*_`\[\]<>&\\~|#]|^[ \t]|^[-+=]|^\d{1,9}[.)]|  $")
_PARAGRAPH_END = re.compile(r"\n(?:[ \t\r]*\n)+")
# More quotations and lists inside each other than anybody reads; the parser drops what is deeper than its limit, so
# such a chunk is shown as it is. Each list takes two levels.
_NESTING = 100
_TOO_DEEP = re.compile(
    r"(?m)^(?:[ \t]{0,3}(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){40}|^[ \t]{160,}(?:[-+*]|\d{1,9}[.)])[ \t]"
)
_OPEN_BRACKETS = 200
_DEFINITION = re.compile(r"(?m)^ {0,3}\[(?!\^)([^\[\]\n]{1,999})\]:[ \t]*\n?[ \t]*(?:<([^<>\n]*)>|(\S+))")


def reference_definitions(source: str) -> dict[str, Any]:
    """The link reference definitions (CommonMark §4.7) of a whole source, as markdown-it keeps them, without titles."""
    if "]:" not in source:
        return {}
    from markdown_it.common.utils import normalizeReference

    parser = _parser()
    references: dict[str, Any] = {}
    for label, bracketed, bare in _DEFINITION.findall(source):
        address = parser.normalizeLink(bracketed or bare)
        if parser.validateLink(address):
            references.setdefault(normalizeReference(label), {"title": "", "href": address, "map": [0, 0]})
    return {"references": references}


def parse(chunk: str, environment: MutableMapping[str, Any], *, continues: bool = False) -> list[Block]:
    """The leaf blocks of a chunk. With `continues`, it goes on where the chunk before was cut."""
    if not _MARKUP.search(chunk):
        return _plain_paragraphs(chunk)
    if _is_hostile(chunk):
        return [Paragraph(content=RichText(clean_line(line))) for line in chunk.split("\n") if line.strip()]
    reader = BlockReader(continues=continues, notes=len(environment.get("notes", ())))
    return reader.read(_parser().parse(chunk, environment))


def _is_hostile(chunk: str) -> bool:
    """Whether a chunk is made to keep a parser busy; it is shown as it is."""
    # The parser looks for the end of every bracket: the square of those that have none. No text has so many by chance.
    return abs(chunk.count("[") - chunk.count("]")) > _OPEN_BRACKETS or _TOO_DEEP.search(chunk) is not None


def _plain_paragraphs(chunk: str) -> list[Block]:
    blocks: list[Block] = []
    for paragraph in _PARAGRAPH_END.split(chunk):
        contents = InlineReader(keep_images=False).read_plain(paragraph.strip("\n"))
        blocks.extend(Paragraph(content=content) for content in contents if isinstance(content, RichText))
    return blocks


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import reference

    from reader.typeset import emphasis, notes

    def link_definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # A note that nothing refers to stays text; CommonMark alone would take it for an address and drop it.
        if state.src.startswith("[^", state.bMarks[start] + state.tShift[start]):
            return False
        return reference(state, start, end, silent)

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    parser.block.ruler.at("reference", link_definition)
    emphasis.install(parser)
    notes.install(parser)
    return parser
