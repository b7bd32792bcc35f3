"""The clipboard of the system: which program is chosen, what it is given, and that its failing harms nothing."""

from __future__ import annotations

import base64
import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest
from tui.driving import PATIENCE, asynchronous, reading

from reader.tui import clipboard
from reader.tui.app import BroadsheetApp
from reader.tui.clipboard import ClipboardProgram, clipboard_programs, copy_to_system

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library import Library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")

TEXT = "燈塔 “café”\n第二行\t👨‍👩‍👧"
ALL = ("pbcopy", "wl-copy", "xclip", "xsel", "termux-clipboard-set", "powershell.exe")


def _stand_in(folder: Path, name: str, script: str = 'cat > "$0.copied"; echo "$@" > "$0.arguments"') -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def _first(environment: dict[str, str], system: str, release: str = "") -> ClipboardProgram | None:
    """The program that is tried first."""
    return next(clipboard_programs(environment, system, release), None)


@pytest.mark.parametrize(
    ("system", "release", "environment", "chosen"),
    [
        ("darwin", "24.1.0", {}, "pbcopy"),
        ("linux", "6.8", {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "wl-copy"),
        ("linux", "6.8", {"DISPLAY": ":0"}, "xclip"),
        ("linux", "6.8", {}, None),
        ("linux", "5.15.90.1-microsoft-standard-WSL2", {}, "powershell.exe"),
        ("linux", "5.15.90.1-microsoft-standard-WSL2", {"WAYLAND_DISPLAY": "wayland-0"}, "wl-copy"),
        ("linux", "4.19", {"TERMUX_VERSION": "0.118"}, "termux-clipboard-set"),
        ("win32", "11", {}, "powershell.exe"),
        ("linux", "6.8", {"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "a b c d"}, None),
        ("darwin", "24.1.0", {"SSH_TTY": "/dev/ttys001"}, None),
    ],
)
def test_the_program_is_that_of_the_desktop_and_none_over_ssh(
    tmp_path: Path, system: str, release: str, environment: dict[str, str], chosen: str | None
) -> None:
    for name in ALL:
        _stand_in(tmp_path, name)
    program = _first({**environment, "PATH": str(tmp_path)}, system, release)
    assert (program and program.command[0]) == (chosen and str(tmp_path / chosen))


def test_the_next_one_is_taken_where_the_first_is_not_installed(tmp_path: Path) -> None:
    environment = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0", "PATH": str(tmp_path)}
    assert _first(environment, "linux") is None
    _stand_in(tmp_path, "xsel")
    program = _first(environment, "linux")
    assert program is not None
    assert program.command == (str(tmp_path / "xsel"), "--clipboard", "--input")


def test_the_text_comes_on_standard_input_byte_for_byte(tmp_path: Path) -> None:
    _stand_in(tmp_path, "wl-copy")
    program = _first({"WAYLAND_DISPLAY": "wayland-0", "PATH": str(tmp_path)}, "linux")
    assert program is not None
    assert program.copy(TEXT)
    assert (tmp_path / "wl-copy.copied").read_bytes() == TEXT.encode()
    assert "燈塔" not in (tmp_path / "wl-copy.arguments").read_text(encoding="utf-8")


def test_powershell_is_given_ascii_that_it_decodes(tmp_path: Path) -> None:
    _stand_in(tmp_path, "powershell.exe")
    program = _first({"PATH": str(tmp_path)}, "win32")
    assert program is not None
    assert program.copy(TEXT)
    assert base64.b64decode((tmp_path / "powershell.exe.copied").read_bytes()) == TEXT.encode()


def test_a_program_that_stays_in_the_background_is_not_waited_for(tmp_path: Path) -> None:
    _stand_in(tmp_path, "xclip", 'cat > /dev/null; sleep 60 & echo $! > "$0.pid"')
    assert ClipboardProgram((str(tmp_path / "xclip"),)).copy(TEXT, timeout=PATIENCE)
    # It is still there: nobody waited for it.
    os.kill(int((tmp_path / "xclip.pid").read_text()), signal.SIGTERM)


@pytest.mark.parametrize("script", ["exit 1", "exec sleep 30"])
def test_one_that_fails_or_hangs_is_given_up(tmp_path: Path, script: str) -> None:
    _stand_in(tmp_path, "xclip", script)
    assert not ClipboardProgram((str(tmp_path / "xclip"),)).copy("x" * 200_000, timeout=0.2)


def test_after_one_that_fails_the_next_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":0")
    for name in ("SSH_CONNECTION", "SSH_TTY", "TERMUX_VERSION"):
        monkeypatch.delenv(name, raising=False)
    _stand_in(tmp_path, "wl-copy", "exit 1")
    _stand_in(tmp_path, "xclip")
    assert copy_to_system(TEXT)
    assert (tmp_path / "xclip.copied").read_bytes() == TEXT.encode()
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    assert not copy_to_system(TEXT)


def test_one_that_cannot_be_started_is_no_error(tmp_path: Path) -> None:
    assert not ClipboardProgram((str(tmp_path / "xclip"),)).copy(TEXT)


@asynchronous
async def test_what_is_copied_goes_to_the_terminal_and_to_the_system(library: Library) -> None:
    """The last of several copies is there in the end."""
    given: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clipboard, "copy_to_system", given.append)
        async with reading(library) as driver:
            for text in ("one", "two", TEXT):
                BroadsheetApp.copy_to_clipboard(driver.app, text)
            await driver.settle()
            assert driver.app.clipboard == TEXT
            assert given[-1] == TEXT
