"""The only writer to standard error, and what the exit codes mean."""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from enum import IntEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from reader.errors import BroadsheetError, LibraryUnusableError, UsageError
from reader.i18n import _
from reader.report_text import speed

if TYPE_CHECKING:
    from reader.model.report import Progress
    from reader.settings import Problem


_INDENT = "  "


class ExitCode(IntEnum):
    """What a command gives back to the shell."""

    DONE = 0
    PARTLY = 1
    """Something, or everything, that was asked for could not be done."""
    USAGE = 2
    """The command was called wrongly."""
    UNUSABLE = 3
    """The library cannot be used."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C: 128 and the number of SIGINT, as in POSIX shells."""


def exit_code(error: BroadsheetError) -> ExitCode:
    """Give the exit code for a failure."""
    match error:
        case UsageError():
            return ExitCode.USAGE
        case LibraryUnusableError():
            return ExitCode.UNUSABLE
        case _:
            return ExitCode.PARTLY


def report(error: BroadsheetError) -> ExitCode:
    """Write what happened and, on a second line, what to do; gives the exit code."""
    _complain(error.message, error.hint)
    return exit_code(error)


def warn(problem: Problem) -> None:
    """Write what is wrong in the settings; the command goes on."""
    place = f"{problem.file}: {problem.key}" if problem.key else problem.file
    message = _("warning: {place}: {message}").format(place=place, message=problem.message)
    _complain(message, problem.hint)


def note(message: str) -> None:
    """Write a plain line: what was done."""
    _write_line(message)


def point_at(text: str, column: int, length: int) -> None:
    """Write a text on a line of its own, and carets under a place in it (in characters); a long one is cut round it."""
    from reader.typeset.cells import cell_width, is_boundary, truncate

    # One column stays free, as for the bar.
    room = max(shutil.get_terminal_size().columns - len(_INDENT) - 1, 1)
    before, marked, after = map(
        _flattened, (text[:column], text[column : column + length], text[column + length :])
    )
    if cell_width(before) > room // 2:
        start = max(0, len(before) - room // 2)
        while cell_width(before[start:]) >= room // 2 or not is_boundary(before, start):
            start += 1
        before = f"…{before[start:]}"
    indent = cell_width(before)
    carets = "^" * max(1, min(cell_width(marked), room - indent))
    _write(f"{_INDENT}{truncate(before + marked + after, room)}\n{_INDENT}{' ' * indent}{carets}\n")


class ProgressLine:
    """How far long work is: a bar that is drawn over itself on a terminal, a line now and then elsewhere."""

    _BAR = 24
    """Cells of the bar: on the narrowest usual terminal (80) what follows still has room for 40."""
    _STEPS = 10
    """Plain lines at most for the files: one for each tenth."""
    _MANY = 100
    """Fewer files than this are done before a plain line about them could be read."""
    _PAUSE = 10.0
    """Seconds after which a plain line says in any case that the work goes on: one file can be an archive of a gigabyte."""
    _REDRAWN = 0.1
    """Seconds between two drawings: figures that change faster cannot be read."""

    def __init__(self, label: str, *, is_plain: bool = True) -> None:
        """`is_plain` says whether there are plain lines where there is no terminal."""
        self._label = label
        self._is_plain = is_plain
        self._drawn = sys.stderr is not None and sys.stderr.isatty()
        self._step = 0
        self._shown_at: float | None = None

    def show(self, now: Progress) -> None:
        """Show how far it is, if it is time for that."""
        if self._drawn:
            if self._shown_at is None or now.seconds - self._shown_at >= self._REDRAWN:
                self._shown_at = now.seconds
                self._draw(now)
            return
        if not self._is_plain:
            return
        step = now.done * self._STEPS // now.total if now.total >= self._MANY else self._step
        if step > self._step or now.seconds - (self._shown_at or 0.0) >= self._PAUSE:
            self._step, self._shown_at = step, now.seconds
            _write_line(f"{self._label} {self._figures(now)}")

    def finish(self) -> None:
        """Take the bar away, so that the report begins on a clean line."""
        if self._drawn and self._shown_at is not None:
            # CSI K: erase to the end of the line (ECMA-48 §8.3.41).
            _write("\r\x1b[K")

    def _draw(self, now: Progress) -> None:
        from reader.text.clean import clean_line
        from reader.typeset.cells import truncate

        filled = self._BAR * now.done // now.total if now.total else 0
        bar = "#" * filled + "." * (self._BAR - filled)
        line = f"{self._label} [{bar}] {self._figures(now)} {clean_line(PurePath(now.path).name)}"
        # One column stays free: a line that fills the last one makes some terminals scroll.
        _write(f"\r{truncate(line, shutil.get_terminal_size().columns - 1)}\x1b[K")

    @staticmethod
    def _figures(now: Progress) -> str:
        return " · ".join((f"{now.done}/{now.total}", *speed(now)))


def _complain(message: str, hint: str) -> None:
    _write_line(f"broadsheet: {message}")
    if hint:
        _write_line(hint, indent=_INDENT)


def _flattened(text: str) -> str:
    """The text clean and on one line, with all its blanks."""
    from reader.text.clean import clean

    return clean(text).replace("\n", " ").replace("\t", " ")


def _write_line(text: str, indent: str = "") -> None:
    from reader.text.clean import clean_line

    _write(f"{indent}{clean_line(text)}\n")


def _write(text: str) -> None:
    if sys.stderr is None:  # closed by the shell (2>&-)
        return
    # When nobody reads standard error any more there is nobody to tell that.
    with suppress(BrokenPipeError):
        sys.stderr.write(text)
        sys.stderr.flush()
