from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.tui.widgets.article_rows import Figure
from reader.tui.widgets.columns import LEAD, columns_for
from reader.tui.wording import figure, row_date
from reader.typeset.cells import cell_width


@given(st.integers(6, 400), st.sampled_from(Figure))
def test_columns_fill_the_row_exactly(width: int, figure: Figure) -> None:
    columns = columns_for(width, figure.cells, figure.least_width)
    gaps = (2 if columns.date else 0) + (2 if columns.origin else 0) + (1 if columns.figure else 0) + 2
    assert LEAD + columns.date + columns.title + columns.origin + columns.figure + gaps == width


@given(st.integers(30, 400), st.sampled_from(Figure))
def test_the_title_has_the_most_room(width: int, figure: Figure) -> None:
    columns = columns_for(width, figure.cells, figure.least_width)
    assert columns.title >= max(columns.date, columns.origin, columns.figure)


@given(st.integers(0, 10**9))
@example(99_995_000)
def test_a_figure_takes_at_most_six_cells(number: int) -> None:
    assert cell_width(figure(number)) <= 6


@pytest.mark.parametrize(
    ("published", "width", "shown"),
    [
        ("2019-07-05", 10, "2019-07-05"),
        ("2019-07-05T01:30Z", 10, "2019-07-05"),
        ("2019-07", 10, "2019-07"),
        ("2019-07-05", 5, "2019"),
        ("2024-07-05", 5, "07-05"),
        ("2024", 5, "2024"),
        ("2024-07", 5, "2024"),
        (None, 10, ""),
        ("2019-07-05", 0, ""),
    ],
)
def test_dates_keep_to_their_column(published: str | None, width: int, shown: str) -> None:
    assert row_date(published, width, date(2024, 12, 1)) == shown
