"""Hits of a search in the article: marked, counted, and gone to one after the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.color import Color
from textual.filter import NoColor
from tui.articles import LONG
from tui.driving import asynchronous, reading

from reader.model.draft import Draft
from reader.tui.content import article_content
from reader.tui.page_content import PageContent

if TYPE_CHECKING:
    import pytest
    from tui.driving import Driver

    from reader.library import Library
    from reader.tui.widgets.article_view import ArticleView
    from reader.typeset.hits import Finder

LENGTHY = "\n\n".join(f"第{number}段，潮水漲了又落，燈塔上的人數着船。" for number in range(4000))


def finder(pattern: str) -> Finder:
    return lambda text: [match.span() for match in re.finditer(pattern, text)]


def content(markdown: str, title: str = "題目") -> PageContent:
    return PageContent(title, ("fact",), (), markdown)


def seen(view: ArticleView, *, current: bool) -> list[str]:
    """The pieces on the screen that are drawn as the current hit, or as the others."""
    ground = view.ink("text", "cursor").bgcolor
    strips = [view.draw_line(line, view.line_width) for line in range(view.top, view.top + view.page)]
    styled = [(segment.text, segment.style) for strip in strips for segment in strip if segment.style]
    return [
        text
        for text, style in styled
        if (style.reverse if current else style.bgcolor == ground and style.underline)
    ]


def rows_with(driver: Driver, text: str) -> list[int]:
    return [number for number, row in enumerate(driver.rows_of(driver.main.article_view)) if text in row]


@asynchronous
async def test_hits_are_marked_in_the_title_and_the_text_and_nothing_moves(library: Library) -> None:
    async with reading(library) as driver:
        view = driver.main.article_view
        page = content(
            "潮**水漲**了。\n\n事實 fact\n\n|潮|水|\n|-|-|\n|甲|潮水|\n\n- [潮水](https://a.org)", "潮水表"
        )
        view.show(page)
        await driver.settle()
        plain = driver.rows_of(view)
        view.show(page, find=finder("潮水|fact"))
        await driver.settle()
        assert driver.rows_of(view) == plain
        assert seen(view, current=False) == ["潮水", "潮", "水", "fact", "潮水", "潮水"]
        assert seen(view, current=True) == []
        link = view.draw_line(len(plain) - 1, 80)
        assert not any(segment.style and segment.style.reverse for segment in link)
        targets = [
            segment.style.meta["link"].address
            for line in range(view.page)
            for segment in view.draw_line(line, view.line_width)
            if segment.style and segment.text == "潮水" and segment.style.meta
        ]
        assert targets == ["https://a.org"], "a link that was found is still a link"


@asynchronous
async def test_one_goes_from_hit_to_hit_and_no_further_than_the_last(library: Library) -> None:
    async with reading(library) as driver:
        view = driver.main.article_view
        view.show(content("甲潮乙潮\n\n丙潮", "潮"), find=finder("潮"))
        await driver.until(lambda: view.hits is not None)
        assert view.hits == (0, 4)
        numbers = []
        while view.go_to_hit(1):
            numbers.append(view.hits)
            assert seen(view, current=True) == ["潮"]
            assert len(seen(view, current=False)) == 3
        assert numbers == [(1, 4), (2, 4), (3, 4), (4, 4)]
        assert not view.go_to_hit(1)
        assert view.hits == (4, 4)
        numbers = []
        while view.go_to_hit(-1):
            numbers.append(view.hits)
        assert numbers == [(3, 4), (2, 4), (1, 4)]
        assert view.hits == (1, 4)
        assert view.go_to_first_hit(last=True)
        assert view.hits == (4, 4)
        assert view.go_to_first_hit()
        assert view.hits == (1, 4)


@asynchronous
async def test_a_hit_comes_into_sight_with_text_above_it_and_one_in_sight_moves_nothing(
    library: Library,
) -> None:
    async with reading(library) as driver:
        view = driver.main.article_view
        body = [f"第{number}段。" for number in range(100)]
        body[3] = body[5] = body[60] = "潮水"
        view.show(content("\n\n".join(body)), find=finder("潮水"))
        await driver.settle()
        assert view.go_to_hit(1)
        assert view.go_to_hit(1)
        assert view.top == 0
        assert view.go_to_hit(1)
        await driver.settle()
        assert rows_with(driver, "潮水") == [view.page // 3]
        assert view.go_to_hit(-1)
        await driver.settle()
        assert rows_with(driver, "潮水") == [view.page // 3 - 4, view.page // 3]


@asynchronous
async def test_the_first_step_is_from_what_is_seen(library: Library) -> None:
    async with reading(library) as driver:
        view = driver.main.article_view
        view.show(content("\n\n".join(f"第{number}段潮。" for number in range(100))), find=finder("潮"))
        await driver.until(lambda: view.hits is not None)
        view.go_to_line(view._page.line_of(view._page.place_of(50)))  # type: ignore[union-attr]
        top = view.place.block
        assert view.go_to_hit(1)
        assert view.hits == (top + 1, 100)
        view.mark(finder("段"))
        assert view.go_to_hit(-1)
        await driver.until(lambda: view.hits is not None)
        assert view.hits == (top, 100)


@asynchronous
async def test_marks_change_without_moving_the_text(library: Library) -> None:
    async with reading(library) as driver:
        view = driver.main.article_view
        await driver.press("enter", "]")
        place, rows = view.place, driver.rows_of(view)
        view.mark(finder("港"))
        await driver.until(lambda: view.hits is not None)
        found = view.hits[1]  # type: ignore[index]
        assert set(seen(view, current=False)) == {"港"}
        view.mark(finder("港口|自動"))
        await driver.until(lambda: view.hits is not None)
        assert 0 < view.hits[1] < found  # type: ignore[index]
        assert set(seen(view, current=False)) <= {"港口", "自動"}
        assert view.hits[0] == 0  # type: ignore[index]
        view.mark(None)
        await driver.settle()
        assert view.hits is None
        assert not seen(view, current=False)
        assert not view.go_to_hit(1)
        assert not view.go_to_first_hit()
        assert (view.place, driver.rows_of(view)) == (place, rows)


@asynchronous
async def test_every_change_of_the_figures_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(library) as driver:
        view = driver.main.article_view
        told = []
        post = view.post_message

        def note(message: object) -> bool:
            if isinstance(message, type(view).Scrolled):
                told.append(view.hits)
            return post(message)  # type: ignore[arg-type]

        monkeypatch.setattr(view, "post_message", note)
        view.show(content("潮"), find=finder("潮"))
        await driver.until(lambda: told and told[-1] == (0, 1))
        view.go_to_hit(1)
        assert told[-1] == (1, 1)
        view.mark(None)
        assert told[-1] is None


@asynchronous
async def test_the_current_hit_is_the_same_at_every_width_and_stays_in_sight(empty_library: Library) -> None:
    body = "潮水漲了又落，燈塔上的人數着船。" * 50 + "終點就在這裡。\n\n" + LENGTHY[:3000]
    empty_library.add([Draft("長卷", body, category="港口")])
    async with reading(empty_library, size=(160, 30)) as driver:
        view = driver.main.article_view
        await driver.press("enter", "z")
        view.show(article_content(driver.main.article), find=finder("終點"))  # type: ignore[arg-type]
        assert view.go_to_hit(1)
        assert view.top == 0, (
            "the hit is near the end of the first page, and no longer on it where lines are shorter"
        )
        for columns in (60, 30, 160):
            await driver.resize(columns, 30)
            assert "".join(seen(view, current=True)) == "終點"
        await driver.press("w")
        assert "".join(seen(view, current=True)) == "終點"


@asynchronous
async def test_what_was_found_is_not_looked_for_again_at_another_width(library: Library) -> None:
    asked = []

    def find(text: str) -> list[tuple[int, int]]:
        asked.append(text)
        return []

    async with reading(library) as driver:
        view = driver.main.article_view
        view.show(article_content(driver.main.article), find=find)  # type: ignore[arg-type]
        await driver.until(lambda: view.hits == (0, 0))
        before = len(asked)
        await driver.resize(70, 30)
        assert len(asked) == before > 10


@asynchronous
async def test_marks_and_current_hit_outlive_a_change_of_the_facts(library: Library) -> None:
    async with reading(library) as driver:
        view = driver.main.article_view
        view.show(article_content(driver.main.article), find=finder("港區"))  # type: ignore[arg-type]
        await driver.settle()
        assert view.go_to_hit(1)
        assert view.go_to_hit(1)
        before = view.hits, seen(view, current=True), seen(view, current=False)
        await driver.press("b")
        assert library.counts().bookmarked == 1
        assert (view.hits, seen(view, current=True), seen(view, current=False)) == before
        view.update_head(content("港區", "別的"))
        await driver.until(lambda: view.hits is not None)
        assert view.hits == (0, 1)


@asynchronous
async def test_marks_do_not_need_colours(library: Library) -> None:
    async with reading(library) as driver:
        view = driver.main.article_view
        view.show(content("潮水 **潮水** [潮水](https://a.org)\n\n# 潮水"), find=finder("潮水"))
        await driver.settle()
        view.go_to_hit(1)
        strips = [view.draw_line(line, view.line_width) for line in range(view.page)]
        strips = [strip.apply_filter(NoColor(), Color.parse("black")) for strip in strips]
        looks = [
            segment.style for strip in strips for segment in strip if segment.text == "潮水" and segment.style
        ]
        assert [(look.bold, look.underline, bool(look.reverse)) for look in looks] == [
            (True, None, True), *[(True, True, False)] * 3,
        ]  # fmt: skip
        assert all(look.color.is_default and look.bgcolor.is_default for look in looks)  # type: ignore[union-attr]


@asynchronous
async def test_a_hit_far_down_a_long_article_is_gone_to_while_keys_are_answered(
    empty_library: Library,
) -> None:
    empty_library.add([Draft("長卷", f"{LENGTHY}\n\n終點", category="港口")])
    async with reading(empty_library) as driver:
        view = driver.main.article_view
        shown = article_content(driver.main.article)  # type: ignore[arg-type]
        view.show(shown, find=finder("終點"))
        assert view.go_to_first_hit()
        assert view.hits is None
        assert not view._page.complete  # type: ignore[union-attr]
        await driver.until(lambda: view.at_end)
        await driver.until(lambda: view.hits)
        assert view.hits == (1, 1)
        assert seen(view, current=True) == ["終點"]

        await driver.press("3")
        view.show(shown, find=finder("終點"))
        assert view.go_to_first_hit(last=True)
        driver.strike("j")
        await driver.until(lambda: view.hits)
        assert view.top == 1, "the key that came later has the last word"
        assert view.hits == (0, 1)


@asynchronous
async def test_a_search_that_goes_on_is_taken_up_again_at_another_width(empty_library: Library) -> None:
    empty_library.add([Draft("長卷", f"{LENGTHY}\n\n終點", category="港口")])
    async with reading(empty_library) as driver:
        view = driver.main.article_view
        view.show(article_content(driver.main.article), find=finder("終點"))  # type: ignore[arg-type]
        view.go_to_first_hit()
        await driver.resize(70, 30)
        await driver.until(lambda: view.hits == (1, 1))
        assert seen(view, current=True) == ["終點"]


@asynchronous
async def test_the_first_hit_is_gone_to_when_the_pane_comes_to_the_screen(library: Library) -> None:
    async with reading(library, size=(50, 16)) as driver:
        view = driver.main.article_view
        assert view not in driver.app.screen._compositor.visible_widgets
        view.show(article_content(driver.main.article), find=finder("下一步"))  # type: ignore[arg-type]
        assert view._page is None
        assert view.go_to_first_hit()
        await driver.press("3")
        assert driver.title == LONG
        assert seen(view, current=True) == ["下一步"]
        view.show(None, find=finder("下一步"))
        assert not view.go_to_first_hit()
        assert view.hits is None
