"""The application without a terminal, driven by keys and clicks, its screen read as lines of text."""

from __future__ import annotations

import asyncio
import functools
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, ParamSpec

from textual import events
from textual.keys import _character_to_key
from textual.screen import ModalScreen
from textual.worker import WorkerState

from reader.settings import Problem, Settings
from reader.tui.app import BroadsheetApp
from reader.tui.commands import Pane

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Sequence

    from textual.pilot import Pilot
    from textual.widget import Widget

    from reader.library import Library
    from reader.tui.screens.main import MainScreen
    from reader.tui.widgets.scrolling import LinePane

P = ParamSpec("P")

PATIENCE = 30.0
"""Seconds after which a condition counts as never met: far more than a busy machine needs."""


def asynchronous(test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Make a test of a coroutine: run it in an event loop of its own."""

    @functools.wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


class Driver:
    """Strikes keys, clicks, waits until the application is at rest, and looks at it."""

    def __init__(self, app: BroadsheetApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.opened: list[str] = []
        """Addresses that were sent to the browser."""
        self.copied: list[str] = []
        """Texts that were sent to the clipboard."""
        self.said: list[str] = []
        """What the application told in passing, oldest first."""

    @property
    def main(self) -> MainScreen:
        """The main screen, also while a dialog lies over it."""
        return self.app._main

    @property
    def dialog(self) -> ModalScreen[Any] | None:
        """The dialog over the main screen, if there is one."""
        screen = self.app.screen
        return screen if isinstance(screen, ModalScreen) else None

    async def press(self, *keys: str) -> None:
        """Strike keys, by Textual's name or as characters, and wait after each until the application is at rest."""
        for key in keys:
            self.strike(key)
            await self.settle()

    def strike(self, *keys: str) -> None:
        """Strike keys and do not wait."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            character = {"space": " "}.get(key, key if len(key) == 1 else None)
            self.app.post_message(events.Key(name, character))

    async def click(self, widget: Widget, x: int = 1, y: int = 0, times: int = 1) -> None:
        """Click a cell of a widget."""
        await self.pilot.click(widget, offset=(x, y), times=times)
        await self.settle()

    async def click_row(self, pane: LinePane, row: int, x: int = 20, times: int = 1) -> None:
        """Click a row of a pane, counted from under its title."""
        await self.click(pane, x, row + pane.header, times)

    async def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(columns, rows)
        await self.until(lambda: tuple(self.main.size) == (columns, rows))
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is going on: no message, no timer of a preview, no worker, nothing left to lay out."""
        calm = 0
        end = time.monotonic() + PATIENCE
        while calm < 3:
            await self.pilot.pause(0)
            calm = calm + 1 if self._calm() else 0
            if not calm:
                await asyncio.sleep(0.005)
            assert self.app._exception is None
            assert time.monotonic() < end, "the application never comes to rest"

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until a condition is met; fails with the screen when it never is."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert self.app._exception is None
            assert time.monotonic() < end, self.text
            await self.pilot.pause(0)
            await asyncio.sleep(0.005)

    def _calm(self) -> bool:
        if not self.app.is_running or self.app._exit:
            return True
        page = self.main.article_view._page
        return (
            self.main._preview_timer is None
            and self.app._resize_timer is None
            and (page is None or page.done)
            and self.main._ask_timer is None
            and not any(
                worker.state in (WorkerState.PENDING, WorkerState.RUNNING) for worker in self.app.workers
            )
        )

    @property
    def lines(self) -> list[str]:
        """The screen, line by line, without blanks at the ends."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(self.lines)

    def lines_of(self, widget: Widget) -> list[str]:
        """What the screen shows where a widget is, line by line."""
        strips = self.app.screen._compositor.render_strips()
        left, top, width, height = widget.region
        return [strip.crop(left, left + width).text.rstrip() for strip in strips[top : top + height]]

    def rows_of(self, pane: LinePane) -> list[str]:
        """What a pane shows under its title."""
        return self.lines_of(pane)[pane.header :]

    @property
    def panes(self) -> list[Pane]:
        """The panes that are on the screen."""
        main = self.main
        widgets = {Pane.SIDEBAR: main.sidebar, Pane.LIST: main.article_list, Pane.ARTICLE: main.article_view}
        return [pane for pane, widget in widgets.items() if widget.display]

    @property
    def told(self) -> list[str]:
        """The messages that are on the screen, oldest first."""
        return [notification.message for notification in self.app._notifications]

    @property
    def title(self) -> str | None:
        """The title of the article that is shown."""
        return self.main.article.title if self.main.article is not None else None

    @property
    def listed(self) -> list[str]:
        """The titles of the list, in order."""
        listing = self.main.article_list.listing
        return [row.title for row in listing.rows(0, len(listing))] if listing is not None else []

    @property
    def highlighted(self) -> str | None:
        """The title of the article under the cursor."""
        row = self.main.article_list.row
        return row.title if row is not None else None

    @property
    def figures(self) -> dict[str, tuple[int, int | None]]:
        """What the sidebar says: total and unread by name."""
        return {entry.name: (entry.total, entry.unread) for entry in self.main.sidebar.entries if entry.which}


@asynccontextmanager
async def reading(
    library: Library,
    settings: Settings | None = None,
    *,
    size: tuple[int, int] = (120, 26),
    problems: Sequence[Problem] = (),
    toasts: bool = False,
) -> AsyncIterator[Driver]:
    """Broadsheet on a library, at rest after its start; at the end it is left as by Ctrl-Q.

    What it tells in passing is drawn only with `toasts`.
    """
    app = BroadsheetApp(library, settings or Settings(), problems)
    app.animation_level = "none"
    said: list[str] = []
    notify = app.notify

    def record(message: str, **how: Any) -> None:
        said.append(message)
        notify(message, **how)

    app.notify = record  # type: ignore[method-assign]
    async with app.run_test(size=size, notifications=toasts) as pilot:
        driver = Driver(app, pilot)
        driver.said = said
        app.open_url = lambda url, **_how: driver.opened.append(url)  # type: ignore[method-assign]
        app.copy_to_clipboard = driver.copied.append  # type: ignore[method-assign]
        await driver.until(lambda: app.focused is not None)
        await driver.settle()
        yield driver
        if app.is_running and not app._exit:
            app.exit()
