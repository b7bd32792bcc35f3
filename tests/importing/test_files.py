from __future__ import annotations

import errno
import inspect
import io
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.errors import DocumentError
from reader.importing.files import FoundFile, Hidden, Refused, read_document, walk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("10-b.txt", "2-a.txt", "Sub/1.md", "Sub/.draft.md", ".git/config", ".hidden"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "news"


def test_walks_folders_in_natural_order_and_counts_what_is_hidden(folder: Path) -> None:
    assert list(walk([folder])) == [
        Hidden(str(folder), 2),
        FoundFile(str(folder / "2-a.txt"), "news"),
        FoundFile(str(folder / "10-b.txt"), "news"),
        Hidden(str(folder / "Sub"), 1),
        FoundFile(str(folder / "Sub/1.md"), "Sub"),
    ]


def test_a_file_that_is_named_is_found_even_if_hidden_and_has_no_folder(folder: Path) -> None:
    assert list(walk([str(folder / ".hidden"), "-"])) == [FoundFile(str(folder / ".hidden")), FoundFile("-")]


def test_the_folder_one_is_in_has_its_own_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)

    assert FoundFile("2-a.txt", "news") in list(walk(["."]))


def test_loops_of_links_end_and_each_folder_is_walked_once(folder: Path) -> None:
    (folder / "Sub" / "up").symlink_to(folder)
    (folder / "again").symlink_to(folder / "Sub")

    found = [item for item in walk([folder]) if isinstance(item, FoundFile)]

    assert len(found) == 3


def test_a_link_to_a_file_is_followed_and_a_broken_one_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "away.md").write_text("x")
    (folder / "a").symlink_to(tmp_path / "away.md")
    (folder / "b").symlink_to(tmp_path / "nowhere")

    items = list(walk([folder]))

    assert FoundFile(str(folder / "a"), "news") in items
    assert [item.path for item in items if isinstance(item, Refused)] == [str(folder / "b")]


def test_folders_deeper_than_python_recurses_are_walked(tmp_path: Path) -> None:
    # The limit is lowered, because pytest itself must be able to remove the folders.
    (tmp_path / Path(*["d"] * 200)).mkdir(parents=True)
    (tmp_path / Path(*["d"] * 200) / "x.md").write_text("x", encoding="utf-8")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        found = list(walk([tmp_path]))
    finally:
        sys.setrecursionlimit(limit)

    assert len(found) == 1


@pytest.mark.parametrize("path", ["no-such-file", "a\0b", "x" * 5000, "\ud800"])
def test_a_path_that_leads_nowhere_is_refused_by_name(path: str) -> None:
    [item] = walk([path])

    assert isinstance(item, Refused)
    assert item.path == path
    with pytest.raises(DocumentError):
        read_document(path)


def test_a_missing_file_is_named_in_the_message(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"missing\.txt does not exist"):
        read_document(tmp_path / "missing.txt")


def test_pipes_devices_sockets_and_folders_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        items = list(walk([tmp_path / "pipe", tmp_path / "socket", "/dev/null"]))

    assert all(isinstance(item, Refused) for item in items)
    for path, said in ((tmp_path / "pipe", "pipe"), (Path("/dev/null"), "device"), (tmp_path, "folder")):
        with pytest.raises(DocumentError, match=said):
            read_document(path)


def test_a_file_without_permission_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, flags: int) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr(os, "open", refuse)  # The tests may run as root, whom no file refuses.

    with pytest.raises(DocumentError, match=r"secret\.txt may not be read"):
        read_document("secret.txt")


def test_reads_bytes_with_name_place_and_time(tmp_path: Path) -> None:
    path = tmp_path / "新聞.txt"
    path.write_bytes(b"\xa4\xa4")
    os.utime(path, (0, 1_700_000_000))

    document = read_document(path)

    assert document.data == b"\xa4\xa4"
    assert (document.name, document.location) == ("新聞.txt", str(path.resolve()))
    assert document.saved_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_the_place_of_a_file_does_not_depend_on_how_it_was_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    assert read_document("Sub/../2-a.txt").location == read_document(folder / "2-a.txt").location


def test_names_with_escapes_and_bytes_that_are_no_text_are_cleaned(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/a\x1b[31m\xff.txt")
    Path(path).write_bytes(b"x")

    document = read_document(path)

    assert document.name == "a\ufffd.txt"
    document.location.encode()


def test_a_file_over_the_limit_is_refused_and_one_at_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * 1001)

    with pytest.raises(DocumentError, match=r"big\.txt has more than"):
        read_document(tmp_path / "big.txt", limit=1000)
    assert len(read_document(tmp_path / "big.txt", limit=1001).data) == 1001


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("望海".encode()), encoding="utf-8"))

    document = read_document("-")

    assert (document.data, document.location) == ("望海".encode(), "-")


def test_standard_input_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 11), encoding="utf-8"))

    with pytest.raises(DocumentError, match="more than"):
        read_document("-", limit=10)


def test_a_closed_standard_input_is_an_error_that_says_so() -> None:
    code = (
        "from reader.importing.files import read_document\n"
        "from reader.errors import DocumentError\n"
        "try: read_document('-')\n"
        "except DocumentError as error: print(error.message)\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        ["sh", "-c", '"$0" -c "$1" <&-', sys.executable, code],
        cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert "closed" in done.stdout
