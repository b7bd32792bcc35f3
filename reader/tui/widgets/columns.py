"""How the list divides a row's width: a pure rule, the same for all rows of a list."""

from __future__ import annotations

from typing import NamedTuple

LEAD = 3
"""Cells before the first column: cursor, unread mark, a blank."""


class Columns(NamedTuple):
    """Cells of each column; 0 where it is left out. Gaps stand before each column but the title."""

    date: int
    title: int
    origin: int
    figure: int


def columns_for(width: int, figure: int, least: int = 48, date: int = 10) -> Columns:
    """The columns for a row of `width` cells, whose figure takes `figure` cells where the row has `least`.

    A whole date takes `date` cells. The title keeps the most room. What goes first when room is short: the origin, then the
    figure, then the long date.
    """
    date = date if width >= 40 else 5 if width >= 24 else 0
    origin = 18 if width >= 96 else 12 if width >= 72 else 8 if width >= 60 else 0
    if width < least:
        figure = 0
    taken = LEAD + (date + 2 if date else 0) + (origin + 2 if origin else 0) + (figure + 1 if figure else 0)
    # The bookmark has a column of its own: a blank and the mark.
    return Columns(date, max(0, width - taken - 2), origin, figure)
