"""Where words begin and end: for a double click, and for going from word to word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.typeset.words import word_at, words


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("The harbour's 13.8 km, well-known.", 6, "harbour's"),
        ("The harbour's 13.8 km, well-known.", 15, "13.8"),
        ("The harbour's 13.8 km, well-known.", 25, "well-known"),
        ("The harbour's 13.8 km, well-known.", 33, "."),
        ("港口的燈塔，在GDP之外。", 2, "港口的燈塔"),
        ("港口的燈塔，在GDP之外。", 5, "，"),
        ("港口的燈塔，在GDP之外。", 8, "GDP"),
        ("a   b", 2, "   "),
        ("cafe\u0301 au lait", 2, "cafe\u0301"),
        ("", 0, ""),
        ("ab", 2, ""),
    ],
)
def test_a_word_is_what_unicode_or_punctuation_sets_apart(text: str, at: int, word: str) -> None:
    start, end = word_at(text, at)
    assert text[start:end] == word


@given(st.text(max_size=60), st.integers(0, 60))
def test_a_word_holds_the_place_it_is_asked_for(text: str, at: int) -> None:
    start, end = word_at(text, min(at, len(text)))
    assert start <= min(at, len(text)) <= end
    found = words(text)
    assert all(start < end for start, end in found)
    assert found == sorted(set(found))
