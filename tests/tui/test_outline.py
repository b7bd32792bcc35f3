"""The outline beside the text, and over it where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from tui.articles import LONG, TABLE
from tui.driving import Driver, asynchronous, reading

from reader.model.draft import Draft
from reader.model.published import Published
from reader.settings import Reading, Settings
from reader.tui.commands import Pane
from reader.tui.screens.outline import OutlineScreen
from reader.tui.widgets import page_view
from reader.tui.widgets.outline import OutlinePane
from reader.typeset import galley
from reader.typeset.cells import cell_width
from reader.typeset.layout import Layout

if TYPE_CHECKING:
    from reader.library import Library

WIDE = (200, 20)
HEADINGS = ["航道與碼頭", "岸電與減排", "下一步"]


def outline_of(driver: Driver) -> OutlinePane:
    assert driver.main.outline is not None
    return driver.main.outline


def shown(driver: Driver) -> list[str]:
    """The headings that stand beside the text, with their signs; none when no outline does."""
    pane = driver.main.outline
    return [row for row in driver.rows_of(pane) if row] if pane is not None and pane.display else []


def bold_titles(driver: Driver) -> list[str]:
    """The headings that are set bold."""
    pane = outline_of(driver)
    strips = [pane.draw_line(line, pane.line_width) for line in range(len(pane.entries))]
    return [
        seg.text for strip in strips for seg in strip if seg.style and seg.style.bold and seg.text.strip()
    ]


def add(library: Library, title: str, markdown: str) -> None:
    """An article that is the newest."""
    library.add([Draft(title, markdown, "港口建設", published=Published("2023-11-21"))])


@asynchronous
async def test_the_section_that_is_read_is_marked_and_followed(library: Library) -> None:
    async with reading(library, size=WIDE) as driver:
        await driver.press("enter", "t")
        assert [row.strip("› ") for row in shown(driver)] == HEADINGS
        assert bold_titles(driver) == [], "no section is read before the first heading"
        assert all(row.startswith("  ") for row in shown(driver))
        for heading in HEADINGS[:2]:
            await driver.press("]", "j")
            assert [row.strip() for row in shown(driver) if row.startswith("›")] == [f"› {heading}"]
            assert bold_titles(driver) == [heading]
        await driver.press("k", "k")
        assert bold_titles(driver) == HEADINGS[:1]
        grounds = {pane.background_colors[1] for pane in (outline_of(driver), driver.main.article_view)}
        assert len(grounds) == 2, "it is set apart by its ground"


@asynchronous
async def test_the_outline_is_reached_by_keys_and_leads_to_headings(library: Library) -> None:
    async with reading(library, size=WIDE) as driver:
        main = driver.main
        await driver.press("enter", "t", "l")
        assert main.is_in_outline
        assert main.pane is Pane.ARTICLE
        assert {hint.label for hint in main.key_bar.hints} >= {"Go there", "Back", "Close"}
        await driver.press("j", "j", "enter")
        assert driver.app.focused is main.article_view
        assert bold_titles(driver) == HEADINGS[2:], "it is the section that was gone to, at the end too"
        await driver.press("tab", "k", "enter")
        assert driver.rows_of(main.article_view)[0].strip() == HEADINGS[1]
        await driver.press("tab", "escape")
        assert driver.app.focused is main.article_view
        await driver.press("l", "h")
        assert driver.app.focused is main.article_view
        await driver.press("tab", "tab")
        assert main.pane is Pane.SIDEBAR
        await driver.press("shift+tab")
        assert main.is_in_outline
        await driver.press("l")
        assert main.is_in_outline, "the rightmost pane"
        await driver.press("G", "g")
        assert outline_of(driver)._cursor == 0


@asynchronous
async def test_a_click_on_a_heading_goes_there(library: Library) -> None:
    async with reading(library, size=WIDE) as driver:
        await driver.press("enter", "t", "2")
        await driver.click_row(outline_of(driver), 1, x=5)
        assert driver.app.focused is driver.main.article_view
        assert driver.rows_of(driver.main.article_view)[0].strip() == HEADINGS[1]
        await driver.click_row(outline_of(driver), 9, x=5)
        assert driver.rows_of(driver.main.article_view)[0].strip() == HEADINGS[1], "nothing stands there"


@asynchronous
async def test_a_click_on_the_keys_of_the_outline_does_what_they_do(library: Library) -> None:
    async with reading(library, size=WIDE) as driver:
        await driver.press("enter", "t", "tab", "j")
        await driver.click(driver.main.key_bar, driver.lines[-1].index("Go there"))
        assert driver.rows_of(driver.main.article_view)[0].strip() == HEADINGS[1]
        await driver.press("tab")
        await driver.click(driver.main.key_bar, driver.lines[-1].index("Close"))
        assert shown(driver) == []
        assert driver.app.focused is driver.main.article_view


@asynchronous
async def test_the_same_key_closes_it_and_the_keyboard_stays_with_the_text(library: Library) -> None:
    async with reading(library, size=WIDE) as driver:
        before = driver.main.article_view.size
        await driver.press("enter", "t", "l", "t")
        assert shown(driver) == []
        assert driver.app.focused is driver.main.article_view
        assert driver.main.article_view.size == before


@asynchronous
async def test_it_stays_open_from_article_to_article_and_vanishes_where_there_are_no_headings(
    library: Library,
) -> None:
    async with reading(library, size=WIDE) as driver:
        await driver.press("enter", "t", "l", "J")
        assert driver.title != LONG
        assert shown(driver) == []
        assert driver.app.focused is driver.main.article_view
        await driver.press("J")
        assert driver.title == TABLE
        assert [row.strip("› ") for row in shown(driver)] == ["說明"]
        await driver.press("ctrl+q")
    async with reading(library, size=WIDE) as driver:
        assert [row.strip("› ") for row in shown(driver)] == ["說明"], "also at the next start"
        await driver.press("2", "g", "j")
        assert shown(driver) == []


@asynchronous
async def test_an_article_whose_headings_are_none_after_all_has_no_outline(library: Library) -> None:
    add(library, "碼", "```\n# 註解\n```\n\n終。\n")
    async with reading(library, size=WIDE) as driver:
        await driver.press("enter", "t")
        assert driver.said == ["This article has no headings."]
        assert shown(driver) == []
        assert driver.dialog is None


@asynchronous
async def test_a_narrow_terminal_has_a_dialog_that_begins_at_the_present_section(library: Library) -> None:
    async with reading(library, size=(80, 24)) as driver:
        await driver.press("enter", "]", "]", "t")
        assert isinstance(driver.dialog, OutlineScreen)
        rows = [line for line in driver.lines if "❯" in line]
        assert ["❯ 岸電與減排" in row for row in rows] == [True]
        await driver.press("t")
        assert driver.dialog is None
        await driver.press("t", "k", "enter")
        assert driver.dialog is None
        assert driver.rows_of(driver.main.article_view)[0].strip() == HEADINGS[0]
        await driver.resize(200, 24)
        assert shown(driver) == [], "a dialog is no wish for an outline beside the text"


@asynchronous
async def test_a_terminal_that_becomes_narrow_hides_it_and_a_wide_one_shows_it_again(
    library: Library,
) -> None:
    async with reading(library, size=WIDE) as driver:
        await driver.press("enter", "t", "l")
        await driver.resize(80, 24)
        assert shown(driver) == []
        assert driver.app.focused is driver.main.article_view
        await driver.press("t")
        assert isinstance(driver.dialog, OutlineScreen)
        await driver.press("escape")
        await driver.resize(*WIDE)
        assert len(shown(driver)) == 3


@pytest.mark.parametrize("measure", ["comfortable", "wide", "columns"])
@asynchronous
async def test_it_stands_beside_the_text_in_every_measure(library: Library, measure: str) -> None:
    settings = Settings(reading=Reading(measure=measure))  # type: ignore[arg-type]
    async with reading(library, settings, size=WIDE) as driver:
        await driver.press("enter", "z", "t")
        assert driver.panes == [Pane.ARTICLE]
        view, pane = driver.main.article_view, outline_of(driver)
        assert view.size.width + pane.size.width == 200
        for number, heading in enumerate(HEADINGS):
            await driver.press("tab", "g", *["j"] * number, "enter")
            assert any(heading in row for row in driver.rows_of(view))
            assert bold_titles(driver) == [heading]


@asynchronous
async def test_levels_are_indented_and_titles_cut_by_cells(library: Library) -> None:
    long = "標題\u202e" * 40
    source = "".join(f"{'#' * level} {long}\n\n正文。\n\n" for level in (2, 3, 6, 2))
    add(library, "深", source)
    async with reading(library, size=WIDE) as driver:
        await driver.press("enter", "t")
        rows = shown(driver)
        assert [len(row) - len(row.lstrip("› ")) for row in rows] == [2, 4, 10, 2]
        assert all(row.endswith("⋯") and "\u202e" not in row for row in rows)
        assert all(cell_width(row) <= outline_of(driver).size.width for row in rows)


@asynchronous
async def test_titles_stand_in_the_shown_script(library: Library) -> None:
    async with reading(library, size=WIDE) as driver:
        await driver.press("enter", "t", "v")
        assert shown(driver)[0].strip("› ") == "航道与码头"
        await driver.press("v", "v")
        assert shown(driver)[0].strip("› ") == HEADINGS[0]


@asynchronous
async def test_opening_it_does_not_lay_out_a_long_article(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, "長", "".join(f"## 第 {n} 節\n\n{'海風吹過碼頭。' * 40}\n\n" for n in range(600)))
    async with reading(library, size=WIDE) as driver:
        main = driver.main
        monkeypatch.setattr(Layout, "advance", lambda layout, characters: None)  # nothing in the background
        await driver.press("G")
        main.article_list.move_to(0)
        await driver.pilot.pause(0.1)
        driver.strike("enter", "t")
        await driver.until(lambda: main.outline is not None and main.outline.display)
        assert 0 < len(outline_of(driver).entries) < 100, "as many as are parsed"
        monkeypatch.undo()
        await driver.until(lambda: len(outline_of(driver).entries) == 600)
        await driver.press("tab", "G", "enter")
        assert bold_titles(driver) == ["第 599 節"]


@asynchronous
async def test_the_next_heading_is_found_beyond_what_is_laid_out(library: Library) -> None:
    add(library, "遠", f"{'海風吹過碼頭。' * 4000}\n\n## 近岸\n\n終。\n\n" + "# 尾\n\n完。\n")
    async with reading(library, size=(80, 24)) as driver:
        await driver.press("enter", "]")
        top = driver.rows_of(driver.main.article_view)
        assert any("近岸" in row for row in top)
        await driver.press("g", "[")
        assert driver.main.article_view.top == 0


@asynchronous
async def test_the_section_gone_to_stays_marked_when_the_lines_above_it_are_counted(library: Library) -> None:
    paragraphs = "一段沒有什麼內容的話，只是為了夠長。\n\n" * 400
    add(library, "很長", f"## 起\n\n{paragraphs}## 承\n\n短。\n\n## 合\n\n也短。\n")
    async with reading(library, size=WIDE) as driver:
        await driver.press("enter", "t", "G")
        view = driver.main.article_view
        with patch.object(page_view, "_SLICE_PAUSE", 1e6), patch.object(galley, "_NEAR", 1000):
            await driver.pilot.resize_terminal(210, 20)
            await driver.pilot.pause()
            page = view._page
            assert page is not None
            assert not page.settled
            driver.main.on_outline_pane_chosen(OutlinePane.Chosen(view.outline[-2].block))
            await driver.pilot.pause()
            assert bold_titles(driver) == ["承"]
            assert not page.settled
            top = view.top
            while not page.done:
                view._go_on_in_background(page)
            await driver.pilot.pause()
        assert view.top != top
        assert bold_titles(driver) == ["承"]
