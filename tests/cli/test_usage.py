from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reader import __version__, i18n
from reader.cli.invocation import commands

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("command", sorted(commands()))
def test_the_help_of_every_command_has_an_example_and_fits_the_terminal(
    run_cli: Any, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run_cli(command, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: broadsheet {command} ")
    assert f"Example:\n  broadsheet {command}" in done.out
    assert "--library PATH" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_refuses_unknown_options_in_one_line(run_cli: Any, command: str) -> None:
    done = run_cli(command, "--nonsense")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("broadsheet: ")
    assert f"`broadsheet {command} --help`" in done.err


def test_the_help_of_the_program_lists_the_commands(run_cli: Any) -> None:
    done = run_cli("--help")
    assert done.code == 0
    assert all(re.search(rf"^  {command} ", done.out, re.MULTILINE) for command in commands())


def test_wrong_usage_names_command_argument_and_help_once(run_cli: Any) -> None:
    assert run_cli("list", "--limit", "x").err == (
        "broadsheet: list: argument --limit: 'x' is no whole number\n"
        "  `broadsheet list --help` shows how it is used.\n"
    )


def test_an_option_that_is_nearly_right_is_suggested(run_cli: Any) -> None:
    assert "Did you mean --limit?" in run_cli("list", "--limt=3").err
    assert "Did you mean --json?" in run_cli("list", "-json").err
    assert "Did you mean --library?" in run_cli("--libary", "x", "list").err


def test_a_command_that_is_nearly_right_is_suggested(run_cli: Any) -> None:
    done = run_cli("improt", "x")
    assert (done.code, done.out) == (2, "")
    assert done.err == "broadsheet: There is no command improt.\n  Did you mean import?\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["show"], ["show", "1", "2"], ["import"], ["mark", "read"], ["list", "--limit", "-1"], ["list", "--limit", "many"],
        ["list", "--limit", "²"], ["list", "--folder", "old"], ["list", "--sort", "size"], ["show", "1", "--json", "--plain"],
        ["--library"],
    ],
)  # fmt: skip
def test_wrong_usage_is_code_2(run_cli: Any, library: Path, arguments: list[str]) -> None:
    done = run_cli(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("broadsheet: ")


def test_an_unknown_category_is_wrong_usage_with_the_nearest(run_cli: Any, library: Path) -> None:
    done = run_cli("list", "--category", "科技創業")
    assert done.code == 2
    assert "Did you mean 科技創新?" in done.err


def test_the_version_says_where_the_program_lies(run_cli: Any) -> None:
    done = run_cli("--version")
    assert (done.code, done.out) == (0, f"broadsheet {__version__} ({ROOT / 'reader'})\n")


def test_texts_follow_the_language(run_cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Marked(i18n._gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return f"〔{message}〕"

    monkeypatch.setattr(i18n._gettext, "translation", lambda *_args, **_how: Marked())
    monkeypatch.setenv("BROADSHEET_LANGUAGE", "zh-Hant")
    done = run_cli("list", "--help")
    for english in (
        "List articles, or those that a query finds.",
        "Options",
        "Example:",
        "turn the order round",
    ):
        assert f"〔{english}〕" in done.out
    assert "〔Did you mean {name}?〕".format(name="import") in run_cli("improt").err


@pytest.mark.parametrize("command", [[], ["demo"]])
def test_the_application_needs_a_terminal(run_cli: Any, isolated_home: Path, command: list[str]) -> None:
    done = run_cli(*command)
    assert (done.code, done.out) == (2, "")
    assert "terminal" in done.err
    assert not (isolated_home / "own.library").exists()


class TestInAProcess:
    def test_a_closed_pipe_ends_quietly(self, library: Path) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            done = subprocess.run(
                [sys.executable, "-m", "reader", "keys"],
                cwd=ROOT,
                stdout=pipe,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_a_full_disk_is_one_line_and_no_success(self) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "reader", "keys"],
                cwd=ROOT,
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert done.returncode == 1
        assert done.stderr.startswith(b"broadsheet: Standard output cannot be written")
        assert done.stderr.count(b"\n") == 1

    def test_json_is_whole_in_any_locale(self, library: Path, run_process: Any) -> None:
        done = run_process("categories", "--json", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
        assert done.code == 0
        assert "\\u79d1" in done.out

    def test_text_that_the_locale_lacks_is_no_error(self, library: Path, run_process: Any) -> None:
        done = run_process("categories", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
        assert (done.code, done.err) == (0, "")
        assert "????" in done.out

    def test_closed_outputs_are_no_error(self, library: Path) -> None:
        command = f"{sys.executable} -m reader categories >&- 2>&-"
        assert subprocess.run(["sh", "-c", command], cwd=ROOT, check=False).returncode == 0
