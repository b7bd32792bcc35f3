"""Reading: showing, opening and counting articles, and going on to the next."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.errors import ArticleNotFoundError
from reader.text.clean import clean_line
from reader.tui.commands import Pane
from reader.tui.content import welcome
from reader.tui.page_content import in_script
from reader.tui.screens.main.viewing import ViewActions

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.model.article import Article, ArticleRow, Place
    from reader.tui.widgets.article_rows import Finder

_PREVIEW_DELAY = 0.05
"""Seconds between the last move of the cursor and the preview while a key is held (30 moves a second): the list comes first."""
_LIST_FIRST = 0.01
"""Seconds between a single move and the preview: a frame, so that the cursor is seen to move before the article is set."""
_HELD = 0.15
"""Moves that follow one another faster than this, in seconds, come from a held key; a single one is previewed at once."""


class ReadingActions(ViewActions):
    """An article is previewed while the cursor is on it, and opened when the keyboard goes into its pane."""

    @dataclass
    class TitleShown(Message):
        """Sent when another article is shown: for the title of the window. Foreign text."""

        title: str

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self._preview_timer: Timer | None = None
        self._moved_at = float("-inf")
        self._read_timer: Timer | None = None
        self._found: Finder | None = None
        """What is marked in the article."""

    # The article under the cursor

    def preview_soon(self) -> None:
        """Preview what the cursor is on once the list is drawn; while a key is held, when it has come to rest."""
        if self._preview_timer is not None:
            self._preview_timer.stop()
        now = time.monotonic()
        held = now - self._moved_at < _HELD
        self._moved_at = now
        self._preview_timer = self.set_timer(_PREVIEW_DELAY if held else _LIST_FIRST, self.preview_now)

    def preview_now(self) -> None:
        """Preview what the cursor is on, and say where it is."""
        if self._preview_timer is not None:
            self._preview_timer.stop()
            self._preview_timer = None
        self.refresh_list_title()
        self.preview(self.article_list.row)

    def catch_up(self) -> None:
        """Show what the cursor is on before something is done to it.

        Keys that arrive in one piece, as over a slow line, are faster than the message that the cursor has moved.
        """
        row = self.article_list.row
        if row is not None and (self.article is None or row.id != self.article.id):
            self.preview_now()

    # Showing

    def preview(self, row: ArticleRow | None) -> None:
        """Show the article of a row, and the greeting when the library has none."""
        if row is not None:
            self.show_article(row.id)
            return
        self._leave_article()
        self.article = self.came = None
        empty = not self.library.counts().total
        self.article_view.show(welcome() if empty else None)
        self.article_view.set_title("", "")
        self.refresh_keys()

    def show_article(self, article_id: int, place: Place | None = None) -> None:
        """Show an article at a place, else at its first hit while a search is listed, else where it was left.

        The one that is shown already stays as it is.
        """
        if self.article is not None and self.article.id == article_id:
            self._mark_shown(place)
            return
        try:
            article = self.library.article(article_id)
        except ArticleNotFoundError as error:
            self.warn(error)
            return
        self._leave_article()
        self.article, self.came = article, None
        self._set_page(article, place or self.library.place(article.id))
        self.show_category()
        self.post_message(self.TitleShown(self.article_view.shown_title))
        self.refresh_keys()

    def _set_page(self, article: Article, place: Place | None) -> None:
        self._found = self.finder
        self.article_view.show(self.content_of(article), article_id=article.id, place=place, find=self._found)
        if self._found is not None:
            self.article_view.go_to_first_hit()

    def _mark_shown(self, place: Place | None) -> None:
        """Mark what is looked for now in the article that is shown, or nothing any more."""
        if self.article is not None and place is not None:
            self.glanced_at = False
            self._set_page(self.article, place)
        elif self.finder != self._found:
            self._found = self.finder
            self.article_view.mark(self._found)
            if self._found is not None:
                self.glanced_at = self.pane is not Pane.ARTICLE
                self.article_view.go_to_first_hit()

    def refresh_article(self) -> None:
        """Show the present facts of the shown article, and of the rows of the list."""
        self.article_list.refresh_rows()
        self.refresh_counts()
        if self.article is not None:
            try:
                self.article = self.library.article(self.article.id)
            except ArticleNotFoundError:  # it was deleted, perhaps in another window, or went with its import
                self.forget_article()
                self.preview_soon()
            else:
                self.article_view.update_head(self.content_of(self.article))
                self.show_category(self.article_view.title[1])
        self.refresh_keys()

    def show_category(self, facts: str = "") -> None:
        """Show over the article where it is filed."""
        if self.article is not None:
            name = clean_line(self.article.category)
            self.article_view.set_title(in_script(self.converter, name), facts)

    def article_displayed(self, article_id: int) -> None:
        """Called when an article has come to the screen: now it counts."""
        if self.article is None or self.article.id != article_id:
            return
        if self.pane is Pane.ARTICLE:
            self._count_view()
        elif self.settings.reading.mark_read == "previewed":
            # A timer of no time at all divides by zero.
            seconds = max(0.001, self.settings.reading.preview_seconds)
            self._read_timer = self.set_timer(seconds, self._mark_shown_read)

    # Opening

    def pane_entered(self, pane: Pane) -> None:
        """Open the shown article when the keyboard comes to it."""
        super().pane_entered(pane)
        self._opened_or_left()

    def go_to(self, pane: Pane) -> None:
        """Go to a pane; the article's opens what the cursor is on."""
        if pane is Pane.ARTICLE:
            self.catch_up()
        super().go_to(pane)
        self._opened_or_left()

    def _opened_or_left(self) -> None:
        if self.pane is Pane.ARTICLE and self.article is not None:
            self.glanced_at = False
            self.call_after_refresh(self._count_view)
        else:
            self._clock.halt()

    def _count_view(self) -> None:
        self.when_free(self._count_view_now)

    def _count_view_now(self) -> None:
        """Count one view for as long as the same article stays in its pane, however often the keyboard comes and goes."""
        if self.article is None or self.pane is not Pane.ARTICLE:
            return
        if self._opened:
            self._clock.go_on()
            return
        if self.library.read_only:
            return
        if self.settings.reading.mark_read != "never":
            self.library.mark_read([self.article.id], undoable=False)
        self._begin_view(self.article)
        self.refresh_article()
        self.keep_session()

    def forget_article(self) -> None:
        """Show nothing, because the shown article is not in the library any more."""
        self.forget_view()
        self._opened = False
        self.article = None
        self.article_view.show(None)
        self.article_view.set_title("", "")

    def _mark_shown_read(self) -> None:
        self.when_free(self._mark_read_now)

    def _mark_read_now(self) -> None:
        if self.article is not None and not self.library.read_only:
            self.library.mark_read([self.article.id], undoable=False)
            self.refresh_article()

    def _leave_article(self) -> None:
        """Write down how long and how far the shown article was read."""
        if self._read_timer is not None:
            self._read_timer.stop()
            self._read_timer = None
        self._leave_view()
