"""The list: what it shows, in which order, and where the cursor is in it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.worker import get_current_worker

from reader.errors import BroadsheetError
from reader.i18n import _
from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.tui.screens.main.panes import PaneActions
from reader.tui.session import NAME, Session
from reader.tui.wording import count, sort_name

if TYPE_CHECKING:
    from reader.library import Listing
    from reader.text.hits import Hits
    from reader.tui.search import Question

_ORDERS = (SortKey.DATE, SortKey.TITLE, SortKey.ORIGIN, SortKey.CLICKS, SortKey.VIEWS)
_FIRST = 64
"""Articles of a search that are shown before it has all of them: more than a screen has."""
_PATIENCE = 0.3
"""Seconds without an answer after which the list says that it is being searched."""


class ListActions(PaneActions):
    """Choosing a folder or category, an order, an article."""

    @dataclass
    class Answered(Message):
        """Sent from the thread of a search: the first articles, then all."""

        question: Question
        listing: Listing
        complete: bool
        hits: Hits | None
        seconds: float
        article_id: int | None
        """The article that the cursor shall be on."""

    @dataclass
    class Refused(Message):
        """Sent from the thread of a search that cannot be done."""

        question: Question
        error: BroadsheetError

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self._cursors: dict[Filter, int] = {}
        """The article that each folder and category was left on."""
        self._question: Question | None = None
        """What the library was asked last; None when the list needed no search."""
        self._complete = True
        """Whether the list has all that was found."""
        self._is_slow = False
        """Whether the library has been asked for longer than nobody notices."""

    # Choosing what is listed

    def choose(self, which: Filter, sort: Sort | None = None, article_id: int | None = None) -> None:
        """List a folder or category, with the cursor on an article: the given one, else where it was left, else the first.

        What takes long, a search or an order that needs every row to be read, is prepared in the background; until then the
        present list stays.
        """
        row = self.article_list.row
        if row is not None and not self.which.query:
            self._cursors[self.which] = row.id
        article_id = article_id if article_id is not None else self._cursors.get(which)
        present = self.which, self.sort, self._question
        self.which, self.sort = which, sort or (self.sort if which == self.which else which.natural_sort)
        self.sidebar.select(which)
        if which.is_searched:
            if sort is None and which == present[0] and present[2] is not None:
                sort = present[2].sort
            self._ask(which, sort, article_id)
            return
        self._question, self._complete, self.hits = None, True, None
        self.workers.cancel_group(self, "search")
        if self.library.is_instant(which, self.sort):
            self.workers.cancel_group(self, "listing")
            self._show_listing(self.library.listing(which, self.sort), article_id)
        else:
            self.refresh_list_title()
            self.run_worker(
                partial(self._prepare, which, self.sort, article_id),
                thread=True,
                group="listing",
                exclusive=True,
            )

    def reload(self) -> None:
        """List anew what the library has now, with the cursor on the same article."""
        self.refresh_counts()
        row = self.article_list.row
        self.choose(self.which, article_id=row.id if row is not None else None)

    def _prepare(self, which: Filter, sort: Sort, article_id: int | None) -> None:
        worker = get_current_worker()
        listing = self.library.listing(which, sort)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_prepared, listing, article_id)

    def _show_prepared(self, listing: Listing, article_id: int | None) -> None:
        if (listing.which, listing.sort) == (self.which, self.sort):
            self._show_listing(listing, article_id)

    # Searches

    def _ask(self, which: Filter, sort: Sort | None, article_id: int | None) -> None:
        """Ask the library in a thread; the search before this one ends without an answer."""
        from reader.tui.search import Question

        question = self._question = Question(which, sort)
        self._is_slow = False
        self.set_timer(_PATIENCE, partial(self._say_slow, question))
        self.workers.cancel_group(self, "listing")
        self.refresh_list_title()
        self.run_worker(
            partial(self._answer, question, article_id), thread=True, group="search", exclusive=True
        )

    def _say_slow(self, question: Question) -> None:
        if question is self._question and not self._is_answered:
            self._is_slow = True
            self.refresh_list_title()

    @property
    def _is_answered(self) -> bool:
        """Whether the list shows what was asked for last."""
        listing = self.article_list.listing
        return listing is not None and (listing.which, listing.sort) == (self.which, self.sort)

    def _answer(self, question: Question, article_id: int | None) -> None:
        worker = get_current_worker()

        def cancelled() -> bool:
            return worker.is_cancelled

        started = time.perf_counter()
        try:
            hits = self.library.hits(question.which) if question.which.query else None
            listing, complete = self.library.glimpse(question.which, question.sort, _FIRST, cancelled)
            while not worker.is_cancelled:
                seconds = time.perf_counter() - started
                self.post_message(
                    self.Answered(question, listing, complete, hits or None, seconds, article_id)
                )
                if complete:
                    break
                listing = self.library.listing(question.which, question.sort, cancelled)
                complete = True
        except BroadsheetError as error:
            self.post_message(self.Refused(question, error))

    @on(Answered)
    def _show_answer(self, message: Answered) -> None:
        if message.question != self._question:
            return
        listing, article_id = message.listing, message.article_id
        is_rest = not self._complete and message.complete and self._is_shown(message.question)
        if not is_rest and not message.complete and article_id not in {None, *listing.ids(0, len(listing))}:
            return  # the cursor belongs further down: all are there in a moment
        self.sort, self.hits, self._complete = listing.sort, message.hits, message.complete
        if is_rest:
            self.article_list.extend(listing)
            self.refresh_list_title()
        else:
            self._show_listing(listing, article_id)
        self.search_answered(message)

    def _is_shown(self, question: Question) -> bool:
        shown = self.article_list.listing
        return shown is not None and shown.which == question.which and shown.sort == self.sort

    def search_answered(self, message: Answered) -> None:
        """Called when articles that were searched for have come into the list."""

    @on(Refused)
    def _show_refusal(self, message: Refused) -> None:
        if message.question == self._question:
            self.search_refused(message.error)

    def search_refused(self, error: BroadsheetError) -> None:
        """Called when what is listed cannot be searched for: a smart folder whose query is wrong, or a locked library."""
        self.article_list.show(None, 0, error.sentences)
        self.refresh_list_title()

    # Showing

    def _show_listing(self, listing: Listing, article_id: int | None) -> None:
        cursor = listing.position_of(article_id) if article_id is not None else None
        self.article_list.show(
            listing,
            cursor or 0,
            self._empty_text(),
            find=self.finder,
            with_snippets=self.hits is not None,
        )
        self.refresh_list_title()
        self.refresh_keys()

    def name_of(self, which: Filter) -> str:
        """The name of a folder or category, "" for one that is not in the sidebar."""
        entry = next((entry for entry in self.sidebar.entries if entry.which == which), None)
        return entry.name if entry is not None else ""

    def shown_name_of(self, which: Filter) -> str:
        """The same in the script that everything is shown in."""
        entry = next((entry for entry in self.sidebar.entries if entry.which == which), None)
        gone = f"#{which.tag}" if which.tag is not None else ""
        return self.sidebar.shown_name(entry) if entry is not None else gone

    def _list_name(self) -> str:
        return self.shown_name_of(self.which)

    def _empty_text(self) -> str:
        if self.which.is_searched:
            return _("Nothing was found.")
        if self.which.category_id is not None:
            return _("Nothing is filed here.")
        if self.which.tag is not None:
            return _("No bookmark has this tag.")
        return {
            Folder.ALL: _("The library is empty."),
            Folder.UNREAD: _("Everything is read."),
            Folder.CONTINUE: _("Nothing is half read."),
            Folder.BOOKMARKS: _("No bookmarks yet: b sets one."),
            Folder.HISTORY: _("Nothing was opened yet."),
            Folder.MOST_VIEWED: _("Nothing was opened yet."),
        }[self.which.folder]

    def refresh_list_title(self) -> None:
        """Show what is listed, where the cursor is and in which order."""
        listing = self.article_list.listing
        total = len(listing or ())
        all_of_them = count(total) if self._complete else f"{count(total)}+"
        position = count(self.article_list.cursor + 1)
        facts = f"{position}/{all_of_them}  {sort_name(self.sort)}" if total else ""
        if listing is not None and not self._is_answered:
            facts = self._waiting_text()
        self.article_list.set_title(self._list_name(), facts)

    def _waiting_text(self) -> str:
        if self.which.query and not self._is_slow:
            return self.article_list.title[1]  # the answer to a key comes in a moment: nothing flickers
        return _("searching…") if self.which.is_searched else _("sorting…")

    # Orders

    def orders(self) -> tuple[SortKey, ...]:
        """The orders that the list can have."""
        return _ORDERS

    def sort_by(self, sort: Sort) -> None:
        """List the same in another order."""
        self.choose(self.which, sort)

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.sort_by(self.sort.reversed())

    def lasting_list(self) -> tuple[Filter, Sort, int | None]:
        """What is listed, in which order, with the cursor on which article, but for what goes by."""
        row = self.article_list.row
        return self.which, self.sort, row.id if row is not None else None

    def keep_session(self) -> None:
        """Write down where the reader is."""
        if self.library.read_only:
            return
        which, sort, article_id = self.lasting_list()
        name = self.name_of(which)
        session = Session(
            folder=which.folder.value,
            category=name if which.category_id is not None else None,
            smart_folder=name if which.smart_folder_id is not None else None,
            tag=which.tag,
            sort=sort.key.value if sort != which.natural_sort else None,
            descending=sort.descending,
            article_id=article_id,
            pane=self.pane.value,
            zen=self.zen,
            measure=self.measure,
            script=self.script.value,
            outline=self.outline_open,
            sizes=tuple(self.sizes),
        )
        if session != self.session:
            self.when_free(partial(self.library.remember, NAME, session.to_json()))
            self.session = session
