"""The application in a pseudo-terminal, beside bare Textual applications in the same run.

    python benchmarks/application.py [--articles 1000,100000,1000000] [--folder FOLDER] [--rounds 7]

Libraries are made once in FOLDER and kept there. Prints a table, ratios first: the machine's other work falls on both.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from generate import CATEGORIES, generate, paragraphs  # noqa: E402
from terminal import Terminal  # noqa: E402

import reader  # noqa: E402
from reader.library import Library  # noqa: E402
from reader.model.draft import Draft  # noqa: E402
from reader.model.filter import Filter  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

SETTLED = 0.3
"""Seconds of silence after which a program counts as having nothing more to draw."""


def open_terminal(argv: list[str], home: Path) -> Terminal:
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "LANG": "C.UTF-8",
    }
    return Terminal([sys.executable, *argv], 120, 40, environment, emulate=False)


def until(terminal: Terminal, needle: bytes, start: int = 0, timeout: float = 30.0) -> float:
    """Seconds until the program has written something."""
    begin = time.perf_counter()
    while needle not in terminal.raw[start:]:
        if time.perf_counter() - begin > timeout:
            raise TimeoutError(f"never written: {needle!r}")
        terminal.read(timeout)
    return time.perf_counter() - begin


def ready(terminal: Terminal) -> None:
    """Wait until the first frame is there and nothing more comes."""
    begin = time.perf_counter()
    while not any(sign in terminal.raw for sign in (b"newest first", b"BARE READY", b"Line number 0")):
        if time.perf_counter() - begin > 30:
            raise TimeoutError("the program does not start")
        terminal.read(1.0)
    settle(terminal)


def settle(terminal: Terminal) -> None:
    while terminal.read(SETTLED):
        pass


def key_times(terminal: Terminal, key: str, count: int) -> list[float]:
    """Seconds from each key to the first bytes that it brings."""
    times = []
    for _ in range(count):
        settle(terminal)
        begin = time.perf_counter()
        terminal.press(key)
        terminal.read(5.0)
        times.append(time.perf_counter() - begin)
    return times


def resident(terminal: Terminal) -> float:
    """Resident memory in MB."""
    status = Path(f"/proc/{terminal.pid}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


def application(library: Path) -> list[str]:
    return ["-m", "reader", "--library", str(library)]


def first_title(library: Path, which: Filter) -> bytes:
    with Library.open(library) as opened:
        row = opened.listing(which).rows(0, 1)[0]
    return row.title[:6].encode()


def start_times(argv: list[str], needle: bytes, home: Path, rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        with open_terminal(argv, home) as terminal:
            times.append(until(terminal, needle))
    return times


def row(name: str, ours: list[float], theirs: list[float] | None = None, limit: str = "") -> None:
    """A line of the table; seconds in, milliseconds out."""
    middle = statistics.median(ours) * 1000
    most = sorted(ours)[int(len(ours) * 0.95)] * 1000
    if theirs is None:
        print(f"{'':>6}  {name:<52} {middle:8.1f} ms  p95 {most:7.1f}  {limit}")
        return
    bare = statistics.median(theirs) * 1000
    print(
        f"{middle / bare:5.2f}x  {name:<52} {middle:8.1f} ms  p95 {most:7.1f}  bare {bare:7.1f} ms  {limit}"
    )


def measure_start(libraries: dict[int, Path], home: Path, rounds: int) -> None:
    for number, path in libraries.items():
        needle = first_title(path, Filter())
        ours, theirs = [], []
        for _ in range(rounds):  # by turns, so that a busy moment falls on both
            theirs += start_times([str(HERE / "bare_panes.py")], b"BARE READY", home, 1)
            ours += start_times(application(path), needle, home, 1)
        row(f"start to first useful frame, {number:,} articles", ours, theirs, "limit 1.25x")


def measure_list(libraries: dict[int, Path], home: Path) -> None:
    steps = (("cursor step", "j", 15), ("page down", "pagedown", 15), ("jump to the end", "end", 1))
    for number, path in libraries.items():
        with (
            open_terminal(application(path), home) as ours,
            open_terminal([str(HERE / "bare_list.py"), str(number)], home) as bare,
        ):
            for terminal in (ours, bare):
                ready(terminal)
            ours.press("2", "g")
            for name, key, count in steps:
                mine, other = [], []
                for _ in range(30 // count):
                    for terminal, measured in ((ours, mine), (bare, other)):
                        terminal.press("g")
                        measured.extend(key_times(terminal, key, count))
                row(f"list of {number:,}: {name}, key to bytes", mine, other, "limit 1.5x")
        change = category_change(path, home)
        row(f"list of {number:,}: category change, key to its articles", change, limit="limit 50 ms")


def category_change(path: Path, home: Path) -> list[float]:
    with Library.open(path) as library:
        rows = [
            library.listing(Filter(category_id=category.id)).rows(0, 1)[0]
            for category in library.categories()
        ]
    titles = [row.title[:6].encode() for row in rows]  # the list shows at least so much of a title
    times = []
    with open_terminal(application(path), home) as terminal:
        ready(terminal)
        terminal.press("1", "g")
        settle(terminal)
        for _ in range(4):  # from All to Most viewed
            terminal.press("j")
        settle(terminal)
        for title in titles:
            start = len(terminal.raw)
            terminal.press("j")
            times.append(until(terminal, title, start))
            settle(terminal)
    return times


def measure_opening(folder: Path, home: Path) -> None:
    chinese, _english = paragraphs()
    prose = [text for text in chinese if not text.startswith(("#", "|", "-", ">", "`", "!", "1"))]
    for kilobytes in (5, 50, 500):
        path = folder / f"opening-{kilobytes}.library"
        if not path.exists():
            with Library.open(path) as library:
                library.add(
                    Draft(
                        f"Article {n}",
                        f"BEGIN{n}\n\n" + _body(prose, kilobytes),
                        CATEGORIES[0],
                        f"https://example.org/{n}",
                    )
                    for n in range(12)
                )
        times = []
        with open_terminal(application(path), home) as terminal:
            ready(terminal)
            terminal.press("2", "g", "enter")
            settle(terminal)
            for _ in range(10):
                start = len(terminal.raw)
                terminal.press("J")
                times.append(until(terminal, b"BEGIN", start))
                settle(terminal)
        limit = {5: "limit 30 ms", 500: "limit 100 ms"}.get(kilobytes, "")
        row(f"open an article of {kilobytes} KB, key to its text", times, limit=limit)


def _body(prose: list[str], kilobytes: int) -> str:
    parts, size = [], 0
    while size < kilobytes * 1024:
        parts.append(prose[len(parts) % len(prose)])
        size += len(parts[-1].encode())
    return "\n\n".join(parts)


def measure_memory(libraries: dict[int, Path], home: Path) -> None:
    for number, path in libraries.items():
        with (
            open_terminal(application(path), home) as ours,
            open_terminal([str(HERE / "bare_panes.py")], home) as bare,
        ):
            ready(ours)
            ready(bare)
            ours.press("2", *["pagedown"] * 20, "end", "g")
            settle(ours)
            print(
                f"{resident(ours) / resident(bare):5.2f}x  {f'memory at {number:,} articles after walking the list':<52} "
                f"{resident(ours):8.1f} MB              bare {resident(bare):7.1f} MB  limit 1.5x at 100,000"
            )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", default="1000,100000")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "broadsheet-benchmarks")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", choices=("start", "list", "opening", "memory"))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    # As after an installation: a checkout may run without compiled files, and its peers from site-packages never do.
    compileall.compile_dir(Path(reader.__file__).parent, quiet=1)
    numbers = [int(number) for number in options.articles.split(",")]
    libraries = {number: generate(number, options.folder / f"{number}.library") for number in numbers}
    measures: dict[str, Callable[[Path], None]] = {
        "start": lambda home: measure_start(libraries, home, options.rounds),
        "list": lambda home: measure_list(libraries, home),
        "opening": lambda home: measure_opening(options.folder, home),
        "memory": lambda home: measure_memory(libraries, home),
    }
    for name, measure in measures.items():
        if options.only in (None, name):
            with tempfile.TemporaryDirectory() as home:
                measure(Path(home))


if __name__ == "__main__":
    main()
