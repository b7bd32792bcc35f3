"""The tables of `rich.cells` for terminals that draw characters of ambiguous width wide (UAX #11 §4.2).

Rich has no setting for them, so its table is put in place of another: Textual measures by it whatever it cuts, joins or
fills up, a menu as well as the row of a pane beside a dialog. Imported when the setting is used.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import rich.cells
import rich.segment
from rich._unicode_data import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.cells import CellTable

_LOAD: Callable[[str], CellTable] = load
_ARE_SINGLE: Callable[[str], bool] = rich.cells._is_single_cell_widths  # noqa: SLF001 - the short cut past the table


@cache
def ambiguous_characters() -> tuple[str, ...]:
    """The characters of ambiguous width that Rich takes for one cell wide, in order. To be asked before `measure_wide`.

    None is beyond the basic plane but for private use, of which nothing can be known.
    """
    characters = (chr(code) for code in range(0x80, 0xE000) if east_asian_width(chr(code)) == "A")
    return tuple(each for each in characters if rich.cells.get_character_cell_size(each) == 1)


def measure_wide() -> None:
    """Let Rich take characters of ambiguous width for two cells wide."""
    are_narrow = frozenset(rich.cells._SINGLE_CELLS).difference(ambiguous_characters()).issuperset  # noqa: SLF001
    _put_in_place(_load_wide, are_narrow)


def measure_narrow() -> None:
    """Let Rich take them for one cell wide, as it does of itself."""
    _put_in_place(_LOAD, _ARE_SINGLE)


@cache
def _load_wide(unicode_version: str = "auto") -> CellTable:
    """Rich's table with the ambiguous characters as wide ones; a selector of emoji makes none of them wider than that."""
    table, ambiguous = _LOAD(unicode_version), ambiguous_characters()
    ranges = sorted([*table.widths, *((ord(each), ord(each), 2) for each in ambiguous)])
    return table._replace(widths=ranges, narrow_to_wide=table.narrow_to_wide.difference(ambiguous))


def _put_in_place(load: Callable[[str], CellTable], are_single: Callable[[str], bool]) -> None:
    rich.cells.__dict__["load_cell_table"] = load
    for module in (rich.cells, rich.segment):
        module.__dict__["_is_single_cell_widths"] = are_single
    rich.cells.get_character_cell_size.cache_clear()
    rich.cells.cached_cell_len.cache_clear()
