"""The clipboard of the system, beside that of the terminal: many terminals take no OSC 52, and some have it switched off."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from base64 import b64encode
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PATIENCE = 5.0
"""Seconds after which a program is given up: PowerShell takes one to start; the others a few hundredths."""
# What PowerShell reads from another program depends on the code page, so the text comes as ASCII.
_POWERSHELL = (
    "powershell.exe", "-NoProfile", "-NonInteractive", "-Command",
    "Set-Clipboard -Value ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([Console]::In.ReadToEnd())))",
)  # fmt: skip


class ClipboardProgram(NamedTuple):
    """A program that puts what it reads on the clipboard."""

    command: tuple[str, ...]
    encoded: bool = False
    """Whether it reads the UTF-8 form of the text in Base64 (RFC 4648 §4), else that form itself."""

    def copy(self, text: str, timeout: float = _PATIENCE) -> bool:
        """Put a text on the clipboard; False when the program fails or takes longer than `timeout` seconds."""
        data = text.encode("utf-8", "replace")
        try:
            # Some go on in the background to hold the clipboard: they get no pipe that would be waited for.
            done = subprocess.run(
                self.command,
                input=b64encode(data) if self.encoded else data,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=timeout,
                check=False,
                start_new_session=True,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


def clipboard_programs(
    environment: Mapping[str, str], system: str, release: str = ""
) -> Iterator[ClipboardProgram]:
    """The programs on the PATH that reach the clipboard of the system, the most fitting first.

    `system` is as in `sys.platform`, `release` that of the kernel. Over SSH there are none: the clipboard of that system is
    not the reader's.
    """
    if "SSH_CONNECTION" in environment or "SSH_TTY" in environment:
        return
    for program in _candidates(environment, system, release):
        path = shutil.which(program.command[0], path=environment.get("PATH"))
        if path is not None:
            yield program._replace(command=(path, *program.command[1:]))


def copy_to_system(text: str) -> bool:
    """Put a text on the clipboard of this system; False when there is none that can be reached. May take seconds."""
    programs = clipboard_programs(os.environ, sys.platform, platform.release())
    return any(program.copy(text) for program in programs)


def _candidates(environment: Mapping[str, str], system: str, release: str) -> Iterator[ClipboardProgram]:
    if system == "darwin":
        yield ClipboardProgram(("pbcopy",))
        return
    if system == "win32":
        yield ClipboardProgram(_POWERSHELL, encoded=True)
        return
    if "TERMUX_VERSION" in environment:
        yield ClipboardProgram(("termux-clipboard-set",))
    if "WAYLAND_DISPLAY" in environment:
        yield ClipboardProgram(("wl-copy", "--type", "text/plain;charset=utf-8"))
    if "DISPLAY" in environment:
        yield ClipboardProgram(("xclip", "-selection", "clipboard", "-in"))
        yield ClipboardProgram(("xsel", "--clipboard", "--input"))
    if "microsoft" in release.lower():  # the Windows Subsystem for Linux
        yield ClipboardProgram(_POWERSHELL, encoded=True)
