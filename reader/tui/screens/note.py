"""A line to write a note on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label

from reader.i18n import _
from reader.text.clean import clean_line
from reader.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult


class NoteScreen(Dialog[str]):
    """Asks for a note; gives the text, "" to remove the note, None when nothing shall change."""

    DEFAULT_CSS = """
    NoteScreen > Vertical { width: 72; max-width: 92%; height: auto; }
    """

    def __init__(self, title: str, note: str) -> None:
        super().__init__()
        self._title = title
        self._note = note

    def compose(self) -> ComposeResult:
        """The title of the article, a line to write on, and what the keys do."""
        with Vertical(classes="dialog"):
            yield Label(Content(clean_line(self._title)), classes="dialog-title")
            yield Input(
                clean_line(self._note), placeholder=_("A note on this bookmark"), select_on_focus=False
            )
            yield Label(Content(_("Enter keeps it, Esc leaves everything as it was.")), classes="dialog-hint")

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _written(self, message: Input.Submitted) -> None:
        self.dismiss(clean_line(message.value))
