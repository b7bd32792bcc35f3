"""A table of figures that is too wide, looked at through a window of whole columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.typeset.blocks import Table
from reader.typeset.layout import Layout, Options
from reader.typeset.manuscript import Manuscript
from reader.typeset.tables import column_of

MONTHS = [f"{month}月" for month in range(1, 13)]
FIGURES = (
    "|港口|" + "|".join(MONTHS) + "|\n" + "|-" * 13 + "|\n"
    + "".join(f"|{port}|" + "|".join(f"{base + month},400" for month in range(1, 13)) + "|\n"
              for port, base in (("臨江", 100), ("云嶺", 200)))
)  # fmt: skip


def lay(source: str, width: int, *, sideways: bool = True) -> Layout:
    layout = Layout(Manuscript(source), width, Options(sideways=sideways))
    layout.extend(10**9)
    return layout


def texts(layout: Layout) -> list[str]:
    return [line.text for line in layout.lines]


def test_the_first_column_stays_and_whole_columns_are_shown() -> None:
    layout = lay(FIGURES, 46)
    assert texts(layout) == [
        "港口  1月      2月      3月      4月",
        "╌╌╌╌  ╌╌╌╌╌╌╌  ╌╌╌╌╌╌╌  ╌╌╌╌╌╌╌  ╌╌╌╌╌ 8 »",
        "臨江  101,400  102,400  103,400  104,400",
        "云嶺  201,400  202,400  203,400  204,400",
    ]
    window = layout.table_window(0)
    assert window is not None
    assert (window.first, window.stop, len(window.widths)) == (1, 5, 13)


def test_sliding_shows_other_columns_on_the_same_lines() -> None:
    layout = lay(f"前\n\n{FIGURES}\n後", 46)
    before = texts(layout)
    layout.slide(1, 5)
    assert len(texts(layout)) == len(before)
    assert texts(layout)[2:4] == [
        "港口  5月      6月      7月      8月",
        "╌╌╌╌« 4 ╌╌╌╌╌  ╌╌╌╌╌╌╌  ╌╌╌╌╌╌╌  ╌╌╌╌╌ 4 »",
    ]
    layout.slide(1, 99)
    assert texts(layout)[3] == "╌╌╌╌« 8 ╌╌╌╌╌  ╌╌╌╌╌╌╌  ╌╌╌╌╌╌╌  ╌╌╌╌╌╌╌"
    assert texts(layout)[4].endswith("112,400")
    layout.slide(1, -5)
    assert texts(layout) == before


def test_a_place_that_is_not_shown_is_slid_to() -> None:
    layout = lay(FIGURES, 46)
    table = layout.manuscript.block(0)
    assert isinstance(table, Table)
    at = table.text.index("207,400")
    assert column_of(table, at) == 7
    layout.reveal(0, at)
    line = layout.lines[layout.line_of_text(0, at, at + 7)]
    assert "207,400" in line.text
    shown = texts(layout)
    layout.reveal(0, at + 10)
    layout.reveal(0, 0)
    assert texts(layout) == shown


def test_tables_of_words_and_narrow_panes_have_records() -> None:
    words = "|甲|" + "很長的標題|" * 9 + "\n" + "|-" * 10 + "|\n|一|" + "這裡沒有一個數字|" * 9 + "\n"
    for layout in (lay(words, 60), lay(FIGURES, 39), lay(FIGURES, 46, sideways=False)):
        assert layout.table_window(0) is None
        assert ": " in layout.lines[0].text
        before = texts(layout)
        layout.slide(0, 3)
        layout.reveal(0, 30)
        assert texts(layout) == before


cells = st.text(alphabet="中1,.5年a", min_size=1, max_size=30)


@given(
    st.integers(3, 14),
    st.lists(st.lists(cells, min_size=14, max_size=14), min_size=1, max_size=4),
    st.integers(10, 200),
)
def test_every_column_is_shown_within_the_width(columns: int, rows: list[list[str]], width: int) -> None:
    rows = [row[:columns] for row in rows]
    source = "".join(
        "|" + "|".join(row) + "|\n" + ("|-" * columns + "|\n" if not at else "")
        for at, row in enumerate(rows)
    )
    layout = lay(source, width)
    count = len(layout.lines)
    window = layout.table_window(0)
    seen = {0}
    for first in range(1, columns) if window else ():
        layout.slide(0, first)
        window = layout.table_window(0)
        assert window is not None
        assert 1 <= window.first <= first
        assert window.first < window.stop <= columns
        seen |= set(range(window.first, window.stop))
        assert len(layout.lines) == count
        assert all(line.cells <= width for line in layout.lines)
    assert not window or seen == set(range(columns))
    assert all(line.cells <= width for line in layout.lines)
