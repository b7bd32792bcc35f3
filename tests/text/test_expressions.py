from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.text.expressions import matches, spans

LONG = 60.0
"""Seconds that nothing here takes."""
PIECES = (
    "a", "b", "港", "é", "É", "1", " ", "{", "}", "{e}", "{i<=2}", "{1}", "{,2}", "{,}", "{}",
    "{1,}", "(", ")", "(?:", "(?i:", "[", "]", "[^",
    "[{e}]", "-", "|", "*", "+", "?", "*?", "++", ".", "^", "$", "\\", "\\d", "\\w", "\\b", "\\{", "\\1",
    "(?=", "(?<!", "\\N{DIGIT ONE}",
)  # fmt: skip


def test_an_expression_is_looked_for_whatever_the_case() -> None:
    assert matches("econ.*GDP", "the ECONOMY and gdp", LONG)
    assert matches("^É", "été", LONG)
    assert not matches("^gdp", "the gdp", LONG)
    assert spans("港[口區]", "港口港區港", LONG) == [(0, 2), (2, 4)]


@pytest.mark.parametrize("pattern", ["a{e}", "(?:abc){i<=2}", "(?:港口){e<=1}", "a{x}", "a{1<e<3}"])
def test_braces_that_are_no_repetition_stand_for_themselves(pattern: str) -> None:
    assert not matches(pattern, "a ab abc abxc 港 b", LONG)
    assert matches(pattern, re.sub(r"\(\?:(.*)\)", r"\1", pattern), LONG)


@given(
    pattern=st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    text=st.text("ab港éÉ1 {}ei<=2,-", max_size=12),
)
@example(pattern="a{,2}b", text="aab")
@example(pattern="[{e}]", text="e")
@example(pattern="\\\\{e}", text="\\{e}")
@settings(max_examples=400)
def test_an_expression_that_re_understands_finds_what_re_finds(pattern: str, text: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            wanted = re.compile(pattern, re.IGNORECASE)
    except (re.error, FutureWarning, DeprecationWarning):
        return
    assert matches(pattern, text, LONG) == (wanted.search(text) is not None)


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(?:a*)*$", "(.*?,){9,}x?$"])
def test_an_expression_that_would_run_for_ever_ends(pattern: str) -> None:
    text = "a," * 20 + "a" * 5_000 + "!"
    with pytest.raises(TimeoutError):
        matches(pattern, text, 0.01)
    spans(pattern, text, 0.01)


def test_what_was_found_before_the_patience_ended_is_kept() -> None:
    assert spans("x|(a+)+$", "x x " + "a" * 5_000 + "!", 0.02)[:2] == [(0, 1), (2, 3)]


def test_an_expression_that_cannot_be_read_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="missing"):
        matches("(a", "a", LONG)
