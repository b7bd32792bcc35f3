"""The page as it came: an article that was cleaned of glosses, with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.errors import BroadsheetError
from reader.model.article import Place
from reader.tui.screens.main.script import ScriptActions

if TYPE_CHECKING:
    from reader.model.article import Article


class AsItCameActions(ScriptActions):
    """Shows it until another article is shown, or the key is struck again."""

    def action_as_it_came(self) -> None:
        """Show the page with the glosses that were taken out of it, or without them again."""
        self.catch_up()
        if self.article is None or not self.article.glosses:
            return
        if self.came is not None:
            self._show_as_it_came(self.article.id, None)
        else:
            read = partial(self._read_as_it_came, self.article.id)
            self.run_worker(read, thread=True, group="as it came", exclusive=True)

    def _read_as_it_came(self, article_id: int) -> None:
        worker = get_current_worker()
        try:
            came = self.library.as_it_came(article_id)
        except BroadsheetError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self.warn, error)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_as_it_came, article_id, came)

    def _show_as_it_came(self, article_id: int, came: Article | None) -> None:
        if self.article is None or self.article.id != article_id:
            return
        paragraph = Place(self.article_view.place.block)
        self.came = came
        self.article_view.update_head(self.content_of(self.article))
        self.article_view.go_to_place(paragraph)
