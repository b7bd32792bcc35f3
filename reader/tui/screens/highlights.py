"""The passages that the reader has marked: to look through, to go to, to write remarks on, to remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from reader.i18n import _, ngettext
from reader.model.highlight import Highlight
from reader.text.clean import clean_line
from reader.tui.screens.menu import Collection
from reader.tui.wording import count
from reader.typeset.cells import truncate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library import Library

_QUOTED = 200
"""Cells of a quotation that are shown: two to three lines."""


class HighlightsScreen(Collection[Highlight, Highlight]):
    """All highlights, the newest first; gives the one to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("e", "write_remark", show=False)]

    def __init__(self, library: Library, ellipsis: str) -> None:
        super().__init__()
        self._library = library
        self._ellipsis = ellipsis

    def read(self) -> Sequence[Highlight]:
        """All highlights."""
        return self._library.highlights.all()

    def headline(self, total: int) -> str:
        """How many there are."""
        return ngettext("{count} highlight", "{count} highlights", total).format(count=count(total))

    def hint(self, total: int) -> str:
        """What the keys do."""
        hint = _("Enter goes there, e writes a remark, x removes the highlight, Esc leaves.")
        return hint if total else _("Nothing is highlighted yet. Esc leaves.")

    def lines(self, item: Highlight) -> Content:
        """What it says and the remark, and the article below them."""
        parts = [truncate(clean_line(item.quotation), _QUOTED, self._ellipsis)]
        if item.remark:
            parts.append(f"\n  {clean_line(item.remark)}")
        return Content.assemble(*parts, (f"\n  {clean_line(item.title)}", "dim"))

    @on(OptionList.OptionSelected)
    def _choose(self) -> None:
        self.dismiss(self.selected)

    def action_write_remark(self) -> None:
        """Write a remark on the highlight, or change it."""
        from reader.tui.screens.line import LineScreen

        highlight = self.selected
        if highlight is None:
            return

        def keep(remark: str) -> None:
            self._library.highlights.change(highlight.id, remark)

        def written(remark: str | None) -> None:
            if remark is not None:
                self.fill()

        self.app.push_screen(LineScreen(_("Remark"), highlight.remark, keep), written)

    def action_remove(self) -> None:
        """Remove the highlight; its article stays, and undo brings it back."""
        highlight = self.selected
        if highlight is not None:
            self.attempt(lambda: self._library.highlights.remove(highlight.id))
