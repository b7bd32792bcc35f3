"""What the search box offers while a query is typed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import i18n
from reader.model.query import Name, Not
from reader.text.query.completion import completions
from reader.text.query.parser import parse
from reader.text.query.words import FIELDS

NOW = datetime(2019, 7, 6, 9, 30, tzinfo=UTC)
CATEGORIES = ("區域經濟研究", "科技", "科技創新", "New York", 'Say "so"', "Café", "a(b)")
SOURCES = ("Harbour News", "Ferry")


def offered(text: str, cursor: int | None = None) -> list[str]:
    """The whole texts that the completions lead to; the place of the cursor is "|" or the end."""
    at = text.index("|") if cursor is None and "|" in text else len(text)
    written = text.replace("|", "", 1)
    return [
        written[: found.start] + found.text + written[found.stop :]
        for found in completions(written, at, CATEGORIES, SOURCES)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Fields, in the language that was begun
        ("ti", ["title:"]),
        ("TI", ["title:"]),
        ("s", ["source:", "since:", "sort:"]),
        ("bo", ["body:", "bookmarked:"]),
        ("標", ["標題:", "標籤:", "標亮:"]),
        ("标", ["标题:", "标签:", "标亮:"]),
        ("分", ["分類:", "分鐘:"]),
        ("a -cat", ["a -category:"]),
        ("(cat", ["(category:"]),
        ("ti| b", ["title: b"]),
        # Values of the fields that know theirs
        ("is:", ["is:unread", "is:read", "is:bookmarked", "is:viewed", "is:half-read"]),
        ("is:un", ["is:unread"]),
        ("是：", ["是：未讀", "是：已讀", "是：書籤", "是：看過", "是：未讀完"]),
        ("has:n", ["has:note"]),
        ("sort:re", ["sort:relevance"]),
        ("sort:-cl", ["sort:-clicks"]),
        ("排序:点", ["排序:点击"]),
        ("language:zh-", ["language:zh-Hant", "language:zh-Hans"]),
        ("語言:英", ["語言:英文"]),
        ("imported:y", ["imported:yesterday", "imported:year"]),
        ("after:本", ["after:本週", "after:本月", "after:本年"]),
        # Names: folded, those that begin so first; in quotes when they must be
        ("category:科", ['category:"科技"', "category:科技創新"]),
        ("分類：经济", ["分類：區域經濟研究"]),
        ("category:new", ['category:"New York"']),
        ("category:ＮＥＷ", ['category:"New York"']),
        ("category:york", ['category:"New York"']),
        ("category:cafe", ["category:Café"]),
        ("category:say", ['category:"Say ""so"""']),
        ('category:"new y', ['category:"New York"']),
        ('category:"new y|"', ['category:"New York"']),
        ('category:"區域', ['category:"區域經濟研究"']),
        ("分類：「區域", ['分類："區域經濟研究"']),
        ("source:", ['source:"Harbour News"', "source:Ferry"]),
        # One blank may stand before a value
        ("source: f", ["source:Ferry"]),
        ("source: ", ['source:"Harbour News"', "source:Ferry"]),
        ("source:  f", ["source:  feed:"]),
        ("source:  ", []),
        # Nothing
        ("", []),
        ("a ", []),
        ("zzz", []),
        ("旅", []),
        ("title:", []),
        ("title:a", []),
        ("views>", []),
        ("c|at", []),
        ("/ca", []),
        ('"ca', []),
        ('is:read "ca', []),
        ('category:"New York"', []),
        ("category:zzz", []),
        ("a OR", []),
    ],
)
def test_what_fits_is_offered(text: str, expected: list[str]) -> None:
    assert offered(text) == expected


def test_simplified_names_are_offered_to_readers_of_simplified() -> None:
    i18n.install("zh_Hans")
    assert offered("分") == ["分类:", "分钟:"]
    assert offered("是:") == ["是:未读", "是:已读", "是:书签", "是:看过", "是:未读完"]
    assert offered("標") == ["標題:", "標籤:", "標亮:"]


def test_the_label_is_the_text_without_quotes() -> None:
    labels = [found.label for found in completions("category:", 9, CATEGORIES, SOURCES)]
    assert labels == list(CATEGORIES)
    assert [found.label for found in completions("cat", 3, (), ())] == ["category:"]


def test_at_most_eight_are_offered() -> None:
    many = [f"Harbour {number}" for number in range(50)]
    assert [found.label for found in completions("category:h", 10, many, ())] == many[:8]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=("C", "Z", "M")), min_size=1, max_size=8),
        min_size=1,
        unique=True,
    )
)
def test_a_category_that_was_chosen_is_the_one_that_is_asked_for(categories: list[str]) -> None:
    for found in completions("-category:", 10, categories, ()):
        query = parse("-category:" + found.text, NOW)
        assert isinstance(query.condition, Not)
        assert isinstance(query.condition.part, Name)
        assert query.condition.part.text == found.label


@given(st.text(max_size=30), st.integers(0, 30))
def test_any_text_is_completed_inside_of_it_or_not_at_all(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    for found in completions(text, cursor, CATEGORIES, SOURCES):
        assert 0 <= found.start <= cursor <= found.stop <= len(text)


def test_every_field_is_offered_when_its_name_is_begun() -> None:
    for names in FIELDS.values():
        for name in names.every:
            assert f"{name}:" in offered(name)


def test_tags_are_offered_as_values() -> None:
    tags = ["ferry", "old town", "港口"]
    assert [found.label for found in completions("tag:", 4, (), (), tags)] == tags
    assert [found.text for found in completions("標籤:t", 4, (), (), tags)] == ['"old town"']
