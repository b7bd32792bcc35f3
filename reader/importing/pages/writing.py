"""What of the tree of a page is written as its article, and how its headings are told."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from reader.importing.lines import ends_sentence
from reader.importing.pages.furniture import NOTE_AT_END

if TYPE_CHECKING:
    from turbohtml import Element, Node

    from reader.importing.pages.body import Body
    from reader.importing.pages.layout import Box, Line

_LONGEST_HEADING: Final = 40  # Characters of a bold line that heads a section.
_LONGEST_NOTE: Final = 120  # Characters of who edited an article.
_BOLD: Final = frozenset(("b", "strong"))
_LINES: Final = frozenset(("p", "div", "center", "section"))


def left_out(body: Body) -> set[Node]:
    """Give the nodes in the box of an article that are not of it: whole blocks where nothing in them is."""
    kept = [line.at for line in body.lines]
    omitted: set[Node] = set()
    at_hand = set(kept)
    for line in body.all_lines:
        if line.at not in at_hand:
            omitted.update(run.node for run in line.runs)
    boxes = list(body.box.children)
    while boxes:
        box = boxes.pop()
        if bisect_left(kept, box.start) == bisect_left(kept, box.end):
            omitted.add(box.element)
        else:
            boxes += box.children
    return omitted


def take_off_note(body: Body) -> None:
    """Take who edited the article off the end of its last paragraph: （責任編輯：…）."""
    from turbohtml import Text

    last = next((line for line in reversed(body.lines) if line.text), None)
    node = last.runs[-1].node if last else None
    if isinstance(node, Text) and (note := NOTE_AT_END.search(node.data[-_LONGEST_NOTE:])):
        node.data = node.data[: len(node.data) - len(note[0])]


def raise_headings(body: Body) -> None:
    """Make headings of the bold lines that head a section: short, without final punctuation, text below."""
    for line, following in pairwise(body.lines):
        if line.heading or not following.text or not _could_head(line) or _could_head(following):
            continue
        if element := _element_of(line):
            element.strip_tags("b,strong")
            element.tag = "h3"


def _could_head(line: Line) -> bool:
    return line.bold == 1 and 0 < len(line.text) <= _LONGEST_HEADING and not ends_sentence(line.text)


def _element_of(line: Line) -> Element | None:
    """Give the element that holds a line and nothing else; None when there is none."""
    if line.box.tag in _LINES and line.box.end - line.box.start == 1:
        return line.box.element
    boxes = [box for box in line.runs[0].box.around() if not box.is_block and box.tag in _BOLD]
    return next((box.element for box in boxes if all(_is_inside(run.box, box) for run in line.runs)), None)


def _is_inside(box: Box, outer: Box) -> bool:
    return any(around is outer for around in box.around())
