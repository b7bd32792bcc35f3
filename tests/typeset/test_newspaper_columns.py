"""Newspaper columns: what may stand at a column's head and foot, and that every line stands in one of them."""

from __future__ import annotations

from itertools import count, pairwise, takewhile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.article import Place
from reader.typeset.blocks import Heading, Image, Paragraph, Table
from reader.typeset.columns import ColumnPage, Pages, column_measure
from reader.typeset.layout import Layout
from reader.typeset.manuscript import Manuscript

SAMPLE = (Path(__file__).parent / "sample.md").read_text(encoding="utf-8")
PARAGRAPH = "這一段有幾行那麼長，所以可以在兩行之間分開，也可以不分開。"
PIECES = [
    "# 標題\n\n", "## 小標題\n\n", f"{PARAGRAPH}\n\n", f"{PARAGRAPH * 3}\n\n", "短段。\n\n", "- 項目\n- 項目\n\n",
    f"> {PARAGRAPH}\n\n",
    "```\na = 1\n\nb = 2\nc = 3\n```\n\n", "|甲|乙|\n|-|-|\n" + "|一|二三四五六七八九十十一十二|\n" * 6 + "\n",
    "![圖](https://a.org/b.png)\n\n", "***\n\n", f"{PARAGRAPH}  \n第二行  \n第三行\n\n",
]  # fmt: skip
markdown = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
columns_of = st.integers(1, 3)
heights = st.integers(1, 40)
# Of these heights every rule can be kept: none of the pieces is longer than half of it.
roomy = st.integers(30, 60)


def layout_of(source: str, width: int = 36) -> Layout:
    return Layout(Manuscript(source), width)


def pages_of(pages: Pages) -> list[ColumnPage]:
    return [page for page in takewhile(bool, map(pages.page, count())) if page]


def cuts_of(pages: Pages) -> list[tuple[int, int]]:
    """For each cut the line above it and the line below it."""
    columns = [column for page in pages_of(pages) for column in page.columns if column]
    return [(above.stop - 1, below.start) for above, below in pairwise(columns)]


def page_of(pages: Pages, place: Place) -> int:
    """The number of the page that shows a place."""
    return pages.page_of_line(pages._layout.line_of(place))


def paragraph_lines(layout: Layout, line: int) -> list[int]:
    """The lines of the paragraph that a line is of."""
    return [
        at for at, each in enumerate(layout.lines) if each.block == layout.lines[line].block and not each.gap
    ]


@given(markdown, columns_of, heights, heights)
def test_every_line_stands_in_one_column_in_order(source: str, columns: int, height: int, first: int) -> None:
    layout = layout_of(source)
    pages = Pages(layout, columns, height, first)
    shown = [line for page in pages_of(pages) for column in page.columns for line in column]
    assert shown == sorted(set(shown))
    assert all(layout.lines[line].gap for line in set(range(len(layout.lines))) - set(shown))
    for number, page in enumerate(pages_of(pages)):
        assert len(page.columns) == columns
        assert all(len(column) <= (height if number else first) for column in page.columns)
        assert page.columns[0]
        for column in filter(None, page.columns):
            assert not layout.lines[column.start].gap
            assert not layout.lines[column.stop - 1].gap


@given(markdown, columns_of, roomy)
def test_no_heading_is_left_at_a_foot(source: str, columns: int, height: int) -> None:
    layout = layout_of(source)
    blocks = layout.manuscript
    for above, below in cuts_of(Pages(layout, columns, height)):
        shown = [at for at in range(max(0, above - 2), above + 1) if not layout.lines[at].gap][-2:]
        headings = [isinstance(blocks.block(layout.lines[at].block), Heading) for at in shown]
        assert not headings[-1]
        assert not headings[0] or isinstance(blocks.block(layout.lines[below].block), Heading)


@given(markdown, columns_of, roomy)
def test_no_line_of_a_paragraph_is_left_alone(source: str, columns: int, height: int) -> None:
    layout = layout_of(source)
    for above, below in cuts_of(Pages(layout, columns, height)):
        block = layout.lines[below].block
        if layout.lines[above].block != block:
            continue
        kind = layout.manuscript.block(block)
        lines = paragraph_lines(layout, below)
        if isinstance(kind, Paragraph):
            assert lines.index(below) >= 2
            assert len(lines) - lines.index(below) >= 2
        assert not isinstance(kind, Image | Heading)


@given(markdown, columns_of, roomy)
def test_rows_of_a_table_are_not_cut(source: str, columns: int, height: int) -> None:
    layout = layout_of(source, 20)
    for above, below in cuts_of(Pages(layout, columns, height)):
        before, after = layout.lines[above], layout.lines[below]
        if before.block == after.block and isinstance(layout.manuscript.block(after.block), Table):
            assert after.offset > before.offset > 0


@given(st.integers(1, 12), columns_of, roomy)
def test_no_record_of_a_table_is_cut(records: int, columns: int, height: int) -> None:
    header = "|甲甲甲甲|乙乙乙乙|丙丙丙丙|丁丁丁丁|\n|-|-|-|-|\n"
    # The first value is longer than all headers: where a record begins is not told by the length of what is before.
    layout = layout_of(header + f"|{'長' * 30}|二二二二|三三三三|四四四四|\n" * records, 20)
    for _above, below in cuts_of(Pages(layout, columns, height)):
        assert set(layout.lines[below].text) == {"╌"}


