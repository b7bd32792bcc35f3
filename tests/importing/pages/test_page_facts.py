"""What a page says about its article: title, date, origin, author, clicks, category, language, address."""

from __future__ import annotations

import pytest
from importing.pages.page_layouts import PARAGRAPHS, TITLE, article, page, paragraphs

from reader.importing.facts import read_facts
from reader.model.published import Published

MORNING = Published("2019-07-05T01:30Z")
DAY = Published("2019-07-05")
JSON = "<script type='application/ld+json'>"


def test_reads_all_facts_of_a_portal_page(read_page) -> None:
    draft = read_page(page(article()))

    assert (draft.title, draft.origin, draft.author, draft.clicks, draft.category) == (
        TITLE,
        "望海日報",
        "林若川",
        1382,
        "交通",
    )
    assert draft.published == MORNING
    assert draft.language == "zh-Hant"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<p>来源：<a>望海日报</a> 2019-07-05 09:30</p>", ("望海日报", MORNING, None, None)),
        ("<p><span>来源</span><span>望海日报</span><span>浏览 1.2万</span></p>", ("望海日报", None, None, 12000)),
        ("<p>日期：2019-07-05 来源：望海市交通局 浏览次数：<script>hits()</script>次</p>", ("望海市交通局", DAY, None, None)),
        ("<p>來源：未知　日期：2019-07-05　點擊：次</p>", (None, DAY, None, None)),
        ("<table><td>来　源：</td><td>望海日报</td><td>日期：</td><td>2019-07-05</td></table>", ("望海日报", DAY, None, None)),
        ("<p>2019年07月05日 09:30　《望海日報》</p>", ("望海日報", MORNING, None, None)),
        ("<p>记者 林若川 2019-07-05 阅读(45)</p>", (None, DAY, "林若川", 45)),
        ("<div><i>2019/7/5 9:30</i><span class='source'>望海觀察</span></div>", ("望海觀察", MORNING, None, None)),
        ("<p>更新时间：2020-01-01 发布时间：2019-07-05</p>", (None, DAY, None, None)),
        ("<p>更新时间：2019-07-05 评论：7 点击：</p>", (None, DAY, None, None)),
        ("<div><em>2019</em><em>07</em>/<em>05</em> <i>09:30:00</i></div>", (None, MORNING, None, None)),
        ("<div class='d'><div>05</div><div>2019-07</div></div>", (None, DAY, None, None)),
        ("<p>發布日期：108-07-05 點閱數：3,308</p>", (None, DAY, None, 3308)),
        ("<p>責任編輯：周以寧 稿源：望海日報</p>", ("望海日報", None, None, None)),
    ],
)  # fmt: skip
def test_reads_facts_however_they_are_printed(read_page, facts: str, expected: tuple[object, ...]) -> None:
    draft = read_page(page(article(facts=facts)))

    assert (draft.origin, draft.published, draft.author, draft.clicks) == expected
    assert "2019" not in draft.markdown


def test_reads_facts_that_stand_below_the_article(read_page) -> None:
    after = "<p>來源：望海日報　發布日期：2019-07-05　點閱數：77</p>"

    draft = read_page(page(article(facts="", after=after)))

    assert (draft.origin, draft.published, draft.clicks) == ("望海日報", DAY, 77)
    assert "點閱數" not in draft.markdown


def test_neither_todays_date_nor_that_of_an_event_is_the_date_of_the_article(read_page) -> None:
    masthead = "<div class='top'>2026年11月22日 星期日 歡迎來到望海網</div>"
    body = (
        "<div class='content'>"
        + paragraphs(("2018年3月1日，接駁線的第一份圖紙畫完了，全線十一站。", *PARAGRAPHS))
        + "</div>"
    )

    draft = read_page(page(masthead + article(facts="<p>來源：望海日報</p>", body=body)))

    assert draft.published is None


def test_clicks_and_dates_of_other_articles_are_theirs(read_page) -> None:
    draft = read_page(page(article(facts="<p>來源：望海日報</p>")))

    assert (draft.clicks, draft.published) == (None, None)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta name='PubDate' content='2019-07-05 09:30'>", MORNING),
        ("<meta property='article:published_time' content='2019-07-05T01:30:00Z'>", MORNING),
        (f'{JSON}{{"@type":"NewsArticle","headline":"x","datePublished":"2019-07-05"}}</script>', DAY),
        ("<link rel='canonical' href='https://news.example/2019/0705/c1.html'>", DAY),
        ("<meta property='article:modified_time' content='2019-07-05'>", DAY),
    ],
)  # fmt: skip
def test_the_head_gives_the_date_that_the_page_does_not_print(
    read_page, head: str, published: Published
) -> None:
    assert read_page(page(article(facts=""), head=head)).published == published


