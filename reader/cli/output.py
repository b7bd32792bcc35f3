"""The only writer to standard output: text, tables, JSON lines, bytes. All text is cleaned here once more."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal, NamedTuple, TypeAlias

from reader.errors import BroadsheetError
from reader.i18n import _

Hits: TypeAlias = Callable[[str], Sequence[tuple[int, int]]]
"""Gives the places in a text that were looked for: start and stop in characters, ascending."""


class Column(NamedTuple):
    """A column of a table."""

    heading: str
    width: int = 0
    """The least width, in cells."""
    align: Literal["left", "right"] = "left"
    shorten: bool = False
    """Whether a text that is wider is cut; otherwise it stands out and nothing is lost."""


def prepare() -> None:
    """Let standard output take every text, also when it is closed or of an old encoding."""
    if sys.stdout is None:  # closed by the shell (>&-)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open as long as the process
    if isinstance(sys.stdout, io.TextIOWrapper):
        # What the encoding of the locale lacks becomes "?" instead of an error in the middle of a list.
        sys.stdout.reconfigure(errors="replace")


def width() -> int | None:
    """Give the width of the terminal in cells; None when the output goes to a file or a pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def write_text(text: str) -> None:
    """Write lines of text, with one line end after the last."""
    from reader.text.clean import clean

    _write(clean(text).rstrip("\n") + "\n")


def write_json(record: Mapping[str, object]) -> None:
    """Write an object on a line of its own (JSON Lines), in ASCII where the locale is not UTF-8."""
    import json

    utf8 = (sys.stdout.encoding or "").lower().replace("_", "-") == "utf-8"
    _write(json.dumps(_cleaned(record), ensure_ascii=not utf8) + "\n")


def write_table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    hits: Hits | None = None,
) -> None:
    """Write a table as its rows come, under headings, aligned by cells; a terminal cuts it at its edge.

    The hits in the last column are bold on a terminal, unless NO_COLOR is set (https://no-color.org).
    """
    edge = width()
    _write_row(columns, [column.heading for column in columns], edge)
    shown = None if edge is None or os.environ.get("NO_COLOR") else hits
    for row in rows:
        _write_row(columns, row, edge, shown)


def write_bytes(data: bytes) -> None:
    """Write bytes as they are. Raises BroadsheetError for a terminal, which would obey what hides in them."""
    if sys.stdout.isatty():
        message = _("These bytes may hold control sequences and are not written to a terminal.")
        raise BroadsheetError(message, _("Send them to a file: broadsheet show ID --original > FILE"))
    with _named_errors():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def flush() -> None:
    """Write out what is still in memory: a full disk must show before the exit code is settled."""
    with _named_errors():
        sys.stdout.flush()


def abandon() -> None:
    """Forget what could not go into a closed pipe: Python would try again at the exit, and complain."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)


def _cell(column: Column, text: str) -> str:
    from reader.typeset.cells import cell_width, fit

    if cell_width(text) > column.width and not column.shorten:
        return text
    return fit(text, column.width, align=column.align)


def _write_row(
    columns: Sequence[Column], row: Sequence[str], edge: int | None, hits: Hits | None = None
) -> None:
    from reader.text.clean import clean_line
    from reader.typeset.cells import truncate

    texts = [clean_line(text) for text in row]
    line = "  ".join(_cell(column, text) for column, text in zip(columns, texts, strict=True)).rstrip()
    start = len(line) - len(texts[-1])
    if edge is not None:
        line = truncate(line, edge)
    if hits is not None:
        line = _with_bold(line, [(start + first, start + last) for first, last in hits(texts[-1])])
    _write(f"{line}\n")


def _with_bold(line: str, spans: Sequence[tuple[int, int]]) -> str:
    """The line with its spans in bold, as far as they were not cut off."""
    parts: list[str] = []
    end = 0
    for start, stop in spans:
        if start < len(line):
            # SGR 1 and 22: bold on, and off again (ECMA-48 §8.3.117).
            parts += (line[end:start], "\x1b[1m", line[start:stop], "\x1b[22m")
            end = stop
    return "".join([*parts, line[end:]])


def _cleaned(value: object) -> object:
    from reader.text.clean import clean

    match value:
        case str():
            return clean(value)
        case Mapping():
            return {name: _cleaned(part) for name, part in value.items()}
        case list() | tuple():
            return [_cleaned(part) for part in value]
        case _:
            return value


def _write(text: str) -> None:
    with _named_errors():
        sys.stdout.write(text)


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise  # the other end has read enough: no error at all
    except OSError as error:
        message = _("Standard output cannot be written: {reason}.").format(reason=error.strerror)
        raise BroadsheetError(message) from error
