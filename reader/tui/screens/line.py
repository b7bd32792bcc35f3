"""A line to write on: the name of a category, a remark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label

from reader.errors import BroadsheetError
from reader.i18n import _
from reader.text.clean import clean_line
from reader.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class LineScreen(Dialog[str]):
    """Asks for a line of text; gives it once it is kept, None when nothing has changed."""

    DEFAULT_CSS = """
    LineScreen > Vertical { width: 60; max-width: 92%; height: auto; }
    """

    def __init__(self, title: str, text: str, keep: Callable[[str], object]) -> None:
        """`keep` takes the new text; what it raises as BroadsheetError is shown, and can be put right."""
        super().__init__()
        self._title = title
        self._text = clean_line(text)
        self._keep = keep

    def compose(self) -> ComposeResult:
        """A line to write on, what is wrong with it, and what the keys do."""
        with Vertical(classes="dialog"):
            yield Label(Content(self._title), classes="dialog-title")
            yield Input(self._text, select_on_focus=False)
            yield Label("", classes="dialog-error")
            yield Label(Content(_("Enter keeps it, Esc leaves everything as it was.")), classes="dialog-hint")

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _written(self, message: Input.Submitted) -> None:
        text = clean_line(message.value)
        try:
            self._keep(text)
        except BroadsheetError as error:
            # A cell at either side of the text belongs to the input.
            self.query_one(".dialog-error", Label).update(Content(f" {clean_line(error.sentences)}"))
        else:
            self.dismiss(text if text != self._text else None)
