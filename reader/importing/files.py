"""The files that paths lead to, and their bytes, without ever waiting for a device or a pipe."""

from __future__ import annotations

import os
import re
import stat
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, Final

from reader.errors import DocumentError
from reader.i18n import _
from reader.model.document import Document
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

STANDARD_INPUT: Final = "-"
SIZE_LIMIT: Final = 64 * 1024 * 1024
"""Bytes of the largest file that is read: a hundred times a long article, and two copies fit into memory."""
_PAGES: Final = frozenset((".html", ".htm", ".xhtml", ".shtml"))
_BESIDE: Final = ("_files", ".files")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to be read."""

    path: str
    """As it was named, or as the walk found it; "-" for standard input. Not cleaned: it opens the file."""
    folder: str | None = None
    """The name of the folder that it was found in; None for a file that was named itself."""
    size: int = field(default=0, compare=False)
    """Bytes, as far as is known before it is opened."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A path that leads to no file which could be read, or the member of a container that cannot be."""

    path: str
    reason: DocumentError


@dataclass(frozen=True, slots=True)
class Hidden:
    """The hidden files and folders of a folder, which are passed over."""

    path: str
    count: int


@dataclass(frozen=True, slots=True)
class PagePictures:
    """The folder that a browser saves beside a page, with its pictures, styles and scripts; it is passed over."""

    path: str


Found = FoundFile | Refused | Hidden | PagePictures


def walk(paths: Iterable[str | Path]) -> Iterator[Found]:
    """Yield the files of all paths: those named, and those in named folders and below, in natural order.

    Symbolic links are followed, but no folder is entered twice. Nothing is opened.
    """
    for named in paths:
        path = os.fspath(named)
        if path == STANDARD_INPUT:
            yield FoundFile(path)
            continue
        try:
            status = Path(path).stat()
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name.
            yield Refused(path, _unreadable(path, error))
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _walk_folder(Path(path))
        else:
            yield _found(path, status, None)


@contextmanager
def open_document(path: str | Path, folder: str | None = None) -> Iterator[tuple[BinaryIO, Document]]:
    """Open a regular file; gives it, and what is known about it as a document that has no data yet.

    Raises DocumentError, which names the file, for one that is missing, may not be read or is no regular file.
    """
    try:
        opened = open(path, "rb", opener=_open_without_waiting)  # noqa: SIM115 - closed below
    except (OSError, ValueError) as error:
        raise _unreadable(os.fspath(path), error) from error
    with opened as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise _special(os.fspath(path), status.st_mode)
        location, name = clean_line(str(Path(path).resolve())), clean_line(Path(path).name)
        yield file, Document(b"", location, name, saved_at=_time(status.st_mtime), folder=folder)


def read_whole(file: BinaryIO, limit: int, name: str) -> bytes:
    """Read a file to its end. Raises DocumentError when it has more than `limit` bytes, or cannot be read."""
    try:
        data = file.read(limit + 1)
    except OSError as error:
        raise _unreadable(name, error) from error
    if len(data) > limit:
        message = _("{name} has more than {size} MiB and was not read.")
        raise DocumentError(
            message.format(name=name, size=f"{limit / 2**20:g}"),
            _("Split it into smaller files, or allow more with max_megabytes in config.toml."),
        )
    return data


def read_document(path: str | Path, *, limit: int = SIZE_LIMIT) -> Document:
    """Read a regular file, or standard input for "-".

    Raises DocumentError, which names the file, for one that cannot be opened (see open_document) or has more than
    `limit` bytes.
    """
    if os.fspath(path) == STANDARD_INPUT:
        return _read_standard_input(limit)
    with open_document(path) as (file, document):
        return replace(document, data=read_whole(file, limit, document.name))


def _walk_folder(top: Path) -> Iterator[Found]:
    """Walk a folder and those below, with a stack: folders may be nested deeper than Python recurses."""
    entered: set[tuple[int, int]] = set()
    waiting: list[Path] = [top]
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield _found(str(path), status, path.parent.resolve().name or None)
                continue
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            with os.scandir(path) as entries:
                names = sorted((entry.name for entry in entries), key=_natural)
        except OSError as error:
            yield Refused(str(path), _unreadable(str(path), error))
            continue
        visible = [name for name in names if not name.startswith(".")]
        if len(visible) < len(names):
            yield Hidden(str(path), len(names) - len(visible))
        pictures = _page_pictures(visible)
        yield from (PagePictures(str(path / name)) for name in visible if name in pictures)
        waiting += (path / name for name in reversed(visible) if name not in pictures)


def _page_pictures(names: Collection[str]) -> set[str]:
    """Find the folders that browsers have saved beside pages: `Page_files` or `Page.files` beside `Page.html`."""
    pages = {PurePath(name).stem for name in names if PurePath(name).suffix.lower() in _PAGES}
    return {
        name for name in names if any(name.endswith(end) and name[: -len(end)] in pages for end in _BESIDE)
    }


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Order names as people count: `2-x` before `10-x`, whatever the case."""
    parts = re.findall(r"([0-9]+)|([^0-9]+)", name.casefold())
    return [(0, int(digits[:4000]), "") if digits else (1, 0, text) for digits, text in parts]


def _found(path: str, status: os.stat_result, folder: str | None) -> FoundFile | Refused:
    if not stat.S_ISREG(status.st_mode):
        return Refused(path, _special(path, status.st_mode))
    return FoundFile(path, folder, status.st_size)


def _read_standard_input(limit: int) -> Document:
    name = _("Standard input")
    if sys.stdin is None:
        raise DocumentError(_("{name} is closed.").format(name=name))
    data = read_whole(sys.stdin.buffer, limit, name)
    return Document(data, STANDARD_INPUT, name, saved_at=datetime.now(UTC))


def _open_without_waiting(path: str, flags: int) -> int:
    """Open with O_NONBLOCK: a pipe that took the file's place since the walk must not stop the import."""
    return os.open(path, flags | os.O_NONBLOCK)


def _special(path: str, mode: int) -> DocumentError:
    name = clean_line(path)
    if stat.S_ISFIFO(mode):
        return DocumentError(
            _("{name} is a pipe, not a file.").format(name=name), _("Use - to read standard input.")
        )
    return DocumentError(_("{name} is a device or a socket, not a file.").format(name=name))


def _unreadable(path: str, error: OSError | ValueError) -> DocumentError:
    name = clean_line(path)
    match error:
        case FileNotFoundError():
            return DocumentError(
                _("{name} does not exist.").format(name=name), _("Check the spelling of the path.")
            )
        case IsADirectoryError():
            return DocumentError(_("{name} is a folder, not a file.").format(name=name))
        case PermissionError():
            return DocumentError(_("{name} may not be read: no permission.").format(name=name))
        case OSError(strerror=str(reason)):
            return DocumentError(_("{name} cannot be read: {reason}.").format(name=name, reason=reason))
        case _other:
            return DocumentError(_("{name} is no valid path.").format(name=name))


def _time(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):  # File systems hold times that the calendar does not.
        return None
