"""A disk that is full, and a limit on the size of files, in the middle of an import: told, nothing broken, finished later."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from earlier_libraries import facts, make_earlier_library

from reader.library import Library
from reader.store.backups import backups_of, folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLES = 1_200


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve files, of which a few megabytes become."""
    folder = tmp_path_factory.mktemp("news")
    for file in range(12):
        records = (
            {"title": f"第 {file}-{at} 則", "text": f"港口的第 {file}-{at} 則消息。" * 60}
            for at in range(ARTICLES // 12)
        )
        lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
        (folder / f"{file:02}.jsonl").write_text(lines, encoding="utf-8")
    return folder


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A file system of its own in a folder; the test is skipped where none can be made."""
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root can make a small file system")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=False, capture_output=True
    )
    if made.returncode != 0:
        pytest.skip("this system lets nobody make a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def is_sound(path: Path) -> int:
    """How many articles a library has that was looked over."""
    with Library.open(path, create=False) as library:
        assert list(library.checking.findings()) == []
        return library.counts().total


def test_an_import_that_fills_the_disk_says_so_and_is_finished_after_space_was_made(
    tmp_path: Path, news: Path, run_process: Any
) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    library = folder / "library"
    with small_disk(folder, "3m"):
        Library.open(library).close()
        done = run_process("import", news, "--library", library)
        assert done.code == 3
        assert "no space left" in done.err
        assert str(library) in done.err
        assert "Traceback" not in done.err
        subprocess.run(["mount", "-o", "remount,size=60m", folder], check=True)
        assert 0 < is_sound(library) < ARTICLES
        assert run_process("import", news, "--library", library).code == 0
        assert is_sound(library) == ARTICLES


def test_a_copy_that_does_not_fit_leaves_nothing_and_takes_nothing_from_the_library(
    tmp_path: Path, run_process: Any
) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    library = folder / "library"
    with small_disk(folder, "3m"):
        make_earlier_library(library, 5, 1_500)
        before = facts(library)
        done = run_process("list", "--library", library)
        assert done.code == 3
        assert "earlier version and was left so" in done.err
        assert facts(library) == before
        assert backups_of(library) == []
        assert list(folder_of(library).iterdir()) == []
        subprocess.run(["mount", "-o", "remount,size=60m", folder], check=True)
        assert run_process("list", "--library", library).code == 0
        assert is_sound(library) == 1_500


def limited(size: int) -> Any:
    """What a child process does before it begins: no file of it may grow beyond a size."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_limit_on_the_size_of_files_is_told_and_harms_nothing(
    tmp_path: Path, news: Path, run_process: Any
) -> None:
    library = tmp_path / "library"
    Library.open(library).close()
    done = run_process("import", news, "--library", library, preexec_fn=limited(700_000))
    assert done.code == 3
    assert str(library) in done.err
    assert "Traceback" not in done.err
    assert is_sound(library) < ARTICLES
    assert run_process("import", news, "--library", library).code == 0
    assert is_sound(library) == ARTICLES
