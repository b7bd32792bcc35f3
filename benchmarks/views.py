"""What views cost and what is told of them: `python benchmarks/views.py [--articles N] [--views N] [--library PATH]`.

First what a start and the lists ask of the library, in a library without views and in one with a month of 50 views a day; then
each question of the statistics with 50,000 views in a year. A library that is given is copied.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from generate import SEED, generate

from reader.library import Library
from reader.model.filter import Filter, Folder
from reader.model.statistics import Period
from reader.store.times import microseconds

if TYPE_CHECKING:
    from collections.abc import Callable

SCREEN = 64
"""Rows of the first screen: a tall terminal."""
ROUNDS = 15


def view(path: Path, views: int, days: int, articles: int) -> None:
    """Views of random articles, at the hours of the evening, as `begin_view` and `end_view` would leave them."""
    chance = random.Random(SEED)
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    with closing(sqlite3.connect(path)) as connection, connection:
        for _ in range(views):
            article_id = chance.randint(1, articles)
            began = today - timedelta(days=chance.randrange(days), seconds=chance.randint(0, 5 * 3600))
            row = (article_id, microseconds(began), chance.randint(5, 400), chance.random())
            connection.execute(
                "INSERT INTO view (article_id, started_at, seconds, share) VALUES (?, ?, ?, ?)", row
            )
            connection.execute(
                "UPDATE article SET views = views + 1, viewed_at = max(coalesce(viewed_at, 0), ?) WHERE id = ?",
                [row[1], article_id],
            )


def measured(name: str, work: Callable[[], object]) -> None:
    """Do something some times, and print the median and the shortest in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    print(f"{name:<44} {statistics.median(times):8.2f} ms  shortest {min(times):8.2f} ms")


def start(path: Path) -> None:
    """What is asked of a library before the first screen is there."""
    with Library.open(path) as library:
        library.recall("session")
        library.counts(), library.categories(), library.smart_folders.all()
        row = library.listing(Filter()).rows(0, SCREEN)[0]
        library.article(row.id), library.place(row.id)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--views", type=int, default=50_000)
    parser.add_argument("--library", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library"
        if arguments.library is None:
            generate(arguments.articles, path)
        else:
            shutil.copy(arguments.library, path)
        with Library.open(path) as library:
            library.erase_views()
            articles = library.counts().total
        measured("start, without views", lambda: start(path))
        view(path, 50 * 30, 30, articles)
        measured("start, after a month of 50 views a day", lambda: start(path))
        view(path, arguments.views - 50 * 30, 365, articles)
        measured(f"start, after a year of {arguments.views:,} views", lambda: start(path))
        with Library.open(path) as library:
            ask(library)


def ask(library: Library) -> None:
    """Each list of views and each question."""
    today = date.today()  # noqa: DTZ011 - the day of the person who runs this
    figures = library.statistics
    for folder in (Folder.HISTORY, Folder.MOST_VIEWED):
        measured(f"list {folder}", lambda folder=folder: library.listing(Filter(folder)).rows(0, SCREEN))
    for query in ("viewed:30d", "viewed:1y"):
        which = Filter(Folder.MOST_VIEWED, query=query)
        measured(f"list most viewed {query}", lambda which=which: library.listing(which).rows(0, SCREEN))
    measured("totals", figures.totals)
    for period in Period:
        first = period.first_day(today)
        measured(f"days, {period}", lambda first=first: figures.days(first, today))
        measured(f"shares, {period}", lambda first=first: figures.shares(first, today))
        measured(f"summary, {period}", lambda period=period: figures.summary(period, today))
    measured("speeds", lambda: figures.speeds(today))
    started = time.perf_counter()
    print(f"erased {library.erase_views():,} views in {(time.perf_counter() - started) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
