"""Regular expressions that a reader writes: as `re` has them, but with an end to their patience.

Python's own module cannot be stopped, and `(a+)+b` takes years; `regex` compares as it does and takes a limit of time.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

# `re` takes a brace that begins no repetition for itself, `regex` for one that allows mistakes: (?:word){e<=2}.
_BRACE = re.compile(r"(\\N\{[^{}]*\}|\\.|\{[0-9]*,?[0-9]*\})|\{", re.DOTALL)


@lru_cache(maxsize=32)
def compiled(pattern: str) -> regex.Pattern[str]:
    """An expression that ignores case. Raises ValueError with what is wrong with it."""
    # 0.03 s to import, and only for this.
    import regex

    try:
        literal = _BRACE.sub(lambda found: found[1] or r"\{", pattern)
        return regex.compile(literal, regex.IGNORECASE | regex.VERSION0)
    except (regex.error, OverflowError) as error:
        raise ValueError(str(error)) from error


def matches(pattern: str, text: str, seconds: float) -> bool:
    """Whether an expression matches somewhere in a text. Raises TimeoutError when it does not know in time."""
    return compiled(pattern).search(text, timeout=seconds, concurrent=True) is not None


def spans(pattern: str, text: str, seconds: float) -> list[tuple[int, int]]:
    """Where an expression matches in a text; as much as it finds in time."""
    found: list[tuple[int, int]] = []
    with suppress(TimeoutError):
        # One by one, so that an end of the patience leaves what was found before.
        found.extend(
            match.span() for match in compiled(pattern).finditer(text, timeout=seconds, concurrent=True)
        )
    return found
