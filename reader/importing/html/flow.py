"""The flow of HTML, written as blocks of Markdown.

Elements that only hold others are walked with a list of iterators, however deep they nest. Lists, quotes and the like,
whose lines are written anew, have a flow of their own inside, to a depth that has an end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader.importing.html import blocks, phrases
from reader.importing.html.elements import BLOCKS, UNREAD, shown_text
from reader.importing.html.inline import InlineWriter
from reader.importing.html.phrases import nothing

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from turbohtml import Element, Node, Text

    from reader.importing.html.spans import Span

Leave = Callable[[], None]
"""What is to be done when all that is in an element has been written."""

_DEEPEST: Final = (
    8  # Lists in each other: pages have up to 6, and from 10 on common parsers of Markdown drop the text.
)
_BREAK: Final = "\\\n"


@dataclass(frozen=True, slots=True)
class Source:
    """What holds for a whole document."""

    base: str | None
    left_out: Container[Node]
    hidden: Container[Node]
    is_plain: bool
    """Whether no text in it has anything to escape."""
    element: type[Element]
    text: type[Text]
    """The kinds of nodes that are written; looked up once, for an import statement costs as much as a short element."""


class Flow:
    """Writes nodes as blocks of Markdown."""

    def __init__(
        self,
        source: Source,
        depth: int = 0,
        *,
        spans: Iterable[Span] = (),
        unmarked: Container[Span] = (),
        is_flat: bool = False,
    ) -> None:
        self.base = source.base
        self.depth = depth
        self.is_flat = is_flat or depth > _DEEPEST
        """Whether blocks with lines of their own cannot be written here."""
        self.blocks: list[str] = []
        self.inline = InlineWriter(spans, is_plain=source.is_plain)
        self.last_image = ""
        self._source = source
        self._unmarked = unmarked

    def write(self, nodes: Iterable[Node]) -> None:
        """Write nodes and all that is in them."""
        # Names that are looked up for each node are local: this loop is a fifth of the time that a feed takes.
        source, add_text, writer_of, write_span = (
            self._source,
            self.inline.text,
            _WRITERS.get,
            phrases.write_span,
        )
        hidden, left_out, element, text = source.hidden, source.left_out, source.element, source.text
        is_whole = hidden == () and left_out == ()
        levels: list[tuple[Iterator[Node], Leave]] = []
        children, leave = iter(nodes), nothing
        while True:
            for node in children:
                if not is_whole and (node in hidden or node in left_out):
                    continue
                if type(node) is text:
                    add_text(node.data)
                elif type(node) is element and (entered := writer_of(node.tag, write_span)(self, node)):
                    levels.append((children, leave))
                    children, leave = iter(node), entered
                    break
            else:
                leave()
                if not levels:
                    return
                children, leave = levels.pop()

    def take(self) -> list[str]:
        """Give the blocks that were written since the last time."""
        self.end_paragraph()
        taken, self.blocks = self.blocks, []
        return taken

    def end_paragraph(self) -> None:
        """Make a block of the inline content that was written last."""
        if self.inline.pieces:
            self.blocks += self.inline.take()

    def phrase(self, span: Span) -> Leave:
        """Begin a span, which has no effect inside another of its kind."""
        inline = self.inline
        if span in inline.spans or span in self._unmarked or (span.is_link and inline.in_link):
            return nothing
        inline.open(span)
        return inline.close

    def inner(self) -> Flow:
        """Give a flow for something whose lines are to be written anew."""
        return Flow(self._source, self.depth + 1, spans=self.inline.spans, unmarked=self._unmarked)

    def line(self, nodes: Iterable[Node], unmarked: Container[Span] = ()) -> str:
        """Give some nodes on one line, without marks of some kinds."""
        spans = [span for span in self.inline.spans if span not in unmarked]
        flow = Flow(self._source, self.depth + 1, spans=spans, unmarked=unmarked, is_flat=True)
        flow.write(nodes)
        return " ".join(flow.take()).replace(_BREAK, " ")

    def literal(self, element: Element) -> str:
        """Give the text of an element as it is written in the source, for code."""
        return "".join(shown_text((element,), self._source.left_out))


def _pass_over(_flow: Flow, _element: Element) -> None:
    """Write nothing of an element."""


_WRITERS: Final[dict[str, Callable[[Flow, Element], Leave | None]]] = {
    **dict.fromkeys(BLOCKS, blocks.write_block),
    **dict.fromkeys(UNREAD, _pass_over),
    **blocks.WRITERS,
    **phrases.WRITERS,
}
"""By the name of the element. A writer gives None when it is done with the element, else what to do when leaving it."""
