"""What the keys of the search box do: to the results, to another scope, back to the searches before."""

from __future__ import annotations

from reader.i18n import _
from reader.tui.commands import Pane
from reader.tui.screens.main.searching import SearchActions


class SearchKeyActions(SearchActions):
    """What leads out of the box, and what is kept of it."""

    def action_search_enter(self) -> None:
        """Go to the results, or show what is wrong."""
        if self._mistake is not None:
            self._show_mistake()
        elif self.search_box is not None and self._text.strip():
            self._keep_search()
            self.search_box.offer(())
            if self._ask_timer is not None:
                self._ask_for_text()
            self.go_to(Pane.LIST)

    def action_search_down(self) -> None:
        """Back towards the newest text of those that were gone through; from there to the results."""
        if self.searched is not None and self.searched.recent.is_back(self._text):
            self._step(-1)
        else:
            self.action_search_enter()

    def action_search_up(self) -> None:
        """Back to the search before."""
        self._step(1)

    def _step(self, back: int) -> None:
        if self.searched is not None and self.search_box is not None:
            self.search_box.write(self.searched.recent.step(self.search_box.text, back))

    def action_search_scope(self) -> None:
        """Search everything, or only what was listed before."""
        if self.searched is not None:
            self.searched.everywhere = not self.searched.everywhere
            self._ask_for_text()
            self.refresh_search()

    # Periods

    def action_period(self) -> None:
        """Choose how far back what is listed was viewed: a search like any other, which can be changed and kept."""
        from reader.model.statistics import Period
        from reader.tui.calendar_words import period_name
        from reader.tui.screens.choice import ChoiceScreen

        periods = tuple(Period)

        def chosen(index: int | None) -> None:
            if index is not None:
                days = periods[index].days
                self.call_later(self._search_for, f"viewed:{days}d" if days is not None else "")

        names = [period_name(period) for period in periods]
        self.app.push_screen(ChoiceScreen(_("Viewed in the last"), names), chosen)

    async def _search_for(self, text: str) -> None:
        """Search for a text here, as if it had been written; "" shows the whole list again."""
        if not text:
            self.leave_search()
            return
        if self.searched is None:
            await self.action_search()
        if self.search_box is not None:
            self.search_box.write(text)
            # Behind the message that the box says something else.
            self.call_after_refresh(self.action_search_enter)

    def _keep_search(self) -> None:
        """Keep the text among the recent searches: it was gone into."""
        from reader.tui.search import NAME

        if self.searched is not None and self._text.strip():
            self.searched.recent.add(self._text)
            if not self.library.read_only:
                self.library.remember(NAME, [*self.searched.recent.texts])

    @property
    def _text(self) -> str:
        return self.search_box.text if self.search_box is not None else ""

    def go_to(self, pane: Pane) -> None:
        """Go to a pane; a search from which an article is opened is kept."""
        if pane is Pane.ARTICLE and self.hits is not None:
            self._keep_search()
        super().go_to(pane)
