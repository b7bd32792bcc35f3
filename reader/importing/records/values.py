"""A value of a record as text: JSON has numbers, lists and objects where an article has words."""

from __future__ import annotations

from math import isfinite
from typing import Final

# What an object is called, or says, in the order of trust (schema.org Person, WordPress, JSON Feed).
_TELLING: Final = ("name", "rendered", "text", "value", "title", "label", "url", "href")
_DEEPEST = 3  # An author in a list in an object; what is nested deeper is no value of a field.


def text_of(value: object, *, separator: str | None = None, depth: int = _DEEPEST) -> str:
    """Give the text of a value; "" for null, true, false and what says nothing.

    Of a list it is the first text, or, with a separator, all of them.
    """
    match value:
        case str():
            return value.strip()
        case bool():
            return ""
        case int():
            return str(value)
        case float():
            return f"{value:.0f}" if isfinite(value) and value.is_integer() else str(value)
        case list() | dict() if depth:
            members = value if isinstance(value, list) else [value.get(name) for name in _TELLING]
            texts = (text_of(member, separator=separator, depth=depth - 1) for member in members)
            filled = filter(None, texts)
            joined = separator is not None and isinstance(value, list)
            return (separator or "").join(filled) if joined else next(filled, "")
        case _:
            return ""
