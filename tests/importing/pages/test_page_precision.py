"""What pages say beside the point, or say wrongly to machines."""

from __future__ import annotations

import pytest
from importing.pages.page_layouts import CRUMB, TITLE, article, page

from reader.errors import DocumentError
from reader.model.published import Published


@pytest.mark.parametrize(
    "midnight", ["2019-07-05T00:00:00Z", "2019-07-05 00:00:00.000+00:00", "2019-07-05T00:00+08:00"]
)
def test_midnight_for_machines_is_no_time(read_page, midnight: str) -> None:
    head = f"<meta property='article:published_time' content='{midnight}'>"

    assert read_page(page(article(facts="<div>林若川</div>"), head=head)).published == Published("2019-07-05")


def test_a_printed_time_goes_before_one_that_machines_are_told_in_the_wrong_zone(read_page) -> None:
    head = "<meta name='pubdate' content='2019-07-05T09:30:00Z'>"

    draft = read_page(page(article(facts="<div>2019年07月05日 09:30</div>"), head=head))

    assert draft.published == Published("2019-07-05T01:30Z")


@pytest.mark.parametrize("code", ["jt-12", "world", "a_b"])
def test_what_systems_call_a_section_is_no_category(read_page, code: str) -> None:
    head = f"<meta property='article:section' content='{code}'>"

    assert read_page(page(article(crumb=""), title=TITLE, head=head)).category is None


def test_a_way_of_items_that_are_all_called_so_is_one_way(read_page) -> None:
    steps = ("首頁", "新聞", "交通")
    items = "".join(
        f"<li class='my-breadcrumb__item'><a href='/x'><span>{step}</span></a></li>" for step in steps
    )
    way = f"<ol class='my-breadcrumb'>{items}<li class='my-breadcrumb__item'><span>{TITLE}</span></li></ol>"

    assert read_page(page(article(crumb=way))).category == "交通"


@pytest.mark.parametrize(
    "note",
    [
        "Posted by Ottoline at 09:14 PM in <a href='/walks/'>Walks</a> | <a href='/p'>Permalink</a>",
        "This entry was posted in <a href='/c/walks'>Walks</a> on July 5, 2019.",
        "本文發表在 <a href='/c/walks'>Walks</a> 之下",
    ],
)
def test_a_note_below_the_article_tells_where_it_is_filed(read_page, note: str) -> None:
    assert read_page(page(article(crumb="", after=f"<p>{note}</p>"), title=TITLE)).category == "Walks"


def test_the_number_of_comments_at_the_end_of_a_way_is_no_section(read_page) -> None:
    way = CRUMB.replace("正文</div>", "正文 &gt; <a href='#c'>9</a></div>")

    assert read_page(page(article(crumb=way))).category == "交通"


def test_accounts_and_addresses_behind_names_are_left_out(read_page) -> None:
    facts = "<div>来源：城市脉搏（ID：csmb） 2019-07-05</div><div>By Ann Reed areed@news.example</div>"

    draft = read_page(page(article(facts=facts)))

    assert (draft.origin, draft.author) == ("城市脉搏", "Ann Reed")


@pytest.mark.parametrize(
    ("byline", "author"),
    [("本报记者　钟　岫", "钟岫"), ("文／林若川，题图来自网络", "林若川"), ("作者：潘　晓", "潘晓")],
)
def test_names_are_whole_and_nothing_else(read_page, byline: str, author: str) -> None:
    facts = f"<div>来源：望海日报 2019-07-05</div><div class='author'>{byline}</div>"

    assert read_page(page(article(facts=facts))).author == author


def test_a_wall_that_asks_for_a_login_is_no_article(read_page) -> None:
    inside = "<h1>Log in to continue</h1><p>Have an account? Use your mail address.</p><form><input name='mail'></form>"

    with pytest.raises(DocumentError, match="Log in to continue"):
        read_page(page(inside, title="Log in to continue - Harbour Standard", navigation="", beside=""))
