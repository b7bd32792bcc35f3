"""A pseudo-terminal with a program in it, and a terminal emulator (pyte) that shows what the program drew."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from typing import TYPE_CHECKING, Self

import pyte
from wcwidth import wcswidth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "up": "\x1b[A", "down": "\x1b[B",
    "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "ctrl+q": "\x11", "ctrl+p": "\x10", "ctrl+d": "\x04", "ctrl+u": "\x15", "ctrl+c": "\x03", "f1": "\x1bOP", "f2": "\x1bOQ",
    "f4": "\x1bOS", "backspace": "\x7f",
}  # fmt: skip
"""What a terminal sends for keys that are no characters."""


class Terminal:
    """Runs a program in a terminal of so many columns and rows. Use as a context manager; at the end the program is gone."""

    def __init__(
        self,
        argv: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
        cwd: str | None = None,
        *,
        emulate: bool = True,
    ) -> None:
        """Start the program. Without emulation only `raw` is kept: for measuring."""
        self._emulate = emulate
        self.raw = bytearray()
        """Every byte that the program wrote."""
        self.columns, self.rows = columns, rows
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.exit_code: int | None = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            if cwd is not None:
                os.chdir(cwd)
            environment = {**os.environ, **(env or {}), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            environment.pop("COLUMNS", None)
            environment.pop("LINES", None)
            os.execvpe(argv[0], list(argv), environment)
        self.resize(columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.exit_code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.columns, self.rows = columns, rows
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def press(self, *keys: str) -> None:
        """Strike keys, by name or as characters."""
        for key in keys:
            os.write(self.fd, KEYS.get(key, key).encode())

    def read(self, seconds: float) -> bytes:
        """What the program writes next, b"" when nothing comes in so many seconds."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:  # Linux says EIO when the program has gone
            data = b""
        self.raw += data
        if self._emulate:
            self._stream.feed(data)
        return data

    def settle(self, quiet: float = 0.25, timeout: float = 20.0) -> str:
        """Read until nothing came for `quiet` seconds; gives the screen."""
        end = time.monotonic() + timeout
        while time.monotonic() < end and self.read(quiet):
            pass
        return self.text

    def wait_for(self, condition: str | Callable[[str], bool], timeout: float = 30.0) -> str:
        """Read until the screen shows a text (or meets a condition); raises AssertionError with the screen when it does not."""
        end = time.monotonic() + timeout
        while True:
            text = self.text
            if condition(text) if callable(condition) else condition in text:
                return text
            if time.monotonic() > end:
                raise AssertionError(f"not on the screen: {condition!r}\n{text}")
            self.read(0.05)

    def wait_for_exit(self, timeout: float = 20.0) -> int:
        """Wait for the program to end; gives its exit code."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
                while self.read(0.02):
                    pass
                return self.exit_code
        raise AssertionError(f"the program goes on\n{self.text}")

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, without blanks at their ends."""
        # Not `screen.display`, which fails on the half of a wide character whose other half was drawn over.
        return [self._line(row) for row in range(self.rows)]

    def _line(self, row: int) -> str:
        cells = self.cells(row)
        halves = ["", *cells]
        return "".join(
            cell or ("" if wcswidth(before) == 2 else " ")
            for before, cell in zip(halves, cells, strict=False)
        ).rstrip()

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(self.lines)

    @property
    def title(self) -> str:
        """The title of the window."""
        return str(self.screen.title)

    def cells(self, row: int) -> list[str]:
        """The cells of a row: a wide character stands in the first of its two, the second is empty."""
        return [self.screen.buffer[row][column].data for column in range(self.columns)]
