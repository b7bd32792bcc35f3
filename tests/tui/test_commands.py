from __future__ import annotations

import re
import unicodedata
from dataclasses import fields
from itertools import product

import pytest
from textual.keys import _character_to_key

from reader.resources import resource
from reader.tui.bindings import keymap
from reader.tui.commands import COMMANDS, Command, Group, Pane, Situation
from reader.tui.keys import key_label, with_twins
from reader.tui.marks import ASCII, UNICODE
from reader.tui.screens.main import MainScreen
from reader.tui.widgets.scrolling import LinePane


def test_every_command_has_an_action_that_does_it() -> None:
    for command in COMMANDS:
        owner = LinePane if command.group is Group.MOVE else MainScreen
        assert callable(getattr(owner, f"action_{command.action}")), command.id


def test_no_key_does_two_things_at_once() -> None:
    by_key: dict[str, list[Command]] = {}
    for command in COMMANDS:
        for key in with_twins(command.keys):
            by_key.setdefault(key, []).append(command)
    shared = [commands for commands in by_key.values() if len(commands) > 1]
    flags = [field.name for field in fields(Situation) if field.name != "pane"]
    for pane, *values in product(Pane, *[(True, False)] * len(flags)):
        now = Situation(pane, **dict(zip(flags, values, strict=True)))  # type: ignore[arg-type]
        assert all(sum(command.enabled(now) for command in commands) <= 1 for commands in shared)


def test_ids_and_actions_are_unique() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    assert len({command.action for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize(
    ("typed", "meant"), list(zip("／、？：［］＋－＝【】｛｝", "//?:[]+-=[]{}", strict=True))
)
def test_a_full_width_key_does_what_its_twin_does(typed: str, meant: str) -> None:
    assert _character_to_key(typed) in with_twins([_character_to_key(meant)])


def test_every_letter_has_another_way() -> None:
    """With a Chinese input method on, letters never arrive: the palette or another key must do."""
    for command in COMMANDS:
        if command.id == "go.leave":
            continue  # Esc goes back and Ctrl-Q leaves
        if not command.palette and command.group is not Group.MOVE:
            assert any(len(key) > 1 for key in command.keys), command.id


def test_keys_are_written_as_people_write_them() -> None:
    labels = {key_label(key) for command in COMMANDS for key in command.keys}
    assert {"Ctrl-Q", "PgDn", "?", "F1", "Shift-Tab", "[", "G", "j", "Esc"} <= labels
    assert not any("_" in shown for shown in labels)


def test_a_command_without_keys_can_be_expressed() -> None:
    assert keymap({"article.bookmark": (), "no.such": ("x",)}) == {"article.bookmark": "f63"}


def test_nothing_can_be_marked_in_a_library_that_is_read_only() -> None:
    now = Situation(writable=False)
    marking = [command for command in COMMANDS if command.group is Group.MARK]
    assert marking
    assert not any(command.enabled(now) for command in marking)


def test_the_footer_offers_something_in_every_pane_and_help_last_but_quit() -> None:
    for pane in Pane:
        assert any(pane in command.footer for command in COMMANDS)


@pytest.mark.parametrize("marks", [UNICODE, ASCII])
def test_marks_are_narrow_in_every_terminal(marks: object) -> None:
    for mark in marks:  # type: ignore[attr-defined]
        if isinstance(mark, str):
            assert unicodedata.east_asian_width(mark) in ("N", "Na"), mark
    assert all(mark.isascii() for mark in ASCII if isinstance(mark, str))


def test_styles_use_no_selector_that_makes_focus_changes_slow() -> None:
    text = re.sub(
        r"/\*.*?\*/", "", resource("styles", "broadsheet.tcss").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    assert "*" not in text
    assert ":focus-within" not in text
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)", text), "colours come from the theme"
