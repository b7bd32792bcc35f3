"""Blocks in another script: every character stays where it is, so places, spans and hits hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.typeset.blocks import Heading, Image, Paragraph, RichText, Table
from reader.typeset.lines import Role

if TYPE_CHECKING:
    from reader.text.conversion import Converter
    from reader.typeset.blocks import Block


def convert_block(block: Block, converter: Converter, language: str | None = None) -> Block:
    """The block as a converter shows it; code and the targets of links stay as they are."""

    def rich(content: RichText) -> RichText:
        code = [(span.start, span.end) for span in content.spans if span.role is Role.CODE]
        return RichText(converter.text(content.text, language, code), content.spans)

    match block:
        case Paragraph() | Heading():
            return replace(block, content=rich(block.content))
        case Image():
            return replace(block, caption=converter.text(block.caption, language))
        case Table():
            header, *rows = (tuple(map(rich, row)) for row in (block.header, *block.rows))
            return replace(block, header=header, rows=tuple(rows))
        case _:
            return block
