"""The forms that families of sites give their facts, ways, bylines and datelines."""

from __future__ import annotations

import pytest
from importing.pages.page_layouts import CRUMB, HOT, PARAGRAPHS, TITLE, article, page, paragraphs

from reader.importing.pages.values import find_any_date
from reader.model.published import Published

MORNING = Published("2019-07-05T01:30Z")
DAY = Published("2019-07-05")
NEIGHBOUR = "<p>上一篇：<a href='1.html'>南灣港夜間引航試行</a></p>"
ENGLISH = "".join(
    f"<p>{text}</p>"
    for text in (
        "The third shuttle line of the harbour district opened on Monday, with eleven stops between quay and hill.",
        "Dispatchers say that buses run every twelve minutes, and every six in the morning and in the evening.",
        "The vehicles were rebuilt in a local works, with four seats fewer and two places for wheelchairs in each.",
        "In two weeks of trial some three thousand passengers a day used the line, more than planners expected.",
    )
)


def beginning(first: str) -> str:
    return f"<div class='content'>{paragraphs((first + PARAGRAPHS[0], *PARAGRAPHS[1:]))}</div>"


@pytest.mark.parametrize(
    ("facts", "origin", "published", "author", "clicks"),
    [
        ("<div>【来源】望海日报 【作者】林若川 【发布时间】2019-07-05</div>", "望海日报", DAY, "林若川", None),
        ("<div>作者/林若川 来源/望海日报 2019-07-05</div>", "望海日报", DAY, "林若川", None),
        ("<div>来源｜望海日报　作者｜林若川</div><div>2019-07-05</div>", "望海日报", DAY, "林若川", None),
        ("<div>来源 望海日报　发布于2019-07-05 09:30　查看 345</div>", "望海日报", MORNING, None, 345),
        ("<div>[点击 12] [来源 望海日报] [2019-07-05]</div>", "望海日报", DAY, None, 12),
        ("<div>1,234次浏览 2019-07-05</div>", None, DAY, None, 1234),
        ("<dl><dt>来源</dt><dd>望海日报</dd><dt>发布日期</dt><dd>2019-07-05</dd></dl>", "望海日报", DAY, None, None),
        (
            (
                "<table><tr><th>信件编号</th><td>2023110800417</td></tr><tr><th>来信时间</th><td>2019-07-05 09:30</td></tr>"
                "<tr><th>浏览次数</th><td>334</td></tr></table>"
            ),
            None, MORNING, None, 334,
        ),
        ("<div>字号：<a>大</a> <a>中</a> <a>小</a> 2019-07-05 09:30 来源：望海日报</div>", "望海日报", MORNING, None, None),
        ("<div>2019-07-05 星期五 09:30 望海晚報 記者 林若川</div>", "望海晚報", MORNING, "林若川", None),
        ("<div><span>望海晚報</span> <span>林若川</span> <span>2019-07-05</span></div>", "望海晚報", DAY, "林若川", None),
        ("<div>采访/林若川 文/林若川 编辑/周以宁 <span>2019.07.05</span></div>", None, DAY, "林若川", None),
        ("<p>原创：林若川 公众号：城市脉搏 收录时间：2019-09-09 推送时间：2019-07-05</p>", "城市脉搏", DAY, "林若川", None),
        ("<div>供稿单位：机电学院 信息来源：望海日报 2019-07-05</div>", "望海日报", DAY, None, None),
        ("<div>供稿单位：机电学院 2019-07-05</div>", "机电学院", DAY, None, None),
        ("<div>于 2019-07-05 首次发布</div>", None, DAY, None, None),
        ("<div>热度：37 2019-07-05</div>", None, DAY, None, None),
        ("<address>林若川</address><p>2019-07-05</p>", None, DAY, "林若川", None),
    ],
)  # fmt: skip
def test_labels_need_no_colon_and_names_no_label(
    read_page, facts: str, origin: str | None, published: Published, author: str | None, clicks: int | None
) -> None:
    draft = read_page(page(article(facts=facts)))

    assert (draft.origin, draft.published, draft.author, draft.clicks) == (origin, published, author, clicks)


def test_a_sentence_that_begins_with_a_label_is_none(read_page) -> None:
    facts = (
        "<p>2019-07-05</p><p class='summary'>作者 说，这条线的乘客来自四面八方，记者 也坐了一回，很挤。</p>"
    )

    assert read_page(page(article(facts=facts))).author is None


