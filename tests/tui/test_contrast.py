"""Every ink can be read on every ground, and nothing is told by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui.articles import LONG, PLAIN
from tui.driving import Driver, asynchronous, reading

from reader.tui.theme import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.segment import Segment
    from textual.theme import Theme

    from reader.library import Library
    from reader.tui.widgets.scrolling import LinePane

GROUNDS = ("background", "surface", "panel", "ground-cursor", "ground-cursor-blur")
TEXTS = ("foreground", "read", "faint", "code", "accent", "error")
READ_AT_LENGTH = ("foreground",)
"""What is text and no sign, fact or heading, in the themes that have no high contrast."""


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.1)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.1), 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def colour_of(theme: Theme, name: str) -> str:
    return theme.variables.get(name) or getattr(theme, name)


def test_the_measure_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", TEXTS)
def test_every_ink_can_be_read_on_every_ground(theme: Theme, ground: str, ink: str) -> None:
    is_enhanced = "contrast" in theme.name or ink in READ_AT_LENGTH
    assert contrast(colour_of(theme, ink), colour_of(theme, ground)) >= (7 if is_enhanced else 4.5)


@pytest.mark.parametrize(
    "theme", [each for each in THEMES if "contrast" in each.name], ids=lambda each: each.name
)
def test_scroll_bars_are_seen_in_high_contrast(theme: Theme) -> None:
    for ground in ("background", "surface", "panel"):
        assert contrast(colour_of(theme, "bar"), colour_of(theme, ground)) >= 4.5


@asynchronous
async def test_themes_of_high_contrast_can_be_chosen(library: Library) -> None:
    async with reading(library, size=(80, 24)) as driver:
        await driver.press("f2", "k", "k", "enter")
        assert driver.app.theme == "broadsheet-contrast-dark"


def weights(segments: Iterable[Segment]) -> list[tuple[str, ...]]:
    """What is left of a line without its colours: each character with its weight."""
    return [
        (character, *(name for name in ("bold", "underline", "reverse") if style and getattr(style, name)))
        for text, style, _control in segments
        for character in text
    ]


def line(driver: Driver, pane: LinePane, text: str) -> list[tuple[str, ...]]:
    strips = driver.app.screen._compositor.render_strips()
    left, top, width, height = pane.region
    cut = (strip.crop(left, left + width) for strip in strips[top : top + height])
    return weights(next(strip for strip in cut if text in strip.text))


@asynchronous
async def test_without_colours_every_state_is_told_by_signs_or_weight(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(library, size=(200, 40)) as driver:
        main = driver.main
        colours = {
            (each.red, each.green, each.blue)
            for strip in driver.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None and segment.style.color is not None
            for each in [segment.style.color.get_truecolor()]
        }
        assert all(max(each) - min(each) <= 2 for each in colours), "nothing but greys"
        states = {"with the cursor": line(driver, main.article_list, LONG[:10])}
        focused = line(driver, main.article_list, "12")
        await driver.press("j")
        states["without it, unread"] = line(driver, main.article_list, LONG[:10])
        await driver.press("k", "b", "enter")
        states["left by the keyboard, read, bookmarked"] = line(driver, main.article_list, LONG[:10])
        assert line(driver, main.article_list, "12") != focused, "the title tells where the keyboard is"
        await driver.press("escape", "/", *"tides", "enter")
        states["found"] = line(driver, main.article_list, PLAIN[:10])
        assert len({tuple(state) for state in states.values()}) == len(states)
        assert ("t", "bold", "underline") in states["found"]
