"""Views: what counts as one, how long it lasts, how far the article was seen in it, and the pace that is learned from them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.errors import ArticleNotFoundError, LibraryUnusableError
from reader.model.article import Place
from reader.model.pace import USUAL
from reader.tui.commands import Pane
from reader.tui.content import article_content
from reader.tui.screens.main.lists import ListActions
from reader.tui.view_clock import ViewClock

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.model.article import Article
    from reader.model.pace import Pace
    from reader.tui.page_content import PageContent

_LEARN_AFTER = 5
"""Views after which the pace is worked out anew: it changes slowly, from some weeks of reading."""
_KEEP_PLACE_DELAY = 1.0
"""Seconds after the last scrolling at which the place is written down, so that little is lost if the program is killed."""
_KEEP_VIEW_EVERY = 10.0
"""Seconds between two notes of the length of a view, for the same reason: a millisecond of work each."""


class ViewActions(ListActions):
    """One view for as long as the same article stays in its pane, timed while the reader is there."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self._clock = ViewClock()
        self._opened = False
        """Whether the shown article was opened, and not only previewed."""
        self._view_id: int | None = None
        """The view that is being counted; None while none is, or tracking is off."""
        self._kept_seconds = 0.0
        """The length of the view as it was last written down."""
        self._seen_before = self._seen = 0
        """How many per cent of the article had been seen when the view began, and have been seen now."""
        self._unlearned = 0
        """Views since the pace was worked out."""
        self.pace = USUAL
        """How fast the reader reads."""
        self._place_timer: Timer | None = None
        self._keep_timer: Timer | None = None
        self.glanced_at = False
        """Whether a hit was gone to from outside of the article: that is no place where the reader was."""

    # The view

    def _begin_view(self, article: Article) -> None:
        """Take note that an article was opened; count it as a view unless tracking is off."""
        self._opened = True
        if self.settings.reading.tracking:
            self._view_id = self.library.begin_view(article.id)
            self._keep_timer = self.set_interval(_KEEP_VIEW_EVERY, self.keep_view)
        self._seen_before = self._seen = article.progress or 0
        self._kept_seconds = 0.0
        self._clock.restart()

    def _leave_view(self) -> None:
        """Write down how long and how far an article that was opened was read."""
        for timer in (self._place_timer, self._keep_timer):
            if timer is not None:
                timer.stop()
        self._place_timer = self._keep_timer = None
        if not self._opened:
            return
        self._keep_place()
        self._opened = False
        if self._view_id is not None:
            self._end_view(self._view_id)
            self._view_id = None
        if self._seen > self._seen_before:
            self.article_list.refresh_rows()
            self.refresh_counts()

    def _end_view(self, view_id: int) -> None:
        self.when_free(partial(self.library.end_view, view_id, self._clock.seconds, self._share))
        self._unlearned += 1
        if self._unlearned >= _LEARN_AFTER:
            self.learn_pace()

    @property
    def _share(self) -> float:
        """How much of the article was seen for the first time since it was opened, from 0 to 1."""
        return (self._seen - self._seen_before) / 100

    def keep_view(self) -> None:
        """Write down how long the view has lasted so far."""
        seconds = self._clock.seconds
        if self._view_id is None or seconds == self._kept_seconds:
            return
        with suppress(
            LibraryUnusableError
        ):  # nobody asked for it now, and the next note has this one's seconds
            self.library.end_view(self._view_id, seconds, self._share)
            self._kept_seconds = seconds

    def forget_view(self) -> None:
        """Go on as if the article had been opened without a view: it was erased."""
        self._view_id = None

    def reader_seen(self) -> None:
        """Note that the reader is there: the clock of the view goes on."""
        self._clock.touch()

    def leave_clock(self) -> None:
        """Stop the clock of the view: the reader looks at something else."""
        self._clock.halt()

    def resume_clock(self) -> None:
        """Let the clock of the view go on, if the reader looks at the article again."""
        if self.pane is Pane.ARTICLE and self._opened and self.is_current:
            self._clock.go_on()

    # The place

    def keep_place_soon(self) -> None:
        """Write the place down when scrolling has come to rest."""
        if self._place_timer is not None:
            self._place_timer.stop()
        self._place_timer = self.set_timer(_KEEP_PLACE_DELAY, self._keep_place)

    def _keep_place(self) -> None:
        """Write down where the reader is in an article that was opened."""
        if self.article is None or not self._opened or self.glanced_at:
            return
        percent = self.article_view.percent
        self._seen = max(self._seen, percent)
        self.when_free(partial(self._write_place, self.article.id, self.present_place(), percent))

    def _write_place(self, article_id: int, place: Place, percent: int) -> None:
        with suppress(ArticleNotFoundError):  # it was deleted meanwhile, perhaps in another window
            self.library.keep_place(article_id, place, percent)

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

    def content_of(self, article: Article) -> PageContent:
        """The page of an article, in the wanted script, with the minutes that it takes this reader."""
        return article_content(
            self.shown_text(article),
            self.converter,
            self.pace,
            self.library.highlights.of(article.id) if self.came is None else (),
            as_it_came=self.came is not None,
            key=self.key_of("view.as_it_came"),
        )

    def shown_text(self, article: Article) -> Article:
        """The shown article with the text that is shown, cleaned or as it came, in the script that it was written in."""
        if self.came is None:
            return article
        return replace(article, title=self.came.title, markdown=self.came.markdown)
