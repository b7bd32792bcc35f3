"""The words of a text, for a double click and for going from word to word.

What is written with blanks is divided as Unicode divides words (UAX #29 §4.1), in short: letters and digits with what
joins them. Chinese and Japanese are written without blanks: a run between two marks of punctuation counts as a word.
"""

from __future__ import annotations

import re

from reader.text.folding import EAST_ASIAN
from reader.typeset.cells import grapheme_end, is_boundary

# A mark that joins belongs to the letter before it; apostrophe, stop, comma, hyphen and low line join what is on either
# side of them (MidLetter, MidNum, ExtendNumLet).
_LETTER = rf"[^\W{EAST_ASIAN}][\u0300-\u036f\u200c\u200d]*"
_WORD = re.compile(rf"[{EAST_ASIAN}]+|(?:{_LETTER})+(?:['’.,\-](?:{_LETTER})+)*")


def word_at(text: str, position: int) -> tuple[int, int]:
    """Where the word around a position begins and ends; for a blank the blanks, for any other sign that grapheme."""
    for match in _WORD.finditer(text):
        if match.start() > position:
            break
        if position < match.end():
            return _whole(text, *match.span())
    if position < len(text) and text[position].isspace():
        start = len(text[: position + 1].rstrip())
        return start, len(text) - len(text[position:].lstrip())
    while not is_boundary(text, position):
        position -= 1
    return position, grapheme_end(text, position) if position < len(text) else position


def words(text: str) -> list[tuple[int, int]]:
    """Where the words of a text begin and end."""
    return [_whole(text, *match.span()) for match in _WORD.finditer(text)]


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A part with its ends moved out to those of graphemes."""
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return start, end
