"""JSON Lines (jsonlines.org, NDJSON): an object a line. A file is never held as values as a whole."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from reader.i18n import ngettext
from reader.importing.records.drafts import Record, read_records
from reader.importing.records.parsing import NO_JSON, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.importing.records.columns import Columns
    from reader.model.document import Document
    from reader.model.draft import Draft, DraftCategory

name: Final = "jsonl"
media_types: Final = ("application/jsonl", "application/x-ndjson", "application/x-jsonlines")
extensions: Final = (".jsonl", ".ndjson")

# A line ends in a line feed alone: a JSON string may hold U+2028 and its like (RFC 8259 §7).
_LINE: Final = re.compile(r"[^\n]+")
_LINES_LOOKED_AT = 20  # Enough to see through a bad line or two.


def matches(text: str, /) -> float:
    """Tell how sure it is that this is JSON Lines: several lines of which most are objects."""
    return 0.95 if is_likely(text) else 0.0


def is_likely(text: str) -> bool:
    """Tell whether the first lines are objects, most of them; the last may have been cut off."""
    lines = [line for _number, line in islice(_lines(text), _LINES_LOOKED_AT)]
    objects = sum(line.startswith("{") and _object(line) is not None for line in lines)
    return len(lines) > 1 and 2 * objects >= len(lines)


def read(text: str, document: Document) -> Iterator[Draft | DraftCategory]:
    """Yield the articles of the lines. Raises DocumentError at the end when there were lines without one."""
    return read_mapped(text, document, {})


def read_mapped(text: str, document: Document, columns: Columns) -> Iterator[Draft | DraftCategory]:
    """Yield the articles, with the fields in the columns that are named; otherwise as `read`."""
    records = (Record(number, _object(line)) for number, line in _lines(text))
    return read_records(records, document, columns, _unread)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, with their numbers."""
    number, counted = 1, 0
    for match in _LINE.finditer(text):
        number += text.count("\n", counted, match.start())
        counted = match.start()
        if line := match[0].strip():
            yield number, line


def _object(line: str) -> dict[str, object] | None:
    try:
        value = parse(line)
    except NO_JSON:
        return None
    return value if isinstance(value, dict) else None


def _unread(bad: int, total: int, first: int) -> str:
    return ngettext(
        "{bad} of {total} line holds no article (first: line {first}).",
        "{bad} of {total} lines hold no article (first: line {first}).",
        total,
    ).format(bad=bad, total=total, first=first)
