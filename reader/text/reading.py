"""How long an article takes to read, and what its first lines say."""

from __future__ import annotations

import math
import re
import string

from reader.text.clean import clean_line
from reader.text.prose import first_prose, shorten

HAN_PER_MINUTE = 400
"""Silent reading of Chinese prose: 300 to 500 characters a minute in studies of adult readers."""
WORDS_PER_MINUTE = 230
"""Silent reading of English: 238 words a minute in the meta-analysis of Brysbaert (2019), rounded down."""

# Targets of links and images, tags, bare addresses: nobody reads them word by word. Each begins with a text of its own, which
# is found many times as fast as one of several, and is not there in most bodies.
_UNREAD = (
    ("](", re.compile(r"\]\([^()\s]*")),
    ("<", re.compile(r"<[a-zA-Z/!][^<>\n]*>")),
    ("http", re.compile(r"https?://[^\s<>()\u3000-\u9fff\uff00-\uffef]+")),
)

# Counting is done on UTF-8 bytes, many times as fast as by regular expressions. The first byte of a character
# tells what it is: E4 to E9 begin the Han of U+4000 to U+9FFF; ASCII letters and digits, C3 to E1, and EA to ED
# (Hangul) belong to words; the rest is punctuation. What joins a word (13.8, well-known) is left out with the
# continuation bytes.
_HAN_LEADS = bytes(range(0xE4, 0xEA))
_WORD_LEADS = (
    string.ascii_letters.encode() + string.digits.encode() + bytes([*range(0xC3, 0xE2), *range(0xEA, 0xEE)])
)
_CLASSES = bytes(ord("a") if byte in _WORD_LEADS else ord(" ") for byte in range(256))
_IGNORED = bytes(range(0x80, 0xC0)) + b"'-.,_"


def reading_minutes(markdown: str) -> int:
    """Whole minutes to read a body, at least 1: Chinese at 400 characters and other words at 230 a minute."""
    for sign, unread in _UNREAD:
        if sign in markdown:
            markdown = unread.sub(" ", markdown)
    data = markdown.encode("utf-8", "replace")
    characters = len(data) - len(data.translate(None, _HAN_LEADS))
    words = (b" " + data.translate(_CLASSES, _IGNORED)).count(b" a")
    return max(1, math.ceil(characters / HAN_PER_MINUTE + words / WORDS_PER_MINUTE))


def summary(markdown: str, characters: int = 120) -> str:
    """The first prose of a body as one plain line of at most so many characters; "" when it has none.

    Longer prose ends with a sentence, or with "…" at the end of a word or grapheme.
    """
    return shorten(clean_line(first_prose(markdown, characters)), characters)
