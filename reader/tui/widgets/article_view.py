"""The article: shown from a place on, with its sections, its tables and its links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from reader.tui.marks import UNICODE, Marks
from reader.tui.widgets.hit_view import HitView
from reader.tui.widgets.page_styles import CURRENT

if TYPE_CHECKING:
    from textual import events

    from reader.model.article import Place
    from reader.tui.page_content import PageContent
    from reader.tui.widgets.link_hints import LinkHints
    from reader.tui.widgets.page import Page
    from reader.tui.widgets.pieces import Link
    from reader.typeset.hits import Finder
    from reader.typeset.manuscript import OutlineEntry


class ArticleView(HitView):
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
        self._hints: LinkHints | None = None
        """The letters over links, while one is chosen."""

    # What is shown

    @property
    def shown_title(self) -> str:
        """The title of the page as it is shown, "" without one."""
        return self._content.shown_title if self._content is not None else ""

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
            self._content = content
            self._lay_out_again()

    @property
    def outline(self) -> list[OutlineEntry]:
        """The headings, as far as the article is parsed: all, once it is laid out to its end."""
        return self._page.outline() if self._page is not None else []

    @property
    def is_laid_out(self) -> bool:
        """Whether the article is laid out to its end."""
        return self._page is not None and self._page.complete

    def go_to_section(self, step: int) -> None:
        """Go to the next heading (+1) or the one before (-1); nothing happens when there is none."""
        place = self._page.next_section(self.top, step) if self._page is not None else None
        if place is not None:
            self.go_to_place(place)
        elif step < 0:
            self.move_to_end(end=False)

    # Tables and links

    @property
    def has_wide_table(self) -> bool:
        """Whether a table is in sight that is seen through a window."""
        return self._page is not None and self._page.wide_table(self._lines_seen) is not None

    def slide_table(self, step: int) -> bool:
        """Slide the wide table nearest to the middle by so many columns; False when it shows no others."""
        if slid := self._page is not None and self._page.slide(self._lines_seen, step):
            self._draw_anew()
        return slid

    def show_link_hints(self) -> bool:
        """Put letters over the links that are seen. The next keys type them; any other key takes them away.

        False when no link is seen.
        """
        from reader.tui.widgets.link_hints import LinkHints

        links = self._page.links(self._lines_seen) if self._page is not None else []
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
            place = self._page.place_of_note(link)
            if place is not None:
                self.go_to_place(place, self.page // 3 if link.back else 0)

    def _lay_out(self) -> None:
        self._hints = None
        super()._lay_out()

    def _settle(self, page: Page) -> None:
        hints = self._hints
        super()._settle(page)
        # The lines have other numbers, and who is typing a letter is not to strike a command.
        if hints is not None:
            self._hints = hints if hints.move(page.links(self._lines_seen)) else None
            self._draw_anew()

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
