"""Selecting in the article pane: by mouse and by keys, in every measure, and what is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui.driving import asynchronous, reading

from reader.model.draft import Draft
from reader.settings import Reading, Settings
from reader.tui.commands import Pane
from reader.tui.widgets import selecting
from reader.typeset.cells import cell_width

if TYPE_CHECKING:
    from tui.driving import Driver

    from reader.library import Library
    from reader.tui.widgets.article_view import ArticleView

_BODY = f"""港口的燈塔，在 the harbour's edge 之外。發展的後面，皇后的頭髮。

> 引文的第一段

參看[燈塔的歷史](https://coast.example.org/lighthouse)一文。

| 港區 | 增長 |
| :- | -: |
| 北岸 | 39% |

{"".join(f"第{number}段的文字說的是潮水。" + chr(10) * 2 for number in range(40))}
"""
TITLE = "頭髮與燈塔"


@pytest.fixture
def told(empty_library: Library) -> Library:
    """A library of one article, written in traditional characters, without an address."""
    empty_library.add([Draft(TITLE, _BODY, "海", language="zh-Hant")])
    return empty_library


def _cell(driver: Driver, text: str) -> tuple[int, int]:
    """Where a text stands in the article pane."""
    for y, line in enumerate(driver.lines_of(driver.main.article_view)):
        if text in line and y >= driver.main.article_view.header:
            return cell_width(line[: line.index(text)]), y
    raise AssertionError(driver.text)


async def _drag(driver: Driver, start: tuple[int, int], *ways: tuple[int, int]) -> None:
    """Press the mouse at a cell of the article pane and let it go elsewhere."""
    view, pilot = driver.main.article_view, driver.pilot
    await pilot.mouse_down(view, offset=start)
    for way in ways:
        await pilot.hover(view, offset=way)
    await pilot.mouse_up(view, offset=ways[-1])
    await driver.settle()


def _said(view: ArticleView) -> str | None:
    return view.selection.quotation if view.selection is not None else None


def _lit(driver: Driver) -> str:
    """What is drawn as selected, line by line."""
    view = driver.main.article_view
    lines = (view.draw_line(line, view.line_width) for line in range(view.top, view.top + view.page))
    lit = ["".join(part.text for part in line if part.style and part.style.reverse) for line in lines]
    return "\n".join(line for line in lit if line)


# The mouse


@pytest.mark.parametrize(
    ("measure", "size"),
    [
        ("comfortable", (40, 24)),
        ("comfortable", (120, 40)),
        ("wide", (200, 50)),
        ("columns", (100, 30)),
        ("columns", (200, 50)),
    ],
    ids=str,
)
@asynchronous
async def test_dragging_selects_from_character_to_character(
    told: Library, measure: str, size: tuple[int, int]
) -> None:
    settings = Settings(reading=Reading(measure=measure))  # type: ignore[arg-type]
    async with reading(told, settings, size=size) as driver:
        await driver.press("3", "z")
        view = driver.main.article_view
        await _drag(driver, _cell(driver, "燈塔，"), _cell(driver, "第一段"))
        expected = "燈塔，在 the harbour's edge 之外。發展的後面，皇后的頭髮。\n\n引文的第"
        assert _said(view) == expected
        assert "".join(_lit(driver).split()) == "".join(expected.split()), "what is lit is what is selected"
        await _drag(driver, _cell(driver, "第一段"), _cell(driver, "燈塔，"))
        assert _said(view) == expected, "backwards it is the same"


@asynchronous
async def test_both_halves_of_a_wide_character_are_that_character(told: Library) -> None:
    async with reading(told) as driver:
        await driver.press("3")
        (x, y), (last, _) = _cell(driver, "燈塔，"), _cell(driver, "塔，")
        await _drag(driver, (x + 1, y), (last + 1, y))
        assert _said(driver.main.article_view) == "燈塔"


@asynchronous
async def test_a_drag_from_margin_to_margin_takes_whole_lines_and_the_title_too(told: Library) -> None:
    async with reading(told, size=(120, 60)) as driver:
        await driver.press("3")
        view = driver.main.article_view
        _, y = _cell(driver, "引文")
        await _drag(driver, (0, view.header), (view.line_width - 1, y))
        assert _said(view) == (
            f"{TITLE}\n\n港口的燈塔，在 the harbour's edge 之外。發展的後面，皇后的頭髮。\n\n引文的第一段"
        )
        _, y = _cell(driver, "增長")
        await _drag(driver, (0, y), (view.line_width - 1, y + 2))
        assert _said(view) == "港區\t增長\n北岸\t39%"


@pytest.mark.parametrize("times", [2, 3])
@asynchronous
async def test_a_second_click_selects_the_word_and_a_third_the_paragraph(told: Library, times: int) -> None:
    async with reading(told) as driver:
        await driver.press("3")
        view = driver.main.article_view
        for text, word in (("塔，在", "港口的燈塔"), ("harbour", "harbour's"), ("第一段", "引文的第一段")):
            x, y = _cell(driver, text)
            await driver.click(view, x, y, times=times)
            whole = next(part for part in _BODY.replace("> ", "").split("\n\n") if text in part)
            assert _said(view) == (word if times == 2 else whole)
            await driver.click(view, 0, view.header)
            assert _said(view) is None


@pytest.mark.parametrize("leave", ["click", "escape"])
@asynchronous
async def test_a_click_elsewhere_or_esc_takes_it_away(told: Library, leave: str) -> None:
    async with reading(told) as driver:
        await driver.press("3")
        await _drag(driver, _cell(driver, "燈塔，"), _cell(driver, "第一段"))
        assert _lit(driver)
        if leave == "click":
            await driver.click(driver.main.article_view, *_cell(driver, "一文"))
        else:
            await driver.press("escape")
        assert driver.main.article_view.selection is None
        assert not _lit(driver)
        assert driver.main.pane is Pane.ARTICLE
        await driver.press("escape")
        assert driver.main.pane is Pane.LIST


@pytest.mark.parametrize("measure", ["comfortable", "columns"])
@asynchronous
async def test_dragging_beyond_the_edge_scrolls_as_long_as_the_mouse_is_there(
    told: Library, measure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selecting, "_SCROLL_PAUSE", 0.001)
    monkeypatch.setattr(selecting, "_TURN_PAUSE", 0.001)
    settings = Settings(reading=Reading(measure=measure))  # type: ignore[arg-type]
    async with reading(told, settings, size=(120, 14)) as driver:
        await driver.press("3", "z")
        view, pilot = driver.main.article_view, driver.pilot
        await pilot.mouse_down(view, offset=_cell(driver, "燈塔，"))
        await pilot.hover(driver.main.key_bar, offset=(30, 0))
        await driver.until(lambda: view.at_end)
        await driver.until(lambda: (_said(view) or "").endswith("第39段的文字說的是潮水。"))
        assert (_said(view) or "").startswith("燈塔，在 the harbour's")
        await pilot.hover(view, offset=(3, view.header - 1))
        await driver.until(lambda: view.top == 0 and _said(view) == f"{TITLE}\n\n港口的燈")
        await pilot.mouse_up(view, offset=(3, 4))
        assert view._edge is None
        await pilot.hover(view, offset=(3, view.header - 1))
        assert view._edge is None, "nothing goes on after the mouse was let go"


@asynchronous
async def test_dragging_over_a_link_does_not_follow_it_and_a_click_does(told: Library) -> None:
    async with reading(told) as driver:
        await driver.press("3")
        x, y = _cell(driver, "燈塔的歷史")
        await _drag(driver, (x, y), (x + 8, y))
        assert _said(driver.main.article_view) == "燈塔的歷史"
        assert driver.opened == []
        await driver.click(driver.main.article_view, x, y)
        assert driver.opened == ["https://coast.example.org/lighthouse"]


# What it survives


@asynchronous
async def test_it_stays_through_widths_measures_and_scripts_and_is_as_written(told: Library) -> None:
    async with reading(told, size=(120, 40)) as driver:
        await driver.press("3")
        view = driver.main.article_view
        await _drag(driver, _cell(driver, "發展"), _cell(driver, "第一段"))
        before = view.selection
        assert before is not None
        assert before.quotation == "發展的後面，皇后的頭髮。\n\n引文的第"
        await driver.resize(60, 30)
        await driver.press("w", "z", "w")
        await driver.resize(160, 30)
        await driver.press("v")
        await driver.until(lambda: "发展的后面" in driver.text)
        assert view.selection == before
        assert "".join(_lit(driver).split()) == "发展的后面，皇后的头发。引文的第"
        await driver.press("y")
        assert driver.copied == [before.quotation]


@asynchronous
async def test_another_article_has_nothing_selected(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("3", "V", "j", "escape", "V")
        await driver.press("tab", "j")
        assert driver.main.article_view.selection is None
        assert not driver.main.article_view.is_selecting


# Keys


@asynchronous
async def test_keys_select_from_the_first_line_seen_and_the_footer_shows_them(told: Library) -> None:
    async with reading(told) as driver:
        view = driver.main.article_view
        await driver.press("V")
        assert driver.main.pane is Pane.ARTICLE
        assert _said(view) == "頭"
        assert driver.lines[-1].split("   ") == [
            " y Copy", "H Highlight", "V Begin here", "o Other end", "e End of word", "} Next paragraph", "Esc Back",
        ]  # fmt: skip
        await driver.press("l", "right", "h")
        assert _said(view) == "頭髮"
        await driver.press("$")
        assert _said(view) == TITLE
        await driver.press("0")
        assert _said(view) == "頭"
        await driver.press("j", "V", "w", "w")
        assert _said(view) == "港口的燈塔，在 t"
        await driver.press("b", "b")
        assert _said(view) == "港"
        await driver.press("e")
        assert _said(view) == "港口的燈塔"
        await driver.press("e", "e", "e")
        assert _said(view) == "港口的燈塔，在 the harbour's"
        await driver.press("}")
        assert (_said(view) or "").endswith("皇后的頭髮。\n\n引")
        await driver.press("{", "{", "{")
        assert _said(view) == f"{TITLE}\n\n港"
        await driver.press("escape")
        assert view.selection is None
        assert "Esc Back" in driver.lines[-1]
        assert "Begin here" not in driver.lines[-1]


@asynchronous
async def test_o_takes_the_caret_to_the_other_end(told: Library) -> None:
    async with reading(told) as driver:
        await driver.press("V", "j", "l", "l", "o", "l")
        assert _said(driver.main.article_view) == f"{TITLE[1:]}\n\n港口的"


@asynchronous
async def test_the_twins_of_a_chinese_keyboard_move_too(told: Library) -> None:
    async with reading(told) as driver:
        await driver.press("V", "fullwidth_yen_sign")
        assert _said(driver.main.article_view) == TITLE
        await driver.press("fullwidth_right_curly_bracket")
        assert _said(driver.main.article_view) == f"{TITLE}\n\n港"


@asynchronous
async def test_up_and_down_keep_to_the_cell_and_scroll_no_further_than_needed(told: Library) -> None:
    async with reading(told, size=(80, 14)) as driver:
        view = driver.main.article_view
        await driver.press("3", "z", "V", "j", *"lllll", "V", "j", "k")
        assert _said(view) == "，"
        for _ in range(20):
            top = view.top
            await driver.press("j")
            assert 0 <= view.top - top <= 2, "a line of text and the blank above it"
            assert _lit(driver)
        bottom = view.top
        assert bottom > 0
        await driver.press(*["k"] * 4)
        assert view.top == bottom, "the caret moves within what is seen"
        await driver.press("pageup", "pageup", "pageup", "pageup")
        assert view.top <= 3


@asynchronous
async def test_in_columns_the_caret_follows_the_text_from_column_to_column_and_page_to_page(
    told: Library,
) -> None:
    async with reading(told, Settings(reading=Reading(measure="columns")), size=(120, 16)) as driver:
        view = driver.main.article_view
        await driver.press("3", "z", "V", *["}"] * 30)
        assert view.top > 0
        assert view.top % view.page == 0
        said = _said(view) or ""
        numbers = [number for number in range(40) if f"第{number}段" in said]
        assert numbers == list(range(len(numbers)))
        assert len(numbers) > 15


@asynchronous
async def test_it_begins_at_the_current_hit_and_takes_all_of_it(told: Library) -> None:
    async with reading(told, size=(120, 60)) as driver:
        await driver.press("3", "/", *"第7段", "enter", "V")
        assert _said(driver.main.article_view) == "第7段"
        await driver.press("l", "l")
        assert _said(driver.main.article_view) == "第7段的文"


@asynchronous
async def test_keys_go_on_from_what_the_mouse_selected(told: Library) -> None:
    async with reading(told) as driver:
        await driver.press("3")
        x, y = _cell(driver, "燈塔，")
        await _drag(driver, (x, y), (x + 2, y))
        await driver.press("V", "l")
        assert _said(driver.main.article_view) == "燈塔，"


@asynchronous
async def test_letters_without_a_meaning_do_nothing_while_keys_select(told: Library) -> None:
    async with reading(told) as driver:
        await driver.press("V", "l")
        title = driver.title
        await driver.press("q", "n", "s", "Y", "f", "x")
        assert driver.dialog is None
        assert driver.title == title
        assert driver.copied == []
        assert _said(driver.main.article_view) == "頭髮"
        await driver.press("f1")
        assert driver.dialog is not None, "keys that write nothing work as ever"


@asynchronous
async def test_the_mouse_ends_selecting_by_keys(told: Library) -> None:
    async with reading(told) as driver:
        await driver.press("V", "l")
        await driver.click(driver.main.article_view, 3, 6)
        assert not driver.main.article_view.is_selecting
        assert "Begin here" not in driver.lines[-1]


@asynchronous
async def test_the_keys_in_the_footer_can_be_clicked(told: Library) -> None:
    async with reading(told) as driver:
        await driver.press("V")
        bar = driver.main.key_bar
        await driver.click(bar, driver.lines[-1].index("End of word") + 1)
        assert _said(driver.main.article_view) == TITLE
        await driver.click(bar, driver.lines[-1].index("Copy") + 1)
        assert driver.copied == [TITLE]


# Copying


@pytest.mark.parametrize("key", ["y", "enter", "ctrl+c"])
@asynchronous
async def test_what_keys_selected_is_copied_and_then_selected_no_more(told: Library, key: str) -> None:
    async with reading(told) as driver:
        await driver.press("V", "j", "l", key)
        assert driver.copied == [f"{TITLE}\n\n港口"]
        assert driver.said == ["7 characters copied."]
        assert not driver.main.article_view.is_selecting
        assert not _lit(driver)


@pytest.mark.parametrize("key", ["y", "ctrl+c"])
@asynchronous
async def test_what_the_mouse_selected_is_copied(told: Library, key: str) -> None:
    async with reading(told) as driver:
        await driver.press("3")
        x, y = _cell(driver, "燈塔，")
        await _drag(driver, (x, y), (x + 2, y))
        await driver.press(key)
        assert driver.copied == ["燈塔"]
        assert driver.said == ["2 characters copied."]


@asynchronous
async def test_with_nothing_selected_the_keys_do_what_they_did(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("3", "y")
        assert driver.copied == ["https://news.example.org/pier"]
        await driver.press("ctrl+c")
        assert driver.said[-1] == "Ctrl-Q leaves the program."
        assert len(driver.copied) == 1


@asynchronous
async def test_in_another_pane_it_is_the_address_that_is_copied(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("V", "j", "tab", "y")
        assert driver.copied == ["https://news.example.org/pier"]
