"""The few signs of the interface. Every one is narrow in any terminal: East Asian Width N or Na (UAX #11), never Ambiguous."""

from __future__ import annotations

from typing import NamedTuple


class Marks(NamedTuple):
    """A set of signs, each one cell wide."""

    cursor: str
    """Before the row where the keyboard is."""
    cursor_blur: str
    """Before the row where a pane was left."""
    unread: str
    bookmark: str
    ellipsis: str
    """Where a text was cut."""
    rule: str
    """A horizontal rule, repeated."""
    ascii: bool
    linear: bool = False
    """Whether the screen is heard line by line: letters for signs, and nothing that is only drawn."""


UNICODE = Marks(cursor="❯", cursor_blur="›", unread="▪", bookmark="✦", ellipsis="⋯", rule="╌", ascii=False)
ASCII = Marks(cursor=">", cursor_blur="-", unread="*", bookmark="+", ellipsis="~", rule="-", ascii=True)

LINEAR = Marks(
    cursor=">", cursor_blur=" ", unread="u", bookmark="b", ellipsis="~", rule="", ascii=True, linear=True
)


def marks_named(name: str, *, linear: bool = False) -> Marks:
    """The set that the setting `screen.marks` names, or that of the linear mode."""
    if linear:
        return LINEAR
    return ASCII if name == "ascii" else UNICODE
