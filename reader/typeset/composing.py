"""One block at a width: its lines without the marks of the containers round it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.i18n import _
from reader.typeset.blocks import (
    Block,
    CodeBlock,
    Heading,
    Image,
    Paragraph,
    Quotation,
    RichText,
    Rule,
    Span,
    Table,
)
from reader.typeset.breaking import break_offsets
from reader.typeset.cells import cell_width, pieces, prefix_end, truncate
from reader.typeset.lines import Role, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.typeset.marks import Marks
    from reader.typeset.tables import TableWindow

_HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4, Role.HEADING_5, Role.HEADING_6)
_LEAST_CAPTION = 8
"""Cells that a caption needs beside the word before it: four characters."""
_CODE_INDENT = Run("  ", 2, Role.CODE_BLOCK)


class BodyLine(NamedTuple):
    """A line of a block, before its containers stand beside it."""

    runs: tuple[Run, ...]
    offset: int
    """Characters of the block's plain text before it."""


def run(
    text: str, role: Role, target: str | None = None, start: int | None = None, note: int | None = None
) -> Run:
    """A run with its width measured."""
    return Run(text, cell_width(text), role, target, start, note)


def compose(
    block: Block, width: int, marks: Marks, window: TableWindow | None = None, *, hanging: bool = False
) -> Iterator[BodyLine]:
    """The lines of a block, each at most `width` cells wide; a block without text has one empty line.

    Of a table, what the window shows. With `hanging`, a mark may hang beyond the lines of a paragraph.
    """
    from reader.typeset.tables import compose_table

    match block:
        case Paragraph():
            quoted = any(isinstance(container, Quotation) for container in block.containers)
            role = Role.QUOTE if quoted else Role.TEXT
            yield from compose_text(block.content, width, role, hanging=hanging)
        case Heading():
            yield from compose_text(block.content, width, _HEADINGS[block.level - 1])
        case CodeBlock():
            yield from _compose_code(block, width, marks)
        case Rule():
            yield BodyLine((run(marks.rule * width, Role.RULE),), 0)
        case Image():
            yield from _compose_image(block, width, marks)
        case Table():
            yield from compose_table(block, width, marks, window)


def compose_text(
    content: RichText,
    width: int,
    role: Role,
    first_width: int | None = None,
    origin: int | None = None,
    *,
    hanging: bool = False,
    ends: bool = True,
) -> Iterator[BodyLine]:
    """The lines of a rich text, which may be one that goes on and does not end; what no span covers has the role given.

    Runs tell where they start from the start of their line, or from `origin` in the text.
    """
    base = 0
    starts = [span.start for span in content.spans]
    for part in content.text.split("\n"):
        room = None if base else first_width
        for start, end in break_offsets(part, width, room, hanging=hanging, ends=ends):
            first = base + start
            shift = 0 if origin is None else first - origin
            yield BodyLine(_runs(content, starts, first, base + end, role, shift), first)
        base += len(part) + 1


def _runs(
    content: RichText, starts: list[int], start: int, end: int, role: Role, shift: int
) -> tuple[Run, ...]:
    """The runs of a line from `start` to `end`, the first of them starting at `shift`; `starts` are those of the spans."""
    text = content.text
    if not starts:
        return (run(text[start:end], role, None, shift),) if start < end else ()
    runs: list[Run] = []
    origin = start - shift
    position = start
    for span in content.spans[max(0, bisect_right(starts, start) - 1) :]:
        if span.start >= end:
            break
        if span.end <= position:
            continue
        if span.start > position:
            runs.append(run(text[position : span.start], role, None, position - origin))
            position = span.start
        stop = min(span.end, end)
        runs.append(run(text[position:stop], span.role, span.target, position - origin, span.note))
        position = stop
    if position < end:
        runs.append(run(text[position:end], role, None, position - origin))
    return tuple(runs)


def _compose_code(block: CodeBlock, width: int, marks: Marks) -> Iterator[BodyLine]:
    """Code is never broken by words: a line that is too long goes on below, behind a mark."""
    from reader.typeset.highlighting import highlight

    content = RichText(block.code, highlight(block.code, block.language))
    starts = [span.start for span in content.spans]
    room = width - _CODE_INDENT.cells
    mark = run(marks.continued + " ", Role.MARKER)
    base = 0
    for line in block.code.split("\n"):
        end = prefix_end(line, 0, room)
        runs = _runs(content, starts, base, base + end, Role.CODE_BLOCK, 0)
        yield BodyLine((_CODE_INDENT, *runs) if line else (), base)
        rest = line[end:]
        if rest:
            first = base + end
            for start, stop in pieces(rest, room - mark.cells):
                runs = _runs(content, starts, first + start, first + stop, Role.CODE_BLOCK, 0)
                yield BodyLine((_CODE_INDENT, mark, *runs), first + start)
        base += len(line) + 1


def _compose_image(image: Image, width: int, marks: Marks) -> Iterator[BodyLine]:
    """Between rules, where marks have any: the caption behind a word for what it is, then size and address on one line."""
    rule = run(marks.rule * width, Role.RULE)
    label = run(f"[{_('Image')}] ", Role.IMAGE, image.target)
    if marks.rule:
        yield BodyLine((rule,), 0)
    lead: tuple[Run, ...] = (label,)
    room = width - label.cells
    if room < _LEAST_CAPTION:
        yield BodyLine(
            (run(truncate(label.text.rstrip(), width, marks.ellipsis), Role.IMAGE, image.target),), 0
        )
        lead, room = (), width
    caption = RichText(image.caption, (Span(0, len(image.caption), Role.CAPTION, image.target),))
    for line in compose_text(caption, width, Role.CAPTION, room):
        if lead or line.runs:
            yield BodyLine((*lead, *line.runs), line.offset)
        lead = ()
    end = len(image.caption)
    if image.size or image.address:
        size = f"{image.size}  " if image.size and image.address else image.size
        shown = _address(image, width - cell_width(size), marks)
        runs = (run(truncate(size, width), Role.CAPTION), run(shown, Role.ADDRESS, image.target))
        yield BodyLine(tuple(each for each in runs if each.text), end)
    if marks.rule:
        yield BodyLine((rule,), end)


def _address(image: Image, width: int, marks: Marks) -> str:
    """The address of a picture: whole where it fits, else its host, else what there is room for."""
    if cell_width(image.address) <= width:
        return image.address
    scheme, _, rest = image.address.partition("://")
    host = f"{rest.partition('/')[0]}/{marks.ellipsis}" if rest else scheme
    return truncate(host, max(0, width), marks.ellipsis)


def compose_addresses(content: RichText, width: int, marks: Marks) -> Iterator[BodyLine]:
    """A line for each address that a text links to and does not show."""
    mark = run(marks.continued + " ", Role.MARKER)
    targets = dict.fromkeys(
        span.target
        for span in content.spans
        if span.target and span.target not in content.text[span.start : span.end]
    )
    for target in targets:
        address = run(truncate(target, width - mark.cells, marks.ellipsis), Role.ADDRESS, target)
        yield BodyLine((mark, address), len(content.text))
