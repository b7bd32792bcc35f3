"""Mistakes in queries: each is told at its place, and no text at all breaks the parser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.text.query.parser import parse
from reader.text.query.patterns import size
from reader.text.query.words import FIELDS, OPERATORS

NOW = datetime(2019, 7, 6, 9, 30, tzinfo=UTC)

# The query, with the wrong part of it between marks.
MISTAKES = (
    # Quotations, expressions, parentheses
    'a [["]]b',
    "[[「]]甲",
    "“a“[[”]] b",
    'a [[""]]',
    "title:[[“ ”]] b",
    '[["\u200b"]]',
    "a [[/]]b",
    "[[／]]b",
    "title:[[/]]b",
    "/usr[[/]]bin",
    "/a b[[/]]c/",
    "/a([[/]]",
    "title:/[[*]]/",
    "/a{[[2]],1}/",
    "[[/" + "a" * 501 + "/]]",
    "[[/(?:a{99}){99}/]]",
    "title:[[/" + "(?:" * 20 + "ab" + ")+" * 20 + "/]]",
    "origin:[[/a/]]",
    "category:([[/a/]])",
    "a [[(]]b (c)",
    "a[[)]] b",
    "a [[）]]",
    "a [[( )]]",
    "(" * 32 + "[[(]]" + "a" + ")" * 33,
    # Operators
    "[[OR]] a",
    "a [[OR]]",
    "a [[或]]",
    "a [[OR]] | b",
    "(a [[OR]]) b",
    "([[OR]] a)",
    "a [[OR]] sort:date",
    "[[-]] a",
    "a [[－]]",
    "a -[[-]] b",
    "-[[-]]",
    "([[-]])",
    "a [[NOT]]",
    "a [[NOT]] OR b",
    "a [[非]]",
    # Fields
    "[[title:]]",
    "[[title:]] a",
    "a ([[標題：]])",
    "[[views>]]",
    "[[titel]]:x",
    "a -[[categroy]]：x",
    "[[veiws]]>3",
    "[[titles]]:(x)",
    "[[title>]]3",
    "title:([[author:]]a)",
    "title:(a ([[is:]]read))",
    "is:[[(]]read)",
    "is:[[unred]]",
    "是：[[未看]]",
    "has:[[views]]",
    'is:"[[x]]"',
    'is:[[""]]',
    'published:[["  "]]',
    '[[titel]]:"x"',
    # Numbers
    "views>[[x]]",
    "views>[[-1]]",
    "views>[[1.5]]",
    "views>[[1,00]]",
    "views>[[1234567890123456]]",
    "views>[[٣]]",
    "views[[==]]3",
    "閱讀次數[[!=]]3",
    "views:[[=>]]3",
    # Times
    "published:[[soon]]",
    "published:[[2019-13]]",
    "published:[[2019-02-29]]",
    "日期：[[2019年2月29日]]",
    "published:[[2019-00-01]]",
    "published:[[2019-07/05]]",
    "published:[[0999]]",
    "published:[[9999]]",
    "viewed:[[7x]]",
    "viewed:[[9999y]]",
    "published:2019..[[2019-13]]",
    "published:[[x]]..2019",
    "published:[[..]]",
    "published:[[2019-07..2019-06]]",
    "after:[[2019..2020]]",
    "before:[[tody]]",
    # Orders
    "sort:[[dat]]",
    "sort:-[[x]]",
    "sort:[[-]]",
    "([[sort:]]date) a",
    "-[[sort:]]date",
    "sort:date a [[sort:]]title",
    # Size
    "a " * 64 + "[[a]]",
    "a" * 10_000 + "[[aa]]",
)


@pytest.mark.parametrize("marked", MISTAKES, ids=lambda text: text[:40])
def test_a_mistake_is_told_at_its_place(marked: str) -> None:
    column = marked.index("[[")
    length = marked.rindex("]]") - column - 2
    query = marked[:column] + marked[column + 2 : column + 2 + length] + marked[column + 4 + length :]
    with pytest.raises(QueryError) as caught:
        parse(query, NOW)
    assert (caught.value.column, caught.value.length) == (column, length)
    assert caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("titel:x", "title"),
        ("categroy:x", "category"),
        ("is:unred", "unread"),
        ("before:tody", "today"),
        ("sort:relevence", "relevance"),
        ("published:2019-02-30", "28"),
        ("published:2019-13", "12"),
        ("views>", "views:3"),
        ("標題：", "標題:"),
    ],
)
def test_a_mistake_says_what_would_be_right(query: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query, NOW)
    assert said in caught.value.hint


def test_a_message_repeats_only_a_piece_of_a_long_query() -> None:
    for query in (
        "is:" + "x" * 9000,
        "published:" + "x" * 9000,
        "views>" + "x" * 9000,
        "after:" + "x" * 9000,
    ):
        with pytest.raises(QueryError) as caught:
            parse(query, NOW)
        assert len(caught.value.sentences) < 300


def mistake_in(text: str) -> QueryError | None:
    try:
        parse(text, NOW)
    except QueryError as mistake:
        return mistake
    return None


def check(text: str) -> None:
    """Any text is a query, or has a mistake at a place in it."""
    mistake = mistake_in(text)
    if mistake is not None:
        assert mistake.column >= 0
        assert mistake.length >= 1
        assert mistake.column + mistake.length <= len(text)


PIECES = (
    *(f"{name}{sign}" for names in FIELDS.values() for name in names.every for sign in (":", "：", ">")),
    *OPERATORS, *'()"“”「」『』/-＂－｜（）／:：<>=!≥ \u3000\x00\x1b', " ", " ", "a", "旅遊", "2019-07-05", "..", "7d", "today",
    "3萬", "unread", "date", "\\", "[", "*", "\ud800", "\u200b", "\u0301", "NEAR(", "'; DROP TABLE article; --",
)  # fmt: skip


@given(st.text())
def test_any_text_is_a_query_or_a_mistake(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=300)
def test_any_pieces_of_the_language_are_a_query_or_a_mistake(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "piece",
    [*'()"“「/-|:aあ\x00', "a ", "- ", "-a ", "OR ", "a OR ", '""', '"a"', "(a ", "(a) ", "title:", "title:(", "abcd:x ",
     "views>", "titl:x ", "a:", "<", "=", "\\", "/\\/", "published:..", "NOT ", "\ud800", "\u0301", "\u200b", "NEAR(a,"],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["", '"', "/", "title:", "published:", "views>", "is:", "sort:", "a OR "])
def test_a_query_as_long_as_may_be_is_answered(prefix: str, piece: str) -> None:
    check((prefix + piece * 10_000)[:10_000])


@pytest.mark.parametrize(
    "pattern",
    [
        "(" * 240 + ")" * 240,
        "(?:" * 100 + "ab" + ")+" * 90,
        "(?:" * 60 + "a" + "{9})" * 60,
        "(?:" * 60 + "a" + "){2,3}" * 60,
        "(?:" * 90 + "a|b" + ")*" * 90,
        "[Ā-\uffff]" * 100,
        "a{1000000000}",
        "a{" + "9" * 400 + "}",
        "[(](?:a{1000}){1000}",
        "[]](?:a{1000}){1000}",
        r"\[(?:a{1000}){1000}",
        "(?#()(?:a{1000}){1000}",
        "[[a]",
        r"(?<=a*)b",
        r"\q",
        "(?P<a>",
        ")))a{9}",
        "{}{,}{1}*",
    ],
    ids=lambda pattern: pattern[:24],
)
def test_a_costly_expression_is_refused_before_it_is_compiled(pattern: str) -> None:
    check(f"/{pattern}/")
    assert mistake_in(f"/{pattern}/ a") is not None or size(pattern) <= 2000


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        ("abc", 3),
        ("a{9}", 9),
        ("a{2,9}b", 10),
        ("a{,9}", 9),
        ("(ab){3}", 9),
        ("a+", 2),
        ("[a-z(]*", 1),
        (r"\({4}", 4),
        ("(?#(+)a", 2),
    ],
)
def test_the_size_of_an_expression_counts_its_repetitions(pattern: str, pieces: int) -> None:
    assert size(pattern) == pieces
