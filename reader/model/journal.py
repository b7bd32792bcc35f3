"""What the reader has done, as the journal of a library keeps it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Action(StrEnum):
    """What can be taken back."""

    READ = "read"
    UNREAD = "unread"
    BOOKMARK = "bookmark"
    REMOVE_BOOKMARK = "remove-bookmark"
    NOTE = "note"
    MOVE = "move"
    TRASH = "trash"
    RESTORE = "restore"
    RENAME_CATEGORY = "rename-category"
    REMOVE_CATEGORY = "remove-category"
    REMOVE_SOURCE = "remove-source"
    IMPORT = "import"
    ADD_SMART_FOLDER = "add-smart-folder"
    CHANGE_SMART_FOLDER = "change-smart-folder"
    MOVE_SMART_FOLDER = "move-smart-folder"
    REMOVE_SMART_FOLDER = "remove-smart-folder"
    HIGHLIGHT = "highlight"
    CHANGE_HIGHLIGHT = "change-highlight"
    REMOVE_HIGHLIGHT = "remove-highlight"


class JournalEntry(NamedTuple):
    """One thing that was done, to one article or to many."""

    id: int
    action: Action
    subject: str
    """A name that belongs to it: of an article, a category, a smart folder; "" for none."""
    articles: int
    """How many articles it changed."""
    done_at: datetime
    undone: bool


class Reversal(NamedTuple):
    """What an undo or a redo has done."""

    entry: JournalEntry
    lost: int
    """Articles that it could not bring back, because the trash was emptied meanwhile."""
