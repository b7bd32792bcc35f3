"""The plain words of Markdown without laying it out: enough for a summary or a title.

The syntax is that of CommonMark 0.31 (§4 to §6) with the tables of GFM; blocks are told apart by their lines.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

from reader.text.folding import EAST_ASIAN

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = 8192
"""Characters of a body that a summary looks at: several screens, whatever the length of the article."""
_FIRST_HEAD = 1024
"""Characters that are tried first: of most bodies they are enough."""
_LONG = 400
"""Characters of a paragraph after which no line turns it into a heading or a table: none is so long."""
_LONGEST_WORD = 24
"""Characters of a Latin word that is not cut; what is longer is an address or the like, and is."""

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_TABLE_RULE = re.compile(
    r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$|[ \t]*\|[ \t]*:?-+:?[ \t]*\|[ \t]*$"
)
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_UNSEEN = re.compile(
    r"(?<!\\)<(?:!--.*?(?:-->|\Z)|(script|style)\b.*?(?:</\1\s*>|\Z))", re.DOTALL | re.IGNORECASE
)

# One pass over what is inside a line. The first character is one class, so that the search for it is fast;
# every repetition is bounded, so that hostile input takes linear time.
_TARGET = r"\([^()\n]{0,2000}(?:\([^()\n]{0,2000}\)[^()\n]{0,2000})?\)|\[[^\[\]]{0,300}\]"
_INLINE = re.compile(
    r"[\\`&!\[\]<*_~](?:"
    r"(?<=\\)(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<=`)(?P<ticks>`{0,8})(?P<code>[^`\n]{1,400})`(?P=ticks)(?!`)"
    r"|(?<=&)(?P<entity>[a-zA-Z][a-zA-Z0-9]{1,31};|#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};)"
    rf"|(?<=!)(?P<image>\[[^\[\]]{{0,300}}\](?:{_TARGET}))"
    r"|(?<=\[)(?P<opening>(?=[^\[\]]{0,300}\][(\[]|!\[))"
    rf"|(?<=\])(?P<closing>{_TARGET})"
    r"|(?<=<)(?P<tag>[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\s]{1,2000}>|/?[a-zA-Z][^<>]{0,2000}>)"
    r"|(?<=[*_])(?P<emphasis>[*_]{0,20})"
    r"|(?<=~)(?P<strike>~)"
    r")?"
)

# The scheme of an address (CommonMark §6.5), which no tag has before a colon.
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,31}:")
_SOFT_BREAK = re.compile(f"\n(?<=[{EAST_ASIAN}]\n)[ \t>]*+(?=[{EAST_ASIAN}])")

_STAR = re.compile(r"\*(?=\S)|(?<=\S)\*")
_NEAR = 1_000
"""Characters of its line in which a delimiter is looked for that belongs to another."""

_SENTENCE_END = re.compile(r"(?:[。！？；…]+|[.!?](?=\s|$))[”’」』）)\"']*")
_LATIN_WORD_CHARACTERS = re.compile(r"[0-9A-Za-z\u00c0-\u024f'’.-]+$")


def first_prose(markdown: str, characters: int) -> str:
    """The first prose of a body on one line: whole paragraphs, until there are more than so many characters.

    Headings, images, tables, code and definitions are passed over; syntax, tags and link targets are taken out.
    Only the lines of the first 8,192 characters are looked at. The result is not cleaned.
    """
    if (
        len(markdown) > _FIRST_HEAD
        and len(prose := _prose_of(_head(markdown, _FIRST_HEAD), characters)) > characters
    ):
        return prose
    return _prose_of(_head(markdown, _HEAD), characters)


def _prose_of(head: str, characters: int) -> str:
    found = ""
    for paragraph in _paragraphs(_UNSEEN.sub("", head) if "<" in head else head):
        plain = " ".join(_INLINE.sub(_plain, paragraph).split())
        found = _join(found, plain)
        if len(found) > characters:
            break
    return found


def first_words(markdown: str, characters: int) -> str:
    """The first prose of a body, or, when it has none, its first line of any kind. The result is not cleaned."""
    if prose := first_prose(markdown, characters):
        return prose
    line = _head(markdown, _HEAD).lstrip("#>|+-=~` \n\t").partition("\n")[0]
    return _INLINE.sub(_plain, line).strip(" |#")


def plain_text(markdown: str) -> str:
    """All that a body says, headings, tables and captions with it, without the syntax inside its lines and link targets.

    A line feed inside a Chinese sentence is taken out (CSS Text 3 §4.1.3), all others stay, and so do the signs at the
    beginnings of lines. Made for search: takes some thirty microseconds for a usual article.
    """
    text = _UNSEEN.sub("", markdown) if "<" in markdown else markdown
    if "\\\n" in text:
        text = text.replace("\\\n", " \n")  # a hard line break (CommonMark §6.7)
    text = _INLINE.sub(_said, text)
    return _SOFT_BREAK.sub(_joint, text) if "\n" in text else text


def _said(match: re.Match[str]) -> str:
    """What a piece of inline syntax says, captions of images and bare addresses with it."""
    kind = match.lastgroup
    if kind == "image":
        return match["image"][1:].partition("]")[0]
    if kind == "tag" and _ADDRESS.match(match["tag"]):
        return match["tag"][:-1]
    return _plain(match)


def _joint(match: re.Match[str]) -> str:
    """Nothing for a line feed in a paragraph; itself where a quotation begins, which ends the paragraph."""
    line = match.string.rfind("\n", 0, match.start()) + 1
    quoted = ">" not in match[0] or match.string.startswith(">", line)
    return "" if quoted else match[0]


def _head(markdown: str, characters: int) -> str:
    """The first whole lines of a body."""
    if len(markdown) <= characters:
        return markdown
    end = markdown.rfind("\n", 0, characters)
    return markdown[: end if end > 0 else characters]


def shorten(text: str, characters: int) -> str:
    """The text, cut when it has more characters: at the end of a sentence that keeps at least half, else with "…".

    The "…" stands after a whole word or grapheme (UAX #29 §3.1.1). The result is never longer than `characters`.
    """
    if len(text) <= characters:
        return text
    head = text[:characters]
    ends = [
        match.end() for match in _SENTENCE_END.finditer(text, 0, characters + 1) if match.end() <= characters
    ]
    if ends and ends[-1] * 2 >= characters:
        return head[: ends[-1]]
    return text[: _cut_before(text, characters - 1)].rstrip(" ,，、:：;；—(（「『“‘《\u3000") + "…"


def _paragraphs(markdown: str) -> Iterator[str]:
    """The paragraphs and list items of a body, each with its lines joined, long ones in pieces."""
    lines: list[str] = []
    fence = ""
    in_table = False
    for raw in [*markdown.split("\n"), ""]:
        quote = _QUOTE.match(raw)
        line = raw[quote.end() :] if quote else raw
        mark = _FENCE.match(line)
        if fence or mark:
            fence = _after_fence(fence, mark, line)
        elif line.strip() and not _interrupts(line) and not in_table:
            item = _ITEM.match(line)
            if lines and (item or sum(map(len, lines)) > _LONG):
                yield _joined(lines)
                lines = []
            if lines or item or not line.startswith(("    ", "\t")):
                lines.append(line[item.end() :] if item else line)
            continue
        elif (_UNDERLINE.match(line) and lines) or _TABLE_RULE.match(line):
            in_table = _TABLE_RULE.match(line) is not None
            lines = []
        else:
            in_table = in_table and bool(line.strip())
        if lines:
            yield _joined(lines)
            lines = []


def _after_fence(fence: str, mark: re.Match[str] | None, line: str) -> str:
    """The fence that is open after a line inside a fence or with one: "" for none (CommonMark §4.5)."""
    if not fence:
        return mark[1] if mark else ""
    closes = mark is not None and mark[1].startswith(fence) and line.strip() == mark[1]
    return "" if closes else fence


def _interrupts(line: str) -> bool:
    """Whether a line is a block of its own that holds no prose."""
    if line[0] not in " \t#=-*_|:[":
        return False
    patterns = (_HEADING, _UNDERLINE, _RULE, _TABLE_RULE, _DEFINITION)
    return line.startswith("|") or any(pattern.match(line) for pattern in patterns)


def _joined(lines: list[str]) -> str:
    text = ""
    for line in lines:
        text = _join(text, line.strip())
    return text


def _join(before: str, after: str) -> str:
    """Two pieces on one line, without a space where either side is Chinese."""
    if not before or not after:
        return before + after
    wide = any(unicodedata.east_asian_width(character) in "WF" for character in (before[-1], after[0]))
    return f"{before}{'' if wide else ' '}{after}"


def _plain(match: re.Match[str]) -> str:
    """What a piece of inline syntax says to a reader."""
    kind = match.lastgroup
    if kind is None:
        return match[0]
    if kind == "entity":
        return html.unescape(match[0])
    if kind == "emphasis":
        return _emphasis(match)
    return match["escaped"] or match["code"] or ""


def _emphasis(match: re.Match[str]) -> str:
    """Nothing for a delimiter run; the run itself where it is none (CommonMark §6.2).

    Between blanks it is none (2 * 3), nor inside a word as `_` (snake_case), nor as `*` without another on its line (2*3).
    """
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if not (before.isalnum() and after.isalnum()):
        return "" if before.strip() or after.strip() else match[0]
    if match[0][0] == "_":
        return match[0]
    line_start = text.rfind("\n", max(0, start - _NEAR), start) + 1 or max(0, start - _NEAR)
    line_end = text.find("\n", end, end + _NEAR)
    others = (
        _STAR.search(text, line_start, start),
        _STAR.search(text, end, line_end if line_end >= 0 else end + _NEAR),
    )
    return "" if any(others) else match[0]


def _cut_before(text: str, index: int) -> int:
    """The last place not after `index` where text can be cut: before a grapheme, and not within a Latin word."""
    while index > 0 and _continues(text, index):
        index -= 1
    if index < len(text) and _LATIN_WORD_CHARACTERS.match(text[index]):
        word = _LATIN_WORD_CHARACTERS.search(text, max(0, index - _LONGEST_WORD), index)
        if word is not None and word.start() > 0 and index - word.start() < _LONGEST_WORD:
            return word.start()
    return index


def _continues(text: str, index: int) -> bool:
    """Whether the character at `index` belongs to the grapheme before it (UAX #29, GB9 to GB13)."""
    character, before = text[index], text[index - 1]
    if before == "\u200d" or character in "\u200c\u200d" or "\U0001f3fb" <= character <= "\U0001f3ff":
        return True
    if unicodedata.category(character).startswith("M") or "\U000e0020" <= character <= "\U000e007f":
        return True
    if not ("\U0001f1e6" <= character <= "\U0001f1ff"):
        return False
    run = index
    while run > 0 and "\U0001f1e6" <= text[run - 1] <= "\U0001f1ff":
        run -= 1
    return (index - run) % 2 == 1
