"""The hits of a search: the pieces of articles round them, and the way from one to the next, across articles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.worker import get_current_worker

from reader.errors import BroadsheetError
from reader.i18n import _
from reader.tui.commands import Pane
from reader.tui.screens.main.advancing import AdvancingActions
from reader.tui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library import Listing


class HitActions(AdvancingActions):
    """What the reader sees of hits beside their marks."""

    # Snippets

    @on(ArticleList.SnippetsWanted)
    def _read_snippets(self, message: ArticleList.SnippetsWanted) -> None:
        self.run_worker(
            partial(self._snippets_of, message.listing, message.ids), thread=True, group="snippets"
        )

    def _snippets_of(self, listing: Listing, ids: Sequence[int]) -> None:
        worker = get_current_worker()
        try:
            found = self.library.snippets(listing.which, ids)
        except BroadsheetError as error:
            self.app.call_from_thread(self.warn, error)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self.article_list.add_snippets, listing, found)

    # From hit to hit

    def action_next_hit(self) -> None:
        """Go to the next hit, at the last one of an article to the first of the next."""
        self._go_to_hit(1)

    def action_previous_hit(self) -> None:
        """Go to the hit before, at the first one of an article to the last of the article before."""
        self._go_to_hit(-1)

    def _go_to_hit(self, step: int) -> None:
        self.catch_up()
        if not self.article_view.display:
            self.go_to(Pane.ARTICLE)
        self.glanced_at = self.glanced_at or self.pane is not Pane.ARTICLE
        if self.article_view.go_to_hit(step):
            return
        cursor = self.article_list.cursor
        self._move_cursor(step)
        if self.article_list.cursor == cursor:
            self.say(_("That was the last hit.") if step > 0 else _("That was the first hit."))
        elif step < 0:
            self.article_view.go_to_first_hit(last=True)
