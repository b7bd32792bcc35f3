"""Tables at a width: columns while they fit, records where they cannot."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.typeset.blocks import Alignment, RichText, Span, Table
from reader.typeset.cells import cell_width, is_boundary
from reader.typeset.composing import BodyLine, compose_text, run
from reader.typeset.lines import Role, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.typeset.marks import Marks

_LEAST_COLUMN = 8
"""Cells below which a column is not squeezed: four Chinese characters, the length of most words."""


_LEAST_WINDOW = 40
"""Cells from which on a table of figures is looked at through a window; in less, hardly two columns are side by side."""
_WIDEST = 24
"""Cells of a column in a window: longer cells wrap, so that there is more to compare."""
_LONGEST_FIGURE = 16
"""Characters: a sum of money with its sign and unit, a date with its time."""

_BETWEEN = Run("  ", 2, Role.TEXT)
"""What stands between columns."""


class _Label(NamedTuple):
    """What stands before a value in a record, and where both come from."""

    name: int
    """Characters of the header."""
    length: int
    """Characters of the label: of the header with the colon and blank behind it."""
    header_start: int
    """Characters of the table's plain text before the header."""
    value_start: int
    """The same before the value."""


class TableWindow(NamedTuple):
    """What is shown of a table of figures that is wider than its place: the first column, and some beside it.

    Whole columns, so that no figure is cut and taken for another.
    """

    widths: tuple[int, ...]
    """Of all columns, in cells."""
    first: int
    """The number of the first column beside the one with number 0."""
    stop: int
    """The number after the last one that is shown."""


def compose_table(
    table: Table, width: int, marks: Marks, window: TableWindow | None = None
) -> Iterator[BodyLine]:
    """The lines of a table: in columns, or what a window shows of them; as records where columns have no room."""
    if window is not None:
        shown = [0, *range(window.first, window.stop)]
        yield from _compose_columns(table, list(window.widths), shown, marks)
        return
    columns = _column_widths(table, width - _BETWEEN.cells * (len(table.header) - 1))
    if columns is None or marks.linear:
        yield from _compose_records(table, width, marks)
    else:
        yield from _compose_columns(table, columns, list(range(len(columns))), marks)


