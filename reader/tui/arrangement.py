"""Which panes are on the screen, where and how large: a pure rule of the terminal's size and of what the reader does."""

from __future__ import annotations

from typing import NamedTuple

from reader.tui.commands import Pane

THREE_PANES = 110
"""From this many columns on, categories, list and article stand side by side."""
TWO_PANES = 60
"""From this many columns on, the list stands over the article; below, one pane has the screen."""

_SIDEBAR = range(16, 61)
_SHARE = range(20, 81)
_LEAST_LIST = 36
_LEAST_ARTICLE = 40
_LEAST_ROWS = 5
_OUTLINE = range(24, 37)
"""Cells of the outline beside an article."""
_LEAST_TEXT = 62
"""Columns that the outline leaves to the article: lines of 28 Chinese characters between their margins."""
_FULL_TEXT = 86
"""Columns of lines of comfortable length between their margins: what is beyond, the outline takes first."""


class Sizes(NamedTuple):
    """What the reader can change with + and -."""

    sidebar: int = 24
    """Columns of the categories."""
    list_share: int = 50
    """Per cent of the room beside the categories that the list has when it stands beside the article."""
    list_height: int = 35
    """Per cent of the height that the list has when it stands over the article."""

    def within_limits(self) -> Sizes:
        """The nearest sizes that leave every pane usable."""
        return Sizes(
            _clamp(self.sidebar, _SIDEBAR), _clamp(self.list_share, _SHARE), _clamp(self.list_height, _SHARE)
        )

    def changed(self, pane: Pane, stacked: bool, step: int) -> Sizes:
        """More (or, with a negative step, less) room for a pane."""
        if pane is Pane.SIDEBAR:
            return self._replace(sidebar=self.sidebar + 2 * step).within_limits()
        step = 5 * step if pane is Pane.LIST else -5 * step
        if stacked:
            return self._replace(list_height=self.list_height + step).within_limits()
        return self._replace(list_share=self.list_share + step).within_limits()


class Box(NamedTuple):
    """A rectangle of cells."""

    x: int
    y: int
    width: int
    height: int


class Arrangement(NamedTuple):
    """Where each pane is; None where it is not shown."""

    sidebar: Box | None
    list: Box | None
    article: Box | None
    search: Box | None = None
    find: Box | None = None
    outline: Box | None = None


def is_stacked(width: int) -> bool:
    """Whether the list stands over the article on a terminal of so many columns."""
    return width < THREE_PANES


def arrange(
    width: int,
    height: int,
    pane: Pane,
    zen: bool,
    sizes: Sizes,
    searching: bool = False,
    finding: bool = False,
    outlined: bool = False,
) -> Arrangement:
    """The arrangement for a terminal of so many columns and, less the footer, rows.

    While something is searched for, the list gives its first line to the search; while something is looked for in the
    article, that gives its last line. With its outline, it gives columns at its right, if it has enough.
    """
    places = _panes(width, height, pane, zen, sizes)
    if outlined and places.article is not None:
        places = _with_outline(places, places.article)
    return _with_boxes(places, searching, finding)


def arrange_alone(
    width: int, height: int, pane: Pane, searching: bool = False, finding: bool = False
) -> Arrangement:
    """The arrangement of the linear mode: one pane has the screen, however wide that is."""
    return _with_boxes(_alone(pane, Box(0, 0, width, height)), searching, finding)


def _alone(pane: Pane, whole: Box) -> Arrangement:
    shown = {pane: whole}
    return Arrangement(shown.get(Pane.SIDEBAR), shown.get(Pane.LIST), shown.get(Pane.ARTICLE))


def _with_boxes(places: Arrangement, searching: bool, finding: bool) -> Arrangement:
    """With the lines to write on."""
    if searching and places.list is not None:
        x, y, across, down = places.list
        places = places._replace(list=Box(x, y + 1, across, max(1, down - 1)), search=Box(x, y, across, 1))
    if finding and places.article is not None:
        x, y, across, down = places.article
        text = max(1, down - 1)
        places = places._replace(article=Box(x, y, across, text), find=Box(x, y + down - 1, across, 1))
    return places


def _panes(width: int, height: int, pane: Pane, zen: bool, sizes: Sizes) -> Arrangement:
    whole = Box(0, 0, width, height)
    if zen and pane is Pane.ARTICLE:
        return Arrangement(None, None, whole)
    if width < TWO_PANES:
        return _alone(pane, whole)
    if is_stacked(width):
        left = min(sizes.sidebar, width // 2) if pane is Pane.SIDEBAR else 0
        above = min(max(_LEAST_ROWS, height * sizes.list_height // 100), max(1, height - _LEAST_ROWS))
        return Arrangement(
            Box(0, 0, left, height) if left else None,
            Box(left, 0, width - left, above),
            Box(left, above, width - left, max(1, height - above)),
        )
    left, room = sizes.sidebar, width - sizes.sidebar
    middle = min(max(_LEAST_LIST, room * sizes.list_share // 100), room - _LEAST_ARTICLE)
    return Arrangement(
        Box(0, 0, left, height), Box(left, 0, middle, height), Box(left + middle, 0, room - middle, height)
    )


def _with_outline(places: Arrangement, article: Box) -> Arrangement:
    """The outline beside the text; not where too little would be left of that."""
    if article.width < _LEAST_TEXT + _OUTLINE.start:
        return places
    left = article.width - _clamp(article.width - _FULL_TEXT, _OUTLINE)
    outline = Box(article.x + left, article.y, article.width - left, article.height)
    return places._replace(article=article._replace(width=left), outline=outline)


def _clamp(value: int, limits: range) -> int:
    return min(max(value, limits.start), limits.stop - 1)
