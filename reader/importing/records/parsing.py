"""JSON text to values, with the limits that a hostile text needs."""

from __future__ import annotations

import json
from typing import Final

_LONGEST_INTEGER = 20  # Digits: more than any count or time has, and no work for int(), which is quadratic.
NO_JSON: Final = (ValueError, RecursionError)
"""What `parse` raises: ValueError for a text that is no JSON, RecursionError for nesting deeper than Python goes."""


def parse(text: str) -> object:
    """Read one JSON value (RFC 8259). Raises what is in NO_JSON. Endless numbers become text."""
    return json.loads(text, parse_int=_integer)


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else digits
