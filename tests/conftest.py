"""What all tests share: a home of their own, English, UTC, and the command line in this process or in another."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import permissions
import pytest
from hypothesis import settings

from reader import i18n
from reader.cli.main import main

ROOT = Path(__file__).resolve().parent.parent
REAL_PAGE = ROOT.parent / "shared" / "seeds" / "portal-page.txt"

# Machines that run tests are busy: how long an example takes says nothing.
settings.register_profile("broadsheet", deadline=None)
settings.load_profile("broadsheet")

_UNSET = (
    "BROADSHEET_LANGUAGE", "BROADSHEET_THEME", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS", "LINES", "BROWSER",
)  # fmt: skip


class Outcome(NamedTuple):
    """What a run of the command line gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def isolated_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, configuration and library that belong to the test alone; English and UTC."""
    home = tmp_path / "home"
    home.mkdir()
    places = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
        "BROADSHEET_CONFIG": home / "config.toml",
        "BROADSHEET_LIBRARY": home / "own.library",
    }
    for name, path in places.items():
        monkeypatch.setenv(name, str(path))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in _UNSET:
        monkeypatch.delenv(name, raising=False)
    time.tzset()
    i18n.install("en")
    return home


@pytest.fixture
def run_cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in this process: `run_cli("list", "--json", stdin=b"")`."""

    def run(*argv: str | Path, stdin: bytes = b"") -> Outcome:
        capsys.readouterr()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = main([os.fspath(argument) for argument in argv])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture
def run_process() -> Run:
    """The command line in a process of its own; keyword arguments as of subprocess.run (env adds to the environment)."""

    def run(*argv: str | Path, env: dict[str, str] | None = None, **how: Any) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "reader", *map(os.fspath, argv)],
            cwd=ROOT,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | (env or {}),
            capture_output=True,
            timeout=60,
            check=False,
            **({"stdin": subprocess.DEVNULL} | how),
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def common_path() -> Iterator[Path]:
    """A folder that other users of the machine can enter (pytest's own they cannot)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o755)
        yield path


@pytest.fixture
def unprivileged(run_cli: Run, common_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """A context in which permissions of files bind, also when the tests run as root.

    In it no module can be imported when the interpreter belongs to root, so what commands import is brought in before.
    """
    monkeypatch.setenv("BROADSHEET_CONFIG", str(common_path / "config.toml"))
    with tempfile.TemporaryDirectory() as folder:
        run_cli("import", "-", "--library", Path(folder, "l"), stdin=b"# Title\n\ntext\n")
        run_cli("mark", "read", "1", "--library", Path(folder, "l"))
        run_cli("list", "--json", "--library", Path(folder, "l"))
    return permissions.unprivileged


@pytest.fixture
def real_page() -> Path:
    """A page as a portal really delivers it; the test is skipped where there is none."""
    if not REAL_PAGE.exists():
        pytest.skip("the real page is not part of the project")
    return REAL_PAGE
