"""Searching 100,000 articles of 2 to 6 KB: `python benchmarks/search.py [--articles N] [--library PATH]`.

How long until the first screen of results is there (64 articles with all that the list shows), newest first and by
relevance, for words of some kinds, rare and very common; beside it, in the same run over the same articles, a scan with
LIKE and newsboat's own search. newsboat cannot be asked to search from outside, so its statement (that of 2.21) is run by
SQLite on a file with its table, filled with the same articles; what it does with the rows then comes on top.

Also: how fast the index is built, how large it is, and how long a key would wait meanwhile: another thread wakes up every
10 ms and does what a key does, read a screen of rows and mark an article as read.

The figures that count were taken while the machine was about as fast as at its fastest in this run (`machine.py`), if it ever
was: a search that was asked while it was slower is asked again, a few times; of the index and the keys such parts are left out.
What came at first, fast or slow, is told beside each.

A library that is given is copied, and its index built anew.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sqlite3
import statistics
import tempfile
import threading
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generate import SEED, generate
from machine import Machine

from reader.library import Library
from reader.model.filter import Filter, Sort, SortKey
from reader.text.query.writing import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from machine import Sample

    from reader.store.search.indexing import Indexing

SCREEN = 64
"""Rows of the first screen: a tall terminal."""
WORDS = 40
"""Of a kind."""
PEER_WORDS = 6
"""Of a kind, for what takes up to a second each."""
SAMPLE = 3_000
"""Articles that words are taken from, and in which it is counted how common they are."""
ROUNDS = 4
"""So often a search is asked at most, until the machine is fast meanwhile."""
ROUND_PAUSE = 15
"""Seconds before searches are asked again."""
SLICE_SECONDS = 2
"""So long the index is built between two looks at the machine."""
BUSY_ROUNDS, BUSY_SECONDS = 6, 5
"""So often, and so long, keys are measured while the index is built."""

NEWSBOAT_TABLES = """
CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL, title VARCHAR(1024) NOT NULL,
    author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL, feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL,
    content VARCHAR(65535) NOT NULL, unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
    enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0,
    base VARCHAR(128) NOT NULL DEFAULT "");
CREATE INDEX idx_guid ON rss_item (guid);
CREATE INDEX idx_feedurl ON rss_item (feedurl);
CREATE INDEX idx_deleted ON rss_item (deleted);
"""
NEWSBOAT_FILL = """
INSERT INTO rss_item (id, guid, title, author, url, feedurl, pubDate, content, unread)
SELECT id, key, title, coalesce(author, ''), coalesce(url, ''), 'https://example.org/feed', sorted_at, markdown, read_at IS NULL
FROM library.article JOIN library.body ON article_id = id
"""
NEWSBOAT_SEARCH = (
    "SELECT guid, title, author, url, pubDate, length(content), unread, feedurl, enclosure_url, enclosure_type, enqueued, "
    "flags, base FROM rss_item WHERE (title LIKE ? OR content LIKE ?) AND deleted = 0 ORDER BY pubDate DESC, id DESC"
)
LIKE_SCAN = (
    "SELECT article.* FROM article JOIN body ON article_id = article.id WHERE markdown LIKE ? "
    f"ORDER BY sorted_at DESC LIMIT {SCREEN}"
)


class Words(NamedTuple):
    """Words of a kind: as queries, and as what a scan looks for."""

    kind: str
    queries: list[str]
    texts: list[str]


class Claim(NamedTuple):
    """A figure that is promised."""

    what: str
    figure: float
    bound: float
    unit: str
    at_most: bool = True

    def __str__(self) -> str:
        holds = self.figure <= self.bound if self.at_most else self.figure >= self.bound
        sign = "<=" if self.at_most else ">="
        return f"{'holds' if holds else 'FAILS':6} {self.what}: {self.figure:,.2f} {self.unit} ({sign} {self.bound:,g})"


def percentile(samples: list[float], percent: int) -> float:
    """The sample that so many percent do not exceed."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of an act."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1_000


# The index


def used_bytes(path: Path) -> int:
    """The bytes of a library that are in use."""
    with sqlite3.connect(path) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (free,) = connection.execute("PRAGMA freelist_count").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    return int((pages - free) * size)


def text_bytes(path: Path) -> int:
    """The bytes of all texts that are indexed."""
    with sqlite3.connect(path) as connection:
        (size,) = connection.execute(
            "SELECT sum(length(CAST(title || markdown || coalesce(origin, '') || coalesce(author, '') AS BLOB))) "
            "FROM article JOIN body ON article_id = id"
        ).fetchone()
    connection.close()
    return int(size)


class Slice(NamedTuple):
    """A part of the work on the index."""

    articles: int
    wall: float
    cpu: float
    is_last: bool

    @classmethod
    def of(cls, indexing: Indexing) -> Slice:
        """Go on with the index for a moment."""
        behind, start, start_cpu = indexing.behind(), time.perf_counter(), time.process_time()
        has_more = indexing.go_on(SLICE_SECONDS)
        wall, cpu = time.perf_counter() - start, time.process_time() - start_cpu
        return cls(behind - indexing.behind(), wall, cpu, not has_more)


