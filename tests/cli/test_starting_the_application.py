from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from earlier_libraries import make_earlier_library

from reader.cli.commands import application, demo
from reader.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.library import Library
    from reader.settings import Problem, Settings


class Start:
    """Stands for the application: keeps what it was started with."""

    def __init__(self) -> None:
        self.library: Path | None = None
        self.open = False
        self.settings: Settings | None = None
        self.problems: Sequence[Problem] = ()

    def run_application(self, library: Library, settings: Settings, problems: Sequence[Problem]) -> int:
        self.library = library.path
        self.open = bool(library.counts())
        self.settings, self.problems = settings, problems
        return 7


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Start:
    started = Start()
    module = ModuleType("reader.tui.app")
    module.run_application = started.run_application  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "reader.tui.app", module)
    for command in (application, demo):
        monkeypatch.setattr(command, "require_terminal", lambda: None)
    return started


def test_without_a_command_it_opens_the_library_of_the_reader_and_gives_its_exit_code(
    run_cli: Any, start: Start, isolated_home: Path
) -> None:
    done = run_cli()
    assert (done.code, done.out, done.err) == (7, "", "")
    assert (start.library, start.open) == (isolated_home / "own.library", True)


def test_it_says_before_it_brings_a_library_up_to_date(run_cli: Any, start: Start, tmp_path: Path) -> None:
    path = tmp_path / "there.library"
    make_earlier_library(path, SCHEMA_VERSION - 1)
    done = run_cli("--library", path)
    assert (done.code, done.err) == (
        7, "Bringing the library up to date; a copy as it was stays beside it …\n",
    )  # fmt: skip
    assert run_cli("--library", path).err == ""


def test_another_library_can_be_named(run_cli: Any, start: Start, tmp_path: Path) -> None:
    assert run_cli("--library", tmp_path / "there.library").code == 7
    assert start.library == tmp_path / "there.library"


def test_settings_and_their_problems_go_to_the_application_alone(
    run_cli: Any, start: Start, isolated_home: Path
) -> None:
    (isolated_home / "config.toml").write_text('[screen]\ntheme = "nord"\nthem = 1\n', encoding="utf-8")
    assert run_cli().err == ""
    assert start.settings is not None
    assert start.settings.screen.theme == "nord"
    assert [problem.key for problem in start.problems] == ["screen.them"]


def test_a_library_that_cannot_be_used_never_starts_it(
    run_cli: Any, start: Start, isolated_home: Path
) -> None:
    (isolated_home / "own.library").write_text("notes", encoding="utf-8")
    done = run_cli()
    assert (done.code, start.library) == (3, None)
    assert (isolated_home / "own.library").read_text(encoding="utf-8") == "notes"


def test_the_demo_opens_a_library_of_its_own(
    run_cli: Any, start: Start, isolated_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "resource", lambda _name: tmp_path / "none")
    (tmp_path / "none").mkdir()
    assert run_cli("demo").code == 7
    assert start.library is not None
    assert start.library.name == "demo.broadsheet"
    assert isolated_home in start.library.parents
    assert not (isolated_home / "own.library").exists()


@pytest.mark.parametrize("arguments", [("--linear",), ("--linear", "demo")])
def test_the_linear_mode_can_be_asked_for(run_cli: Any, start: Start, arguments: tuple[str, ...]) -> None:
    assert run_cli(*arguments).code == 7
    assert start.settings is not None
    assert start.settings.screen.linear
    assert run_cli(*arguments[1:]).code == 7
    assert not start.settings.screen.linear
