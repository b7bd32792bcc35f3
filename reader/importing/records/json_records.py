"""JSON (RFC 8259): an object, a list of objects, or an object with such a list in it."""

from __future__ import annotations

import re
from json import JSONDecodeError
from typing import TYPE_CHECKING, Final

from reader.errors import DocumentError
from reader.i18n import _, ngettext
from reader.importing.fields import find_field
from reader.importing.records import json_lines
from reader.importing.records.columns import Columns, can_be_article
from reader.importing.records.drafts import Record, read_records
from reader.importing.records.parsing import NO_JSON, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.document import Document
    from reader.model.draft import Draft, DraftCategory

name: Final = "json"
media_types: Final = ("application/json", "text/json")
extensions: Final = (".json",)

_BEGINNING: Final = re.compile(r"\s*(?:\[\s*)?\{\s*(?:\"|\})|\s*\[\s*\]\s*\Z")
_NAME: Final = re.compile(r'"((?:[^"\\\n]|\\.){1,60})"\s*:')
_FEED: Final = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_CONTAINERS: Final = (
    "items", "articles", "data", "entries", "posts", "rows", "records", "results", "list", "news", "docs",
)  # fmt: skip
_DEEPEST = 2  # An answer of a service has its list in `data.items`, no deeper.
_NAMES_LOOKED_AT = 200  # Those of the first few records.


def matches(text: str, /) -> float:
    """Tell how sure it is that this is JSON with articles: by its beginning, and by the names in it."""
    if not _BEGINNING.match(text):
        return 0.0
    if json_lines.is_likely(text):
        return 0.5  # Read here too, when a reader says JSON and means lines.
    if _FEED.search(text):
        return 0.3  # Readable as records, but a feed says more of itself.
    names = (match[1] for match, _at in zip(_NAME.finditer(text), range(_NAMES_LOOKED_AT), strict=False))
    return 0.9 if any(map(find_field, names)) else 0.7


def read(text: str, document: Document) -> Iterator[Draft | DraftCategory]:
    """Yield the articles of a JSON text. Raises DocumentError when it cannot be read, or not all of it."""
    return read_mapped(text, document, {})


def read_mapped(text: str, document: Document, columns: Columns) -> Iterator[Draft | DraftCategory]:
    """Yield the articles, with the fields in the columns that are named; otherwise as `read`."""
    try:
        value = parse(text)
    except NO_JSON as error:
        if json_lines.is_likely(text):
            yield from json_lines.read_mapped(text, document, columns)
            return
        raise _no_json(document, error) from error
    found = _find_objects(value, columns, _DEEPEST)
    objects = found if found is not None else [value] if isinstance(value, dict) else []
    records = (
        Record(at, item if isinstance(item, dict) else None) for at, item in enumerate(objects, start=1)
    )
    yield from read_records(records, document, columns, _unread)


def _find_objects(value: object, columns: Columns, depth: int) -> list[object] | None:
    """Find the list of objects in a value; None when it has none."""
    if isinstance(value, list):
        return value if any(isinstance(item, dict) for item in value) else None
    if not isinstance(value, dict) or not depth:
        return None
    by_name = {key.casefold(): key for key in value}
    contained = [value[by_name[name]] for name in _CONTAINERS if name in by_name]
    if not contained and can_be_article(value, columns):
        return None
    for inner in (*contained, *(value.values() if len(value) <= _NAMES_LOOKED_AT else ())):
        if (found := _find_objects(inner, columns, depth - 1)) is not None:
            return found
    return None


def _no_json(document: Document, error: ValueError | RecursionError) -> DocumentError:
    if isinstance(error, JSONDecodeError):
        message = _("{name} is no JSON: something is wrong at line {line}, character {column}.")
        return DocumentError(message.format(name=document.name, line=error.lineno, column=error.colno))
    return DocumentError(_("{name} is nested too deeply to be read.").format(name=document.name))


def _unread(bad: int, total: int, first: int) -> str:
    return ngettext(
        "{bad} of {total} record holds no article (first: record {first}).",
        "{bad} of {total} records hold no article (first: record {first}).",
        total,
    ).format(bad=bad, total=total, first=first)