def build_index(library: Library, machine: Machine) -> Iterator[Claim]:
    """Index all articles, with nothing else going on, as after an import."""
    indexing = library.indexing
    if indexing.behind() < library.counts().total:
        indexing.clear()
    before = used_bytes(library.path)
    slices: list[Sample[Slice]] = []
    while not (slices and slices[-1].figure.is_last):
        slices.append(machine.sample(lambda: Slice.of(indexing)))
    index, text = used_bytes(library.path) - before, text_bytes(library.path)
    rates = []
    for samples in (slices, machine.undisturbed(slices)):
        articles, wall, cpu = map(sum, zip(*(sample.figure[:3] for sample in samples), strict=True))
        rates.append(articles / cpu)
        print(
            f"indexed {articles:,} articles in {wall:.0f} s: {articles / wall:,.0f} articles/s, "
            f"{articles / cpu:,.0f} articles/s of CPU"
        )
    print(f"the second while the machine was fast; index {index / 1e6:,.0f} MB, text {text / 1e6:,.0f} MB")
    yield Claim("index, times the text", index / text, 1.2, "times")
    yield Claim("indexing", rates[1], 1_500, "articles/s of CPU", at_most=False)


def keys_while_indexing(library: Library, machine: Machine) -> Iterator[Claim]:
    """Do what keys do while the index is built in another thread."""
    library.indexing.clear()
    library.answer_within(1.0)
    ids = library.listing(Filter()).ids(0, 5_000)
    rounds = [machine.sample(lambda: waits_while_indexing(library, ids)) for _ in range(BUSY_ROUNDS)]
    for samples in (rounds, machine.undisturbed(rounds)):
        waits = [wait for sample in samples for wait in sample.figure]
        figures = percentile(waits, 50), percentile(waits, 95), percentile(waits, 99), max(waits)
        print(
            "keys while indexing: p50 {:.1f}, p95 {:.1f}, p99 {:.1f}, longest {:.1f} ms".format(*figures),
            f"({len(waits):,} keys)",
        )
    print("the second while the machine was fast")
    yield Claim("a key while indexing, p95", figures[1], 50, "ms")
    yield Claim("a key while indexing, longest", figures[3], 50, "ms")


def waits_while_indexing(library: Library, ids: list[int]) -> list[float]:
    """Milliseconds that each of the keys of some seconds waited."""
    stop = threading.Event()

    def index() -> None:
        while not stop.is_set() and library.indexing.go_on(0.2):
            pass

    worker = threading.Thread(target=index)
    worker.start()
    waits: list[float] = []
    end = time.perf_counter() + BUSY_SECONDS
    while time.perf_counter() < end and worker.is_alive():
        due = time.perf_counter() + 0.01
        time.sleep(0.01)
        start = len(waits) * SCREEN % len(ids)
        library.rows(ids[start : start + SCREEN])
        library.mark_read([ids[start]], read=len(waits) % 2 == 0)
        waits.append((time.perf_counter() - due) * 1_000)
    stop.set()
    worker.join()
    return waits


# The words


