"""The statistics of reading, over the whole screen."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Label
from textual.worker import get_current_worker

from reader.errors import BroadsheetError
from reader.i18n import _, ngettext
from reader.model.statistics import Period
from reader.text.clean import clean_line
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.statistics_pane import StatisticsPane
from reader.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.app import ComposeResult

    from reader.library import Library
    from reader.model.statistics import Summary
    from reader.text.conversion import Converter
    from reader.tui.marks import Marks

_CONFIRM_SECONDS = 3.0
"""How long `X` waits for being struck a second time: as long as the question is on the screen."""
_PERIODS = tuple(Period)


class StatisticsScreen(Dialog[bool]):
    """A page that scrolls; gives whether the views were erased."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(period.value[0], f"period('{period.value}')", show=False) for period in Period),
        Binding("l,right,tab", "neighbour(1)", show=False),
        Binding("h,left,shift+tab", "neighbour(-1)", show=False),
        Binding("space", "page", show=False),
        Binding("X", "erase", show=False),
        Binding("q,D,f3", "cancel", show=False),
    ]

    DEFAULT_CSS = """
    StatisticsScreen { align: left top; }
    StatisticsScreen > StatisticsPane { width: 100%; height: 1fr; }
    StatisticsScreen > Label { width: 100%; height: 1; }
    """

    @dataclass
    class Counted(Message):
        """Sent from the thread that asked the library."""

        period: Period
        outcome: Summary | BroadsheetError

    @dataclass
    class Erased(Message):
        """Sent from the thread that erased the views."""

        outcome: int | BroadsheetError

    def __init__(
        self,
        library: Library,
        marks: Marks,
        today: Callable[[], date],
        *,
        tracking: bool,
        converter: Converter | None,
    ) -> None:
        super().__init__()
        self._library = library
        self._marks = marks
        self._tracking = tracking
        self._converter = converter
        self._today = today
        self._period = Period.MONTH
        self._erased = False
        self._asked_at = float("-inf")

    def compose(self) -> ComposeResult:
        """The page, and under it the keys."""
        yield StatisticsPane(self._marks)
        yield Label(Content(""), classes="dialog-keys")

    def on_mount(self) -> None:
        """Count for the last thirty days."""
        self._pane.set_converter(self._converter)
        self._pane.set_title(_("Statistics"), "" if self._tracking else _("tracking is off"))
        self._pane.tell(_("Counting …"))
        self._pane.focus()
        keys = [_("Left/Right period"), _("Esc back")]
        if not self._library.read_only:
            keys.insert(1, _("X erases all views"))
        self.query_one(Label).update(Content(" " + "   ".join(keys)))
        self._count()

    @property
    def _pane(self) -> StatisticsPane:
        return self.query_one(StatisticsPane)

    # Counting

    def _count(self) -> None:
        self.run_worker(partial(self._ask, self._period), thread=True, group="statistics", exclusive=True)

    def _ask(self, period: Period) -> None:
        worker = get_current_worker()
        outcome: Summary | BroadsheetError
        try:
            outcome = self._library.statistics.summary(period, self._today())
        except BroadsheetError as error:
            outcome = error
        if not worker.is_cancelled:
            self.post_message(self.Counted(period, outcome))

    @on(Counted)
    def _show(self, message: Counted) -> None:
        if message.period is not self._period:
            return
        if isinstance(message.outcome, BroadsheetError):
            self._pane.tell(clean_line(message.outcome.sentences))
        else:
            self._pane.show(message.outcome)

    # Keys

    def action_period(self, name: str) -> None:
        """Count for another period."""
        if self._period is not Period(name):
            self._period = Period(name)
            self._count()

    def action_neighbour(self, step: int) -> None:
        """Count for the next longer or shorter period; at either end it stays."""
        at = min(max(0, _PERIODS.index(self._period) + step), len(_PERIODS) - 1)
        self.action_period(_PERIODS[at].value)

    def action_page(self) -> None:
        """Turn the page."""
        self._pane.action_page_down()

    def action_erase(self) -> None:
        """Erase all views, when the key is struck twice: it cannot be taken back."""
        if self._library.read_only:
            return
        now = time.monotonic()
        if now - self._asked_at > _CONFIRM_SECONDS:
            self._asked_at = now
            text = _("X once more erases all views. This cannot be taken back.")
            self.notify(text, markup=False, severity="warning", timeout=_CONFIRM_SECONDS)
            return
        self._asked_at = float("-inf")
        self.run_worker(self._erase, thread=True, group="erasing")

    def _erase(self) -> None:
        outcome: int | BroadsheetError
        try:
            outcome = self._library.erase_views()
        except BroadsheetError as error:
            outcome = error
        self.post_message(self.Erased(outcome))

    @on(Erased)
    def _say_erased(self, message: Erased) -> None:
        if isinstance(message.outcome, BroadsheetError):
            self.notify(clean_line(message.outcome.sentences), markup=False, severity="error", timeout=8)
            return
        self._erased = True
        text = ngettext("{count} view erased.", "{count} views erased.", message.outcome)
        self.notify(text.format(count=count(message.outcome)), markup=False, timeout=3)
        self._count()

    def action_cancel(self) -> None:
        """Leave, and tell whether anything was erased."""
        self.dismiss(self._erased)
