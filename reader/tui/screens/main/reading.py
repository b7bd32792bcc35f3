"""Reading: showing, opening and counting articles, and going on to the next."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from reader.errors import ArticleNotFoundError, LibraryUnusableError
from reader.model.article import Place
from reader.model.pace import USUAL
from reader.text.clean import clean_line
from reader.tui.commands import BY_ID, Pane
from reader.tui.content import article_content, welcome
from reader.tui.keys import effective_keys, key_label
from reader.tui.page_content import in_script
from reader.tui.screens.main.lists import ListActions
from reader.tui.view_clock import ViewClock

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.model.article import Article, ArticleRow
    from reader.model.pace import Pace
    from reader.tui.page_content import PageContent
    from reader.tui.widgets.article_rows import Finder

_PREVIEW_DELAY = 0.05
"""Seconds between the last move of the cursor and the preview while a key is held (30 moves a second): the list comes first."""
_LIST_FIRST = 0.01
"""Seconds between a single move and the preview: a frame, so that the cursor is seen to move before the article is set."""
_HELD = 0.15
"""Moves that follow one another faster than this, in seconds, come from a held key; a single one is previewed at once."""
_LEARN_AFTER = 5
"""Views after which the pace is worked out anew: it changes slowly, from some weeks of reading."""
_KEEP_PLACE_DELAY = 1.0
"""Seconds after the last scrolling at which the place is written down, so that little is lost if the program is killed."""


class ReadingActions(ListActions):
    """An article is previewed while the cursor is on it, and opened when the keyboard goes into its pane."""

    @dataclass
    class TitleShown(Message):
        """Sent when another article is shown: for the title of the window. Foreign text."""

        title: str

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self._clock = ViewClock()
        self._view_id: int | None = None
        """The view that is being counted; None while an article is only previewed."""
        self._seen_before = self._seen = 0
        """How many per cent of the article had been seen when the view began, and have been seen now."""
        self._unlearned = 0
        """Views since the pace was worked out."""
        self.pace = USUAL
        """How fast the reader reads."""
        self._preview_timer: Timer | None = None
        self._moved_at = float("-inf")
        self._place_timer: Timer | None = None
        self._read_timer: Timer | None = None
        self._found: Finder | None = None
        """What is marked in the article."""
        self.glanced_at = False
        """Whether a hit was gone to from outside of the article: that is no place where the reader was."""

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
        self.post_message(self.TitleShown(self.content_of(article).shown_title))
        self.refresh_keys()

    def content_of(self, article: Article) -> PageContent:
        """The page of an article, in the wanted script, with the minutes that it takes this reader."""
        keys = effective_keys(BY_ID["view.as_it_came"], self.settings.keys)
        return article_content(
            self.shown_text(article),
            self.converter,
            self.pace,
            as_it_came=self.came is not None,
            key=key_label(keys[0]) if keys else "",
        )

    def shown_text(self, article: Article) -> Article:
        """The shown article with the text that is shown, cleaned or as it came, in the script that it was written in."""
        if self.came is None:
            return article
        return replace(article, title=self.came.title, markdown=self.came.markdown)

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
            self.article = self.library.article(self.article.id)
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
        """Count one view for as long as the same article stays in its pane, however often the keyboard comes and goes."""
        if self.article is None or self.pane is not Pane.ARTICLE:
            return
        if self._view_id is not None:
            self._clock.go_on()
            return
        if self.library.read_only:
            return
        self._view_id = self.library.begin_view(self.article.id)
        self._seen_before = self._seen = self.article.progress or 0
        self._clock.restart()
        if self.settings.reading.mark_read != "never":
            self.library.mark_read([self.article.id])
        self.refresh_article()
        self.keep_session()

    def _mark_shown_read(self) -> None:
        if self.article is not None and not self.library.read_only:
            self.library.mark_read([self.article.id])
            self.refresh_article()

    def _leave_article(self) -> None:
        """Write down how long and how far the shown article was read."""
        for timer in (self._place_timer, self._read_timer):
            if timer is not None:
                timer.stop()
        self._place_timer = self._read_timer = None
        if self.article is None or self.library.read_only:
            return
        if self._view_id is not None:
            self._keep_place()
            share = (self._seen - self._seen_before) / 100
            self.library.end_view(self._view_id, self._clock.seconds, share)
            self._view_id = None
            if share:
                self.article_list.refresh_rows()
                self.refresh_counts()
            self._unlearned += 1
            if self._unlearned >= _LEARN_AFTER:
                self.learn_pace()

    def keep_place_soon(self) -> None:
        """Write the place down when scrolling has come to rest."""
        if self._place_timer is not None:
            self._place_timer.stop()
        self._place_timer = self.set_timer(_KEEP_PLACE_DELAY, self._keep_place)

    def _keep_place(self) -> None:
        """Write down where the reader is in an article that was opened."""
        if self.article is None or self._view_id is None or self.glanced_at:
            return
        if not self.library.read_only:
            percent = self.article_view.percent
            self._seen = max(self._seen, percent)
            self.library.keep_place(self.article.id, self.present_place(), percent)

    def present_place(self) -> Place:
        """Where the reader is in the article as it is kept: as it came, its paragraphs have more characters."""
        place = self.article_view.place
        return place if self.came is None else Place(place.block)

    # The pace

    def learn_pace(self) -> None:
        """Work out in the background how fast the reader reads, and show it in the minutes of the article."""
        self._unlearned = 0
        self.run_worker(self._learn_pace, thread=True, group="pace", exclusive=True)

    def _learn_pace(self) -> None:
        worker = get_current_worker()
        with suppress(LibraryUnusableError):  # it is being closed, or locked: the pace stays as it is
            pace = self.library.pace()
            if not worker.is_cancelled:
                self.app.call_from_thread(self._pace_learned, pace)

    def _pace_learned(self, pace: Pace) -> None:
        self.pace = pace
        if self.article is not None:
            self.article_view.update_head(self.content_of(self.article))
