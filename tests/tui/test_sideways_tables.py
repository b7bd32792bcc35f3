"""A table of figures that is wider than the pane: slid by keys, revealed by hits, whole for everything but the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tui.driving import asynchronous, reading
from tui.pane_alone import PaneAlone

from reader.model.article import Place
from reader.model.draft import Draft
from reader.settings import Reading, Settings
from reader.tui.marks import UNICODE
from reader.tui.page_content import PageContent
from reader.tui.widgets.page import Page
from reader.typeset import galley
from reader.typeset.manuscript import Manuscript

if TYPE_CHECKING:
    from tui.driving import Driver

    from reader.library import Library

FIGURES = (Path(__file__).parent.parent / "typeset" / "figures.md").read_text(encoding="utf-8")


@pytest.fixture
def figures_library(empty_library: Library) -> Library:
    """A library of one article with a wide table, and one without."""
    empty_library.add([Draft("一年的吞吐量", FIGURES, "港口"), Draft("短訊", "一句話。\n", "港口")])
    return empty_library


async def open_figures(driver: Driver) -> None:
    driver.main.article_list.move_to(driver.listed.index("一年的吞吐量"))
    await driver.settle()
    await driver.press("3", "z")


def header(lines: list[str]) -> list[str]:
    return next(line.split() for line in lines if line.strip().startswith("码头"))


@asynchronous
async def test_keys_slide_the_table_column_by_column(figures_library: Library) -> None:
    async with reading(figures_library, size=(80, 24)) as driver:
        await open_figures(driver)
        view = driver.main.article_view
        assert header(driver.rows_of(view)) == [
            "码头",
            "一月",
            "二月",
            "三月",
            "四月",
            "五月",
            "六月",
            "七月",
        ]
        await driver.press(">", "＞")
        assert header(driver.rows_of(view)) == [
            "码头",
            "三月",
            "四月",
            "五月",
            "六月",
            "七月",
            "八月",
            "九月",
        ]
        rule = next(line for line in driver.rows_of(view) if "«" in line)
        assert "« 2 ╌" in rule
        assert rule.endswith("╌ 4 »")
        await driver.press("《")
        assert header(driver.rows_of(view))[1] == "二月"
        await driver.press(*[">"] * 20)
        assert header(driver.rows_of(view))[-1] == "合计"
        await driver.press("<")
        assert header(driver.rows_of(view))[-1] == "十二月", "what is beyond the last column is not counted"


@asynchronous
async def test_the_commands_are_there_for_such_a_table_alone(figures_library: Library) -> None:
    async with reading(figures_library, size=(80, 24)) as driver:
        await open_figures(driver)
        assert driver.main.situation().wide_table
        await driver.press("K")
        assert driver.title == "短訊"
        assert not driver.main.situation().wide_table
        await driver.press("J")
        await driver.resize(200, 24)
        await driver.press("w")
        assert not driver.main.situation().wide_table, "it has room"


@asynchronous
async def test_a_hit_in_a_hidden_column_is_slid_to(figures_library: Library) -> None:
    async with reading(figures_library, size=(80, 24)) as driver:
        await open_figures(driver)
        assert "1,344.7" not in driver.text
        await driver.press("/", *"1,344.7", "enter")
        assert "1,344.7" in driver.text
        assert "十一月" in header(driver.rows_of(driver.main.article_view))
        await driver.press("Y")
        assert "| 一月 |" in driver.copied[-1]
        assert "1,382.0" in driver.copied[-1]


@asynchronous
async def test_columns_have_records(figures_library: Library) -> None:
    settings = Settings(reading=Reading(measure="columns"))
    async with reading(figures_library, settings, size=(120, 30)) as driver:
        await open_figures(driver)
        assert "一月: 1,382.0" in driver.text
        assert not driver.main.situation().wide_table


@asynchronous
async def test_the_table_nearest_to_the_middle_is_slid() -> None:
    table = FIGURES.partition("|")[2].rpartition("|")[0]
    source = f"|{table}|\n\n" + "段。\n\n" * 3 + f"|{table}|\n"
    app = PaneAlone()
    async with app.run_test(size=(80, 12)) as pilot:
        app.view.show(PageContent("兩張表", (), (), source))
        await pilot.pause()
        assert app.view.slide_table(1)
        first, second = (line.split() for line in app.lines() if line.strip().startswith("码头"))
        assert (first[1], second[1]) == ("二月", "一月")
        app.view.go_to_line(9)
        assert app.view.slide_table(1)
        first, second = (line.split() for line in app.lines() if line.strip().startswith("码头"))
        assert (first[1], second[1]) == ("二月", "二月")
        assert not app.view.slide_table(0)


def test_a_table_stays_slid_when_the_lines_above_a_place_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(galley, "_NEAR", 10)
    monkeypatch.setattr(galley, "_BATCH", 100)
    source = FIGURES + "\n\n" + "段。\n\n" * 60
    manuscript = Manuscript(source)
    manuscript.parse_all()
    content = PageContent("表", (), (), source)
    for early in (0, 10**6):
        page = Page(content, 74, UNICODE, manuscript=manuscript, place=Place(50))
        page.advance(early)
        assert page._galley.slide(1, 3)
        while not page.complete:
            page.advance(100)
            page.settle(0)
        lines = ["".join(piece.text for piece in page.pieces(line)) for line in range(len(page))]
        assert header(lines)[1] == "四月"


@asynchronous
async def test_what_is_selected_across_the_window_has_the_columns_that_are_not_shown() -> None:
    app = PaneAlone()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(PageContent("一年的吞吐量", (), (), "|港|" + "|".join(f"{n}號" for n in range(20)) + "|\n"
                                  + "|-" * 21 + "|\n|北|" + "|".join(f"{n:02},345" for n in range(20)) + "|\n"))  # fmt: skip
        await pilot.pause()
        row, line = next((row, line) for row, line in enumerate(app.shown) if "北" in line)
        left, right = line.index("北") + 0, len(line)
        assert "19,345" not in line
        await pilot.mouse_down(app.view, offset=(left, row))
        await pilot.hover(app.view, offset=(right, row))
        await pilot.mouse_up(app.view, offset=(right, row))
        selection = app.view.selection
        assert selection is not None
        assert selection.quotation.startswith("北\t00,345\t01,345\t02,345")
        app.view.slide_table(3)
        app.view.slide_table(-3)
        assert app.view.selection == selection


@asynchronous
async def test_the_caret_slides_the_table_to_what_it_stands_on() -> None:
    app = PaneAlone()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(PageContent("一年的吞吐量", (), (), FIGURES))
        await pilot.pause()
        seen = header(app.shown)
        assert app.view.begin_selecting()
        while header(app.shown)[1] == seen[1]:
            app.view.act_on_key("w")
            await pilot.pause()
        assert header(app.shown)[0] == seen[0]
        strips = [app.view.draw_line(line, app.view.line_width) for line in range(app.view.page)]
        underlined = [part for strip in strips for part in strip if part.style and part.style.reverse]
        assert underlined, "the caret is in sight"
