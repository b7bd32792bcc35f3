"""Inline tokens of markdown-it to rich texts and images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from reader.text.clean import clean, clean_line
from reader.typeset.blocks import RichText, Span
from reader.typeset.breaking import soft_break
from reader.typeset.cells import is_boundary, is_common
from reader.typeset.html_text import is_line_break
from reader.typeset.lines import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

InlineImage: TypeAlias = tuple[str, str, str]
"""Caption, address and size."""

_SAFE_TARGET = re.compile(
    r"(?:https?://|mailto:)[!-~\u00a1-\u1fff\u3001-\ud7ff\uf900-\ufdcf\uff01-\uffef]+", re.IGNORECASE
)
# ASCII alone: in Chinese text an address often touches the next word or a full-width comma.
_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_AFTER_ADDRESS = ".,:;!?\"'*_~>]}"
# How wide and high a picture is, in its title: Markdown has no other place for it.
_SIZE = re.compile(r"(?<![0-9])([1-9][0-9]{0,4}) ?[x×*] ?([1-9][0-9]{0,4})(?![0-9])(?: ?px)?")
# Indents that pages fake with blanks; the layout sets its own.
_INDENT = " \t\u00a0\u3000"


def safe_target(address: str) -> str | None:
    """The address if it is one that may be opened: http, https or mailto, and nothing invisible in it."""
    return address if _SAFE_TARGET.fullmatch(address) else None


class InlineReader:
    """Reads inline tokens into one rich text, or into several with the images that stand between them."""

    def __init__(self, *, keep_images: bool) -> None:
        """With `keep_images`, images are items of their own; else they are words of the text."""
        self._keep_images = keep_images
        self._items: list[RichText | InlineImage] = []
        self._parts: list[str] = []
        self._length = 0
        self._last = "\n"
        self._spans: list[Span] = []
        self._marks: dict[str, int] = {"strong": 0, "em": 0, "s": 0}
        self._target: str | None = None
        self._pending_break = False

    def read(self, tokens: Iterable[Token]) -> list[RichText | InlineImage]:
        """Rich texts and images in order; texts of blanks alone are left out."""
        for token in tokens:
            self._read(token)
        self._end_text()
        return self._items

    def read_plain(self, text: str, *, keep_lines: bool = False) -> list[RichText | InlineImage]:
        """The same for text without markup: its line feeds are soft breaks, or hard ones with `keep_lines`."""
        for line in text.split("\n"):
            self._write_text(line.rstrip(" \t\r"))
            if keep_lines:
                self._write("\n", None)
            else:
                self._pending_break = True
        self._end_text()
        return self._items

    def _read(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self._write_text(token.content)
            case "softbreak":
                self._pending_break = True
            case "hardbreak":
                self._write("\n", None)
            case "code_inline":
                self._write(token.content, Role.CODE)
            case "link_open" | "link_close":
                self._target = safe_target(str(token.attrs.get("href", "")))
            case "image":
                self._read_image(token)
            case "note_reference":
                number = int(token.meta["number"])
                self._write(f"[{number}]", Role.NOTE, note=number)
            case "html_inline":
                if is_line_break(token.content):
                    self._write("\n", None)
            case _:
                self._marks[token.tag] = self._marks.get(token.tag, 0) + token.nesting

    def _read_image(self, token: Token) -> None:
        address = str(token.attrs.get("src", ""))
        caption = InlineReader(keep_images=False).read(token.children or [])
        words = " ".join(part.text for part in caption if isinstance(part, RichText))
        if self._keep_images:
            self._end_text()
            title = clean_line(str(token.attrs.get("title", "")))
            size = _SIZE.search(title)
            # A title is what browsers show when there is no caption.
            caption_text = words.replace("\n", " ") or _SIZE.sub("", title).strip()
            self._items.append((caption_text, address, f"{size[1]}x{size[2]}" if size else ""))
        else:
            self._write(words, Role.IMAGE, safe_target(address))

    def _write_text(self, text: str) -> None:
        """Text outside code, in which bare addresses become links."""
        position = 0
        if self._target is None:
            for match in _ADDRESS.finditer(text):
                address = match[0].rstrip(_AFTER_ADDRESS)
                if address.endswith(")") and "(" not in address:
                    address = address.rstrip(")").rstrip(_AFTER_ADDRESS)
                if target := safe_target(address):
                    self._write(text[position : match.start()], self._role())
                    self._write(address, Role.LINK, target)
                    position = match.start() + len(address)
        self._write(text[position:], self._role(), self._target)

    def _role(self) -> Role | None:
        if self._target:
            return Role.LINK
        if self._marks["s"]:
            return Role.STRIKE
        if self._marks["strong"]:
            return Role.STRONG_EMPHASIS if self._marks["em"] else Role.STRONG
        return Role.EMPHASIS if self._marks["em"] else None

    def _write(
        self, text: str, role: Role | None, target: str | None = None, note: int | None = None
    ) -> None:
        text = clean(text).replace("\t", " ")
        if self._pending_break and text:
            self._pending_break = False
            self._append(self._joint(text), None, None)
        if self._last == "\n":
            text = text.lstrip(_INDENT if self._length else _INDENT + "\n")
        self._append(text, role, target, note)

    def _joint(self, text: str) -> str:
        """What a line feed of the source before this text stands for."""
        if self._last == "\n" or text[0] == "\n":
            return ""
        # Notes at the foot of an article, and paragraphs that begin with two blank characters, stand on lines of their
        # own, though nothing in Markdown says so.
        return "\n" if text.startswith(("[^", "\u3000\u3000")) else soft_break(self._last, text[0])

    def _append(self, text: str, role: Role | None, target: str | None, note: int | None = None) -> None:
        if not text:
            return
        start, self._length = self._length, self._length + len(text)
        self._parts.append(text)
        self._last = text[-1]
        if role is None:
            return
        if note is None and self._spans and self._spans[-1][1:] == (start, role, target, None):
            start = self._spans.pop().start
        self._spans.append(Span(start, self._length, role, target, note))

    def _end_text(self) -> None:
        text = "".join(self._parts).rstrip(_INDENT + "\n")
        spans = self._spans if is_common(text) else whole_graphemes(text, self._spans)
        spans = [
            Span(span.start, min(span.end, len(text)), *span[2:]) for span in spans if span.start < len(text)
        ]
        if text:
            self._items.append(RichText(text, tuple(spans)))
        self._parts, self._length, self._last, self._spans, self._pending_break = [], 0, "\n", [], False


def whole_graphemes(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans whose ends are moved on to where a grapheme ends, so that no grapheme is in two runs."""

    def moved(position: int) -> int:
        while not is_boundary(text, position):
            position += 1
        return position

    whole = (span._replace(start=moved(span.start), end=moved(span.end)) for span in spans)
    return [span for span in whole if span.start < span.end]
