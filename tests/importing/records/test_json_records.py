from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import DocumentError
from reader.importing.records import json_lines, json_records
from reader.importing.sniff import sniff
from reader.model.document import Document
from reader.model.draft import Draft

if TYPE_CHECKING:
    from reader.importing.formats import Format

MakeDocument = Callable[..., Document]
PAGE = Document(b"", "/news/page.json", "page.json")
WORDS = st.text(alphabet="望海新聞ab1，。*#<> \u2028", min_size=1, max_size=30).map(str.strip).filter(bool)


def drafts(value: object, known: Format = json_records) -> list[Draft]:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return [item for item in known.read(text, PAGE) if isinstance(item, Draft)]


def draft(**record: Any) -> Draft:
    [only] = drafts(record)
    return only


ONE = {"title": "甲", "text": "一段話。"}
TWO = {"title": "乙", "text": "又一段話。"}


@pytest.mark.parametrize(
    "value",
    [
        [ONE, TWO],
        {"items": [ONE, TWO]},
        {"Articles": [ONE, TWO], "total": 2},
        {"title": "一份匯出", "entries": [ONE, TWO]},
        {"data": {"rows": [ONE, TWO]}},
        {"meta": {"page": 1}, "anything": [ONE, TWO]},
    ],
)
def test_the_list_of_objects_is_found(value: object) -> None:
    assert [(item.title, item.markdown) for item in drafts(value)] == [
        ("甲", "一段話。\n"),
        ("乙", "又一段話。\n"),
    ]


def test_one_object_is_one_article_whatever_lists_it_has() -> None:
    assert draft(**ONE, comments=[{"text": "好"}]).title == "甲"


def test_every_fact_is_read() -> None:
    found = draft(
        標題="望海\n新聞", 正文="一\n二", 分類=["科技", "其他"], 來源="望海日報", 作者=[{"name": "甲"}, {"name": "乙"}],
        日期="2020年3月4日 09:30", 點擊="1.2萬", 鏈接="https://example.org/a", lang="zh_Hant",
    )  # fmt: skip

    assert found == Draft(
        "望海 新聞", "一\n\n二\n", "科技", "https://example.org/a", "甲, 乙", "望海日報", "https://example.org/a",
        "zh-Hant", found.published, 12000,
    )  # fmt: skip
    assert found.published is not None
    assert found.published.iso == "2020-03-04T01:30Z"


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        (1562318400, "2019-07-05T09:20Z"), (1562318400000, "2019-07-05T09:20Z"), (1562318400.0, "2019-07-05T09:20Z"),
        ("2019-07", "2019-07"), ("2019-07-05", "2019-07-05"), ("soon", None), (None, None), (True, None), ({}, None),
    ],
)  # fmt: skip
def test_dates_are_read_as_exactly_as_they_are(value: object, iso: str | None) -> None:
    published = draft(**ONE, date=value).published
    assert (published.iso if published else None) == iso


@pytest.mark.parametrize(
    ("value", "clicks"),
    [(7, 7), (7.0, 7), ("1,382次", 1382), (-1, None), ("", None), (None, None), (10**30, None)],
)
def test_clicks_are_numbers_or_unknown(value: object, clicks: int | None) -> None:
    assert draft(**ONE, clicks=value).clicks == clicks


def test_words_for_unknown_are_no_values() -> None:
    found = draft(**ONE, author="佚名", origin={"name": "未知"})
    assert (found.author, found.origin) == (None, None)


def test_markdown_comes_in_as_it_is_and_plain_text_literally() -> None:
    body = "# 甲\n\n- **一** <b>\n- 二\n"
    assert draft(title="甲", markdown=body, text="other").markdown == body
    assert draft(title="甲", text="2 * 3 * 4 是二十四\n#不是標題").markdown.startswith(
        "2 \\* 3 \\* 4 是二十四\n\n"
    )


def test_html_becomes_markdown_and_its_scripts_go() -> None:
    found = draft(
        title={"rendered": "A &amp; B"}, content={"rendered": "<p>一</p><script>x()</script><p>二</p>"}
    )
    assert (found.title, found.markdown) == ("A & B", "一\n\n二\n")


def test_glosses_are_taken_out_of_plain_text() -> None:
    text = (
        "區(qū)域經(jīng)濟創(chuàng)新發(fā)展時(shí)代產(chǎn)業(yè)園區(qū)規(guī)劃與開發(fā)區(qū)經(jīng)濟。"
        * 3
    )
    found = draft(title="區(qū)域", text=text)
    assert (found.title, "(" in found.markdown, found.glosses > 8) == ("區域", False, True)


