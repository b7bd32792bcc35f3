from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import DocumentError
from reader.importing import portal
from reader.importing.decode import decode
from reader.importing.files import read_document
from reader.model.document import Document
from reader.model.draft import Draft, DraftCategory
from reader.model.published import Published

MakeDocument = Callable[..., Document]
REAL_PAGE = Path(__file__).parents[3] / "shared" / "seeds" / "portal-page.txt"

PAGE = """\
- 高新區新聞
- 一帶一路新聞
- 園區規劃
望海高新區的屋頂種了菜
來源:望海日報 日期:2022-05-17 點擊:2,864次 作者:林若川
早上七點，屋頂上已經有人澆水，四十八塊地各有各的主人。
先問承重 再問種什麼
結構工程師走遍了一百一十二處屋頂，開出一張清單，厚厚的一疊。
“夠種了。”
"""
SECOND = """\
南灣港的潮汐表
點擊:次 來源:未知 日期:2023-08
一帶一路的冷藏船跟著潮水走，一年五十二個航次，一次也沒有誤過。
"""


def read(text: str, document: Document) -> tuple[list[str], list[Draft]]:
    items = list(portal.read(text, document))
    categories = [item.name for item in items if isinstance(item, DraftCategory)]
    return categories, [item for item in items if isinstance(item, Draft)]


