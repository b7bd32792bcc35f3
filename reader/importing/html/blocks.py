"""Elements that begin and end a line: headings, lists, quotes, tables, code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.importing.html.escaping import escape_closing, fenced_code
from reader.importing.html.spans import EMPHASIS, STRONG
from reader.importing.html.tables import data_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from turbohtml import Element

    from reader.importing.html.flow import Flow, Leave

_BLANK_LINE: Final = re.compile("(?m)^ +$")
_NUMBERED: Final = re.compile(r"\d{1,9}\. ")
_INTERRUPTING_LIST: Final = re.compile(r"[-*] |1[.)] ")
_NO_PARAGRAPH: Final = ("#", "> ", "- ", "* ", "|", "`" * 3)
_LANGUAGE: Final = re.compile(r"\blang(?:uage)?-([\w+#.-]{1,30})")
# Whole articles stand in `pre` on pages made from text files; programs have no such marks.
_PROSE: Final = re.compile("[，。！？；]")


def write_block(flow: Flow, _element: Element) -> Leave:
    """Write what is in the element as blocks."""
    flow.end_paragraph()
    return flow.end_paragraph


def _caption(flow: Flow, _element: Element) -> Leave:
    flow.end_paragraph()
    leave = flow.phrase(EMPHASIS)

    def end() -> None:
        leave()
        flow.end_paragraph()

    return end


def _heading(flow: Flow, element: Element) -> Leave | None:
    """Write a heading of the second level or lower: the first is the title of the article."""
    if flow.is_flat:
        return write_block(flow, element)
    flow.end_paragraph()
    if text := flow.line(element, unmarked=(STRONG,)):
        flow.blocks.append(f"{'#' * max(2, int(element.tag[1]))} {escape_closing(text)}")
    return None


def _rule(flow: Flow, _element: Element) -> None:
    flow.end_paragraph()
    # As the first block of an item it would make a longer rule of the mark of the list.
    if not flow.depth:
        flow.blocks.append("---")


def _quote(flow: Flow, element: Element) -> Leave | None:
    if flow.is_flat:
        return write_block(flow, element)
    flow.end_paragraph()
    inner = flow.inner()
    inner.write(element)
    if inside := "\n\n".join(inner.take()):
        flow.blocks.append("\n".join(f"> {line}".rstrip() for line in inside.split("\n")))
    return None


def _preformatted(flow: Flow, element: Element) -> None:
    flow.end_paragraph()
    text = flow.literal(element).strip("\n")
    classes = " ".join(inner.attr("class") or "" for inner in (element, *element.select("code")))
    language = match[1] if (match := _LANGUAGE.search(classes)) else ""
    if flow.is_flat or (not language and _PROSE.search(text)):
        for line in text.split("\n"):
            flow.inline.text(line)
            flow.inline.end_line()
        flow.end_paragraph()
    elif text.strip():
        flow.blocks.append(fenced_code(text, language))


def _list(flow: Flow, element: Element) -> Leave | None:
    if flow.is_flat:
        return write_block(flow, element)
    flow.end_paragraph()
    before = flow.blocks[-1] if flow.blocks else ""
    written: list[str] = []
    for number, blocks in enumerate(_items(flow, element), _start(element)):
        # Two lists of the same mark, one after the other, would be one (CommonMark §5.3).
        if element.tag == "ol":
            mark = f"{number}) " if _NUMBERED.match(before) else f"{number}. "
        else:
            mark = "* " if before.startswith("- ") else "- "
        item = ("\n" if _is_tight(blocks) else "\n\n").join(blocks)
        written.append(mark + _BLANK_LINE.sub("", item.replace("\n", "\n" + " " * len(mark))))
    if written:
        flow.blocks.append("\n".join(written))
    return None


def _items(flow: Flow, element: Element) -> list[list[str]]:
    """Give the blocks of each item; a list that stands between items belongs to the one before."""
    items: list[list[str]] = []
    inner = flow.inner()
    for child in element:
        tag = getattr(child, "tag", "")
        if not tag and not child.text.strip():
            continue
        inner.write((child,))
        blocks = inner.take()
        if blocks and items and tag in _LISTS:
            items[-1] += blocks
        elif blocks:
            items.append(blocks)
    return items


def _start(element: Element) -> int:
    start = element.attr("start") or ""
    return int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1


def _is_tight(blocks: Sequence[str]) -> bool:
    """Whether the blocks of an item are a paragraph and a list that can interrupt it (CommonMark §5.3)."""
    return (
        len(blocks) == 2
        and _INTERRUPTING_LIST.match(blocks[1]) is not None
        and not blocks[0].startswith(_NO_PARAGRAPH)
    )


def _table(flow: Flow, element: Element) -> Leave | None:
    """Write a table of GFM (§4.10), its first row as the head."""
    rows = None if flow.is_flat else data_rows(element)
    if rows is None:
        return write_block(flow, element)
    flow.end_paragraph()
    flow.blocks += [line for caption in element.select("caption") if (line := flow.line(caption))]
    columns = max(map(len, rows))
    lines: list[str] = []
    for row in rows:
        cells = ["" if cell is None else flow.line(cell) for cell in row]
        lines.append(f"| {' | '.join(cells + [''] * (columns - len(cells)))} |")
    lines.insert(1, f"|{' --- |' * columns}")
    flow.blocks.append("\n".join(lines))
    return None


_LISTS: Final = ("dir", "menu", "ol", "ul")

WRITERS: Final[dict[str, Callable[[Flow, Element], Leave | None]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(_LISTS, _list),
    **dict.fromkeys(("listing", "pre", "xmp"), _preformatted),
    "blockquote": _quote,
    "figcaption": _caption,
    "hr": _rule,
    "table": _table,
}
"""By the name of the element; see `flow`."""
