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

from reader.text.folding import WIDE, composed, fold, folded, joins

_SPACE = "\u3000"
"""The token of a space that counts. Full width, like those of ASCII punctuation: folded text has none of these itself."""
_SLICE = 100_000
"""Characters that are looked up in one go, in some 5 ms: so long no other thread runs."""

_IS_WIDE = re.compile(f"[{WIDE}]")
_LETTER = f"[^\\W_{WIDE}]"
_PIECE = re.compile(f"{_LETTER}+|[{WIDE}]|[^\\w\\s]|_|\\s+")
# Spaces beside a wide character and no mark, among encoded tokens. The first byte is one, so that the search for it is fast.
_COUNTING = re.compile(rb" (?:(?<=\] ) *+(?=[\[0-9a-z\x80-\xff])|(?<=[0-9a-z\x80-\xff] ) *+(?=\[))")
_ENCODED_SPACE = f"({_SPACE})".encode()
_NO_MARKS = f"{string.ascii_letters}{string.digits}{string.whitespace}".encode()


class _EncodedTokens(dict[int, bytes]):
    """What a character becomes, folded, in UTF-8: wide ones are set in [], marks in (), and of words the letters are bare."""

    def __init__(self) -> None:
        self.at_once: list[bytes | None] = [None] * 0x10000
        """The same for the characters of the Basic Multilingual Plane that were seen and join no other.

        A list, for codecs.charmap_encode: 60 % of the time that it needs with a dict, a third of that of str.translate.
        """

    def __missing__(self, code: int) -> bytes:
        """Work out what a character becomes."""
        encoded = self[code] = "".join(map(_enclosed, fold(chr(code)))).encode("utf-8", "replace")
        if code < len(self.at_once) and not joins(chr(code)):
            self.at_once[code] = encoded
        return encoded


_ENCODED_TOKENS = _EncodedTokens()


def tokens(text: str) -> bytes:
    """The tokens of a text, which is what the index is given: in UTF-8, with other ASCII than letters and digits between.

    That is how the tokenizer "ascii" of FTS5 tells them apart (https://sqlite.org/fts5.html §4.3.2).
    """
    if text.isascii():
        encoded = text.lower().encode()
        # Five times as fast as a table for each character.
        for mark in set(encoded.translate(None, _NO_MARKS)):
            encoded = encoded.replace(bytes((mark,)), f" {_token(chr(mark))} ".encode())
        return encoded
    try:
        encoded = _encoded(text, _ENCODED_TOKENS.at_once)
    except UnicodeEncodeError:
        encoded = _encoded(composed(text), _ENCODED_TOKENS)
    return _COUNTING.sub(_ENCODED_SPACE, encoded)


def _encoded(text: str, table: _EncodedTokens | list[bytes | None]) -> bytes:
    """Raises UnicodeEncodeError for a character that the table does not have."""
    slices = (text[start : start + _SLICE] for start in range(0, len(text), _SLICE))
    return b"".join(codecs.charmap_encode(each, "strict", table)[0] for each in slices)


def _enclosed(character: str) -> str:
    if character == " " or _is_word(character):
        return character
    return f"[{character}]" if _IS_WIDE.match(character) else f"({_token(character)})"


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
    found = [piece if not piece.isspace() else " " for piece in _PIECE.findall(folded(term).strip())]
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