def test_reads_categories_title_facts_paragraphs_and_headings(document: MakeDocument) -> None:
    categories, [draft] = read(PAGE, document())

    assert categories == ["高新區新聞", "一帶一路新聞", "園區規劃"]
    assert draft == Draft(
        title="望海高新區的屋頂種了菜",
        markdown="早上七點，屋頂上已經有人澆水，四十八塊地各有各的主人。\n\n## 先問承重 再問種什麼\n\n"
        "結構工程師走遍了一百一十二處屋頂，開出一張清單，厚厚的一疊。\n\n“夠種了。”\n",
        category="高新區新聞",
        author="林若川",
        origin="望海日報",
        language="zh-Hant",
        published=Published("2022-05-17"),
        clicks=2864,
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\n\n"])
def test_line_ends_and_blank_lines_make_no_difference(line_end: str, document: MakeDocument) -> None:
    assert read(PAGE.replace("\n", line_end), document()) == read(PAGE, document())


def test_several_articles_on_a_page_are_several_drafts(document: MakeDocument) -> None:
    categories, drafts = read(PAGE + SECOND, document())

    assert len(categories) == 3
    assert [(draft.title, draft.category) for draft in drafts] == [
        ("望海高新區的屋頂種了菜", "高新區新聞"),
        ("南灣港的潮汐表", "一帶一路新聞"),
    ]
    assert (drafts[1].origin, drafts[1].clicks, drafts[1].published) == (None, None, Published("2023-08"))
    assert "潮水" not in drafts[0].markdown
    assert "“夠種了。”" in drafts[0].markdown


def test_pages_one_after_the_other_keep_their_own_categories(document: MakeDocument) -> None:
    categories, drafts = read(PAGE + "- 潮水\n- 港口\n" + SECOND, document())

    assert categories == ["高新區新聞", "一帶一路新聞", "園區規劃", "潮水", "港口"]
    assert drafts[1].category == "潮水"
    assert "潮水" not in drafts[0].markdown


def test_a_signature_below_the_last_paragraph_is_no_article(document: MakeDocument) -> None:
    _, [draft] = read(PAGE + "來源:望海日報 作者:林若川\n", document())

    assert draft.markdown.endswith("來源:望海日報 作者:林若川\n")


def test_a_facts_line_below_a_sentence_is_part_of_the_body(document: MakeDocument) -> None:
    _, [draft] = read(PAGE + "來源:某報 日期:2020-01-01\n後面還有一段話，說的是另一件事情。\n", document())

    assert "來源:某報" in draft.markdown


def test_a_facts_line_that_was_not_understood_stays_in_the_body(document: MakeDocument) -> None:
    _, [draft] = read(PAGE.replace("2022-05-17", "2022-02-31"), document())

    assert draft.published is None
    assert draft.markdown.startswith("來源:望海日報 日期:2022-02-31")


def test_what_stands_above_the_first_article_is_kept(document: MakeDocument) -> None:
    _, [draft] = read("首頁 > 新聞\n" + PAGE, document())

    assert draft.markdown.startswith("首頁 > 新聞\n")


def test_markdown_syntax_is_shown_literally(document: MakeDocument) -> None:
    _, [draft] = read(PAGE + "# 一號 *重要* 的[公告]\n- 這不是列表，是一句話。\n", document())

    assert r"\# 一號 \*重要\* 的\[公告]" in draft.markdown
    assert r"\- 這不是列表" in draft.markdown


@pytest.mark.parametrize(
    ("line", "following", "heading"),
    [
        ("用好政策", "這是一個完整的段落，後面有句號。", True),
        ("用好政策。", "這是一個完整的段落，後面有句號。", False),
        ("他說：", "這是一個完整的段落，後面有句號。", False),
        ("一", "二", False),
        ("用好政策", None, False),
        ("這一行比三十個字還要長所以它不是小標題而是正文裡忘了寫句號的一段話吧", "後面一段。", False),
    ],
)
def test_a_heading_is_short_unpunctuated_and_before_a_paragraph(
    line: str, following: str | None, heading: bool, document: MakeDocument
) -> None:
    _, [draft] = read(PAGE + "\n".join(filter(None, [line, following])), document())

    assert (f"## {line}\n" in draft.markdown) is heading


def test_a_page_without_facts_is_not_portal_text(document: MakeDocument) -> None:
    assert portal.matches("- 一\n- 二\n一個標題\n一段話。\n") == 0
    assert portal.matches(PAGE) > 0.9
    assert portal.matches(PAGE + SECOND) > 0.9


def test_a_list_of_categories_alone_gives_them(document: MakeDocument) -> None:
    assert read("- 一\n- 二\n- 一\n", document()) == (["一", "二"], [])


def test_a_text_without_facts_is_refused_and_not_lost(document: MakeDocument) -> None:
    with pytest.raises(DocumentError, match=r"prose\.txt is no portal text"):
        read("- 一\n一個標題\n一段話。\n", document(name="prose.txt"))


def test_an_article_without_a_title_is_named_by_its_file(document: MakeDocument) -> None:
    _, [draft] = read("- 新聞\n來源:望海日報 日期:2022-05-17\n正文只有一段話。\n", document(name="0517.txt"))

    assert draft.title == "0517"


@pytest.mark.skipif(not REAL_PAGE.exists(), reason="the saved page is not beside this checkout")
def test_the_saved_page_of_a_real_portal() -> None:
    document = read_document(REAL_PAGE)

    categories, [draft] = read(decode(document.data).text, document)

    blocks = draft.markdown.rstrip("\n").split("\n\n")
    assert len(categories) == 13
    assert categories[-1] == "智慧城市news"
    # The fourteenth line of the page, without what stands in brackets behind its characters.
    title = document.data.decode().splitlines()[13]
    assert draft.title == re.sub(r"\([^)]*\)", "", title)
    assert (draft.category, draft.published) == ("高新區新聞", Published("2019-07-05"))
    assert (draft.origin, draft.author, draft.clicks, draft.language) == (None, None, None, "zh-Hant")
    assert draft.glosses == 474
    assert sum(block.startswith("## ") for block in blocks) == 4
    assert sum(not block.startswith("## ") for block in blocks) == 12
    assert draft.markdown.count("(") == 8


GLOSSED = "區(qū)經(jīng)濟(jì)創(chuàng)業(yè)園(yuán)開(kāi)發(fā)見(jiàn)產(chǎn)"
BUSY = "經濟園區開發與產業創新，都要看得見。\n"


def test_the_glosses_of_each_article_are_counted(document: MakeDocument) -> None:
    glosses = {gloss[0]: gloss for gloss in GLOSSED.replace(")", ")|").split("|") if gloss}
    glossed = ["".join(glosses.get(char, char) for char in part) for part in (PAGE + BUSY, SECOND + BUSY)]

    _, drafts = read("".join(glossed), document())

    assert [draft.glosses for draft in drafts] == [part.count("(") for part in glossed]


def test_glosses_are_taken_out_of_the_whole_page_and_counted(document: MakeDocument) -> None:
    glosses = {gloss[0]: gloss for gloss in GLOSSED.replace(")", ")|").split("|") if gloss}
    glossed = "".join(glosses.get(char, char) for char in PAGE + BUSY)
    expected_categories, [expected] = read(PAGE + BUSY, document())

    categories, [draft] = read(glossed, document())

    assert categories == expected_categories
    assert draft.markdown == expected.markdown
    assert draft.glosses == glossed.count("(")


@given(
    st.lists(
        st.sampled_from([*PAGE.splitlines(), *SECOND.splitlines(), "", "- ", "甲 乙", "a: b", "來源:"]),
        max_size=25,
    )
)
def test_no_paragraph_is_ever_lost(lines: list[str]) -> None:
    try:
        items = list(portal.read("\n".join(lines), Document(b"", "/x.txt", "x.txt")))
    except DocumentError:
        return
    drafts = [item for item in items if isinstance(item, Draft)]
    names = {item.name for item in items if isinstance(item, DraftCategory)}
    whole = "\n".join(draft.title + "\n" + draft.markdown for draft in drafts)
    for line in lines:
        if drafts and line and not line.startswith(("來源", "點擊", "- ", "a: b")):
            assert line in whole
        if line.startswith("- ") and line != "- " and drafts:
            assert line[2:] in names or line[2:] in whole
