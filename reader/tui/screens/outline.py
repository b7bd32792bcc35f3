"""The outline over the article, where there is no room beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label

from reader.i18n import _
from reader.tui.bindings import binding_of
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.outline import OutlinePane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from reader.tui.marks import Marks
    from reader.typeset.manuscript import OutlineEntry


class OutlineScreen(Dialog[int]):
    """Gives the number of the chosen heading's block, None when none was chosen. More headings may come while it is open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(binding_of("article.outline"), action="cancel"),
        Binding("q", "cancel", show=False),
    ]

    DEFAULT_CSS = """
    OutlineScreen > Vertical { width: 60; max-width: 90%; height: auto; max-height: 80%; }
    OutlineScreen OutlinePane { position: relative; height: auto; max-height: 100%; }
    """

    def __init__(self, marks: Marks, entries: Sequence[OutlineEntry], current: int | None) -> None:
        super().__init__()
        self._marks = marks
        self._entries = entries
        self._current = current

    def compose(self) -> ComposeResult:
        """A title over the headings."""
        with Vertical(classes="dialog"):
            yield Label(Content(_("Outline")), classes="dialog-title")
            yield OutlinePane(self._marks, titled=False)

    def on_mount(self) -> None:
        """Begin at the section that is read."""
        self.show(self._entries, self._current)
        self.query_one(OutlinePane).focus()

    def show(self, entries: Sequence[OutlineEntry], current: int | None) -> None:
        """Show headings."""
        pane = self.query_one(OutlinePane)
        pane.styles.height = max(1, len(entries))
        pane.show(entries, current)

    @on(OutlinePane.Chosen)
    def _chosen(self, message: OutlinePane.Chosen) -> None:
        self.dismiss(message.block)
