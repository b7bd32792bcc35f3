"""A text cut to a width with the hits in it told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.typeset.cells import cell_width, is_boundary, truncate

if TYPE_CHECKING:
    from collections.abc import Sequence


def marked_parts(
    text: str, spans: Sequence[tuple[int, int]], width: int, ellipsis: str
) -> list[tuple[str, bool]]:
    """The parts of a text, truncated and padded to exactly `width` cells, each with whether it is a hit.

    `spans` are the hits (start and stop in characters, ascending, apart); one that cuts a grapheme takes all of it.
    """
    shown = truncate(text, width, ellipsis)
    kept = len(text) if shown == text else len(shown) - len(ellipsis)
    parts: list[tuple[str, bool]] = []
    position = 0
    for start, stop in spans:
        first, last = _outwards(text, max(start, position), -1), _outwards(text, stop, 1)
        first, last = max(first, position), min(last, kept)
        if first >= last:
            continue
        parts += [(shown[position:first], False), (shown[first:last], True)]
        position = last
    blanks = " " * (width - cell_width(shown))
    parts.append((shown[position:] + blanks, False))
    return [part for part in parts if part[0]]


def _outwards(text: str, position: int, step: int) -> int:
    """The nearest place before or after where a text may be cut."""
    while not is_boundary(text, position):
        position += step
    return position
