"""Pictures of figures in cells of text: bars, columns, a calendar. Pure: texts with the names of their inks.

Every sign is of one cell in any terminal. Block elements are not (▒ ▓ █ are of ambiguous width, UAX #11); Braille patterns are,
and have four heights. Levels differ by sign, and by ink besides.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reader.tui.calendar_words import month_name, weekday_name
from reader.typeset.cells import cell_width, fit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Line: TypeAlias = "tuple[tuple[str, str], ...]"
"""Texts with the names of their inks, from left to right."""

LEVEL_MINUTES = (5, 15, 30)
"""Minutes up to which a day is of the first, second and third level: a pause, a commute, an evening's half hour."""
LEVEL_INKS = ("faint", "faint", "read", "accent", "strong")
_WEEKS = (53, 27, 14)
"""Weeks of a calendar: a year, half a year, a quarter, each with the week that has begun."""
_DAY = timedelta(days=1)


class Signs(NamedTuple):
    """What pictures are made of."""

    levels: str
    """Nothing, and four levels."""
    half: str
    """The end of a bar that fills half of its last cell."""


UNICODE = Signs("⠄⣀⣤⣶⣿", "⡇")
ASCII = Signs(".-+*#", "-")


def bar(value: float, greatest: float, cells: int, signs: Signs) -> str:
    """A bar of exactly so many cells, as long as a value beside the greatest; anything but nothing shows."""
    halves = 0 if value <= 0 or greatest <= 0 else max(1, round(2 * cells * min(value / greatest, 1.0)))
    return fit(signs.levels[4] * (halves // 2) + signs.half * (halves % 2), cells)


def columns(values: Sequence[float], height: int, width: int, gap: int, signs: Signs) -> list[str]:
    """Columns side by side, so many lines high, each of so many cells and a gap; anything but nothing shows."""
    greatest = max(values, default=0.0)
    steps = [0 if value <= 0 else max(1, round(4 * height * value / greatest)) for value in values]
    lines = []
    for below in range(height - 1, -1, -1):
        cells = [min(max(step - 4 * below, 0), 4) for step in steps]
        lines.append("".join((signs.levels[cell] if cell else " ") * width + " " * gap for cell in cells))
    return lines


def level(minutes: int) -> int:
    """The level of a day's minutes, from 0 for none to 4."""
    return 0 if minutes <= 0 else 1 + sum(minutes > most for most in LEVEL_MINUTES)


def calendar(minutes: Mapping[date, int], today: date, width: int, signs: Signs) -> list[Line]:
    """The weeks up to today as columns, from Monday (ISO 8601 §4.3.6), as many as there is room for, under their months."""
    labels = [weekday_name(day) if day % 2 == 0 and day < 6 else "" for day in range(7)]
    margin = max(map(cell_width, labels)) + 2
    weeks = next((weeks for weeks in _WEEKS if margin + 2 * weeks <= width), max(1, (width - margin) // 2))
    first = today - _DAY * (today.weekday() + 7 * (weeks - 1))
    lines: list[Line] = [((" " * margin + _months(first, weeks), "faint"),)]
    for weekday, label in enumerate(labels):
        days = [first + _DAY * (7 * week + weekday) for week in range(weeks)]
        levels = [level(minutes.get(day, 0)) for day in days if day <= today]
        line = [(fit(label, margin), "faint")]
        line += [(signs.levels[each] + " ", LEVEL_INKS[each]) for each in levels]
        lines.append(tuple(line))
    return lines


def _months(first: date, weeks: int) -> str:
    """The months over the weeks that they begin in, as far as one leaves room for the next, and the last for itself."""
    text = ""
    for week in range(weeks):
        sunday = first + _DAY * (7 * week + 6)
        name = month_name(sunday.month)
        has_room = cell_width(text) <= 2 * week and 2 * week + cell_width(name) <= 2 * weeks
        if sunday.day <= 7 and has_room:
            text = f"{fit(text, 2 * week)}{name} "
    return text.rstrip()


def calendar_legend(signs: Signs) -> Line:
    """What the levels mean, in minutes."""
    bounds = (0, *LEVEL_MINUTES)
    texts = [f"{low + 1}-{high}" for low, high in zip(bounds, LEVEL_MINUTES, strict=False)]
    texts.append(f"{LEVEL_MINUTES[-1] + 1}+")
    line: list[tuple[str, str]] = []
    for number, text in enumerate(texts, 1):
        line += [(signs.levels[number], LEVEL_INKS[number]), (f" {text}   ", "faint")]
    return tuple(line)
