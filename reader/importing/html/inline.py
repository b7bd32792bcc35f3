"""Inline content of Markdown, written piece by piece: text, line breaks, emphasis and links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.importing.html.escaping import BEGINNINGS, escape_beginning, escape_text
from reader.importing.html.spans import BLANKS, Mark, Span, place_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HTML_BLANKS: Final = " \t\n\r\f"
_SPECIAL: Final = re.compile(r"[\\`*_~<&|\[\]\n\t\r\f]")
_HTML_SPACES: Final = re.compile(r"[ \t\n\r\f]+")
_SPACES: Final = re.compile("[ \xa0]{2,}")
_WIDE: Final = "\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffe6"
# Between characters of East Asia, but for Hangul, the end of a line of source is no blank (CSS Text 3 §4.1.3).
_WIDE_LINE_END: Final = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*+\n[ \t\r\n\f]*+(?=[{_WIDE}])")
# What typewriters and editors of Chinese set before a paragraph.
_INDENT: Final = re.compile("[ \u200b\ufeff]*(?:[\u3000\u2002\u2003]|\xa0 ?\xa0)")
_LINE_END: Final = "\n"
_EMPTY_PAIR: Final = ("", "")


class InlineWriter:
    """Collects the pieces of a paragraph. Spans that are open at the end of a line go on in the next."""

    def __init__(self, spans: Iterable[Span] = (), *, is_plain: bool = False) -> None:
        """Begin a paragraph. `is_plain` promises that no text of the document has anything to escape."""
        self.is_plain = is_plain
        self.pieces: list[str] = []
        """What was written since the last paragraph was taken."""
        self._marks: list[Mark] = []
        self.spans: list[Span] = []
        for span in spans:
            self.open(span)

    def text(self, text: str) -> None:
        """Add running text of the document, where a run of blanks is one."""
        if text == "\n":
            # What stands between blocks, nearly always.
            if self.pieces:
                self.pieces.append(" ")
        elif not self.is_plain:
            self.foreign_text(text)
        elif "\n" in text or "  " in text:
            self.pieces += self._collapsed(text)
        elif text:
            self.pieces.append(text)

    def foreign_text(self, text: str) -> None:
        """Add running text that may have anything in it."""
        if _SPECIAL.search(text):
            collapsed = [escape_text(piece) for piece in self._collapsed(text)]
            self.pieces += [piece.replace("]", r"\]") for piece in collapsed] if self.in_link else collapsed
        elif "  " in text:
            self.pieces.append(_HTML_SPACES.sub(" ", text))
        elif text:
            self.pieces.append(text)

    def _collapsed(self, text: str) -> Sequence[str]:
        if not text.strip(_HTML_BLANKS):
            return (" ",) if self.pieces else ()
        return (_collapsed(text),)

    def syntax(self, written: str) -> None:
        """Add finished Markdown: a code span or an image."""
        self.pieces.append(written)

    @property
    def in_link(self) -> bool:
        """Whether a link is open: a link inside a link is none (CommonMark §6.3)."""
        return any(span.is_link for span in self.spans)

    def open(self, span: Span) -> None:
        """Begin a span; one that ended just here goes on."""
        pieces, marks = self.pieces, self._marks
        if marks and marks[-1] == (len(pieces) - 2, span, False):
            marks.pop()
            del pieces[-2:]
        else:
            marks.append(Mark(len(pieces) + 1, span, opens=True))
            pieces += _EMPTY_PAIR
        self.spans.append(span)

    def close(self) -> None:
        """End the span that was opened last; one with nothing in it leaves no trace."""
        pieces, marks, span = self.pieces, self._marks, self.spans.pop()
        if marks[-1] == (len(pieces) - 1, span, True):
            marks.pop()
            del pieces[-2:]
        else:
            marks.append(Mark(len(pieces), span, opens=False))
            pieces += _EMPTY_PAIR

    def end_line(self) -> None:
        """Break the line."""
        if not self.spans:
            self.pieces.append(_LINE_END)
            return
        spans = self._close_all()
        self.pieces.append(_LINE_END)
        for span in spans:
            self.open(span)

    def take(self) -> list[str]:
        """Give the paragraphs that were written since the last time.

        An empty line separates them, and so does the indent of a line; what else was broken has hard line breaks (§6.7).
        """
        if not self.pieces:
            return []
        spans = self._close_all() if self.spans else []
        if self._marks:
            place_marks(self.pieces, self._marks)
        written = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
        self.pieces.clear()
        self._marks.clear()
        for span in spans:
            self.open(span)
        return _paragraphs(written) if _LINE_END in written else paragraph(written)

    def _close_all(self) -> list[Span]:
        spans = self.spans.copy()
        for _span in spans:
            self.close()
        return spans


def escaped(text: str) -> str:
    """Give running text of a document as Markdown that shows it, where a run of blanks is one."""
    return escape_text(_collapsed(text)) if _SPECIAL.search(text) else text


def _collapsed(text: str) -> str:
    return _HTML_SPACES.sub(" ", _WIDE_LINE_END.sub("", text) if "\n" in text else text)


def paragraph(written: str) -> list[str]:
    """Give the paragraph that has something finished in it; none when there is nothing to read."""
    text = written.strip(BLANKS)
    if not text:
        return []
    if "\xa0" in text or "  " in text:
        text = _SPACES.sub(" ", text).replace("\xa0", " ")
    return [escape_beginning(text) if text[0] in BEGINNINGS else text]


def _paragraphs(written: str) -> list[str]:
    paragraphs: list[list[str]] = []
    continues = False
    for line in written.split(_LINE_END):
        text = paragraph(line)
        if not text:
            continues = False
        elif continues and not _INDENT.match(line):
            paragraphs[-1] += text
        else:
            paragraphs.append(text)
            continues = True
    return ["\\\n".join(lines) for lines in paragraphs]
