"""CSV (RFC 4180) and its kin with semicolons, tabs or bars: a row of names, then an article a row."""

from __future__ import annotations

import csv
import re
import sys
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import DocumentError
from reader.i18n import _, ngettext
from reader.importing.fields import find_field
from reader.importing.records.columns import BODIES, Columns, assign, can_be_article, listed, no_article
from reader.importing.records.drafts import Record, read_records
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model.document import Document
    from reader.model.draft import Draft, DraftCategory

name: Final = "csv"
media_types: Final = ("text/csv", "text/tab-separated-values", "application/csv")
extensions: Final = (".csv", ".tsv", ".tab")

_DELIMITERS: Final = (",", ";", "\t", "|")
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_SAMPLE = 20_000  # Characters that the delimiter is chosen by: some rows even where the bodies are long.
_SAMPLE_ROWS = 50
_LONGEST_NAME = 60  # Characters: a longer cell in the first row is a sentence, and the text no table.


class _Shape(NamedTuple):
    """How well a delimiter fits a text; the greatest fits best."""

    known: int
    """How many names in the first row are known."""
    regular: float
    """The share of rows that are as wide as the first one."""
    width: int
    rows: int
    delimiter: str


def matches(text: str, /) -> float:
    """Tell how sure it is that this is a table: by the names in its first row, and by rows of one width."""
    shape, header = _shape(_normal(text), {})
    if shape.width < 2 or any(len(cell) > _LONGEST_NAME for cell in header):
        return 0.0
    if shape.delimiter == "|" and not header[0]:
        return 0.0  # The outer bar of a table in Markdown.
    if can_be_article(header, {}) and shape.known >= 2:
        return 0.9
    if shape.regular < 1 or shape.rows < 2 or len(set(header)) < len(header) or "" in header:
        return 0.0
    # A table of other names wins over plain text if it can hardly be prose, else only with the right file name.
    return 0.4 if shape.width > 2 and shape.rows > 2 else 0.15


def read(text: str, document: Document) -> Iterator[Draft | DraftCategory]:
    """Yield the articles of the rows.

    Raises DocumentError when no column is that of a title or a text, and at the end when rows were left out:
    those without both, and those with more cells than there are names, whose cells stand in wrong columns.
    """
    return read_mapped(text, document, {})


def read_mapped(text: str, document: Document, columns: Columns) -> Iterator[Draft | DraftCategory]:
    """Yield the articles, with the fields in the columns that are named; otherwise as `read`."""
    table = _normal(text)
    shape, header = _shape(table, columns)
    for column in columns.values():
        if column not in header:
            message = _("{name} has no column {column} (found: {columns}).")
            raise DocumentError(
                message.format(name=document.name, column=clean_line(column), columns=listed(header))
            )
    if not can_be_article(header, columns):
        raise no_article(document, header)
    yield from read_records(_records(table, shape.delimiter, header, columns), document, columns, _unread)


def _normal(text: str) -> str:
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _shape(table: str, columns: Columns) -> tuple[_Shape, list[str]]:
    """Choose the delimiter by the names that the first row then has, and by rows of one width.

    csv.Sniffer guesses by the frequency of characters, and takes letters for delimiters in Chinese tables.
    """
    shapes: list[tuple[_Shape, list[str]]] = []
    for delimiter in _DELIMITERS:
        rows = [row for _line, row in islice(_rows(table[:_SAMPLE], delimiter), _SAMPLE_ROWS)]
        if len(table) > _SAMPLE and len(rows) > 1:
            del rows[-1]  # It may have been cut off.
        header = [cell.strip() for cell in rows[0]] if rows else []
        known = sum(cell in columns.values() or find_field(cell) is not None for cell in header)
        regular = sum(len(row) == len(header) for row in rows) / len(rows) if len(header) > 1 else 0.0
        shapes.append((_Shape(known, regular, len(header), len(rows), delimiter), header))
    return max(shapes, key=lambda found: found[0])


def _rows(table: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, with the number of the first line of each."""
    # The limit of the module is 128 KiB a cell, and a body may be longer; the size of files is limited already.
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader((match[0] for match in _LINE.finditer(table)), delimiter=delimiter)
    line = 1
    for row in reader:
        if any(map(str.strip, row)) and not (line == 1 and _declares_delimiter(row)):
            yield line, row
        line = reader.line_num + 1


def _declares_delimiter(row: Sequence[str]) -> bool:
    """Tell whether a row is the `sep=;` by which Excel tells itself the delimiter."""
    return row[0].casefold().startswith("sep=") and len("".join(row)) <= len("sep=;")


def _records(table: str, delimiter: str, header: list[str], columns: Columns) -> Iterator[Record]:
    """Yield the rows below the header as records."""
    fields = {column: field for field, names in assign(header, columns).items() for column in names}
    ends_in_body = fields.get(header[-1]) in BODIES
    for line, row in islice(_rows(table, delimiter), 1, None):
        surplus = row[len(header) :]
        cells = row[: len(header)]
        if any(map(str.strip, surplus)):
            if not ends_in_body:
                yield Record(line, None)
                continue
            # The delimiter stood in a body without quotes; what follows belongs to it.
            cells[-1] = delimiter.join([cells[-1], *surplus])
        values: dict[str, object] = {}
        for column, cell in zip(header, cells, strict=False):
            values.setdefault(column, cell)
        yield Record(line, values)


def _unread(bad: int, total: int, first: int) -> str:
    return ngettext(
        "{bad} of {total} row holds no article (first: line {first}).",
        "{bad} of {total} rows hold no article (first: line {first}).",
        total,
    ).format(bad=bad, total=total, first=first)