@given(st.integers(1, 300), st.integers(2, 3), st.integers(8, 40))
def test_the_last_page_is_balanced(lines: int, columns: int, height: int) -> None:
    layout = layout_of("一" * 18 * lines)
    last = pages_of(Pages(layout, columns, height))[-1]
    sizes = [len(column) for column in last.columns]
    # A paragraph of fewer lines than two a column cannot be shared out.
    if sum(sizes) >= 2 * columns:
        assert max(sizes) <= -(-sum(sizes) // columns) + 1
        assert max(sizes) - min(sizes) <= columns


@given(markdown, st.integers(2, 3))
def test_no_lower_page_would_hold_what_the_last_one_holds(source: str, columns: int) -> None:
    pages = Pages(layout_of(source), columns, 1000)
    if (page := pages.page(0)) is None or (tallest := max(map(len, page.columns))) < 2:
        return
    lower = Pages(layout_of(source), columns, tallest - 1)
    assert lower.page(1) or not all(lower._may_cut(below) for _above, below in cuts_of(lower))


@given(markdown, columns_of, roomy, st.integers(10, 60))
def test_a_page_is_found_again_by_its_place(source: str, columns: int, height: int, width: int) -> None:
    layout = layout_of(source, width)
    pages = Pages(layout, columns, height)
    for number, page in enumerate(pages_of(pages)):
        assert page_of(pages, layout.place_of(page.start)) == number


@given(markdown, columns_of, heights, st.integers(10, 60), st.integers(0, 400))
def test_the_page_of_a_place_shows_its_line(
    source: str, columns: int, height: int, width: int, line: int
) -> None:
    layout = layout_of(source, width)
    pages = Pages(layout, columns, height)
    place = layout.place_of(line)
    page = pages.page(page_of(pages, place))
    shown = layout.line_of(place)
    if page is None:
        assert not layout.lines
    elif not layout.lines[shown].gap:
        assert any(shown in column for column in page.columns)


@given(markdown, columns_of, heights)
def test_pages_made_in_slices_are_the_same(source: str, columns: int, height: int) -> None:
    layout = layout_of(source)
    sliced = Pages(layout, columns, height)
    while not sliced.complete:
        before = sliced.estimate()
        sliced.advance(30)
        assert not layout.complete or sliced.complete
        assert sliced.estimate() >= 0 <= before
    whole = Pages(layout_of(source), columns, height)
    assert pages_of(sliced) == pages_of(whole)
    assert sliced.estimate() == whole.estimate() == len(pages_of(whole))


def test_the_first_page_needs_no_more_than_itself() -> None:
    layout = layout_of("一段沒有結束的話，" * 400_000)
    page = Pages(layout, 3, 40).page(0)
    assert page is not None
    assert [len(column) for column in page.columns] == [40, 40, 40]
    assert len(layout.lines) < 1000


def test_a_paragraph_that_was_parsed_in_parts_is_one() -> None:
    layout = layout_of("一" * 18 * 1500)
    cuts = cuts_of(Pages(layout, 2, 31))
    assert len({layout.lines[below].block for _above, below in cuts}) > 2
    assert all(below % 31 == 0 for _above, below in cuts[:-1])


def test_sections_and_hits_are_on_the_page_that_shows_them() -> None:
    layout = layout_of("段。\n\n" * 100 + "## 第二節\n\n" + "段。\n\n" * 100)
    pages = Pages(layout, 2, 10)
    (entry,) = (pages.page(10**9), layout.manuscript.outline())[1]
    page = pages.page(page_of(pages, Place(entry.block)))
    assert page is not None
    assert any(layout.lines[line].text == "第二節" for column in page.columns for line in column)
    hit = pages.page_of_line(layout.line_of_text(150, 0, 1))
    assert hit == page_of(pages, Place(150)) > pages.page_of_line(layout.line_of_text(3, 0, 1)) == 0


def test_an_article_without_lines_has_no_pages() -> None:
    pages = Pages(layout_of(""), 2, 10)
    assert pages.page(0) is None
    assert (pages.complete, pages.estimate()) == (True, 0)
    assert page_of(pages, Place(7)) == 0


@pytest.mark.parametrize(
    ("room", "columns", "width"),
    [
        (40, 1, 40),
        (79, 1, 79),
        (80, 2, 38),
        (96, 2, 46),
        (115, 2, 46),
        (116, 3, 36),
        (160, 3, 46),
        (400, 3, 46),
    ],
)
def test_columns_by_the_room_there_is(room: int, columns: int, width: int) -> None:
    assert column_measure(room)[:2] == (columns, width)


@pytest.mark.parametrize("room", range(10, 401))
def test_columns_fit_the_room(room: int) -> None:
    measure = column_measure(room)
    assert measure.cells <= room
    assert measure.columns == 1 or 36 <= measure.width <= 46
    assert measure.cells >= min(room, 80) - 8


@pytest.mark.parametrize("width", [36, 46])
def test_the_sample_keeps_its_rules_at_every_height(width: int) -> None:
    for height in range(12, 50):
        layout = layout_of(SAMPLE, width)
        for above, below in cuts_of(Pages(layout, 2, height)):
            assert not isinstance(layout.manuscript.block(layout.lines[above].block), Heading)
            if layout.lines[above].block == layout.lines[below].block:
                assert not isinstance(layout.manuscript.block(layout.lines[below].block), Image | Heading)
