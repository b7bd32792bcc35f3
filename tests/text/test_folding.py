from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.folding import composed, fold, folded, joins


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("旅遊發展頭髮澳門", "旅游发展头发澳门"),
        ("ＧＤＰ　１３．８％", "gdp 13.8%"),
        ("Café RÉSUMÉ naïve Ångström", "cafe resume naive angstrom"),
        ("Straße ﬁeld Ⅷ x² ㎏", "strasse field viii x2 kg"),
        ("ΣΊΣΥΦΟΣ ς", "σισυφοσ σ"),
        ("Ёлка", "елка"),
        ("İstanbul", "istanbul"),
        ("ガギ が", "ガギ が"),
        ("한국", "한국"),
        ("“a” ‘b’ „c‟", '"a" \'b\' "c"'),
        ("a\u00adb\u200bc\u2060d\ufeff", "abcd"),
        ("👩\u200d💻 ❤\ufe0f", "👩💻 ❤"),
        ("a\tb\nc\u00a0d\u3000e\u2003f", "a b c d e f"),
        ("", ""),
    ],
)
def test_what_people_write_in_another_way_is_the_same(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("apart", "together"),
    [
        ("cafe\u0301", "café"),
        ("か\u3099は\u309a", "がぱ"),
        ("ｶﾞﾊﾟ", "ガパ"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        ("a¨b ﾃﾞ", "a¨b デ"),
    ],
)
def test_what_stands_apart_is_put_together_before_folding(apart: str, together: str) -> None:
    assert composed(apart) == together
    assert fold(composed(apart)) == fold(together)


@given(st.text(), st.text())
def test_the_folded_text_of_a_part_is_a_part_of_the_folded_text(first: str, second: str) -> None:
    assert fold(first) + fold(second) == fold(first + second)


@given(st.text())
def test_folding_twice_and_composing_twice_change_nothing(text: str) -> None:
    assert composed(composed(text)) == composed(text)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_text_without_joining_characters_needs_not_be_composed(text: str) -> None:
    apart = "".join(character for character in text if not joins(character))
    assert fold(apart) == folded(apart)


@given(st.text())
def test_every_blank_is_a_space_and_no_other_space_comes_in(text: str) -> None:
    blanks = sum(character.isspace() for character in text)
    assert fold(text).count(" ") == blanks
    assert not any(character.isspace() and character != " " for character in fold(text))


@given(st.text())
def test_the_forms_of_unicode_are_compared_as_the_same(text: str) -> None:
    assert composed(unicodedata.normalize("NFD", text)) == composed(unicodedata.normalize("NFC", text))
