"""The application on a library that is damaged, found at the start or met by the last run."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from reader import rescue
from reader.cli.commands import application
from reader.errors import LibraryDamagedError
from reader.paths import damage_note

if TYPE_CHECKING:
    from pathlib import Path

    from reader.errors import BroadsheetError
    from reader.library import Library


class Screens:
    """Stands for both applications: the reader's, and the one that recovers."""

    def __init__(self) -> None:
        self.fails = False
        self.recovers = False
        self.opened: list[int] = []
        self.asked: list[str] = []

    def run_application(self, library: Library, *_how: object) -> int:
        self.opened.append(library.counts().total)
        if self.fails:
            raise LibraryDamagedError("It is damaged.", "Restore it.")
        return 0

    def run_recovery(self, path: Path, error: BroadsheetError, _settings: object) -> bool:
        self.asked.append(error.message)
        if self.recovers:
            rescue.recover(path)
        return self.recovers


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> Screens:
    screens = Screens()
    for name, function in (("app", "run_application"), ("recovery", "run_recovery")):
        module = ModuleType(f"reader.tui.{name}")
        setattr(module, function, getattr(screens, function))
        monkeypatch.setitem(sys.modules, f"reader.tui.{name}", module)
    monkeypatch.setattr(application, "require_terminal", lambda: None)
    return screens


def lose_the_header(path: Path) -> None:
    path.write_bytes(bytes(100) + path.read_bytes()[100:])


def test_a_damaged_library_opens_the_recovery_and_then_the_reader(
    library: Path, run_cli: Any, screens: Screens
) -> None:
    lose_the_header(library)
    screens.recovers = True
    assert run_cli().code == 0
    assert (len(screens.asked), screens.opened) == (1, [3])


def test_whoever_leaves_the_recovery_leaves_the_program(
    library: Path, run_cli: Any, screens: Screens
) -> None:
    lose_the_header(library)
    before = library.read_bytes()
    assert run_cli().code == 3
    assert screens.opened == []
    assert library.read_bytes() == before


def test_damage_that_a_run_has_met_opens_the_recovery_at_the_next_start(
    library: Path, run_cli: Any, screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    screens.fails = True
    done = run_cli()
    assert (done.code, done.err) == (3, "broadsheet: It is damaged.\n  Restore it.\n")
    assert damage_note(library).exists()
    screens.fails, screens.recovers = False, True
    monkeypatch.setattr(rescue, "is_sound", lambda _path: False)
    assert run_cli().code == 0
    assert screens.asked == [f"The library {library} is damaged."]
    assert not damage_note(library).exists()


def test_damage_that_is_no_more_is_forgotten(library: Path, run_cli: Any, screens: Screens) -> None:
    damage_note(library).touch()
    assert run_cli().code == 0
    assert (screens.asked, screens.opened) == ([], [3])
    assert not damage_note(library).exists()
