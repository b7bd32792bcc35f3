"""What a term of a query finds, said three times: as tokens of the index, as a phrase for it, and as a pattern for a scan.

A term is a part of the folded text in which blanks count as one space, and not at all beside punctuation. A letter or digit
of an alphabet at its beginning begins a word; one at its end ends a word if the term is whole. In scripts that are written
without blanks there are no words: every character is a token. So is every punctuation mark, so that no phrase runs across
one unseen; a space is one only beside such a character, since words are apart without it.
"""

from __future__ import annotations

import codecs
import re
import string
from functools import lru_cache

from reader.text.folding import WIDE, Folding, composed, fold

_SPACE = "\u3000"
"""The token of a space that counts. Full width, like those of ASCII punctuation: folded text has none of these itself."""
_GAP = "\ufdd0"
"""A space that counts, on its way to be a token: a noncharacter, which no text has."""
_SLICE = 100_000
"""Characters that are translated in one go, in some 10 ms: so long no other thread runs."""

_IS_WIDE = re.compile(f"[{WIDE}]")
_LETTER = f"[^\\W_{WIDE}]"
_PIECE = re.compile(f"{_LETTER}+|[{WIDE}]|[^\\w\\s]|_|\\s+")
# Spaces among tokens, beside a wide character and no mark. Blanks stand on both sides of all tokens but words.
_COUNTING = re.compile(
    f"{_SPACE}(?:(?<=[{WIDE}]  {_SPACE})(?:  {_SPACE})*+(?=  [{WIDE}]| \\w)"
    f"|(?<=\\w {_SPACE})(?:  {_SPACE})*+(?=  [{WIDE}]))"
)


class _Tokens(Folding):
    """Folds and sets a blank round every character that is a token of its own."""

    def of(self, character: str) -> str:
        return "".join(part if _is_word(part) else f" {_token(part)} " for part in super().of(character))


_TOKENS = _Tokens()


class _EncodedTokens(dict[int, bytes]):
    """The same in UTF-8, for codecs.charmap_encode: twice as fast as str.translate, which makes a text of each character."""

    def __missing__(self, code: int) -> bytes:
        """Work out what a character becomes."""
        encoded = self[code] = _TOKENS[code].encode("utf-8", "replace")
        return encoded


_ENCODED_TOKENS = _EncodedTokens()


def _encoded(text: str) -> bytes:
    return codecs.charmap_encode(text, "strict", _ENCODED_TOKENS)[0]


def tokens(text: str) -> str:
    """The tokens of a text, with blanks between them: what the index is given."""
    if text.isascii():
        text = text.lower()
        # Twice as fast as a table for each character.
        for mark in set(text).intersection(string.punctuation):
            text = text.replace(mark, _TOKENS[ord(mark)])
        return text
    text = composed(text)
    slices = (_encoded(text[start : start + _SLICE]) for start in range(0, len(text), _SLICE))
    return _COUNTING.sub(_GAP, b"".join(slices).decode()).replace(_SPACE, " ").replace(_GAP, _SPACE)


def phrase(term: str, *, whole: bool) -> str | None:
    """A term as a phrase of FTS5 (https://sqlite.org/fts5.html §3.2); None for one of blanks."""
    pieces = _pieces(term)
    if not pieces:
        return None
    found = [_token(piece) for index, piece in enumerate(pieces) if not _is_implied(pieces, index)]
    listed = " ".join(found).replace('"', '""')
    return f'"{listed}"{"" if whole or not _is_word(pieces[-1]) else "*"}'


@lru_cache(
    maxsize=256
)  # Each title, snippet and block of an article is looked through for the same few terms.
def pattern(term: str, *, whole: bool) -> re.Pattern[str] | None:
    """A term as a pattern for folded text; None for one of blanks."""
    pieces = _pieces(term)
    if not pieces:
        return None
    parts = [f"(?<!{_LETTER})"] if _is_word(pieces[0]) else []
    for before, piece in zip(("", *pieces), pieces, strict=False):
        if before and " " not in (before, piece) and (_is_mark(before) or _is_mark(piece)):
            parts.append(r"\s*")
        parts.append(r"\s+" if piece == " " else re.escape(piece))
    if whole and _is_word(pieces[-1]):
        parts.append(f"(?!{_LETTER})")
    return re.compile("".join(parts))


def _pieces(term: str) -> tuple[str, ...]:
    """Words, characters, marks, and the spaces that count."""
    found = [piece if not piece.isspace() else " " for piece in _PIECE.findall(fold(composed(term)).strip())]
    return tuple(
        piece
        for index, piece in enumerate(found)
        if piece != " " or not (_is_mark(found[index - 1]) or _is_mark(found[index + 1]))
    )


def _is_implied(pieces: tuple[str, ...], index: int) -> bool:
    """Whether it is a space between two words, for which the index has no token."""
    return pieces[index] == " " and _is_word(pieces[index - 1]) and _is_word(pieces[index + 1])


def _token(piece: str) -> str:
    if piece == " ":
        return _SPACE
    is_ascii_mark = "!" <= piece <= "~" and not piece.isalnum()
    return chr(ord(piece) + 0xFEE0) if is_ascii_mark else piece


def _is_word(piece: str) -> bool:
    return piece[0].isalnum() and _IS_WIDE.match(piece) is None


def _is_mark(piece: str) -> bool:
    return piece != " " and not piece[0].isalnum() and _IS_WIDE.match(piece) is None
