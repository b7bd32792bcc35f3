from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(isolated_home: Path) -> Path:
    return isolated_home / "config.toml"


def test_path_is_where_the_file_is(run_cli: Any, file: Path) -> None:
    assert run_cli("config", "--path").out == f"{file}\n"


def test_all_settings_are_toml_that_says_where_each_comes_from(
    run_cli: Any, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('[screen]\nmarks = "ascii"\n[keys]\n"view.zen" = ["u", "ctrl+e"]\n', encoding="utf-8")
    monkeypatch.setenv("BROADSHEET_THEME", "nord")
    out = run_cli("config").out
    assert tomllib.loads(out)["screen"] == {
        "theme": "nord", "language": "", "marks": "ascii", "ambiguous": "narrow", "linear": False,
        "sidebar_width": 24, "list_share": 50,
    }  # fmt: skip
    assert tomllib.loads(out)["keys"] == {"view.zen": ["u", "ctrl+e"]}
    lines = out.splitlines()
    assert 'marks = "ascii"  # file' in lines
    assert 'theme = "nord"  # environment' in lines
    assert "list_share = 50  # default" in lines
    assert '"view.zen" = ["u", "ctrl+e"]  # file' in lines


def test_json_has_one_setting_a_line(run_cli: Any, file: Path) -> None:
    file.write_text("[reading]\nindent = true\n", encoding="utf-8")
    records = [json.loads(line) for line in run_cli("config", "--json").out.splitlines()]
    assert {"key": "reading.indent", "value": True, "from": "file"} in records
    assert {"key": "screen.language", "value": "", "from": "default"} in records


@pytest.mark.parametrize(
    ("key", "value"),
    [("screen.theme", "broadsheet-dark"), ("reading.indent", "false"), ("keys.view.zen", '["z"]')],
)
def test_one_setting_is_its_value(run_cli: Any, key: str, value: str) -> None:
    assert run_cli("config", key).out == f"{value}\n"


def test_a_setting_is_changed_in_the_file(run_cli: Any, file: Path) -> None:
    file.write_text("# mine\n", encoding="utf-8")
    done = run_cli("config", "screen.list_share", "45")
    assert (done.code, done.out) == (0, "")
    assert run_cli("config", "screen.list_share").out == "45\n"
    assert file.read_text(encoding="utf-8").startswith("# mine\n")
    assert run_cli("config", "keys.view.zen", "ctrl+e").code == 0
    assert run_cli("config", "keys.view.zen").out == '["ctrl+e"]\n'


@pytest.mark.parametrize(
    "arguments",
    [
        ["screen.them"],
        ["screen.them", "x"],
        ["screen.list_share", "5"],
        ["screen.list_share", "many"],
        ["keys.view.zen", "b"],
        ["keys.view.zoom", "u"],
    ],
)
def test_a_name_or_value_that_is_wrong_changes_nothing(
    run_cli: Any, file: Path, arguments: list[str]
) -> None:
    done = run_cli("config", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("broadsheet: ")
    assert not file.exists()


def test_every_command_warns_of_bad_settings_and_works(run_cli: Any, file: Path, library: Path) -> None:
    file.write_text("[screen]\nthem = 1\n", encoding="utf-8")
    done = run_cli("categories")
    assert done.code == 0
    assert "科技創新" in done.out
    assert done.err == (
        f"broadsheet: warning: {file}: screen.them: there is no such setting\n  Did you mean screen.theme?\n"
    )
