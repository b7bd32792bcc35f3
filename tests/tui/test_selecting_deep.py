"""Deep in a long article whose lines above are not counted yet: selecting, finding and going to headings, there and after."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from tui.driving import asynchronous
from tui.pane_alone import PaneAlone

from reader.model.article import Place
from reader.tui.page_content import PageContent
from reader.tui.widgets import page_view
from reader.typeset import galley
from reader.typeset.cells import cell_width

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from textual.pilot import Pilot

    from reader.tui.measure import Measure
    from reader.tui.widgets.page import Page
    from reader.tui.widgets.pieces import Link

PARTS, EACH = 12, 40
"""Sections, and the blocks of each: a heading and paragraphs."""


def _paragraph(number: int) -> str:
    return f"第 {number} 段有[一條](https://a.example.org/{number})連結。" + "再寫幾句話，" * (number % 5 + 1)


BODY = "\n\n".join(
    f"## 節{number // EACH}" if number % EACH == 0 else _paragraph(number) for number in range(PARTS * EACH)
)
CONTENT = PageContent("一篇長文", ("fact",), (), BODY)
DEEP = Place(301)
BOTH = pytest.mark.parametrize("measure", ["comfortable", "columns"])


@pytest.fixture(autouse=True)
def slow_background() -> Iterator[None]:
    """The background does nothing of its own accord, and little is near."""
    with (
        patch.object(page_view, "_SLICE_PAUSE", 1e6),
        patch.object(galley, "_NEAR", 1500),
        patch.object(galley, "_BATCH", 800),
    ):
        yield


class _Deep:
    """A pane in which the article is shown from a place on, and nothing above it is counted."""

    def __init__(self, app: PaneAlone, pilot: Pilot[None]) -> None:
        self.app, self.pilot, self.view = app, pilot, app.view

    async def show(self, measure: Measure) -> None:
        """Read on from the place; the article is parsed, as it is after a while."""
        self.view.set_measure(measure)
        self.view.show(CONTENT)
        await self.pilot.pause()
        self.page.manuscript.parse_all()
        self.view.go_to_place(DEEP)
        await self.pilot.pause()
        assert not self.page.settled

    @property
    def page(self) -> Page:
        assert self.view._page is not None
        return self.view._page

    async def settle(self) -> None:
        """Do what the background does, to the end."""
        while not self.page.done:
            self.view._go_on_in_background(self.page)
        await self.pilot.pause()
        assert self.page.settled

    async def drag(self, start: str, end: str) -> None:
        """Press the mouse on a text and let it go on another one."""
        await self.pilot.mouse_down(self.view, offset=self._cell(start))
        await self.pilot.hover(self.view, offset=self._cell(end))
        await self.pilot.mouse_up(self.view, offset=self._cell(end))
        await self.pilot.pause()

    def _cell(self, text: str) -> tuple[int, int]:
        found = ((line, row) for row, line in enumerate(self.app.shown) if text in line)
        line, row = next(found)
        return cell_width(line[: line.index(text)]), row

    @property
    def said(self) -> str:
        """What is selected, as it is copied."""
        return self.view.selection.quotation if self.view.selection is not None else ""

    @property
    def lit(self) -> str:
        """What is drawn as selected, without blanks."""
        lines = (self.view.draw_line(line, self.view.line_width) for line in self.view._lines_seen)
        parts = (part.text for line in lines for part in line if part.style and part.style.reverse)
        return "".join("".join(parts).split())


@asynccontextmanager
async def _deep(measure: Measure) -> AsyncIterator[_Deep]:
    """The pane in which the article is shown from that place on."""
    app = PaneAlone()
    async with app.run_test(size=(120, 20)) as pilot:
        deep = _Deep(app, pilot)
        await deep.show(measure)
        yield deep


def _plain(first: int, last: int) -> str:
    """Some paragraphs as they are copied."""
    paragraphs = [_paragraph(number) for number in range(first, last + 1)]
    return "\n\n".join(each.replace("[", "").replace(f"](https://a.example.org/{number})", "")
                       for number, each in enumerate(paragraphs, first))  # fmt: skip


@BOTH
@asynchronous
async def test_what_the_mouse_selects_is_the_same_before_and_after_the_lines_are_counted(
    measure: Measure,
) -> None:
    async with _deep(measure) as deep:
        await deep.drag("第 302 段", " 304 段")
        expected = f"{_plain(302, 303)}\n\n第 "
        assert deep.said == expected
        lit = deep.lit
        assert lit == "".join(expected.split())
        await deep.settle()
        assert (deep.said, deep.lit) == (expected, lit)
        await deep.drag("第 303 段", " 305 段")
        assert deep.said == f"{_plain(303, 304)}\n\n第 "
        assert deep.lit == "".join(deep.said.split())


@BOTH
@asynchronous
async def test_a_drag_from_above_the_place_goes_over_all_parts(measure: Measure) -> None:
    async with _deep(measure) as deep:
        deep.view.move_by(-6)
        await deep.pilot.pause()
        assert not deep.page.settled
        first = next(n for n in range(290, 301) if any(f"第 {n} 段" in line for line in deep.app.shown))
        last = first + 2
        await deep.drag(f"第 {first} 段", f" {last} 段")
        expected = f"{_plain(first, last - 1)}\n\n第 "
        assert deep.said == expected
        assert deep.lit == "".join(expected.split())
        await deep.settle()
        assert deep.said == expected


@BOTH
@asynchronous
async def test_the_mouse_may_be_down_while_the_lines_are_counted(measure: Measure) -> None:
    async with _deep(measure) as deep:
        await deep.pilot.mouse_down(deep.view, offset=deep._cell("第 302 段"))
        await deep.settle()
        await deep.pilot.hover(deep.view, offset=deep._cell(" 303 段"))
        assert deep.said == f"{_plain(302, 302)}\n\n第 "


@BOTH
@asynchronous
async def test_keys_select_upwards_over_the_place_before_and_after_the_lines_are_counted(
    measure: Measure,
) -> None:
    async with _deep(measure) as deep:
        assert deep.view.begin_selecting()
        assert deep.said == "第"
        for _ in range(4):
            deep.view.act_on_key("left_curly_bracket")
        assert not deep.page.settled
        expected = f"{_plain(297, 300)}\n\n第"
        assert deep.said == expected
        assert deep.lit
        await deep.settle()
        assert deep.said == expected
        lit = deep.lit
        for key in ("k", "k", "j", "j"):
            deep.view.act_on_key(key)
        assert (deep.said, deep.lit) == (expected, lit)
        for _ in range(6):
            deep.view.act_on_key("right_curly_bracket")
        assert deep.said == f"{_plain(301, 302)}\n\n第"


@asynchronous
async def test_line_by_line_the_caret_meets_the_same_text_there_and_back() -> None:
    async with _deep("comfortable") as deep:
        assert deep.view.begin_selecting()
        for _ in range(60):
            deep.view.act_on_key("k")
        up, numbers = deep.said, [number for number in range(302) if f"第 {number} 段" in deep.said]
        assert numbers == [number for number in range(numbers[0], 301) if number % EACH]
        assert numbers[0] < 270
        await deep.settle()
        assert deep.said == up
        for _ in range(60):
            deep.view.act_on_key("j")
        assert deep.said == "第"


@BOTH
@asynchronous
async def test_the_caret_goes_to_the_title_from_where_nothing_is_counted(measure: Measure) -> None:
    async with _deep(measure) as deep:
        assert deep.view.begin_selecting()
        deep.view.act_on_key("g")
        await deep.pilot.pause()
        assert deep.view.top == 0
        assert "一篇長文" in deep.app.shown[0]
        assert deep.said.startswith("一篇長文\n\n節0\n\n第 1 段")
        assert deep.said.endswith(f"{_plain(300, 300)}\n\n第")
        deep.view.act_on_key("o")
        await deep.pilot.pause()
        assert any("第 301 段" in line for line in deep.app.shown), (
            "the other end is far from all that is laid out"
        )
        deep.view.act_on_key("h")
        assert deep.said.endswith("再寫幾句話，")


@BOTH
@asynchronous
async def test_sections_far_away_are_gone_to_without_what_is_between(measure: Measure) -> None:
    async with _deep(measure) as deep:
        for step, section in ((1, 8), (1, 9), (-1, 8), (-1, 7), (-1, 6), (-1, 5), (1, 6)):
            deep.view.go_to_section(step)
            await deep.pilot.pause()
            assert any(f"節{section}" in line for line in deep.app.shown)
            assert not deep.page.settled
            assert not deep.page._galley.above.lines
        assert deep.page._galley.below.start > 0
        await deep.settle()
        assert any("節6" in line for line in deep.app.shown)
        deep.view.go_to_section(1)
        await deep.pilot.pause()
        assert any("節7" in line for line in deep.app.shown)
        for _ in range(9):
            deep.view.go_to_section(-1)
        assert deep.view.top == 0


@BOTH
@asynchronous
async def test_hits_far_away_are_gone_to_without_what_is_between(measure: Measure) -> None:
    def find(text: str) -> list[tuple[int, int]]:
        return [(0, len(text))] if text.startswith("節") else []

    async with _deep(measure) as deep:
        deep.view.mark(find)
        for step, section in ((-1, 7), (-1, 6), (-1, 5), (1, 6)):
            assert deep.view.go_to_hit(step)
            await deep.pilot.pause()
            assert any(f"節{section}" in line for line in deep.app.shown)
            assert not deep.page.settled
            assert deep.view.begin_selecting()
            assert deep.said == f"節{section}", "it begins with the hit, which is in sight"
            deep.view.end_selection()
        deep.view.go_to_place(Place(460))
        assert deep.view.begin_selecting()
        assert "節" not in deep.said
        await deep.settle()
        assert deep.view.hits == (7, PARTS)


@asynchronous
async def test_letters_stay_with_their_links_when_the_lines_are_counted() -> None:
    async with _deep("comfortable") as deep:
        plain = deep.app.shown
        assert deep.view.show_link_hints()
        await deep.pilot.pause()
        before, top = deep.app.shown, deep.view.top
        assert before[0] != plain[0]
        await deep.settle()
        assert deep.view.top != top
        assert deep.app.shown == before
        followed: list[Link] = []
        with patch.object(deep.view, "_follow", followed.append):
            await deep.pilot.press("s")
        assert [link.address for link in followed] == ["https://a.example.org/302"]


@asynchronous
async def test_copying_and_leaving_do_not_go_back_to_what_is_selected_far_away() -> None:
    async with _deep("comfortable") as deep:
        assert deep.view.begin_selecting()
        deep.view.go_to_place(Place(101))
        for key in ("y", "escape"):
            deep.view.act_on_key(key)
            await deep.pilot.pause()
            assert "第 101 段" in deep.app.shown[0]
        deep.view.go_to_place(DEEP)
        assert deep.view.begin_selecting()
        deep.view.go_to_place(Place(101))
        deep.view.act_on_key("e")
        await deep.pilot.pause()
        assert any("第 301 段" in line for line in deep.app.shown), "the caret moves from where it is"
        assert deep.said == "第 301"
