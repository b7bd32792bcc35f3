"""Marks: bookmarks, notes, read and unread; and what leaves the program: browser and clipboard."""

from __future__ import annotations

from functools import partial

from reader.i18n import _
from reader.tui.content import article_markdown, link_host
from reader.tui.screens.main.smart_folders import SmartFolderActions


class MarkingActions(SmartFolderActions):
    """What the reader does to articles."""

    def action_bookmark(self) -> None:
        """Set the bookmark, or remove it."""
        self.catch_up()
        if self.article is None:
            return
        if self.article.bookmarked_at is None:
            self.library.bookmark(self.article.id)
            self.say(_("Bookmarked."))
        else:
            self.library.remove_bookmark(self.article.id)
            self.say(_("Bookmark removed."))
        self.refresh_article()

    def set_note(self, note: str | None) -> None:
        """Bookmark the shown article with a note; "" removes the note, None changes nothing."""
        if self.article is not None and note is not None:
            self.when_free(partial(self.library.bookmark, self.article.id, note))
            self.refresh_article()

    def action_toggle_read(self) -> None:
        """Mark the article as read, or as unread."""
        self.catch_up()
        if self.article is not None:
            self.library.mark_read([self.article.id], read=self.article.read_at is None)
            self.refresh_article()

    # Leaving the program

    def action_open_browser(self) -> None:
        """Open the article's address in the browser."""
        self.catch_up()
        if self.article is not None and self.article.url is not None:
            self.follow(self.article.url)

    def follow(self, address: str) -> None:
        """Open an address in the browser and say which host it is; anything but web addresses is refused."""
        host = link_host(address)
        if host is None:
            self.say(_("Only web addresses can be opened."))
            return
        self.app.open_url(address)
        self.say(_("Opened in the browser: {host}").format(host=host))

    def action_copy_link(self) -> None:
        """Copy the article's address."""
        self.catch_up()
        if self.article is not None and self.article.url is not None:
            self.app.copy_to_clipboard(self.article.url)
            self.say(_("Address copied."))

    def action_copy_markdown(self) -> None:
        """Copy the article as Markdown."""
        self.catch_up()
        if self.article is not None:
            self.app.copy_to_clipboard(article_markdown(self.shown_text(self.article)))
            self.say(_("Article copied as Markdown."))
