"""What can be done with the file of a library that is not open: copies of it, and going back to one.

`Library` is the door to a library that can be opened, this is the door to one that cannot, or must not be while it is replaced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import BroadsheetError
from reader.store import backups, copying, restoring

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model.backup import Backup, Contents, Recovered, Restored


def copies(library: Path) -> list[Backup]:
    """The copies beside a library, the newest first."""
    return backups.backups_of(library)


def newest_sound_copy(library: Path) -> Contents | None:
    """What the newest sound copy of a library holds, or None. Reads whole files: off the interface's thread."""
    return restoring.newest_sound_copy(library)[0]


def is_sound(library: Path) -> bool:
    """Whether a library file can be read to its end and is of a version that is known. Reads all of it."""
    try:
        copying.contents(library, with_texts=True)
    except BroadsheetError:
        return False
    return True


def recover(library: Path) -> Recovered:
    """Make a new library from what can be read of a damaged one, which is set aside as it is.

    Raises LibraryUnusableError when another program has the library open, BroadsheetError when nothing can be read of it or
    the disk is full: then it is left where it is.
    """
    from reader.store import recovering

    return recovering.recover(library)


def restore(library: Path, copy: Path) -> Restored:
    """Put a copy in the place of a library, whole or not at all; the file that was there is set aside.

    Raises BroadsheetError when the copy is no sound library of a version that is known, or cannot be copied, and
    LibraryUnusableError when another program has the library open. Then everything is as it was.
    """
    return restoring.restore(library, copy)


def restore_latest(library: Path) -> tuple[Restored, list[BroadsheetError]]:
    """Put the newest sound copy in the place of a library; gives also what was wrong with those that are newer.

    Raises what `restore` raises, also when there is no sound copy.
    """
    return restoring.restore_latest(library)
