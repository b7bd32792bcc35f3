"""What the application remembers from one run to the next: named JSON values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from reader.errors import LibraryUnusableError
from reader.i18n import _

if TYPE_CHECKING:
    from reader.store.database import Database

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
"""A value of RFC 8259."""

_REMEMBER = "INSERT INTO memory VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
_RECALL = "SELECT value FROM memory WHERE name = ?"


def remember(database: Database, name: str, value: JSON) -> None:
    """Keep a value under a name, in place of what was there."""
    with database.write() as connection:
        connection.execute(_REMEMBER, [name, json.dumps(value)])


def recall(database: Database, name: str) -> JSON:
    """The value kept under a name, or None. Raises LibraryUnusableError when it is no JSON."""
    with database.read() as connection:
        row = connection.execute(_RECALL, [name]).fetchone()
    try:
        value: JSON = None if row is None else json.loads(row[0])
    except ValueError as error:
        message = _("What the library {path} remembers as {name} cannot be read.")
        hint = _("`broadsheet doctor --repair` forgets it; no article is touched.")
        raise LibraryUnusableError(message.format(path=database.path, name=name), hint) from error
    return value
