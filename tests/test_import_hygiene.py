"""Which packages a room brings in when it is imported: a static check cannot see an import inside a function that runs."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = frozenset({
    "httpx", "lxml", "markdown_it", "opencc", "platformdirs", "pypinyin", "rich", "sqlite3", "sqlite_utils", "textual",
    "tomlkit", "tomllib", "turbohtml",
})  # fmt: skip


@cache  # several tests look at the same module
def modules(code: str) -> frozenset[str]:
    """The modules that a fresh process has after some code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, file=sys.__stderr__)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return frozenset(done.stderr.split())


def ours(loaded: frozenset[str]) -> set[str]:
    return {name.split(".")[1] for name in loaded if name.startswith("reader.")}


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("reader.model.article", set()),
        ("reader.text.clean", set()),
        ("reader.typeset.cells", {"rich"}),
        ("reader.typeset.layout", {"rich"}),
        ("reader.store.opening", {"sqlite3"}),
        ("reader.importing.run", set()),
        ("reader.library", {"sqlite3"}),
        ("reader.settings", set()),
        ("reader.paths", set()),
        ("reader.tui.commands", set()),
        ("reader.cli.main", set()),
        ("reader.cli.invocation", set()),
    ],
)
def test_a_room_brings_in_no_heavy_package(module: str, allowed: set[str]) -> None:
    assert HEAVY & modules(f"import {module}") <= allowed


@pytest.mark.parametrize(
    ("module", "foreign"),
    [
        (
            "reader.model.article",
            {"text", "typeset", "store", "importing", "library", "settings", "cli", "tui"},
        ),
        ("reader.text.clean", {"typeset", "store", "importing", "library", "settings", "cli", "tui"}),
        ("reader.typeset.layout", {"store", "importing", "library", "settings", "cli", "tui"}),
        ("reader.store.opening", {"typeset", "importing", "library", "cli", "tui"}),
        ("reader.importing.run", {"store", "library", "cli", "tui"}),
        ("reader.library", {"cli", "tui"}),
        ("reader.settings", {"text", "typeset", "store", "importing", "library", "cli", "tui"}),
        ("reader.cli.main", {"store", "importing", "library"}),
    ],
)
def test_a_room_brings_in_no_room_that_it_must_not_know(module: str, foreign: set[str]) -> None:
    assert not ours(modules(f"import {module}")) & foreign


def test_a_command_brings_in_no_other_command_and_nothing_of_the_screen(isolated_home: Path) -> None:
    loaded = modules("from reader.cli.main import main; main(['keys'])")
    assert {name for name in loaded if name.startswith("reader.cli.commands.")} == {
        "reader.cli.commands.keys"
    }
    assert not HEAVY - {"rich"} & loaded


def test_the_bare_start_reaches_the_application_without_what_it_does_not_need(isolated_home: Path) -> None:
    from reader.library import Library

    Library.open(isolated_home / "own.library").close()
    loaded = modules(
        "import sys, types\n"
        "application = sys.modules['reader.tui.app'] = types.ModuleType('reader.tui.app')\n"
        "application.run_application = lambda *_: print('started')\n"
        "import reader.cli.commands.application as start\n"
        "start.require_terminal = lambda: None\n"
        "from reader.cli.main import main\n"
        "main([])"
    )
    unneeded = {
        "argparse",
        "sqlite_utils",
        "platformdirs",
        "tomllib",
        "tomlkit",
        "markdown_it",
        "rich",
        "webbrowser",
    }
    assert not unneeded & loaded


def test_reading_an_up_to_date_library_needs_sqlite3_alone(isolated_home: Path) -> None:
    from reader.library import Library

    Library.open(isolated_home / "own.library").close()
    loaded = modules("from reader.cli.main import main; main(['categories'])")
    assert not {"sqlite_utils", "textual", "platformdirs", "tomllib"} & loaded
