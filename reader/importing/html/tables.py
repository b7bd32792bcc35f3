"""Tables of HTML: which of them hold data, and their cells as a grid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from turbohtml import Element, Node

_GROUPS: Final = frozenset(("tbody", "tfoot", "thead"))
# What no cell of data holds: a table with these in it arranges a page.
_ARRANGED: Final = "table,h1,h2,h3,h4,h5,h6,blockquote,pre,article,section,form,iframe,video"
_PARAGRAPHS: Final = "p,div,br,li"
_LONG_CELL: Final = 300  # Characters: more, in several paragraphs, are running text.
_SPREAD: Final = 20  # Empty places for each cell: more are a mistake, or made to fill the memory.
_WIDEST: Final = 100  # Columns: no screen shows more, and what spans as many only fills a line.
_COUNT: Final = re.compile(r"\s*\+?(\d{1,5})")


def data_rows(table: Element) -> list[list[Element | None]] | None:
    """Give the cells of a table of data, row by row, None where a cell reaches in from the left or from above.

    None for a table that only arranges what is in it: of one column or one row, or with whole pieces of a page in its cells.
    """
    rows = [cells for cells in map(_cells, _rows(table)) if cells]
    if len(rows) < 2 and not any(cell.tag == "th" for row in rows for cell in row):
        return None
    if max(map(len, rows), default=0) < 2 or any(_is_arranged(cell) for row in rows for cell in row):
        return None
    return _grid(rows)


def _rows(table: Element) -> Iterator[Element]:
    for child in _elements(table):
        if child.tag == "tr":
            yield child
        elif child.tag in _GROUPS:
            yield from (row for row in _elements(child) if row.tag == "tr")


def _cells(row: Element) -> list[Element]:
    return [cell for cell in _elements(row) if cell.tag in ("td", "th")]


def _elements(node: Node) -> Iterator[Element]:
    from turbohtml import Element

    return (child for child in node if isinstance(child, Element))


def _is_arranged(cell: Element) -> bool:
    if cell.select_one(_ARRANGED) is not None:
        return True
    return len(cell.text) > _LONG_CELL and len(cell.select(_PARAGRAPHS)) > 2


def _grid(rows: Sequence[Sequence[Element]]) -> list[list[Element | None]] | None:
    """Put each cell in its column; None when nearly all places would be empty."""
    full = sum(map(len, rows))
    grid: list[list[Element | None]] = []
    reaching: dict[int, int] = {}  # Column: how many more rows a cell above reaches into.
    places = 0
    for row in rows:
        line: list[Element | None] = []
        below: dict[int, int] = {}
        for cell in row:
            while reaching.get(len(line)):
                line.append(None)
            columns, deep = _count(cell, "colspan"), _count(cell, "rowspan")
            if deep > 1:
                below |= dict.fromkeys(range(len(line), len(line) + columns), deep)
            line += [cell, *[None] * (columns - 1)]
            if len(line) > _WIDEST:
                return None
        reaching = {column: count - 1 for column, count in (reaching | below).items() if count > 1}
        grid.append(line)
        places += len(line)
    width = max(map(len, grid))
    return grid if width * len(grid) <= _SPREAD * full else None


def _count(cell: Element, name: str) -> int:
    match = _COUNT.match(cell.attr(name) or "")
    return min(max(int(match[1]), 1), _WIDEST) if match else 1
