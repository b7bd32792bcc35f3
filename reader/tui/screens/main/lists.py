"""The list: what it shows, in which order, and where the cursor is in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.i18n import _
from reader.model.filter import Filter, Folder, Sort
from reader.tui.screens.main.panes import PaneActions
from reader.tui.session import NAME, Session
from reader.tui.wording import count, folder_name, sort_name

if TYPE_CHECKING:
    from reader.library import Listing


class ListActions(PaneActions):
    """Choosing a folder or category, an order, an article."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self._cursors: dict[Filter, int] = {}
        """The article that each folder and category was left on."""

    # Choosing what is listed

    def choose(self, which: Filter, sort: Sort | None = None, article_id: int | None = None) -> None:
        """List a folder or category, with the cursor on an article: the given one, else where it was left, else the first.

        An order that needs every row to be read is prepared in the background; until then the present list stays.
        """
        row = self.article_list.row
        if row is not None:
            self._cursors[self.which] = row.id
        if which != self.which:
            sort = sort or which.natural_sort
        self.which, self.sort = which, sort or self.sort
        self.sidebar.select(which)
        article_id = article_id if article_id is not None else self._cursors.get(which)
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
        self.choose(self.which)

    def _prepare(self, which: Filter, sort: Sort, article_id: int | None) -> None:
        worker = get_current_worker()
        listing = self.library.listing(which, sort)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_prepared, listing, article_id)

    def _show_prepared(self, listing: Listing, article_id: int | None) -> None:
        if (listing.which, listing.sort) == (self.which, self.sort):
            self._show_listing(listing, article_id)

    def _show_listing(self, listing: Listing, article_id: int | None) -> None:
        cursor = listing.position_of(article_id) if article_id is not None else None
        self.article_list.show(listing, cursor or 0, self._empty_text())
        self.refresh_list_title()
        self.refresh_keys()

    def _list_name(self) -> str:
        if self.which.category_id is None:
            return folder_name(self.which.folder)
        entry = next((entry for entry in self.sidebar.entries if entry.which == self.which), None)
        return entry.name if entry is not None else ""

    def _empty_text(self) -> str:
        if self.which.category_id is not None:
            return _("Nothing is filed here.")
        return {
            Folder.ALL: _("The library is empty."),
            Folder.UNREAD: _("Everything is read."),
            Folder.BOOKMARKS: _("No bookmarks yet: b sets one."),
            Folder.HISTORY: _("Nothing was opened yet."),
            Folder.MOST_VIEWED: _("Nothing was opened yet."),
        }[self.which.folder]

    def refresh_list_title(self) -> None:
        """Show what is listed, where the cursor is and in which order."""
        listing = self.article_list.listing
        total = len(listing) if listing is not None else 0
        facts = (
            f"{count(self.article_list.cursor + 1)}/{count(total)}  {sort_name(self.sort)}" if total else ""
        )
        if listing is not None and (listing.which, listing.sort) != (self.which, self.sort):
            facts = _("sorting…")
        self.article_list.set_title(self._list_name(), facts)

    # Orders

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.choose(self.which, self.sort.reversed())

    # Remembering

    def keep_session(self) -> None:
        """Write down where the reader is."""
        if self.library.read_only:
            return
        entry, row = self.sidebar.selected, self.article_list.row
        session = Session(
            folder=self.which.folder.value,
            category=entry.name if entry is not None and self.which.category_id is not None else None,
            sort=self.sort.key.value if self.sort != self.which.natural_sort else None,
            descending=self.sort.descending,
            article_id=row.id if row is not None else None,
            pane=self.pane.value,
            zen=self.zen,
            wide=self.wide,
            sizes=tuple(self.sizes),
        )
        if session != self.session:
            self.library.remember(NAME, session.to_json())
            self.session = session
