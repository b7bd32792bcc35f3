"""An import that is killed with kill -9: what was done stays, and the same command finishes the job."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from reader.library import Library

ROOT = Path(__file__).resolve().parents[2]
FILES, EACH = 20, 500


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten thousand articles in twenty files; some of them without an address, so that their text must tell them apart."""
    folder = tmp_path_factory.mktemp("articles")
    for file in range(FILES):
        records = (
            {"title": f"第 {file}-{at} 則", "text": f"港口的第 {file}-{at} 則消息。" * 20}
            | ({"url": f"https://a.example/{file}/{at}"} if at % 3 else {})
            for at in range(EACH)
        )
        text = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
        (folder / f"{file:02}.jsonl").write_text(text, encoding="utf-8")
    return folder


def started(articles: Path, library: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "reader", "import", str(articles), "--library", str(library)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def count(library: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_a_killed_import_leaves_a_sound_library_and_is_finished_by_the_same_command(
    articles: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    for wanted in (1, 2500, 6000):
        process = started(articles, library)
        while count(library) < wanted and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        with Library.open(library, create=False) as opened:
            total = opened.counts().total
            assert wanted <= total < FILES * EACH
            assert sum(category.total for category in opened.categories()) == total

    assert started(articles, library).wait(60) == 0

    with closing(sqlite3.connect(library)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        titles = connection.execute("SELECT count(*), count(DISTINCT title) FROM article").fetchone()
        bodies = connection.execute("SELECT count(*) FROM body WHERE length(markdown) > 100").fetchone()
    assert (*titles, *bodies) == (FILES * EACH,) * 3


def test_the_processes_that_read_die_with_the_one_that_is_killed(articles: Path, tmp_path: Path) -> None:
    process = started(articles, tmp_path / "library")
    while count(tmp_path / "library") < 1 and process.poll() is None:
        time.sleep(0.005)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        process.wait()
        pytest.skip("the system does not tell the children of a process")
    readers = [int(child) for child in children.read_text(encoding="utf-8").split()]
    process.kill()
    process.wait()

    assert readers
    deadline = time.monotonic() + 20
    while any(map(is_alive, readers)):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    return state != "Z"  # Nobody has taken note of its death yet.
