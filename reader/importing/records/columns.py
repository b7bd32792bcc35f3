"""Which column of a record holds which field: by its name, or as a person says."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final

from reader.errors import DocumentError, UsageError
from reader.i18n import _
from reader.importing.fields import FIELDS, find_field, names_by_field
from reader.suggestion import did_you_mean
from reader.text.clean import clean_line
from reader.text.prose import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model.document import Document

Columns = Mapping[str, str]
"""Fields (see `fields.FIELDS`) to the names of the columns that hold them."""

BODIES: Final = ("markdown", "html", "body")
"""The fields that hold the text of an article, by how it is written."""
_SHOWN_NAMES = 12  # Of the columns in a message: enough to see which file it is.
_SHOWN_CHARACTERS = 40  # Of the name of a column in a message.


def checked_columns(columns: Columns) -> Columns:
    """Give the columns by the names that fields have here. Raises UsageError for a field that there is not."""
    checked: dict[str, str] = {}
    for name, column in columns.items():
        known = find_field(name)
        field = "body" if known and known[0] in (*BODIES, "summary") else known[0] if known else None
        if field is None:
            hint = did_you_mean(name, FIELDS) or _("Fields: {names}").format(names=", ".join(FIELDS))
            raise UsageError(_("An article has no field {name}.").format(name=name), hint)
        checked[field] = column
    return checked


def assign(names: Iterable[str], columns: Columns) -> dict[str, list[str]]:
    """Give the names of a record by field; what a person says goes before what a name suggests."""
    said = set(columns.values())
    found = names_by_field(name for name in names if name not in said)
    for field, column in columns.items():
        for replaced in BODIES if field == "body" else (field,):
            found.pop(replaced, None)
        found[field] = [column]
    return found


def can_be_article(names: Iterable[str], columns: Columns) -> bool:
    """Tell whether a record with these names can have a title or a text."""
    return not {"title", "summary", *BODIES}.isdisjoint(assign(names, columns))


def no_article(document: Document, names: Iterable[str]) -> DocumentError:
    """Say that a document has no column for a title or a text, which it has, and how to choose among them."""
    if not (shown := listed(names)):
        return DocumentError(_("{name} holds no records.").format(name=document.name))
    message = _(
        "{name} has no column for a title or a text (found: {columns}); choose with --map title=COLUMN."
    )
    return DocumentError(message.format(name=document.name, columns=shown))


def listed(names: Iterable[str]) -> str:
    """List the names of columns for a message: the first ones, and their beginnings."""
    return ", ".join(shorten(clean_line(name), _SHOWN_CHARACTERS) for name in islice(names, _SHOWN_NAMES))
