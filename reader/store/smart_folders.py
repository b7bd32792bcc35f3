"""The reader's own folders: queries with a name, in an order, and what they found when they were last counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import SmartFolderNotFoundError, UsageError
from reader.i18n import _
from reader.model.category import SmartFolder
from reader.model.journal import Action
from reader.store.journal.recording import Recording

if TYPE_CHECKING:
    from reader.store.database import Database

_COLUMNS = "id, name, query, total, unread"
_ALL = f"SELECT {_COLUMNS} FROM smart_folder ORDER BY position, id"  # noqa: S608 - our own text
_ONE = f"SELECT {_COLUMNS} FROM smart_folder WHERE id = ?"  # noqa: S608
_NAMED = f"SELECT {_COLUMNS} FROM smart_folder WHERE name = ?"  # noqa: S608
_ADD = (
    "INSERT INTO smart_folder (name, query, position) "  # noqa: S608
    f"SELECT ?, ?, coalesce(max(position), 0) + 1 FROM smart_folder RETURNING {_COLUMNS}"
)
_CHANGE = "UPDATE smart_folder SET name = ?, query = ?, total = NULL, unread = NULL WHERE id = ?"
_PLACE = "UPDATE smart_folder SET position = ? WHERE id = ?"
_REMOVE = "DELETE FROM smart_folder WHERE id = ?"
_COUNTED = "UPDATE smart_folder SET total = ?, unread = ? WHERE id = ? AND (total, unread) IS NOT (?, ?)"


def smart_folders(database: Database) -> list[SmartFolder]:
    """All of them, in the reader's order."""
    with database.read() as connection:
        return [SmartFolder(*row) for row in connection.execute(_ALL).fetchall()]


def smart_folder(database: Database, folder_id: int) -> SmartFolder:
    """One of them. Raises SmartFolderNotFoundError."""
    with database.read() as connection:
        row = connection.execute(_ONE, [folder_id]).fetchone()
    if row is None:
        raise SmartFolderNotFoundError(_("There is no such smart folder."), _("It may have been removed."))
    return SmartFolder(*row)


def smart_folder_named(database: Database, name: str) -> SmartFolder | None:
    """The one of that name, or None."""
    with database.read() as connection:
        row = connection.execute(_NAMED, [_cleaned(name)]).fetchone()
    return None if row is None else SmartFolder(*row)


def add_smart_folder(database: Database, name: str, query: str) -> SmartFolder:
    """Keep a query under a name, behind the others. Raises UsageError when the name is taken or blank."""
    name = _free_name(database, name)
    with Recording(database, Action.ADD_SMART_FOLDER, name).write() as connection:
        return SmartFolder(*connection.execute(_ADD, [name, query]).fetchone())


def change_smart_folder(database: Database, folder_id: int, name: str, query: str) -> None:
    """Give it another name or query. Raises UsageError, SmartFolderNotFoundError."""
    name = _free_name(database, name, folder_id)
    smart_folder(database, folder_id)
    with Recording(database, Action.CHANGE_SMART_FOLDER, name).write() as connection:
        connection.execute(_CHANGE, [name, query, folder_id])


def move_smart_folder(database: Database, folder_id: int, step: int) -> None:
    """Move it up (-1) or down (+1) among the others; at either end it stays. Raises SmartFolderNotFoundError."""
    folder = smart_folder(database, folder_id)
    with Recording(database, Action.MOVE_SMART_FOLDER, folder.name).write() as connection:
        ids = [row[0] for row in connection.execute(_ALL).fetchall()]
        place = ids.index(folder_id)
        ids.insert(min(max(0, place + step), len(ids) - 1), ids.pop(place))
        connection.executemany(_PLACE, enumerate(ids, 1))


def remove_smart_folder(database: Database, folder_id: int) -> None:
    """Remove it; the articles stay. Raises SmartFolderNotFoundError."""
    folder = smart_folder(database, folder_id)
    with Recording(database, Action.REMOVE_SMART_FOLDER, folder.name).write() as connection:
        connection.execute(_REMOVE, [folder_id])


def keep_counts(database: Database, folder_id: int, total: int, unread: int) -> None:
    """Keep what it found, for the next start."""
    with database.write() as connection:
        connection.execute(_COUNTED, [total, unread, folder_id, total, unread])


def _cleaned(name: str) -> str:
    from reader.text.clean import clean_line

    return clean_line(name)


def _free_name(database: Database, name: str, folder_id: int | None = None) -> str:
    """The name, cleaned, if no other smart folder has it."""
    name = _cleaned(name)
    if not name:
        raise UsageError(_("A smart folder needs a name."))
    other = smart_folder_named(database, name)
    if other is not None and other.id != folder_id:
        raise UsageError(
            _("There is a smart folder {name} already.").format(name=name), _("Choose another name.")
        )
    return name
