"""Searching: the box, results as one types, and back to the list as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.i18n import _
from reader.model.filter import SortKey
from reader.tui.commands import Pane
from reader.tui.screens.main.hits import HitActions
from reader.tui.wording import count

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.errors import BroadsheetError
    from reader.model.filter import Filter, Sort
    from reader.model.query import Query
    from reader.tui.search import Question, Search, Shown
    from reader.tui.widgets.search_box import SearchBox

_DEBOUNCE = 0.02
"""Seconds after a key before the library is asked: keys of a paste or an input method come in one piece."""
_PATIENCE = 0.4
"""Seconds without a key after which a mistake is shown: what is half written is no mistake."""


class SearchActions(HitActions):
    """A search narrows what is listed, or everything, until Esc brings back the list as it was."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self._categories: list[str] = []
        self._tags: list[str] = []
        self._sources: list[str] = []
        """What can be completed."""
        self._names_order = False
        """Whether the text in the box says in which order."""
        self._mistake: QueryError | None = None
        """What is wrong with it."""
        self._ask_timer: Timer | None = None
        self._mistake_timer: Timer | None = None
        self.indexed: int | None = None
        """Per cent of the texts that the index knows; None when it knows all."""
        self._seconds = 0.0
        """How long the library took for what is listed."""

    # Opening and leaving

    async def action_search(self) -> None:
        """Open the box, or go back into it."""
        from reader.tui.widgets.search_box import SearchBox

        self.catch_up()
        if self.search_box is None:
            self.search_box = SearchBox(self.marks)
            await self.mount(self.search_box)
            self.run_worker(_load_language, thread=True, group="loading")
        if self.searched is None:
            self._begin()
        pane, self.pane = self.pane, Pane.LIST
        if pane is Pane.ARTICLE:
            self._clock.halt()
        self.zen = False
        self.arrange_panes()
        self.set_focus(self.search_box.input, scroll_visible=False)
        self.refresh_search()
        self.refresh_keys()

    def _begin(self) -> None:
        from reader.tui.search import NAME, RecentSearches, Search, Shown

        articles, article = self.article_list, self.article
        self.searched = Search(
            Shown(
                articles.listing,
                self.which,
                self.sort,
                articles.cursor,
                articles.top,
                article.id if article is not None else None,
                self.article_view.place,
                self.pane,
                self.zen,
            ),
            RecentSearches(self.library.recall(NAME)),
        )
        self._categories = [category.name for category in self.library.categories()]
        self._sources = [source.name for source in self.library.sources()]
        self._tags = [tag.name for tag in self.library.tags_in_use()]

    def leave_search(self) -> None:
        """Bring back the list as it was; the keyboard goes back to where it was, from the results to the list."""
        if self.searched is None or self.search_box is None:
            return
        before, was_writing = self.searched.before, self.is_writing
        self._forget_search()
        self._bring_back(before)
        self.zen = was_writing and before.zen
        self.go_to(before.pane if was_writing else Pane.LIST)

    def choose(self, which: Filter, sort: Sort | None = None, article_id: int | None = None) -> None:
        """List something; what is not a part of the search ends it."""
        if not which.query:
            self._forget_search()
        super().choose(which, sort, article_id)

    def _forget_search(self) -> None:
        if self.searched is None or self.search_box is None:
            return
        self._stop_timers()
        self._names_order, self._mistake = False, None
        self.searched = None
        self.search_box.write("")
        self.search_box.offer(())
        self.arrange_panes()

    def _bring_back(self, before: Shown) -> None:
        """Show again what was on the screen when the search began."""
        self.workers.cancel_group(self, "search")
        self.which, self.sort, self.hits = before.which, before.sort, None
        self._question, self._complete = None, True
        listing = before.listing
        if listing is None or (listing.which, listing.sort) != (before.which, before.sort):
            super().choose(before.which, before.sort, before.article_id)  # it was still being prepared
            return
        self.article_list.show(listing, before.cursor, self._empty_text(), top=before.top)
        self.sidebar.select(before.which)
        if before.article_id is not None:
            self.show_article(before.article_id, before.place)
        self.refresh_list_title()

    def lasting_list(self) -> tuple[Filter, Sort, int | None]:
        """The list from before the search, which is not remembered."""
        if self.searched is None:
            return super().lasting_list()
        before = self.searched.before
        return before.which, before.sort, before.article_id

    # Writing

    def on_search_box_changed(self, message: SearchBox.Changed) -> None:
        """Ask for what is written now, show what could be written, or after a while what is wrong."""
        if self.searched is None or self.search_box is None or message.text != self.search_box.text:
            return
        self._stop_timers()
        try:
            self._names_order, self._mistake = _parsed(message.text).sort is not None, None
        except QueryError as error:
            self._mistake = error
        is_begun = self._offer()
        if self._mistake is not None:
            # What could be written there says more than that it is missing.
            if not is_begun:
                self._mistake_timer = self.set_timer(_PATIENCE, self._show_mistake)
        elif message.text.strip():
            self._ask_timer = self.set_timer(_DEBOUNCE, self._ask_for_text)
        else:
            self._bring_back(self.searched.before)
            self.refresh_search()

    def _offer(self) -> bool:
        """Show what could be written where the cursor is; gives whether there is something."""
        from reader.text.query.completion import completions

        if self.search_box is None:
            return False
        text, cursor = self.search_box.text, self.search_box.input.cursor_position
        offered = completions(text, cursor, self._categories, self._sources, self._tags)
        self.search_box.offer(offered)
        return bool(offered)

    def _show_mistake(self) -> None:
        if self.search_box is not None and self._mistake is not None:
            self.search_box.refuse(self._mistake)

    def _stop_timers(self) -> None:
        for timer in (self._ask_timer, self._mistake_timer):
            if timer is not None:
                timer.stop()
        self._ask_timer = self._mistake_timer = None

    def _ask_for_text(self) -> None:
        """Ask for what the box says, in its scope, in the order that the query or the reader chose."""
        self._stop_timers()
        search, box = self.searched, self.search_box
        if search is not None and box is not None and box.text.strip() and self._mistake is None:
            sort = None if self._names_order else search.sort
            self.choose(replace(search.scope, query=box.text), sort)

    def _say_slow(self, question: Question) -> None:
        super()._say_slow(question)
        self.refresh_search()

    def search_answered(self, message: SearchActions.Answered) -> None:
        """Say how many there are and how long it took."""
        self._seconds = message.seconds
        self.refresh_search()

    def search_refused(self, error: BroadsheetError) -> None:
        """Show what is wrong with the query under its place; the list stays as it is."""
        if self.searched is None or not self.which.query:
            super().search_refused(error)
        elif isinstance(error, QueryError):
            self._mistake = error
            self._show_mistake()
        else:
            self.warn(error)

    def refresh_search(self) -> None:
        """Show scope, count and time in the box."""
        search, box, listing = self.searched, self.search_box, self.article_list.listing
        if search is None or box is None:
            return
        facts = [self._scope_name(search)]
        if self.which.query and self._is_slow and not self._is_answered:
            facts.append(_("searching…"))
        elif listing is not None and listing.which == self.which and self.which.query:
            facts.append(count(len(listing)) if self._complete else f"{count(len(listing))}+")
            facts.append(_("{count} ms").format(count=max(1, round(self._seconds * 1000))))
        box.tell(*facts)

    def _scope_name(self, search: Search) -> str:
        return self.shown_name_of(search.scope) if search.is_narrow else _("Everything")

    def _list_name(self) -> str:
        if not self.which.query:
            return super()._list_name()
        if self.indexed is None:
            return _("Found")
        return _("Found, indexing {percent}%").format(percent=self.indexed)

    def _empty_text(self) -> str:
        if self.which.query and self.searched is not None and self.searched.is_narrow:
            return _("Nothing was found here. Tab in the box searches everything.")
        return super()._empty_text()

    # Orders

    def orders(self) -> tuple[SortKey, ...]:
        """The orders that the list can have: that of the best too where texts are searched for."""
        return (*super().orders(), SortKey.RELEVANCE) if self.hits is not None else super().orders()

    def sort_by(self, sort: Sort) -> None:
        """List the same in another order, unless the query itself says which."""
        if not self.which.query or self.searched is None:
            super().sort_by(sort)
        elif self._names_order:
            self.say(_("The query itself says the order, with sort:."))
        elif sort.key is SortKey.RELEVANCE and not sort.descending:
            self.say(_("The best come first: this order cannot be turned round."))
        else:
            self.searched.sort = sort
            super().sort_by(sort)


def _load_language() -> None:
    """Load what the first key will need, some 50 ms of work, while the hand is on its way there."""
    from reader.text.query.completion import completions

    _parsed("a")
    completions("a", 1, (), ())


def _parsed(text: str) -> Query:
    from reader.text.query.parser import parse

    return parse(text, datetime.now().astimezone())
