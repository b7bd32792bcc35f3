"""Markdown to blocks."""

from __future__ import annotations

import subprocess
import sys
from itertools import count, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.typeset.blocks import (
    Block,
    CodeBlock,
    Heading,
    Image,
    Item,
    Paragraph,
    Quotation,
    RichText,
    Rule,
    Table,
)
from reader.typeset.chunks import chunks
from reader.typeset.inline import safe_target
from reader.typeset.lines import Role
from reader.typeset.manuscript import Manuscript, OutlineEntry


def blocks_of(markdown: str) -> list[Block]:
    manuscript = Manuscript(markdown)
    return [block for block in takewhile(bool, map(manuscript.block, count())) if block]


def content_of(markdown: str) -> RichText:
    (block,) = blocks_of(markdown)
    assert isinstance(block, Paragraph | Heading)
    return block.content


def spans_of(markdown: str) -> list[tuple[str, Role, str | None]]:
    content = content_of(markdown)
    return [(content.text[span.start : span.end], span.role, span.target) for span in content.spans]


@pytest.mark.parametrize(
    ("markdown", "spans"),
    [
        ("*a* **b** ~~c~~ `d`", [("a", Role.EMPHASIS), ("b", Role.STRONG), ("c", Role.STRIKE), ("d", Role.CODE)]),
        ("***a***", [("a", Role.STRONG_EMPHASIS)]),
        ("他说**“你好”**之后", [("“你好”", Role.STRONG)]),
        ("全年**（含税）**共计", [("（含税）", Role.STRONG)]),
        ("这是*《书》*的", [("《书》", Role.EMPHASIS)]),
        ("snake_case_name 2 * 3 * 4", []),
        ("**没有结束", []),
    ],
)  # fmt: skip
def test_inline_roles(markdown: str, spans: list[tuple[str, Role]]) -> None:
    assert [(text, role) for text, role, _target in spans_of(markdown)] == spans


@pytest.mark.parametrize(
    ("markdown", "text", "target"),
    [
        ("[a](https://b.org/c)", "a", "https://b.org/c"),
        ("<https://b.org>", "https://b.org", "https://b.org"),
        ("見https://b.org/c，然後", "https://b.org/c", "https://b.org/c"),
        ("(see https://b.org/c).", "https://b.org/c", "https://b.org/c"),
        ("https://b.org/c_(d)", "https://b.org/c_(d)", "https://b.org/c_(d)"),
        ("[信](mailto:a@b.org)", "信", "mailto:a@b.org"),
        ("[a][x]\n\n[x]: https://b.org", "a", "https://b.org"),
        ("[x]: <https://b.org>\n\n[a][X]", "a", "https://b.org"),
    ],
)
def test_links_carry_their_target(markdown: str, text: str, target: str) -> None:
    assert spans_of(markdown) == [(text, Role.LINK, target)]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "other.html", "#top", "ftp://a"],
)
def test_addresses_that_must_not_be_opened_have_no_target(address: str) -> None:
    assert safe_target(address) is None
    assert all(target is None for _text, _role, target in spans_of(f"[a]({address})"))


@pytest.mark.parametrize("character", ["\x1b", "\u202e", "\u200b", "\n", " ", "\x9b", "\ufeff"])
def test_targets_hold_nothing_invisible(character: str) -> None:
    assert safe_target(f"https://a.org/{character}b") is None


def test_entities_cannot_smuggle_in_control_characters() -> None:
    for markdown in ("a&#x202e;b&#27;[31m", "<div>a&#x202e;b&#27;[31m</div>", "`a\u202eb`", "a\x1b]0;t\x07b"):
        text = blocks_of(markdown)[0].text
        assert not set(text) & {"\u202e", "\x1b", "\x9b", "\x07"}


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("中文\n中文", "中文中文"),
        ("some\ntext", "some text"),
        ("一行  \n二行", "一行\n二行"),
        ("一行\\\n二行", "一行\n二行"),
        ("一行<br>二行", "一行\n二行"),
        ("　　縮排的段落", "縮排的段落"),
        ("第一段\n　　第二段", "第一段\n第二段"),
        ("**粗**\n　　第二段", "粗\n第二段"),
        ("註[^1]\n\n", "註[^1]"),
        ("[^1]: 見附錄\n[^2]: https://a.org", "[^1]: 見附錄\n[^2]: https://a.org"),
        ("a <b>bold</b> word", "a bold word"),
        ("5 &lt; 6 &amp; 7", "5 < 6 & 7"),
        ("a\tb", "a b"),
    ],
)
def test_text_of_a_paragraph(markdown: str, text: str) -> None:
    assert content_of(markdown).text == text


def test_raw_html_becomes_its_text() -> None:
    (block,) = blocks_of("<div>\n<p class='a'>一 &amp; 二<br>三</p><script>x()</script><!-- no -->\n</div>")
    assert block.text == "一 & 二\n三"


def test_headings_and_outline() -> None:
    manuscript = Manuscript("# 一 *二*\n\ntext\n\n三\n---\n\n###### 六\n")
    manuscript.parse_all()
    assert manuscript.outline() == [
        OutlineEntry(1, "一 二", 0),
        OutlineEntry(2, "三", 2),
        OutlineEntry(6, "六", 3),
    ]


