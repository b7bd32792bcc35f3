"""Text as Markdown that shows it literally, and a line of Markdown as the text that it shows."""

from __future__ import annotations

import re
from typing import Final

from reader.importing.html.escaping import escape_closing

# What can begin inline syntax (CommonMark 0.31 §6, and the tables and strikethrough of GFM). An underscore
# inside a word is no emphasis, a less-than before a blank no tag, an ampersand alone no reference.
_INLINE: Final = re.compile(
    r"[\\`*\[|]|~(?=~)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)",
)
# What can begin a block (§4, §5): headings, quotes, lists, rules, setext underlines.
_BLOCK: Final = re.compile(
    r"(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|-(?=[-\s]*$)|=(?==*\s*$))|(\d{1,9})(?=[.)](?:\s|$))",
)

_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_IMAGE_OR_LINK: Final = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_MARKS: Final = re.compile(r"(?<!\\)(\*\*|__|~~|`+|\*|(?<!\w)_(?=\w)|(?<=\w)_(?!\w))")


def escape(line: str) -> str:
    """Write a line as a Markdown paragraph that shows just this; blanks at its ends go."""
    escaped = _INLINE.sub(r"\\\g<0>", line.strip())
    return _BLOCK.sub(_escape_beginning, escaped, count=1) if _BLOCK.match(escaped) else escaped


def escape_heading(line: str) -> str:
    """Write a line as the text of an ATX heading, whose closing sequence of `#` would not be shown (§4.2)."""
    return escape_closing(escape(line))


def _escape_beginning(match: re.Match[str]) -> str:
    return f"{match[2]}\\" if match[2] else f"\\{match[1]}"


def plain_line(markdown: str) -> str:
    """Give the text that a line of inline Markdown shows: link texts without targets, no marks or escapes."""
    shown = _IMAGE_OR_LINK.sub(r"\1", markdown)
    return _ESCAPE.sub(r"\1", _MARKS.sub("", shown)).strip()
