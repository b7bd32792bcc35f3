"""HTML as plain text on one line: titles, names, categories."""

from __future__ import annotations

import html
import re
from typing import Final

from reader.importing.html.elements import shown_text

_MARKUP: Final = re.compile(r"<[A-Za-z/!?]|&#?\w")


def has_markup(text: str) -> bool:
    """Tell whether a text has what HTML reads as a tag or a character reference."""
    return ("<" in text or "&" in text) and _MARKUP.search(text) is not None


def to_text(source: str) -> str:
    """Give the text that a piece of HTML shows, on one line, blanks collapsed. It raises nothing."""
    if not has_markup(source):
        return " ".join(source.split())
    if "<" not in source:
        return " ".join(html.unescape(source).split())
    from turbohtml import parse_fragment

    return " ".join("".join(shown_text(parse_fragment(source))).split())
