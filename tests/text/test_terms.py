from __future__ import annotations

import re
import sqlite3
from contextlib import closing

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.text.folding import composed, fold
from reader.text.terms import pattern, phrase, tokens

PIECES = (
    *"旅遊游發发澳门㍘㍿〇々ーｺﾃﾞが한국ก", "か\u3099", "\u1112\u1161\u11ab",
    *"abAB19éÉßﬁşΣςИ½²", "e\u0301", "GDP", "don't",
    *"\"'*:(){}^+-_/\\%，。“”’（）＊＂、·…—｜￥👍🏽¨´", "👩\u200d💻", "❤\ufe0f",
    " ", "  ", "\n", "\u3000", "\u00a0", "\u200d", "\ufe0f", "\u0301",
)  # fmt: skip
"""What is cut, folded or joined in one way or another."""


def texts(most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(PIECES), max_size=most).map("".join)


def index_finds(text: str, wanted: str | None) -> bool:
    """Whether an index as the library has it finds a text by a phrase; None asks for nothing."""
    if wanted is None:
        return False
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE search_text USING fts5 (body, content = '', tokenize = 'ascii')"
        )
        connection.execute(
            "INSERT INTO search_text (rowid, body) VALUES (1, CAST(? AS TEXT))", [tokens(text)]
        )
        return bool(
            connection.execute("SELECT 1 FROM search_text WHERE search_text MATCH ?", [wanted]).fetchall()
        )


def tokens_of(text: str) -> list[bytes]:
    """The tokens as the tokenizer "ascii" of FTS5 takes them."""
    return re.findall(rb"[0-9A-Za-z\x80-\xff]+", tokens(text))


def scan_finds(text: str, term: str, *, whole: bool) -> bool:
    wanted = pattern(term, whole=whole)
    return wanted is not None and wanted.search(fold(composed(text))) is not None


@given(before=texts(8), term=texts(5), after=texts(8), whole=st.booleans())
@example(before="x/", term="ｺ covid", after="", whole=True)
@example(before="", term="増 長", after="", whole=False)
@example(before="増 \ufe0f", term="長", after="", whole=False)
@example(before="a", term="¨b", after="ｶﾞ", whole=True)
@example(before="", term="点 a", after="", whole=False)
@settings(max_examples=600)
def test_the_index_and_the_scan_agree_on_a_term_cut_from_a_text(
    before: str, term: str, after: str, whole: bool
) -> None:
    text = before + term + after
    assert index_finds(text, phrase(term, whole=whole)) == scan_finds(text, term, whole=whole)


@given(text=texts(12), term=texts(4), whole=st.booleans())
@settings(max_examples=300)
def test_the_index_and_the_scan_agree_on_any_term(text: str, term: str, whole: bool) -> None:
    assert index_finds(text, phrase(term, whole=whole)) == scan_finds(text, term, whole=whole)


@given(
    text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20),
    cut=st.tuples(st.integers(0, 20), st.integers(1, 6)),
)
@settings(max_examples=300)
def test_the_index_and_the_scan_agree_on_any_text(text: str, cut: tuple[int, int]) -> None:
    term = text[cut[0] : cut[0] + cut[1]]
    assert index_finds(text, phrase(term, whole=False)) == scan_finds(text, term, whole=False)


@given(texts(12), st.sampled_from(["。\U0001f600", "。\u0301", "。か\u3099"]))
@settings(max_examples=300)
def test_the_tokens_of_a_text_are_the_same_whatever_else_there_is_in_it(text: str, rest: str) -> None:
    # ASCII, composed text of the Basic Multilingual Plane and everything else are each looked up in a way of their own.
    assert tokens_of(text + rest) == tokens_of(text) + tokens_of(rest)
