"""Where lines may end: W3C clreq §6.1 for Chinese, the pairs of UAX #14 that matter beside it.

A line is filled by cells, a run of characters at a time, and then backs up to the last place where the rules let it
end. So only the characters round a line's end are looked at one by one, and the breaker is as fast as the measuring.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from rich.cells import get_character_cell_size

from reader.typeset.cells import cell_width, grapheme_end, is_boundary, prefix_measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# clreq §6.1.1 and the line-start list of ECMA-376 Part 1 §17.15.1.58 for zh-Hans; then small kana (JLReq §3.1.7)
# and forms of the same marks that pages use. The ASCII marks count because normalised pages have them for full-width.
NOT_AT_START = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞！％），．：；？］｝～`"
    "‥‼⁇⁈⁉〜〟・／｠｡､･｣々〻ゝゞヽヾーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
# clreq §6.1.1 and the line-end list of ECMA-376 Part 1 §17.15.1.59 for zh-Hans, with the other signs of currency.
NOT_AT_END = frozenset("$([{£¥‘“〈《「『【〔〖〝（［｛€＄￡￥｟｢")
# UAX #14 LB19 (quotes that do not say which side they are) and LB12 (no-break spaces): bound to both neighbours.
_BOUND = "\"'\u00a0\u2007\u202f\u2060"
# clreq §6.1.3: two of the same stand for one mark, and are never divided.
_PAIRED = "—―…‥⋯⸺─"
# The blanks that vanish at a break: UAX #14 SP and BA. U+3000 is a blank as wide as a character.
_BLANKS = " \t\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
# A pattern that may match nothing always matches.
_match_blanks = cast("Callable[[str, int], re.Match[str]]", re.compile(f"[{_BLANKS}]*").match)
# A number keeps the unit behind it (clreq §6.1.3, SI Brochure §5.4.3), and a word the number of a note behind it.
_UNIT = "(?:[cdmkµ]?m|[mkµ]?g|[mkMG]?(?:Hz|W|Wh|B)|[mcdk]?[lL]|[µm]?s|[kmM]?[VA]|h|ha|t|K|Pa|hPa|kPa|kn|dB)[²³23]?"
_match_unit = re.compile(f"{_UNIT}(?![0-9A-Za-z])").match
_match_note_reference = re.compile(r"(?<![ \t\u3000])\[[0-9]{1,3}\]").match
_FULL_WIDTH_MARKS = frozenset(mark for mark in NOT_AT_START | NOT_AT_END if mark >= "\u3000")
# clreq: the marks that stand at the beginning of their square, so that what hangs is the ink.
_HANGING = frozenset("、，。；：！？")
# clreq, Adjustments of Orphans and Widows: a paragraph's last line is not one character with its marks.
_match_orphan = re.compile(
    f"[\u3400-\u9fff][{re.escape(''.join(sorted(NOT_AT_START)))}]*[{_BLANKS}]*\\Z"
).match
_LONGEST_ORPHAN = 4
"""Characters: one, and as many marks as stand together at the end of speech."""
# What a line cannot end with, whatever follows, or not without looking further back.
_HOLDS_NEXT = NOT_AT_END.union(_BOUND, _BLANKS, "\u200d")


def _break_pattern() -> str:
    """A pattern that matches from the start of a line to the last place where the rules may let it end.

    UAX #14 LB31 lets a line end on both sides of ideographs and emoji, LB18 after blanks, B2 after a dash; whatever is
    between other characters is inside a word, a number or an address. Here all from U+2E80 up stands for ideographs.
    """

    def one_of(*characters: Iterable[str]) -> str:
        return re.escape("".join("".join(part) for part in characters))

    start = f"[^{one_of(NOT_AT_START, _BOUND, _BLANKS, '/')}]"
    not_end = f"[{one_of(NOT_AT_END, _BOUND, _BLANKS)}]"
    blank, after_blank = f"[{_BLANKS}]", f"[^{one_of(NOT_AT_START, _BLANKS)}]"
    ideograph = "[^\u0000-\u2e7f]"
    return f"(?s:.+)(?:(?<!{not_end})(?={start})(?:(?<={ideograph})|(?={ideograph})|(?<=—)(?!—))|(?<={blank})(?={after_blank}))"


_match_to_break = re.compile(_break_pattern()).match


def wrap(text: str, width: int, first_width: int | None = None) -> list[str]:
    """The lines of a plain text at a width in cells; the blanks at a break vanish, tabs count as one blank.

    `first_width` is the width of the first line where it differs. Line feeds in the text end lines.
    """
    lines: list[str] = []
    for paragraph in text.replace("\t", " ").split("\n"):
        room = width if lines else first_width
        lines.extend(paragraph[start:end] for start, end in break_offsets(paragraph, width, room))
    return lines


def soft_break(before: str, after: str) -> str:
    """What a line feed between two characters stands for in running text: a blank, or nothing in Chinese.

    The segment break transformation of CSS Text 4 §4.1.3, with the quotes, dashes and dots of ambiguous width taken for
    Chinese beside a Chinese character.
    """
    marks = _FULL_WIDTH_MARKS
    if before in marks or after in marks:
        return ""
    wide = [_is_chinese(before), _is_chinese(after)]
    ambiguous = [character in "“”‘’…—·" for character in (before, after)]
    return "" if all(wide) or (any(wide) and any(ambiguous)) else " "


def _is_chinese(character: str) -> bool:
    """Whether a character is wide, and not of Korean, which has blanks between words."""
    return character >= "\u2e80" and not "\uac00" <= character <= "\ud7a3" and cell_width(character) == 2


def break_offsets(
    text: str, width: int, first_width: int | None = None, *, hanging: bool = False, ends: bool = True
) -> Iterator[tuple[int, int]]:
    """Start and end of each line of a text without line feeds; the blanks at a break lie between an end and a start.

    No line is wider than `width` cells (but where a single grapheme is). In this order of preference, a line ends
    where no rule is hurt; inside a word, number or address that is longer than the line, but with no forbidden mark at
    an edge; anywhere between graphemes. An empty text has one empty line.

    With `hanging`, a pause or stop mark that has no room hangs beyond the width, in two cells more (clreq, Hanging
    Punctuation Marks at Line End): one, and none beside other marks. Where the text `ends` a paragraph, the line before
    the last gives a character up rather than leave a single one alone.
    """
    start, length = 0, len(text)
    room = width if first_width is None else first_width
    measure = prefix_measure(text)
    while True:
        end = measure(text, start, room)
        if end == length:
            yield start, _strip_end(text, start, end)
            return
        following = end
        # The two cases that nearly all Chinese lines end with are settled here: the line is full before a Han
        # character, or before a mark that takes the last Han character with it.
        after = text[end]
        if hanging and after in _HANGING and _may_hang(text, start, end):
            end += 1
            following = _match_blanks(text, end).end()
        elif end - start < 2:
            end, following = _choose(text, start, end)
        elif "\u4e00" <= after <= "\u9fff" and text[end - 1] not in _HOLDS_NEXT:
            pass
        elif (
            after in NOT_AT_START
            and "\u4e00" <= text[end - 1] <= "\u9fff"
            and text[end - 2] not in _HOLDS_NEXT
        ):
            end = following = end - 1
        else:
            end, following = _choose(text, start, end)
        if length - following <= _LONGEST_ORPHAN and ends and _match_orphan(text, following):
            end, following = _with_company(text, start, end, following)
        yield start, end
        if following == length:
            return
        start, room = following, width


def _with_company(text: str, start: int, end: int, following: int) -> tuple[int, int]:
    """A line that leaves an orphan, ended earlier; as it is where that would take more than a few characters from it."""
    if end - start <= _LONGEST_ORPHAN:
        return end, following
    earlier, company = _choose(text, start, end - 1)
    if following - company > _LONGEST_ORPHAN or not _is_wide(text[company]):
        return end, following
    return earlier, company


def _may_hang(text: str, start: int, at: int) -> bool:
    """Whether the mark at a place, where a line is full, stands alone behind a character of the line."""
    if at == start or text[at - 1] in _FULL_WIDTH_MARKS or text[at - 1] in _HOLDS_NEXT:
        return False
    following = _match_blanks(text, at + 1).end()
    return following == len(text) or (text[following] not in NOT_AT_START and is_boundary(text, at + 1))


def _choose(text: str, start: int, full: int) -> tuple[int, int]:
    """The end of the line that begins at `start` and is full at `full`, and the start of the next line."""
    if full == start:
        full = grapheme_end(text, start)
    latest = _match_blanks(text, full).end()
    if latest == len(text):
        return _strip_end(text, start, full), latest
    limit = latest + 1
    while match := _match_to_break(text, start, limit):
        position = match.end()
        end = _strip_end(text, start, position)
        if end > start and text[end - 1] not in NOT_AT_END and _divides_no_word(text, end, position):
            return end, position
        limit = position
    return _fold(text, start, full, latest)


def _divides_no_word(text: str, end: int, start: int) -> bool:
    """Whether neither a grapheme, a word, a number with its unit nor a reference to a note lies across a break."""
    if not is_boundary(text, start):
        return False
    if text[start] == "[":
        return not _match_note_reference(text, start)
    if text[start - 1] == " " and "0" <= text[start - 2] <= "9" and _match_unit(text, start):
        return False
    return end < start or text[end - 1] == "—" or _is_wide(text[end - 1]) or _is_wide(text[start])


def _is_wide(character: str) -> bool:
    if character < "\u2e80":
        return False
    return "\u3400" <= character <= "\u9fff" or get_character_cell_size(character) == 2


def _fold(text: str, start: int, full: int, latest: int) -> tuple[int, int]:
    """The same where a word is longer than the line: cut it with no forbidden mark at an edge, or where it is full."""
    for position in range(latest, start, -1):
        before, after = text[position - 1], text[position]
        if before in _BLANKS or after in _BLANKS or after in NOT_AT_START or before in NOT_AT_END:
            continue
        if is_boundary(text, position) and (before != after or before not in _PAIRED):
            return position, position
    return _strip_end(text, start, full), latest


def _strip_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return end
