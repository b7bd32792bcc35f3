"""Regular expressions in queries: refused where they stand when they are wrong, or would grow without end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.i18n import _
from reader.text import expressions

if TYPE_CHECKING:
    from reader.text.query.lexer import Token

_LONGEST = 500
"""Characters of an expression: far more than a person writes."""
_LARGEST = 2_000
"""Of `size`. `regex` writes repetitions out and takes 2 ms for so much; ((a+)+)+ … would take all memory."""

_PIECE = re.compile(
    r"\\."  # an escape
    r"|\[\^?\]?(?:[^\]\\]|\\.)*\]"  # a set
    r"|\(\?#[^)]*\)"  # a comment
    r"|(?P<open>\()|(?P<close>\))"
    r"|(?P<more>\+)|\{(?P<least>[0-9]*),?(?P<most>[0-9]*)\}|(?P<few>[*?])"
    r"|.",
    re.DOTALL,
)


def check_pattern(token: Token) -> None:
    """Raises QueryError when the expression of a token cannot be compiled, or only at a great cost."""
    pattern, problem = token.text, ""
    if len(pattern) > _LONGEST:
        problem = _("This expression has more than {count} characters.").format(count=_LONGEST)
    elif size(pattern) > _LARGEST:
        problem = _("This expression repeats too much.")
    if problem:
        hint = _("Write a shorter one, or several with OR between them.")
        raise QueryError(problem, hint, token.start, token.stop - token.start)
    try:
        expressions.compiled(pattern)
    except ValueError as error:
        # What `regex` said, and after how many characters; the slash before them is one more.
        fault = error.__cause__
        place = min(getattr(fault, "pos", None) or 0, len(pattern))
        message = _("The expression cannot be read: {problem}.").format(problem=getattr(fault, "msg", error))
        hint = _("Signs like ( [ * + ? stand for themselves after a backslash.")
        raise QueryError(message, hint, token.start + 1 + place) from error


def size(pattern: str) -> int:
    """How many pieces a pattern has, roughly, when its repetitions are written out."""
    groups, last = [0], 0
    for piece in _PIECE.finditer(pattern):
        match piece.lastgroup:
            case "open":
                groups.append(0)
            case "close" if len(groups) > 1:
                last = groups.pop() + 1
                groups[-1] += last
            case "more" | "least" | "most":
                # `+` is written as once and then any times.
                bounds = [int(bound) for bound in (piece["least"], piece["most"]) if bound]
                times = max(bounds, default=2)
                groups[-1] += last * (times - 1)
                last *= max(times, 1)
            case "few":
                pass
            case _:
                last = 1
                groups[-1] += 1
    return sum(groups)
