from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.keymap import canonical_key, split_keys
from reader.tui.commands import COMMANDS
from reader.tui.keys import with_twins


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("b", "b"),
        ("B", "B"),
        ("?", "question_mark"),
        ("/", "slash"),
        ("-", "minus"),
        ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("，", "fullwidth_comma"),
        ("fullwidth-hyphen-minus", "fullwidth_hyphen_minus"),
        ("hyphen_minus", "minus"),
        ("Ctrl+D", "ctrl+d"),
        ("shift+ctrl+a", "ctrl+shift+a"),
        ("shift+a", "A"),
        ("shift+tab", "shift+tab"),
        ("Esc", "escape"),
        ("PgDn", "pagedown"),
        ("F2", "f2"),
        ("区", "区"),
        (" j ", "j"),
    ],
)
def test_a_key_gets_the_name_that_textual_gives_it(written: str, key: str) -> None:
    assert canonical_key(written) == key


@pytest.mark.parametrize(
    "written", ["", "crtl+d", "f36", "foo", "jj", "a+b", "\x01", "latin_small_letter_a", "ctrl+foo"]
)
def test_what_no_key_is_called_is_refused(written: str) -> None:
    assert canonical_key(written) is None


def test_all_default_keys_and_their_twins_have_their_names_already() -> None:
    keys = [key for command in COMMANDS for key in with_twins(command.keys)]
    assert [canonical_key(key) for key in keys] == keys


def test_textual_knows_the_names_too() -> None:
    from textual.keys import _character_to_key

    printable = [chr(code) for code in range(0x21, 0x7F)]
    assert [canonical_key(char) for char in printable] == [_character_to_key(char) for char in printable]


@given(st.text(max_size=12))
def test_a_name_is_canonical_after_one_step(written: str) -> None:
    key = canonical_key(written)
    assert key is None or canonical_key(key) == key


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("b,ctrl+b", ["b", "ctrl+b"]),
        ("b, c", ["b", "c"]),
        (",", [","]),
        ("b,,", ["b", ","]),
        ("", []),
        ("  ", []),
        ([], []),
        (["b", ","], ["b", ","]),
        (3, None),
        ([3], None),
        (True, None),
    ],
)
def test_an_entry_is_a_text_with_commas_or_a_list(entry: object, names: list[str] | None) -> None:
    assert split_keys(entry) == names
