"""The copies of a library: in a folder beside it, named by their time and reason, the old ones removed."""

from __future__ import annotations

import re
import shutil
import time
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import BroadsheetError
from reader.i18n import _
from reader.model.backup import Backup, Reason
from reader.store.copying import UNFINISHED, CopyCancelledError, copy_library, room_for
from reader.store.listing import never

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.store.database import Database

_NAME = re.compile(r"([0-9]{8}T[0-9]{6}Z)(?:\.\d+)?-(daily|before-migration|by-hand)\.broadsheet")
"""A time in the basic format of ISO 8601, which sorts as text; a number for another of the same second; the reason."""
_TIME = "%Y%m%dT%H%M%SZ"
_BEFORE_MIGRATION_KEPT = 2
"""The copy from before the present version, and the one from before that."""
_PAUSE = 0.01
"""Seconds without reading after each MiB of a copy in the background: at most 100 MiB/s, so that the reader has the disk."""
_LEFT_OVER = 86_400.0
"""Seconds after which what a killed program left unfinished is nobody's any more."""


class Backups:
    """The copies of one library. Safe to use while others read and write it; takes seconds for a large one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.folder = folder_of(database.path)

    def backups(self) -> list[Backup]:
        """The copies that there are, the newest first."""
        return backups_of(self._database.path)

    def make(self, reason: Reason, cancelled: Callable[[], bool] = never, pause: float = 0.0) -> Backup:
        """Make a copy among the others. Raises BroadsheetError when it cannot be written, and CopyCancelledError."""
        made_at = datetime.now(UTC).replace(microsecond=0)
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            while True:
                path = _free_name(self.folder, made_at, reason)
                with suppress(FileExistsError):  # another window was faster, in the same second
                    self._copy(path, cancelled, pause)
                    return Backup(path, made_at, reason, path.stat().st_size)
        except OSError as error:
            message = _("The library could not be copied to {path}: {reason}.")
            raise BroadsheetError(
                message.format(path=self.folder, reason=error.strerror or error),
                _("Check the permissions of the folder."),
            ) from error

    def copy_to(self, path: Path, cancelled: Callable[[], bool] = never, pause: float = 0.0) -> None:
        """Copy the library to a file that does not exist yet. Raises what `make` raises."""
        try:
            self._copy(path, cancelled, pause)
        except FileExistsError as error:
            message = _("{path} exists already.").format(path=path)
            raise BroadsheetError(message, _("Name a file that does not exist, or a folder.")) from error

    def _copy(self, path: Path, cancelled: Callable[[], bool], pause: float) -> None:
        with self._database.read() as connection:
            copy_library(connection, path, cancelled, pause)

    def make_daily(self, kept: int, cancelled: Callable[[], bool] = never) -> Backup | None:
        """Make the copy of this day, and remove daily ones but the newest `kept`.

        None when there is one of this day, nothing has changed since the newest copy, the library is empty, none are to be
        kept, or nobody wants it any more. Raises BroadsheetError when it cannot be written or would take the last of the disk.
        """
        if not kept or not self._is_daily_due():
            return None
        if not room_for(self._database.path, self._database.path.absolute().parent):
            message = _("No copy of the library {path} was made: the disk is nearly full.")
            raise BroadsheetError(message.format(path=self._database.path), _("Make space on the disk."))
        try:
            made = self.make(Reason.DAILY, cancelled, _PAUSE)
        except CopyCancelledError:
            return None
        self._remove_all_but(kept, Reason.DAILY)
        return made

    def make_before_migration(self) -> Backup:
        """Make the copy from before the tables are changed, and keep only the last ones of these. Raises what `make` raises."""
        made = self.make(Reason.BEFORE_MIGRATION)
        self._remove_all_but(_BEFORE_MIGRATION_KEPT, Reason.BEFORE_MIGRATION)
        return made

    def _is_daily_due(self) -> bool:
        with self._database.read() as connection:
            (total,) = connection.execute("SELECT total FROM tally").fetchone()
        if not total:
            return False
        there = self.backups()
        today = datetime.now(UTC).astimezone().date()
        if any(
            backup.reason is Reason.DAILY and backup.made_at.astimezone().date() == today for backup in there
        ):
            return False
        # One from the future, by a clock that was wrong, says nothing about what is newer.
        return (
            not there
            or there[0].made_at > datetime.now(UTC)
            or there[0].made_at.timestamp() <= _changed_at(self._database.path)
        )

    def _remove_all_but(self, kept: int, reason: Reason) -> None:
        for backup in [backup for backup in self.backups() if backup.reason is reason][kept:]:
            backup.path.unlink(missing_ok=True)
        for left in self.folder.glob(f"{UNFINISHED}*"):
            if time.time() - left.stat().st_mtime > _LEFT_OVER:
                shutil.rmtree(left, ignore_errors=True)


def folder_of(library: Path) -> Path:
    """The folder of a library's copies."""
    return Path(f"{library}.backups")


def backups_of(library: Path) -> list[Backup]:
    """The copies of a library, the newest first, also when the library itself cannot be opened.

    Those dated later than now come last: they were made under a wrong clock, and what is made now is newer. Raises
    BroadsheetError when the folder cannot be read.
    """
    folder = folder_of(library)
    if not folder.is_dir():
        return []
    try:
        found = _read_folder(folder)
    except OSError as error:
        message = _("The copies in {path} cannot be listed: {reason}.")
        raise BroadsheetError(
            message.format(path=folder, reason=error.strerror or error),
            _("Check the permissions of the folder."),
        ) from error
    now = datetime.now(UTC)
    found.sort(key=lambda backup: (backup.made_at <= now, backup.made_at, backup.path.name), reverse=True)
    return found


def _read_folder(folder: Path) -> list[Backup]:
    return [
        Backup(path, made_at, Reason(match[2]), path.stat().st_size)
        for path in folder.iterdir()
        if (match := _NAME.fullmatch(path.name)) and (made_at := _read_time(match[1]))
    ]


def name_of(made_at: datetime, reason: Reason) -> str:
    """The name of a copy."""
    return f"{made_at.strftime(_TIME)}-{reason.value}.broadsheet"


def _read_time(text: str) -> datetime | None:
    """The time in a name; None when it is none, as in a name that somebody else has given."""
    with suppress(ValueError):
        return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    return None


def _free_name(folder: Path, made_at: datetime, reason: Reason) -> Path:
    name = name_of(made_at, reason)
    if not (folder / name).exists():
        return folder / name
    stem, rest = name.split("-", 1)
    return next(path for number in count(2) if not (path := folder / f"{stem}.{number}-{rest}").exists())


def _changed_at(library: Path) -> float:
    """When a library or its log was last written, in seconds since 1970."""
    files = (library, Path(f"{library}-wal"))
    return max(file.stat().st_mtime for file in files if file.exists())
