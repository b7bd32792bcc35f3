"""Marks: bookmarks, notes, read and unread; and what leaves the program: browser and clipboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.i18n import _
from reader.tui.content import article_markdown, link_host
from reader.tui.screens.main.smart_folders import SmartFolderActions

if TYPE_CHECKING:
    from reader.tui.screens.note import Note


class MarkingActions(SmartFolderActions):
    """What the reader does to articles."""

    def action_bookmark(self) -> None:
        """Set the bookmark, or remove it."""
        self.catch_up()
        if self.article is None:
            return
        if self.article.bookmarked_at is None:
            self.library.bookmark(self.article.id)
            self.say_done(_("Bookmarked."))
        else:
            self.library.remove_bookmark(self.article.id)
            self.say_done(_("Bookmark removed."))
        self.refresh_article()

    def action_note(self) -> None:
        """Bookmark with a note and tags, or change them."""
        from reader.tui.screens.note import NoteScreen

        self.catch_up()
        article = self.article
        if article is not None:
            dialog = NoteScreen(article.title, article.note or "", article.tags)
            self.app.push_screen(dialog, self._keep_note)

    def _keep_note(self, written: Note | None) -> None:
        if self.article is not None and written is not None:
            self.when_free(partial(self.library.bookmark, self.article.id, written.text, written.tags))
            self.say_done(_("Bookmarked."))
            self.refresh_article()

    def action_toggle_read(self) -> None:
        """Mark the article as read, or as unread."""
        self.catch_up()
        if self.article is not None:
            read = self.article.read_at is None
            self.library.mark_read([self.article.id], read=read)
            self.say_done(_("Marked as read.") if read else _("Marked as unread."))
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
