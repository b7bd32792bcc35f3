from __future__ import annotations

import pytest
from importing.html.rendered import emphasised, images, links, tokens, visible_text
from turbohtml import parse

from reader.importing.html.markdown import to_markdown

BASE = "https://n.example/d/"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("一段 &amp; 文字", "一段 & 文字"),
        ("<p>一<p>二", "一\n\n二"),
        ("<h1>題</h1><h3>小題</h3>", "## 題\n\n### 小題"),
        ("<h2><b>粗</b>題 #</h2>", "## 粗題 \\#"),
        ("<hr>", "---"),
        ("<p>港口<hr><div>碼頭</div>", "港口\n\n---\n\n碼頭"),
        ("<dl><dt>名<dd>釋</dl>", "名\n\n釋"),
        ("<details><summary>要點</summary>內容</details>", "要點\n\n內容"),
        ("<blockquote><p>引</p><p>文</p></blockquote>", "> 引\n>\n> 文"),
        ("<blockquote>一<blockquote>二</blockquote></blockquote>", "> 一\n>\n> > 二"),
        ('<pre><code class="language-py">a\n  b```</code></pre>', "````py\na\n  b```\n````"),
        ("<code>a`b</code>", "``a`b``"),
        ("<pre>第一段，文字。\n第二段。\n\n　　三。</pre>", "第一段，文字。\\\n第二段。\n\n三。"),
        ("<script>alert('<b>')</script><style>b{}</style>x<!-- y -->", "x"),
        ("<form>收件<input value=x><button>寄</button></form>", "收件"),
        ("<ruby>漢<rp>(</rp><rt>かん</rt></ruby>字", "漢字"),
        ("H<sub>2</sub>O 與 10<sup>3</sup>，<sup>注</sup>", "H₂O 與 10³，注"),
        ("<q>引</q>", "“引”"),
        ("", ""),
        ("<p></p>", ""),
        ("<p>&nbsp;</p><p>\u3000</p><p>\u200b</p>", ""),
    ],
)
def test_html_becomes_the_markdown_that_shows_it(html: str, markdown: str) -> None:
    assert to_markdown(html, base=BASE) == (f"{markdown}\n" if markdown else "")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("a<br>b<br>", "a\\\nb"),
        ("一<br><br>二<br>三", "一\n\n二\\\n三"),
        ("一。<br>　　二。<br>&nbsp;&nbsp;&nbsp;&nbsp;三", "一。\n\n二。\n\n三"),
        ("<p>　　首</p><p>&emsp;&emsp;尾&nbsp;&nbsp;了</p>", "首\n\n尾 了"),
        ("<div>甲<div>乙</div>丙</div>", "甲\n\n乙\n\n丙"),
        ("<td>正文一<p>正文二</td>", "正文一\n\n正文二"),
        ("<p>中文\n接行，\n再接 and\nmore", "中文接行，再接 and more"),
        ("<p>a  \t b</p>", "a b"),
    ],
)
def test_paragraphs_of_any_soup_stand_apart(html: str, markdown: str) -> None:
    assert to_markdown(html) == f"{markdown}\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<b> 重 </b>字<em></em>", "**重** 字"),
        ("<b>粗體。</b>後文", "**粗體**。後文"),
        ("<p><b>粗體。</b></p>", "**粗體。**"),
        ("他說<b>“好”</b>之後", "他說“**好**”之後"),
        ("參見<b><a href=x>連</a></b>後", "參見[連](https://n.example/d/x)後"),
        ("<b>一</b><b>、二</b>", "**一、二**"),
        ("<strong>標題<br></strong>正文", "**標題**\\\n正文"),
        ("<b><p>一</p><p>二</p></b>", "**一**\n\n**二**"),
        ("<b><b>一</b>二</b>", "**一二**"),
        ("<i>一</i><b><i>二</i></b>三", "*一*二三"),
        ("<b>一<i>二</i></b>三", "**一二**三"),
        ("<b>一<i>二</i>三</b>", "**一*二*三**"),
        ("<b><i>一</i></b>二", "***一***二"),
        ("<del>舊</del>", "~~舊~~"),
        ("<span style='font-weight: bold'>粗</span>體", "**粗**體"),
        ("<b style='font-weight:normal'>細</b>", "細"),
    ],
)
def test_emphasis_holds_by_the_rules_of_commonmark(html: str, markdown: str) -> None:
    assert to_markdown(html, base=BASE) == f"{markdown}\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<a href='/x (1)'>看!</a><a href='javascript:x'>y</a>", "[看!](https://n.example/x%20%281%29)y"),
        ("好!<a href='b'>看</a>", "好\\![看](https://n.example/d/b)"),
        ("<a href=b>一[二]</a>", "[一\\[二\\]](https://n.example/d/b)"),
        (
            "<a href=b><h3>題</h3><p>文</p></a>",
            "### [題](https://n.example/d/b)\n\n[文](https://n.example/d/b)",
        ),
        ("<a href=b> </a>空", "空"),
        ("<img src=a.png alt=圖><img src=t.gif width=1>", "![圖](https://n.example/d/a.png)"),
        (
            "<img src=data:image/gif;base64,x data-src=/a.jpg alt='港[口]'>",
            "![港\\[口\\]](https://n.example/a.jpg)",
        ),
        ("<img src=load.gif data-original=a.jpg>", "![](https://n.example/d/a.jpg)"),
        ("<img srcset='a.jpg 320w, b.jpg 640w'>", "![](https://n.example/d/b.jpg)"),
        ("<img src=a.jpg><noscript>請開啟<img src=a.jpg></noscript>", "![](https://n.example/d/a.jpg)"),
        ("<noscript><img src=a.jpg></noscript>", "![](https://n.example/d/a.jpg)"),
        (
            "<figure><img src=a.jpg><figcaption>圖：港口</figcaption></figure>文",
            "![](https://n.example/d/a.jpg)\n\n*圖：港口*\n\n文",
        ),
        ("<iframe src='//v.example/p?id=1' title=影片></iframe>", "[影片](https://v.example/p?id=1)"),
        ("<video><source src=v.mp4>不支援</video>", "[n.example](https://n.example/d/v.mp4)"),
        ("<iframe src='https://count.example/' width=0></iframe>", ""),
    ],
)
def test_links_and_images_have_absolute_addresses(html: str, markdown: str) -> None:
    assert to_markdown(html, base=BASE) == (f"{markdown}\n" if markdown else "")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<ul><li>一<ul><li>甲</li></ul></li><li>二</li></ul>", "- 一\n  - 甲\n- 二"),
        ("<ul><li>一</li><ul><li>甲</li></ul></ul>", "- 一\n  - 甲"),
        ("<ol start=3><li>x<li>y</ol>", "3. x\n4. y"),
        ("<ol><li><p>一</p><p>二</p></ol>", "1. 一\n\n   二"),
        ("<ul><li>甲</ul><ul><li>乙</ul>", "- 甲\n\n* 乙"),
        ("<ul><li></li></ul>完", "完"),
    ],
)
def test_lists_keep_their_items_and_levels(html: str, markdown: str) -> None:
    assert to_markdown(html) == f"{markdown}\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<table><tr><th>A|B<th>C<tr><td>1<td>2</table>", "| A\\|B | C |\n| --- | --- |\n| 1 | 2 |"),
        (
            "<table><caption>表</caption><tr><td><p>年</p><td>數<tr><td>一<br>二<td><code>a|b</code></table>",
            "表\n\n| 年 | 數 |\n| --- | --- |\n| 一 二 | `a\\|b` |",
        ),
        (
            "<table><tr><td>年<td>數<tr><td colspan=2>合<tr><td rowspan=2>x<td>1<tr><td>2</table>",
            "| 年 | 數 |\n| --- | --- |\n| 合 |  |\n| x | 1 |\n|  | 2 |",
        ),
        ("<table><tr><td><p>一</p><p>二</p></table>", "一\n\n二"),
        ("<table><tr><td>導航<td><table><tr><td>正文</table></table>", "導航\n\n正文"),
        (
            "<table><tr><td><img src=https://n.example/a.jpg><td>說明</table>",
            "![](https://n.example/a.jpg)\n\n說明",
        ),
        ("<table><tr><td>甲<td><h2>題</h2><tr><td>乙<td>丙</table>", "甲\n\n## 題\n\n乙\n\n丙"),
    ],
)
def test_tables_of_data_stay_and_tables_of_layout_unfold(html: str, markdown: str) -> None:
    assert to_markdown(html) == f"{markdown}\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("1. <i>not</i> a list", "1\\. *not* a list"),
        ("&lt;script&gt; *x* [y](z)", "\\<script> \\*x\\* \\[y](z)"),
        ("3 < 4 <b>x</b>", "3 < 4 **x**"),
        ("<p>&amp;<span>lt;</span>b", "\\&lt;b"),
        ("a | b<br>:-<br>---<br># y", "a \\| b\\\n\\:-\\\n\\---\\\n\\# y"),
        ("<s>&nbsp;~&nbsp;舊</s>5~10", "~~\\~ 舊~~5~10"),
        ("snake_case _x_ ~~y~~", "snake_case \\_x\\_ \\~\\~y\\~\\~"),
    ],
)
def test_text_that_looks_like_markdown_is_shown_as_it_is(html: str, markdown: str) -> None:
    assert to_markdown(f"<div>{html}</div>") == f"{markdown}\n"


