"""The source of an article in chunks that can be parsed one at a time.

A chunk ends where the blocks of CommonMark end whatever follows: before a line that follows a blank line, is not
indented and begins no list item, outside fences and raw HTML. Where an article has no such place for long (one endless
paragraph, list or fence), it is cut all the same, where that shows least.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.typeset.breaking import soft_break
from reader.typeset.cells import is_boundary

if TYPE_CHECKING:
    from collections.abc import Iterator

# Parsing marked-up Chinese takes 2.5 µs a character: the first chunk fills any screen, and none blocks a key for long.
# A chunk that finds no boundary by twice its target is cut.
_FIRST = 2_000
_TARGET = 4_000
# Places that are tried for a cut that divides no emphasis or link, and no grapheme.
_TRIES = 40

_BOUNDARY = re.compile(r"\n[ \t\r]*\n(?=[^ \t\r\n])(?![-+*][ \t]|\d{1,9}[.)][ \t])")
# What may hold blank lines: fenced code (CommonMark §4.5), raw HTML of kinds 1 and 2 (§4.6).
_OPAQUE = re.compile(
    r"(?mi)^ {0,3}(?:(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*|<(?P<tag>pre|script|style|textarea)\b|<!--)"
)
# A row of a table never begins a chunk: without the header above it is no row.
_LINE_START = re.compile(r"\n(?=[^ \t\r\n|])")
_STRUCTURE = re.compile(r"[ \t\n]*(?:[-+*>#<]|\d{1,9}[.)])")
_TABLE_END = re.compile(r"\n(?![ \t]*\|)")
_SENTENCE_END = re.compile(r"[。！？；][”’」』）]*|\s+")


class Chunk(NamedTuple):
    """A part of a source that is parsed by itself."""

    text: str
    end: int
    """Where it ends in the source, in characters."""
    unfinished: bool
    """Whether it was cut where its last block goes on in the next chunk."""
    joint: str
    """What stands between the two parts of an unfinished paragraph: a blank or nothing."""


class _Cut(NamedTuple):
    end: int
    unfinished: bool = False
    fence: str = ""
    """The line that opened the fence which is cut."""


def chunks(source: str) -> Iterator[Chunk]:
    """The chunks of a source, in order; nothing of it is left out."""
    start, fence, target = 0, "", _FIRST
    while start < len(source):
        cut = _cut(source, start, target, fence)
        text = source[start : cut.end]
        if fence:
            text = f"{fence}\n{text}"
        if cut.fence:
            text = f"{text}\n{_fence_marker(cut.fence)}"
        yield Chunk(text, cut.end, cut.unfinished, _joint(source, cut.end) if cut.unfinished else "")
        start, fence, target = cut.end, cut.fence, _TARGET


def _cut(source: str, start: int, target: int, fence: str) -> _Cut:
    """Where the chunk that begins at `start`, inside of `fence` if there is one, ends."""
    limit = min(start + 2 * target, len(source))
    position = start
    while True:
        if fence:
            closing = _closing(fence).search(source, position, limit)
            if closing is None:
                return (
                    _Cut(limit) if limit == len(source) else _cut_fence(source, start, position, limit, fence)
                )
            position, fence = closing.end(), ""
        opaque = _OPAQUE.search(source, position, limit)
        boundary = _BOUNDARY.search(
            source, max(position, start + target), opaque.start() + 1 if opaque else limit
        )
        if boundary:
            return _Cut(boundary.end())
        if opaque is None:
            break
        position = opaque.end()
        if opaque["fence"]:
            fence = opaque[0]
        else:
            closing = re.compile(f"(?i)</{opaque['tag']}" if opaque["tag"] else "-->").search(
                source, position, limit
            )
            position = closing.end() if closing else limit
    return _Cut(limit) if limit == len(source) else _cut_text(source, start, limit)


def _fence_marker(opening: str) -> str:
    """The run of backticks or tildes that opens a fence."""
    line = opening.strip()
    return line[: len(line) - len(line.lstrip(line[0]))]


def _closing(fence: str) -> re.Pattern[str]:
    marker = _fence_marker(fence)
    return re.compile(rf"(?m)^ {{0,3}}{marker}{marker[0]}*[ \t\r]*$")


def _cut_fence(source: str, start: int, content: int, limit: int, fence: str) -> _Cut:
    """A cut for a fence that is longer than a chunk: before it, else between two of its lines, else anywhere."""
    opening = content - len(fence)
    if opening > start:
        return _Cut(opening)
    newline = source.rfind("\n", content + 1, limit)
    return _Cut(newline + 1 if newline > 0 else limit, unfinished=True, fence=fence)


def _cut_text(source: str, start: int, limit: int) -> _Cut:
    """A cut for text without a boundary: after a whole table, before a line, at the end of a sentence, anywhere."""
    middle = (start + limit) // 2
    if source[source.rfind("\n", 0, limit) + 1] == "|":
        table_end = _TABLE_END.search(source, limit)
        return _Cut(table_end.end() if table_end else len(source))
    lines = [match.end() for match in _LINE_START.finditer(source, middle, limit)]
    if lines:
        return _Cut(
            next((line for line in reversed(lines) if _STRUCTURE.match(source, line)), lines[-1]),
            unfinished=True,
        )
    sentences = [match.end() for match in _SENTENCE_END.finditer(source, middle, limit - 1)]
    # The next chunk must begin with what cannot be taken for the start of a list, a quotation or the like.
    fit = [end for end in sentences[-_TRIES:] if source[end].isalpha()]
    end = next((end for end in reversed(fit) if _is_balanced(source[start:end])), fit[-1] if fit else limit)
    # A grapheme is a few characters long; what goes on for longer without an end is none that a reader would miss.
    return _Cut(
        next((at for at in range(end, end - _TRIES, -1) if is_boundary(source, at)), end), unfinished=True
    )


def _is_balanced(text: str) -> bool:
    """Whether a cut after this text seems to divide no emphasis, code or link."""
    pairs = text.count("[") == text.count("]") and text.count("<") == text.count(">")
    return pairs and text.count("*") % 2 == 0 and text.count("`") % 2 == 0


def _joint(source: str, end: int) -> str:
    before = source[max(0, end - 8) : end]
    kept = before.rstrip()
    if kept == before or not kept:
        return ""
    return soft_break(kept[-1], source[end]) if "\n" in before[len(kept) :] else " "
