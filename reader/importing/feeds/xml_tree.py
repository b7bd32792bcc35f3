"""XML text to a tree or, when it is long, to one element after another: repaired when it is malformed, at no more cost than
its length.
"""  # noqa: D205 - one sentence

from __future__ import annotations

import html
import html.entities
import re
from typing import TYPE_CHECKING, Any, Final, cast

from reader.errors import DocumentError
from reader.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lxml.etree import XMLSyntaxError, _Element

_MOST_ATTRIBUTES: Final = 1_000  # Of one element; real feeds have up to 20, and 30 namespaces.
_SLICE: Final = 1 << 16  # Characters that are parsed at a time: more is not faster.
_DECLARATION: Final = re.compile(r"\s*<\?xml\b[^>]*>")
_CDATA: Final = "<![CDATA["
_CDATA_END: Final = "]]>"
# But for the five that XML has itself.
_REFERENCE: Final = re.compile(
    r"&(?!(?:amp|apos|gt|lt|quot);)(?:(?P<name>[A-Za-z][A-Za-z0-9]{0,40});|(?P<number>#(?:[0-9]{1,9}|[xX][0-9A-Fa-f]{1,8});)|)"
)
_WINDOWS: Final = re.compile(r"&#(?:1[2-5][0-9]|[xX][89][0-9A-Fa-f]);")
# The characters that XML 1.0 §2.2 does not allow.
_FORBIDDEN: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What may stand before the first element: declarations, comments, instructions, and not much text, which is an accident.
_BEFORE_ROOT: Final = re.compile(
    r"<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z)|<![A-Z][^<>\[]*(?:\[.*?\]\s*)?(?:>|\Z)|\s+", re.DOTALL
)
_STRAY: Final = re.compile(r"[^<]{0,200}")
_START: Final = re.compile(r"<(?P<name>[A-Za-z_][\w:.-]{0,60})")


def root_name(text: str) -> str | None:
    """Give the name of the first element of an XML text, without its prefix and in lower case; None if there is none."""
    stray = _STRAY.match(text)
    at = stray.end() if stray else 0
    while match := _BEFORE_ROOT.match(text, at):
        at = match.end()
    start = _START.match(text, at)
    return start["name"].rpartition(":")[2].lower() if start else None


def parse_xml(text: str, name: str) -> _Element:
    """Parse XML 1.0; the encoding that it declares is ignored, for the text is decoded already.

    What is not well-formed is repaired: stray ampersands, entities of HTML, characters that XML does not allow,
    then tags that do not fit. No entity that the document declares is expanded, and nothing is fetched.
    `name` is what messages call the document. Raises DocumentError when there is no element in it, and when it is nested
    or repeated beyond what a feed can be.
    """
    from lxml import etree

    body = _body(text)
    try:
        root = etree.fromstring(_encoded(body), etree.XMLParser(**_options(recover=False)))
    except etree.XMLSyntaxError as error:
        _refuse_limits(error, name)
        try:
            parser = etree.XMLParser(**_options(recover=True))
            root = etree.fromstring(_encoded("".join(_repaired(body))), parser)
        except etree.XMLSyntaxError:
            raise _unreadable(name) from None
        for mistake in parser.error_log:
            _refuse_limits(mistake, name)
    return _with_sane_attributes(root, name)


def stream_xml(text: str, name: str, tags: Collection[str]) -> tuple[_Element, Iterator[_Element]]:
    """Give the root of a long XML text without the elements of some names, and those elements, one after the other.

    Each is valid only until the next is asked for, so that the memory does not grow with their number. It is read twice,
    for what is said of the whole may stand behind them. Else as `parse_xml`, which also says what is raised.
    """
    from lxml import etree

    body, pieces, recover = _body(text), _slices, False
    try:
        root = _drained(_Stream(pieces(body), name, tags, recover=False))
    except etree.XMLSyntaxError as error:
        _refuse_limits(error, name)
        pieces, recover = _repaired, True
        try:
            root = _drained(_Stream(pieces(body), name, tags, recover=True))
        except etree.XMLSyntaxError:
            raise _unreadable(name) from None
    return root, iter(_Stream(pieces(body), name, tags, recover=recover))


