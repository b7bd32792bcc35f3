"""Shapes that break pages elsewhere: set within the width, with nothing sheared and nothing lost."""

from __future__ import annotations

import re

import pytest
from wcwidth import wcswidth

from reader.typeset.columns import Pages
from reader.typeset.layout import Layout, Options
from reader.typeset.manuscript import Manuscript

WIDTHS = [10, 23, 40, 60, 76, 120, 200]
SHAPES = {
    "table of twelve columns": "|" + "|".join(f"第{n}欄" for n in range(12)) + "|\n" + "|-" * 12 + "|\n"
    + "".join("|" + "|".join(f"{row}{n},500" for n in range(12)) + "|\n" for row in range(20)),
    "list eight deep": "".join("  " * depth + f"- 第{depth}層的項目，說得長一些\n" for depth in range(8)),
    "numbered list eight deep": "".join("   " * depth + f"1. 第{depth}層的項目\n" for depth in range(8)),
    "line of emoji": "👍" * 3000,
    "line of families": "👨‍👩‍👧‍👦" * 750,
    "right to left": "في الميناء القديم غرفة للقراءة مفتوحة حتى منتصف الليل. " * 30 + "בנמל הישן יש חדר קריאה. " * 30,
    "long address": "見 https://example.org/" + "a1b2-c3/" * 247 + " 。",
    "long address of a link": "[說明](https://example.org/" + "x" * 1980 + ")",
}  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_are_set_within_the_width(shape: str, width: int) -> None:
    for options in (Options(), Options(sideways=True, addresses=True, ascii=True)):
        layout = Layout(Manuscript(SHAPES[shape]), width, options)
        layout.extend(10**9)
        assert layout.lines
        assert all(line.cells <= width for line in layout.lines)
        # Marks of scripts that the two know differently aside, another implementation finds the same widths.
        assert all(wcswidth(line.text) == line.cells for line in layout.lines)


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if "table" not in shape and "link" not in shape])
def test_shapes_lose_nothing(shape: str) -> None:
    def squeezed(text: str) -> str:
        return re.sub(r"[\s▪◦‣-]|\d\.", "", text)

    for width in WIDTHS:
        layout = Layout(Manuscript(SHAPES[shape]), width)
        layout.extend(10**9)
        assert squeezed("".join(line.text for line in layout.lines)) == squeezed(SHAPES[shape])


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_are_cut_into_columns(shape: str) -> None:
    layout = Layout(Manuscript(SHAPES[shape]), 36)
    pages = Pages(layout, 3, 20)
    assert pages.page(10**9) is None
    shown = [
        at
        for page in map(pages.page, range(pages.estimate()))
        if page
        for column in page.columns
        for at in column
    ]
    assert shown == [at for at, line in enumerate(layout.lines) if not line.gap]
