"""Highlights: all of them in a list, and going to where one stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from reader.i18n import _
from reader.model.article import Place
from reader.tui.content import standing
from reader.tui.screens.main.undoing import UndoActions
from reader.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from reader.model.highlight import Highlight
    from reader.model.selection import Selection


class HighlightActions(UndoActions):
    """The passages that the reader has marked."""

    def action_highlights(self) -> None:
        """Mark what is selected; without that show all highlights, to go to one, to write a remark on it or to remove it."""
        if self.situation().selected:
            self._highlight_selection()
        else:
            self._show_highlights()

    @on(ArticleView.HighlightWanted)
    def _highlight_selection(self) -> None:
        """Mark what is selected in the shown article, and select it no more."""
        selection = self.article_view.selection
        self.article_view.end_selection()
        if selection is not None:
            self.highlight(selection)

    def highlight(self, selection: Selection) -> None:
        """Mark a part of the shown article, if it is shown as it is kept."""
        if self.article is None:
            return
        if self.came is not None:
            self.say(
                _("Highlights belong to the cleaned text: {key} shows it.").format(
                    key=self.key_of("view.as_it_came")
                )
            )
            return
        self.when_free(
            partial(self.library.highlights.add, self.article.id, selection.extent, selection.quotation)
        )
        self.say_done(_("Highlighted."))
        self.refresh_article()

    def _show_highlights(self) -> None:
        from reader.tui.screens.highlights import HighlightsScreen

        def left(chosen: Highlight | None) -> None:
            if self.article is not None:
                self.refresh_article()
            if chosen is not None:
                self._go_to_highlight(chosen)

        self.app.push_screen(HighlightsScreen(self.library, self.marks.ellipsis), left)

    def _go_to_highlight(self, highlight: Highlight) -> None:
        """Open its article where it stands now, or at the beginning where it does not stand any more."""
        self.go_to_article(highlight.article_id)
        if self.article is not None:
            start = next((extent.start for extent in standing(self.article, [highlight])), Place(0))
            self.show_article(highlight.article_id, start if start.block >= 0 else Place(0))
