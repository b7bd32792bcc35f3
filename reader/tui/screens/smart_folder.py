"""The name and the query of a smart folder."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label

from reader.errors import BroadsheetError, QueryError
from reader.i18n import _
from reader.text.clean import clean_line
from reader.text.query.parser import parse
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.query_error import error_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class SmartFolderScreen(Dialog[bool]):
    """Asks for a name and a query; gives whether they were kept, None when nothing shall change."""

    DEFAULT_CSS = """
    SmartFolderScreen > Vertical { width: 84; max-width: 96%; height: auto; }
    SmartFolderScreen .label { margin: 1 0 0 0; }
    """

    def __init__(self, title: str, name: str, query: str, keep: Callable[[str, str], object]) -> None:
        """`keep` takes name and query; what it raises as BroadsheetError is shown, and can be put right."""
        super().__init__()
        self._title = title
        self._folder_name = name
        self._query = query
        self._keep = keep

    def compose(self) -> ComposeResult:
        """Two lines to write on, what is wrong with them, and what the keys do."""
        with Vertical(classes="dialog"):
            yield Label(Content(self._title), classes="dialog-title")
            yield Label(Content(_("Name")))
            yield Input(clean_line(self._folder_name), id="name")
            yield Label(Content(_("Query")), classes="label")
            yield Input(self._query, id="query", select_on_focus=False)
            yield Label("", classes="dialog-error")
            yield Label(
                Content(_("Tab changes the line, Enter keeps both, Esc leaves everything as it was.")),
                classes="dialog-hint",
            )

    def on_mount(self) -> None:
        """Write the name at once."""
        self.query_one("#name", Input).focus()

    @on(Input.Changed)
    def _forget_error(self) -> None:
        self._show("")

    @on(Input.Submitted)
    def _written(self) -> None:
        name, query = self.query_one("#name", Input), self.query_one("#query", Input)
        try:
            parse(query.value, datetime.now().astimezone())
            self._keep(name.value, query.value)
        except QueryError as error:
            query.focus()
            # A cell at either side of the text belongs to the input.
            self._show("\n".join(f" {line}" for line in error_lines(error, query, query.size.width)))
        except BroadsheetError as error:
            self._show(f" {clean_line(error.sentences)}")
        else:
            self.dismiss(True)

    def _show(self, text: str) -> None:
        self.query_one(".dialog-error", Label).update(Content(text))
