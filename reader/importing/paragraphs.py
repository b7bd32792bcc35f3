"""Paragraphs out of plain lines: separated by blank lines, one a line, or wrapped by hand at some width."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from reader.importing.lines import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

_NARROWEST, _WIDEST = 50, 132  # Columns at which people and mail programs wrap; verse is narrower.
_FILLED = 0.8  # A wrapped line stops at most a long word before the margin.
_RAGGED = 0.2  # As many lines may stop short without ending a sentence (a heading, a list).
_INDENT: Final = re.compile(r"(?:\u3000| {2,}|\t)")


def columns(text: str) -> int:
    """Measure the columns of a line by East Asian Width (UAX #11): wide and full-width characters have two.

    Near enough to tell a margin; the layout of articles measures by grapheme.
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def split_paragraphs(text: str) -> list[str]:
    """Split plain text into paragraphs of one line each. No word is lost and none is added."""
    # A first or last line of blanks has no line feed on its other side.
    groups = [
        [line for line in group.split("\n") if line.strip()]
        for group in re.split(r"\n(?:[^\S\n]*\n)+", text)
        if group.strip()
    ]
    lines = [line for group in groups for line in group]
    wrapped = is_wrapped(lines)
    paragraphs: list[str] = []
    for group in groups:
        if wrapped or is_wrapped(group):
            paragraphs += _unwrap(group, lines if wrapped else group)
        else:
            paragraphs += [line.strip() for line in group]
    return paragraphs


def is_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether lines were broken at a margin: nearly all that do not end a sentence come close to it."""
    stripped = [line.strip() for line in lines if line.strip()]
    widths = [columns(line[: _WIDEST + 1]) for line in stripped]  # The rest of a longer line does not matter.
    margin = max(widths, default=0)
    if len(stripped) < 2 or not _NARROWEST <= margin <= _WIDEST:
        return False
    broken = [
        width for line, width in zip(stripped[:-1], widths[:-1], strict=True) if not ends_sentence(line)
    ]
    short = sum(width < _FILLED * margin for width in broken)
    return bool(broken) and short <= _RAGGED * len(broken)


def fills(line: str, lines: Sequence[str]) -> bool:
    """Tell whether a line comes close to the margin of the lines that it stands among."""
    return columns(line.strip()) >= _FILLED * _margin(lines)


def _margin(lines: Sequence[str]) -> int:
    """Measure the widest line, in columns."""
    return max((columns(line.strip()) for line in lines), default=0)


def _unwrap(lines: Sequence[str], around: Sequence[str]) -> list[str]:
    """Join the lines of each paragraph: one ends at a line that stops short, and before an indented line."""
    margin = _margin(around)
    paragraphs = [[lines[0].strip()]]
    for line, following in pairwise(lines):
        filled = columns(line.strip()) >= _FILLED * margin
        if not filled or (_INDENT.match(following) and not _INDENT.match(line)):
            paragraphs.append([])
        paragraphs[-1].append(following.strip())
    return [_joined(paragraph) for paragraph in paragraphs]


def _joined(lines: Sequence[str]) -> str:
    """Join the lines of a paragraph."""
    return "".join(line + _between(line, following) for line, following in pairwise(lines)) + lines[-1]


def _between(left: str, right: str) -> str:
    """Give what a line end stood for: a blank only between narrow characters (clreq §5.1), none after a hyphen."""
    if not left or not right:
        return ""
    wide = any(unicodedata.east_asian_width(char) in "WF" for char in (left[-1], right[0]))
    hyphen = left[-1] == "-" and left[-2:-1].isalpha() and right[0].isalpha()
    return "" if wide or hyphen else " "
