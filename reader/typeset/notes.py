"""Notes of an article: `[^label]` in its text and `[^label]: what it says` somewhere, as GitHub and Pandoc have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_LABEL = r"\[\^([^\[\]\s]{1,99})\]"
_find_labels = re.compile(_LABEL + "(:?)").finditer
_match_reference = re.compile(_LABEL).match
_match_definition = re.compile(_LABEL + ":").match
_INDENT = 4
"""Cells by which further paragraphs of a note are indented: Pandoc's manual, Footnotes."""


def note_numbers(source: str) -> dict[str, int]:
    """The labels of an article's notes with their numbers, from 1, in the order in which the text refers to them.

    What is referred to and said nowhere is no note, and neither is what nothing refers to: both stay as they are.
    """
    defined: set[str] = set()
    referred: dict[str, None] = {}
    for match in _find_labels(source):
        if match[2] and _begins_line(source, match.start()):
            defined.add(match[1])
        else:
            referred.setdefault(match[1])
    return {label: number for number, label in enumerate((each for each in referred if each in defined), 1)}


def _begins_line(source: str, at: int) -> bool:
    """Whether nothing but the blanks that CommonMark §4 allows before a block stands before it on its line."""
    _, newline, before = source[max(0, at - _INDENT) : at].rpartition("\n")
    return not before.strip(" ") and (bool(newline) or at < _INDENT)


def install(parser: MarkdownIt) -> None:
    """Make a parser see the notes that its environment numbers under "notes"."""

    def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[start] + state.tShift[start]
        match = _match_definition(state.src, begin, state.eMarks[start])
        number = state.env.get("notes", {}).get(match[1]) if match else None
        if match is None or number is None or state.is_code_block(start):
            return False
        if not silent:
            state.push("note_open", "", 1).meta = {"number": number}
            _tokenize_inside(state, start, end, match.end())
            state.push("note_close", "", -1)
        return True

    def reference(state: StateInline, silent: bool) -> bool:
        match = _match_reference(state.src, state.pos, state.posMax)
        number = state.env.get("notes", {}).get(match[1]) if match else None
        if match is None or number is None:
            return False
        if not silent:
            state.push("note_reference", "", 0).meta = {"number": number}
        state.pos = match.end()
        return True

    parser.block.ruler.before("reference", "note", definition, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.before("link", "note_reference", reference)


def _tokenize_inside(state: StateBlock, start: int, end: int, text: int) -> None:
    """Read the blocks of a note, the first of which begins in the middle of its line."""
    kept = state.bMarks[start], state.tShift[start], state.sCount[start]
    blanks = len(state.src[text : state.eMarks[start]]) - len(
        state.src[text : state.eMarks[start]].lstrip(" \t")
    )
    state.blkIndent += _INDENT
    state.bMarks[start], state.tShift[start], state.sCount[start] = text, blanks, state.blkIndent
    state.md.block.tokenize(state, start, end)
    state.blkIndent -= _INDENT
    state.bMarks[start], state.tShift[start], state.sCount[start] = kept
