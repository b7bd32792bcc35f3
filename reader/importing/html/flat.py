"""HTML that is one paragraph of text, links, images and emphasis after another: written without a tree.

Most bodies of feeds are nothing else, and are written so in two thirds of the time. What is not plainly of this form is left
to the tree, from the beginning of its paragraph on: between two paragraphs that are closed nothing is open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.importing.html.addresses import link_target, safe_address
from reader.importing.html.elements import image_address, is_invisible
from reader.importing.html.escaping import escape_text
from reader.importing.html.inline import escaped, paragraph
from reader.importing.html.spans import BLANKS, EMPHASIS, STRONG, Mark, Span, place_marks

if TYPE_CHECKING:
    from collections.abc import Callable

_END: Final = "</p>"
_SPACE: Final = " \t\n\f"  # ASCII whitespace (Infra Standard §4.7); a carriage return is left to the tree.
# References in a value depend on what follows them (HTML Standard §13.2.5.73): such values are left to the tree, but for the
# usual "&amp;" and "&quot;".
_ATTRIBUTES: Final = r'((?:\s++(?!style|hidden)[a-z-]++="(?:[^"<>&]++|&(?:amp|quot);)*+")*+)\s*+'
_START: Final = re.compile(f"<p{_ATTRIBUTES}>")
_PHRASE: Final = re.compile(
    f"<(?:a{_ATTRIBUTES}>([^<]+)</a|(b|strong|em|i)>([^<]+)</\\3|img{_ATTRIBUTES}/?)>"
)
_GROUPS: Final = _PHRASE.groups + 1
_ATTRIBUTE: Final = re.compile('([a-z-]+)="([^"]*)"')
_MARKS: Final = {"b": STRONG, "strong": STRONG, "em": EMPHASIS, "i": EMPHASIS}
# What is escaped or collapsed in a text, but for what all tags and the lines of a source have.
_SIGNS: Final = "\\`*_~|[]&\t\f"


class Flat(NamedTuple):
    """What was written."""

    blocks: list[str]
    last_image: str
    """The address of the last image, which is not shown twice in succession; "" for none."""
    end: int
    """The place in the source where the rest begins, which needs a tree."""


class _Attributes(NamedTuple):
    attrs: dict[str, str]

    def attr(self, name: str) -> str | None:
        return self.attrs.get(name)


def flat_paragraphs(source: str, base: str | None) -> Flat:
    """Write the paragraphs of this form that a text begins with; `base` makes addresses absolute."""
    blocks: list[str] = []
    if "\0" in source or "\r" in source:
        return Flat(blocks, "", 0)
    writing = _Writing(source, base)
    end, last_image = 0, ""
    *pieces, rest = source.split(_END)
    for piece in pieces:
        inside = piece.lstrip(_SPACE)
        if inside.startswith("<p>"):
            inside = inside[3:]
        elif start := _START.match(inside):
            inside = inside[start.end() :]
        else:
            break
        written = writing.phrases(inside) if "<" in inside else paragraph(writing.text(inside))
        if written is None:
            break
        blocks += written
        last_image = writing.last_image
        end += len(piece) + len(_END)
    else:
        end = end if rest.strip(_SPACE) else len(source)
    return Flat(blocks, last_image, end)


class _Writing:
    """Writes what is inside of paragraphs."""

    def __init__(self, source: str, base: str | None) -> None:
        from turbohtml import unescape

        self.last_image = ""
        self._base = base
        self._unescape: Callable[[str], str] = unescape
        shown = unescape(source)
        self._is_plain = not any(map(shown.__contains__, _SIGNS)) and shown.count("<") == source.count("<")

    def text(self, text: str) -> str:
        """Write text."""
        shown = self._unescape(text)
        return shown if self._is_plain and "\n" not in shown else escaped(shown)

    def phrases(self, inside: str) -> list[str] | None:
        """Write a paragraph of text and phrases; None when there is anything else in it."""
        parts = _PHRASE.split(inside)
        if any("<" in text for text in parts[::_GROUPS]):
            return None
        pieces = [self.text(parts[0])]
        marks: list[Mark] = []
        for at in range(1, len(parts), _GROUPS):
            attributes, linked, name, marked, image, text = parts[at : at + _GROUPS]
            is_apart = bool(text) or at + _GROUPS == len(parts)
            if image is not None:
                if (written := self._image(image)) is None:
                    return None
                if written:
                    pieces.append(written)
            elif linked is None:
                _add(pieces, marks, _MARKS[name], self.text(marked), is_apart=is_apart)
            else:
                shown = self.text(linked)
                address = safe_address(self._attributes(attributes).attr("href"), self._base)
                if address is None:
                    pieces.append(shown)
                else:
                    shown = shown if self._is_plain else shown.replace("]", r"\]")
                    _add(pieces, marks, Span("[", f"]({link_target(address)})"), shown, is_apart=is_apart)
            if text:
                pieces.append(self.text(text))
        if marks:
            place_marks(pieces, marks)
        return paragraph("".join(pieces))

    def _image(self, attributes: str) -> str | None:
        """Write an image; "" for one that is as small as those that count visitors, or was shown just before."""
        element = self._attributes(attributes)
        if (address := image_address(element, self._base)) is None:
            return None
        if is_invisible(element) or address == self.last_image:
            return ""
        self.last_image = address
        alternative = escape_text(" ".join((element.attr("alt") or "").split())).replace("]", r"\]")
        return f"![{alternative}]({link_target(address)})"

    def _attributes(self, text: str) -> _Attributes:
        found = _ATTRIBUTE.findall(text)
        found.reverse()  # Of two of the same name the first counts.
        values = dict(found)
        if "&" in text:
            values = {name: self._unescape(value) for name, value in values.items()}
        return _Attributes(values)


def _add(pieces: list[str], marks: list[Mark], span: Span, text: str, *, is_apart: bool) -> None:
    """Add a phrase of one piece: finished when nothing beside it can change what its marks mean, else with places for them.

    `is_apart` tells that no other phrase follows at once.
    """
    if is_apart and _stands(span, text) and (len(pieces) == 1 or pieces[-1]) and not pieces[-1].endswith("!"):
        pieces.append(f"{span.before}{text}{span.after}")
    elif marks and marks[-1] == (len(pieces) - 2, span, False):
        # It goes on with the one that ended just here.
        marks.pop()
        del pieces[-2:]
        pieces += (text, "", "")
        marks.append(Mark(len(pieces) - 2, span, opens=False))
    else:
        marks.append(Mark(len(pieces) + 1, span, opens=True))
        pieces += ("", "", text, "", "")
        marks.append(Mark(len(pieces) - 2, span, opens=False))


def _stands(span: Span, text: str) -> bool:
    """Whether marks round a text mean what they should, whatever characters are beside them (CommonMark §6.2, §6.3)."""
    first, last = text[0], text[-1]
    return first not in BLANKS and last not in BLANKS if span.is_link else first.isalnum() and last.isalnum()
