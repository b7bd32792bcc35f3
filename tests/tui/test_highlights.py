"""Highlights in the application: marked in the text, listed, gone to, remarked on, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui.articles import LONG, PLAIN
from tui.driving import Driver, asynchronous, reading

from reader.model.article import Place
from reader.model.draft import Draft
from reader.model.published import Published
from reader.model.selection import Extent, Selection
from reader.tui.screens.highlights import HighlightsScreen

if TYPE_CHECKING:
    from reader.library import Library


def _id(library: Library, title: str) -> int:
    return library.find_titles(title, 1)[0].id


def _marked(driver: Driver) -> str:
    """What is underlined in the article, the title included."""
    page = driver.main.article_view._page
    assert page is not None
    return "".join(piece.text for line in range(len(page)) for piece in page.pieces(line) if piece.marked)


async def _highlight(driver: Driver, block: int, start: int, stop: int) -> str:
    page = driver.main.article_view._page
    assert page is not None
    found = page._manuscript.block(block)
    assert found is not None
    quotation = found.text[start:stop]
    driver.main.highlight(Selection(Extent(Place(block, start), Place(block, stop)), quotation))
    await driver.settle()
    return quotation


@pytest.mark.parametrize("measure", [(), ("w",), ("w", "w")])
@asynchronous
async def test_a_highlight_is_underlined_in_every_measure_and_script(
    library: Library, measure: tuple[str, ...]
) -> None:
    async with reading(library, size=(200, 40)) as driver:
        quotation = await _highlight(driver, 0, 3, 60)
        assert driver.said == ["Highlighted. Ctrl-Z takes it back."]
        await driver.press("z", *measure)
        assert _marked(driver) == quotation
        await driver.press("v")
        assert len(_marked(driver)) == len(quotation)
        await driver.press("v", "v", "U")
        assert _marked(driver) == ""
        strip = driver.main.article_view.render_line(driver.main.article_view.header + 4)
        assert not any(segment.style and segment.style.underline for segment in strip)


@asynchronous
async def test_a_paragraph_that_is_parsed_in_pieces_is_marked_over_their_borders(library: Library) -> None:
    library.add([Draft("長文", "渡輪今日停航，港口重開。" * 900, published=Published("2024-01-01"))])
    async with reading(library) as driver:
        view = driver.main.article_view
        assert view._page is not None
        first, second = (view._page._manuscript.block(number) for number in (0, 1))
        assert first is not None
        assert second is not None
        extent = Extent(Place(0, len(first.text) - 3), Place(1, 45))
        quotation = first.text[-3:] + second.text[:45]
        driver.main.highlight(Selection(extent, quotation))
        await driver.settle()
        assert _marked(driver) == quotation


@asynchronous
async def test_it_is_drawn_with_a_line_and_a_ground(library: Library) -> None:
    async with reading(library) as driver:
        quotation = await _highlight(driver, 0, 0, 6)
        view = driver.main.article_view
        strips = [view.draw_line(line, view.size.width) for line in range(20)]
        styles = [s.style for strip in strips for s in strip if s.text == quotation and s.style is not None]
        assert styles
        assert styles[0].underline
        assert styles[0].bgcolor not in {None, view.ink("text").bgcolor}


@asynchronous
async def test_a_changed_article_keeps_its_highlights_where_the_words_are(library: Library) -> None:
    article_id = _id(library, LONG)
    text = library.article(article_id).markdown
    library.highlights.add(article_id, Extent(Place(40, 2), Place(40, 4)), "岸電")
    library.highlights.add(article_id, Extent(Place(0, 0), Place(0, 4)), "從來沒有寫過的話")
    assert "岸電" in text
    async with reading(library) as driver:
        assert _marked(driver) == "岸電"
        assert "1 highlight is not in this text any more" in " ".join(driver.text.split())


@asynchronous
async def test_the_list_goes_to_a_highlight_keeps_remarks_and_removes(library: Library) -> None:
    first, second = _id(library, LONG), _id(library, PLAIN)
    library.highlights.add(first, Extent(Place(-1, 0), Place(-1, 2)), LONG[:2])
    body = library.article(second).markdown
    library.highlights.add(second, Extent(Place(0, 0), Place(0, 4)), body[:4])
    async with reading(library) as driver:
        await driver.press("H")
        assert isinstance(driver.dialog, HighlightsScreen)
        assert "2 highlights" in driver.text
        await driver.press("e", *"為何", "enter")
        assert library.highlights.of(second)[0].remark == "為何"
        assert "為何" in driver.text
        await driver.press("j", "x")
        assert [each.article_id for each in library.highlights.all()] == [second]
        await driver.press("enter")
        assert driver.dialog is None
        assert driver.title == PLAIN
        await driver.press("H", "x")
        assert "Nothing is highlighted yet." in driver.text
        await driver.press("x", "e", "enter", "escape", "U")
        assert len(library.highlights.all()) == 1


@asynchronous
async def test_what_is_selected_by_keys_is_highlighted_by_its_key(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("3", "V", "e", "H")
        (highlight,) = library.highlights.all()
        assert highlight.quotation
        assert driver.main.article is not None
        assert highlight.article_id == driver.main.article.id
        assert not driver.main.article_view.is_selecting
        assert driver.said[-1] == "Highlighted. Ctrl-Z takes it back."
        await driver.press("ctrl+z")
        await driver.until(lambda: not library.highlights.all())
