"""Taking back and doing again, deleting and bringing back."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.errors import BroadsheetError, LibraryUnusableError
from reader.i18n import _
from reader.journal_text import redone, undone
from reader.tui.commands import Pane
from reader.tui.screens.main.bulk import BulkActions

if TYPE_CHECKING:
    from reader.model.category import Category
    from reader.model.journal import Reversal


_EMPTY_DELAY = 20.0
"""Seconds after the first frame at which the trash is looked through: nothing waits for it."""


class UndoActions(BulkActions):
    """What the reader has done, turned round; what was deleted, and where it lies."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self._turns: deque[bool] = deque()
        """The steps that are asked for, True for an undo: one after the other, however fast the keys come."""

    # Undo and redo

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._turn(True)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self._turn(False)

    def _turn(self, undo: bool) -> None:
        self._turns.append(undo)
        if len(self._turns) == 1:
            self._start_turn()

    def _start_turn(self) -> None:
        # In a thread: an import of many articles takes seconds to take back.
        self.run_worker(partial(self._do_turn, self._turns[0]), thread=True, group="undo")

    def _do_turn(self, undo: bool) -> None:
        worker = get_current_worker()
        journal = self.library.journal
        reversal: Reversal | BroadsheetError | None
        try:
            reversal = journal.undo() if undo else journal.redo()
        except BroadsheetError as error:
            reversal = error
        if not worker.is_cancelled:
            self.app.call_from_thread(self._turned, undo, reversal)

    def _turned(self, undo: bool, reversal: Reversal | BroadsheetError | None) -> None:
        self._turns.popleft()
        if isinstance(reversal, BroadsheetError):
            self._turns.clear()
            self.warn(reversal)
            return
        self.say((undone if undo else redone)(reversal))
        if reversal is not None:
            self.show_present_state()
        if self._turns:
            self._start_turn()

    def show_present_state(self) -> None:
        """Show what the library has now: counts, list, and the article, if it is still there."""
        self.refresh_article()
        self.reload()

    # Deleting

    def action_delete(self) -> None:
        """Move the article under the cursor to the trash; the cursor goes to the next one."""
        self.catch_up()
        article = self.article
        if article is None:
            return
        self._leave_article()
        self.forget_article()
        self.library.trash.delete([article.id])
        self.say_done(_("Moved to the trash."))
        self.refresh_counts()
        # The listing closes the gap, in a search too: the next strike means the next article, however fast it comes.
        self.article_list.refresh_rows()
        self.preview_now()
        if self.article is None and self.pane is Pane.ARTICLE:
            self.go_to(Pane.LIST)

    def action_trash(self) -> None:
        """Show what was deleted, to bring it back."""
        from reader.tui.screens.trash import TrashScreen

        def left(changed: bool | None) -> None:
            if changed:
                self.show_present_state()

        self.app.push_screen(TrashScreen(self.library), left)

    def empty_old_trash(self) -> None:
        """Remove for ever, in a while, what has lain in the trash for as long as the reader wants it kept."""
        if self.settings.library.trash_days and not self.library.read_only:
            self.set_timer(
                _EMPTY_DELAY, partial(self.run_worker, self._empty_old_trash, thread=True, group="trash")
            )

    def _empty_old_trash(self) -> None:
        with suppress(LibraryUnusableError):  # it is locked: the next start does it
            self.library.trash.empty(timedelta(days=self.settings.library.trash_days))

    # Categories

    def action_rename_category(self) -> None:
        """Give the category under the cursor another name."""
        from reader.tui.screens.line import LineScreen

        category = self._selected_category
        if category is None:
            return

        def renamed(name: str | None) -> None:
            if name is not None:
                self.say_done(_("{old} is called {new} now.").format(old=category.name, new=name))
                self.show_present_state()

        keep = partial(self.library.rename_category, category.id)
        self.app.push_screen(LineScreen(_("Name of the category"), category.name, keep), renamed)

    def action_remove_category(self) -> None:
        """Remove the category under the cursor and move its articles to the trash, in the background."""
        category = self._selected_category
        if category is not None:
            self._leave_article()
            self.forget_article()
            self.run_worker(partial(self._remove_category, category), thread=True, group="marking")

    def _remove_category(self, category: Category) -> None:
        worker = get_current_worker()
        try:
            self.library.remove_category(category.id)
        except BroadsheetError as error:
            self.app.call_from_thread(self.warn, error)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._category_removed, category)

    def _category_removed(self, category: Category) -> None:
        self.say_done(_("{category} removed; its articles are in the trash.").format(category=category.name))
        self.refresh_counts()
        entry = self.sidebar.selected
        self.choose(entry.which if entry is not None and entry.which is not None else self.which)

    @property
    def _selected_category(self) -> Category | None:
        entry = self.sidebar.selected
        category_id = entry.which.category_id if entry is not None and entry.which is not None else None
        return next((each for each in self.library.categories() if each.id == category_id), None)
