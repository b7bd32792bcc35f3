"""The daily copy of the library, made behind whatever the reader does."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.worker import get_current_worker

from reader.errors import BroadsheetError
from reader.tui.screens.main.indexing import IndexingActions

if TYPE_CHECKING:
    from textual.timer import Timer

_DELAY = 10.0
"""Seconds after the first frame: what is read first, and the index of it, come before."""
_AGAIN = 3600.0
"""Seconds after which it is looked again whether a day has begun: some never leave the program."""

_REST = 0.3
"""Seconds without a key after which the copy goes on."""
_PAUSE = 0.02


class BackupActions(IndexingActions):
    """Has a copy made when there is none of this day."""

    _backup_timer: Timer | None = None

    @dataclass
    class BackupFailed(Message):
        """Sent from the thread when the copy could not be made."""

        error: BroadsheetError

    def keep_backups(self) -> None:
        """Make a copy soon, and then each day, if they are wanted and the library can be written."""
        if self.settings.library.backups and not self.library.read_only:
            self._backup_timer = self.set_timer(_DELAY, self._back_up)

    def _back_up(self) -> None:
        self._backup_timer = self.set_timer(_AGAIN, self._back_up)
        self.run_worker(self._make_backup, thread=True, group="backup", exclusive=True)

    def _make_backup(self) -> None:
        worker = get_current_worker()

        def cancelled() -> bool:
            """Asked after each MiB: whoever strikes keys has the disk to himself."""
            while self.struck_at + _REST > time.monotonic() and not worker.is_cancelled:
                time.sleep(_PAUSE)
            return worker.is_cancelled

        try:
            self.library.backups.make_daily(self.settings.library.backups, cancelled)
        except BroadsheetError as error:
            if not worker.is_cancelled:
                self.post_message(self.BackupFailed(error))

    @on(BackupFailed)
    def _tell_failure(self, message: BackupFailed) -> None:
        """Say it once: an hour later the disk is as full as now."""
        if self._backup_timer is not None:
            self._backup_timer.stop()
        self.warn(message.error)
