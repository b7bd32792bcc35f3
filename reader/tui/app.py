"""The application: themes, keys, the terminal's title, and the screens."""

from __future__ import annotations

import gc
import time
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import App
from textual.color import Color, ColorParseError
from textual.scrollbar import ScrollBar
from textual.worker import WorkerFailed, get_current_worker

from reader.errors import BroadsheetError, LibraryBusyError, LibraryDamagedError, LibraryUnusableError
from reader.i18n import _
from reader.resources import resource
from reader.settings import Problem, Settings
from reader.text.clean import clean, clean_line
from reader.tui.bindings import app_bindings, keymap
from reader.tui.commands import BY_ID
from reader.tui.keys import effective_keys, key_label
from reader.tui.reading_position import position_read
from reader.tui.screens.main import MainScreen
from reader.tui.theme import DARK, THEMES, default_variables
from reader.tui.widgets.scrolling import PlainScrollBarRender

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import RenderableType
    from textual.actions import ActionParseResult
    from textual.binding import BindingType
    from textual.dom import DOMNode
    from textual.notifications import Notify, SeverityLevel
    from textual.screen import Screen

    from reader.library import Library

_SAVE_TITLE, _RESTORE_TITLE = "\x1b[22;2t", "\x1b[23;2t"
"""Push and pop the window's title (xterm control sequences, XTWINOPS)."""


_SHOW_CURSOR = "\x1b[?25h"
"""DECTCEM. Textual hides the cursor when it starts."""


