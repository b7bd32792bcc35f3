"""Which lines of a page are its article, and how they are written."""

from __future__ import annotations

import pytest
from importing.pages.page_layouts import HOT, NAVIGATION, PARAGRAPHS, article, page, paragraphs

ADVERTISEMENT = "<div class='ad-slot'>廣告</div>"
WHOLE = "\n\n".join(PARAGRAPHS) + "\n"


def with_body(body: str) -> str:
    return page(article(body=body))


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='content'>{paragraphs()}</div>",
        "<div id='zoom'>" + "<br><br>".join(f"　　{text}" for text in PARAGRAPHS) + "</div>",
        "<table><tr><td class='f14'>" + "<br>".join(f"　　{text}" for text in PARAGRAPHS) + "</td></tr></table>",
        "<table><tr><td><font size='3'>" + "".join(f"<p>{text}" for text in PARAGRAPHS) + "</font></td></tr></table>",
        "".join(f"<section class='part'><div><p>{text}</p></div></section>{ADVERTISEMENT}" for text in PARAGRAPHS),
        "<div>" + "".join(f"<div>{text}</div>" for text in PARAGRAPHS) + "</div>",
        "<article itemprop='articleBody'>" + "".join(f"<p><span>{text}</span></p>" for text in PARAGRAPHS) + "</article>",
        f"<ul class='layout'><li class='main'>{paragraphs()}</li></ul>",
        "<div id='js_content' style='visibility: hidden'>" + paragraphs() * 2 + "</div>",
    ],
    ids=["paragraphs", "breaks", "cell", "font", "advertisements", "divs", "article", "list for layout", "script"],
)  # fmt: skip
def test_finds_the_article_in_any_layout(read_page, body: str) -> None:
    markdown = read_page(with_body(body)).markdown

    assert all(text in markdown for text in PARAGRAPHS)
    assert len(markdown) < 2.1 * len(WHOLE)
    assert not any(
        word in markdown for word in ("欄目", "熱門", "上一篇", "來源", "版權", "廣告", "當前位置")
    )


def test_a_page_gives_nothing_but_its_article(read_page) -> None:
    assert read_page(page(article())).markdown == WHOLE


@pytest.mark.parametrize(
    "furniture",
    [
        "<p>（責任編輯：周以寧）</p>",
        "<p>責任編輯：周以寧　校對：林若川</p>",
        "<div class='share'>分享到：微博 微信</div>",
        "<p>【大 中 小】【打印】【關閉】</p>",
        "<p>掃一掃在手機上閱讀</p>",
        "<p>下載望海客戶端，閱讀更多內容</p>",
        "<p>版權聲明：凡本網註明來源為望海網的作品，未經授權不得轉載。</p>",
        "<p>免責聲明：本文僅代表作者個人觀點，與本網無關。</p>",
        "<div class='related'><h3>相關閱讀</h3><ul><li><a href='a'>南灣港夜間引航試行三個月</a></li></ul></div>",
        "<h4>延伸閱讀</h4><p><a href='a'>南灣港夜間引航試行三個月</a></p>",
        "<div id='comments'><h3>網友評論</h3>"
        + "<p>寫得真好，我們那裡也該通一條這樣的線路。</p>" * 30
        + "</div>",
        "<div class='tags'>標籤：<a href='a'>公交</a> <a href='b'>接駁</a></div>",
        "<p>來源：望海日報 2019-07-05</p>",
        "<div style='display:none'>請勿複製本段文字，僅供搜索引擎使用，與本文的內容無關。</div>",
        "<div aria-hidden='true'>請勿複製本段文字，僅供搜索引擎使用，與本文的內容無關。</div>",
        "<style>.x9{display:none}</style><div class='x9'>請勿複製本段文字，與本文的內容無關。</div>",
        "<p><img src='/qr.png' width='1' height='1'></p>",
    ],
)
def test_what_serves_the_page_is_left_out(read_page, furniture: str) -> None:
    body = f"<div class='content'>{paragraphs()}{furniture}</div>"

    assert read_page(with_body(body)).markdown == WHOLE


@pytest.mark.parametrize(
    "kept",
    [
        "記者：線路還會再加嗎？",
        "編輯部的人問：為什麼不早一點？",
        "這條消息的來源是一位不願具名的調度員。",
        "市民可以掃碼乘車，也可以投幣。",
        "望海市交通局",
    ],
)
def test_paragraphs_that_begin_like_furniture_are_kept(read_page, kept: str) -> None:
    body = f"<div class='content'><p>{PARAGRAPHS[0]}</p><p>{kept}</p>{paragraphs(PARAGRAPHS[1:])}</div>"

    assert kept in read_page(with_body(body)).markdown


def test_a_heading_of_other_things_in_the_middle_does_not_end_the_article(read_page) -> None:
    links = "<li><a href='a'>南灣港夜間引航試行三個月</a></li><li><a href='b'>臨江停車一張賬單</a></li>"
    related = f"<div><p>相關新聞</p><ul>{links}</ul></div>"
    body = f"<div class='content'>{paragraphs(PARAGRAPHS[:2])}{related}{paragraphs(PARAGRAPHS[2:])}</div>"

    markdown = read_page(with_body(body)).markdown

    assert all(text in markdown for text in PARAGRAPHS)
    assert "夜間引航" not in markdown


