"""The marks that typesetting adds to a text.

None is of ambiguous width (UAX #11), so no terminal draws one wide and shears the line.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """One set of marks; each is one cell wide unless it says otherwise."""

    quote: str
    bullets: tuple[str, ...]
    """By depth; the last serves all deeper levels."""
    checked: str
    rule: str
    continued: str
    """Before a line of code that goes on from the one above."""
    before: str
    """Where a table has columns left of those that are shown."""
    after: str
    """The same to the right."""
    ellipsis: str
    """Any width: where an address is cut."""
    linear: bool = False
    """Whether the text is heard line by line: no rules, and tables as records."""


UNICODE = Marks(
    quote="╎",
    bullets=("▪", "◦", "‣"),
    checked="✓",
    rule="╌",
    continued="↳",
    before="«",
    after="»",
    ellipsis="⋯",
)
ASCII = Marks(
    quote="|",
    bullets=("*", "-", "+"),
    checked="x",
    rule="-",
    continued=">",
    before="<",
    after=">",
    ellipsis="...",
)
LINEAR = Marks(
    quote=">",
    bullets=("-",),
    checked="x",
    rule="",
    continued=">",
    before="<",
    after=">",
    ellipsis="...",
    linear=True,
)
