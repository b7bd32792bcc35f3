"""An article as a page of a width, with what is found in it: hits, links, headings, and tables to slide.

Imported with the first article, not before: the typesetter takes a tenth of a start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.article import Place
from reader.model.selection import Extent
from reader.tui.widgets.page_lines import PageLines
from reader.tui.widgets.pieces import Link, PlacedLink
from reader.typeset.cells import cell_width
from reader.typeset.hits import TITLE, HitIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.tui.page_content import PageContent
    from reader.typeset.hits import Finder, Hit
    from reader.typeset.manuscript import Manuscript, OutlineEntry

_SLICE = 20_000
"""Characters between two pauses in the search for a hit: what a key may wait for."""


class Page(PageLines):
    """The lines of an article, laid out as far as they are looked at, and what they hold."""

    def manuscript_for(self, content: PageContent) -> Manuscript | None:
        """What is parsed of this body, if it is that of a content too."""
        before = self.content
        is_same = content.markdown == before.markdown and content.converter is before.converter
        return self._manuscript if is_same else None

    def mark_as(self, before: Page) -> None:
        """Mark what is marked in another page; in one of the same body it is not looked for again."""
        if self._manuscript is before._manuscript and self._head.title == before._head.title:
            self._index = before._index
        elif before._index is not None:
            self.mark(before._index.find)

    def mark(self, find: Finder | None) -> None:
        """Mark what a finder finds in the title and the body, or nothing."""
        self._index = HitIndex(find, self._head.title, self._manuscript) if find is not None else None

    @property
    def done(self) -> bool:
        """Whether nothing is left for the background: all is laid out, and the hits are counted."""
        return self.complete and (self._index is None or self._index.complete)

    def advance(self, characters: int) -> None:
        """Lay out about so many more characters; after the last, look for hits in as many."""
        if not self.complete:
            self._lay_out(characters)
        elif self._index is not None:
            self._index.advance(characters)

    def hits(self, current: Hit | None) -> tuple[int, int] | None:
        """The number of a hit, 0 for none, and of all hits; None when none are looked for or not all are found yet."""
        if self._index is None or not self._index.complete:
            return None
        return self._index.number_of(current) if current is not None else 0, self._index.total()

    def seek(self, place: Place, step: int) -> Iterator[Hit | None]:
        """The first hit from a place on (+1), or the last one before it (-1), when its line is laid out.

        A None comes before it for each slice of work; nothing when there is no such hit.
        """
        for hit in self._index.walk(place, step, _SLICE) if self._index is not None else ():
            while hit is not None and not self._reaches(hit):
                self._lay_out(_SLICE)
                yield None
            yield hit

    def seek_last(self) -> Iterator[Hit | None]:
        """The same for the last hit of all."""
        while not self.complete:
            self._lay_out(_SLICE)
            yield None
        yield from self.seek(Place(len(self._manuscript)), -1)

    def start_of(self, index: int) -> Place:
        """Where the text on a line begins: in the title, as `Place(TITLE, …)`, or in the body."""
        return self._head.place_of(index) if self._head.has_title_on(index) else self.place_of(index)

    def line_of_hit(self, hit: Hit) -> int:
        """The line on which a hit begins."""
        return self.line_of_text(Extent(Place(hit.block, hit.start), Place(hit.block, hit.stop)))

    def links(self, lines: range) -> list[PlacedLink]:
        """The links of some lines, each where it is seen first."""
        found: dict[Link, PlacedLink] = {}
        for line in lines:
            cell = 0
            for piece in self.pieces(line):
                if piece.link is not None and piece.text.strip():
                    found.setdefault(piece.link, PlacedLink(piece.link, line, cell))
                cell += cell_width(piece.text)
        return list(found.values())

    def place_of_note(self, link: Link) -> Place | None:
        """Where the number of a note leads: to the note, or to what refers to it."""
        if link.note is None:
            return None
        find = self._manuscript.note_reference if link.back else self._manuscript.note
        return find(link.note)

    def outline(self) -> list[OutlineEntry]:
        """The headings of what is parsed so far: more of them as the layout goes on."""
        return self._manuscript.outline()

    def next_section(self, top: int, step: int) -> Place | None:
        """The next heading that is not at the top with a line (+1), or the one before (-1); None without one.

        Parses no further than to that heading, and does not lay out what is between.
        """
        block = self.place_of(top).block
        seen = 0
        while True:
            new = self.outline()[seen:]
            seen += len(new)
            for entry in new if step > 0 else reversed(new):
                place = Place(entry.block)
                if (entry.block - block) * step >= 0 and self._is_beyond(place, top, step):
                    return place
            if step < 0 or self._manuscript.complete:
                return None
            self._manuscript.block(len(self._manuscript))

    # Tables

    def wide_table(self, lines: range) -> int | None:
        """The block of the table that is seen through a window, of several the one nearest to the middle of some lines."""
        shift = len(self._head)
        seen = range(max(0, lines.start - shift), max(0, lines.stop - shift))
        return self._galley.wide_table(seen) if self._sideways else None

    def slide(self, lines: range, step: int) -> bool:
        """Slide that table by so many columns; whether it shows others. Its lines are to be drawn anew."""
        table = self.wide_table(lines)
        return table is not None and self._galley.slide(table, step)

    def reveal(self, place: Place) -> None:
        """Slide the table in which a place is, if it is in one, until it is shown. Its lines are to be drawn anew."""
        if place.block != TITLE:
            self._galley.reveal(place.block, place.offset)

    def _reaches(self, hit: Hit) -> bool:
        """Whether a hit is on a line that is laid out, or above what was laid out first."""
        below = self._galley.below
        return hit.block < below.start or below.reaches(Place(hit.block, hit.start))

    def _is_beyond(self, place: Place, top: int, step: int) -> bool:
        """Whether another line than a top line comes to the top for a place: one further in that direction."""
        return not self.is_near(place) or (self.top_for(self.line_of(place)) - top) * step > 0
