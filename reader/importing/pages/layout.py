"""A page as a reader sees it: lines of text and images in their order, each in the boxes that hold it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.importing.html.elements import BLOCKS, UNREAD, hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from turbohtml import Document, Element, Node

_BREAKS: Final = frozenset(("br", "hr"))
_BOLD: Final = frozenset(("b", "strong"))
_SKIPPED: Final = UNREAD | {"iframe", "noscript", "object", "audio", "video", "math"}
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_INVISIBLE: Final = '[style*="visibility" i]'
_UNSHOWN: Final = (
    200  # Characters: a longer text that is invisible waits for a script to show it (WeChat, slow fonts).
)
_MOST_HIDDEN: Final = 300  # Elements that are looked at because a page hides them.
_DEEPEST: Final = 100  # Elements round a line; real pages have up to 60.
_LONGEST_NAMES: Final = 300  # Characters of classes that are looked at.
_LONGEST_SHEET: Final = 500_000  # Characters; sheets that are saved into a page have up to 400,000.
_LONGEST_SELECTORS: Final = 300  # Characters before the declarations of a rule that hides something.
_WAYS: Final = frozenset(("nav", "ol", "ul"))  # A breadcrumb says so by aria-label or itemtype (schema.org).
_BRACE: Final = re.compile("[{}]")
_DISPLAY_NONE: Final = re.compile(r"(?<![a-z-])display\s{0,9}:\s{0,9}none", re.IGNORECASE)
_SELECTOR: Final = re.compile(r"[.#][A-Za-z_][\w-]{0,60}")


class Box:
    """An element with its place among the lines."""

    __slots__ = ("_names", "block", "children", "element", "end", "is_block", "parent", "start", "tag")

    def __init__(self, element: Element, tag: str, parent: Box | None, start: int) -> None:
        self.element = element
        self.tag = tag
        self.parent = parent
        self.is_block = tag in BLOCKS
        self.block: Box = self if parent is None or self.is_block else parent.block
        """The innermost block around: itself, if it is one."""
        self.start = start
        """The number of its first line; of an inline element, that of the line which it begins in."""
        self.end = start
        """The number after that of its last line."""
        self.children: list[Box] = []
        """The blocks right in it."""
        self._names: str | None = None

    @property
    def names(self) -> str:
        """Its classes and its id, and what it is by `itemprop` and `rel`, in lower case; of lists, the label and type, too."""
        if self._names is None:
            attr = self.element.attr
            given: tuple[str | None, ...] = (attr("class"), attr("id"), attr("itemprop"), attr("rel"))
            if self.tag in _WAYS:
                given += (attr("aria-label"), (attr("itemtype") or "").rpartition("/")[2])
            self._names = " ".join(filter(None, given)).lower()[:_LONGEST_NAMES]
        return self._names

    def around(self) -> Iterator[Box]:
        """Yield this box and those that hold it, from the inside; no more of them than real pages have."""
        box: Box | None = self
        for _level in range(_DEEPEST):
            if box is None:
                return
            yield box
            box = box.parent


class Run(NamedTuple):
    """A piece of a line: a text node or an image."""

    text: str
    """As it is written; empty for an image."""
    node: Node
    box: Box
    """The innermost element that holds it."""
    is_linked: bool
    is_bold: bool


class Line:
    """What stands on one line if the page is wide enough: a paragraph, a heading, an item, an image."""

    __slots__ = ("at", "bold", "box", "heading", "linked", "runs", "text", "weight")

    def __init__(self, at: int, text: str, runs: list[Run], box: Box, heading: int) -> None:
        self.at = at
        self.text = text
        """Its text, blanks collapsed; empty for images alone."""
        self.runs = runs
        self.box = box
        """The innermost block that holds it."""
        self.heading = heading
        """The level of the heading that it is, or 0."""
        self.weight = len(text.encode("utf-8", "replace")) / 3
        """How much there is to read, in Han characters; three Latin letters count as one."""
        self.linked = _share(runs, text, 3)
        """The share of its text that is in links, 0 to 1."""
        self.bold = _share(runs, text, 4)
        """The share of its text that is bold."""


class Layout(NamedTuple):
    """What a page shows."""

    lines: list[Line]
    root: Box
    """The outermost box."""
    unseen: set[Node]
    """The elements that the page does not show."""


def _share(runs: list[Run], text: str, flag: int) -> float:
    marked = [run for run in runs if run[flag]]
    if len(marked) == len(runs) or not marked:
        return float(bool(marked))
    size = sum(len("".join(run.text.split())) for run in marked)
    return min(1.0, size / (len("".join(text.split())) or 1))


def lay_out(document: Document) -> Layout:
    """Lay out the body of a page. The nesting of a hostile one costs memory, no recursion."""
    from turbohtml import Element

    body = document.find("body")
    root = body if isinstance(body, Element) else document.root
    if root is None:
        from turbohtml import parse

        return lay_out(parse("<body>"))
    setter = _Setter(Box(root, root.tag, None, 0), _unseen(document, root))
    setter.set(root)
    return Layout(setter.lines, setter.box, setter.unseen)


def _unseen(document: Document, root: Element) -> set[Node]:
    """Find what the page does not show; what only waits to be shown is made visible for good."""
    unseen: set[Node] = set(hidden([root]))
    waiting = [element for element in root.select(_INVISIBLE)[:_MOST_HIDDEN] if element in unseen]
    for element in waiting:
        if len(element.text) > _UNSHOWN and element.attr("hidden") is None:
            del element.attrs["style"]
            unseen.discard(element)
    by_style = list(islice(_hidden_by_style(document, root), _MOST_HIDDEN))
    unseen.update(element for element in by_style if len(element.text) <= _UNSHOWN)
    unseen.discard(root)
    return unseen


def _hidden_by_style(document: Document, root: Element) -> Iterator[Element]:
    """Yield the elements that a style sheet of the page hides by one class or id, whatever the screen."""
    for style in document.find_all("style"):
        sheet = style.text[:_LONGEST_SHEET]
        if "none" not in sheet:
            continue
        for selectors, declarations in _rules(sheet):
            if _DISPLAY_NONE.search(declarations):
                for selector in selectors.split(","):
                    if _SELECTOR.fullmatch(selector.strip()):
                        yield from root.select(selector.strip())


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the style rules of a sheet (CSS Syntax 3 §9) but for those inside an at-rule, which hold on some screens."""
    depth = start = opened = 0
    for brace in _BRACE.finditer(sheet):
        if brace[0] == "{":
            opened = opened if depth else brace.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                selectors = sheet[start:opened].rpartition(";")[2].strip()
                if len(selectors) <= _LONGEST_SELECTORS and not selectors.startswith("@"):
                    yield selectors, sheet[opened + 1 : brace.start()]
                start = brace.end()


