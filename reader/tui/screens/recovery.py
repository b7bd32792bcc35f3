"""What can be done about a library that is damaged: to be chosen in place of reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from reader import rescue
from reader.errors import BroadsheetError
from reader.i18n import _, ngettext
from reader.report_text import recovery_report
from reader.resources import resource
from reader.text.clean import clean_line
from reader.tui.screens.menu import move_cursor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult

    from reader.model.backup import Backup

_SAVE, _GO_BACK, _LEAVE, _READ = "save", "go-back", "leave", "read"


class RecoveryScreen(Screen[bool]):
    """Says what is wrong and offers the ways out; gives whether there is a library now that can be read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ctrl+q,ctrl+c", "leave", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    CSS_PATH = resource("styles", "dialogs.tcss")
    DEFAULT_CSS = """
    RecoveryScreen { align: center middle; }
    RecoveryScreen > Vertical { width: 76; max-width: 94%; height: auto; max-height: 100%; }
    RecoveryScreen Label { width: 1fr; margin: 0 0 1 0; }
    RecoveryScreen OptionList { height: auto; }
    """

    @dataclass
    class CopyFound(Message):
        """Sent from the thread that looked for the newest sound copy."""

        backup: Backup | None
        articles: int

    @dataclass
    class Done(Message):
        """Sent from the thread that has saved or restored, or could not."""

        said: list[str]
        saved: bool

    def __init__(self, library: Path, error: BroadsheetError) -> None:
        super().__init__()
        self._library = library
        self._error = error
        self._copy: Backup | None = None
        self._working = False
        self._saved = False

    def compose(self) -> ComposeResult:
        """What is wrong, what has been done about it, and what can be chosen."""
        with Vertical(classes="dialog"):
            yield Label(Content(_("The library is damaged")), classes="dialog-title")
            yield Label(Content(clean_line(self._error.message)), id="wrong")
            yield Label(Content(_("The damaged file is kept in any case, under another name.")), id="said")
            yield OptionList(
                Option(Content(_("Save what can be read of it into a new library")), id=_SAVE),
                Option(Content(_("Looking for a copy …")), id=_GO_BACK, disabled=True),
                Option(Content(_("Leave, and change nothing")), id=_LEAVE),
            )
            yield Label(Content(_("Enter chooses, Esc leaves.")), classes="dialog-hint")

    def on_mount(self) -> None:
        """Look for a copy meanwhile: each has to be read to its end."""
        options = self.query_one(OptionList)
        options.highlighted = 0
        options.focus()
        self.run_worker(self._look_for_copy, thread=True, group="copy")

    # The newest sound copy

    def _look_for_copy(self) -> None:
        worker = get_current_worker()
        found = rescue.newest_sound_copy(self._library)
        backup = None
        if found is not None:
            backup = next((copy for copy in rescue.copies(self._library) if copy.path == found.path), None)
        if not worker.is_cancelled:
            self.post_message(self.CopyFound(backup, found.articles if found is not None else 0))

    @on(CopyFound)
    def _offer_copy(self, message: CopyFound) -> None:
        options = self.query_one(OptionList)
        self._copy = message.backup
        if message.backup is None:
            text = _("There is no sound copy to go back to")
        else:
            text = ngettext(
                "Go back to the copy of {time} with {count} article",
                "Go back to the copy of {time} with {count} articles",
                message.articles,
            ).format(
                time=f"{message.backup.made_at.astimezone():%Y-%m-%d %H:%M}", count=f"{message.articles:,}"
            )
        if not self._saved:
            options.replace_option_prompt(_GO_BACK, Content(text))
            if message.backup is not None and not self._working:
                options.enable_option(_GO_BACK)

    # Choosing

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        move_cursor(self.query_one(OptionList), step)

    def action_leave(self) -> None:
        """Leave, unless something is being written."""
        if not self._working:
            self.dismiss(self._saved)

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        match message.option_id:
            case "save":
                self._begin(_("Saving what can be read …"), self._save)
            case "go-back":
                self._begin(_("Copying …"), self._go_back)
            case _:
                self.action_leave()

    def _begin(self, said: str, work: Callable[[], list[str]]) -> None:
        self._working = True
        self._say(said)
        self.query_one(OptionList).disabled = True
        self.run_worker(lambda: self._do(work), thread=True, group="recovery")

    def _do(self, work: Callable[[], list[str]]) -> None:
        try:
            self.post_message(self.Done(work(), saved=True))
        except BroadsheetError as error:
            self.post_message(self.Done([error.sentences], saved=False))

    def _save(self) -> list[str]:
        return recovery_report(rescue.recover(self._library))

    def _go_back(self) -> list[str]:
        if self._copy is None:
            return []
        restored = rescue.restore(self._library, self._copy.path)
        return [_("The damaged file is kept as {path}.").format(path=restored.set_aside)]

    @on(Done)
    def _tell(self, message: Done) -> None:
        self._working, self._saved = False, message.saved
        self._say("\n".join(map(clean_line, message.said)))
        options = self.query_one(OptionList)
        options.disabled = False
        if message.saved:
            self.query_one(".dialog-title", Label).update(Content(_("The library can be read again")))
            self.query_one("#wrong").display = False
            options.clear_options()
            options.add_option(Option(Content(_("Read on")), id=_READ))
            options.highlighted = 0
        elif self._copy is not None:
            options.enable_option(_GO_BACK)
        options.focus()

    def _say(self, text: str) -> None:
        self.query_one("#said", Label).update(Content(text))
