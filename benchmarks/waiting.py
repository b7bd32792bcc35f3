"""What a reader of a long article waits for: a part of `benchmarks/typesetting.py`."""

from __future__ import annotations

import asyncio
import gc
import resource
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import Place
from reader.tui.marks import UNICODE
from reader.tui.page_content import PageContent
from reader.tui.widgets.columned_page import ColumnedPage
from reader.tui.widgets.page import Page
from reader.typeset.columns import column_measure
from reader.typeset.manuscript import Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (5, 50, 500, 10 * 1024)
"""KB of the articles."""
SLOWEST = 500
"""KB beyond which Textual's Markdown, a widget a block, takes minutes."""
ROUNDS = 9
SCREEN = 40
"""Lines."""


class Times(NamedTuple):
    """What a reader waits for, medians in milliseconds; and what an article takes when it is read to its end, in MiB."""

    first: float
    page_down: float
    resize: float
    memory: float


def compare_waiting(articles: str, line: str) -> None:
    """First screen, page down, resize and memory, of so much of many articles, and of a text in one line."""
    print(
        "40 lines of 94 to 114 cells; medians in ms of processor time; resized at 60 %, nothing above laid out; MiB"
    )
    for size in SIZES:
        compare_waiting_for(f"{size:5} KB", articles[: size * 1024 // 3], peer=size <= SLOWEST)
    compare_waiting_for(f"{SIZES[-1]:5} KB in one line", line, peer=False)


def compare_waiting_for(name: str, source: str, *, peer: bool) -> None:
    """The lines of one article."""
    from rich.console import Console
    from rich.text import Text

    console = Console(width=114)
    print_times(f"{name}, ours", our_times(source, in_columns=False))
    print_times(f"{name}, ours in columns", our_times(source, in_columns=True))
    if peer:
        print_times(f"{name}, Textual's Markdown", asyncio.run(textual_times(source)))
    wrapped = timed(lambda: Text(source).wrap(console, 114))
    print_times(f"{name}, Rich's wrapping", Times(wrapped, 0, wrapped, 0))


def print_times(name: str, times: Times) -> None:
    print(
        f"  {name:34} first screen {times.first:8.1f}   page down {times.page_down:6.1f}"
        f"   resize {times.resize:8.1f}   memory {times.memory:5.0f}"
    )


def our_times(source: str, *, in_columns: bool) -> Times:
    """The page of the article pane, up to the pieces of its lines."""
    content = PageContent("標題", ("2023-11-20",), (), source)

    def page_at(width: int, place: Place, manuscript: Manuscript | None = None) -> Page:
        if in_columns:
            return ColumnedPage(
                content, column_measure(width), SCREEN, UNICODE, manuscript=manuscript, place=place
            )
        return Page(content, width, UNICODE, manuscript=manuscript, place=place)

    def show(page: Page, place: Place) -> None:
        top = page.top_for(page.line_of(place))
        for line in range(top, top + SCREEN):
            page.pieces(line)

    before = resident()
    start = Place(0, 0)
    first = [timed(lambda: show(page_at(114, start), start)) for _ in range(ROUNDS)]
    page = page_at(114, start)
    show(page, start)
    page_down = [
        timed(lambda top=top: [page.pieces(line) for line in range(top, top + SCREEN)])  # type: ignore[misc]
        for top in range(SCREEN, 40 * SCREEN, SCREEN)
        if top < len(page)
    ]
    manuscript = Manuscript(source)
    manuscript.parse_all()
    deep = Place(len(manuscript) * 6 // 10)
    resize = [timed(lambda w=w: show(page_at(w, deep, manuscript), deep)) for w in range(94, 114)]  # type: ignore[misc]
    while not page.complete:
        page.advance(100_000)
    return Times(median(first), median(page_down or [0.0]), median(resize), resident() - before)


async def textual_times(source: str) -> Times:
    """The same in the widget of Textual, up to its next idle moment."""
    from textual.app import App, ComposeResult
    from textual.containers import VerticalScroll
    from textual.widgets import Markdown

    class Reader(App[None]):
        def compose(self) -> ComposeResult:
            with VerticalScroll():
                yield Markdown()

    app = Reader()
    before = resident()
    async with app.run_test(size=(114, 40)) as pilot:
        scroll = app.query_one(VerticalScroll)
        start = time.process_time()
        await app.query_one(Markdown).update(source)
        await pilot.pause()
        first = (time.process_time() - start) * 1e3
        page_down, resize = [], []
        for _ in range(5):
            start = time.process_time()
            scroll.scroll_page_down(animate=False)
            await pilot.pause()
            page_down.append((time.process_time() - start) * 1e3)
        for width in (104, 94, 110):
            start = time.process_time()
            await pilot.resize_terminal(width, 40)
            resize.append((time.process_time() - start) * 1e3)
        return Times(first, median(page_down), median(resize), resident() - before)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor time that it takes: other work on the machine does not count."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1e3


def resident() -> float:
    """Memory of the process, in MiB (Linux)."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20
