"""Searching in the application, as several tests do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.commands import Pane

if TYPE_CHECKING:
    from tui.driving import Driver

BELL = "老碼頭的鐘聲"
"""The second of the two articles that hold 碼頭."""


def box_of(driver: Driver) -> list[str]:
    """The lines of the search box."""
    box = driver.main.search_box
    assert box is not None
    return driver.lines_of(box)


async def search(driver: Driver, text: str) -> None:
    """Open the box and write a text, a character at a time. While reading, the first `/` is for the article."""
    if driver.main.pane is Pane.ARTICLE:
        await driver.press("/")
    await driver.press("/", *("space" if character == " " else character for character in text))