def test_the_head_makes_a_printed_date_more_exact_but_never_another_day(read_page) -> None:
    facts = "<p>日期：2019-07-05</p>"
    exact = "<meta name='PubDate' content='2019-07-05 09:30'>"
    another = "<meta name='PubDate' content='2019-07-08 09:30'>"

    assert read_page(page(article(facts=facts), head=exact)).published == MORNING
    assert read_page(page(article(facts=facts), head=another)).published == DAY


def test_a_relative_date_counts_from_when_the_page_was_saved(read_page) -> None:
    saved = "Sat Jul 06 2019 12:00:00 GMT+0800 (CST)"
    note = f"<!--\n Page saved with SingleFile \n url: https://news.example/a \n saved date: {saved}\n-->"

    draft = read_page(note + page(article(facts="<p>昨天 09:30 來源：望海日報</p>")))

    assert draft.published == MORNING
    assert draft.url == "https://news.example/a"


@pytest.mark.parametrize(
    ("headline", "title", "expected"),
    [
        ("<h1>望海網</h1><h2>接駁線開通</h2>", "接駁線開通 - 望海網", "接駁線開通"),
        (f"<h2>{TITLE}</h2>", "望海第三條接駁線開…_望海網", TITLE),
        ("<p><font size=5><b>接駁線開通</b></font></p>", "望海網", "接駁線開通"),
        ("<h1>接駁線開通：<br>菜筐也有了座位</h1>", "接駁線開通：菜筐也有了座位 | 望海網", "接駁線開通：菜筐也有了座位"),
        ("", "接駁線開通-交通-望海網", "接駁線開通"),
        ("<h1><a href='/'>望海市政府</a></h1><h3>接駁線開通公告</h3>", "望海市政府-公告-接駁線開通公告", "接駁線開通公告"),
        ("<h1 class='logo'>望海在線</h1><div class='biaoti'>接駁線開通</div>", "接駁線開通_望海在線", "接駁線開通"),
    ],
)  # fmt: skip
def test_the_headline_is_the_title_and_not_the_site(
    read_page, headline: str, title: str, expected: str
) -> None:
    draft = read_page(page(article(headline=headline), title=title))

    assert draft.title == expected
    assert expected not in draft.markdown


def test_a_government_page_tells_its_facts_in_its_head(read_page) -> None:
    head = (
        f"<meta name='ArticleTitle' content='{TITLE}'><meta name='ContentSource' content='望海市交通局'>"
        "<meta name='ColumnName' content='工作動態'><meta name='Author' content='周以寧'>"
    )

    draft = read_page(
        page(f"<div class='TRS_Editor'>{paragraphs()}</div>", head=head, title="望海市人民政府")
    )

    assert (draft.title, draft.origin, draft.category, draft.author) == (
        TITLE,
        "望海市交通局",
        "工作動態",
        "周以寧",
    )


@pytest.mark.parametrize(
    ("crumb", "category"),
    [
        ("<div>您的位置：<a href='/'>首頁</a>&gt;&gt;<a href='/t/'>科技</a>&gt;&gt;正文</div>", "科技"),
        ("<ul class='breadcrumb'><li><a href='/'>首頁</a></li><li><a href='/t/'>科技</a></li><li>正文</li></ul>", "科技"),
        (f"<div class='place'><a href='/'>主頁</a> / <a href='/t/'>科技</a> / {TITLE[:12]}</div>", "科技"),
        ("<div>當前位置：<a href='/'>首頁</a> &gt; 正文</div>", None),
        ("<p class='x'>分類：科技</p>", "科技"),
        ("<a class='category' href='/t/'>科技</a>", "科技"),
        ("", None),
    ],
)  # fmt: skip
def test_the_category_is_the_last_section_on_the_way_to_the_page(
    read_page, crumb: str, category: str | None
) -> None:
    assert read_page(page(article(crumb=crumb))).category == category