class _Stream:
    """Yields the finished elements of some names, and forgets each when the next is asked for."""

    def __init__(self, pieces: Iterable[str], name: str, tags: Collection[str], *, recover: bool) -> None:
        from lxml import etree

        self.name = name
        self.root: _Element | None = None
        """What is left of the tree when all has been read."""
        self._pieces = pieces
        self._parser = etree.XMLPullParser(events=("end",), tag=tuple(tags), **_options(recover=recover))
        self._last: _Element | None = None

    def __iter__(self) -> Iterator[_Element]:
        for piece in self._pieces:
            self._parser.feed(_encoded(piece))
            yield from self._finished()
        self.root = self._parser.close()
        yield from self._finished()
        for mistake in self._parser.error_log:
            _refuse_limits(mistake, self.name)

    def _finished(self) -> Iterator[_Element]:
        for _event, found in self._parser.read_events():
            element = _with_sane_attributes(cast("_Element", found), self.name)
            yield element
            element.clear()
            # The element itself may still be the one that the parser appends to; the one before it is not.
            if self._last is not None and (parent := self._last.getparent()) is not None:
                parent.remove(self._last)
            self._last = element


def _drained(stream: _Stream) -> _Element:
    for _element in stream:
        pass
    if stream.root is None:
        raise _unreadable(stream.name)
    return stream.root


def _options(*, recover: bool) -> dict[str, Any]:
    return {
        "encoding": "utf-8",
        "recover": recover,
        "resolve_entities": False,
        "load_dtd": False,
        "no_network": True,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
    }


def _body(text: str) -> str:
    """Leave out the declaration, whose encoding is not that of the text any more, and a little text before it.

    A reference to a C1 control character, which XML allows, means a character of Windows-1252 as it does in HTML (§13.2.5.80).
    """
    stray = _STRAY.match(text)
    start = stray.end() if stray and text.startswith("<", stray.end()) else 0
    declaration = _DECLARATION.match(text, start)
    body = text[declaration.end() if declaration else start :].lstrip()
    return _WINDOWS.sub(lambda match: html.unescape(match[0]), body) if "&#" in body else body


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _with_sane_attributes(root: _Element | None, name: str) -> _Element:
    if root is None:
        raise _unreadable(name)
    if root.xpath(f"boolean(descendant-or-self::*[@*[{_MOST_ATTRIBUTES + 1}]])"):
        raise DocumentError(
            _("{name} is refused: one of its elements has over {count} attributes.").format(
                name=name, count=_MOST_ATTRIBUTES
            )
        )
    return root


def _unreadable(name: str) -> DocumentError:
    return DocumentError(_("{name} is no XML that can be read.").format(name=name))


def _refuse_limits(error: XMLSyntaxError | object, name: str) -> None:
    """Raise DocumentError when libxml2 stopped at one of its limits: depth 256, text of 10 MB, entities in entities."""
    from lxml import etree

    code = getattr(error, "code", None) or getattr(error, "type", None)
    if code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        raise DocumentError(
            _(
                "{name} is refused: it is nested too deep, or one of its texts or entities is too long."
            ).format(name=name)
        )


def _slices(text: str) -> Iterator[str]:
    return (text[at : at + _SLICE] for at in range(0, len(text), _SLICE))


def _repaired(text: str) -> Iterator[str]:
    """Make references and characters fit for XML; CDATA sections keep their ampersands, which are plain text there."""
    at = 0
    while at < len(text):
        start = _found(text, _CDATA, at)
        while at < start:
            # No reference has the end of a tag in it.
            end = min(start, _found(text, ">", at + _SLICE) + 1)
            yield _REFERENCE.sub(_reference, _FORBIDDEN.sub("", text[at:end]))
            at = end
        end = _found(text, _CDATA_END, start) + len(_CDATA_END)
        yield _FORBIDDEN.sub("", text[start:end])
        at = end


def _found(text: str, part: str, at: int) -> int:
    """Find a part of a text; its end when it is not there."""
    place = text.find(part, at)
    return len(text) if place < 0 else place


def _reference(match: re.Match[str]) -> str:
    if (name := match["name"]) is not None:
        return html.escape(html.entities.html5.get(f"{name};", f"&{name};"))
    if match["number"]:
        # HTML reads the references that XML forbids (&#150; is a dash of Windows-1252).
        character = html.unescape(match[0])
        return html.escape(character) if character and not _FORBIDDEN.search(character) else ""
    return "&amp;"
