"""Emphasis in Chinese: the rule of CommonMark, amended for scripts without blanks between words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.typeset.cells import cell_width

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline


def install(parser: MarkdownIt) -> None:
    """Make a parser see emphasis beside Chinese.

    CommonMark §6.2 lets no delimiter open before a mark, nor close after one, unless blank or mark is on its other side.
    So 他说**“好”**之后 has no emphasis by the letter, though every editor of Chinese pages writes it. Here, a Chinese
    character on the other side serves as well as a blank.
    """
    from markdown_it.common.utils import isMdAsciiPunct, isPunctChar
    from markdown_it.rules_inline.state_inline import Delimiter

    def is_mark(character: str) -> bool:
        return isMdAsciiPunct(ord(character)) or isPunctChar(character)

    def tokenize(state: StateInline, silent: bool) -> bool:
        marker = state.src[state.pos]
        if silent or marker not in "_*":
            return False
        scanned = state.scanDelims(state.pos, marker == "*")
        opens, closes = scanned.can_open, scanned.can_close
        end = state.pos + scanned.length
        before, after = state.src[state.pos - 1 : state.pos] or " ", state.src[end : end + 1] or " "
        if marker == "*":
            opens = opens or (is_mark(after) and _is_wide(before))
            closes = closes or (is_mark(before) and _is_wide(after))
        for _ in range(scanned.length):
            state.push("text", "", 0).content = marker
            token = len(state.tokens) - 1
            state.delimiters.append(Delimiter(ord(marker), scanned.length, token, -1, opens, closes))
        state.pos = end
        return True

    parser.inline.ruler.at("emphasis", tokenize)


def _is_wide(character: str) -> bool:
    return character >= "\u2e80" and cell_width(character) == 2
