"""The application in place of the reader's when the library is damaged: one screen, and nothing of the library is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App

from reader.resources import resource
from reader.tui.screens.recovery import RecoveryScreen
from reader.tui.theme import DARK, THEMES, default_variables

if TYPE_CHECKING:
    from pathlib import Path

    from textual.binding import BindingType

    from reader.errors import BroadsheetError
    from reader.settings import Settings


class RecoveryApp(App[bool], inherit_bindings=False):
    """Shows the one screen, and leaves with what came of it."""

    BINDINGS: ClassVar[list[BindingType]] = []  # those of the screen are all

    TITLE = "Broadsheet"
    CSS_PATH = resource("styles", "broadsheet.tcss")
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, library: Path, error: BroadsheetError, settings: Settings) -> None:
        super().__init__()
        self._library = library
        self._error = error
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.screen.theme if settings.screen.theme in self.available_themes else DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colour variables for themes that lack them."""
        return default_variables(self.current_theme.dark)

    def on_mount(self) -> None:
        """Show the screen."""
        self.push_screen(RecoveryScreen(self._library, self._error), self.exit)


def run_recovery(library: Path, error: BroadsheetError, settings: Settings) -> bool:
    """Let the reader choose what is done about a damaged library; gives whether it can be read now."""
    return bool(RecoveryApp(library, error, settings).run())
