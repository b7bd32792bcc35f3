"""Letters over links: which links they stand over, what typing them does, and how they go away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui.driving import asynchronous, reading

from reader.model.draft import Draft
from reader.tui.commands import Pane
from reader.tui.widgets.link_hints import hint_letters
from reader.typeset.cells import cell_width

if TYPE_CHECKING:
    from tui.driving import Driver

    from reader.library import Library

_LIGHTHOUSE = "https://coast.example.org/lighthouse"
_BODY = f"""參看[燈塔的歷史]({_LIGHTHOUSE})和[x](https://b.example.org/)，以及 [一個長得要分成好幾行的鏈接，寫給窄的窗口看的文字](https://c.example.org/long)。

![港口的照片](https://d.example.org/pier.jpg)

潮水一天漲兩次[^tide]。

{"填充的段落。" * 60}

[^tide]: 有的地方只漲一次。
"""


@pytest.fixture
def linked(empty_library: Library) -> Library:
    """A library of an article with links, the first of which leads to the other article."""
    empty_library.add(
        [
            Draft("鏈接", _BODY, "海", published=None),
            Draft("燈塔", "從前有座燈塔。\n", "歷史", url=_LIGHTHOUSE),
        ]
    )
    return empty_library


async def _show_hints(driver: Driver) -> list[str]:
    """Open the article with links and strike `f`; gives what the pane showed before."""
    articles = driver.main.article_list
    articles.move_to(driver.listed.index("鏈接"))
    await driver.press("3")
    before = driver.rows_of(driver.main.article_view)
    await driver.press("f")
    return before


@given(st.integers(0, 1000))
def test_letters_are_different_and_none_begins_another(count: int) -> None:
    words = list(hint_letters(count))
    assert len(set(words)) == count
    assert len({len(word) for word in words}) <= 1
    assert not words or 9 ** (len(words[0]) - 1) < max(count, 2)


@pytest.mark.parametrize("size", [(40, 16), (80, 24), (120, 40), (200, 50)], ids=str)
@asynchronous
async def test_each_link_in_sight_has_letters_and_nothing_moves(
    linked: Library, size: tuple[int, int]
) -> None:
    async with reading(linked, size=size) as driver:
        before = await _show_hints(driver)
        after = driver.rows_of(driver.main.article_view)
        assert [cell_width(line) for line in after] == [cell_width(line) for line in before]
        assert "燈塔的歷史" not in "".join(after)
        assert "a 塔的歷史" in "".join(after), (
            "a letter over a wide character, and a blank over its other half"
        )
        assert any("和s" in line for line in after)
        await driver.press("escape")
        assert driver.rows_of(driver.main.article_view) == before
        assert driver.main.pane is Pane.ARTICLE


@asynchronous
async def test_a_link_over_several_lines_and_a_picture_have_one_hint_each(linked: Library) -> None:
    async with reading(linked, size=(40, 40)) as driver:
        await _show_hints(driver)
        page = driver.main.article_view._page
        assert page is not None
        links = [placed.link for placed in page.links(range(len(page)))]
        assert [link.address or link.note for link in links] == [
            _LIGHTHOUSE,
            "https://b.example.org/",
            "https://c.example.org/long",
            "https://d.example.org/pier.jpg",
            1,
            1,
        ]
        assert [link.back for link in links] == [False] * 5 + [True]


@asynchronous
async def test_a_link_to_an_article_of_the_library_opens_it_there(linked: Library) -> None:
    async with reading(linked) as driver:
        await _show_hints(driver)
        await driver.press("a")
        await driver.until(lambda: driver.title == "燈塔")
        assert driver.main.pane is Pane.ARTICLE
        assert driver.listed == ["燈塔"]
        assert driver.opened == []


@asynchronous
async def test_any_other_link_opens_in_the_browser_and_its_host_is_said(linked: Library) -> None:
    async with reading(linked) as driver:
        await _show_hints(driver)
        await driver.press("f")
        assert driver.opened == ["https://d.example.org/pier.jpg"]
        assert driver.said == ["Opened in the browser: d.example.org"]
        await driver.press("s")
        assert driver.dialog is not None, "the letters are gone, and the key sorts again"


@asynchronous
async def test_a_key_that_is_no_hint_takes_them_away_and_does_nothing_else(linked: Library) -> None:
    async with reading(linked) as driver:
        before = await _show_hints(driver)
        await driver.press("q")
        assert driver.rows_of(driver.main.article_view) == before
        assert driver.main.pane is Pane.ARTICLE
        await driver.press("q")
        assert driver.main.pane is Pane.LIST


@pytest.mark.parametrize("leave", ["resize", "scroll", "pane"])
@asynchronous
async def test_what_moves_the_text_or_the_keyboard_takes_them_away(linked: Library, leave: str) -> None:
    async with reading(linked, size=(120, 14)) as driver:
        await _show_hints(driver)
        view = driver.main.article_view
        assert view._hints is not None
        if leave == "resize":
            await driver.resize(100, 20)
        elif leave == "scroll":
            view.move_by(1)
        else:
            driver.main.go_to(Pane.LIST)
        await driver.settle()
        assert view._hints is None


@asynchronous
async def test_the_mark_of_a_note_leads_to_the_note_and_its_number_back(linked: Library) -> None:
    async with reading(linked, size=(60, 14)) as driver:
        await _show_hints(driver)
        view = driver.main.article_view
        await driver.press("escape", "G", "g", *["j"] * 6, "f")
        page = view._page
        assert page is not None
        seen = [placed.link for placed in page.links(range(view.top, view.top + view.page))]
        note = next(number for number, link in enumerate(seen) if link.note)
        assert "有的地方只漲一次" not in driver.text
        await driver.press("asdfghjkl"[note])
        assert "有的地方只漲一次" in driver.text
        assert "潮水一天漲兩次" not in driver.text
        await driver.press("f", "a")
        assert "潮水一天漲兩次" in driver.text


@asynchronous
async def test_of_many_links_each_has_two_letters(empty_library: Library) -> None:
    body = "\n\n".join(f"[第 {number} 個](https://n{number}.example.org/)" for number in range(12))
    empty_library.add([Draft("許多鏈接", body, "海")])
    async with reading(empty_library, size=(120, 40)) as driver:
        await driver.press("3", "f", "s")
        assert driver.opened == []
        shown = "\n".join(driver.rows_of(driver.main.article_view))
        assert "第 0 個" in shown, "what cannot be meant any more has lost its letters"
        assert "ss" in shown
        await driver.press("d")
        assert driver.opened == ["https://n11.example.org/"]


@asynchronous
async def test_where_no_link_is_seen_it_says_so(linked: Library) -> None:
    async with reading(linked) as driver:
        driver.main.article_list.move_to(driver.listed.index("燈塔"))
        await driver.press("3", "f")
        assert driver.said == ["No link is in sight."]
        await driver.press("q")
        assert driver.main.pane is Pane.LIST
