"""The screen on a terminal that draws characters of ambiguous width wide (UAX #11)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import pytest
from tui.articles import DRAFTS
from tui.driving import Driver, asynchronous, reading
from wcwidth import wcwidth

from reader.model.draft import Draft
from reader.model.published import Published
from reader.typeset.cells import set_ambiguous_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library import Library

GOLDENS = Path(__file__).parent / "goldens"
AMBIGUOUS = "“碼頭”——‘第一座’……3×4·①★→Ω°ж"


@pytest.fixture
def wide_terminal() -> Iterator[None]:
    set_ambiguous_width(2)
    yield
    set_ambiguous_width(1)


def on_the_terminal(text: str) -> int:
    """The cells of a text by another implementation."""
    return sum(2 if east_asian_width(each) == "A" else wcwidth(each) for each in text)


def assert_nothing_shears(driver: Driver) -> None:
    """Every row of the screen is as wide as the screen."""
    for strip in driver.app.screen._compositor.render_strips():
        assert on_the_terminal(strip.text) == driver.app.size.width, strip.text


@pytest.mark.usefixtures("wide_terminal")
@pytest.mark.parametrize("size", [(59, 20), (80, 24), (200, 30)])
@asynchronous
async def test_no_line_shears(library: Library, size: tuple[int, int]) -> None:
    body = f"# {AMBIGUOUS}\n\n{AMBIGUOUS * 8}\n\n| {AMBIGUOUS} | 乙 |\n| - | - |\n| {AMBIGUOUS} | 二 |\n\n## {AMBIGUOUS}\n"
    library.add([Draft(AMBIGUOUS * 4, body, AMBIGUOUS, origin=AMBIGUOUS, published=Published("2023-11-21"))])
    async with reading(library, size=size) as driver:
        for keys in (
            ["1"],
            ["2"],
            ["3", "t"],
            ["escape", "z"],
            ["escape", "/", *"“第"],
            ["enter"],
            ["escape", "s"],
        ):
            await driver.press(*keys)
            assert_nothing_shears(driver)
        await driver.press("escape", "B", *AMBIGUOUS[:6])
        assert_nothing_shears(driver)


def test_no_sign_of_the_application_is_of_ambiguous_width() -> None:
    """Whatever stands on accepted screens and is ambiguous came with an article, or is the … of a sentence."""
    foreign = {"…", *(each for draft in DRAFTS for each in draft.title + draft.markdown)}
    for golden in GOLDENS.glob("*.txt"):
        shown = set(golden.read_text(encoding="utf-8"))
        assert {each for each in shown - foreign if east_asian_width(each) == "A"} == set(), golden.name
