"""Links: chosen by letters or by a click, followed to an article of the library or into the browser."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.worker import get_current_worker

from reader.errors import BroadsheetError
from reader.i18n import _
from reader.model.filter import Filter
from reader.tui.commands import Pane
from reader.tui.screens.main.marking import MarkingActions
from reader.tui.widgets.article_view import ArticleView


class LinkActions(MarkingActions):
    """Where the links of an article lead."""

    def action_link_hints(self) -> None:
        """Put letters over the links that are seen; typing them follows one."""
        self.go_to(Pane.ARTICLE)
        # Only then is the pane as large as it will be.
        self.call_after_refresh(self._show_link_hints)

    def _show_link_hints(self) -> None:
        if not self.article_view.show_link_hints():
            self.say(_("No link is in sight."))

    @on(ArticleView.LinkFollowed)
    def _look_for_article(self, message: ArticleView.LinkFollowed) -> None:
        self.run_worker(
            partial(self._article_at, message.address), thread=True, group="links", exclusive=True
        )

    def _article_at(self, address: str) -> None:
        worker = get_current_worker()
        try:
            article_id = self.library.article_at(address)
        except BroadsheetError as error:
            self.app.call_from_thread(self.warn, error)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._follow_link, address, article_id)

    def _follow_link(self, address: str, article_id: int | None) -> None:
        if article_id is not None:
            self.go_to_article(article_id)
        else:
            self.follow(address)

    def go_to_article(self, article_id: int) -> None:
        """Open an article in the list of its category."""
        which = Filter(category_id=self.library.article(article_id).category_id)
        # The one order that is there at once, however many there are.
        self.choose(which, which.natural_sort, article_id)
        self.preview_now()
        self.go_to(Pane.ARTICLE)
