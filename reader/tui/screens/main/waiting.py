"""What must be written while another program holds the library: it waits its turn, and the reader is told."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from inspect import isawaitable
from typing import TYPE_CHECKING

from reader.errors import BroadsheetError, LibraryBusyError, LibraryDamagedError
from reader.i18n import _
from reader.tui.screens.main.base import MainBase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.timer import Timer

_PATIENCE = 1.0
"""Seconds that a key waits for another program before the reader is told why nothing happens."""
_AGAIN = 0.5
"""Seconds after which it is tried again."""


class WaitingActions(MainBase):
    """A queue of what could not be done yet, in its order."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self._waiting: deque[Callable[[], object]] = deque()
        self._waiting_timer: Timer | None = None

    def begin_waiting(self) -> None:
        """From now on the interface waits for another program no longer than the reader should wonder."""
        self.library.answer_within(_PATIENCE)

    @property
    def is_waiting(self) -> bool:
        """Whether something could not be done yet."""
        return bool(self._waiting)

    def when_free(self, do: Callable[[], object]) -> None:
        """Do something that writes to the library: now, or as soon as no other program holds it.

        What cannot be done, as on a full disk, is told, and the program goes on; but for a library that is damaged.
        """
        if not self._waiting:
            try:
                with self._telling():
                    do()
            except LibraryBusyError:
                self.wait_to(do)
        else:
            self.wait_to(do)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell what cannot be done; a library that is busy or damaged is for the caller."""
        try:
            yield
        except (LibraryBusyError, LibraryDamagedError):
            raise
        except BroadsheetError as error:
            self.warn(error)

    def wait_to(self, do: Callable[[], object]) -> None:
        """Do something, which may be a coroutine, when the library is free again."""
        if not self._waiting:
            message = _("Another program is writing to the library: waiting for it.")
            self.notify(message, markup=False, timeout=5)
        self._waiting.append(do)
        self._try_soon()

    def _try_soon(self) -> None:
        if self._waiting_timer is None:
            self._waiting_timer = self.set_timer(_AGAIN, self._try_again)

    async def _try_again(self) -> None:
        self._waiting_timer = None
        while self._waiting:
            try:
                with self._telling():
                    done = self._waiting[0]()
                    if isawaitable(done):
                        await done
            except LibraryBusyError:
                self._try_soon()
                return
            self._waiting.popleft()
        self.say(_("The library is free again: everything is written."))
