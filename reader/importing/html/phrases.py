"""Elements that stand in a line of text: emphasis, links, images, code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from reader.importing.html.addresses import link_target, safe_address
from reader.importing.html.elements import image_address, is_invisible
from reader.importing.html.escaping import code_span, escape_text
from reader.importing.html.spans import EMPHASIS, STRONG, STRUCK, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from turbohtml import Element

    from reader.importing.html.flow import Flow, Leave

_BOLD: Final = re.compile(r"(?i)font-weight\s{0,9}:\s{0,9}(?:bold|[6-9]00)")
_NORMAL: Final = re.compile(r"(?i)font-weight\s{0,9}:\s{0,9}(?:normal|[1-5]00)")
_RAISED: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_LONGEST_INDEX: Final = 12  # Characters of a power or an index; longer ones are text in small print.


def write_span(flow: Flow, element: Element) -> Leave:
    """Go on in the same line; a style may make it bold."""
    style = element.attr("style")
    return flow.phrase(STRONG) if style and _BOLD.search(style) else nothing


def _strong(flow: Flow, element: Element) -> Leave:
    style = element.attr("style")
    return nothing if style and _NORMAL.search(style) else flow.phrase(STRONG)


def _emphasis(flow: Flow, _element: Element) -> Leave:
    return flow.phrase(EMPHASIS)


def _struck(flow: Flow, _element: Element) -> Leave:
    return flow.phrase(STRUCK)


def _link(flow: Flow, element: Element) -> Leave:
    address = safe_address(element.attr("href"), flow.base)
    return nothing if address is None else flow.phrase(Span("[", f"]({link_target(address)})"))


def _quotation(flow: Flow, _element: Element) -> Leave:
    """Write the marks that the style sheet of HTML sets round it (§15.3.5)."""
    flow.inline.text("\u201c")
    return lambda: flow.inline.text("\u201d")


def _line_break(flow: Flow, _element: Element) -> None:
    flow.inline.end_line()


def _code(flow: Flow, element: Element) -> None:
    if written := code_span(flow.literal(element)):
        # In a cell of a table a bar ends the cell even here (GFM §4.10).
        flow.inline.syntax(written.replace("|", r"\|") if flow.is_flat else written)


def _raised(flow: Flow, element: Element) -> Leave | None:
    return _index(flow, element, _RAISED)


def _lowered(flow: Flow, element: Element) -> Leave | None:
    return _index(flow, element, _LOWERED)


def _index(flow: Flow, element: Element, characters: dict[int, int]) -> Leave | None:
    """Write a power or an index with the characters that Unicode has for it; other text is only small."""
    text = element.text
    if not text or len(text) > _LONGEST_INDEX or any(ord(character) not in characters for character in text):
        return nothing
    flow.inline.text(text.translate(characters))
    return None


def _image(flow: Flow, element: Element) -> None:
    if is_invisible(element):
        return
    alternative = " ".join((element.attr("alt") or "").split())
    address = image_address(element, flow.base)
    if address is None:
        flow.inline.foreign_text(alternative)
    elif address != flow.last_image:
        # What `noscript` shows is the image before it once more.
        flow.last_image = address
        written = escape_text(alternative).replace("]", r"\]")
        flow.inline.syntax(f"![{written}]({link_target(address)})")


def _without_scripts(flow: Flow, element: Element) -> None:
    """Write the images only; the text is about the browser."""
    for image in element.select("img"):
        _image(flow, image)


def _media(flow: Flow, element: Element) -> None:
    """Write a link to what is played in the page."""
    sources = (element, *element.select("source"))
    addresses = (safe_address(source.attr("src"), flow.base) for source in sources)
    address = next(filter(None, addresses), None)
    if address is None or is_invisible(element):
        return
    flow.end_paragraph()
    leave = flow.phrase(Span("[", f"]({link_target(address)})"))
    flow.inline.foreign_text(element.attr("title") or urlsplit(address).hostname or address)
    leave()
    flow.end_paragraph()


def nothing() -> None:
    """Leave an element that has no end of its own."""


WRITERS: Final[dict[str, Callable[[Flow, Element], Leave | None]]] = {
    "a": _link,
    "audio": _media,
    "b": _strong,
    "br": _line_break,
    "cite": _emphasis,
    "code": _code,
    "del": _struck,
    "dfn": _emphasis,
    "em": _emphasis,
    "embed": _media,
    "i": _emphasis,
    "iframe": _media,
    "img": _image,
    "kbd": _code,
    "noscript": _without_scripts,
    "q": _quotation,
    "s": _struck,
    "samp": _code,
    "strike": _struck,
    "strong": _strong,
    "sub": _lowered,
    "sup": _raised,
    "tt": _code,
    "var": _emphasis,
    "video": _media,
}
"""By the name of the element; see `flow`."""
