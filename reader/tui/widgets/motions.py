"""Moving by characters, words, lines and paragraphs through the text of a page, from the character with the caret.

Each motion gives the character it leads to, or None where there is nothing further.
"""

from __future__ import annotations

from sys import maxsize
from typing import TYPE_CHECKING

from reader.model.article import Place
from reader.typeset.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from reader.model.selection import Extent
    from reader.tui.widgets.page_text import PageText

    Motion: TypeAlias = Callable[[PageText, Extent], Extent | None]


def next_character(text: PageText, caret: Extent) -> Extent | None:
    """The next character, on the next line after the last of a line."""
    return text.character_from(caret.end)


def previous_character(text: PageText, caret: Extent) -> Extent | None:
    """The character before."""
    return text.character_before(caret.start)


def next_word(text: PageText, caret: Extent) -> Extent | None:
    """The beginning of the next word."""
    block, offset = caret.start
    while (content := text.text(block)) is not None:
        start = next((start for start, _ in words(content) if start > offset), None)
        if start is not None:
            return text.character_from(Place(block, start))
        block, offset = block + 1, -1
    return None


def word_end(text: PageText, caret: Extent) -> Extent | None:
    """The last character of the word, or from there of the next one."""
    block, offset = caret.end
    while (content := text.text(block)) is not None:
        end = next((end for _, end in words(content) if end > offset), None)
        if end is not None:
            return text.character_before(Place(block, end))
        block, offset = block + 1, 0
    return None


def previous_word(text: PageText, caret: Extent) -> Extent | None:
    """The beginning of the word, or from there of the one before."""
    block, offset = caret.start
    while (content := text.text(block)) is not None:
        start = next((start for start, _ in reversed(words(content)) if start < offset), None)
        if start is not None:
            return text.character_from(Place(block, start))
        block, offset = block - 1, maxsize
    return None


def line_start(text: PageText, caret: Extent) -> Extent:
    """The first character of the line."""
    return text.nearest(text.line_of(caret), 0)


def line_end(text: PageText, caret: Extent) -> Extent:
    """The last character of the line."""
    return text.nearest(text.line_of(caret), maxsize)


def next_paragraph(text: PageText, caret: Extent) -> Extent | None:
    """The beginning of the next paragraph, or of whatever block follows."""
    return text.character_from(Place(text.paragraph_around(caret.start).end.block + 1))


def previous_paragraph(text: PageText, caret: Extent) -> Extent | None:
    """The beginning of the paragraph, or from there of the one before."""
    start = text.paragraph_around(caret.start).start
    first = text.character_from(start)
    if first is not None and first.start < caret.start:
        return first
    before = text.character_before(start)
    return text.character_from(text.paragraph_around(before.start).start) if before is not None else None


def text_start(text: PageText, caret: Extent) -> Extent | None:  # noqa: ARG001 - it is the same from everywhere
    """The first character of the title."""
    return text.first


def text_end(text: PageText, caret: Extent) -> Extent | None:  # noqa: ARG001 - it is the same from everywhere
    """The last character that is laid out."""
    return text.last


MOTIONS: Mapping[str, Motion] = {
    "l": next_character,
    "right": next_character,
    "h": previous_character,
    "left": previous_character,
    "w": next_word,
    "e": word_end,
    "b": previous_word,
    "0": line_start,
    "home": line_start,
    "dollar_sign": line_end,
    "end": line_end,
    "right_curly_bracket": next_paragraph,
    "right_square_bracket": next_paragraph,
    "left_curly_bracket": previous_paragraph,
    "left_square_bracket": previous_paragraph,
    "g": text_start,
    "G": text_end,
}
"""By the key that makes them, as Textual names it. What leads up and down depends on where one came from."""
