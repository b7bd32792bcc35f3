"""Finding in the article that is read: marked as one types, whatever search is listed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from reader.i18n import _
from reader.tui.commands import Pane
from reader.tui.keys import key_label
from reader.tui.screens.main.tables import TableActions
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.key_bar import KeyHint

if TYPE_CHECKING:
    from textual import events

    from reader.model.article import Place
    from reader.text.hits import Hits
    from reader.tui.commands import Situation
    from reader.tui.widgets.article_rows import Finder
    from reader.tui.widgets.find_box import FindBox

_SEARCH = ("/", "／", "、")
"""What is written by the key of the search struck a second time, also by a Chinese input method: then it is the library
that is meant."""


class FindActions(TableActions):
    """A line at the foot of the article, and the marks that stay when it is closed."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self._inside: Hits | None = None
        """What is marked in this article in place of the hits of a search."""
        self._begun_at: Place | None = None
        """Where the reader was when the box was opened; None while it is closed."""

    @property
    def finder(self) -> Finder | None:
        """What finds the hits in the shown article."""
        return self._inside.spans if self._inside is not None else super().finder

    @property
    def is_finding(self) -> bool:
        """Whether the box is open."""
        return self._begun_at is not None

    def situation(self) -> Situation:
        """What the table of commands needs to know, with whether something is found in the article."""
        return replace(super().situation(), finding=self._inside is not None)

    # Opening and leaving

    async def action_find(self) -> None:
        """Open the box, or go back into it."""
        from reader.tui.widgets.find_box import FindBox

        self.catch_up()
        if self.article is None:
            return
        if self.find_box is None:
            self.find_box = FindBox(self.marks)
            await self.mount(self.find_box)
        self._begun_at = self.article_view.place
        self.find_box.write("")
        self.find_box.tell("")
        self.arrange_panes()
        self.set_focus(self.find_box.input, scroll_visible=False)
        self.refresh_keys()

    def action_find_keep(self) -> None:
        """Close the box and keep the marks; one without a text has none."""
        if self._inside is None:
            self.action_find_leave()
        elif self._close_box():
            self.go_to(Pane.ARTICLE)

    def action_find_leave(self) -> None:
        """Close the box, take the marks away and go back to where the reader was."""
        place = self._begun_at
        if self._close_box():
            self.leave_find()
            if place is not None:
                self.article_view.go_to_place(place)
            self.go_to(Pane.ARTICLE)

    def leave_find(self) -> bool:
        """Take the marks away; those of a search come back. False when there are none."""
        if self._inside is None:
            return False
        self._inside = None
        self._mark_anew()
        return True

    def _close_box(self) -> bool:
        if not self.is_finding:
            return False
        self._begun_at = None
        self.arrange_panes()
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Close the box when the keyboard has gone elsewhere; what is found stays marked."""
        if self.find_box is not None and event.widget is not self.find_box.input and self._close_box():
            self.refresh_keys()

    def show_article(self, article_id: int, place: Place | None = None) -> None:
        """Show an article; with another one what was found in the one before is forgotten."""
        if self.article is None or self.article.id != article_id:
            self._inside = None
        super().show_article(article_id, place)

    # Writing

    async def on_find_box_changed(self, message: FindBox.Changed) -> None:
        """Mark what is written, and go to the first hit from where the reader was."""
        from reader.model.query import Query, Term
        from reader.text.hits import Hits

        place = self._begun_at
        if place is None or self.find_box is None or message.text != self.find_box.text:
            return
        if message.text in _SEARCH:
            self.action_find_leave()
            await self.action_search()
            return
        hits = Hits(Query(Term(message.text)))
        self._inside = hits or None
        self._mark_anew()
        self.article_view.go_to_place(place)
        if self._inside is not None and not self.article_view.go_to_hit(1):
            self.article_view.go_to_first_hit()

    def _mark_anew(self) -> None:
        self._found = self.finder
        self.article_view.mark(self._found)
        self.refresh_keys()

    @on(ArticleView.Scrolled)
    def _tell_hits(self) -> None:
        if self.find_box is None or not self.is_finding:
            return
        hits = self.article_view.hits if self._inside is not None else None
        if hits is None:
            self.find_box.tell("")
        else:
            self.find_box.tell(f"{hits[0]}/{hits[1]}" if hits[1] else _("Nothing was found."))

    # From hit to hit

    def _go_to_hit(self, step: int) -> None:
        if self._inside is None or self.pane is not Pane.ARTICLE:
            super()._go_to_hit(step)
        elif not self.article_view.go_to_hit(step):
            self.say(_("That was the last hit.") if step > 0 else _("That was the first hit."))

    def refresh_keys(self) -> None:
        """Show in the footer what works here, now: in the box its own keys."""
        if not self.is_finding:
            super().refresh_keys()
            return
        hints = (
            ("enter", _("Keep"), "find_keep"),
            ("down", _("Next hit"), "next_hit"),
            ("up", _("Previous hit"), "previous_hit"),
            ("escape", _("Back"), "find_leave"),
        )
        self.key_bar.show([KeyHint(key_label(key), text, action) for key, text, action in hints])