def test_what_a_page_hides_is_left_out() -> None:
    html = "<p hidden>a</p><p style='color:red; Display : none'>b</p><b style='visibility:hidden'>c</b><p>完"

    assert to_markdown(html) == "完\n"


def test_nodes_are_written_with_all_that_is_in_them_but_what_is_left_out() -> None:
    body = parse("<title>t</title><ul><li>一<li>二</ul><p>三<b>四</b>五").select_one("body")
    assert body is not None
    listed, paragraph = body.children

    assert to_markdown(listed) == "- 一\n- 二\n"
    assert to_markdown(body.children) == "- 一\n- 二\n\n三**四**五\n"
    assert to_markdown(body, left_out={listed, *paragraph.select("b")}) == "三五\n"


def test_a_text_without_markup_gives_its_paragraphs() -> None:
    assert to_markdown("第一段 * 文字\n第二段\n\n# 三") == "第一段 \\* 文字\n\n第二段\n\n\\# 三\n"


def test_lists_deeper_than_anybody_reads_lose_their_marks_alone() -> None:
    markdown = to_markdown("<ul><li>層" * 60)

    assert visible_text(markdown) == "層" * 60
    assert markdown.count("- ") == 9


@pytest.mark.parametrize(
    "html",
    [
        "<a " + " ".join(f"a{at}=1" for at in range(100_000)) + ">完</a>",
        "<div>" * 100_000 + "完",
        "<!--" * 50_000 + "--><p>完",
        "<a b=\"'>" * 30_000 + '">完',
        "<b>" * 50_000 + "完",
        "<b></b><i></i>" * 20_000 + "完",
        "<b><i><s><a href=/x>" * 500 + "<p>字" * 5_000 + "完",
        "<" * 100_000 + "完",
        "<blockquote>" * 20_000 + "完",
        "<ul><li>" * 20_000 + "完",
        "<table><tr><td>" * 3_000 + "完",
        "<table>" + "<tr><td colspan=99 rowspan=1000>a" * 5_000 + "</table>完",
        "&amp" * 100_000 + "<p>完",
        "`" * 100_000 + "<p>完",
        "<p>" + "- " * 100_000 + "<br>完",
        "<img srcset='" + "a, " * 50_000 + "'>完",
        "<p>" + "港口調度室公布的數字。" * 300_000 + "完",
    ],
    ids=range(17),
)
def test_hostile_html_is_read_in_linear_time_and_loses_no_text(html: str) -> None:
    # Each takes minutes, or the memory of the machine, as soon as one step is not linear.
    assert to_markdown(html).rstrip("\n*~").endswith("完")


def test_a_paragraph_of_megabytes_is_whole() -> None:
    text = "港口調度室公布的數字，船舶平均等候縮短。" * 150_000

    assert to_markdown(f"<p>{text}</p>") == f"{text}\n"


def test_structure_survives_a_parser_of_commonmark() -> None:
    html = (
        "<h2>題</h2><p>他說<b>“好”</b>之後，見<a href=/a?x=1&amp;copy;=2>連結</a><img src=b.jpg></p><ol><li>一<li>二</ol>"
        "<blockquote>引<i>文。</i>完</blockquote><table><tr><th>年<th>數<tr><td>一<td><b>二</b></table>"
    )
    markdown = to_markdown(html, base=BASE)

    assert links(markdown) == {"https://n.example/a?x=1&copy;=2"}
    assert images(markdown) == {"https://n.example/d/b.jpg"}
    assert emphasised(markdown) == "好文二"
    assert {"heading_open", "ordered_list_open", "blockquote_open", "table_open"} <= {
        token.type for token in tokens(markdown)
    }
