"""What stands left of a block: the bars of quotations, and the marks of lists and notes."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from reader.typeset.blocks import Container, Note, Quotation
from reader.typeset.composing import run
from reader.typeset.lines import Role, Run

if TYPE_CHECKING:
    from reader.typeset.marks import Marks


class Margin(NamedTuple):
    """The runs before the first line of a block, and before all others."""

    first: tuple[Run, ...]
    rest: tuple[Run, ...]
    cells: int


def margin(
    containers: tuple[Container, ...], before: tuple[Container, ...], width: int, marks: Marks
) -> Margin:
    """The margin of a block after a block in the containers `before`: an item shows its mark once.

    Where nesting would take more than half the width, the outermost containers are not shown.
    """
    pairs = [_marks_of(container, shown=container in before, marks=marks) for container in containers]
    while sum(first.cells for first, _rest in pairs) > width // 2:
        del pairs[0]
    first, rest = tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)
    return Margin(first, rest, sum(each.cells for each in first))


def space_between(
    containers: tuple[Container, ...], before: tuple[Container, ...], width: int, marks: Marks
) -> tuple[Run, ...]:
    """The runs of the blank line between two blocks: the bars of quotations that both stand in."""
    common = tuple(
        one
        for one, _other in takewhile(lambda pair: pair[0] is pair[1], zip(containers, before, strict=False))
    )
    while common and not isinstance(common[-1], Quotation):
        common = common[:-1]
    return margin(common, common, width, marks).rest


def _marks_of(container: Container, *, shown: bool, marks: Marks) -> tuple[Run, Run]:
    """What a container puts before a block's first line and before the others, equally wide."""
    if isinstance(container, Quotation):
        bar = run(marks.quote + " ", Role.QUOTE_BAR)
        return bar, bar
    if isinstance(container, Note):
        number = f"[{container.number}]".rjust(container.digits + 2)
        mark = run(number + " ", Role.NOTE, note=container.number)
        return _once(mark, shown=shown)
    text = marks.bullets[min(container.depth, len(marks.bullets) - 1)]
    if container.number is not None:
        text = container.number
    if container.checked is not None:
        text = f"[{marks.checked if container.checked else ' '}]"
    return _once(run(text + " ", Role.MARKER), shown=shown)


def _once(mark: Run, *, shown: bool) -> tuple[Run, Run]:
    """A mark before the first line alone, and blanks as wide before the others."""
    blank = Run(" " * mark.cells, mark.cells, Role.TEXT)
    return (blank if shown else mark), blank