def table_window(table: Table, width: int, first: int) -> TableWindow | None:
    """The window of a table at a width, from a column on or as near to it as there is something to show.

    None for a table that fits when its columns are squeezed, and for one of words: that reads better as records.
    """
    columns = len(table.header)
    if width < _LEAST_WINDOW or _column_widths(table, width - _BETWEEN.cells * (columns - 1)) is not None:
        return None
    if not _is_of_figures(table):
        return None
    # Two columns and the mark behind them fit at least.
    most = min(_WIDEST, (width - 2 * _BETWEEN.cells) // 2)
    widths = tuple(max(1, min(cells, most)) for cells in _wanted_widths(table))
    room = width - widths[0] - _BETWEEN.cells
    last = columns - _fitting(reversed(widths[1:]), room)
    first = max(1, min(first, last))
    return TableWindow(widths, first, first + _fitting(widths[first:], room))


def column_of(table: Table, offset: int) -> int:
    """The number of the column that a place in the plain text of a table is in."""
    row = table.text[:offset].rpartition("\n")[2]
    return min(row.count("\t"), len(table.header) - 1)


def row_of(table: Table, offset: int) -> int:
    """The number of the row that a line with that offset is of, the header being 0; its first record is of the header."""
    return bisect_right(_row_offsets(table), offset) - 1


def _fitting(widths: Iterable[int], room: int) -> int:
    """How many columns fit into so many cells, each behind what stands between columns."""
    return sum(taken <= room for taken in accumulate(_BETWEEN.cells + cells for cells in widths))


def _is_of_figures(table: Table) -> bool:
    """Whether most cells beside the first column are short and have a digit."""
    cells = [cell.text for row in table.rows for cell in row[1:] if cell.text]
    figures = (len(text) <= _LONGEST_FIGURE and any(map(str.isdigit, text)) for text in cells)
    return 2 * sum(figures) > len(cells)


def _wanted_widths(table: Table) -> list[int]:
    """The cells that each column takes with no line broken."""
    return [
        max(_widest_line(row[column]) for row in (table.header, *table.rows))
        for column in range(len(table.header))
    ]


def _column_widths(table: Table, room: int) -> list[int] | None:
    """Cells for each column: what it needs, or the widest ones squeezed until all fit; None where that is too much."""
    wanted = _wanted_widths(table)
    if sum(wanted) <= room:
        return [max(1, cells) for cells in wanted]
    if sum(min(cells, _LEAST_COLUMN) for cells in wanted) > room:
        return None
    most = max(
        cap for cap in range(_LEAST_COLUMN, room + 1) if sum(min(cells, cap) for cells in wanted) <= room
    )
    widths = [max(1, min(cells, most)) for cells in wanted]
    # What the division leaves over goes to the columns that still want it, from the left.
    left_over = room - sum(widths)
    for column, cells in enumerate(wanted):
        if cells > widths[column] and left_over > 0:
            widths[column] += 1
            left_over -= 1
    return widths


def _widest_line(cell: RichText) -> int:
    return max(cell_width(line) for line in cell.text.split("\n"))


def _row_offsets(table: Table) -> list[int]:
    """Where each row, the header first, begins in the plain text of the table."""
    offsets = [0]
    for row in (table.header, *table.rows):
        offsets.append(offsets[-1] + sum(len(cell.text) + 1 for cell in row))
    return offsets


def _compose_columns(table: Table, widths: list[int], shown: list[int], marks: Marks) -> Iterator[BodyLine]:
    offsets = _row_offsets(table)
    rule = run("  ".join(marks.rule * widths[column] for column in shown), Role.TABLE_RULE)
    header = _compose_row(table.header, widths, shown, table.alignments, Role.TABLE_HEAD)
    yield from (BodyLine(runs, 0) for runs in header)
    yield BodyLine(tuple(_header_rule(widths, shown, marks)), 0)
    rows = [_compose_row(row, widths, shown, table.alignments, Role.TEXT) for row in table.rows]
    # Rows of one line each stand by themselves; where some are longer, rules tell them apart.
    ruled = any(len(row) > 1 for row in rows)
    for number, row in enumerate(rows, 1):
        if ruled and number > 1:
            yield BodyLine((rule,), offsets[number])
        yield from (BodyLine(runs, offsets[number]) for runs in row)


def _header_rule(widths: list[int], shown: list[int], marks: Marks) -> Iterator[Run]:
    """The rule below the header, with marks where columns are left out, and in the rules beside them how many."""
    rules = [marks.rule * widths[column] for column in shown]
    if not rules[1:]:
        yield run(rules[0], Role.TABLE_RULE)
        return
    left, right = shown[1] - 1, len(widths) - 1 - shown[-1]
    rules[1] = _counted(rules[1], left, "left")
    if right or not left:
        rules[-1] = _counted(rules[-1], right, "right")
    before = marks.before if left else " "
    yield run(f"{before} ".join([rules[0], "  ".join(rules[1:])]), Role.TABLE_RULE)
    if right:
        yield run(f" {marks.after}", Role.TABLE_RULE)


def _counted(rule: str, columns: int, side: Literal["left", "right"]) -> str:
    """A rule with a number of columns at one side, where it has room for it and a blank."""
    number = str(columns)
    if not columns or len(number) >= len(rule):
        return rule
    rest = rule[len(number) + 1 :]
    return f"{number} {rest}" if side == "left" else f"{rest} {number}"


def _compose_row(
    cells: tuple[RichText, ...],
    widths: list[int],
    shown: list[int],
    alignments: tuple[Alignment, ...],
    role: Role,
) -> list[tuple[Run, ...]]:
    """The lines of a row as far as it is shown; a shorter cell is followed by empty lines.

    There are as many whatever is shown.
    """
    columns: list[list[tuple[Run, ...]]] = []
    start = 0
    for cell, width in zip(cells, widths, strict=True):
        columns.append([line.runs for line in compose_text(cell, width, role, origin=-start)])
        start += len(cell.text) + 1
    lines: list[tuple[Run, ...]] = []
    for number in range(max(map(len, columns))):
        line: list[Run] = []
        for column in shown:
            if line:
                line.append(_BETWEEN)
            runs = columns[column][number] if number < len(columns[column]) else ()
            line.extend(_aligned(runs, widths[column], alignments[column]))
        while line and line[-1].text.isspace():
            line.pop()
        lines.append(tuple(line))
    return lines


def _aligned(runs: tuple[Run, ...], width: int, alignment: Alignment) -> list[Run]:
    """The runs of a cell with blanks to its width; at least one run."""
    spare = width - sum(each.cells for each in runs)
    before = {"left": 0, "right": spare, "center": spare // 2}[alignment]
    blanks = [Run(" " * count, count, Role.TEXT) for count in (before, spare - before)]
    return [blanks[0], *runs, blanks[1]]


def _compose_records(table: Table, width: int, marks: Marks) -> Iterator[BodyLine]:
    """One record a row, one `header: value` a line, for tables with more columns than there is room for."""
    indent = Run("  ", 2, Role.TEXT)
    offsets = _row_offsets(table)
    if not table.rows:
        headers = (line for cell in table.header for line in compose_text(cell, width, Role.TABLE_HEAD))
        yield from (BodyLine(line.runs, 0) for line in headers)
    for number, row in enumerate(table.rows, 1):
        if number > 1:
            rule = (run(marks.rule * width, Role.TABLE_RULE),) if marks.rule else ()
            yield BodyLine(rule, offsets[number])
        # The first record stands for the header as well: the block begins with it.
        offset, last = (offsets[number], offsets[number + 1]) if number > 1 else (0, offsets[1] - 1)
        header_start, value_start = 0, offsets[number]
        for header, value in zip(table.header, row, strict=True):
            entry = _labelled(header, value)
            label = _Label(len(header.text), len(entry.text) - len(value.text), header_start, value_start)
            for index, line in enumerate(compose_text(entry, width - indent.cells, Role.TEXT, width)):
                runs = tuple(_placed(each, line.offset, label, offset) for each in line.runs)
                yield BodyLine((indent, *runs) if index else runs, offset)
            offset = min(offset + len(value.text) + 1, last)
            header_start, value_start = header_start + len(header.text) + 1, value_start + len(value.text) + 1


def _labelled(header: RichText, value: RichText) -> RichText:
    """A value behind its header, which is a span without the colon: it is of the table's text, the colon is not."""
    name = " ".join(header.text.split("\n"))
    if not name:
        return value
    label = f"{name}: "
    end = next(at for at in range(len(name), len(label) + 1) if is_boundary(label, at))
    shift = len(label)
    spans = (span._replace(start=span.start + shift, end=span.end + shift) for span in value.spans)
    heads = (Span(0, end, Role.TABLE_HEAD), Span(end, len(label), Role.TABLE_HEAD))
    return RichText(label + value.text, (*heads, *spans))


def _placed(run: Run, line_start: int, label: _Label, offset: int) -> Run:
    """A run of an entry, placed in the plain text of the table, for a line with that offset."""
    position = line_start + (run.start or 0)
    start: int | None = None
    if position >= label.length:
        start = label.value_start + position - label.length - offset
    elif position < label.name:
        start = label.header_start + position - offset
    return run._replace(start=start)
