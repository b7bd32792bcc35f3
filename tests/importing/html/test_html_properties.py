"""What holds for any HTML, and for any text that claims to be some."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from importing.html.rendered import visible_text
from turbohtml import parse_fragment

from reader.importing.html.elements import shown_text
from reader.importing.html.markdown import to_markdown

BASE = "https://n.example/d/"


@given(st.text("<>/abip \"'=&;!-[]()`*_#\n完", max_size=80))
def test_any_html_gives_markdown_without_tags(html: str) -> None:
    markdown = re.sub(r"(?s)`+.*?`+", "", to_markdown(html, base="https://n.example/"))

    assert not re.search(r"(?<!\\)<[a-zA-Z/!]", markdown)


WORDS = [
    *(
        "中",
        "a",
        "b1",
        "。",
        "“",
        "”",
        "!",
        "*",
        "_",
        "~",
        "`",
        "[",
        "]",
        "(",
        ")",
        "&lt;",
        ">",
        "&amp;",
        "#",
        "-",
        "=",
        "+",
    ),
    *(
        ":",
        "1.",
        "|",
        "\\",
        "x_y",
        "．",
        "&amp;lt;",
        " ",
        "\n",
        "\u3000",
        "\xa0",
        "<br>",
        "http://a.example/x_y_",
    ),
]
TAGS = [
    *(
        "b",
        "i",
        "strong",
        "em",
        "s",
        "span",
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "blockquote",
        "h1",
        "h2",
        "font",
        "center",
        "u",
    ),
    *("a href=/u", "a href='https://b.example/(x)&amp;y'"),
]
TEXT = st.lists(st.sampled_from(WORDS), max_size=5).map("".join)
PAGES = st.lists(
    st.recursive(
        TEXT,
        lambda inner: st.builds(
            lambda tag, inside: f"<{tag}>{''.join(inside)}</{tag.split()[0]}>",
            st.sampled_from(TAGS),
            st.lists(inner, max_size=4),
        ),
        max_leaves=12,
    ),
    max_size=4,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_markdown_shows_the_text_that_the_html_shows(html: str) -> None:
    shown = "".join("".join(shown_text([parse_fragment(html)])).split())

    assert visible_text(to_markdown(html, base=BASE)) == shown


@given(st.text(max_size=60))
def test_any_text_at_all_is_written(html: str) -> None:
    assert isinstance(to_markdown(html), str)
