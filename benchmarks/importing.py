"""Taking in 10,000 entries of 100 feed files, beside newsboat on the same files: `python benchmarks/importing.py`.

Both start with nothing and end when the articles can be read. newsboat (Debian's package) reads the files by `file://`
addresses with as many threads as there are cores. Each runs in a process of its own, in turn, a few times; the best counts.
"""

from __future__ import annotations

import html
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import SEED, paragraphs

FEEDS, ENTRIES = 100, 100
ROUNDS = 3


def write_feeds(folder: Path) -> int:
    """Write RSS 2.0 and Atom 1.0 in turn, entries of 2 to 6 KB, Chinese and English; gives the bytes."""
    chooser = random.Random(SEED)
    chinese, english = (prose(texts) for texts in paragraphs())
    folder.mkdir()
    for number in range(FEEDS):
        write = (rss, atom)[number % 2]
        entries = [(f"{number}-{at}", body(chooser, chinese if at % 2 else english)) for at in range(ENTRIES)]
        (folder / f"feed-{number:03}.xml").write_text(write(number, entries), encoding="utf-8")
    return sum(path.stat().st_size for path in folder.iterdir())


def prose(texts: list[str]) -> list[str]:
    """The paragraphs that are no tables, lists or quotes, for they are to be written as HTML."""
    return [text for text in texts if not set(text) & set("|#*>`[]\n")]


def body(chooser: random.Random, texts: list[str]) -> str:
    """Some paragraphs with the markup of a news site."""
    size, wanted, pieces = 0, chooser.randrange(2_000, 6_000), []
    while size < wanted:
        text = html.escape(chooser.choice(texts))
        first, rest = text[: len(text) // 3], text[len(text) // 3 :]
        if chooser.random() < 0.15:
            first = f"<b>{first}</b>"
        if chooser.random() < 0.15:
            rest = f'<a href="/n/{chooser.randrange(10_000)}.html">{rest}</a>'
        pieces.append(f"<p>{first}{rest}</p>")
        if chooser.random() < 0.1:
            pieces.append(
                f'<p><img src="/img/{chooser.randrange(10_000)}.jpg" alt="{chooser.randrange(100)}" /></p>'
            )
        size += len(pieces[-1].encode())
    return "\n".join(pieces)


def rss(number: int, entries: list[tuple[str, str]]) -> str:
    items = "".join(
        f"<item><title>第{name}則 Item {name}</title><link>https://site{number}.example/{name}.html</link>"
        f"<guid>https://site{number}.example/{name}.html</guid><pubDate>Fri, 05 Jul 2019 09:30:00 +0800</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
        for name, text in entries
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>站 {number}</title>'
        f"<link>https://site{number}.example/</link><description>d</description>{items}</channel></rss>"
    )


def atom(number: int, entries: list[tuple[str, str]]) -> str:
    items = "".join(
        f"<entry><title>第{name}則 Item {name}</title><link href='https://site{number}.example/{name}.html'/>"
        f"<id>tag:site{number}.example,2019:{name}</id><updated>2019-07-05T09:30:00+08:00</updated>"
        f"<content type='html'>{html.escape(text)}</content></entry>"
        for name, text in entries
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>站 {number}</title>'
        f"<id>tag:site{number}.example,2019:f</id><link href='https://site{number}.example/'/>"
        f"<updated>2019-07-05T09:30:00+08:00</updated>{items}</feed>"
    )


def ours(feeds: Path, home: Path) -> float:
    """Seconds of `broadsheet import`."""
    library = home / "own.library"
    command = [sys.executable, "-m", "reader", "import", str(feeds), "--library", str(library)]
    return timed(command, home, library, "SELECT count(*) FROM body")


def newsboat(feeds: Path, home: Path) -> float:
    """Seconds of `newsboat -x reload`."""
    (home / "urls").write_text("".join(f"file://{path}\n" for path in sorted(feeds.iterdir())))
    (home / "config").write_text(f"reload-threads {os.cpu_count()}\nmax-items 0\n")
    places = ["-u", str(home / "urls"), "-c", str(home / "cache.db"), "-C", str(home / "config")]
    return timed(
        ["newsboat", *places, "-x", "reload"], home, home / "cache.db", "SELECT count(*) FROM rss_item"
    )


def timed(command: list[str], home: Path, database: Path, count: str) -> float:
    environment = os.environ | {"HOME": str(home), "LANG": "C.UTF-8"}
    started = time.perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    seconds = time.perf_counter() - started
    with sqlite3.connect(database) as connection:
        (found,) = connection.execute(count).fetchone()
    connection.close()
    if found != FEEDS * ENTRIES:
        raise SystemExit(f"{command[0]}: {found} entries instead of {FEEDS * ENTRIES}")
    return seconds


def main() -> None:
    subprocess.run([sys.executable, "-m", "compileall", "-q", "reader"], check=False)
    peers = {"broadsheet": ours}
    if shutil.which("newsboat"):
        peers["newsboat"] = newsboat
    best = dict.fromkeys(peers, float("inf"))
    with tempfile.TemporaryDirectory() as folder:
        size = write_feeds(Path(folder, "feeds"))
        print(f"{FEEDS * ENTRIES:,} entries, {size / 2**20:.0f} MiB in {FEEDS} files")
        for turn in range(ROUNDS):
            for name, take in peers.items():
                home = Path(folder, f"{name}-{turn}")
                home.mkdir()
                best[name] = min(best[name], take(Path(folder, "feeds"), home))
    for name, seconds in best.items():
        ratio = f"{best['newsboat'] / seconds:6.2f} times newsboat" if "newsboat" in best else ""
        print(f"{name:12} {seconds:6.2f} s {FEEDS * ENTRIES / seconds:8,.0f} entries/s {ratio}")


if __name__ == "__main__":
    main()
