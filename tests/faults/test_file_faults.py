"""What can happen to the file of a library: each is told in words, nothing is lost silently, nothing ends in a traceback."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.errors import LibraryUnusableError
from reader.library import Library
from reader.model.draft import Draft
from reader.model.filter import Filter, Folder
from reader.store import database, times
from reader.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (
    ("list",),
    ("list", "潮水"),
    ("show", "5"),
    ("show", "80", "--json"),
    ("categories",),
    ("smart",),
    ("mark", "read", "7"),
    ("doctor",),
    ("doctor", "--repair"),
    ("backup",),
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a library with articles, marks, an index and a smart folder."""
    path = tmp_path_factory.mktemp("sound") / "library"
    with Library.open(path) as library:
        library.add(Draft(f"Title {n}", f"潮水 tide {n}. " * 150, category=f"c{n % 5}") for n in range(120))
        for number in range(1, 40, 3):
            library.bookmark(number, f"note {number}")
            library.begin_view(number)
        library.smart_folders.add("Tides", "tide")
        library.remember("name", {"a": 1})
        while library.indexing.go_on(1):
            pass
    return path.read_bytes()


def _truncated(data: bytearray, chance: random.Random) -> bytearray:
    return data[: chance.randrange(100, len(data))]


def _bits_flipped(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 20, 400))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def _pages_overwritten(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 3))):
        page = chance.randrange(len(data) // 4096) * 4096
        data[page : page + 4096] = chance.choice((bytes(4096), chance.randbytes(4096)))
    return data


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("damage", [_truncated, _bits_flipped, _pages_overwritten])
def test_a_damaged_file_never_ends_in_a_traceback(
    sound: bytes,
    run_cli: Any,
    isolated_home: Path,
    damage: Callable[[bytearray, random.Random], bytearray],
    seed: int,
) -> None:
    path = isolated_home / "own.library"
    damaged = damage(bytearray(sound), random.Random(seed))
    for command in COMMANDS:
        for file in isolated_home.glob("own.library*"):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
        path.write_bytes(damaged)
        done = run_cli(*command)
        assert done.code in {0, 1, 3}
        if done.code == 3:
            assert done.err.startswith("broadsheet: ")
            assert len(done.err.splitlines()) == 2


def test_a_text_that_is_no_utf_8_is_told_as_damage(sound: bytes, run_cli: Any, isolated_home: Path) -> None:
    path = isolated_home / "own.library"
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE article SET title = CAST(x'e6bdff' AS TEXT) WHERE id = 120")
    done = run_cli("list")
    assert done.code == 3
    assert "is damaged" in done.err


def test_a_library_one_version_newer_is_refused_and_left_alone(
    sound: bytes, run_process: Any, tmp_path: Path
) -> None:
    path = tmp_path / "library"
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    for command in (
        ("list",),
        ("import", ROOT / "sample_data" / "records"),
        ("doctor", "--repair"),
        ("backup",),
    ):
        done = run_process(*command, "--library", path)
        assert done.code == 3
        assert "newer version" in done.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "command", [("backup",), ("restore", "copy"), ("doctor", "--recover"), ("import", "news.md")]
)
def test_a_folder_that_cannot_be_written_is_told_and_left_alone(
    sound: bytes,
    run_cli: Any,
    common_path: Path,
    unprivileged: Any,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    monkeypatch.chdir(common_path)
    path = common_path / "library"
    path.write_bytes(sound)
    shutil.copyfile(path, common_path / "copy")
    Path("news.md").write_text("# New\n\ntext\n", encoding="utf-8")
    for name in (("doctor",), ("backup", "other"), ("restore", "nothing")):
        run_cli("--library", path, *name)  # what they import is there then
    Path("other").unlink()
    if command[0] == "doctor":
        path.write_bytes(bytes(100) + sound[100:])
    before = {file.name: file.read_bytes() for file in common_path.iterdir()}
    for file in common_path.iterdir():
        file.chmod(0o444)
    common_path.chmod(0o555)
    with unprivileged():
        done = run_cli("--library", path, *command)
    common_path.chmod(0o755)
    assert done.code in {1, 3}
    assert done.err.startswith("broadsheet: ")
    assert {file.name: file.read_bytes() for file in common_path.iterdir()} == before


def test_two_programs_write_at_once_and_neither_hears_of_a_lock(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "library"
    path.write_bytes(sound)
    code = (
        "import sys; from pathlib import Path; from reader.library import Library\n"
        "with Library.open(Path(sys.argv[1])) as library:\n"
        "    for turn in range(5):\n"
        "        for number in range(int(sys.argv[2]), 121, 2):\n"
        "            library.bookmark(number, f'turn {turn}'); library.mark_read([number], turn % 2 == 0)\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, path, str(first)], cwd=ROOT, stderr=subprocess.PIPE)
        for first in (1, 2)
    ]
    for writer in writers:
        assert writer.communicate()[1] == b""
        assert writer.returncode == 0
    with Library.open(path) as library:
        assert {library.article(number).note for number in range(1, 121)} == {"turn 4"}
        assert library.counts().unread == 0
        assert not list(library.checking.findings())


def test_marks_made_under_a_clock_that_was_set_back_are_kept(
    sound: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library"
    path.write_bytes(sound)
    monkeypatch.setattr(times.time, "time_ns", lambda: 3_600 * 10**9)
    with Library.open(path) as library:
        library.bookmark(100, "then")
        library.begin_view(100)
        library.add([Draft("of 1970", "text")])
        assert library.article(100).note == "then"
        assert 100 in library.listing(Filter(Folder.HISTORY)).ids(0, 100)
        assert not list(library.checking.findings())


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_is_removed_or_replaced_while_it_is_open_is_told_and_takes_no_more_marks(
    sound: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replaced: bool
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 0.01)
    path = tmp_path / "library"
    path.write_bytes(sound)
    with Library.open(path) as library:
        assert library.counts().total == 120
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        if replaced:
            path.write_bytes(sound)
        with pytest.raises(LibraryUnusableError, match="removed or replaced") as caught:
            library.bookmark(100, "into nowhere")
        assert caught.value.hint
    if replaced:
        assert path.read_bytes() == sound
    else:
        assert not path.exists()
