"""Text as inline Markdown that shows it literally, in pieces that stand among syntax."""

from __future__ import annotations

import re
from typing import Final

# What can begin inline syntax (CommonMark 0.31 §6, the tables and strikethrough of GFM). An underscore or a tilde inside a
# word is no emphasis, a less-than before a blank no tag, an ampersand alone no reference; at the end of a piece they may
# become one.
_SUSPECT: Final = re.compile(
    r"[\\`*\[|_~<&]"
)  # One class, which is searched for many times as fast as the alternatives.
_INLINE: Final = re.compile(
    r"[\\`*\[|]|(?<![^\W_])[_~]|[_~](?![^\W_])|<(?=[A-Za-z/!?]|\Z)|&(?=#?\w{1,32};|#?\w{0,32}\Z)"
)
# What can begin a block (§4, §5): headings, quotes, lists, rules, underlines of headings and the second line of a table.
_BLOCK: Final = re.compile(
    r"(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|-(?=[-:|\s]*+$)|:(?=[-:|\s]*+$)|=(?==*+\s*+$)|~(?=~~))|(\d{1,9})(?=[.)](?:\s|$))"
)
BEGINNINGS: Final = frozenset("#>-+:=~0123456789")
"""The characters that a line with anything to escape at its beginning begins with."""
_CLOSING_HASHES: Final = re.compile(r"(?:(?<=\s)|^)#(?=#*$)")


def is_plain(text: str) -> bool:
    """Tell whether a long text has nothing to escape, nor blanks but spaces and line ends: sooner than a pattern does."""
    return not any(map(text.__contains__, "\\`*_~|[]<&\t\r\f"))


def escape_text(text: str) -> str:
    """Escape what can begin inline syntax."""
    return _SUSPECT.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if _INLINE.match(match.string, match.start()) else match[0]


def escape_beginning(line: str) -> str:
    """Escape what makes the line of a paragraph begin another block; its inline syntax is left alone."""
    match = _BLOCK.match(line)
    if match is None:
        return line
    # A number is not escaped itself, but the mark behind it.
    return f"{match[2]}\\{line[match.end() :]}" if match[2] else f"\\{line}"


def escape_closing(heading: str) -> str:
    """Escape the closing sequence of an ATX heading, which would not be shown (§4.2)."""
    return _CLOSING_HASHES.sub(r"\\#", heading, count=1) if heading.endswith("#") else heading


def code_span(code: str) -> str:
    """Write a code span (§6.1), whose blanks are collapsed; "" for one that shows nothing."""
    text = " ".join(code.split())
    if not text:
        return ""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def fenced_code(code: str, language: str = "") -> str:
    """Write a fenced code block (§4.5)."""
    fence = "`" * (max(map(len, re.findall("`{3,}", code)), default=2) + 1)
    return f"{fence}{language}\n{code}\n{fence}"
