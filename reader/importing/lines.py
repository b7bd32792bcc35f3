"""What a line of running text is: a heading, a sentence, a paragraph."""

from __future__ import annotations

from typing import Final

_HEADING = 30  # Characters of the longest section heading of a portal page.
CLOSING: Final = "\"'”’」』】》〉)）]］"
"""Quotes and brackets that may stand behind the punctuation of a sentence."""
_FINAL: Final = frozenset("。．.！!？?；;：:，,、…—～~")


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends like running text: in punctuation, with or without closing quotes."""
    return line.rstrip().rstrip(CLOSING)[-1:] in _FINAL


def is_heading(line: str, following: str | None) -> bool:
    """Tell whether a line is a section heading: short, without final punctuation, and before a paragraph."""
    return following is not None and _could_head(line) and not _could_head(following)


def _could_head(line: str) -> bool:
    return len(line) <= _HEADING and not ends_sentence(line)
