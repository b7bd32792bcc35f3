"""The reader's own folders: saved searches, their places in the sidebar, and their counts."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.errors import BroadsheetError, LibraryUnusableError, QueryError, SmartFolderNotFoundError
from reader.i18n import _
from reader.tui.commands import Pane
from reader.tui.screens.main.search_keys import SearchKeyActions

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.model.category import SmartFolder
    from reader.model.filter import Filter

_COUNT_DELAY = 1.0
"""Seconds after the last change at which smart folders are counted anew: a count may look at every article."""
_FAR_BEHIND = 1_000
"""Articles that the index does not know yet, from which on it is waited for: a count would look through them one by one."""
_LOOK_AGAIN = 0.2
"""Seconds between two looks at how far it is."""


class SmartFolderActions(SearchKeyActions):
    """Saving, changing, moving, removing and counting smart folders."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self._count_timer: Timer | None = None
        self._counting = False
        self._count_again = False
        """Whether something has changed while they are being counted."""

    # Saving and changing

    def action_save_search(self) -> None:
        """Keep what is searched for as a smart folder."""
        from reader.tui.saved_query import saved_query
        from reader.tui.screens.smart_folder import SmartFolderScreen

        if not self.which.query:
            return
        folder = self._folder_of(self.which)
        try:
            scope = self.name_of(replace(self.which, query=""))
            query = saved_query(self.which, scope, folder.query if folder is not None else "")
        except BroadsheetError as error:
            self.warn(error)
            return
        self.app.push_screen(
            SmartFolderScreen(
                _("Save the search as a smart folder"),
                self.which.query,
                query,
                self.library.smart_folders.add,
            ),
            self._folders_changed,
        )

    def action_edit_smart_folder(self) -> None:
        """Change name and query of the smart folder under the cursor."""
        from reader.tui.screens.smart_folder import SmartFolderScreen

        folder = self._selected_folder
        if folder is None:
            return

        def keep(name: str, query: str) -> None:
            self.library.smart_folders.change(folder.id, name, query)

        self.app.push_screen(
            SmartFolderScreen(_("Smart folder"), folder.name, folder.query, keep), self._folder_edited
        )

    def action_remove_smart_folder(self) -> None:
        """Remove the smart folder under the cursor; its articles stay."""
        folder = self._selected_folder
        if folder is not None:
            self.library.smart_folders.remove(folder.id)
            self.say_done(_("Smart folder removed: {name}.").format(name=folder.name))
            self._folder_removed()

    def action_smart_folder_up(self) -> None:
        """Move the smart folder under the cursor one line up."""
        self._move_folder(-1)

    def action_smart_folder_down(self) -> None:
        """Move the smart folder under the cursor one line down."""
        self._move_folder(1)

    def _move_folder(self, step: int) -> None:
        folder = self._selected_folder
        if folder is not None:
            self.library.smart_folders.move(folder.id, step)
            self.refresh_counts()

    @property
    def _selected_folder(self) -> SmartFolder | None:
        entry = self.sidebar.selected
        return self._folder_of(entry.which) if entry is not None and entry.which is not None else None

    def _folder_of(self, which: Filter) -> SmartFolder | None:
        folders = self.library.smart_folders.all() if which.smart_folder_id is not None else []
        return next((folder for folder in folders if folder.id == which.smart_folder_id), None)

    def _folders_changed(self, kept: bool | None) -> None:
        if kept:
            self.refresh_counts()
            self.count_folders()

    def _folder_edited(self, kept: bool | None) -> None:
        self._folders_changed(kept)
        if kept:
            self.choose(self.which)

    def _folder_removed(self) -> None:
        """List what the cursor of the sidebar has come to."""
        self.refresh_counts()
        entry = self.sidebar.selected
        if entry is not None and entry.which is not None and self.pane is Pane.SIDEBAR:
            self.choose(entry.which)

    # Counting

    def refresh_counts(self) -> None:
        """Show the present counts, and count the smart folders when nothing more changes for a while."""
        super().refresh_counts()
        self.count_folders_soon()

    def count_folders_soon(self) -> None:
        """Count the smart folders once there is time."""
        if self._count_timer is not None:
            self._count_timer.stop()
        self._count_timer = self.set_timer(_COUNT_DELAY, self.count_folders)

    def count_folders(self) -> None:
        """Count the smart folders in the background, one after the other."""
        if self._count_timer is not None:
            self._count_timer.stop()
            self._count_timer = None
        if self._counting:
            self._count_again = True
        elif not self.library.read_only and self.library.smart_folders.all():
            self._counting = True
            self.run_worker(self._count_folders, thread=True, group="counting")

    def _count_folders(self) -> None:
        worker = get_current_worker()
        with suppress(LibraryUnusableError):  # it is locked: the next change counts them anew
            while self.indexed is not None and self.library.indexing.behind() > _FAR_BEHIND:
                if worker.is_cancelled:
                    return
                time.sleep(_LOOK_AGAIN)
            for folder in self.library.smart_folders.all():
                with suppress(QueryError, SmartFolderNotFoundError):  # it says why when it is listed
                    self.library.smart_folders.count(folder.id, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._folders_counted)

    def _folders_counted(self) -> None:
        self._counting = False
        super().refresh_counts()
        if self._count_again:
            self._count_again = False
            self.count_folders_soon()
