"""The part of the article pane that goes from hit to hit."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from reader.model.article import Place
from reader.tui.widgets.caret import CaretView
from reader.tui.widgets.page_view import NO_PAUSE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.tui.widgets.page import Page
    from reader.typeset.hits import Finder, Hit

    _Quest: TypeAlias = Callable[[Page], Iterator[Hit | None]]


class HitView(CaretView):
    """A page in which what was looked for is marked. One hit is the current one; going to it may take a search."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self._quest: _Quest | None = None
        """For the hit that is to be gone to, while there is no page yet or the search goes on in the background."""

    def go_to_line(self, line: int) -> None:
        """Put a line at the top of the pane, as far as there is text below it."""
        self._quest = None
        super().go_to_line(line)

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

    def _lay_out_again(self) -> None:
        quest, seen = self._quest, self._hit if self._seen_hit is not None else None
        super()._lay_out_again()
        if quest is not None and self._page is not None:
            self._pursue(quest)
        elif seen is not None:
            self._go_to(seen)

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
        self._quest, self._hit = None, hit
        place = Place(hit.block, hit.start)
        is_new = self._lay_out_near(place)
        page = self._page
        if page is None:
            return
        page.reveal(place)
        line = page.line_of_hit(hit)
        if is_new or not self._sees(line):
            self.go_to_line(page.top_for(line, self.page // 3))
        if self._kept_place is not None and hit.block >= 0:
            self._kept_place = place
        self._draw_anew()
        self.post_message(self.Scrolled(self.percent))