def test_an_editors_note_at_the_end_of_the_last_paragraph_is_taken_off(read_page) -> None:
    body = (
        f"<div class='content'>{paragraphs(PARAGRAPHS[:-1])}<p>{PARAGRAPHS[-1]}（責任編輯：周以寧）</p></div>"
    )

    assert read_page(with_body(body)).markdown == WHOLE


def test_short_bold_lines_become_headings(read_page) -> None:
    body = (
        f"<div class='content'><p><b>為什麼是十一站</b></p>{paragraphs(PARAGRAPHS[:2])}<p><strong>菜筐</strong></p>"
        f"{paragraphs(PARAGRAPHS[2:])}<p><b>這一句是重點。</b></p></div>"
    )

    markdown = read_page(with_body(body)).markdown

    assert "### 為什麼是十一站\n" in markdown
    assert "### 菜筐\n" in markdown
    assert "**這一句是重點。**" in markdown


def test_bold_lines_between_breaks_become_headings(read_page) -> None:
    body = (
        "<div class='content'>"
        + "<br>".join(f"<b>第{at}節</b><br>　　{text}" for at, text in enumerate(PARAGRAPHS))
        + "</div>"
    )

    markdown = read_page(with_body(body)).markdown

    assert [line for line in markdown.splitlines() if line.startswith("###")] == [
        f"### 第{at}節" for at in range(4)
    ]


def test_lists_quotes_tables_and_pictures_are_kept(read_page) -> None:
    body = (
        f"<div class='content'>{paragraphs()}<blockquote>車來了，菜也來了。</blockquote>"
        "<ul><li>頭班車五點五十分</li><li>末班車二十三點</li></ul>"
        "<table><tr><th>站名</th><th>時刻</th></tr><tr><td>南灣港</td><td>5:50</td></tr></table>"
        f"<figure><img src='blank.gif' data-src='/p/bus.jpg'><figcaption>頭班車駛出南灣港。</figcaption></figure>"
        f"{paragraphs(PARAGRAPHS[:1])}</div>"
    )

    markdown = read_page(with_body("<base href='https://news.example/a/'>" + body)).markdown

    assert "> 車來了，菜也來了。" in markdown
    assert "- 頭班車五點五十分" in markdown
    assert "| 南灣港 | 5:50 |" in markdown
    assert "https://news.example/p/bus.jpg" in markdown
    assert "頭班車駛出南灣港。" in markdown


def test_the_main_picture_above_the_text_belongs_to_the_article(read_page) -> None:
    figure = "<figure class='hero'><img src='https://news.example/bus.jpg'><figcaption>頭班車駛出南灣港。</figcaption></figure>"

    draft = read_page(page(article(body=f"{figure}<div class='content'>{paragraphs()}</div>")))

    assert "https://news.example/bus.jpg" in draft.markdown
    assert "頭班車駛出南灣港。" in draft.markdown


def test_attachments_of_a_notice_are_kept(read_page) -> None:
    body = f"<div class='content'>{paragraphs()}<ul><li><a href='https://gov.example/a.pdf'>線路圖</a></li><li><a href='https://gov.example/b.doc'>時刻表</a></li></ul></div>"

    assert "[時刻表](https://gov.example/b.doc)" in read_page(with_body(body)).markdown


def test_the_signature_of_a_notice_is_kept(read_page) -> None:
    notice = "<p>因線路檢修，7月6日末班車提前到二十二點發出，請乘客留意。</p>"
    body = f"<div class='content'>{notice}<p>望海市交通局</p><p>2019年7月5日</p></div>"

    assert read_page(with_body(body)).markdown.split("\n\n")[1:] == ["望海市交通局", "2019年7月5日\n"]


def test_a_short_notice_is_an_article_among_many_links(read_page) -> None:
    body = "<div><p>7月6日末班車提前到二十二點發出，請乘客留意。</p></div>"

    assert (
        read_page(page(article(body=body), beside=HOT * 4)).markdown
        == "7月6日末班車提前到二十二點發出，請乘客留意。\n"
    )


def test_an_article_is_found_without_headline_and_facts(read_page) -> None:
    draft = read_page(page(article(headline="", facts="", crumb="")))

    assert draft.markdown == WHOLE


def test_a_box_of_prose_beside_a_short_article_is_not_the_article(read_page) -> None:
    beside = (
        "<div class='sidebar'>"
        + "<p>本站自二零零五年開辦，報道望海、臨江與雲嶺的產業新聞，歡迎投稿，歡迎批評。</p>" * 12
        + "</div>"
    )

    assert read_page(page(article(), beside=beside)).markdown == WHOLE


def test_a_class_that_sounds_like_an_advertisement_does_not_hide_the_only_text(read_page) -> None:
    html = f"<html><body>{NAVIGATION}<h1>接駁線開通</h1><div class='hot-news ad-box'>{paragraphs()}</div></body></html>"

    assert read_page(html).markdown == WHOLE
