"""Putting another file in the place of a library that nobody has open; what was there is set aside, never removed."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from contextlib import closing, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reader.errors import BroadsheetError, LibraryUnusableError
from reader.i18n import _
from reader.model.backup import Restored
from reader.store.backups import backups_of
from reader.store.copying import COMPANIONS, UNFINISHED, contents, copy_library, reading_from

if TYPE_CHECKING:
    from reader.model.backup import Contents

_FIRST_LOCK_BYTE, _LOCK_BYTES = 0x40000000, 512
"""Where SQLite locks a file (https://sqlite.org/fileformat2.html#the_lock_byte_page)."""


def restore(library: Path, copy: Path) -> Restored:
    """Put a copy in the place of a library, whole or not at all; the file that was there is set aside.

    Raises BroadsheetError when the copy is no sound library of a version that is known, or cannot be copied, and
    LibraryUnusableError when another program has the library open. Then everything is as it was.
    """
    if library.exists() and copy.exists() and library.samefile(copy):
        message = _("{path} is the library itself.").format(path=copy)
        raise BroadsheetError(message, _("`broadsheet backup --list` shows the copies that there are."))
    found = contents(copy)
    try:
        library.absolute().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=UNFINISHED, dir=library.absolute().parent) as folder:
            ready = Path(folder, "library")
            with closing(reading_from(copy)) as source:
                copy_library(source, ready)
            set_aside = replace_library(library, ready)
    except OSError as error:
        message = _("The library {path} could not be restored: {reason}.")
        raise BroadsheetError(
            message.format(path=library, reason=error.strerror or error),
            _("Check the space on the disk and the permissions of the folder; the library is as it was."),
        ) from error
    return Restored(found, set_aside)


def restore_latest(library: Path) -> tuple[Restored, list[BroadsheetError]]:
    """Put the newest sound copy in the place of a library; gives also what was wrong with those that are newer.

    Raises what `restore` raises, also when there is no sound copy.
    """
    found, faults = newest_sound_copy(library)
    if found is None:
        message = _("There is no sound copy of the library {path}.").format(path=library)
        raise BroadsheetError(message, _("Name the file of a copy: broadsheet restore PATH"))
    return restore(library, found.path), faults


def newest_sound_copy(library: Path) -> tuple[Contents | None, list[BroadsheetError]]:
    """The newest copy that is sound, None when there is none, and what is wrong with newer ones."""
    faults: list[BroadsheetError] = []
    for backup in backups_of(library):
        try:
            return contents(backup.path), faults
        except BroadsheetError as error:
            faults.append(error)
    return None, faults


def replace_library(library: Path, ready: Path) -> Path | None:
    """Give a finished file the name of a library; gives where the file that was there is now, None when there was none.

    At every moment there is a file of that name, if there was one before. Raises LibraryUnusableError when another program
    has it open, and OSError.
    """
    target = Path(os.path.realpath(library))
    if not target.exists():
        ready.rename(target)
        return None
    refuse_while_open(target)
    aside = _free_name(target)
    # All of them get their second name before one of them loses its first.
    for suffix in ("", *COMPANIONS):
        _name_also(Path(f"{target}{suffix}"), Path(f"{aside}{suffix}"))
    # A log would be taken for that of the new file.
    for suffix in COMPANIONS:
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    ready.replace(target)
    return aside


def refuse_while_open(library: Path) -> None:
    """Raise LibraryUnusableError when another program has a library open, as far as its locks tell.

    A connection in WAL mode holds a lock on the lock-byte page as long as it is open. It is looked for without SQLite, which
    would write into a damaged file when it closes it.
    """
    # Closing the file drops all locks of this process on it: there are none, since nobody here has it open.
    with library.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCK_BYTES, _FIRST_LOCK_BYTE)
        except OSError as error:
            if error.errno not in {errno.EACCES, errno.EAGAIN}:
                return  # A network folder without locks.
            raise LibraryUnusableError(
                _("The library {path} is in use by another program.").format(path=library),
                _("Leave Broadsheet where it has this library open, and try again."),
            ) from error


def _free_name(library: Path) -> Path:
    stem = f"{library}.set-aside-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    names = (Path(stem if number == 1 else f"{stem}.{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def _name_also(file: Path, name: Path) -> None:
    with suppress(FileNotFoundError):
        try:
            os.link(file, name)
        except FileNotFoundError:
            raise
        except OSError:
            # FAT, Android and some network folders know no hard links.
            shutil.copy2(file, name)
