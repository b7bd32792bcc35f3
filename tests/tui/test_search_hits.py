"""The hits of a search: marked, in pieces under the titles, and gone to one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.articles import LONG, NEWEST_FIRST
from tui.driving import asynchronous, reading
from tui.searches import BELL, search

from reader.model.article import Place
from reader.tui.commands import Pane

if TYPE_CHECKING:
    from reader.library import Library


@asynchronous
async def test_hits_are_marked_in_titles_and_in_the_article(library: Library) -> None:
    async with reading(library) as driver:
        await search(driver, "碼頭")
        await driver.press("enter", "j")
        row = driver.main.article_list.draw_line(2, driver.main.article_list.line_width)
        assert [segment.text for segment in row if segment.style and segment.style.underline] == ["碼頭"]
        lines = [driver.main.article_view.draw_line(y, 60) for y in range(6)]
        marked = [
            s.text for line in lines for s in line if s.style and (s.style.reverse or s.style.underline)
        ]
        assert marked == ["碼頭", "碼頭"]
        await driver.press("escape")
        lines = [driver.main.article_view.draw_line(y, 60) for y in range(6)]
        assert not [
            s.text for line in lines for s in line if s.style and (s.style.reverse or s.style.underline)
        ]


@asynchronous
async def test_a_snippet_stands_under_each_title_where_there_is_room(library: Library) -> None:
    async with reading(library, size=(120, 26)) as driver:
        await search(driver, "鐘")
        rows = driver.rows_of(driver.main.article_list)
        assert BELL in rows[0]
        assert "老碼頭的鐘每天敲兩次。" in rows[1]
        await driver.resize(120, 20)
        assert "敲兩次" not in "".join(driver.rows_of(driver.main.article_list))
        await driver.resize(120, 26)
        assert "老碼頭的鐘每天敲兩次。" in driver.rows_of(driver.main.article_list)[1]


@asynchronous
async def test_the_mouse_finds_articles_of_two_lines_and_the_box(library: Library) -> None:
    async with reading(library, size=(120, 26)) as driver:
        await search(driver, "碼頭")
        articles = driver.main.article_list
        await driver.click_row(articles, 3)
        assert driver.highlighted == driver.title == BELL
        assert not driver.main.is_writing
        await driver.press("j", "k")
        assert (articles.cursor, articles.top) == (0, 0)
        await driver.click(driver.main.search_box.input)  # type: ignore[union-attr]
        assert driver.main.is_writing
        assert driver.main.pane is Pane.LIST


@asynchronous
async def test_long_lists_of_two_lines_are_walked_page_by_page(library: Library) -> None:
    async with reading(library, size=(100, 34)) as driver:
        await search(driver, "的 OR a")
        await driver.press("enter")
        articles = driver.main.article_list
        total = len(driver.listed)
        assert total > articles.page
        await driver.press("G")
        assert articles.cursor == total - 1
        assert driver.rows_of(articles)[-2].startswith("❯"), "the last article is seen whole"
        await driver.press("g", "pagedown")
        assert articles.cursor == articles.page - 1


@asynchronous
async def test_a_search_for_states_has_no_snippets_and_nothing_to_go_to(library: Library) -> None:
    async with reading(library) as driver:
        await search(driver, "is:unread")
        await driver.press("enter")
        assert driver.listed == list(NEWEST_FIRST)
        assert NEWEST_FIRST[1][:10] in driver.rows_of(driver.main.article_list)[1]
        await driver.press("n")
        assert driver.title == NEWEST_FIRST[1], "n is the next unread article"


@asynchronous
async def test_hits_lead_through_the_articles_and_end(library: Library) -> None:
    async with reading(library) as driver:
        await search(driver, "碼頭")
        await driver.press("enter")
        view = driver.main.article_view
        assert view.hits is not None
        assert view.hits[0] == 1
        assert f"1/{view.hits[1]}  " in driver.lines_of(view)[0]
        await driver.press(*["n"] * (view.hits[1] - 1))
        assert view.hits == (view.hits[1], view.hits[1])
        assert driver.title == LONG
        await driver.press("n")
        assert (driver.title, view.hits) == (BELL, (1, 2))
        await driver.press("n", "n")
        assert driver.said == ["That was the last hit."]
        assert (driver.title, view.hits) == (BELL, (2, 2))
        await driver.press("N", "N")
        assert driver.title == LONG
        assert view.hits is not None
        assert view.hits[0] == view.hits[1]


@asynchronous
async def test_where_one_pane_has_the_screen_the_hit_comes_to_it(library: Library) -> None:
    async with reading(library, size=(58, 20)) as driver:
        await search(driver, "碼頭")
        await driver.press("enter", "n")
        assert driver.panes == [Pane.ARTICLE]
        await driver.press("/", "/")
        assert driver.panes == [Pane.LIST]
        assert driver.main.is_writing


@asynchronous
async def test_a_glance_at_a_hit_is_not_kept_as_the_place(library: Library) -> None:
    article_id = library.find_titles(LONG, 1)[0].id
    library.keep_place(article_id, Place(3, 0))
    async with reading(library, size=(120, 12)) as driver:
        await driver.press("enter")
        place = driver.main.article_view.place
        assert place.block == 3
        await search(driver, "減排")
        assert driver.main.article_view.place != place, "the first hit is in sight"
        await driver.press("enter", "n", "escape")
        assert driver.main.article_view.place == place
        await driver.press("j")
        assert library.place(article_id) == place


@asynchronous
async def test_an_opened_result_is_where_it_was_read(library: Library) -> None:
    async with reading(library, size=(120, 12)) as driver:
        await search(driver, "減排")
        await driver.press("enter", "enter", "n")
        place = driver.main.article_view.place
        await driver.press("ctrl+q")
        assert place.block > 0
        assert library.place(library.find_titles(LONG, 1)[0].id) == place
