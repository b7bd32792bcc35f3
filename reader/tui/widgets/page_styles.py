"""How the parts of a page look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

from reader.typeset.lines import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

_BOLD, _ITALIC, _UNDERLINE, _STRIKE = (
    Style(bold=True),
    Style(italic=True),
    Style(underline=True),
    Style(strike=True),
)

STYLES: Mapping[str, tuple[str, Style]] = {
    "title": ("text", _BOLD),
    "facts": ("faint", Style()),
    "note": ("accent", Style()),
    Role.STRONG: ("text", _BOLD),
    Role.EMPHASIS: ("text", _ITALIC),
    Role.STRONG_EMPHASIS: ("text", _BOLD + _ITALIC),
    Role.STRIKE: ("faint", _STRIKE),
    Role.CODE: ("code", Style()),
    Role.LINK: ("accent", _UNDERLINE),
    Role.HEADING_1: ("accent", _BOLD),
    Role.HEADING_2: ("accent", _BOLD),
    Role.HEADING_3: ("text", _BOLD),
    Role.HEADING_4: ("text", _BOLD + _ITALIC),
    Role.HEADING_5: ("faint", _BOLD),
    Role.HEADING_6: ("faint", _BOLD + _ITALIC),
    Role.QUOTE: ("read", Style()),
    Role.QUOTE_BAR: ("accent", Style()),
    Role.MARKER: ("accent", Style()),
    Role.RULE: ("faint", Style()),
    Role.TABLE_RULE: ("faint", Style()),
    Role.TABLE_HEAD: ("text", _BOLD),
    Role.CODE_BLOCK: ("code", Style()),
    Role.CODE_KEYWORD: ("code", _BOLD),
    Role.CODE_NAME: ("text", Style()),
    Role.CODE_STRING: ("accent", Style()),
    Role.CODE_NUMBER: ("accent", Style()),
    Role.CODE_COMMENT: ("faint", _ITALIC),
    Role.IMAGE: ("accent", Style()),
    Role.CAPTION: ("read", _ITALIC),
    Role.ADDRESS: ("faint", _UNDERLINE),
    Role.NOTE: ("accent", Style()),
}
"""Ink and weight by the name of a piece's style; anything else is plain text."""
UNDERLINE = _UNDERLINE
"""The weight of what the reader has marked. It has a ground as well, and without colours the line is left."""
HIT = _BOLD + _UNDERLINE
"""The weight of a hit. It has the ground of the cursor as well, and without colours the weight is left."""
CURRENT = Style(bold=True, reverse=True)
SELECTED = Style(reverse=True)
"""What is selected: ink and ground change places, so that it shows without colours too."""
CARET = Style(bold=True, underline=True, reverse=True)
