"""Deep in a long article: a resize lays out what is seen, and the rest, above and below, in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from tui.driving import asynchronous
from tui.pane_alone import PaneAlone

from reader.model.article import Place
from reader.tui.page_content import PageContent
from reader.tui.widgets import page_view
from reader.tui.widgets.page import Page
from reader.typeset import galley

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from reader.tui.measure import Measure

PARAGRAPHS = 400
BODY = "\n\n".join(
    f"第 {number} 段從這裡開始，" + "寫了幾句長短不同的話，" * (number % 7 + 1) + "就完了。"
    for number in range(PARAGRAPHS)
)
CONTENT = PageContent("一篇長文", ("fact",), (), BODY)
DEEP = Place(300, 0)


@pytest.fixture(autouse=True)
def slow_background() -> Iterator[None]:
    """The background does nothing of its own accord, and little is near the beginning."""
    with patch.object(page_view, "_SLICE_PAUSE", 1e6), patch.object(galley, "_NEAR", 1000):
        yield


async def deep(app: PaneAlone, pilot: Pilot[None], measure: Measure) -> Page:
    """Read on from a paragraph far below, and have the terminal resized."""
    app.view.set_measure(measure)
    app.view.show(CONTENT, place=DEEP)
    await pilot.pause()
    app.lines()
    await app.turn_to(pilot, 110, 20)
    page = app.view._page
    assert page is not None
    assert not page.settled
    return page


def go_on(app: PaneAlone, page: Page) -> None:
    """Do what the background does, to the end."""
    while not page.done:
        app.view._go_on_in_background(page)


@pytest.mark.parametrize("measure", ["comfortable", "wide", "columns"])
@asynchronous
async def test_what_is_seen_stays_when_the_lines_above_are_counted(measure: Measure) -> None:
    app = PaneAlone()
    async with app.run_test(size=(130, 20)) as pilot:
        page = await deep(app, pilot, measure)
        before, percent = app.shown, app.view.percent
        assert "第 300 段" in before[0]
        assert app.view.place == DEEP
        go_on(app, page)
        await pilot.pause()
        assert page.settled
        assert app.shown == before
        assert app.view.place == DEEP
        assert abs(app.view.percent - percent) <= 5
        exact = Page(CONTENT, page.width, app.view._marks)
        while not exact.complete:
            exact.advance(100_000)
        if measure != "columns":
            assert len(page) == len(exact)
            assert app.view.top == exact.line_of(DEEP)


@pytest.mark.parametrize("measure", ["comfortable", "columns"])
@asynchronous
async def test_what_is_above_is_there_before_it_is_counted(measure: Measure) -> None:
    app = PaneAlone()
    async with app.run_test(size=(130, 20)) as pilot:
        page = await deep(app, pilot, measure)
        app.view.move_by(-20)
        await pilot.pause()
        assert not page.settled
        assert any("第 299 段" in line for line in app.shown)
        place, top = app.view.place, app.shown[0]
        assert place < DEEP
        go_on(app, page)
        await pilot.pause()
        if measure != "columns":
            assert app.shown[0] == top
        assert app.view._page is not None
        assert app.view._page.line_of(place) in range(app.view.top, app.view.top + 20)


@pytest.mark.parametrize("measure", ["comfortable", "columns"])
@asynchronous
async def test_the_beginning_is_reached_before_the_lines_are_counted(measure: Measure) -> None:
    app = PaneAlone()
    async with app.run_test(size=(130, 20)) as pilot:
        await deep(app, pilot, measure)
        app.view.move_to_end(end=False)
        await pilot.pause()
        assert "一篇長文" in app.shown[0]
        assert any("第 0 段" in line for line in app.shown)
        assert app.view.top == 0


@asynchronous
async def test_a_hit_above_is_gone_to_before_the_lines_are_counted() -> None:
    app = PaneAlone()
    async with app.run_test(size=(130, 20)) as pilot:
        await deep(app, pilot, "comfortable")
        app.view.mark(lambda text: [(at, at + 7)] if (at := text.find("第 250 段")) >= 0 else [])
        assert app.view.go_to_hit(-1)
        await pilot.pause()
        assert any("第 250 段" in line for line in app.shown)