def test_a_breadcrumb_list_of_the_head_gives_the_category(read_page) -> None:
    trail = (
        '<script type=\'application/ld+json\'>{"@type":"BreadcrumbList","itemListElement":[{"name":"Home"},'
        '{"item":{"name":"Transport"}}]}</script>'
    )

    assert read_page(page(article(crumb=""), head=trail)).category == "Transport"


@pytest.mark.parametrize(
    ("head", "url", "identity"),
    [
        ("<link rel='canonical' href='https://news.example/a.html'>", "https://news.example/a.html", True),
        (
            "<meta property='og:url' content='https://news.example/b.html'>",
            "https://news.example/b.html",
            True,
        ),
        ("<link rel='canonical' href='https://news.example/'>", None, False),
        ("", None, False),
    ],
)
def test_the_address_that_the_page_names_identifies_the_article(
    read_page, head: str, url: str | None, identity: bool
) -> None:
    draft = read_page(page(article(), head=head))

    assert (draft.url, draft.identity) == (url, url if identity else None)


def test_a_page_saved_by_a_browser_keeps_its_address_and_its_links(read_page) -> None:
    note = "<!-- saved from url=(0031)https://news.example/2019/a.html -->"
    body = (
        f"<div class='content'>{paragraphs()}<p>見<a href='b.html'>前文</a>，望海的第二條接駁線。</p></div>"
    )

    draft = read_page(note + page(article(body=body)))

    assert draft.url == "https://news.example/2019/a.html"
    assert draft.identity is None
    assert "[前文](https://news.example/2019/b.html)" in draft.markdown


def test_glosses_of_a_broken_conversion_are_taken_out_of_text_and_title(read_page) -> None:
    plain = "望海高新區今年的經濟工作會在創業園召開，區內的工廠都到了，開會的人說今年發展很快。" * 4
    readings = {
        "區": "qū",
        "經": "jīng",
        "濟": "jì",
        "創": "chuàng",
        "業": "yè",
        "園": "yuán",
        "開": "kāi",
        "發": "fā",
    }
    glossed = "".join(
        f"{character}({readings[character]})" if character in readings else character for character in plain
    )
    title = "經(jīng)濟(jì)園(yuán)區(qū)"

    draft = read_page(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div><p>{glossed}</p><p>{glossed}</p></div></body></html>"
    )

    assert draft.title == "經濟園區"
    assert draft.markdown.count(plain) == 2
    assert draft.glosses > 8


def test_an_english_page_gives_byline_and_time_with_its_zone(read_page) -> None:
    text = (
        "The ferry will stop in October, the operator said on Monday, because the chain is worn beyond its limit. "
        * 3
    )
    html = (
        "<html lang=en><head><title>Ferry to stop in October | Sorrel Courier</title></head><body><nav><a href=/>Home</a></nav>"
        "<article><a class=kicker href=/t>Transport</a><h1>Ferry to stop in October</h1><p>By Jane Doe and Tom Roe</p>"
        "<time datetime='2019-07-05T09:30:00-04:00'>July 5, 2019</time>"
        f"<div class=body><p>{text}</p><p>{text}</p></div></article></body></html>"
    )

    draft = read_page(html)

    assert draft.title == "Ferry to stop in October"
    assert (draft.author, draft.category, draft.language) == ("Jane Doe, Tom Roe", "Transport", "en")
    assert draft.published == Published("2019-07-05T13:30Z")
    assert draft.origin is None


def test_a_site_that_names_itself_as_author_is_none(read_page) -> None:
    head = "<meta name='author' content='望海網'><meta property='og:site_name' content='望海網'>"

    assert read_page(page(article(facts="<p>日期：2019-07-05</p>"), head=head)).author is None


@pytest.mark.parametrize(
    "crumb", ["<p class='location'>望海市</p>", "<div><a href='/login'>會員登入</a></div>"]
)
def test_neither_a_place_nor_a_link_of_the_masthead_is_the_category(read_page, crumb: str) -> None:
    html = page(article(crumb=""), navigation=crumb)

    assert read_page(html).category is None


def test_the_date_of_a_change_counts_only_where_no_other_is_given() -> None:
    both = read_facts("更新时间：2020-01-01 发布时间：2019-07-05")
    change = read_facts("来源：望海日报 更新时间：2019-07-05")

    assert both is not None
    assert change is not None
    assert both.published == change.published == DAY
