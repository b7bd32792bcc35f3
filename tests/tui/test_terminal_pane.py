"""The article pane read back from a terminal: each line stands where it should, at every width, whatever it says.

pyte places each character by the width that wcwidth has for it alone. So it knows no sequences: a family joined by U+200D
is four people wide there, a flag two letters, and a selector or skin tone changes nothing. Lines that have these are held
against `wcwidth.wcswidth`, which measures sequences by its own tables of Unicode, and are drawn with letters in place of
what was measured, so that what stands beside them is still seen to stand in its place.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tui.driving import asynchronous
from tui.pane_alone import PaneAlone
from wcwidth import wcswidth

from reader.model.article import Place
from reader.tui.marks import UNICODE
from reader.tui.measure import MEASURES
from reader.tui.page_content import PageContent
from reader.tui.widgets.columned_page import ColumnedPage
from reader.tui.widgets.page import Page
from reader.typeset.columns import column_measure

if TYPE_CHECKING:
    from collections.abc import Sequence

SEQUENCES = re.compile(".(?:[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.)+|[\U0001f1e6-\U0001f1ff]{1,2}")
"""What pyte is wrong about."""
PIECES = [
    *"中文字新聞報導，。、；（）「」《》“”…·", "——", "……", "GDP", "13.8%", "words ", "and ", "3.2 km",
    "https://example.org/a?b=c-d ",
    "x" * 30, "e\u0301", "ภาษาไทย", "한국어 ", "カタカナ", "ｶﾅ", "مرحبا ", "שלום ", "👍", "👍🏽", "👨‍👩‍👧‍👦", "🇳🇴", "☎️",
    "①", "★",
    "𠮷", "\u200b", "\n\n", "\n\n## ", "\n\n- ", "\n\n> ", " ", "　",
]  # fmt: skip
"""Conjuncts of Indic scripts are left out: terminals themselves do not agree on their width."""
SHAPES = {
    "table of twelve columns": "|" + "|".join(f"第{n}欄" for n in range(12)) + "|\n" + "|-" * 12 + "|\n"
    + "".join("|" + "|".join(f"{row}{n},500" for n in range(12)) + "|\n" for row in range(20)),
    "table of twelve columns of words": "|" + "|".join(f"第{n}欄" for n in range(12)) + "|\n" + "|-" * 12 + "|\n"
    + ("|" + "說得很長的話，|" * 12 + "\n") * 4,
    "list eight deep": "".join("  " * depth + f"- 第{depth}層的項目，說得長一些\n" for depth in range(8)),
    "line of emoji": "👍" * 3000,
    "line of families": "👨‍👩‍👧‍👦" * 750,
    "right to left": "في الميناء القديم غرفة للقراءة مفتوحة حتى منتصف الليل. " * 20 + "בנמל הישן יש חדר קריאה. " * 20,
    "long address": "見 https://example.org/" + "a1b2-c3/" * 247 + " 。",
    "long address of a link": "[說明](https://example.org/" + "x" * 1980 + ")",
}  # fmt: skip
SAMPLE = (Path(__file__).parent.parent / "typeset" / "sample.md").read_text(encoding="utf-8")


def read_back(rows: Sequence[str], width: int) -> list[str]:
    """What a terminal shows of rows that are each followed by a bar, which must stand in the column after the last."""
    screen = pyte.Screen(width + 1, len(rows))
    stream = pyte.Stream(screen)
    for number, row in enumerate(rows, 1):
        known = SEQUENCES.sub(lambda match: "@" * wcswidth(match[0]), row)
        stream.feed(f"\x1b[{number};1H{known}|")
        assert screen.cursor.y == number - 1, row
        assert screen.buffer[number - 1][width].data == "|", row
    return ["".join(screen.buffer[row][x].data for x in range(width)).rstrip() for row in range(len(rows))]


def squeezed(text: str) -> str:
    """What a text says, without blanks and without the marks of the typesetting."""
    return re.sub(r"[\s▪◦‣╎╌|#>\-\u200b]|\[Image\]", "", text)


def composed(text: str) -> str:
    """A text as pyte keeps it: marks joined with their letters (UAX #15)."""
    return unicodedata.normalize("NFC", text)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=80).map("".join), st.integers(10, 200))
@settings(max_examples=40)
def test_whatever_is_written_stands_in_its_place_in_every_measure(text: str, width: int) -> None:
    content = PageContent("標題", (), (), text)
    pages = [Page(content, width, UNICODE)]
    measure = column_measure(width)
    if measure.columns > 1:
        pages.append(ColumnedPage(content, measure, 7, UNICODE))
    said: list[list[str]] = []
    for page in pages:
        while not page.complete:
            page.advance(10_000)
        rows = ["".join(piece.text for piece in page.pieces(line)) for line in range(len(page))]
        assert all(wcswidth(row) <= page.width for row in rows)
        rows = [row + " " * (page.width - wcswidth(row)) for row in rows]
        shown = read_back(rows, page.width)
        assert [composed(squeezed(SEQUENCES.sub("", row))) for row in rows] == [
            squeezed(row).replace("@", "") for row in shown
        ]
        said.append(sorted(squeezed("".join(rows))))
    assert said[0] == said[-1]


@pytest.mark.parametrize("shape", SHAPES)
@asynchronous
async def test_hostile_shapes_are_shown_within_the_pane(shape: str) -> None:
    app = PaneAlone()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(PageContent("難排的版面", ("fact",), (), SHAPES[shape]))
        for width in (20, 40, 60, 80, 120):
            await app.turn_to(pilot, width, 24)
            for measure in MEASURES:
                app.view.set_measure(measure)
                await pilot.pause()
                rows = app.lines()
                full = [row + " " * (app.view.line_width - wcswidth(row)) for row in rows]
                read_back(full[:40], app.view.line_width)
                assert len(app.shown) == 24
                if shape.startswith(("list", "line", "right", "long address")) and "link" not in shape:
                    says = sorted(squeezed("".join(rows)))
                    assert says == sorted(squeezed("難排的版面fact" + SHAPES[shape]))


@pytest.mark.parametrize("width", range(14, 201, 31))
@asynchronous
async def test_what_is_drawn_on_the_screen_is_what_a_terminal_shows(width: int) -> None:
    app = PaneAlone()
    async with app.run_test(size=(width, 30)) as pilot:
        app.view.show(PageContent("一年", ("fact",), (), SAMPLE))
        for measure in MEASURES:
            app.view.set_measure(measure)
            app.view.show(PageContent("一年", ("fact",), (), SAMPLE), place=Place(4))
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
            assert read_back([strip.text for strip in strips], width) == app.shown
