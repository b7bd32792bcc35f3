"""Programs that work on a library and are killed with kill -9 at a random moment, and what must be true afterwards.

Each says on its standard output what it has done, after it was done: that is acknowledged, and must be there.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from earlier_libraries import ARTICLES, make_earlier_library

from reader.library import Library
from reader.model.draft import Draft
from reader.model.filter import Filter, Folder
from reader.rescue import copies
from reader.store.copying import contents

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
_LATEST = 0.8
"""Seconds of work at the most before the kill: by then each kind of work has gone on to its second round."""
_HEAD = """
import sys
from itertools import count
from pathlib import Path
from reader.library import Library
from reader.model.backup import Reason
from reader.model.draft import Draft
from reader.model.filter import Filter
path = Path(sys.argv[1])
def done(what): print(what, flush=True)
"""


class Work(NamedTuple):
    """What a program does, how its library is made, and how it is told that what was acknowledged is there."""

    prepare: Callable[[Path], None]
    code: str
    check: Callable[[Library, list[str]], None]


def _fill(path: Path) -> None:
    with Library.open(path) as library:
        library.add(Draft(f"Title {number}", f"潮水 tide {number}. " * 60) for number in range(600))


def _fill_and_forget(path: Path) -> None:
    _fill(path)
    with Library.open(path) as library:
        library.journal.clear()


def _fill_with_files(path: Path) -> None:
    folder = Path(f"{path}.news")
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.md").write_text(f"# Title {number}\n\n" + "Text. " * 400, encoding="utf-8")
    Library.open(path).close()


def _migratable(path: Path) -> None:
    make_earlier_library(path, 5, 3 * ARTICLES)


def _imported(library: Library, acknowledged: list[str]) -> None:
    titles = {row.title for row in library.listing(Filter()).rows(0, 1000)}
    assert {f"Title {number}" for number in acknowledged} <= titles


def _indexed(library: Library, acknowledged: list[str]) -> None:
    assert library.counts().total == 600
    assert len(library.listing(Filter(query="潮水"))) == 600


def _marked(library: Library, acknowledged: list[str]) -> None:
    for number in map(int, acknowledged):
        article = library.article(number)
        assert article.note == f"note {number}"
        assert article.read_at is not None
        assert article.views == 1
    assert library.counts().bookmarked >= len(acknowledged)
    assert len(library.listing(Filter(Folder.BOOKMARKS))) == library.counts().bookmarked


def _migrated(library: Library, acknowledged: list[str]) -> None:
    assert library.counts().total == 3 * ARTICLES
    assert library.article(10).note == "note 10"
    for backup in copies(library.path):
        assert contents(backup.path).articles == 3 * ARTICLES


def _backed_up(library: Library, acknowledged: list[str]) -> None:
    made = copies(library.path)
    assert {Path(path) for path in acknowledged} <= {backup.path for backup in made}
    for backup in made:
        assert contents(backup.path).articles >= 600


def _undone(library: Library, acknowledged: list[str]) -> None:
    """Whatever was half done or half undone: undoing all of it gives the library as it was."""
    while library.journal.undo() is not None:
        pass
    counts = library.counts()
    assert (counts.total, counts.unread, counts.bookmarked) == (600, 600, 0)
    assert not library.trash.articles()
    assert len(library.listing(Filter(query="潮水"))) == 600


WORK = {
    "import": Work(
        _fill_with_files,
        "with Library.open(path) as library:\n"
        "    for number in count():\n"
        "        report = library.import_paths([f'{path}.news/{number % 60}.md'])\n"
        "        assert not report.failed; done(number % 60)\n",
        _imported,
    ),
    "indexing": Work(
        _fill,
        "with Library.open(path) as library:\n"
        "    for number in count():\n"
        "        if not library.indexing.go_on(0.01): library.indexing.clear()\n"
        "        done(number)\n",
        _indexed,
    ),
    "marking": Work(
        _fill,
        "with Library.open(path) as library:\n"
        "    for number in range(1, 601):\n"
        "        library.bookmark(number, f'note {number}'); library.mark_read([number])\n"
        "        library.end_view(library.begin_view(number), 1.5, 0.5); done(number)\n",
        _marked,
    ),
    "undoing": Work(
        _fill_and_forget,
        "with Library.open(path) as library:\n"
        "    for number in count():\n"
        "        library.trash.delete(range(number % 500, number % 500 + 250)); done('deleted')\n"
        "        library.mark_all_read(Filter()); library.bookmark_all([1, 2], note='note', tags=['tag'])\n"
        "        library.add([Draft(f'More {number}', 'Text')]); done('added')\n"
        "        for _ in range(number % 4 + 1): library.journal.undo()\n"
        "        for _ in range(number % 3): library.journal.redo()\n"
        "        done('undone')\n",
        _undone,
    ),
    "migration": Work(
        _migratable,
        "done('opening')\nfor _ in count():\n    Library.open(path).close()\n",
        _migrated,
    ),
    "backup": Work(
        _fill,
        "with Library.open(path) as library:\n"
        "    for number in count():\n"
        "        library.add([Draft(f'More {number}', 'Text')])\n"
        "        done(library.backups.make(Reason.BY_HAND).path)\n",
        _backed_up,
    ),
}


def kill(name: str, seed: int) -> int:
    """Let a program work and kill it; gives how much it had acknowledged. Raises AssertionError when something is wrong."""
    work, chance = WORK[name], random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "library")
        work.prepare(path)
        acknowledged = _killed(work.code, path, chance)
        with Library.open(path, create=False) as library:
            findings = list(library.checking.findings())
            assert not findings, (name, seed, findings)
            work.check(library, acknowledged)
    return len(acknowledged)


def _killed(code: str, path: Path, chance: random.Random) -> list[str]:
    with subprocess.Popen(
        [sys.executable, "-c", _HEAD + code, path], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]  # the work has begun
        reading = threading.Thread(target=lambda: lines.extend(process.stdout or ()))
        reading.start()
        time.sleep(chance.uniform(0, _LATEST))
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        code_of_end = process.wait()
        reading.join()
    assert code_of_end in {-signal.SIGKILL, 0}, "the program ended by itself with an error"
    return [line.strip() for line in lines if line.endswith("\n")]
