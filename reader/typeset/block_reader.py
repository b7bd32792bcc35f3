"""Block tokens of markdown-it to leaf blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.text.clean import clean, clean_line
from reader.typeset.blocks import (
    Alignment,
    Block,
    CodeBlock,
    Container,
    Heading,
    Image,
    Item,
    Note,
    Paragraph,
    Quotation,
    RichText,
    Rule,
    Table,
)
from reader.typeset.html_text import plain_lines
from reader.typeset.inline import InlineReader, safe_target

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

_TASK = re.compile(r"\[([ xX])\][ \t]+")
_TAB = 4
"""Columns of a tab in code: CommonMark §2.2."""


@dataclass(slots=True)
class _List:
    """A list that is being read."""

    number: int | None
    """Of the next item; None for bullets."""
    digits: int
    """Of its widest number."""
    delimiter: str
    tight: bool
    started: bool = False
    """Whether a block of it was read."""


@dataclass(slots=True)
class _Rows:
    """A table that is being read."""

    rows: list[list[RichText]] = field(default_factory=list)
    alignments: list[Alignment] = field(default_factory=list)


class BlockReader:
    """Reads the tokens of one chunk."""

    def __init__(self, *, continues: bool, notes: int) -> None:
        """With `continues`, a tight list at the start goes on from the chunk before, without a blank line.

        `notes` is how many the whole article has.
        """
        self._note_digits = len(str(notes))
        self._blocks: list[Block] = []
        self._containers: list[Container] = []
        self._lists: list[_List] = []
        self._table = _Rows()
        self._heading = 0
        self._item_blocks: list[int] = []
        """How many blocks there were when each open item began."""
        self._continues = continues
        self._handlers: dict[str, Callable[[Sequence[Token], int], None]] = {
            "inline": self._read_inline,
            "heading_open": self._open_heading,
            "blockquote_open": lambda _tokens, _index: self._containers.append(Quotation()),
            "blockquote_close": lambda _tokens, _index: self._close_container(),
            "bullet_list_open": self._open_list,
            "ordered_list_open": self._open_list,
            "bullet_list_close": lambda _tokens, _index: self._close_list(),
            "ordered_list_close": lambda _tokens, _index: self._close_list(),
            "list_item_open": self._open_item,
            "list_item_close": lambda _tokens, _index: self._close_item(),
            "note_open": self._open_note,
            "note_close": lambda _tokens, _index: self._close_item(),
            "fence": self._read_code,
            "code_block": self._read_code,
            "html_block": self._read_html,
            "hr": lambda _tokens, _index: self._add(Rule()),
            "tr_open": lambda _tokens, _index: self._table.rows.append([]),
            "table_close": lambda _tokens, _index: self._close_table(),
        }

    def read(self, tokens: Sequence[Token]) -> list[Block]:
        """The leaf blocks in order."""
        for index, token in enumerate(tokens):
            if handler := self._handlers.get(token.type):
                handler(tokens, index)
        return self._blocks

    def _add(self, block: Block) -> None:
        started = [each for each in self._lists if each.started]
        tight = started[-1].tight if started else self._continues and self._starts_tight()
        for each in self._lists:
            each.started = True
        self._blocks.append(replace(block, containers=tuple(self._containers), spaced=not tight))

    def _starts_tight(self) -> bool:
        return not self._blocks and bool(self._lists) and self._lists[0].tight

    def _read_inline(self, tokens: Sequence[Token], index: int) -> None:
        before, children = tokens[index - 1], tokens[index].children or []
        if before.type in ("th_open", "td_open"):
            self._read_cell(before, children)
        elif self._heading:
            contents = InlineReader(keep_images=False).read(children)
            for content in contents:
                if isinstance(content, RichText):
                    self._add(Heading(level=self._heading, content=content))
            self._heading = 0
        else:
            self._read_paragraph(children)

    def _read_paragraph(self, children: Sequence[Token]) -> None:
        item = self._containers[-1] if self._containers else None
        if isinstance(item, Item) and item.checked is not None and self._item_blocks[-1] == len(self._blocks):
            children[0].content = _TASK.sub("", children[0].content, count=1)
        for content in InlineReader(keep_images=True).read(children):
            if isinstance(content, RichText):
                self._add(Paragraph(content=content))
            else:
                caption, address, size = content
                shown = "" if address.startswith("data:") else clean_line(address)
                self._add(Image(caption=caption, size=size, address=shown, target=safe_target(address)))

    def _read_cell(self, cell: Token, children: Sequence[Token]) -> None:
        contents = InlineReader(keep_images=False).read(children)
        texts = [content for content in contents if isinstance(content, RichText)]
        self._table.rows[-1].append(texts[0] if texts else RichText(""))
        if cell.type == "th_open":
            style = str(cell.attrs.get("style", ""))
            alignments: tuple[Alignment, ...] = ("right", "center")
            self._table.alignments.append(next((each for each in alignments if style.endswith(each)), "left"))

    def _open_heading(self, tokens: Sequence[Token], index: int) -> None:
        self._heading = int(tokens[index].tag[1])

    def _close_container(self) -> None:
        self._containers.pop()

    def _open_list(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        level = token.level
        end = next(
            at for at in range(index, len(tokens)) if tokens[at].level == level and tokens[at].nesting < 0
        )
        inside = tokens[index:end]
        hidden = [each.hidden for each in inside if each.type == "paragraph_open" and each.level == level + 2]
        number = None
        if token.type == "ordered_list_open":
            number = int(token.attrs.get("start", 1))
        last = (
            (number or 0)
            + sum(each.type == "list_item_open" and each.level == level + 1 for each in inside)
            - 1
        )
        self._lists.append(_List(number, len(str(last)), token.markup, tight=all(hidden)))

    def _close_list(self) -> None:
        self._lists.pop()

    def _open_item(self, tokens: Sequence[Token], index: int) -> None:
        current = self._lists[-1]
        number = None
        if current.number is not None:
            number = f"{current.number:>{current.digits}}{current.delimiter}"
            current.number += 1
        checked = None
        if (
            index + 2 < len(tokens)
            and tokens[index + 2].type == "inline"
            and (box := _TASK.match(tokens[index + 2].content))
        ):
            checked = box[1] != " "
        self._containers.append(Item(depth=len(self._lists) - 1, number=number, checked=checked))
        self._item_blocks.append(len(self._blocks))

    def _open_note(self, tokens: Sequence[Token], index: int) -> None:
        self._containers.append(Note(tokens[index].meta["number"], self._note_digits))
        self._item_blocks.append(len(self._blocks))

    def _close_item(self) -> None:
        if self._item_blocks.pop() == len(self._blocks):
            self._add(Paragraph(content=RichText("")))
        self._close_container()

    def _read_code(self, tokens: Sequence[Token], index: int) -> None:
        code = clean(tokens[index].content).rstrip("\n").expandtabs(_TAB)
        # CommonMark §4.5: the first word of the info string; Pandoc and others put braces and dots round it.
        language = next(iter(tokens[index].info.lower().split()), "").strip("{.}")
        self._add(CodeBlock(code=code, language=language))

    def _read_html(self, tokens: Sequence[Token], index: int) -> None:
        text = "\n".join(plain_lines(tokens[index].content))
        for content in InlineReader(keep_images=False).read_plain(text, keep_lines=True):
            if isinstance(content, RichText):
                self._add(Paragraph(content=content))

    def _close_table(self) -> None:
        header, *rows = (tuple(row) for row in self._table.rows)
        self._add(Table(header=header, rows=tuple(rows), alignments=tuple(self._table.alignments)))
        self._table = _Rows()
