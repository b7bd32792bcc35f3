"""HTML to Markdown: headings, paragraphs, lists, quotes, tables, code, emphasis, links and images; nothing else.

It is safe by construction: what comes out is escaped text, Markdown syntax that is written here, and absolute
addresses of http, https and mailto. No HTML of the source is passed through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.importing.html.elements import hidden
from reader.importing.html.escaping import escape_beginning, escape_text, is_plain
from reader.importing.html.flat import flat_paragraphs
from reader.importing.html.flow import Flow, Source
from reader.importing.html.text import has_markup
from reader.importing.paragraphs import split_paragraphs

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from turbohtml import Node


def to_markdown(
    source: str | Node | Sequence[Node], *, base: str | None = None, left_out: Container[Node] = ()
) -> str:
    """Give HTML as Markdown (CommonMark 0.31 with the tables of GFM), which ends with a line end or is empty.

    `source` is text or what turbohtml made of it; a node is written with what is in it, but for those in `left_out`.
    `base` makes addresses absolute. What the page hides and the images that count visitors are left out. Lists and
    quotes that are nested deeper than anybody reads lose their marks, not their text. It raises nothing.

    A text without markup gives its paragraphs.
    """
    if isinstance(source, str) and not has_markup(source):
        lines = (" ".join(line.split()) for line in split_paragraphs(source))
        return _joined([escape_beginning(escape_text(line)) for line in lines if line])
    from turbohtml import Element, Node, Text, parse_fragment

    blocks, last_image = list[str](), ""
    if isinstance(source, str):
        blocks, last_image, end = flat_paragraphs(source, base)
        if end == len(source):
            return _joined(blocks)
        source = parse_fragment(source[end:])
    nodes = (source,) if isinstance(source, Node) else source
    plain = all(is_plain(node.text) for node in nodes)
    flow = Flow(Source(base, left_out, hidden(nodes) or (), plain, Element, Text))
    flow.blocks, flow.last_image = blocks, last_image
    flow.write(nodes)
    return _joined(flow.take())


def _joined(blocks: Sequence[str]) -> str:
    return "\n\n".join(blocks) + "\n" if blocks else ""