@pytest.mark.parametrize(
    ("byline", "author", "published"),
    [
        ("<p>By <a>Jane Doe</a> and <a>Tom Poe</a></p><p>July 5, 2019</p>", "Jane Doe, Tom Poe", DAY),
        ("<p>Compiled by <b>Jane Doe</b>, picture desk</p><p>5 July 2019</p>", "Jane Doe", DAY),
        ("<p>Posted on July 5, 2019 by Jane Doe</p>", "Jane Doe", DAY),
        ("<p>July 5, 2019 | By Jane Doe | 345 views</p>", "Jane Doe", DAY),
        ("<p>BY JANE DOE JULY 5, 2019</p>", "JANE DOE", DAY),
        ("<p>Jane Doe, Staff Writer</p><p>July 5, 2019</p>", "Jane Doe", DAY),
        ("<div class='byline'><a>Jane Doe</a> <time datetime='2019-07-05'>Jul 5</time> • 4 min read</div>", "Jane Doe", DAY),
        ("<a rel='author'>Jane Doe</a><i>Fri 5 Jul 2019 09.30 BST</i>", "Jane Doe", Published("2019-07-05T08:30Z")),
    ],
)  # fmt: skip
def test_bylines_of_western_papers_have_many_forms(
    read_page, byline: str, author: str, published: Published
) -> None:
    title = "Harbour line opens with baskets aboard"
    html = page(
        f"<h1>{title}</h1>{byline}<div class='content'>{ENGLISH}</div>",
        title=f"{title} | Gazette",
        navigation="",
        beside="",
        footer="",
    )

    draft = read_page(html)

    assert (draft.title, draft.author, draft.published) == (title, author, published)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("9 April 2021, 6.15am", "2021-04-09T06:15Z"),
        ("Updated 9:30 AM EDT, Fri July 5, 2019", "2019-07-05T13:30Z"),
        ("5 July 2019 • 9:30am", "2019-07-05T09:30Z"),
        ("July 5, 2019 9:30 a.m. ET", "2019-07-05"),  # Whether summer time is meant is not told.
        ("2020年9月14日（星期一） 香港時間17時42分", "2020-09-14T09:42Z"),
        ("20190705", "2019-07-05"),
        ("2023110800417", None),
        ("1207", None),
    ],
)
def test_dates_stand_in_any_order_and_numbers_are_none(text: str, iso: str | None) -> None:
    found = find_any_date(text, None, None)

    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(
    ("dateline", "origin", "author"),
    [
        ("望海社臨江7月5日電（記者林若川、周以宁）", "望海社", "林若川、周以宁"),
        ("本报讯（记者 林若川）", None, "林若川"),
        ("（海島社記者林若川臨江5日電）", "海島社", "林若川"),
        ("〔記者林若川／臨江報導〕", None, "林若川"),
        ("【望海晚報╱記者林若川／臨江報導】", "望海晚報", "林若川"),
    ],
)
def test_datelines_name_the_reporter_and_the_paper(
    read_page, dateline: str, origin: str | None, author: str
) -> None:
    draft = read_page(page(article(facts="<p>2019-07-05</p>", body=beginning(dateline))))

    assert (draft.origin, draft.author) == (origin, author)


def test_an_agency_is_not_the_origin_on_its_own_pages(read_page) -> None:
    html = page(
        article(facts="<p>2019-07-05</p>", body=beginning("（海島社記者林若川臨江5日電）")),
        title=f"{TITLE} | 交通 | 海島通訊社",
    )

    assert read_page(html).origin is None


@pytest.mark.parametrize(
    ("after", "origin", "published", "author", "clicks"),
    [
        ("<h5>标签: <a>公交</a></h5><h6>作者:老排 | 分类:交通 | 2019-07-05 | 浏览:2768</h6>", None, DAY, "老排", 2768),
        ("<p>【2019/07/05 望海晚報】</p>", "望海晚報", DAY, None, None),
        ("<div>完</div><div>2019年7月5日（星期五）</div><div>香港時間09時30分</div>", None, MORNING, None, None),
        ("<div class='author-box'><h4>关于作者</h4><p>钟漏</p><p>凌晨的记录者。</p></div>", None, None, "钟漏", None),
        (
            "<p>Posted by <b>Old Boots</b> at <abbr class='published' title='2019-07-05T09:30:00+08:00'>09:30</abbr></p>",
            None, MORNING, "Old Boots", None,
        ),
    ],
)  # fmt: skip
def test_facts_below_an_article_are_found_behind_its_tags(
    read_page, after: str, origin: str | None, published: Published, author: str | None, clicks: int | None
) -> None:
    draft = read_page(page(article(facts="", after=after + NEIGHBOUR + HOT)))

    assert (draft.origin, draft.published, draft.author, draft.clicks) == (origin, published, author, clicks)


def test_a_number_of_clicks_that_a_script_fills_in_is_not_taken_from_elsewhere(read_page) -> None:
    facts = "<p>2019-07-05 阅读：<span></span></p>"

    assert read_page(page(article(facts=facts, after="<p>阅读 37 人</p>" + NEIGHBOUR))).clicks is None


@pytest.mark.parametrize(
    ("script", "published"),
    [
        ('var ct = "1562290200"; var nick = "x";', MORNING),
        ("var publish_time = '2019-07-05' || '';", DAY),
        ("var list = [{publish_time: '2018-01-01'}]; var product = '1562290200';", None),
        ("if (create_time == '2018-01-01') {}", None),
    ],
)
def test_the_date_that_a_script_is_given_counts_when_nothing_else_tells_it(
    read_page, script: str, published: Published | None
) -> None:
    html = page(
        article(crumb="", facts="<a id='js_name'>望海公交</a>"),
        title=TITLE,
        head=f"<script>{script}</script>",
    )

    assert read_page(html).published == published


