"""The headline of a page, in the forms that families of sites give it."""

from __future__ import annotations

import pytest
from importing.pages.page_layouts import TITLE, article, page


@pytest.mark.parametrize("title", [TITLE, f"{TITLE}_交通_望海網", "望海網", f"望海行走: {TITLE}"])
@pytest.mark.parametrize(
    "headline",
    [
        f"<div align='center'><font size='5'><b>{TITLE}</b></font></div>",
        f"<p style='font-size:24px'>{TITLE}</p>",
        f"<div class='maintitle'>{TITLE}</div>",
        f"<h1>{TITLE}</h1><h2>十一站，沿途風景不斷</h2>",
        f"<h1 class='blog-name'><a href='https://b.example/'>望海行走</a></h1><h3 class='post-title'>{TITLE}</h3>",
        f"<h1>望海網</h1><p class='bt'>{TITLE}</p>",
    ],
)
def test_headlines_need_no_heading_and_names_of_sites_are_none(read_page, headline: str, title: str) -> None:
    assert read_page(page(article(headline=headline), title=title)).title == TITLE


def test_the_only_first_heading_is_the_headline_though_the_title_for_sharing_differs(read_page) -> None:
    head = "<meta property='og:title' content='菜筐坐上接駁線'>"

    assert read_page(page(article(), title="菜筐坐上接駁線 - 望海網", head=head)).title == TITLE


@pytest.mark.parametrize("title", [TITLE, f"{TITLE}_交通_望海網", f"望海行走: {TITLE}"])
def test_brackets_before_a_headline_are_not_of_it_when_the_title_of_the_page_has_none(
    read_page, title: str
) -> None:
    headline = f"<h1>[转载] <a href='/1.html'>{TITLE}</a></h1>"

    assert read_page(page(article(headline=headline), title=title)).title == TITLE
