"""How an article is drawn in the list: a line of columns and, while a search is shown, the piece of it that was found."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.model.filter import Folder, SortKey
from reader.text.clean import clean_line
from reader.tui.page_content import in_script
from reader.tui.widgets.columns import LEAD, columns_for
from reader.tui.widgets.marking import marked_parts
from reader.tui.wording import figure, row_date, row_viewed
from reader.typeset.cells import cell_width, fit, grapheme_end, prefix_end

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from reader.model.article import ArticleRow
    from reader.model.filter import Filter, Sort
    from reader.text.conversion import Converter
    from reader.text.hits import Snippet
    from reader.tui.marks import Marks

Finder: TypeAlias = "Callable[[str], Sequence[tuple[int, int]]]"
"""For a text the hits in it: start and end in characters, ascending and apart."""
Inks: TypeAlias = "Callable[[str, str], Style]"
"""The style of an ink on a ground, by their names."""

_ALIGNED = 72
"""Cells of a line from which on a snippet begins under its title; in a narrower one it has the room of the date too."""
_HIT = Style(bold=True, underline=True)


class Figure(Enum):
    """What the number at the end of a row tells: with its cells, and the width of the narrowest row that has it.

    Hardly an article is viewed ten thousand times, but many were clicked as often. What its list is about, how far
    an article was read or how often it was viewed, is left out last.
    """

    VIEWS = 4, 48
    RANK = 5, 24
    """The views where the list is ordered by them."""
    CLICKS = 6, 48
    PERCENT = 4, 24

    def __init__(self, cells: int, least_width: int) -> None:
        self.cells = cells
        self.least_width = least_width

    @classmethod
    def of(cls, which: Filter, sort: Sort) -> Figure:
        """What the rows of a listing tell: what it is sorted by, how far its articles were read, or how often."""
        if sort.key is SortKey.CLICKS:
            return cls.CLICKS
        if sort.key is SortKey.VIEWS:
            return cls.RANK
        return cls.PERCENT if which.folder is Folder.CONTINUE else cls.VIEWS

    def text(self, row: ArticleRow) -> str:
        """The number of an article; "" where there is none."""
        match self:
            case Figure.PERCENT:
                return f"{row.progress}%" if row.progress is not None else ""
            case Figure.CLICKS:
                return figure(row.clicks) if row.clicks is not None else ""
            case Figure.VIEWS | Figure.RANK:
                return figure(row.views) if row.views else ""


class Moment(Enum):
    """What the date of a row tells, with its cells where there is room."""

    PUBLISHED = 10
    VIEWED = 11
    """The last view, in lists that are ordered by it: the days stand out like headings."""

    @classmethod
    def of(cls, sort: Sort) -> Moment:
        """What the rows of a listing tell."""
        return cls.VIEWED if sort.key is SortKey.VIEWED else cls.PUBLISHED


class RowStyle(NamedTuple):
    """What the look of all rows depends on."""

    width: int
    figure: Figure
    moment: Moment
    today: date
    find: Finder | None
    """What is marked."""
    converter: Converter | None = None
    """Shows titles and origins in another script."""


class Cursor(NamedTuple):
    """How the cursor shows in a row."""

    lead: str
    """The mark before it."""
    ground: str
    """The name of its ground."""


def same_day(row: ArticleRow, other: ArticleRow) -> bool:
    """Whether two articles were last opened on one day, here."""
    if row.viewed_at is None or other.viewed_at is None:
        return False
    return row.viewed_at.astimezone().date() == other.viewed_at.astimezone().date()


def row_strip(
    row: ArticleRow, cursor: Cursor, style: RowStyle, marks: Marks, ink: Inks, *, repeated: bool = False
) -> Strip:
    """Cursor, mark of the unread, date, title, origin, bookmark, figure.

    `repeated` says that the day of the last view is that of the row above.
    """
    lead, ground = cursor
    mark, faint = ink("accent", ground), ink("faint", ground)
    columns = columns_for(style.width, style.figure.cells, style.figure.least_width, style.moment.value)
    segments = [Segment(lead + (" " if row.read else marks.unread) + " ", mark)]
    if columns.date:
        date_text = (
            row_date(row.published, columns.date, style.today)
            if style.moment is Moment.PUBLISHED
            else row_viewed(row.viewed_at, columns.date, style.today, repeated=repeated)
        )
        segments.append(Segment(fit(date_text, columns.date) + "  ", faint))
    title = in_script(style.converter, clean_line(row.title))
    plain = ink("read" if row.read else "text", ground)
    if style.find is None:
        segments.append(Segment(fit(title, columns.title, ellipsis=marks.ellipsis), plain))
    else:
        parts = marked_parts(title, style.find(title), columns.title, marks.ellipsis)
        segments += [Segment(text, mark + _HIT if is_hit else plain) for text, is_hit in parts]
    if columns.origin:
        name = in_script(style.converter, clean_line(row.origin or ""))
        origin = fit(name, columns.origin, ellipsis=marks.ellipsis)
        segments.append(Segment("  " + origin, faint))
    segments.append(Segment(" " + (marks.bookmark if row.bookmarked else " "), mark))
    if columns.figure:
        segments.append(Segment(" " + fit(style.figure.text(row), columns.figure, align="right"), faint))
    return Strip(segments).adjust_cell_length(style.width, faint)


def snippet_strip(snippet: Snippet | None, cursor: Cursor, style: RowStyle, marks: Marks, ink: Inks) -> Strip:
    """The piece of an article round its first hit; blank for one without."""
    faint, accent = ink("faint", cursor.ground), ink("accent", cursor.ground)
    date_column = columns_for(style.width, 0, date=style.moment.value).date
    indent = LEAD + date_column + 2 if style.width >= _ALIGNED else LEAD
    segments = [Segment(" " * indent, faint)]
    if snippet is not None:
        text = clean_line(snippet.text)
        # What is cleaned away moves the hits.
        spans = snippet.spans if text == snippet.text or style.find is None else style.find(text)
        text = in_script(style.converter, text)  # of the same length: the hits stay where they are
        room = max(0, style.width - indent - 1)
        left_out = _left_out(text, spans, room)
        ahead = marks.ellipsis if snippet.cut or left_out else ""
        spans = [(start - left_out, stop - left_out) for start, stop in spans]
        parts = marked_parts(text[left_out:], spans, max(0, room - len(ahead)), marks.ellipsis)
        segments.append(Segment(ahead, faint))
        segments += [Segment(text, accent + _HIT if is_hit else faint) for text, is_hit in parts]
    return Strip(segments).adjust_cell_length(style.width, faint)


def empty_strip(text: str, line: int, width: int, ink: Inks) -> Strip:
    """A line of what stands where there are no articles, under the titles."""
    if cell_width(text) <= width - LEAD:
        lines = [text]
    else:
        from reader.typeset.breaking import wrap

        lines = wrap(text, max(1, width - LEAD - 1))
    shown = " " * LEAD + lines[line] if line < len(lines) else ""
    return Strip([Segment(fit(shown, width), ink("faint", ""))], width)


def _left_out(text: str, spans: Sequence[tuple[int, int]], room: int) -> int:
    """Characters to leave out at the beginning, so that the first hit stands within the first third of a line."""
    if not spans:
        return 0
    before = text[: spans[0][0]]
    too_much = cell_width(before) - room // 3
    return grapheme_end(text, prefix_end(before, 0, too_much - 1)) if too_much > 0 else 0
