from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.importing.literal import escape, escape_heading, plain_line

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SYNTAX = st.sampled_from("\\`*_[](){}<>#+-.!|~=&;:0123456789 aB漢字，。'\"")
LINES = st.text(SYNTAX | st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), max_size=40)


def shown(markdown: str) -> tuple[list[str], str]:
    """The types of the blocks, and the text that a reader sees."""
    tokens = PARSER.parse(markdown)
    inline = [token for token in tokens if token.type == "inline"]
    children = [child for token in inline for child in token.children or []]
    assert {child.type for child in children} <= {"text", "text_special"}, children
    return [token.type for token in tokens if token.nesting == 1], "".join(
        child.content for child in children
    )


@given(LINES)
@example("*強調* _a_ snake_case `碼` [鏈](https://example.org) <b> &amp; ~~x~~ | a | b |")
@example("1. 一")
@example("# 標題")
@example("---")
@example("===")
@example("~~~")
@example("```")
@example("> 引")
@example("- 項")
@example("![圖](x.png)")
@example("<!-- x -->")
@example("https://example.org/a_b_c?d=1&copy=2")
@example("C:\\Users\\new")
@example("[x]: https://example.org")
def test_escaped_text_is_shown_literally_as_one_paragraph(line: str) -> None:
    blocks, text = shown(escape(line))

    assert text == line.strip()
    assert blocks == (["paragraph_open"] if line.strip() else [])


@given(LINES)
@example("C #")
@example("# 一 ##")
@example("#")
def test_an_escaped_heading_is_shown_literally(line: str) -> None:
    blocks, text = shown(f"## {escape_heading(line)}")

    assert text == line.strip()
    assert blocks == ["heading_open"]


@pytest.mark.parametrize(
    "line",
    ["智慧城市news", "snake_case_name", "3 < 5", "AT&T 與 R&D", "2019-07-05", "#標籤", "（一）", "1.5萬"],
)
def test_harmless_text_is_not_touched(line: str) -> None:
    assert escape(line) == line


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**望海**高新區", "望海高新區"),
        ("[高新區](https://example.org/a) 年報", "高新區 年報"),
        ("![圖](x.png) 說明", "圖 說明"),
        ("`code` and *emphasis*", "code and emphasis"),
        (r"5 \* 3 \# 1", "5 * 3 # 1"),
        ("snake_case", "snake_case"),
        ("[參見][1]", "參見"),
    ],
)
def test_a_plain_line_is_what_markdown_shows(markdown: str, text: str) -> None:
    assert plain_line(markdown) == text
