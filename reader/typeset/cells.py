"""Text in terminal cells: measured, cut and padded without ever cutting a grapheme.

Widths are those of `rich.cells` (Unicode 17, grapheme-aware), because that is what the screen is painted with, and one
cell more for characters of ambiguous width where the terminal draws them wide. The function of `rich` looks at one
character at a time; here, text of ordinary characters is measured a run at a time instead, and only what needs it
(emoji, combining marks, rare scripts) goes the slow way.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast
from unicodedata import category

from rich.cells import cell_len, get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Characters that take two cells wherever they stand. U+302A–F, U+3099 and U+309A are combining marks, hence the gaps.
WIDE = (
    "\u3000-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff\u3105-\u312f\u3131-\u3163\u3400-\u4dbf\u4e00-\ua48c"
    "\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe52\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
# Characters that take one cell unless a variation selector follows.
NARROW = " -~\u00a0-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u218b\u2190-\u2319\u2460-\u25fc"
# A pattern that may match nothing always matches.
_Match: TypeAlias = "Callable[[str, int, int], re.Match[str]]"
_COMMON_NARROW = f" -~\u00a0-\u00ff{NARROW[NARROW.index(chr(0x2010)) :]}"
# Common are characters of one width wherever they stand, but for scripts that have combining marks of their own. One
# class, in which a search is ten times as fast as in a choice of two.
_find_uncommon = re.compile(f"[^{_COMMON_NARROW}{WIDE[: WIDE.index(chr(0x20000))]}]").search


class _Widths(NamedTuple):
    """How a kind of terminal draws."""

    match_wide: _Match
    match_narrow: _Match
    narrow_runs: Callable[[str], Iterator[re.Match[str]]]
    """The runs of narrow characters in a text of common ones."""
    find_ambiguous: Callable[[str], list[str]] | None
    """The characters of ambiguous width in a text of common ones, where the terminal draws them wide."""


_ambiguous_narrow = _widths = _Widths(
    cast("_Match", re.compile(f"[{WIDE}]*").match),
    cast("_Match", re.compile(f"[{NARROW}]*").match),
    re.compile(f"[{_COMMON_NARROW}]+").finditer,
    None,
)


def set_ambiguous_width(cells: Literal[1, 2]) -> None:
    """Say how wide the terminal draws characters of ambiguous width (UAX #11 §4.2), such as “ … — · × ★: 1 at first.

    There is one terminal, so this holds for the whole process, and for `rich.cells` too, by which Textual cuts and joins
    what it draws. What was laid out before is to be laid out anew.
    """
    from reader.typeset.ambiguous_cells import measure_narrow, measure_wide

    global _widths  # noqa: PLW0603 - there is one terminal
    measure_narrow()
    _widths = _ambiguous_narrow
    if cells == 2:
        _widths = _ambiguous_wide()
        measure_wide()


@cache
def _ambiguous_wide() -> _Widths:
    from reader.typeset.ambiguous_cells import ambiguous_characters

    ambiguous = _class_of(ambiguous_characters())
    is_ambiguous = re.compile(f"[{ambiguous}]").match
    characters = filter(re.compile(f"[{NARROW}]").match, map(chr, range(0x3000)))
    narrow = _class_of(each for each in characters if not is_ambiguous(each))
    common = _class_of(
        each for each in re.findall(f"[{narrow}]", "".join(map(chr, range(0x3000)))) if is_common(each)
    )
    return _Widths(
        cast("_Match", re.compile(f"[{WIDE}{ambiguous}]*").match),
        cast("_Match", re.compile(f"[{narrow}]*").match),
        re.compile(f"[{common}]+").finditer,
        re.compile(f"[{ambiguous}]").findall,
    )


def _class_of(characters: Iterable[str]) -> str:
    """The inside of a character class, in ranges; the characters are in order."""
    ranges: list[list[str]] = []
    for character in characters:
        if ranges and ord(character) == ord(ranges[-1][1]) + 1:
            ranges[-1][1] = character
        else:
            ranges.append([character, character])
    return "".join(f"{re.escape(first)}-{re.escape(last)}" for first, last in ranges)


_JOINER = "\u200d"


def cell_width(text: str) -> int:
    """The width of a text on a terminal, in cells."""
    if text.isascii() and text.isprintable():
        return len(text)
    if _find_uncommon(text):
        return cell_len(text)
    cells = _common_width(text)
    return cells + len(_widths.find_ambiguous(text)) if _widths.find_ambiguous else cells


def _common_width(text: str) -> int:
    """The width of common characters, from their UTF-8 form, without a look at each.

    A wide character is 3 bytes; a narrow one is 1, or 2 after C2 or C3, or 3 after E2.
    """
    data = text.encode()
    return (len(data) + len(text) - data.count(b"\xc2") - data.count(b"\xc3") >> 1) - data.count(b"\xe2")


def is_common(text: str) -> bool:
    """Whether each character of a text is a grapheme by itself, of a width that is plain from its code."""
    return _find_uncommon(text) is None


def _extends(character: str) -> bool:
    """Whether a character belongs to the grapheme before it: marks, selectors, skin tones, tags, joiners."""
    return get_character_cell_size(character) == 0 or category(character) == "Mc"


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def grapheme_end(text: str, start: int) -> int:
    """The end of the grapheme that begins at `start`.

    Extended grapheme clusters of UAX #29 §3.1.1, with two differences that keep the sum of their widths equal to the
    width of the whole: every character of no width stays with the one before, and a joiner always takes the next one.
    """
    length = len(text)
    end = start if text[start] == _JOINER else start + 1
    if end < length and _is_regional(text[start]) and _is_regional(text[end]):
        end += 1
    while end < length and _extends(text[end]):
        end += 2 if text[end] == _JOINER else 1
    return min(end, length)


def grapheme_count(text: str) -> int:
    """How many graphemes a text has."""
    if is_common(text):
        return len(text)
    count = position = 0
    while position < len(text):
        position = grapheme_end(text, position)
        count += 1
    return count


def is_boundary(text: str, position: int) -> bool:
    """Whether a text may be cut at a position without cutting a grapheme."""
    if not 0 < position < len(text):
        return True
    if ("\u3400" <= text[position] <= "\u9fff" or text[position] <= "~") and text[position - 1] != _JOINER:
        return True
    if text[position - 1] == _JOINER or _extends(text[position]):
        return False
    regional = position
    while regional > 0 and _is_regional(text[regional - 1]):
        regional -= 1
    return not (_is_regional(text[position]) and (position - regional) % 2)


def _is_ordinary(text: str, position: int) -> bool:
    """Whether the character at a position has one width wherever it stands, so that it fits or does not."""
    following = position + 1
    wide = _widths.match_wide(text, position, following).end() == following
    return wide or _widths.match_narrow(text, position, following).end() == following


def prefix_end(text: str, start: int, width: int) -> int:
    """Where the longest piece of whole graphemes that begins at `start` and fits into `width` cells ends."""
    position, room, length = start, width, len(text)
    match_wide, match_narrow = _widths.match_wide, _widths.match_narrow
    while position < length:
        before = position
        wide = match_wide(text, position, position + (room >> 1)).end()
        room -= (wide - position) << 1
        position = match_narrow(text, wide, wide + room).end()
        room -= position - wide
        if position > before and room > 1:
            continue
        if position == length or _is_ordinary(text, position):
            break
        if position > start and _extends(text[position]):
            # The grapheme began with the ordinary character before: take that back and measure the whole.
            position -= 1
            room += cell_width(text[position])
        end = grapheme_end(text, position)
        cells = cell_width(text[position:end])
        if cells > room:
            break
        position, room = end, room - cells
    return position


def prefix_measure(text: str) -> Callable[[str, int, int], int]:
    """A function that does for this text what `prefix_end` does, faster, for starts that never go back."""
    return prefix_end if _find_uncommon(text) else _common_prefix_measure(text)


def _common_prefix_measure(text: str) -> Callable[[str, int, int], int]:
    """`prefix_end` for a text of common characters alone: by arithmetic over its narrow runs, not by looking at it."""
    runs = [match.span() for match in _widths.narrow_runs(text)]
    length = len(text)
    runs.append((length, length))
    first = 0

    def measure(_text: str, start: int, width: int) -> int:
        nonlocal first
        while runs[first][1] < start:
            first += 1
        position, room, index = start, width, first
        while True:
            begin, end = runs[index]
            if begin > position:
                fitting = position + (room >> 1)
                if fitting < begin:
                    return fitting
                room -= (begin - position) << 1
                position = begin
            if end - position > room:
                return position + room
            if end == length:
                return end
            room -= end - position
            position = end
            index += 1

    return measure


def pieces(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Start and end of pieces of a text that fit into `width` cells, cut wherever they are full.

    A grapheme that is wider than the width stands alone. An empty text is one empty piece.
    """
    start = 0
    while True:
        end = prefix_end(text, start, width)
        if end == start < len(text):
            end = grapheme_end(text, start)
        yield start, end
        start = end
        if start == len(text):
            return


def truncate(text: str, width: int, ellipsis: str = "…") -> str:
    """The text, or as much of its start as fits into `width` cells together with the ellipsis.

    Never cuts a grapheme (UAX #29). Where even the ellipsis finds no room, the text is cut without one.
    """
    if prefix_end(text, 0, width) == len(text):
        return text
    room = width - cell_width(ellipsis)
    if room < 0:
        return text[: prefix_end(text, 0, max(width, 0))]
    return text[: prefix_end(text, 0, room)] + ellipsis


def fit(text: str, width: int, *, align: Literal["left", "right"] = "left", ellipsis: str = "…") -> str:
    """The text truncated and padded with blanks to exactly `width` cells."""
    text = truncate(text, width, ellipsis)
    blanks = " " * (width - cell_width(text))
    return text + blanks if align == "left" else blanks + text