@pytest.mark.parametrize(
    ("edition", "published"), [("<p>第03版：口岸 <a href='2'>上一版</a></p>", DAY), ("", None)]
)
def test_a_masthead_dates_the_articles_of_a_printed_paper_alone(
    read_page, edition: str, published: Published | None
) -> None:
    crumb = f"{CRUMB}{edition}<p>2019年07月05日 星期五</p>"

    assert read_page(page(article(crumb=crumb, facts="<p>本报记者 林若川</p>"))).published == published


def test_a_card_of_facts_above_the_headline_is_read_whole(read_page) -> None:
    facts = (
        ("发文机关", "望海市交通局"),
        ("索引号", "001-2018"),
        ("成文日期", "2019年06月30日"),
        ("发布日期", "2019年07月05日"),
        ("有效性", "有效"),
    )
    card = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in facts)

    draft = read_page(page(article(crumb=f"{CRUMB}<dl>{card}</dl>", facts="")))

    assert (draft.origin, draft.published) == ("望海市交通局", DAY)


@pytest.mark.parametrize(
    ("crumb", "category"),
    [
        ("<ol><li><a href='/'>首页</a></li><li><a href='/t'>交通</a></li></ol>", "交通"),
        ("<ul class='bc'><li><a href='/'>望海網</a></li><li><a href='/t'>交通</a></li></ul>", "交通"),
        ("<nav class='breadcrumb'><a class='crumb' href='/'>首頁</a><a class='crumb' href='/t'>交通</a></nav>", "交通"),
        ("<nav aria-label='breadcrumb'><a href='/'>Home</a> / <a href='/t'>Transport</a></nav>", "Transport"),
        ("<div class='pos'><p><a href='/'>首页</a>-<a href='/t'>交通</a>-正文</p><p>09月05日 08:21 晴</p></div>", "交通"),
        ("<div><a href='/'>望海网首页</a> | <a href='/t'>交通</a> | 正文</div>", "交通"),
        ("<div>首頁＞政策＞交通＞內文</div>", "交通"),
        ("<div>当前位置：首页 》 新闻中心 》 校园新闻</div>", "校园新闻"),
        ("<div class='hd'><a href='/t'>交通</a> <a href='/'>首頁</a></div>", "交通"),
        ("<div class='weather'>望海 晴 24～31℃ <a href='/login'>登录</a> | <a href='/reg'>注册</a></div>", None),
    ],
)  # fmt: skip
def test_ways_are_told_from_weather_and_login(read_page, crumb: str, category: str | None) -> None:
    title = f"{TITLE}_交通_望海網" if "class='hd'" in crumb else TITLE

    assert read_page(page(article(crumb=crumb), title=title)).category == category


@pytest.mark.parametrize(
    ("above", "after"),
    [
        ("<div>2026年11月22日 星期日 望海 晴 浏览人数：88273</div>", ""),
        ("<div class='login'>用户名 密码 <a href='/in'>登录</a></div>", ""),
        ("", "<ul><li><a href='2'>海灣碼頭連續刷新夜間作業紀錄</a> 浏览：9988</li></ul>"),
        ("", "<p><a href='2'>海灣碼頭連續刷新夜間作業紀錄</a></p><p>2018-01-01</p>"),
        ("", "<h3>相关新闻</h3><p>2018-01-01</p><p><a href='2'>海灣碼頭連續刷新紀錄</a></p>"),
        ("", "<div><span class='user-name'>小鱼儿</span><p>不错的车</p></div>"),
        ("", "<h4>评论(3)</h4><div><span class='username'>小鱼儿</span> 2020-01-01</div>"),
    ],
)
def test_what_stands_around_an_article_without_facts_gives_none(read_page, above: str, after: str) -> None:
    draft = read_page(page(article(crumb=above + CRUMB, facts="", after=after)))

    assert (draft.title, draft.origin, draft.published, draft.author, draft.clicks) == (TITLE, *(None,) * 4)
    assert draft.category == "交通"


@pytest.mark.parametrize(
    "facts",
    [
        "<div class='date-source'><span class='date'>2019年07月05日 09:30</span><a class='source'>望海日报</a></div>",
        "<div class='post_info'>2019-07-05 09:30:00　来源: <a>望海日报</a> <a>举报</a></div>",
        "<div class='fl'>2019年07月05日09:30&nbsp;&nbsp;来源：<a>望海日报</a></div>",
        "<div><span>望海日报记者</span></div><p>2019-07-05 09:30&nbsp;<span>来源：望海日报</span></p>",
        "<div><small>时间:</small>2019-07-05 09:30<small>来源:</small>望海日报</div>",
        "<p>来源： 望海日报　2019-07-05 09:30　【字体：大 中 小】<span>打印</span></p>",
        "<div><em>2019</em><em>07</em>/<em>05</em><i>09:30:21</i></div><div>来源：望海日报</div>",
    ],
)
def test_rows_of_date_and_origin_are_read_in_all_their_forms(read_page, facts: str) -> None:
    draft = read_page(page(article(facts=facts)))

    assert (draft.published, draft.origin, draft.author, draft.clicks) == (MORNING, "望海日报", None, None)
