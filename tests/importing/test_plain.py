from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importing import plain
from reader.model.document import Document
from reader.model.draft import Draft
from reader.model.published import Published

MakeDocument = Callable[..., Document]
LINE = "望海港的燈塔每天晚上七點亮起來，守塔的人說，海上的船先看見光，後來才看見"


def read(text: str, document: Document) -> Draft:
    [draft] = plain.read(text, document)
    assert isinstance(draft, Draft)
    return draft


def test_a_short_first_line_is_the_title(document: MakeDocument) -> None:
    draft = read("守塔的人\n\n一段話。\n\n又一段話。\n", document())

    assert (draft.title, draft.markdown) == ("守塔的人", "一段話。\n\n又一段話。\n")


@pytest.mark.parametrize("first", ["他在這裡守了三十年。", LINE * 3, f"{LINE}城\n{LINE}市\n{LINE}的\n燈。"])
def test_a_first_paragraph_is_no_title(first: str, document: MakeDocument) -> None:
    draft = read(f"{first}\n\n一段話。\n", document(name="燈塔.txt"))

    assert draft.title == "燈塔"
    assert draft.markdown.startswith(first[:10])


def test_a_single_line_is_both_title_and_body(document: MakeDocument) -> None:
    draft = read("守塔的人\n", document())

    assert (draft.title, draft.markdown) == ("守塔的人", "守塔的人\n")


def test_a_facts_line_below_the_title_is_read(document: MakeDocument) -> None:
    draft = read("守塔的人\n\n作者：周以寧\n\n2021-04-02 來源：臨江商報\n\n一段話。\n", document())

    assert draft.author == "周以寧"
    assert "臨江商報" in draft.markdown


def test_facts_are_taken_out_of_the_body(document: MakeDocument) -> None:
    draft = read("守塔的人\n來源：臨江商報 日期：2021-04-02 點擊：1.2萬\n\n一段話。\n", document())

    assert (draft.origin, draft.published, draft.clicks) == ("臨江商報", Published("2021-04-02"), 12000)
    assert draft.markdown == "一段話。\n"


def test_facts_that_are_not_understood_stay(document: MakeDocument) -> None:
    assert "日期：某日" in read("守塔的人\n日期：某日\n\n一段話。\n", document()).markdown


def test_wrapped_paragraphs_are_joined(document: MakeDocument) -> None:
    draft = read(f"守塔的人\n\n{LINE}城\n{LINE}市\n燈。\n", document())

    assert draft.markdown == f"{LINE}城{LINE}市燈。\n"


def test_markdown_syntax_is_escaped(document: MakeDocument) -> None:
    assert (
        read("標題\n\n# 一 *二* [三]\n\n1. 四\n", document()).markdown
        == "\\# 一 \\*二\\* \\[三]\n\n1\\. 四\n"
    )


@given(
    st.text(
        alphabet=st.characters(
            codec="utf-8", categories=["L", "N", "P", "Zs"], include_characters="\n\r\t*_#"
        ),
        max_size=200,
    )
)
def test_every_word_is_in_the_title_or_the_body(text: str) -> None:
    draft = read(text, Document(b"", "/x.txt", "x.txt"))
    kept = draft.title + draft.markdown
    for word in re.findall(r"\w+", text.replace("_", " ")):
        assert word in kept.replace("\\", "").replace("_", " ")
