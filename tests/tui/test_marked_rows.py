"""Hits in rows of the list: marked, in exactly the width that there is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from reader.model.article import ArticleRow
from reader.text.hits import Snippet
from reader.tui.marks import UNICODE
from reader.tui.widgets.article_rows import Cursor, Figure, Moment, RowStyle, row_strip, snippet_strip
from reader.tui.widgets.marking import marked_parts
from reader.typeset.cells import cell_width, is_boundary

_GRAPHEMES = ["a", "b", " ", "港", "口", "，", "e\u0301", "👩\u200d🚀", "🇭🇰", "か\u3099"]
_TEXT = st.lists(st.sampled_from(_GRAPHEMES), max_size=40).map("".join)


@st.composite
def _marked(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(_TEXT)
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, [(a, b) for a, b in zip(places[::2], places[1::2], strict=False) if a < b]


@given(_marked(), st.integers(0, 60))
def test_parts_fill_the_width_and_cut_no_grapheme(
    marked: tuple[str, list[tuple[int, int]]], width: int
) -> None:
    text, spans = marked
    parts = marked_parts(text, spans, width, "⋯")
    joined = "".join(part for part, _is_hit in parts)
    assert cell_width(joined) == width == sum(cell_width(part) for part, _is_hit in parts)
    if cell_width(text) <= width:
        assert joined.rstrip() == text.rstrip()
        position = 0
        for part, is_hit in parts:
            assert is_boundary(text, min(position, len(text)))
            if is_hit:
                assert any(start < position + len(part) and position < stop for start, stop in spans)
            position += len(part)


@pytest.mark.parametrize(
    ("text", "spans", "width", "hits"),
    [
        ("望海新港區開港", [(2, 4)], 20, ["新港"]),
        ("望海新港區開港", [(0, 1), (6, 7)], 14, ["望", "港"]),
        ("望海新港區開港", [(2, 4), (6, 7)], 8, ["新"]),
        ("望海新港區開港", [(6, 7)], 8, []),
    ],
)
def test_what_is_cut_off_is_not_marked(
    text: str, spans: list[tuple[int, int]], width: int, hits: list[str]
) -> None:
    assert [part for part, is_hit in marked_parts(text, spans, width, "⋯") if is_hit] == hits


def _style(width: int) -> RowStyle:
    return RowStyle(
        width, Figure.VIEWS, Moment.PUBLISHED, date(2024, 1, 1), lambda text: [(0, 1)] if text else []
    )


@given(_TEXT, _TEXT, st.integers(1, 140), st.integers(0, 40))
def test_both_lines_of_a_row_have_exactly_the_width(title: str, body: str, width: int, start: int) -> None:
    row = ArticleRow(1, 1, title, "來源", "2023-11-20", 5, 2, False, True, False, None, None)
    cursor = Cursor("❯", "cursor")
    start = min(start, max(0, len(body) - 1))
    snippet = Snippet(body, ((start, start + 1),) if body else (), True)

    def ink(_name: str, _ground: str) -> Style:
        return Style()

    assert cell_width(row_strip(row, cursor, _style(width), UNICODE, ink).text) == width
    assert cell_width(snippet_strip(snippet, cursor, _style(width), UNICODE, ink).text) == width
    assert snippet_strip(None, cursor, _style(width), UNICODE, ink).text == " " * width


@pytest.mark.parametrize("width", [40, 60, 72, 120])
def test_the_hit_of_a_snippet_is_in_sight_however_narrow_the_list(width: int) -> None:
    text = "前" * 24 + "港口" + "後" * 100
    strip = snippet_strip(
        Snippet(text, ((24, 26),), False),
        Cursor(" ", ""),
        _style(width),
        UNICODE,
        lambda _name, _ground: Style(),
    )
    assert [s.text for s in strip if s.style and s.style.underline] == ["港口"]
    assert strip.text.index("港口") < width / 2
