"""Articles out of saved pages beside trafilatura and readability-lxml in one run: `python benchmarks/pages.py`.

Reads the pages of `pages/dev`, `pages/held_out` and `pages/second` with what a careful reader takes from them. Prints for each
library how much of the bodies it finds (F1 over Han characters and words), the share of pages whose title, date, origin,
author, clicks and category it gives exactly, and the milliseconds that it takes for a page on one core. A value that a page
does not have is right only when none is given. Lists and error pages are right when they are refused. `--verbose` lists what
is wrong.
"""

from __future__ import annotations

import importlib
import json
import re
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from reader.errors import DocumentError
from reader.importing.decode import decode
from reader.importing.html.text import to_text
from reader.importing.labels import declared_charset
from reader.importing.pages import page
from reader.model.document import Document
from reader.text.script import simplify

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = Path(__file__).parent / "pages"
FIELDS = ("title", "date", "origin", "author", "clicks", "category")
ROUNDS = 3
"""Of each page; the best counts, for the machine has other work."""

_TOKEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]|[^\W_\u3400-\u9fff]+")
_markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@dataclass
class Extracted:
    """What a library found on a page. A field that it does not know at all is not in `fields`."""

    body: str
    fields: dict[str, str | int | None] = field(default_factory=dict)


def ours(text: str, document: Document) -> Extracted | None:
    try:
        draft: Any = next(iter(page.read(text, document)))
    except DocumentError:
        return None
    return Extracted(
        to_text(_markdown.render(draft.markdown)),
        {
            "title": draft.title,
            "date": draft.published.iso if draft.published else None,
            "origin": draft.origin,
            "author": draft.author,
            "clicks": draft.clicks,
            "category": draft.category,
        },
    )


def trafilatura(text: str, _document: Document) -> Extracted | None:
    """As it does best on these pages: with tables, without comments."""
    extract = importlib.import_module("trafilatura").bare_extraction
    found = extract(text, with_metadata=True, include_comments=False, include_tables=True)
    return (
        Extracted(found.text or "", {"title": found.title, "date": found.date, "author": found.author})
        if found
        else None
    )


def readability(text: str, _document: Document) -> Extracted | None:
    library = importlib.import_module("readability")
    found = library.Document(text)
    try:
        return Extracted(to_text(found.summary(html_partial=True)), {"title": found.short_title()})
    except library.readability.Unparseable:
        return None


def tokens(text: str) -> Counter[str]:
    return Counter(_TOKEN.findall(text.lower()))


def f1(found: str, gold: str) -> float:
    """The harmonic mean of precision and recall over the tokens of two texts."""
    ours_, theirs = tokens(found), tokens(gold)
    total = ours_.total() + theirs.total()
    return 2 * (ours_ & theirs).total() / total if total else 1.0


def same(name: str, found: str | int | None, gold: str | int | None) -> bool:
    """Whether a value is that of the gold: titles but for blanks, a date as exact as the gold or, of a library that knows
    no times, on the same day.
    """  # noqa: D205 - one sentence
    if found is None or gold is None:
        return found == gold
    if name == "date":
        return str(found) in _dates(str(gold))
    return "".join(str(found).split()) == "".join(str(gold).split())


def _dates(gold: str) -> tuple[str, ...]:
    if "T" not in gold:
        return (gold,)
    moment = datetime.fromisoformat(gold)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"), gold[:10]


def _saved(path: Path) -> Document:
    """A page as it lies on a disk, saved at a time that is the same on every machine."""
    return Document(path.read_bytes(), str(path), path.name, saved_at=datetime(2026, 11, 1, tzinfo=UTC))


def load(folder: Path) -> list[tuple[str, Document, dict[str, Any]]]:
    """The pages of a folder with their gold."""
    pages = []
    for path in sorted(folder.glob("*.html")):
        document = _saved(path)
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        pages.append((decode(document.data, declared_charset(document)).text, document, gold))
    return pages


def measure(
    library: Callable[[str, Document], Extracted | None],
    pages: list[tuple[str, Document, dict[str, Any]]],
    *,
    verbose: bool = False,
) -> list[str]:
    """One row of the table."""
    scores: list[float] = []
    milliseconds: list[float] = []
    right: Counter[str] = Counter()
    known: set[str] = set()
    for text, document, gold in pages:
        best = float("inf")
        for _round in range(ROUNDS):
            start = time.perf_counter()
            found = library(text, document)
            best = min(best, time.perf_counter() - start)
        milliseconds.append(best * 1000)
        found = found or Extracted("")
        scores.append(f1(found.body, gold["body"]))
        known.update(found.fields)
        for name in FIELDS:
            is_right = same(name, found.fields.get(name), gold[name])
            right[name] += is_right
            if verbose and not is_right and name in found.fields:
                print(f"  {document.name} {name}: {found.fields[name]!r}, and not {gold[name]!r}")
        if verbose and scores[-1] < 0.97:
            print(f"  {document.name} body: {scores[-1]:.3f}")
    shares = [f"{right[name] / len(pages):.1%}" if name in known else "–" for name in FIELDS]
    times = [f"{statistics.median(milliseconds):.1f}", f"{statistics.mean(milliseconds):.1f}"]
    return [library.__name__, f"{statistics.mean(scores):.3f}", *shares, *times]


def refused(folder: Path) -> str:
    """How many of the pages that are no articles are refused."""
    paths = sorted(folder.glob("*.html"))
    count = 0
    for path in paths:
        document = _saved(path)
        count += ours(decode(document.data, declared_charset(document)).text, document) is None
    return f"{count} of {len(paths)}"


def main() -> None:
    verbose = "--verbose" in sys.argv  # Lists what is wrong, too.
    for folder in (PAGES / "dev", PAGES / "held_out", PAGES / "second"):
        pages = load(folder)
        lists, errors = refused(folder / "lists"), refused(folder / "errors")
        print(f"\n{folder.name}: {len(pages)} pages; refused: lists {lists}, error pages {errors}")
        print("".join(f"{head:>13}" for head in ("", "body F1", *FIELDS, "ms median", "ms mean")))
        for library in (ours, trafilatura, readability):
            row = measure(library, pages, verbose=verbose and library is ours)
            print("".join(f"{cell:>13}" for cell in row))


if __name__ == "__main__":
    simplify("簡")  # Its table is loaded before anything is timed, as the imports of the others are.
    main()
