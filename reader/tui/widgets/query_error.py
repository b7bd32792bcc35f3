"""A mistake in a query as lines that stand under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.clean import clean_line
from reader.typeset.breaking import wrap
from reader.typeset.cells import cell_width

if TYPE_CHECKING:
    from textual.widgets import Input

    from reader.errors import QueryError

_MOST_LINES = 4
"""Lines of a message and its hint at most: a list is under them."""


def error_lines(error: QueryError, line: Input, width: int) -> list[str]:
    """Carets under what is wrong in the text of an input, then what is wrong and what would be right.

    The lines are of at most `width` cells, the first of which is under the first of the input.
    """
    wrong = line.value[error.column : error.column + error.length]
    # The input scrolls when the text is longer than it.
    start = cell_width(line.value[: error.column]) - round(line.scroll_offset.x)
    room = min(width, max(1, line.size.width))
    first = min(max(0, start), room - 1)
    carets = max(1, min(start + cell_width(wrong), room) - first)
    return [" " * first + "^" * carets, *wrap(clean_line(error.sentences), width)[:_MOST_LINES]]
