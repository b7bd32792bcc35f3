"""The page as it came, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.articles import LONG
from tui.driving import Driver, asynchronous, reading
from tui.glossed import add_glossed, glossed

from reader.model.article import Place
from reader.settings import Settings

if TYPE_CHECKING:
    from reader.library import Library


def badge(driver: Driver) -> str:
    """The line that tells whether the page is cleaned."""
    return next((line.strip() for line in driver.lines_of(driver.main.article_view) if " [" in line), "")


@asynchronous
async def test_a_cleaned_page_tells_so_and_the_key_that_shows_it_as_it_came(library: Library) -> None:
    article = library.article(add_glossed(library))
    async with reading(library, size=(80, 40)) as driver:
        await driver.press("enter")
        assert (
            badge(driver) == f"[Cleaned] {article.glosses} bracketed readings were taken out (c: as it came)"
        )
        assert "As it came" in {hint.label for hint in driver.main.key_bar.hints}
        await driver.press("c")
        assert badge(driver) == f"[As it came] with {article.glosses} bracketed readings (c: cleaned)"
        shown = "".join(line.strip() for line in driver.lines_of(driver.main.article_view))
        assert glossed(article.title) in shown
        assert glossed("區內的工廠都到了") in shown
        await driver.press("c")
        assert "qū" not in driver.text


@asynchronous
async def test_the_key_in_the_badge_is_the_readers_own(library: Library) -> None:
    add_glossed(library)
    async with reading(library, Settings(keys={"view.as_it_came": ("C",)}), size=(80, 40)) as driver:
        assert badge(driver).endswith("(C: as it came)")
    async with reading(library, Settings(keys={"view.as_it_came": ()}), size=(80, 40)) as driver:
        assert badge(driver).endswith("were taken out")


@asynchronous
async def test_what_is_copied_is_what_is_shown(library: Library) -> None:
    article = library.article(add_glossed(library))
    async with reading(library) as driver:
        await driver.press("enter", "Y", "c", "Y")
        cleaned, came = driver.copied
        assert article.markdown in cleaned
        assert f"# {glossed(article.title)}" in came
        assert glossed("區內的工廠都到了") in came


@asynchronous
async def test_the_paragraph_stays_and_the_place_is_one_of_the_article_as_it_is_kept(
    library: Library,
) -> None:
    article_id = add_glossed(library)
    async with reading(library, size=(80, 20)) as driver:
        view = driver.main.article_view
        await driver.press("enter")
        view.go_to_place(Place(10))
        await driver.press("c")
        assert view.place == Place(10)
        await driver.press("j")
        assert view.place.block == 10
        assert view.place.offset > 0
        await driver.press("ctrl+q")
    assert library.place(article_id) == Place(10)


@asynchronous
async def test_another_article_is_shown_cleaned_and_so_is_this_one_afterwards(library: Library) -> None:
    add_glossed(library)
    async with reading(library, size=(80, 40)) as driver:
        await driver.press("enter", "c", "J")
        assert driver.title == LONG
        assert badge(driver) == ""
        await driver.press("c")
        assert driver.said == []
        await driver.press("K")
        assert badge(driver).startswith("[Cleaned]")


@asynchronous
async def test_facts_that_change_do_not_clean_the_page(library: Library) -> None:
    add_glossed(library)
    async with reading(library, size=(80, 40)) as driver:
        await driver.press("enter", "c", "b")
        assert badge(driver).startswith("[As it came]")
        await driver.press("v")
        assert "区(qū)" in driver.text


@asynchronous
async def test_a_page_whose_original_is_not_kept_says_what_can_be_done(library: Library) -> None:
    article_id = add_glossed(library, original=False)
    async with reading(library, size=(80, 40)) as driver:
        await driver.press("enter", "c")
        assert driver.said[0].startswith(f"Article {article_id} cannot be read as it came.")
        assert badge(driver).startswith("[Cleaned]")
