"""The passages that the reader has marked: to look through, to go to, to write remarks on, to remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList

from reader.errors import BroadsheetError
from reader.i18n import _, ngettext
from reader.model.highlight import Highlight
from reader.text.clean import clean_line
from reader.tui.screens.dialog import Dialog
from reader.tui.wording import count
from reader.typeset.cells import truncate

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.library import Library

_SHOWN = 500
"""Highlights that are listed, the newest first: a list of options takes 50 ms for so many."""
_QUOTED = 200
"""Cells of a quotation that are shown: two to three lines."""


class HighlightsScreen(Dialog[Highlight]):
    """All highlights, the newest first; gives the one to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("e", "write_remark", show=False),
        Binding("x,delete", "remove", show=False),
        Binding("q", "cancel", show=False),
    ]

    DEFAULT_CSS = """
    HighlightsScreen > Vertical { width: 84; max-width: 96%; height: auto; max-height: 90%; }
    HighlightsScreen OptionList { height: auto; max-height: 100%; }
    """

    def __init__(self, library: Library, ellipsis: str) -> None:
        super().__init__()
        self._library = library
        self._ellipsis = ellipsis
        self._highlights: list[Highlight] = []

    def compose(self) -> ComposeResult:
        """How many there are, the quotations with their articles, and what the keys do."""
        with Vertical(classes="dialog"):
            yield Label("", classes="dialog-title")
            yield OptionList()
            yield Label("", classes="dialog-hint")

    def on_mount(self) -> None:
        """Show what there is."""
        self._fill()
        self.query_one(OptionList).focus()

    def _fill(self) -> None:
        options = self.query_one(OptionList)
        cursor = options.highlighted or 0
        self._highlights = self._library.highlights.all()
        total = len(self._highlights)
        title = ngettext("{count} highlight", "{count} highlights", total).format(count=count(total))
        self.query_one(".dialog-title", Label).update(Content(title))
        options.clear_options()
        options.add_options(self._lines(highlight) for highlight in self._highlights[:_SHOWN])
        options.highlighted = min(cursor, min(total, _SHOWN) - 1) if total else None
        hint = _("Enter goes there, e writes a remark, x removes the highlight, Esc leaves.")
        self._tell(hint if total else _("Nothing is highlighted yet. Esc leaves."))

    def _lines(self, highlight: Highlight) -> Content:
        """What it says and the remark, and the article below them."""
        parts = [truncate(clean_line(highlight.quotation), _QUOTED, self._ellipsis)]
        if highlight.remark:
            parts.append(f"\n  {clean_line(highlight.remark)}")
        return Content.assemble(*parts, (f"\n  {clean_line(highlight.title)}", "dim"))

    def _tell(self, text: str) -> None:
        self.query_one(".dialog-hint", Label).update(Content(text))

    @property
    def _selected(self) -> Highlight | None:
        at = self.query_one(OptionList).highlighted
        return self._highlights[at] if at is not None and at < len(self._highlights) else None

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    @on(OptionList.OptionSelected)
    def _choose(self) -> None:
        self.dismiss(self._selected)

    def action_write_remark(self) -> None:
        """Write a remark on the highlight, or change it."""
        from reader.tui.screens.line import LineScreen

        highlight = self._selected
        if highlight is None:
            return

        def keep(remark: str) -> None:
            self._library.highlights.change(highlight.id, remark)

        def written(remark: str | None) -> None:
            if remark is not None:
                self._fill()

        self.app.push_screen(LineScreen(_("Remark"), highlight.remark, keep), written)

    def action_remove(self) -> None:
        """Remove the highlight; its article stays, and undo brings it back."""
        highlight = self._selected
        if highlight is None:
            return
        try:
            self._library.highlights.remove(highlight.id)
        except BroadsheetError as error:
            self._tell(clean_line(error.sentences))
        else:
            self._fill()
