"""What the elements of HTML are to a reader of text (HTML Standard §15, its default rendering)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

from reader.importing.html.addresses import safe_address

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from turbohtml import Node

BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "p", "plaintext", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
})  # fmt: skip
"""Elements that begin and end a line."""

UNREAD: Final = frozenset({
    "annotation", "annotation-xml", "base", "basefont", "button", "canvas", "datalist", "frameset", "head", "input", "link",
    "meta", "noembed", "noframes", "param", "rp", "rt", "rtc", "script", "select", "source", "style", "svg", "template",
    "textarea", "title", "track",
})  # fmt: skip
"""Elements whose content is not for reading: of machines, of forms, and the readings beside ruby (§4.5.11)."""

_HIDING: Final = re.compile(r"(?i)(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)")
_HIDDEN: Final = '[hidden],[style*="none" i],[style*="hidden" i]'
_INVISIBLE_SIZE: Final = re.compile(r"\s*[0-2](?:\.\d+)?\s*(?:px)?\s*")
# Scripts that load images as they come into view keep the address here; the best of several first.
_LAZY: Final = (
    "data-original", "data-src", "data-lazy-src", "data-actualsrc", "data-original-src", "data-url", "data-lazyload",
    "data-echo", "zoomfile", "file", "_src", "original", "src",
)  # fmt: skip
_CANDIDATE: Final = re.compile(r"[\s,]*+(?P<address>\S*[^\s,])(?:\s++(?P<size>[0-9.]{1,9})[wx])?")
_CANDIDATES: Final = 40  # Of one image: sites offer up to 20 sizes.


class Attributed(Protocol):
    """What has attributes: an element, or a tag that is read without a tree."""

    @property
    def attrs(self) -> Container[str]:
        """The names of its attributes among others."""

    def attr(self, name: str, /) -> str | None:
        """Give the value of an attribute, or None."""


def hidden(nodes: Iterable[Node]) -> set[Node]:
    """Find the elements that the page itself does not show, by their attribute or their own style."""
    from turbohtml import Element

    return {
        element
        for node in nodes
        for element in (node, *node.select(_HIDDEN))
        if isinstance(element, Element)
        and (element.attr("hidden") is not None or _HIDING.search(element.attr("style") or ""))
    }


def shown_text(nodes: Iterable[Node], left_out: Container[Node] = ()) -> Iterator[str]:
    """Yield the text that elements show, as it is written, with a line end for each break and on either side of a block."""
    from turbohtml import Element, Text

    levels = [iter(nodes)]
    ends = [""]
    while levels:
        node = next(levels[-1], None)
        if node is None:
            levels.pop()
            yield ends.pop()
        elif isinstance(node, Text):
            if node not in left_out:
                yield node.data
        elif isinstance(node, Element) and (tag := node.tag) not in UNREAD and node not in left_out:
            end = "\n" if tag == "br" or tag in BLOCKS else ""
            if end and tag != "br":
                yield end
            levels.append(iter(node))
            ends.append(end)


def is_invisible(element: Attributed) -> bool:
    """Whether an image or a frame is as small as those that count visitors: up to two pixels wide or high."""
    return any(_INVISIBLE_SIZE.fullmatch(element.attr(side) or "") for side in ("width", "height"))


def image_address(element: Attributed, base: str | None) -> str | None:
    """Give the address of an image, the one that a script would load before the stand-in."""
    attributes = element.attrs
    for name in _LAZY:
        if name in attributes and (address := safe_address(element.attr(name), base)):
            return address
    return next(
        (
            address
            for name in ("data-srcset", "srcset")
            if name in attributes and (address := _largest(element.attr(name) or "", base))
        ),
        None,
    )


def _largest(candidates: str, base: str | None) -> str | None:
    """Give the largest of some image candidates (HTML Standard §4.8.4.2.1)."""
    best: tuple[float, str] | None = None
    at = 0
    for _at in range(_CANDIDATES):
        match = _CANDIDATE.match(candidates, at)
        if match is None:
            break
        at = match.end()
        size = _number(match["size"])
        if (address := safe_address(match["address"], base)) and (best is None or size > best[0]):
            best = (size, address)
    return best[1] if best else None


def _number(text: str | None) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 1.0