class _Setter:
    """Sets the lines of a page one after the other."""

    def __init__(self, box: Box, unseen: set[Node]) -> None:
        self.lines: list[Line] = []
        self.box = box
        self.unseen = unseen
        self._runs: list[Run] = []
        self._heading = 0

    def set(self, root: Element) -> None:
        """Walk all that is in an element."""
        from turbohtml import Element, Text

        box, runs, unseen = self.box, self._runs, self.unseen
        links = bolds = 0
        levels: list[tuple[Iterator[Node], Box]] = []
        children: Iterator[Node] = iter(root)
        while True:
            for node in children:
                if type(node) is Text:
                    if runs or not node.data.isspace():
                        runs.append(Run(node.data, node, box, links > 0, bolds > 0))
                elif type(node) is Element and (tag := node.tag) not in _SKIPPED and node not in unseen:
                    if tag == "img":
                        runs.append(Run("", node, box, links > 0, is_bold=False))
                    elif tag in _BREAKS:
                        self._end_line()
                    else:
                        levels.append((children, box))
                        box, children = self._enter(node, tag, box), iter(node)
                        links += tag == "a"
                        bolds += tag in _BOLD
                        break
            else:
                self._leave(box)
                if not levels:
                    return
                links -= box.tag == "a"
                bolds -= box.tag in _BOLD
                children, box = levels.pop()

    def _enter(self, element: Element, tag: str, parent: Box) -> Box:
        box = Box(element, tag, parent, len(self.lines))
        if box.is_block:
            if self._runs:
                self._end_line()
                box.start = len(self.lines)
            parent.block.children.append(box)
            self._heading = _HEADINGS.get(tag, self._heading)
        return box

    def _leave(self, box: Box) -> None:
        if box.is_block:
            if self._runs:
                self._end_line()
            if box.tag in _HEADINGS:
                self._heading = 0
        box.end = len(self.lines)

    def _end_line(self) -> None:
        runs = self._runs
        text = " ".join("".join([run.text for run in runs]).split())
        shown = [run for run in runs if not run.text or not run.text.isspace()]
        if shown:
            self.lines.append(Line(len(self.lines), text, shown, shown[0].box.block, self._heading))
        runs.clear()
