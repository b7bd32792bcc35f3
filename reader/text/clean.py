"""Text from outside made safe for a terminal, a database and a reader: every foreign text passes this door.

What goes: escape sequences as a whole (ECMA-48 §5.3 to §5.6, and the private ones of screen), control characters
but line feed and tab, bidirectional embeddings, overrides and isolates (UAX #9 §2), invisible format characters,
tags outside a flag (UTS #51, ED-14a), and combining marks beyond the fourth in a row.
What stays: joiners, variation selectors, directional marks, private use: all that writing systems need.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.model.draft import Draft

# Blocks with combining marks, and the joiners: whole blocks, of which `_limit_marks` looks at each character.
# Classes have few ranges above U+FFFF, for `re` tries those one by one and the rest at once.
_MARK_BLOCKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u109f\u135d-\u135f\u1712-\u1cff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff"
    "\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua69f\ua6f0\ua6f1\ua802-\uabff\ufb1e\ufe00-\ufe2f"
    "\U00010000-\U0001efff\U000e0100-\U000e01ef"
)
_INVISIBLE = "\u00ad\u115f\u1160\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
_UNFIT = f"\x00-\x08\x0b-\x1f\x7f-\x9f{_INVISIBLE}\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff"
"""What `_substitute` decides about: controls, the invisible, surrogates, noncharacters, all from plane 2 on."""

# Anything that may need work: one character class, which `re` scans at up to 100 million characters a second.
_SUSPECT = re.compile(f"[{_UNFIT}\u2028\u2029{_MARK_BLOCKS}]")

# What nearly all texts are made of, none of it suspect: a run of it is seen in a quarter of the time that the search takes.
_USUAL = re.compile(
    "[\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0530\u2010-\u2027\u2030-\u205e\u2100-\u2bff"
    "\u3000-\u3029\u3030-\u3098\u309b-\u3163\u3165-\ua66e\uac00-\ud7a3\uff00-\uff9f]*+"
)
_CONTROLS = bytes([*range(9), *range(11, 32), 127])
"""Those of ASCII that do not stay."""

# What follows is compiled when a text that needs it comes: on most days none does before the first screen.
_NEWLINE = "[\r\x0b\x0c\x85\u2028\u2029]"

# A control string ends at its terminator, at CAN, SUB or another escape (which cancel it), or with the line.
_STRING = "[^\n\x07\x18\x1a\x1b\x9c]*(?:[\x07\x18\x1a\x9c]|\x1b\\\\)?"
_SEQUENCE = "[0-?]*[ -/]*[@-~]?"
# The first character is one class, so that the search for it is fast; what follows depends on which it was.
_FORBIDDEN = (
    f"[{_UNFIT}\U0001f3f4](?:"
    # The flag of a subdivision: black flag, its name in tags, cancel tag (UTS #51, ED-14a). It stays.
    "(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,7}\U000e007f"
    # DCS, SOS, OSC, PM, APC, and ESC k, by which screen and tmux set a title; CSI; any other escape.
    f"|(?<=\x1b)(?:[PX\\]^_k]{_STRING}|\\[{_SEQUENCE}|[ -/]*[0-~]?)"
    f"|(?<=[\x90\x98\x9d-\x9f]){_STRING}"
    f"|(?<=\x9b){_SEQUENCE})?"
)

_MARKS = f"[{_MARK_BLOCKS}][{_MARK_BLOCKS}]{{4,}}"
_JOINERS = "\u200c\u200d"
_MOST_MARKS = 4
"""The most that living orthographies put on one letter (Vietnamese 2, pointed Hebrew with accents 4)."""

_BLANKS = re.compile("[ \t\n]+")
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
_TITLE_CHARACTERS = 40
"""Of a title made from a body: the length of a long headline."""


def clean(text: str) -> str:
    """The text without what could deceive a terminal, a database or an eye; line feeds and tabs stay.

    All kinds of line ends become line feeds; lone surrogates and noncharacters become U+FFFD. Text that is clean
    is given back as it is, and cleaning twice changes nothing.
    """
    if text.isascii():
        # Here only controls are suspect, and bytes are looked through many times as fast as by the class.
        data = text.encode("ascii")
        if len(data.translate(None, _CONTROLS)) == len(data):
            return text
    elif _USUAL.fullmatch(text) or _SUSPECT.search(text) is None:
        return text
    if "\r" in text:
        # The files of Windows are otherwise clean, and str.replace is fast.
        text = text.replace("\r\n", "\n")
        if _SUSPECT.search(text) is None:
            return text
    text = re.sub(_FORBIDDEN, _substitute, re.sub(_NEWLINE, "\n", text))
    return re.sub(_MARKS, _limit_marks, text)


def clean_line(text: str) -> str:
    """The text cleaned and on one line: runs of blanks, tabs and line ends are one space, none at the ends.

    An ideographic space (U+3000) inside stays, for it sets Chinese headlines.
    """
    text = clean(text)
    if "  " in text or "\n" in text or "\t" in text:
        text = _BLANKS.sub(" ", text)
    return text.strip()


def clean_draft(draft: Draft) -> Draft:
    """The draft with every text cleaned; an optional one that is empty then is None.

    So is an address that is not of http, https or mailto. A draft without a title is called by the first words of
    its body, or "—".
    """
    markdown = clean(draft.markdown)
    url = _optional(draft.url)
    cleaned: dict[str, Any] = {
        "title": clean_line(draft.title) or _title_from(markdown) or "—",
        "markdown": markdown,
        "category": _optional(draft.category),
        "identity": _optional(draft.identity),
        "author": _optional(draft.author),
        "origin": _optional(draft.origin),
        "url": url if url is not None and _SAFE_ADDRESS.match(url) else None,
        "language": _optional(draft.language),
    }
    # Nearly every draft is clean, and to make another one takes longer than to see that.
    is_clean = all(getattr(draft, name) is text for name, text in cleaned.items())
    return draft if is_clean else replace(draft, **cleaned)


def _substitute(match: re.Match[str]) -> str:
    code = ord(match[0][0])
    # Lone surrogates and noncharacters, which no text can hold (Unicode §23.6 and §23.7).
    if 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return "\ufffd"
    dropped = code <= 0xFFFF or 0xE0000 <= code <= 0xE007F
    return "" if dropped else match[0]


def _limit_marks(match: re.Match[str]) -> str:
    """The run with at most four marks and joiners in a row."""
    kept: list[str] = []
    marks = 0
    for character in match[0]:
        stacks = character in _JOINERS or unicodedata.category(character) in ("Mn", "Me")
        marks = marks + 1 if stacks else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _optional(text: str | None) -> str | None:
    return clean_line(text) or None if text is not None else None


def _title_from(markdown: str) -> str:
    # Imported when a title is missing: the screen needs this module at once, but not the grammar of Markdown.
    from reader.text.prose import first_words, shorten

    return shorten(clean_line(first_words(markdown, _TITLE_CHARACTERS)), _TITLE_CHARACTERS)
