"""What the dialogs have in common: a box in the middle of the dimmed screen, and Esc to leave it."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from reader.resources import resource
from reader.tui.bindings import app_bindings

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A box over the main screen. Esc leaves it without a result."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False), *app_bindings()]

    CSS_PATH = resource("styles", "dialogs.tcss")
    DEFAULT_CSS = """
    Dialog { align: center middle; }
    """

    def action_cancel(self) -> None:
        """Leave without a result."""
        self.dismiss(None)
