"""The look that the reader chooses: zen, measure, themes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tui.driving import asynchronous, reading

from reader.model.draft import Draft
from reader.model.published import Published
from reader.paths import config_path
from reader.settings import Settings, load_settings
from reader.tui.commands import Pane
from reader.tui.content import article_content

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library import Library


@asynchronous
async def test_zen_is_left_for_the_pane_that_is_gone_to(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("z")
        assert driver.panes == [Pane.ARTICLE]
        await driver.press("2")
        assert driver.panes == [Pane.SIDEBAR, Pane.LIST, Pane.ARTICLE]
        assert driver.main.pane is Pane.LIST
        await driver.press("z", "J")
        assert driver.panes == [Pane.ARTICLE], "the next article is read in zen too"


@asynchronous
async def test_lines_are_of_comfortable_length_until_the_reader_wants_them_wide(library: Library) -> None:
    async with reading(library, size=(200, 40)) as driver:
        view = driver.main.article_view
        await driver.press("z")
        assert max(len(line.strip()) for line in driver.rows_of(view)) <= 80
        place = view.place
        await driver.press("w")
        assert max(len(line.strip()) for line in driver.rows_of(view)) > 80
        await driver.press("w", "w", "escape")
        assert view.place == place


@asynchronous
async def test_a_theme_is_shown_while_it_is_chosen_and_kept_when_it_is(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("f2", "j", "j")
        assert driver.app.theme == "ansi-dark"
        await driver.press("escape")
        assert driver.app.theme == "broadsheet-dark"
        assert not config_path().exists()
        await driver.press("f2", "enter")
        assert not config_path().exists(), "the present theme is no news"
        await driver.press("f2", "j", "enter")
        assert driver.app.theme == "broadsheet-light"
    assert load_settings(config_path())[0].screen.theme == "broadsheet-light"


@asynchronous
async def test_every_theme_can_be_shown(library: Library) -> None:
    async with reading(library) as driver:
        names = sorted(driver.app.available_themes)
        for name in names:
            driver.app.theme = name
        await driver.settle()
        await driver.press("f2", "g", *["j"] * 3, "G", "enter")
        assert driver.app.theme in names


@asynchronous
async def test_a_theme_that_cannot_be_kept_is_chosen_all_the_same_and_the_reason_said(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROADSHEET_CONFIG", str(tmp_path))
    async with reading(library) as driver:
        await driver.press("f2", "j", "enter")
        assert driver.app.theme == "broadsheet-light"
        assert len(driver.said) == 1
        assert str(tmp_path) in driver.said[0]


@asynchronous
async def test_the_end_of_a_long_article_is_gone_to_slice_by_slice_and_another_key_is_not_kept_waiting(
    empty_library: Library,
) -> None:
    paragraphs = "\n\n".join(f"第{number}段，潮水漲了又落，燈塔上的人數着船。" for number in range(3_000))
    empty_library.add([Draft("長卷", f"{paragraphs}\n\n終", category="港口")])
    async with reading(empty_library) as driver:
        view = driver.main.article_view
        driver.strike("enter", "G", "k")
        await driver.until(lambda: view._page is not None and view._page.complete)
        assert not view.at_end, "the key that came later has the last word"
        await driver.press("g")
        view.show(article_content(driver.main.article), article_id=driver.main.article.id)  # type: ignore[arg-type,union-attr]
        assert not view._page.complete  # type: ignore[union-attr]
        await driver.press("G")
        assert view.at_end
        assert driver.rows_of(view)[-1].strip() == "終"


@asynchronous
@pytest.mark.parametrize("hanging", [True, False])
async def test_a_stop_hangs_beyond_the_measure_when_the_reader_wants_it(
    library: Library, hanging: bool
) -> None:
    sentence = "舊透鏡沒有扔它放在港務公司的大廳裡孩子們從它後面看出去整個港口是倒著的燈塔都換新"
    assert len(sentence) == 40
    library.add([Draft("燈塔", f"{sentence}。又一句。", published=Published("2025-01-01"))])
    settings = replace(Settings(), reading=replace(Settings().reading, hanging=hanging))
    async with reading(library, settings=settings, size=(200, 40)) as driver:
        await driver.press("z")
        lines = [line.strip() for line in driver.rows_of(driver.main.article_view)]
        assert (f"{sentence}。" in lines) is hanging
        assert any(line.endswith("又一句。") for line in lines)
