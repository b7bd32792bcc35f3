"""Markdown as a reader sees it, by a parser that is none of ours."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token


@cache
def parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(markdown: str) -> list[Token]:
    """The tokens of blocks and, after each, of what is in its line."""
    return [token for block in parser().parse(markdown) for token in (block, *(block.children or ()))]


def visible_text(markdown: str) -> str:
    """The text that is shown, without any blanks, which are not for HTML and Markdown to agree on."""
    shown = (
        token.content
        for token in tokens(markdown)
        if token.type in {"text", "code_inline", "fence", "code_block"}
    )
    return "".join("".join(shown).split())


def links(markdown: str) -> set[str]:
    return {str(token.attrs["href"]) for token in tokens(markdown) if token.type == "link_open"}


def images(markdown: str) -> set[str]:
    return {str(token.attrs["src"]) for token in tokens(markdown) if token.type == "image"}


def emphasised(markdown: str) -> str:
    """The text that stands in emphasis of any kind."""
    depth, shown = 0, []
    for token in tokens(markdown):
        if token.type in {"strong_open", "em_open", "s_open"}:
            depth += 1
        elif token.type in {"strong_close", "em_close", "s_close"}:
            depth -= 1
        elif token.type == "text" and depth:
            shown.append(token.content)
    return "".join(shown)