class BroadsheetApp(App[int], inherit_bindings=False):
    """Broadsheet on one library."""

    BINDINGS: ClassVar[list[BindingType]] = app_bindings()

    TITLE = "Broadsheet"
    CSS_PATH = resource("styles", "broadsheet.tcss")
    ENABLE_COMMAND_PALETTE = False  # ours is opened by a command of the table, with its own providers
    PAUSE_GC_ON_SCROLL = True

    def __init__(self, library: Library, settings: Settings, problems: Sequence[Problem] = ()) -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self._problems = list(problems)
        self._main = MainScreen(library, settings)
        self._title_saved = False
        self._copying = Lock()
        self._leaving = False
        self.failure: LibraryUnusableError | None = None
        """What the library failed with, where nothing but leaving was left."""
        for theme in THEMES:
            self.register_theme(theme)
        self.set_keymap(keymap(settings.keys))
        if settings.screen.theme in self.available_themes:
            self.theme = settings.screen.theme
        else:
            self.theme = DARK.name
            message = _("there is no theme {name}").format(name=settings.screen.theme)
            self._problems.append(Problem("config.toml", "screen.theme", message, _("F2 shows all themes.")))

    def get_default_screen(self) -> Screen[None]:
        """The main screen, so that no blank one comes before it."""
        return self._main

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colour variables for themes that lack them."""
        theme = self.current_theme
        try:
            ground, ink = Color.parse(theme.background or ""), Color.parse(theme.foreground or "")
        except ColorParseError:
            return default_variables(theme.dark)
        return {
            "faint": ground.blend(ink, 0.65).hex,
            "read": ground.blend(ink, 0.78).hex,
            "ground-cursor": ground.blend(ink, 0.18).hex,
            "ground-cursor-blur": ground.blend(ink, 0.09).hex,
            "code": ground.blend(ink, 0.8).hex,
            "bar": ground.blend(ink, 0.18).hex,
        }

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted before anybody has it: it is foreign, and a line to write on shows what it holds.

        A key lets the work in the background rest; key and mouse show that the reader is there.
        """
        if isinstance(event, events.Paste):
            event.text = clean(event.text)
        elif isinstance(event, events.InputEvent):
            self._main.reader_seen()
            if isinstance(event, events.Key):
                self._main.struck_at = time.monotonic()
        await super().on_event(event)

    def on_notify(self, event: Notify) -> None:
        """Let what is told in passing take the place of what was told so before; what went wrong stays, but not twice."""
        new = event.notification
        for old in list(self._notifications):
            if old.message == new.message or old.severity == new.severity == "information":
                del self._notifications[old]

    def on_mount(self) -> None:
        """Say what in the configuration was left out."""
        self.call_after_refresh(_collect_garbage_from_now_on)
        if self.settings.screen.linear:
            self.add_class("linear")
            if self._driver is not None:
                self._driver.write(_SHOW_CURSOR)
        for problem in self._problems:
            text = _("{file}: {key}: {message}. {hint}").format(**problem._asdict())
            self.notify(clean_line(text), markup=False, severity="warning", timeout=10)

    def on_app_blur(self) -> None:
        """Stop the clock of the view while the terminal is behind another window; Textual tells the application alone."""
        self._main.leave_clock()

    def on_app_focus(self) -> None:
        """Let the clock of the view go on."""
        self._main.resume_clock()

    @on(MainScreen.TitleShown)
    def _show_in_window(self, message: MainScreen.TitleShown) -> None:
        """Show a title in the terminal's window; the one from before comes back at the end.

        Not by the attribute `title` of Textual's App: its change draws the whole screen anew.
        """
        if self._driver is None:
            return
        if not self._title_saved:
            self._driver.write(_SAVE_TITLE)
            self._title_saved = True
        self._driver.write(f"\x1b]2;{clean_line(message.title)}\x07")

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Tell the reader something in passing; in the linear mode it stays, on the last line."""
        if self.settings.screen.linear:
            self._main.tell(f"{title}: {message}" if title else message)
        else:
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        # Textual moves the terminal's cursor there after each frame; outside of the linear mode it is hidden.
        if self.settings.screen.linear:
            self.cursor_position = position_read(self.focused) or self.cursor_position
        super()._display(screen, renderable)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text by way of the terminal (OSC 52), and to the clipboard of the system where there is one."""
        super().copy_to_clipboard(text)
        self.run_worker(partial(self._copy_to_system, text), thread=True, group="clipboard", exclusive=True)

    def _copy_to_system(self, text: str) -> None:
        from reader.tui.clipboard import copy_to_system

        worker = get_current_worker()
        # One after the other, so that what was copied last is there in the end.
        with self._copying:
            if not worker.is_cancelled:
                copy_to_system(text)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key means; what the library refuses is told, and what it cannot take yet waits."""
        again = partial(super().run_action, action, default_namespace, namespaces)
        try:
            return await again()
        except LibraryBusyError:
            self._main.wait_to(again)
        except BroadsheetError as error:
            if isinstance(error, LibraryDamagedError):
                self.failure = error  # told once more at the end, and looked into at the next start
            self._main.warn(error)
        return True

    def _handle_exception(self, error: Exception) -> None:
        """Leave with a message for people when it was the library that failed outside of any action."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, LibraryUnusableError):
            self.failure = self.failure or cause
            self._leaving = True  # what cannot be read cannot be written down either
            self.exit(return_code=1)
        else:
            super()._handle_exception(error)

    async def action_quit(self) -> None:
        """Leave the program."""
        self.exit(0)

    def action_say_how_to_quit(self) -> None:
        """Say which key leaves the program."""
        keys = effective_keys(BY_ID["app.quit"], self.settings.keys)
        if keys:
            text = _("{key} leaves the program.").format(key=key_label(keys[0]))
            self.notify(text, markup=False, timeout=3)

    def exit(
        self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave; first everything that the library must know is written down, and what waits for that.

        Whoever asks a second time leaves without.
        """
        if not self._leaving:
            self._leaving = True
            try:
                self._main.close_book()
            except LibraryUnusableError as error:
                self.failure = error
            if self._main.is_waiting:
                self._main.wait_to(partial(self.exit, result, return_code, message))
                return
        if self._title_saved and self._driver is not None:
            self._driver.write(_RESTORE_TITLE)
            self._title_saved = False
        super().exit(result, return_code, message)


def _collect_garbage_from_now_on() -> None:
    """What is there at the first frame stays to the end: only what comes later is ever looked over."""
    gc.freeze()
    gc.enable()


def run_application(library: Library, settings: Settings, problems: Sequence[Problem] = ()) -> int:
    """Run the application until the reader leaves it; gives the exit code. Raises LibraryUnusableError when that ended it."""
    ScrollBar.renderer = PlainScrollBarRender
    app = BroadsheetApp(library, settings, problems)
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
