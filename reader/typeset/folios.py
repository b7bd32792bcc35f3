"""The pages of columns of a galley, numbered from 0.

The part with the place begins a page. So a page is where the reader is at once, wherever that is, and the page before
it may be a short one, its columns balanced like those of a last page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import Place
from reader.typeset.columns import Pages

if TYPE_CHECKING:
    from reader.typeset.columns import ColumnPage
    from reader.typeset.galley import Galley
    from reader.typeset.layout import Layout


class Folio(NamedTuple):
    """A page, and the part of the galley whose lines it shows."""

    page: ColumnPage
    part: Layout


class Folios:
    """The pages of a galley, made as far as somebody asked; those above the place are judged until all are made."""

    def __init__(self, galley: Galley, count: int, height: int, first_height: int) -> None:
        """`count` columns of `height` lines; of `first_height` on the first page, where a head stands above."""
        self._galley = galley
        self._count = count
        self._height = height
        self._first_height = first_height
        self._made: dict[Layout, Pages] = {}
        self._settled = galley.settled
        lines = 0 if self._settled else galley.number(galley.below, 0)
        self._above_count = -(-lines // (count * height))

    @property
    def complete(self) -> bool:
        """Whether all are made and counted."""
        return self._settled and self._pages(self._galley.below).complete

    def estimate(self) -> int:
        """How many there are: exact when complete."""
        return self._above_count + self._pages(self._galley.below).estimate()

    def advance(self, characters: int) -> None:
        """Lay out about so many more characters and make their pages: first above the place, then below it."""
        above = self._pages(self._galley.above)
        (self._pages(self._galley.below) if self._settled or above.complete else above).advance(characters)

    def settle(self, number: int) -> int | None:
        """Count the pages above the place, if all are made now and were not before.

        Gives the number of the page that shows from now on what a page has shown; None when nothing changes.
        """
        above = self._pages(self._galley.above)
        if self._settled or not above.complete:
            return None
        # Pages above the place are cut anew, so that one is found by what it begins with.
        place = self.place_of(number)
        self._galley.settle(0)
        self._settled, self._above_count = True, above.estimate()
        part = self._galley.part_of(place.block)
        return self.number(part, part.line_of(place))

    def find(self, number: int) -> Folio | None:
        """A page by its number; None when there are fewer. Lays out as far as that needs."""
        page = number - self._above_count
        if page >= 0:
            return self._folio(self._galley.below, page)
        if self._settled:
            return self._folio(self._galley.above, number)
        for part in self._galley.upwards():
            page += self._pages(part).estimate()
            if page >= 0:
                return self._folio(part, page)
        return None

    def number(self, part: Layout, line: int) -> int:
        """The number of the page that shows a line of a part of the galley; the last for one beyond the end."""
        page = self._pages(part).page_of_line(line)
        if part is self._galley.below:
            return self._above_count + page
        if part is self._galley.above:
            return page
        for each in self._galley.upwards():
            page -= self._pages(each).estimate()
            if each is part:
                break
        return self._above_count + page

    def place_of(self, number: int) -> Place:
        """The place at the start of a page; the beginning for none."""
        folio = self.find(number)
        return folio.part.place_of(folio.page.start) if folio is not None else Place(0)

    def page_of(self, part: Layout, line: int) -> ColumnPage | None:
        """The page that shows a line of a part."""
        pages = self._pages(part)
        return pages.page(pages.page_of_line(line))

    def _folio(self, part: Layout, number: int) -> Folio | None:
        page = self._pages(part).page(number)
        return Folio(page, part) if page is not None else None

    def _pages(self, part: Layout) -> Pages:
        pages = self._made.get(part)
        if pages is None:
            first_height = self._height if part.start else self._first_height
            pages = self._made[part] = Pages(part, self._count, self._height, first_height)
            if part not in (self._galley.below, self._galley.above):
                pages.advance(0)  # of lines that are laid out
        return pages