def kinds_of_words(library: Library) -> list[Words]:
    """Words of each kind from the articles themselves, the rare and the very common ones."""
    chance = random.Random(SEED)
    total = library.counts().total
    articles = [library.article(number) for number in chance.sample(range(1, total + 1), min(SAMPLE, total))]
    texts = [f"{article.title}\n{article.markdown}" for article in articles]
    found = []
    for length in (1, 2, 4):
        rare, common = by_frequency(texts, re.compile(f"(?=([\u4e00-\u9fff]{{{length}}}))"), chance)
        found += [of_words(f"{length} Han, rare", rare), of_words(f"{length} Han, common", common)]
    rare, common = by_frequency(texts, re.compile(r"\b([a-z]{4,})\b"), chance)
    found += [of_words("English, rare", rare), of_words("English, common", common)]
    found.append(of_words("prefix of three letters", [word[:3] for word in rare[::2] + common[::2]]))
    numbers = [article.title.rpartition(" ")[2] for article in articles[:WORDS]]
    found.append(of_words("one article's number", numbers))
    han, english = found[3].texts, found[7].texts
    pairs = list(zip(han, [*chance.sample(han, len(han) // 2), *english], strict=False))[:WORDS]
    found.append(Words("two terms", [f"{quoted(first)} {quoted(second)}" for first, second in pairs], []))
    return found


def of_words(kind: str, words: list[str]) -> Words:
    """Words as queries: as somebody types them, but in quotes where an operator could be meant."""
    return Words(kind, [word if word.isascii() else quoted(word) for word in words], words)


def by_frequency(
    texts: list[str], pattern: re.Pattern[str], chance: random.Random
) -> tuple[list[str], list[str]]:
    """Of all that a pattern finds, what few texts hold and what most hold."""
    counted = Counter(word for text in texts for word in set(pattern.findall(text)))
    ordered = [word for word, _ in counted.most_common()]
    tenth = max(WORDS, len(ordered) // 10)
    return (
        chance.sample(ordered[-tenth:], min(WORDS, len(ordered))),
        chance.sample(ordered[: 2 * WORDS], min(WORDS, len(ordered))),
    )


# The search


def first_screen(library: Library, query: str, sort: Sort) -> None:
    """What stands on the screen first."""
    listing, _is_complete = library.glimpse(Filter(query=query), sort, SCREEN)
    listing.rows(0, SCREEN)


class Searches:
    """The searches of a kind in an order, each asked until the machine is fast meanwhile."""

    def __init__(self, library: Library, words: Words, sort: Sort, machine: Machine) -> None:
        self._library, self._sort, self._machine = library, sort, machine
        self._samples: dict[str, list[Sample[float]]] = {query: [] for query in words.queries}

    def ask(self) -> bool:
        """Ask those again that were not asked yet while the machine was fast; gives whether there are any left."""
        for query, samples in self._samples.items():
            if not self._is_done(samples):
                screen = partial(first_screen, self._library, query, self._sort)
                samples.append(self._machine.sample(partial(timed, screen)))
        return not all(map(self._is_done, self._samples.values()))

    def _is_done(self, samples: list[Sample[float]]) -> bool:
        return any(map(self._machine.is_undisturbed, samples))

    @property
    def at_first(self) -> list[float]:
        """Milliseconds when each was asked for the first time."""
        return [samples[0].figure for samples in self._samples.values()]

    @property
    def undisturbed(self) -> list[float]:
        """Milliseconds when each was asked while the machine was fast; at first, if it never was."""
        return [self._machine.undisturbed(samples)[0].figure for samples in self._samples.values()]


def search_all(
    library: Library, kinds: list[Words], peers: sqlite3.Connection, machine: Machine
) -> Iterator[Claim]:
    """The table of all kinds of words."""
    by_date = [Searches(library, kind, Sort(), machine) for kind in kinds]
    by_fit = [Searches(library, kind, Sort.by(SortKey.RELEVANCE), machine) for kind in kinds]
    for number in range(ROUNDS):
        if number:
            time.sleep(ROUND_PAUSE)
        are_left = [searches.ask() for searches in (*by_date, *by_fit)]
        if not any(are_left):
            break
    print(
        f"\n{'ms to the first screen':24} {'newest first':>15} {'by relevance':>15} {'LIKE scan':>17} {'newsboat':>17}"
    )
    print(f"{'':24}" + f" {'p50':>7} {'p95':>7}" * 2 + f" {'p50':>8} {'p95':>8}" * 2)
    for kind, newest, best in zip(kinds, by_date, by_fit, strict=True):
        cells = [newest.undisturbed, best.undisturbed]
        for statement, count in ((LIKE_SCAN, 1), (NEWSBOAT_SEARCH, 2)):
            cells.append([
                timed(lambda: peers.execute(statement, [f"%{text}%"] * count).fetchall())  # noqa: B023
                for text in kind.texts[:PEER_WORDS]
            ])  # fmt: skip
        print(f"{kind.kind:24}" + "".join(map(cell, cells, (7, 7, 8, 8))))
    worst = [max(percentile(each.at_first, 95) for each in order) for order in (by_date, by_fit)]
    print(
        f"{len(kinds)} kinds of {WORDS} words, {PEER_WORDS} of them for LIKE and newsboat; the worst p95 counts; "
        "asked once, fast or slow, it was {:.1f} and {:.1f} ms\n".format(*worst)
    )
    yield Claim("newest first, p95", max(percentile(each.undisturbed, 95) for each in by_date), 30, "ms")
    yield Claim("by relevance, p95", max(percentile(each.undisturbed, 95) for each in by_fit), 60, "ms")


def cell(samples: list[float], width: int) -> str:
    """The median and the 95th percentile; nothing where nothing was measured."""
    if not samples:
        return f" {'':>{width}}" * 2
    return f" {statistics.median(samples):{width}.1f} {percentile(samples, 95):{width}.1f}"


def peer_files(library: Path, folder: Path) -> sqlite3.Connection:
    """A file with newsboat's table and the same articles, and the library for the scan."""
    connection = sqlite3.connect(folder / "cache.db")
    connection.executescript(NEWSBOAT_TABLES)
    connection.execute("ATTACH ? AS library", [str(library)])
    connection.execute(NEWSBOAT_FILL)
    connection.commit()
    return connection


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--articles", type=int, default=100_000, metavar="N", help="so many are generated")
    arguments.add_argument(
        "--library", type=Path, metavar="PATH", help="search a copy of this library instead"
    )
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "search.library"
        if chosen.library is None:
            generate(chosen.articles, path)
        else:
            shutil.copyfile(chosen.library, path)
        machine = Machine()
        with Library.open(path) as library:
            print(f"{library.counts().total:,} articles; {machine}")
            claims = list(build_index(library, machine))
            print(machine)
            peers = peer_files(path, folder)
            claims += search_all(library, kinds_of_words(library), peers, machine)
            peers.close()
            # What was written for the others is not to be written to the disk while keys are measured.
            os.sync()
            print(machine)
            claims += keys_while_indexing(library, machine)
    print(*claims, machine, sep="\n")


if __name__ == "__main__":
    main()
