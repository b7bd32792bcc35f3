"""Going on: to the next page, section, article, unread article, category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.i18n import _
from reader.tui.commands import Pane
from reader.tui.screens.main.as_it_came import AsItCameActions

if TYPE_CHECKING:
    from reader.tui.widgets.sidebar import Entry


class AdvancingActions(AsItCameActions):
    """What leads on from where the reader is."""

    def action_go_in(self) -> None:
        """Open the article under the cursor; from the categories, go to their articles."""
        self.go_to(Pane.LIST if self.pane is Pane.SIDEBAR else Pane.ARTICLE)

    def action_read_onward(self) -> None:
        """Turn the page; at the end of an article open the next unread one."""
        if self.pane is not Pane.ARTICLE and self.article is not None:
            self.go_to(Pane.ARTICLE)
        elif self.article_view.at_end:
            self.action_next_unread()
        else:
            self.article_view.action_page_down()

    def action_next_unread(self) -> None:
        """Go to the next unread article, across categories."""
        self._go_to_unread(1)

    def action_previous_unread(self) -> None:
        """Go to the unread article before, across categories."""
        self._go_to_unread(-1)

    def action_next_article(self) -> None:
        """Go to the next article of the list."""
        self._move_cursor(1)

    def action_previous_article(self) -> None:
        """Go to the article before in the list."""
        self._move_cursor(-1)

    def action_next_section(self) -> None:
        """Go to the next heading."""
        self.article_view.go_to_section(1)

    def action_previous_section(self) -> None:
        """Go to the heading before."""
        self.article_view.go_to_section(-1)

    def _move_cursor(self, step: int) -> None:
        self.article_list.move_by(step)
        self.preview_now()

    def _go_to_unread(self, step: int) -> None:
        listing = self.article_list.listing
        position = (
            listing.next_unread(self.article_list.cursor, forward=step > 0) if listing is not None else None
        )
        if position is None and self._choose_unread_category(step):
            listing = self.article_list.listing
            start = -1 if step > 0 or listing is None else len(listing)
            position = listing.next_unread(start, forward=step > 0) if listing is not None else None
        if position is None:
            self.say(_("No unread article is left."))
            return
        self.article_list.move_to(position)
        self.preview_now()

    def _choose_unread_category(self, step: int) -> bool:
        """List the nearest category with unread articles, going round once; elsewhere there is nowhere to go on."""
        if self.which.category_id is None or self.which.query:
            return False
        entry = self.sidebar.neighbour(self.which, step) or self._first_unread_category(step)
        if entry is None or entry.which is None:
            return False
        self.choose(entry.which)
        return True

    def _first_unread_category(self, step: int) -> Entry | None:
        unread = [e for e in self.sidebar.entries if e.unread and e.which and e.which.category_id is not None]
        return (unread[0] if step > 0 else unread[-1]) if unread else None
