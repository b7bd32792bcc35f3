"""The reader's own folders: queries with a name, in an order, and what they found when they were last counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import SmartFolderNotFoundError, UsageError
from reader.i18n import _
from reader.model.category import SmartFolder
from reader.model.filter import Filter, Folder, Sort
from reader.model.journal import Action
from reader.store.journal.recording import Recording
from reader.store.listing import never

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.store.database import Database
    from reader.store.search.asking import Search

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


class SmartFolders:
    """The reader's own folders. What changes them can be undone. Methods that take the id of one raise
    SmartFolderNotFoundError.
    """  # noqa: D205 - one sentence

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SmartFolder]:
        """All of them, in the reader's order, with what they found when they were last counted."""
        with self._database.read() as connection:
            return [SmartFolder(*row) for row in connection.execute(_ALL).fetchall()]

    def named(self, name: str) -> SmartFolder | None:
        """The one of that name, or None."""
        with self._database.read() as connection:
            row = connection.execute(_NAMED, [_cleaned(name)]).fetchone()
        return None if row is None else SmartFolder(*row)

    def add(self, name: str, query: str) -> SmartFolder:
        """Keep a query under a name, behind the others.

        Raises QueryError when it does not parse, UsageError when the name is taken or blank.
        """
        self._search(Filter(query=query))
        name = self._free_name(name)
        with Recording(self._database, Action.ADD_SMART_FOLDER, name).write() as connection:
            return SmartFolder(*connection.execute(_ADD, [name, query]).fetchone())

    def change(self, folder_id: int, name: str, query: str) -> None:
        """Give it another name or query. Raises what `add` raises."""
        self._search(Filter(query=query))
        name = self._free_name(name, folder_id)
        smart_folder(self._database, folder_id)
        with Recording(self._database, Action.CHANGE_SMART_FOLDER, name).write() as connection:
            connection.execute(_CHANGE, [name, query, folder_id])

    def move(self, folder_id: int, step: int) -> None:
        """Move it up (-1) or down (+1) among the others; at either end it stays."""
        folder = smart_folder(self._database, folder_id)
        with Recording(self._database, Action.MOVE_SMART_FOLDER, folder.name).write() as connection:
            ids = [row[0] for row in connection.execute(_ALL).fetchall()]
            place = ids.index(folder_id)
            ids.insert(min(max(0, place + step), len(ids) - 1), ids.pop(place))
            connection.executemany(_PLACE, enumerate(ids, 1))

    def remove(self, folder_id: int) -> None:
        """Remove it; its articles stay."""
        folder = smart_folder(self._database, folder_id)
        with Recording(self._database, Action.REMOVE_SMART_FOLDER, folder.name).write() as connection:
            connection.execute(_REMOVE, [folder_id])

    def count(self, folder_id: int, cancelled: Callable[[], bool] = never) -> SmartFolder:
        """Count what it finds, and keep that where the library can be written; gives the folder so counted.

        Raises QueryError when its query does not parse or takes too long, SearchCancelledError when `cancelled` says so.
        """
        which = Filter(smart_folder_id=folder_id)
        total = len(self._search(which).ids(Sort(), cancelled))
        unread = len(self._search(replace(which, folder=Folder.UNREAD)).ids(Sort(), cancelled))
        if not self._database.read_only:
            with self._database.write() as connection:
                connection.execute(_COUNTED, [total, unread, folder_id, total, unread])
        return smart_folder(self._database, folder_id)._replace(total=total, unread=unread)

    def _search(self, which: Filter) -> Search:
        from reader.store.search.asking import Search

        return Search(self._database, which)

    def _free_name(self, name: str, folder_id: int | None = None) -> str:
        """The name, cleaned, if no other smart folder has it."""
        name = _cleaned(name)
        if not name:
            raise UsageError(_("A smart folder needs a name."))
        other = self.named(name)
        if other is not None and other.id != folder_id:
            raise UsageError(
                _("There is a smart folder {name} already.").format(name=name), _("Choose another name.")
            )
        return name


def smart_folder(database: Database, folder_id: int) -> SmartFolder:
    """One of them. Raises SmartFolderNotFoundError."""
    with database.read() as connection:
        row = connection.execute(_ONE, [folder_id]).fetchone()
    if row is None:
        raise SmartFolderNotFoundError(_("There is no such smart folder."), _("It may have been removed."))
    return SmartFolder(*row)


def _cleaned(name: str) -> str:
    from reader.text.clean import clean_line

    return clean_line(name)
