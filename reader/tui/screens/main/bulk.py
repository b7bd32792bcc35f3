"""What is done to all articles of the list at once, and the moving of articles to other categories."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.worker import get_current_worker

from reader.errors import BroadsheetError
from reader.i18n import _, ngettext
from reader.tui.screens.main.selecting import SelectActions
from reader.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Change(NamedTuple):
    """Something that is done to articles."""

    do: Callable[[Sequence[int]], Sequence[int]]
    """Does it to all of them in a thread; gives those that it has changed."""
    said: Callable[[int], str]
    """What to say when it has changed so many."""


class BulkActions(SelectActions):
    """What takes a listing as it is when the key is struck."""

    def action_read_all(self) -> None:
        """Mark all of the list as read, as it is shown."""
        self._change_all(self._reading_change(read=True))

    def action_all(self) -> None:
        """Choose what is done to all of the list."""
        from reader.tui.screens.choice import ChoiceScreen

        changes: list[tuple[str, Callable[[], None]]] = [
            (_("Mark all as read"), partial(self._change_all, self._reading_change(read=True))),
            (_("Mark all as unread"), partial(self._change_all, self._reading_change(read=False))),
            (_("Bookmark all"), partial(self._change_all, self._bookmark_change(bookmarked=True))),
            (_("Remove all bookmarks"), partial(self._change_all, self._bookmark_change(bookmarked=False))),
            (_("Move all to a category …"), self._move_all),
        ]

        def chosen(index: int | None) -> None:
            if index is not None:
                changes[index][1]()

        total = len(self.article_list.listing) if self.article_list.listing is not None else 0
        title = ngettext("The {count} article of this list", "All {count} articles of this list", total)
        names = [name for name, _do in changes]
        self.app.push_screen(ChoiceScreen(title.format(count=self._total_text(total)), names), chosen)

    def _total_text(self, total: int) -> str:
        return count(total) if self._complete else f"{count(total)}+"

    def _reading_change(self, *, read: bool) -> Change:
        def said(number: int) -> str:
            if read:
                text = ngettext("{count} article marked as read.", "{count} articles marked as read.", number)
            else:
                text = ngettext(
                    "{count} article marked as unread.", "{count} articles marked as unread.", number
                )
            return text.format(count=count(number))

        return Change(lambda ids: self.library.mark_read(ids, read), said)

    def _bookmark_change(self, *, bookmarked: bool) -> Change:
        def said(number: int) -> str:
            if bookmarked:
                text = ngettext("{count} article bookmarked.", "{count} articles bookmarked.", number)
            else:
                text = ngettext("{count} bookmark removed.", "{count} bookmarks removed.", number)
            return text.format(count=count(number))

        return Change(self.library.bookmark_all if bookmarked else self.library.remove_bookmarks, said)

    # Categories

    def action_move(self) -> None:
        """Move the article to another category."""
        self.catch_up()
        article = self.article
        if article is not None:
            self._choose_category(
                article.title, lambda name: self._change(lambda: [article.id], self._filing(name))
            )

    def _move_all(self) -> None:
        self._choose_category(_("All of this list"), lambda name: self._change_all(self._filing(name)))

    def _choose_category(self, title: str, chosen: Callable[[str], None]) -> None:
        from reader.tui.screens.category import CategoryScreen

        names = [category.name for category in self.library.categories()]
        self.app.push_screen(
            CategoryScreen(title, names), lambda name: chosen(name) if name is not None else None
        )

    def _filing(self, category: str) -> Change:
        def said(number: int) -> str:
            text = ngettext(
                "{count} article moved to {category}.", "{count} articles moved to {category}.", number
            )
            return text.format(count=count(number), category=category)

        return Change(lambda ids: self.library.file_under(ids, category), said)

    # Doing it

    def _change_all(self, change: Change) -> None:
        """Do something to all that the list has now; what comes in later, or is found meanwhile, stays as it is."""
        listing = self.article_list.listing
        if listing is None:
            return
        if not self._complete:
            self.say(_("Not everything is found yet. Once more in a moment."))
            return
        self._change(partial(listing.ids, 0, len(listing)), change)

    def _change(self, ids: Callable[[], Sequence[int]], change: Change) -> None:
        """Do it in a thread of its own: a million rows take seconds."""
        self.run_worker(partial(self._do, ids, change), thread=True, group="marking")

    def _do(self, ids: Callable[[], Sequence[int]], change: Change) -> None:
        worker = get_current_worker()
        try:
            changed = len(change.do(ids()))
        except BroadsheetError as error:
            self.app.call_from_thread(self.warn, error)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._done, change, changed)

    def _done(self, change: Change, changed: int) -> None:
        self.say_done(change.said(changed)) if changed else self.say(change.said(changed))
        self.refresh_article()
