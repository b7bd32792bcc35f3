"""Queries as people write them, with the tree that each becomes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.filter import Sort, SortKey
from reader.model.query import (
    And,
    Condition,
    Dated,
    Expression,
    Marked,
    Measured,
    Name,
    NameField,
    Not,
    Occasion,
    Or,
    Quantity,
    Query,
    Relation,
    State,
    Term,
    TextField,
)
from reader.text.clean import clean_line
from reader.text.folding import fold
from reader.text.query.help import grammar
from reader.text.query.parser import parse
from reader.text.query.writing import quoted

NOW = datetime(2019, 7, 6, 9, 30, tzinfo=UTC)
A, B, C, D = Term("a"), Term("b"), Term("c"), Term("d")
TITLE, BODY = (TextField.TITLE,), (TextField.BODY,)

CONDITIONS: dict[str, Condition | None] = {
    "": None,
    " \t\u3000\n\x00\x1b ": None,
    # Terms, and what binds them: NOT before AND before OR.
    "a": A,
    "a b": And((A, B)),
    "a\u3000b": And((A, B)),
    "a\x00b": And((A, B)),
    "a\x1b[b": And((A, Term("[b"))),
    "a OR b c": Or((A, And((B, C)))),
    "a b OR c d": Or((And((A, B)), And((C, D)))),
    "a OR b OR c": Or((A, B, C)),
    "a AND b": And((A, B)),
    "a -b": And((A, Not(B))),
    "a NOT b": And((A, Not(B))),
    "-a": Not(A),
    "--a": A,
    "NOT -a": A,
    "NOT NOT NOT a": Not(A),
    "-a OR b": Or((Not(A), B)),
    "(a OR b) c": And((Or((A, B)), C)),
    "(a OR b)c": And((Or((A, B)), C)),
    "-(a b)": Not(And((A, B))),
    "((a))": A,
    "a OR (b OR c)": Or((A, Or((B, C)))),
    # The same with full-width signs and Chinese words.
    "甲 或 乙": Or((Term("甲"), Term("乙"))),
    "a ｜ b": Or((A, B)),
    "a | b": Or((A, B)),
    "“a”|“b”": Or((Term("a", whole=True), Term("b", whole=True))),
    "「甲」或「乙」": Or((Term("甲", whole=True), Term("乙", whole=True))),
    "a 且 b": And((A, B)),
    "a 非 b": And((A, Not(B))),
    "a －b": And((A, Not(B))),
    "（a ＯＲ b）－（c d）": And((Or((A, B)), Not(And((C, D))))),
    # An operator that is part of a word, or all that there is, is looked for.
    "非": Term("非"),
    "或": Term("或"),
    "且": Term("且"),
    "｜": Term("｜"),
    "非洲 或許": And((Term("非洲"), Term("或許"))),
    "a or b": And((A, Term("or"), B)),
    "a|b": Term("a|b"),
    '"OR"': Term("OR", whole=True),
    "title:OR": Term("OR", fields=TITLE),
    # What is in a word.
    "GDP增長": Term("GDP增長"),
    "13.8%": Term("13.8%"),
    "C++": Term("C++"),
    "don't": Term("don't"),
    "COVID-19": Term("COVID-19"),
    "@x #5 + ——": And((Term("@x"), Term("#5"), Term("+"), Term("——"))),
    "人民，中国。": Term("人民，中国。"),
    "《規劃》": Term("《規劃》"),
    "24/7 a/b": And((Term("24/7"), Term("a/b"))),
    "https://example.org/a?b=c": Term("https://example.org/a?b=c"),
    "10:30": Term("10:30"),
    "注意：安全": Term("注意：安全"),
    "update:x": Term("update:x"),
    "data:x": Term("data:x"),
    "a AND b AND": And((A, B)),
    "Data: x": And((Term("Data:"), Term("x"))),
    "GDP>6%": Term("GDP>6%"),
    "a\u200bb": Term("ab"),
    "a \u200b b": And((A, B)),
    "\ud800": Term("\ufffd"),
    # Quotations.
    '"a b"': Term("a b", whole=True),
    "“a b”": Term("a b", whole=True),
    "”a b“": Term("a b", whole=True),
    "＂a b＂": Term("a b", whole=True),
    "「a b」": Term("a b", whole=True),
    "『a「b」c』": Term("a「b」c", whole=True),
    '"他說“好”"': Term("他說“好”", whole=True),
    '"a""b"': Term('a"b', whole=True),
    "「甲」」乙」": Term("甲」乙", whole=True),
    '"a  \x00 b "': Term("a b", whole=True),
    '關於"十四五"規劃': And((Term("關於"), Term("十四五", whole=True), Term("規劃"))),
    '-"a b"': Not(Term("a b", whole=True)),
    # Texts in fields.
    "title:a": Term("a", fields=TITLE),
    "TITLE:a": Term("a", fields=TITLE),
    "標題：旅遊": Term("旅遊", fields=TITLE),
    "标题:旅游": Term("旅游", fields=TITLE),
    "標题:旅游": Term("旅游", fields=TITLE),
    'body:"a b"': Term("a b", whole=True, fields=BODY),
    "正文:「a b」": Term("a b", whole=True, fields=BODY),
    "來源:新華社": Term("新華社", fields=(TextField.ORIGIN,)),
    "作者:a": Term("a", fields=(TextField.AUTHOR,)),
    "-title:a": Not(Term("a", fields=TITLE)),
    "title:-a": Term("-a", fields=TITLE),
    "title:10:30": Term("10:30", fields=TITLE),
    "title:(a OR -b)": Or((Term("a", fields=TITLE), Not(Term("b", fields=TITLE)))),
    "標題：（a (b 或 c)）d": And(
        (And((Term("a", fields=TITLE), Or((Term("b", fields=TITLE), Term("c", fields=TITLE))))), D)
    ),
    # Names.
    "category:科技": Name(NameField.CATEGORY, "科技"),
    "分類：“科技創新”": Name(NameField.CATEGORY, "科技創新", whole=True),
    'source:"Harbour News"': Name(NameField.SOURCE, "Harbour News", whole=True),
    "訂閱源:a": Name(NameField.SOURCE, "a"),
    "url:https://example.org/a": Name(NameField.URL, "https://example.org/a"),
    "網址:/a": Name(NameField.URL, "/a"),
    "language:pt": Name(NameField.LANGUAGE, "pt"),
    "語言:中文": Name(NameField.LANGUAGE, "zh"),
    "lang:English": Name(NameField.LANGUAGE, "en"),
    "备注:重要": Name(NameField.NOTE, "重要"),
    "category:(a OR b)": Or((Name(NameField.CATEGORY, "a"), Name(NameField.CATEGORY, "b"))),
    # States.
    "is:unread": Marked(State.UNREAD),
    "is:read": Marked(State.READ),
    "is:bookmarked": Marked(State.BOOKMARKED),
    "is:viewed": Marked(State.VIEWED),
    "has:note": Marked(State.NOTED),
    "是：未讀": Marked(State.UNREAD),
    "是:已读": Marked(State.READ),
    "is:收藏": Marked(State.BOOKMARKED),
    "是:看过": Marked(State.VIEWED),
    "有:筆記": Marked(State.NOTED),
    "is:half-read": Marked(State.HALF_READ),
    "是:未读完": Marked(State.HALF_READ),
    "has:tag": Marked(State.TAGGED),
    "有：標籤": Marked(State.TAGGED),
    "has:highlight": Marked(State.HIGHLIGHTED),
    "tag:#ferry": Name(NameField.TAG, "#ferry"),
    "标签:“港口”": Name(NameField.TAG, "港口", whole=True),
    "標亮:渡輪": Name(NameField.HIGHLIGHT, "渡輪"),
    "-is:“unread”": Not(Marked(State.UNREAD)),
    # Numbers.
    "views>3": Measured(Quantity.VIEWS, Relation.MORE, 3),
    "clicks>=1000": Measured(Quantity.CLICKS, Relation.AT_LEAST, 1000),
    "minutes<5": Measured(Quantity.MINUTES, Relation.LESS, 5),
    "views<=5": Measured(Quantity.VIEWS, Relation.AT_MOST, 5),
    "views=0": Measured(Quantity.VIEWS, Relation.EQUAL, 0),
    "views:3": Measured(Quantity.VIEWS, Relation.EQUAL, 3),
    "views:>3": Measured(Quantity.VIEWS, Relation.MORE, 3),
    "閱讀次數＞３": Measured(Quantity.VIEWS, Relation.MORE, 3),
    "点击≥1.5万": Measured(Quantity.CLICKS, Relation.AT_LEAST, 15_000),
    "點擊≤１，０００萬": Measured(Quantity.CLICKS, Relation.AT_MOST, 10_000_000),
    "分鐘＜＝5": Measured(Quantity.MINUTES, Relation.AT_MOST, 5),
    "clicks=999999999999999": Measured(Quantity.CLICKS, Relation.EQUAL, 999_999_999_999_999),
    # Times, of which more elsewhere.
    "published:2019-07-05": Dated(
        Occasion.PUBLISHED, datetime(2019, 7, 5, tzinfo=UTC), datetime(2019, 7, 6, tzinfo=UTC)
    ),
    "after:2019-01": Dated(Occasion.PUBLISHED, datetime(2019, 1, 1, tzinfo=UTC), None),
    "before:2019-07-05": Dated(Occasion.PUBLISHED, None, datetime(2019, 7, 5, tzinfo=UTC)),
    "匯入:今天": Dated(Occasion.IMPORTED, datetime(2019, 7, 6, tzinfo=UTC), datetime(2019, 7, 7, tzinfo=UTC)),
    "viewed:7d": Dated(Occasion.VIEWED, datetime(2019, 6, 29, 9, 30, tzinfo=UTC), None),
    "收藏:2019": Dated(
        Occasion.BOOKMARKED, datetime(2019, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)
    ),
    # Expressions.
    "/a b/": Expression("a b"),
    "／第[0-9]+屆／": Expression("第[0-9]+屆"),
    r"/a\/b/": Expression(r"a\/b"),
    "-/a/": Not(Expression("a")),
    "title:/^a/": Expression("^a", TITLE),
    "正文：/a|b/": Expression("a|b", BODY),
    "title:(/a/ b)": And((Expression("a", TITLE), Term("b", fields=TITLE))),
}


@pytest.mark.parametrize("text", CONDITIONS)
def test_a_query_becomes_its_tree(text: str) -> None:
    assert parse(text, NOW) == Query(CONDITIONS[text])


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("sort:date", Sort(SortKey.DATE, descending=True)),
        ("sort:-date", Sort(SortKey.DATE, descending=False)),
        ("排序：－日期", Sort(SortKey.DATE, descending=False)),
        ("sort:relevance", Sort(SortKey.RELEVANCE, descending=True)),
        ("排序:閱讀次數", Sort(SortKey.VIEWS, descending=True)),
        ("sort:点击", Sort(SortKey.CLICKS, descending=True)),
        ("sort:title", Sort(SortKey.TITLE, descending=False)),
        ("sort:-title", Sort(SortKey.TITLE, descending=True)),
    ],
)
def test_an_order_stands_beside_what_is_asked_for(text: str, sort: Sort) -> None:
    assert parse(text, NOW) == Query(None, sort)
    assert parse(f"a {text} b", NOW) == Query(And((A, B)), sort)
    assert parse(f"a OR b {text}", NOW) == Query(Or((A, B)), sort)


@given(st.text(min_size=1, max_size=60).map(clean_line).filter(lambda line: fold(line).strip()))
def test_a_quoted_text_is_found_as_it_is(line: str) -> None:
    assert parse(quoted(line), NOW) == Query(Term(line, whole=True))


@pytest.mark.parametrize("text", ['say "no"', '"', '＂"“', 'a"', '"b', "港口", 'C:\\"x"\\', "a OR (b", "/x"])
def test_quotes_and_signs_survive_quoting(text: str) -> None:
    assert parse(quoted(text), NOW) == Query(Term(text, whole=True))
    assert parse(f"category:{quoted(text)}", NOW) == Query(Name(NameField.CATEGORY, text, whole=True))


def test_every_example_of_the_help_is_a_query_with_a_meaning() -> None:
    for example, meaning in grammar():
        query = parse(example, NOW)
        assert query.condition is not None
        assert meaning
