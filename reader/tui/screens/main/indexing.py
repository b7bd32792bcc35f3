"""The index of texts, kept up to date behind whatever the reader does, and the journal kept small."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.worker import get_current_worker

from reader.errors import LibraryUnusableError
from reader.tui.screens.main.highlighting import HighlightActions

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.worker import Worker

_DELAY = 0.5
"""Seconds after the first frame or an import at which the work begins: the article that is shown first needs them more."""
_SLICE = 0.1
"""Seconds of work after which it looks round: so long the end of the program waits at most."""
_REST = 0.3
"""Seconds without a key after which it goes on: whoever scrolls or writes is not to feel it."""
_LOCKED = 5.0
"""Seconds after which a locked library is tried again."""


class IndexingActions(HighlightActions):
    """Starts the work, lets it rest while keys come, and tells how far it is."""

    struck_at = float("-inf")
    """When the last key was struck, by the monotonic clock."""
    _index_timer: Timer | None = None

    @dataclass
    class Indexed(Message):
        """Sent from the thread when some more is indexed. Only the last of several counts."""

        percent: int | None
        """None when there is nothing left to do."""

        def can_replace(self, message: Message) -> bool:
            """A newer one makes an older one pointless."""
            return isinstance(message, IndexingActions.Indexed)

    def index_soon(self) -> None:
        """Bring the index up to date once there is time."""
        if self._index_timer is not None:
            self._index_timer.stop()
        if not self.library.read_only:
            self._index_timer = self.set_timer(_DELAY, self._index)

    def reload(self) -> None:
        """List anew what the library has now, and index what is new."""
        super().reload()
        self.index_soon()

    def _index(self) -> None:
        self._index_timer = None
        self.run_worker(self._go_on_indexing, thread=True, group="indexing", exclusive=True)

    def _go_on_indexing(self) -> None:
        worker = get_current_worker()
        indexing, first = self.library.indexing, 0
        with suppress(LibraryUnusableError):  # the next time, then
            self.library.journal.tidy()
        while not worker.is_cancelled:
            try:
                behind = indexing.behind()
                if not behind:
                    break
                first = max(first, behind)
                self.post_message(self.Indexed(100 * (first - behind) // first))
                if not indexing.go_on(_SLICE):
                    break  # what is left, if anything, is for `broadsheet doctor`
            except LibraryUnusableError:
                _wait(worker, time.monotonic() + _LOCKED)
            while self.struck_at + _REST > time.monotonic() and not worker.is_cancelled:
                _wait(worker, self.struck_at + _REST)
        self.post_message(self.Indexed(None))

    @on(Indexed)
    def _show_progress(self, message: Indexed) -> None:
        self.indexed = message.percent
        self.refresh_list_title()


def _wait(worker: Worker[None], until: float) -> None:
    """Wait until a time of the monotonic clock, or until nobody wants the work any more."""
    while not worker.is_cancelled and time.monotonic() < until:
        time.sleep(0.02)
