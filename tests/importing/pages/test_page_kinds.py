"""Pages that are no article, and texts that are no page."""

from __future__ import annotations

import pytest
from importing.pages.page_layouts import FOOTER, NAVIGATION, article, page

from reader.errors import DocumentError, NoArticleError
from reader.importing.pages import page as page_format

ENTRIES = [f"海灣碼頭連續第{at}個月刷新夜間作業的紀錄" for at in range(1, 13)]
EXCERPT = "碼頭的人說，紀錄是潮水和耐心一起寫下的，沒有別的祕訣，明天照舊開工，後天也一樣。"


def listed(entry: str) -> str:
    """Each entry in its turn, with its number for {at} and its headline for {text}."""
    return "".join(entry.format(at=at + 10, text=text) for at, text in enumerate(ENTRIES))


@pytest.mark.parametrize(
    "inside",
    [
        "<ul>" + listed("<li><a href='{at}.html'>{text}</a></li>") + "</ul>",
        listed("<p><span>2019-07-{at}</span> <a href='{at}.html'>{text}</a></p>")
        + "<p>上一頁 1 2 3 下一頁</p>",
        "<h1>標籤：碼頭</h1>"
        + listed(
            f"<article><h2><a href='{{at}}.html'>{{text}}</a></h2><p>2019-07-05</p><p>{EXCERPT}</p></article>"
        ),
        "<ol>" + listed(f"<li><a href='{{at}}.html'>{{text}}</a><br>{EXCERPT}</li>") + "</ol>",
    ],
    ids=["links", "links with dates", "excerpts", "search results"],
)
def test_a_list_of_headlines_is_passed_over_with_their_number(read_page, inside: str) -> None:
    with pytest.raises(NoArticleError, match=r"page\.html is a list of 12 links"):
        read_page(
            f"<html><head><title>交通_望海網</title></head><body>{NAVIGATION}<div>{inside}</div>{FOOTER}</body></html>"
        )


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("404 Not Found", "<center><h1>404 Not Found</h1><hr>nginx</center>"),
        ("502 Bad Gateway", "<h1>502 Bad Gateway</h1>"),
        ("望海網", "<h2>抱歉，您訪問的頁面不存在或已刪除！</h2><p>五秒後自動返回首頁，請稍候。</p>"),
        ("Wanghai", "<p>Please enable JavaScript to continue using this site.</p>"),
        ("望海網", "<p>請先登錄，登錄後查看全文。</p>"),
        ("Just a moment...", "<p>Checking your browser before accessing the site.</p>"),
    ],
)
def test_the_message_of_a_server_is_refused_as_what_it_is(read_page, title: str, inside: str) -> None:
    html = f"<html><head><title>{title}</title></head><body>{NAVIGATION}{inside}</body></html>"

    with pytest.raises(DocumentError, match="message of its site") as caught:
        read_page(html)
    assert not isinstance(caught.value, NoArticleError)


def test_an_article_about_missing_pages_is_an_article(read_page) -> None:
    body = (
        "<div><p>網站打不開的時候，屏幕上寫著「頁面不存在」。望海的一位工程師收集了四百種這樣的頁面，從最簡短的一行字到會下雪的動畫。</p>"
        * 4
        + "</div>"
    )

    assert (
        "四百種"
        in read_page(
            page(article(headline="<h1>四百零四種抱歉</h1>", body=body), title="四百零四種抱歉")
        ).markdown
    )


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html></html>",
        "<html><body><script>render()</script></body></html>",
        "<html><body><img src=a.png></body></html>",
    ],
)
def test_a_page_without_text_is_refused(read_page, html: str) -> None:
    with pytest.raises(DocumentError, match="holds no text") as caught:
        read_page(html)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("<!DOCTYPE html><p>a", 1.0, 1.0),
        ("\n<!-- saved from url=(0014)about:internet -->\n<HTML><p>", 1.0, 1.0),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html>', 1.0, 1.0),
        ("<div><p>a</p><p>b</p><a href=x>c</a></div>", 0.3, 0.9),
        (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>a</title><link>b</link></channel></rss>',
            0.0,
            0.0,
        ),
        ("<!-- a --><feed xmlns='http://www.w3.org/2005/Atom'><title>a</title></feed>", 0.0, 0.0),
        ("<opml><head><title>a</title></head><body></body></opml>", 0.0, 0.0),
        ("# Title\n\nSome <b>bold</b> text <p>and</p> <table> <td>", 0.0, 0.0),
        ("plain text", 0.0, 0.0),
        ("", 0.0, 0.0),
        ('{"html": "<p>"}', 0.0, 0.0),
    ],
)
def test_pages_are_told_from_feeds_markdown_and_text(text: str, least: float, most: float) -> None:
    assert least <= page_format.matches(text) <= most
