"""Blocks in another script: the structure, the places and the targets of links stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.conversion import DisplayScript, converter
from reader.typeset.blocks import Block, CodeBlock, Heading, Image, Paragraph, Table
from reader.typeset.manuscript import Manuscript

SOURCE = """# 头发的**发**展

皇后在头**发**后面，见[发展](https://发.example/后 "发")和`发展`。

    发展 = 1

| 后面 | 干净 |
| --- | --- |
| 里面 | `里面` |

![头发](https://发.example/发.png)

1. 面条
   - 一出戏
"""
PIECES = ["头发", "发展", "**", "*", "`", "[", "](https://发.example/)", "](<发>)",
          "\n", "\n\n", "# ", "- ", "> ", "| ", "```\n",
          "|---|---|\n", "    ", "<b>", "后面", "皇后。", "~~",
          "[发]: https://发.example\n", "[发]", "![", "1. ", "の", "[^1]", "[^1]: 头发\n"]  # fmt: skip


def blocks(markdown: str, target: DisplayScript | None = None) -> list[Block]:
    found = converter(target) if target else None
    manuscript = Manuscript(markdown, found)
    manuscript.parse_all()
    return [block for number in range(len(manuscript)) if (block := manuscript.block(number))]


def test_what_is_shown_changes_and_code_and_addresses_stay() -> None:
    shown = blocks(SOURCE, DisplayScript.TAIWAN)
    texts = [block.text for block in shown]
    assert texts == [
        "頭髮的發展",
        "皇后在頭髮後面，見發展和发展。",
        "发展 = 1",
        "後面\t乾淨\n裡面\t里面",
        "頭髮",
        "麵條",
        "一齣戲",
    ]
    targets = [span.target for span in shown[1].content.spans]  # type: ignore[attr-defined]
    assert targets == [span.target for span in blocks(SOURCE)[1].content.spans]  # type: ignore[attr-defined]
    assert any(targets)
    image, written = shown[4], blocks(SOURCE)[4]
    assert isinstance(image, Image)
    assert isinstance(written, Image)
    assert image.address == written.address


@pytest.mark.parametrize("target", list(DisplayScript)[1:])
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_kinds_lengths_spans_and_containers_stay(target: DisplayScript, markdown: str) -> None:
    written, shown = blocks(markdown), blocks(markdown, target)
    assert [type(block) for block in written] == [type(block) for block in shown]
    for before, after in zip(written, shown, strict=True):
        assert len(before.text) == len(after.text)
        assert len(before.containers) == len(after.containers)
        if isinstance(before, Paragraph | Heading) and isinstance(after, Paragraph | Heading):
            assert before.content.spans == after.content.spans
        if isinstance(before, CodeBlock):
            assert before.text == after.text
        if isinstance(before, Table) and isinstance(after, Table):
            assert before.alignments == after.alignments


def test_only_what_is_looked_at_is_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    found = converter(DisplayScript.TAIWAN)
    assert found is not None
    seen: list[str] = []
    monkeypatch.setattr(found, "text", lambda text, *_: seen.append(text) or text)
    Manuscript("皇后在后面。\n\n" * 50_000, found).block(0)
    assert sum(map(len, seen)) < 10_000
