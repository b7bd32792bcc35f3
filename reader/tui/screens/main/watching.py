"""What other programs change in the library, shown without moving what the reader looks at."""

from __future__ import annotations

import time
from contextlib import suppress

from reader.errors import ArticleNotFoundError, LibraryBusyError, LibraryUnusableError
from reader.model.filter import Folder
from reader.tui.screens.main.backups import BackupActions

_EVERY = 1.0
"""Seconds between two looks, each of which reads one number: what another window does is seen within two."""
_REST = 0.3
"""Seconds without a key before anything is drawn anew: whoever holds a key is not to feel it."""
_STEADY = frozenset({Folder.UNREAD, Folder.CONTINUE})
"""Folders that articles leave by being read: their list stays as it was made, or the place of the reader would be lost."""


class WatchingActions(BackupActions):
    """Looks now and then whether somebody else has written."""

    _version = 0
    _is_told = False
    """Whether the reader was told why nothing can be seen, which is said once until it can be seen again."""

    def watch_library(self) -> None:
        """Begin to look."""
        self._version = self.library.version()
        self.set_interval(_EVERY, self._look)

    def _look(self) -> None:
        if self.struck_at + _REST > time.monotonic() or self._preview_timer is not None:
            return
        try:
            version = self.library.version()
            if version != self._version:
                self._show_changes()
                self._version = version
            self._is_told = False
        except LibraryBusyError:
            return  # what holds it is seen later
        except LibraryUnusableError as error:
            if not self._is_told:
                self._is_told = True
                self.warn(error)

    def _show_changes(self) -> None:
        """Show present counts, flags and facts; what is the same is not drawn."""
        self.refresh_counts()
        self._take_in_articles()
        self.article_list.refresh_changed_rows()
        if self.article is None:
            return
        with suppress(ArticleNotFoundError):  # removed elsewhere: it is read to its end
            article = self.library.article(self.article.id)
            if article != self.article:
                self.article = article
                self.article_view.update_head(self.content_of(article))
                self.show_category(self.article_view.title[1])
                self.refresh_keys()

    def _take_in_articles(self) -> None:
        """List what has come, or left, with the cursor on the same article at the same height."""
        shown, row = self.article_list.listing, self.article_list.row
        if shown is None or shown.which.is_searched or shown.which.folder in _STEADY:
            return
        if not self.library.is_instant(shown.which, shown.sort):
            return  # A list that takes long to sort is made anew when it is chosen anew.
        listing = self.library.listing(shown.which, shown.sort)
        if len(listing) == len(shown) or (row is not None and listing.position_of(row.id) is None):
            return
        if row is None:
            self.reload()
        else:
            self.article_list.extend(listing)
            self.refresh_list_title()
