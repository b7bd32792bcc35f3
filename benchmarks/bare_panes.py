"""What a start is compared with: the barest Textual application of three panes and a footer."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Footer, Static


class BarePanes(App[None]):
    """Three texts side by side."""

    CSS = "Horizontal { height: 1fr; } Static { width: 1fr; height: 100%; }"
    BINDINGS: ClassVar = [("q", "quit", "Quit"), ("j", "down", "Down"), ("k", "up", "Up")]

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("one")
            yield Static("two")
            yield Static("BARE READY")
        yield Footer()


if __name__ == "__main__":
    BarePanes().run()
