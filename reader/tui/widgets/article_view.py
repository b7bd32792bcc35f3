"""The article: shown from a place on, with its sections, its links and the hits of a search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from reader.model.article import Place
from reader.tui.marks import UNICODE, Marks
from reader.tui.widgets.caret import CaretView
from reader.tui.widgets.page_styles import CURRENT
from reader.tui.widgets.page_view import NO_PAUSE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual import events

    from reader.tui.page_content import PageContent
    from reader.tui.widgets.link_hints import LinkHints
    from reader.tui.widgets.page import Page
    from reader.tui.widgets.pieces import Link
    from reader.typeset.hits import Finder, Hit
    from reader.typeset.manuscript import OutlineEntry

    _Quest: TypeAlias = Callable[[Page], Iterator[Hit | None]]


class ArticleView(CaretView):
    """One article at a time."""

    @dataclass
    class Displayed(Message):
        """Sent when an article has come to the screen."""

        article_id: int

    @dataclass
    class LinkFollowed(Message):
        """Sent when a link that leads out of the article is clicked, or its letters are typed."""

        address: str

    def __init__(
        self, marks: Marks = UNICODE, *, indent: bool = False, hanging: bool = False, titled: bool = True
    ) -> None:
        super().__init__(marks, indent=indent, hanging=hanging, titled=titled)
        self._quest: _Quest | None = None
        """For the hit that is to be gone to, while there is no page yet or the search goes on in the background."""
        self._hints: LinkHints | None = None
        """The letters over links, while one is chosen."""

    # What is shown

    def show(
        self,
        content: PageContent | None,
        *,
        article_id: int | None = None,
        place: Place | None = None,
        find: Finder | None = None,
    ) -> None:
        """Show a page from a place on, or nothing. With an id, `Displayed` follows when it is on the screen.

        What `find` finds in the title and the body is marked.
        """
        self.end_selection()
        self._content = content
        self._page = None
        self._find, self._hit, self._quest = find, None, None
        self._pending_place = place
        self._lay_out()
        if content is not None and article_id is not None:
            self.call_after_refresh(self.post_message, self.Displayed(article_id))

    def update_head(self, content: PageContent) -> None:
        """Show changed facts of the same article without moving the text."""
        before = self._content
        if before is not None and content != before:
            if (content.title, content.markdown) != (before.title, before.markdown):
                self._hit = None
                self.end_selection()
            self._pending_place = self.place
            self._content = content
            self._lay_out()

    @property
    def outline(self) -> list[OutlineEntry]:
        """The headings, as far as the article is parsed: all, once it is laid out to its end."""
        return self._page.outline() if self._page is not None else []

    @property
    def is_laid_out(self) -> bool:
        """Whether the article is laid out to its end."""
        return self._page is not None and self._page.complete

    def go_to_line(self, line: int) -> None:
        """Put a line at the top of the pane, as far as there is text below it."""
        self._quest = None
        super().go_to_line(line)

    def go_to_place(self, place: Place) -> None:
        """Put the line of a place at the top of the pane."""
        if self._page is not None:
            self.go_to_line(self._page.line_of(place))

    def go_to_section(self, step: int) -> None:
        """Go to the next heading (+1) or the one before (-1); nothing happens when there is none."""
        line = self._page.next_section(self.top, step) if self._page is not None else None
        if line is not None:
            self.go_to_line(line)
        elif step < 0:
            self.go_to_line(0)

    # Hits

    def mark(self, find: Finder | None) -> None:
        """Mark what a finder finds, or nothing any more, without moving the text. No hit is the current one then."""
        self._find, self._hit, self._quest = find, None, None
        self._draw_anew()
        if self._page is not None:
            idle = self._page.done
            self._page.mark(find)
            if idle:
                self._say_how_far(self._page)

    @property
    def hits(self) -> tuple[int, int] | None:
        """The number of the current hit, from 1, or 0 when there is none, and of all hits.

        None when none are looked for, or the article is not looked through to its end. `Scrolled` tells of every change.
        """
        return self._page.hits(self._hit) if self._page is not None else None

    def go_to_hit(self, step: int) -> bool:
        """Go to the next hit (+1) or the one before (-1): from the current one, or else from the top of the pane.

        False when there is none, and nothing moves. In a long article that nobody has looked through yet the answer may
        be True while the search goes on in the background, until the reader moves elsewhere.
        """
        if self._page is None:
            return False
        hit = self._hit
        start = self._page.start_of(self.top) if hit is None else Place(hit.block, hit.start + (step > 0))
        return self._pursue(lambda page: page.seek(start, step))

    def go_to_first_hit(self, last: bool = False) -> bool:
        """Go to the first or the last hit of the article. The answer is that of `go_to_hit`.

        In a pane that is not on the screen yet this waits until it is.
        """
        if last:
            return self._pursue(lambda page: page.seek_last())
        return self._pursue(lambda page: page.seek(page.start_of(0), 1))

    def _lay_out(self) -> None:
        quest, seen = self._quest, self._hit if self._sees_hit() else None
        self._hints = None
        super()._lay_out()
        if quest is not None and self._page is not None:
            self._pursue(quest)
        elif seen is not None:
            self._go_to(seen)

    def _sees_hit(self) -> bool:
        return (
            self._hit is not None and self._page is not None and self._sees(self._page.line_of_hit(self._hit))
        )

    def _pursue(self, quest: _Quest) -> bool:
        """Do a slice of the search for a hit, and leave the rest to the background; False when it ends without one."""
        if self._page is None:
            self._quest = quest if self._content is not None and self._find is not None else None
            return self._quest is not None
        return self._search_on(quest, quest(self._page))

    def _search_on(self, quest: _Quest, search: Iterator[Hit | None]) -> bool:
        self._quest = quest
        page = self._page
        try:
            hit = next(search)
        except StopIteration:
            self._quest = None
            return False
        if hit is not None:
            self._go_to(hit)
        else:
            # Another page has a search of its own.
            self.set_timer(
                NO_PAUSE,
                lambda: quest is self._quest and page is self._page and self._search_on(quest, search),
            )
        return True

    def _go_to(self, hit: Hit) -> None:
        """Make a hit the current one and bring it into sight: with a third of a page above it where it was not."""
        if self._page is None:
            return
        self._quest, self._hit = None, hit
        line = self._page.line_of_hit(hit)
        if not self._sees(line):
            self.go_to_line(self._page.top_for(line, self.page // 3))
        if self._kept_place is not None and hit.block >= 0:
            self._kept_place = Place(hit.block, hit.start)
        self._draw_anew()
        self.post_message(self.Scrolled(self.percent))

    # Links

    def show_link_hints(self) -> bool:
        """Put letters over the links that are seen. The next keys type them; any other key takes them away.

        False when no link is seen.
        """
        from reader.tui.widgets.link_hints import LinkHints

        links = self._page.links(range(self.top, self.top + self.page)) if self._page is not None else []
        self._hints = LinkHints(links) if links else None
        self._draw_anew()
        return self._hints is not None

    def hide_link_hints(self) -> None:
        """Take the letters away."""
        if self._hints is not None:
            self._hints = None
            self._draw_anew()

    def _follow(self, link: Link) -> None:
        self.hide_link_hints()
        if link.address is not None:
            self.post_message(self.LinkFollowed(link.address))
        elif self._page is not None:
            line = self._page.line_of_note(link)
            if line is not None:
                self.go_to_line(self._page.top_for(line, self.page // 3 if link.back else 0))

    def _draw(self, line: int, width: int) -> Strip:
        strip = super()._draw(line, width)
        if self._hints is None or self._page is None:
            return strip
        style = self.ink("accent") + CURRENT
        for cell, letters in self._hints.on_line(line):
            start = self._indentation(self._page, width) + cell
            stop = start + len(letters)
            # Where a wide character is cut in two a blank stands for the half that is left.
            parts = (strip.crop(0, start), Strip([Segment(letters, style)]), strip.crop(stop))
            strip = Strip.join(parts).crop(0, width)
        return strip

    # Events

    def on_click(self, event: events.Click) -> None:
        """Follow a link; to drag over one is no click."""
        link = event.style.meta.get("link")
        if link is not None and not self._was_dragged:
            self._follow(link)

    def on_key(self, event: events.Key) -> None:
        """While letters stand over the links: type them, and do nothing else with the key."""
        if self._hints is None:
            return
        event.stop()
        event.prevent_default()
        if not self._hints.type(event.character or event.key):
            self.hide_link_hints()
            return
        self._draw_anew()
        link = self._hints.link
        if link is not None:
            self._follow(link)

    def on_blur(self) -> None:
        """Take the letters away with the keyboard."""
        self.hide_link_hints()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that another part is seen: other links."""
        self.hide_link_hints()
        super().watch_scroll_y(old_value, new_value)
