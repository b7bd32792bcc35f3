"""Text as search compares it: without what people leave out or write in another way when they ask for it."""

from __future__ import annotations

import re
import unicodedata

from reader.text.script import simplify

EAST_ASIAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U0001b000-\U0001b16f\U00020000-\U000323af"
)
"""Ranges of a character class: Han, kana, bopomofo, which are of full width and written without blanks."""
WIDE = (
    f"{EAST_ASIAN}\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff"
)
"""The same with Thai, Lao, Burmese and Khmer, written without blanks too, and Hangul, whose words take endings."""

# Accents and other marks on letters of alphabets (Combining Diacritical Marks); the vowels of Indic scripts are letters.
_ACCENT = re.compile("[\u0300-\u036f]+")
# What joins and varies characters without being one: people cannot type it.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
_QUOTES = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")
# Marks that join the character before in NFC or NFKC: kana, full width and half, and the vowels and finals of Hangul.
_JOINING = re.compile("[\u3099\u309a\uff9e\uff9f\u1161-\u11ff]")
_JOINED = re.compile(f"(?s:.){_JOINING.pattern}+")


class _Folding(dict[int, str]):
    """A table for str.translate that works a character out when it first sees it."""

    def __missing__(self, code: int) -> str:
        """Work out what a character becomes."""
        folded = self[code] = self.of(chr(code))
        return folded

    def of(self, character: str) -> str:
        """Fold one character; none, one or several may come of it."""
        if character.isspace():
            return " "
        text = unicodedata.normalize("NFKC", character.translate(_QUOTES)).casefold()
        text = _ACCENT.sub("", unicodedata.normalize("NFD", text))
        return _INVISIBLE.sub("", simplify(unicodedata.normalize("NFC", text))).replace(" ", "")


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text folded: 繁 as 简, full width as half (NFKC, UAX #15), lower case, no accents, every blank a space.

    Of characters one after the other: the folded text of a part is a part of the folded text.
    """
    return text.translate(_FOLDING) if not text.isascii() or not text.isprintable() else text.lower()


def composed(text: str) -> str:
    """The text with accents, kana marks and Hangul vowels on their characters, where they stand apart (NFC).

    To be done before folding, which looks at characters one by one. Almost every text is composed already.
    """
    if text.isascii():
        return text
    if _JOINING.search(text):
        # No more than these: in a whole text NFKC makes blanks of free-standing accents, which folding leaves out.
        text = _JOINED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """The text composed and folded: as it is compared."""
    return fold(composed(text))


def joins(character: str) -> bool:
    """Whether a character may become one with that before it. A text without any needs not be composed before folding."""
    return unicodedata.category(character)[0] == "M" or _JOINING.match(character) is not None
