from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.importing import markdown
from reader.model.document import Document
from reader.model.draft import Draft
from reader.model.published import Published

MakeDocument = Callable[..., Document]


def read(text: str, document: Document) -> Draft:
    [draft] = markdown.read(text, document)
    assert isinstance(draft, Draft)
    return draft


FRONT = """\
---
title: 望海高新區啟用氫能公交站
category: 高新區新聞
origin: 望海日報
author: 林若川
date: 2021-03-18
clicks: 1382
url: https://example.org/hydrogen
language: zh-Hant
---

第一段。

## 小標題

第二段。
"""


def test_reads_front_matter_and_keeps_the_body_as_it_is(document: MakeDocument) -> None:
    assert read(FRONT, document()) == Draft(
        title="望海高新區啟用氫能公交站",
        markdown="第一段。\n\n## 小標題\n\n第二段。\n",
        category="高新區新聞",
        identity="https://example.org/hydrogen",
        author="林若川",
        origin="望海日報",
        url="https://example.org/hydrogen",
        language="zh-Hant",
        published=Published("2021-03-18"),
        clicks=1382,
    )


@pytest.mark.parametrize(
    "keys",
    [
        ("標題", "分類", "來源", "作者", "日期", "點擊", "鏈接", "語言"),
        ("标题", "分类", "来源", "作者", "发布时间", "点击", "链接", "语言"),
        ("Title", "categories", "Source", "Author", "published", "Clicks", "Link", "lang"),
    ],
)
def test_keys_in_either_script_and_in_english_mean_the_same(
    keys: tuple[str, ...], document: MakeDocument
) -> None:
    text = FRONT
    for key, other in zip(
        ("title", "category", "origin", "author", "date", "clicks", "url", "language"), keys, strict=True
    ):
        text = text.replace(f"\n{key}: ", f"\n{other}: ")

    assert read(text, document()) == read(FRONT, document())


def test_an_id_is_the_identity_before_the_address(document: MakeDocument) -> None:
    assert read(FRONT.replace("\nurl:", "\nid: urn:x:1\nurl:"), document()).identity == "urn:x:1"


def test_windows_line_ends_make_no_difference(document: MakeDocument) -> None:
    assert read(FRONT.replace("\n", "\r\n"), document()) == read(FRONT, document())


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# 望海\n\n正文。\n", "望海", "正文。\n"),
        ("\n\n# **望海** [港](https://example.org) #\n正文。\n", "望海 港", "正文。\n"),
        ("# C#\n\n正文。\n", "C#", "正文。\n"),
        ("# #\n\n正文。\n", "正文。", "# #\n\n正文。\n"),
        ("望海\n====\n\n正文。\n", "望海", "正文。\n"),
        ("正文。\n\n# 望海\n", "望海", "正文。\n\n# 望海\n"),
        ("## 望海\n\n正文。\n", "望海", "## 望海\n\n正文。\n"),
        ("```\n# 不是\n```\n\n# 望海\n", "望海", "```\n# 不是\n```\n\n# 望海\n"),
        ("**望海**的一天。\n\n正文。\n", "望海的一天。", "**望海**的一天。\n\n正文。\n"),
        ("> - 望海\n", "望海", "> - 望海\n"),
        ("---\n", "page", "---\n"),
        ("---\ntitle:\n---\n# 望海\n\n正文。\n", "望海", "正文。\n"),
        ("---\ntitle: 望海\n---\n# 望海\n\n正文。\n", "望海", "正文。\n"),
        ("---\ntitle: 望海\n---\n# 港口\n\n正文。\n", "望海", "# 港口\n\n正文。\n"),
    ],
)
def test_the_title_is_found_and_nothing_else_is_taken_from_the_body(
    text: str, title: str, body: str, document: MakeDocument
) -> None:
    draft = read(text, document(name="page.md"))

    assert (draft.title, draft.markdown) == (title, body)


def test_a_long_first_line_is_shortened_as_a_title_and_kept_in_the_body(document: MakeDocument) -> None:
    line = "海上的船先看見光，後看見城市，" * 20
    draft = read(line, document())

    assert len(draft.title) <= 120
    assert draft.markdown == line + "\n"


@pytest.mark.parametrize(
    ("front", "published"),
    [
        ("date: 2019-07", Published("2019-07")),
        ("date: 2021-03-18 09:30", Published("2021-03-18T01:30Z")),
        ("date: 2021-03-18 09:30\nlanguage: en", Published("2021-03-18T09:30Z")),
        ("date: 2021年3月18日", Published("2021-03-18")),
        ("date: 2021-02-30", None),
        ("date: 未知", None),
    ],
)
def test_dates_keep_their_precision_and_chinese_times_are_chinas(
    front: str, published: Published | None, document: MakeDocument
) -> None:
    text = f"---\ntitle: 望海高新區\n{front}\n---\n這裡的燈塔每天晚上七點亮起來，船來了，燈還開著。\n"

    assert read(text, document()).published == published


def test_toml_values_are_read_like_the_others(document: MakeDocument) -> None:
    draft = read(
        '+++\ntitle = "望海"\ndate = 2021-03-18\nauthors = ["甲", "乙"]\ncategories = ["新聞", "港口"]\n+++\n正文',
        document(),
    )

    assert (draft.title, draft.author, draft.category) == ("望海", "甲, 乙", "新聞")
    assert draft.published == Published("2021-03-18")


def test_words_for_unknown_are_missing(document: MakeDocument) -> None:
    draft = read(
        "---\ntitle: 望海\norigin: 未知\nauthor: 佚名\nclicks: 次\nlanguage: '?'\n---\nText\n", document()
    )

    assert (draft.origin, draft.author, draft.clicks, draft.language) == (None, None, None, None)


def test_the_script_is_told_from_the_text_when_nothing_names_the_language(document: MakeDocument) -> None:
    assert (
        read("# 望海\n\n灯塔每天晚上七点亮起来，船来了，灯还开着，这里的历史很长。", document()).language
        == "zh-Hans"
    )


def test_an_empty_body_is_empty(document: MakeDocument) -> None:
    assert read("# 望海\n", document()).markdown == ""
