"""What the application remembers from one run to the next: named JSON values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

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
    """The value kept under a name, or None."""
    with database.read() as connection:
        row = connection.execute(_RECALL, [name]).fetchone()
    value: JSON = None if row is None else json.loads(row[0])
    return value
