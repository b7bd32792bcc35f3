"""Paragraphs that are written without a tree are what the tree gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from turbohtml import parse_fragment

from reader.importing.html.flat import flat_paragraphs
from reader.importing.html.markdown import to_markdown

BASE = "https://n.example/d/"

TEXTS = st.lists(
    st.sampled_from([
        *("中文", "word", "b1", "。", "“", "”", "!", "*", "**", "_", "~~", "`", "[", "]", "(", ")", "#", "- ", "1. "),
        *("|", "\\", " ", "  ", "\n", "\t", "\xa0", "\u3000", "\u200b", "&amp;", "&lt;", "&lt;b>", "&amp;lt;", "&quot;"),
        *("&#x27;", "&notin", "&nbsp;", "&#0;", "&#150;", ">", "a < b", "\r\n", "\0"),
    ]),
    max_size=4,
).map("".join)  # fmt: skip
STARTS = st.sampled_from(
    [
        *(
            "<b>",
            "<strong>",
            "<i>",
            "<em>",
            "<b class='x'>",
            '<b style="font-weight:normal">',
            "<u>",
            "<s>",
            "<a>",
        ),
        *(
            '<a href="/u">',
            '<a href="/v" target="_blank">',
            '<a href="/u?a=1&amp;b=2">',
            '<a href="/u?a=1&copy=2">',
        ),
        *(
            '<a href="javascript:x">',
            '<a class="z" href=" /u ">',
            '<a href="/1" href="/2">',
            '<a hidden href="/u">',
        ),
        *(
            '<a style="display:none" href="/u">',
            "<a href=/u>",
            '<a HREF="/u">',
            '<a href="https://b.example/(x)_y">',
        ),
    ]
)
IMAGES = st.sampled_from(
    [
        *(
            '<img src="/i.png" alt="圖[1] &quot;a&quot;">',
            '<img src="/i.png" />',
            '<img src="/j.png" alt=""/>',
        ),
        *(
            '<img src="/p.gif" width="1" height="1">',
            '<img src="data:x" alt="x">',
            '<img src="/k.png" style="display: none">',
        ),
        *(
            '<img data-src="/lazy.png" src="/blank.gif" alt="a\nb">',
            "<br>",
            "<br/>",
            "<!-- x -->",
            "</p>",
            "<p>",
        ),
    ]
)


def marked(start: str, inside: str) -> str:
    return f"{start}{inside}</{start[1:-1].split(maxsplit=1)[0]}>"


PHRASES = st.one_of(TEXTS, TEXTS, st.builds(marked, STARTS, TEXTS), IMAGES, STARTS)
PARAGRAPHS = st.builds(
    lambda start, inside, end: start + "".join(inside) + end,
    st.sampled_from(["<p>", "<p>", '<p class="a b">', '<p style="text-align:center">', " <p>", "\n<p>", "<P>", "<p hidden>"]),
    st.lists(PHRASES, max_size=5),
    st.sampled_from(["</p>", "</p>", "</p>\n", "</p> x", "", "</P>", "</div>", "</p><h2>題</h2>"]),
)  # fmt: skip
PAGES = st.lists(PARAGRAPHS, max_size=4).map("".join)


@settings(max_examples=600, deadline=None)
@given(PAGES)
def test_paragraphs_are_written_as_the_tree_has_them(html: str) -> None:
    assert to_markdown(html, base=BASE) == to_markdown(parse_fragment(html), base=BASE)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>一段</p>\n<p>二段</p>\n", ["一段", "二段"]),
        ('<p class="lead">前<b>粗體</b>後</p>', ["前**粗體**後"]),
        ("<p>前<b>粗體。</b>後文</p>", ["前**粗體**。後文"]),
        ("<p><b>a</b><b>b</b> <i>c</i></p>", ["**ab** *c*"]),
        ('<p>見<a target="_blank" href="/n">此處</a>。</p>', ["見[此處](https://n.example/n)。"]),
        ('<p>看!<a href="/n">圖</a></p>', [r"看\![圖](https://n.example/n)"]),
        ('<p><img alt="甲" src="/i.png" /></p><p><img src="/i.png"></p>', ["![甲](https://n.example/i.png)"]),
        ("<p>1. &lt;b&gt; &amp; *</p>", [r"1\. \<b> & \*"]),
        ("<p>&nbsp;</p>", []),
    ],
)
def test_the_usual_paragraphs_need_no_tree(html: str, markdown: list[str]) -> None:
    written = flat_paragraphs(html, BASE)

    assert (written.blocks, written.end) == (markdown, len(html))


@pytest.mark.parametrize(
    "rest",
    [
        "<h2>題</h2>",
        "<p>a<br>b</p>",
        '<p style="display:none">x</p>',
        "<p>a<b><i>b</i></b></p>",
        "<p>a<!-- b --></p>",
        "<p>未完",
        "x",
    ],
)
def test_what_is_anything_else_is_left_to_the_tree_from_there_on(rest: str) -> None:
    assert flat_paragraphs(f"<p>一</p>{rest}", BASE).end == len("<p>一</p>")
