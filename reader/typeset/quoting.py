"""What stands between two places of an article, as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.typeset.blocks import CodeBlock
from reader.typeset.hits import TITLE

if TYPE_CHECKING:
    from reader.model.selection import Extent
    from reader.typeset.manuscript import Manuscript


def quotation(manuscript: Manuscript, title: str, extent: Extent) -> str:
    """The text of a part of an article: of its title (block -1) and its blocks; parses as far as it needs.

    Blocks without a blank line between them are one newline apart, all others a blank line; rules and blocks of which
    nothing is taken leave no trace. Cells of a table are apart by tabs and rows by newlines. It is as written, whatever
    the script in which the manuscript is shown.
    """
    start, end = extent
    parts: list[str] = []
    gap = ""
    for number in range(max(start.block, TITLE), end.block + 1):
        text = title
        if number != TITLE:
            block = manuscript.written(number)
            if block is None:
                break
            text = block.text
        if number > start.block:
            # Where a block between two others has no text, the wider of the gaps round it is left.
            gap = max(gap, _space_before(manuscript, number), key=len)
        first = start.offset if number == start.block else 0
        taken = text[first : end.offset if number == end.block else None]
        if taken:
            parts += [gap, taken] if parts else [taken]
            gap = ""
    return "".join(parts)


def _space_before(manuscript: Manuscript, number: int) -> str:
    """What stands between a block and the one before it."""
    block = manuscript.written(number)
    if manuscript.goes_on(number - 1):
        return "\n" if isinstance(block, CodeBlock) else ""
    return "\n\n" if block is None or block.spaced else "\n"