def test_lists_number_and_nest() -> None:
    blocks = blocks_of("9) a\n10) b\n    - c\n      - [x] d\n      - [ ] e\n")
    items = [block.containers[-1] for block in blocks]
    assert all(isinstance(item, Item) for item in items)
    assert [(item.number, item.depth, item.checked) for item in items if isinstance(item, Item)] == [
        (" 9)", 0, None),
        ("10)", 0, None),
        (None, 1, None),
        (None, 2, True),
        (None, 2, False),
    ]
    assert [block.text for block in blocks] == ["a", "b", "c", "d", "e"]


def test_an_empty_item_keeps_its_place() -> None:
    assert [block.text for block in blocks_of("- a\n-\n- c")] == ["a", "", "c"]


def test_a_tight_list_has_no_blank_lines_and_a_loose_one_has() -> None:
    assert [block.spaced for block in blocks_of("x\n\n- a\n- b\n\ny")] == [True, True, False, True]
    assert [block.spaced for block in blocks_of("x\n\n- a\n\n- b\n")] == [True, True, True]


def test_quotations_nest() -> None:
    outer, inner = blocks_of("> a\n>\n> > b\n")
    assert [type(each) for each in inner.containers] == [Quotation, Quotation]
    assert inner.containers[0] is outer.containers[0]


def test_tables_keep_alignment_and_fill_short_rows() -> None:
    (table,) = blocks_of("|a|b|c|\n|:-|-:|:-:|\n|1|\n|1|2|3|4|\n")
    assert isinstance(table, Table)
    assert table.alignments == ("left", "right", "center")
    assert [[cell.text for cell in row] for row in table.rows] == [["1", "", ""], ["1", "2", "3"]]


def test_code_is_kept_with_tabs_as_four_blanks() -> None:
    fenced, indented = blocks_of("```py\nif x:\n\ty = '**'\n\n\tz\n```\n\n    a < b\n")
    assert isinstance(fenced, CodeBlock)
    assert fenced.code == "if x:\n    y = '**'\n\n    z"
    assert indented.text == "a < b"


def test_images_stand_by_themselves() -> None:
    before, image, after = blocks_of("前 ![圖 *一*](https://a.org/b.png) 後")
    assert (before.text, after.text) == ("前", "後")
    assert isinstance(image, Image)
    assert (image.caption, image.address, image.target) == (
        "圖 一",
        "https://a.org/b.png",
        "https://a.org/b.png",
    )


def test_an_image_without_an_openable_address_has_no_target() -> None:
    (image,) = blocks_of("![a](pictures/b.png)")
    assert isinstance(image, Image)
    assert (image.address, image.target) == ("pictures/b.png", None)


def test_a_rule_is_a_block() -> None:
    assert [type(block) for block in blocks_of("a\n\n***\n\nb")] == [Paragraph, Rule, Paragraph]


def test_spans_never_divide_a_grapheme() -> None:
    content = content_of("**👨\u200d**👩 *e*\u0301x")
    assert [content.text[span.start : span.end] for span in content.spans] == ["👨\u200d👩", "e\u0301"]


@given(st.text(alphabet="中a。 \n-*`[]>#|~<!1.\t", max_size=400))
def test_chunks_leave_out_nothing(source: str) -> None:
    source *= 40
    ends = [chunk.end for chunk in chunks(source)]
    assert ends == sorted(set(ends))
    assert ends[-1:] == ([len(source)] if source else [])


@pytest.mark.parametrize(
    "unit",
    [
        "段落 **粗** 的內容。\n\n",
        "- 項目\n\n  第二段\n\n- 另一項\n\n段落\n\n",
        "```\na\n\nb\n```\n\n",
        "> 引用\n\n1. 一\n2. 二\n\n文\n\n",
        "<pre>\n\na\n\n</pre>\n\n文\n\n",
    ],
)
def test_chunking_changes_nothing(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = unit * 300
    in_chunks = [
        (type(block), block.text, len(block.containers), block.spaced) for block in blocks_of(source)
    ]
    monkeypatch.setattr("reader.typeset.chunks._FIRST", len(source))
    assert len(list(chunks(source))) == 1
    assert in_chunks == [
        (type(block), block.text, len(block.containers), block.spaced) for block in blocks_of(source)
    ]


def test_a_reference_is_found_however_far_away_it_is_defined() -> None:
    blocks = blocks_of("[a][far] 一\n\n" + "段落。\n\n" * 3000 + "[far]: https://a.org/far\n")
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].content.spans[0].target == "https://a.org/far"
    assert blocks[-1].text == "段落。"


def test_a_fence_longer_than_a_chunk_is_all_code() -> None:
    code = "".join(f"line {number} # *x*\n" for number in range(3000))
    blocks = blocks_of(f"文\n\n~~~~py\n{code}~~~~\n\n文")
    assert {type(block) for block in blocks[1:-1]} == {CodeBlock}
    assert "\n".join(block.text for block in blocks[1:-1]) == code.rstrip("\n")


def test_a_table_longer_than_a_chunk_is_one_table() -> None:
    blocks = blocks_of("|甲|乙|\n|-|-|\n" + "|一二三|四五六|\n" * 3000 + "\n文")
    assert [type(block) for block in blocks] == [Table, Paragraph]


def test_plain_text_needs_no_parser() -> None:
    program = (
        "import sys; from reader.typeset.manuscript import Manuscript; from reader.typeset.layout import Layout;"
        "layout = Layout(Manuscript('第一段。\\n\\nSecond, plain.'), 40); layout.extend(9);"
        "print(len(layout.lines), 'markdown_it' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["3", "False"]
