from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.model.query import And, Expression, Not, Or, Query, Term, TextField
from reader.text.folding import composed, fold
from reader.text.hits import Hits
from reader.text.query.parser import parse
from reader.text.terms import pattern

PIECES = (
    *"旅遊游發港口ーｺﾃﾞ한국", "か\u3099", *"abAéßﬁ½²1", "e\u0301", "GDP", "econ", "，", "。", "'", "-", "👩\u200d💻", "❤\ufe0f",
    " ", "  ", "\n", "\u3000", "\u200d", "㍿",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def hits(text: str) -> Hits:
    return Hits(parse(text, datetime.now(UTC)))


def marked(query: str, text: str) -> str:
    found = text
    for start, stop in reversed(hits(query).spans(text)):
        found = f"{found[:start]}[{found[start:stop]}]{found[stop:]}"
    return found


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("旅游", "旅遊與旅游", "[旅遊]與[旅游]"),
        ("gdp", "ＧＤＰ GDP xgdp", "[ＧＤＰ] [GDP] xgdp"),
        ("econ", "Economy, macroeconomy", "[Econ]omy, macroeconomy"),
        ('"economy"', "economy economyx", "[economy] economyx"),
        ("cafe", "café cafe\u0301s", "[café] [cafe\u0301]s"),
        ('"a,b"', "a , b", "[a , b]"),
        ("旅 -遊", "旅遊", "[旅]遊"),
        ("旅 OR 遊", "旅遊", "[旅][遊]"),
        ("旅遊 OR 遊人", "旅遊人", "[旅遊人]"),
        ("デ", "ﾃﾞｰﾀ", "[ﾃﾞ]ｰﾀ"),
        ("f", "ﬁeld", "[ﬁ]eld"),
        ("aﬁ", "afi aﬁx", "[afi] [aﬁ]x"),
        ("❤", "a ❤\ufe0f b", "a [❤\ufe0f] b"),
        ("/港./ 旅", "港口旅", "[港口][旅]"),
        ("is:read", "read", "read"),
        ("旅", "", ""),
    ],
)
def test_hits_are_marked_in_the_text_as_it_is_written(query: str, text: str, shown: str) -> None:
    assert marked(query, text) == shown


@given(before=TEXTS, term=TEXTS, after=TEXTS, whole=st.booleans())
@example(before="\u200d", term="a", after="ﬁ", whole=False)
@example(before="", term="f", after="ﬁ", whole=False)
@settings(max_examples=400)
def test_spans_lie_on_hits_of_the_text_ascending_and_apart(
    before: str, term: str, after: str, whole: bool
) -> None:
    text = before + term + after
    wanted = pattern(term, whole=whole)
    spans = Hits(Query(Term(term, whole))).spans(text)
    assert bool(spans) == (wanted is not None and wanted.search(fold(composed(text))) is not None)
    for start, stop in spans:
        assert 0 <= start < stop <= len(text)
        assert wanted is not None
        # The text with its surroundings: a hit at a border of words is one only there.
        assert pattern(text[start:stop], whole=False) is not None
    assert all(stop <= start for (_, stop), (start, _) in pairwise(spans))


@given(text=TEXTS, terms=st.lists(TEXTS, min_size=1, max_size=3))
@settings(max_examples=200)
def test_the_spans_of_several_terms_cover_those_of_each(text: str, terms: list[str]) -> None:
    together = Hits(Query(Or(tuple(Term(term) for term in terms)))).spans(text)
    for term in terms:
        for start, stop in Hits(Query(Term(term))).spans(text):
            assert any(first <= start and stop <= last for first, last in together)


def test_what_must_not_be_there_is_not_marked() -> None:
    query = Query(And((Term("旅"), Not(Or((Term("遊"), Expression("港")))))))
    assert Hits(query).spans("旅遊港") == [(0, 1)]
    assert not Hits(Query(Not(Term("遊"))))
    assert not Hits(Query(None))
    assert Hits(Query(Expression("x", (TextField.TITLE,))))


def test_an_expression_that_never_ends_leaves_the_text_unmarked_but_for_the_terms() -> None:
    text = "旅" + "a" * 5_000 + "!"
    assert Hits(Query(And((Term("旅"), Expression("(a+)+$"))))).spans(text) == [(0, 1)]


FILLER = "城市的夜晚很長，" * 60


@given(before=TEXTS, after=TEXTS, words=st.sampled_from(["旅遊", "econ", "港口 econ"]))
def test_a_snippet_is_one_line_round_its_first_hit(before: str, after: str, words: str) -> None:
    body = f"{FILLER}\n\n{before} 。{words}。 {after}\n\n{FILLER}"
    snippet = hits(f'"{words}"').snippet(body)
    assert snippet is not None
    assert "\n" not in snippet.text
    assert len(snippet.text) <= 200
    assert snippet.cut
    assert snippet.spans
    for start, stop in snippet.spans:
        assert 0 <= start < stop <= len(snippet.text)
    start, stop = snippet.spans[0]
    assert fold(composed(" ".join(snippet.text[start:stop].split()))).startswith(fold(words))


def test_a_snippet_begins_at_the_beginning_of_a_short_body_and_never_within_a_word() -> None:
    snippet = hits("旅遊").snippet("**旅**遊業")
    assert snippet is not None
    assert (snippet.text, snippet.spans, snippet.cut) == ("旅遊業", ((0, 2),), False)
    snippet = hits("harbour").snippet("The municipality of the extraordinarily old harbour")
    assert snippet is not None
    assert snippet.cut
    assert "The municipality of the extraordinarily old".endswith(snippet.text.split(" harbour")[0])
    assert snippet.text[0] in "Tmoteo"
    assert hits("旅遊").snippet(FILLER) is None
    assert hits("旅遊").snippet("") is None


@pytest.mark.parametrize("place", [0, 49_990, 50_000, 50_150, 120_000])
def test_a_hit_is_found_wherever_it_is_in_a_long_body(place: int) -> None:
    body = "長" * place + "旅遊" + "長" * 60_000
    snippet = hits("旅遊").snippet(body)
    assert snippet is not None
    start, stop = snippet.spans[0]
    assert snippet.text[start:stop] == "旅遊"
