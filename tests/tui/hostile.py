"""What must never reach a terminal, and texts that try to."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = (
    {0xAD, 0x115F, 0x1160, 0x200B, 0x3164, 0xFEFF, 0xFFA0}
    | set(range(0x2060, 0x2065))
    | set(range(0x206A, 0x2070))
)
_DIRECTIONS = set(range(0x202A, 0x202F)) | set(range(0x2066, 0x206A))


def forbidden(text: str) -> set[str]:
    """The characters of a text that could deceive a terminal or an eye; line feeds are none."""
    return {
        f"U+{ord(char):04X}"
        for char in text
        if char != "\n"
        and (
            unicodedata.category(char) in {"Cc", "Cs"} or ord(char) in _INVISIBLE or ord(char) in _DIRECTIONS
        )
    }


ATTACK = (
    "\x1b]52;c;cGF5bG9hZA==\x07"  # the clipboard
    "\x1b]0;payload\x07\x1b]2;payload\x1b\\\x9d2;payload\x9c"  # the window's title
    "\x1b]8;;http://payload.example/\x1b\\"  # a link
    "\x1b[66;31m\x9b66;32m\x1b[2J\x1b[6n\x1bc"  # colours, the screen, questions, a reset
    "\x1bP1$rpayload\x1b\\\x90payload\x9c\x1b_payload\x1b\\\x1b^payload\x1b\\\x1bkpayload\x1b\\"  # other strings
    "\u202e\u2067\u200b\u2060\ufeff\x00\x07\x08\x7f"  # directions, the invisible, single controls
)
"""Takes over a terminal in every way that one character or sequence can. All of it goes, whatever comes with it."""
LITERAL = "[/][@click=app.quit][link=x][red]"
"""Markup of the toolkit. It stays, as text."""


def hostile(text: str) -> str:
    """A text with attacks before, in and after it."""
    half = len(text) // 2
    return f"{ATTACK}{text[:half]}{ATTACK}{text[half:]}{LITERAL}{ATTACK}"


_CSI = re.compile("\x1b\\[[0-?]*[ -/]*[@-~]")
_OWN_TITLE = re.compile("\x1b\\]2;([^\x00-\x1f\x7f-\x9f]*)\x07")

_POINTER = re.compile("\x1b\\]22;[a-z-]+\x07")
"""The shape of the mouse pointer, which Textual writes."""


def check_written(data: bytes) -> None:
    """Hold every byte that a program wrote against what it may write: text, its own control sequences, its own title."""
    text = data.decode()
    assert "payload" not in text
    assert "cGF5bG9hZA" not in text
    assert "66;3" not in text, "the colours of the attack"
    for title in _OWN_TITLE.findall(text):
        assert not forbidden(title)
    rest = _CSI.sub("", _POINTER.sub("", _OWN_TITLE.sub("", text))).replace("\r", "").replace("\t", "")
    assert forbidden(rest) == set()