def test_a_title_is_made_of_the_body_when_there_is_none() -> None:
    assert draft(text="第一句話。第二句話。").title.startswith("第一句話")


def test_an_address_or_a_uri_is_the_identity_rather_than_a_number() -> None:
    url = "https://example.org/a"
    assert draft(**ONE, id=17, url=url).identity == url
    assert draft(**ONE, id="tag:example.org,2020:1", url=url).identity == "tag:example.org,2020:1"
    assert draft(**ONE, id=17).identity == "17"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "{",
        "",
        "[]",
        "{}",
        "1",
        "null",
        '{"version": 1}',
        '[{"a": 1}, 2]',
        '"title"',
    ],
)
def test_what_holds_no_article_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match=r"page\.json"):
        drafts(text)


def test_a_refusal_names_what_was_found_and_how_to_choose() -> None:
    with pytest.raises(DocumentError, match=r"found: Head, Words.*--map title=COLUMN"):
        drafts([{"Head": "甲", "Words": "一"}])


def test_a_refusal_names_the_place_of_a_mistake() -> None:
    with pytest.raises(DocumentError, match="line 2, character 3"):
        drafts('{"title": "甲",\n  oops}')


def test_numbers_without_end_do_no_harm() -> None:
    [found] = drafts('{"title": "甲", "text": "一", "clicks": ' + "9" * 50_000 + ', "date": 1e999}')
    assert (found.clicks, found.published) == (None, None)


def test_records_without_an_article_are_counted_after_the_others() -> None:
    rest = json_records.read(json.dumps([ONE, {"x": 1}, TWO, 5]), PAGE)
    assert [next(rest), next(rest)] == drafts([ONE, TWO])
    with pytest.raises(DocumentError, match=r"page.json: 2 of 4 records hold no article \(first: record 2\)"):
        next(rest)


def test_bad_lines_are_counted_and_named_after_the_others() -> None:
    text = "\n" + json.dumps(ONE) + "\r\n\n{oops\n" + json.dumps(TWO) + "\n[1]\n"
    rest = json_lines.read(text, PAGE)
    assert [next(rest), next(rest)] == drafts([ONE, TWO])
    with pytest.raises(DocumentError, match=r"2 of 4 lines hold no article \(first: line 4\)"):
        next(rest)


def test_lines_are_read_as_json_as_well() -> None:
    assert drafts(json.dumps(ONE) + "\n" + json.dumps(TWO)) == drafts([ONE, TWO])


@pytest.mark.parametrize(
    ("text", "name", "format_name"),
    [
        (json.dumps([ONE]), "x", "json"),
        (json.dumps([ONE, TWO], indent=2), "x.txt", "json"),
        (json.dumps(ONE), "x.txt", "json"),
        (json.dumps([ONE] * 5000), "x.md", "json"),
        (json.dumps(ONE) + "\n" + json.dumps(TWO), "x.json", "jsonl"),
        ("{oops\n" + f"{json.dumps(ONE)}\n" * 5000, "x", "jsonl"),
        ("[link](https://example.org)\n\n# Text\n", "x.json", "markdown"),
        ("{curly} words begin this text", "x.txt", "text"),
    ],
)
def test_json_is_known_by_its_content(text: str, name: str, format_name: str, document: MakeDocument) -> None:
    assert sniff(text, document(name=name)).name == format_name


def test_a_json_feed_is_left_to_the_format_of_feeds() -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}
    assert json_records.matches(json.dumps(feed)) < 0.5


ARTICLES = st.fixed_dictionaries(
    {"title": WORDS.map(lambda text: " ".join(text.split())).filter(bool), "markdown": WORDS},
    optional={"category": WORDS, "author": st.just("林若川"), "clicks": st.integers(0, 2**63 - 1)},
)


@given(st.lists(ARTICLES, min_size=1, max_size=5))
def test_articles_come_back_from_json_and_from_lines(articles: list[dict[str, Any]]) -> None:
    expected = [
        (it["title"], it["markdown"] + "\n", it.get("category"), it.get("author"), it.get("clicks"))
        for it in articles
    ]
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
    for found in (drafts(articles), drafts(lines, json_lines)):
        assert [(it.title, it.markdown, it.category, it.author, it.clicks) for it in found] == expected


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["title", "text", "html", "日期", "items", "name", "id", "x"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(VALUES)
def test_any_json_is_read_or_refused(value: object) -> None:
    text = json.dumps(value)
    for known in (json_records, json_lines):
        assert 0 <= known.matches(text) <= 1
        with suppress(DocumentError):
            assert all(item.title for item in drafts(text, known))
