"""Hostile pages: they are read or refused, whole and soon."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing.pages.page_layouts import PARAGRAPHS, article, page

from reader.errors import DocumentError
from reader.importing.pages import page as page_format
from reader.model.document import Document

TEXT = PARAGRAPHS[0]
FRAGMENTS = (
    *(
        "<div>",
        "</div>",
        "<p>",
        "<br>",
        "<table><tr><td>",
        "</td>",
        "<ul><li>",
        "<a href='x'>",
        "</a>",
        "<b>",
        "</b>",
    ),
    *(
        "<h1>",
        "</h1>",
        "<span class='source'>",
        "</span>",
        "<div class='ad content'>",
        "<img src=a>",
        "<article>",
    ),
    *(
        "<time datetime='2019-07-05'>",
        "<style>.a{display:none}</style>",
        "<meta name='author' content='a'>",
        "<title>",
    ),
    *(
        "</title>",
        "<script type='application/ld+json'>[{}]</script>",
        "<!--",
        "-->",
        "來源：",
        "日期:2019-07-05",
        "404",
    ),
    *(
        "點擊：12",
        "相關新聞",
        "上一篇",
        "首頁 > 新聞 > 正文",
        "責任編輯：",
        TEXT,
        "（",
        "\x00",
        "\ud800",
        "&#x202e;",
    ),
)


def read(text: str) -> None:
    document = Document(b"", "/news/page.html", "page.html")
    page_format.matches(text)
    with suppress(DocumentError):
        assert len(list(page_format.read(text, document))) == 1


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_mixture_of_markup_is_read_or_refused(text: str) -> None:
    read(text)


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    read(text)


@given(at=st.integers(0, 4000), length=st.integers(0, 60), filling=st.text(max_size=8))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_page_with_a_hole_is_read_or_refused(at: int, length: int, filling: str) -> None:
    html = page(article())
    read(html[:at] + filling + html[at + length :])


@pytest.mark.parametrize(
    "html",
    [
        "<body><h1>題目</h1>" + "<div>" * 200_000 + f"<p>{TEXT * 4}</p>",
        f"<body><h1>題目</h1><div {' '.join(f'a{at}=1' for at in range(200_000))}><p>{TEXT * 4}</p></div>",
        "<body><h1>題目</h1>" + "<i>" * 20_000 + f"<p>{TEXT}</p>" * 500,
        "<head><style>" + "@media x{" * 20_000 + f"none</style></head><body><p>{TEXT * 4}</p>",
        "<head><style>"
        + "".join(f".c{at}{{display:none}}" for at in range(5_000))
        + f"</style></head><body><p>{TEXT * 4}</p>",
        "<head><script type='application/ld+json'>"
        + "[" * 100_000
        + f"</script></head><body><p>{TEXT * 4}</p>",
        "<!---->" * 20_000 + f"<html><body><p>{TEXT * 4}</p>",
        f"<body><p>{'返回首頁' * 25}x</p><p>{TEXT * 4}</p>",
        "<body><p>來源：" + " \u3000" * 200_000 + f"</p><p>{TEXT * 4}</p>",
    ],
    ids=[
        "nested",
        "attributes",
        "inline",
        "open style rules",
        "style rules",
        "JSON",
        "comments",
        "words",
        "blanks",
    ],
)
def test_a_hostile_page_gives_its_text(read_page, html: str) -> None:
    assert TEXT in read_page(html).markdown


def test_boxes_in_boxes_with_a_line_each_come_out_whole(read_page) -> None:
    markdown = read_page("<html><body>" + "<div>x" * 20_000).markdown

    assert markdown.count("x") == 20_000


def test_an_article_of_ten_megabytes_in_one_paragraph_comes_out_whole(read_page) -> None:
    text = TEXT * (10_000_000 // len(TEXT))

    assert (
        read_page(
            f"<html><head><title>長文</title></head><body><h1>長文</h1><p>{text}</p></body></html>"
        ).markdown
        == text + "\n"
    )
