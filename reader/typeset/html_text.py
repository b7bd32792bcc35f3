"""Raw HTML inside Markdown, as plain text."""

from __future__ import annotations

import html
import re

# Their content is for machines.
_MACHINE = re.compile(r"(?is)<(script|style|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[?!][^>]*>")
_LINE_END = re.compile(
    r"(?i)<br\b[^>]*>|</(?:p|div|li|tr|h[1-6]|section|article|blockquote|dt|dd|figcaption)\s*>"
)
_CELL_END = re.compile(r"(?i)</t[dh]\s*>")
_TAG = re.compile(r"</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_BLANKS = re.compile(r"[ \t\r\f]+")


def plain_lines(source: str) -> list[str]:
    """The lines of text in a piece of HTML: tags left out, entities resolved, empty lines dropped."""
    text = _CELL_END.sub(" ", _LINE_END.sub("\n", _MACHINE.sub("", source)))
    text = html.unescape(_TAG.sub("", text))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return [line for line in lines if line]


def is_line_break(tag: str) -> bool:
    """Whether an inline tag is `br`."""
    return re.fullmatch(r"(?i)</?br\s*/?>", tag) is not None
