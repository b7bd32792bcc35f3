"""Line breaking and the first screen of an article, beside the peers in the same run: `python benchmarks/typesetting.py`.

Prints tables, ratios first, for the machine's other work falls on all alike. Each figure is the best of some rounds.
"""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from waiting import compare_waiting

from reader.typeset.breaking import break_offsets, wrap
from reader.typeset.layout import Layout
from reader.typeset.manuscript import Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).resolve().parent.parent / "sample_data"
CHARACTERS = 200_000
PARAGRAPHS = 40
"""Enough for a steady figure, and few enough for the slowest peer."""
LONGEST = 10 * 1024 * 1024 // 3
"""Characters of 10 MB of Chinese."""
SCREEN = 50
"""Lines: a tall terminal."""
ENGLISH = (
    "The council said on Monday that 13.8% of the harbour district's budget, some $2,400,000, would go to reading rooms "
    "(see the report) and to lamps. Nobody objected; one member asked who would close the doors. "
)
FORBIDDEN_AT_START = re.compile(r"\s*[，。、；：？！）》」』】〕”’…％%,.:;)]")
FORBIDDEN_AT_END = re.compile(r"[（《「『【〔“‘(]\s*$")


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """The shortest of some runs, in seconds of processor time: other work on the machine does not count."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def articles() -> str:
    """The sample portal's articles without their front matter, one after the other."""
    files = sorted(SAMPLES.rglob("*.md"))
    return "\n\n".join(
        re.sub(r"(?s)\A---\n.*?\n---\n", "", file.read_text(encoding="utf-8")) for file in files
    )


def paragraphs(markdown: str) -> list[str]:
    """The paragraphs of running Chinese of articles, with the addresses of their links taken out."""
    lines = (re.sub(r"\]\([^)]*\)", "]", line) for line in markdown.split("\n"))
    return [line for line in lines if re.match(r"[\u4e00-\u9fff“「《]", line)]


def repeated(text: str, length: int) -> str:
    """A text of exactly that many characters."""
    return (text * (length // len(text) + 1))[:length]


def rich_lines(text: str, width: int) -> list[str]:
    from rich.console import Console
    from rich.text import Text

    return [line.plain for line in Text(text).wrap(Console(width=width), width)]


def textual_lines(text: str, width: int) -> list[str]:
    from textual.content import Content

    return [line.plain for line in Content(text).wrap(width)]


def wcwidth_lines(text: str, width: int) -> list[str]:
    import wcwidth

    return wcwidth.wrap(text, width)


BREAKERS: dict[str, Callable[[str, int], list[str]]] = {
    "reader.typeset": wrap,
    "rich Text.wrap": rich_lines,
    "textual Content.wrap": textual_lines,
    "wcwidth.wrap": wcwidth_lines,
}


def faults(text: str, lines: list[str]) -> int:
    """Forbidden marks at the edges of lines, and Latin words or numbers that are cut."""
    edges = sum(bool(FORBIDDEN_AT_START.match(line)) for line in lines[1:])
    edges += sum(bool(FORBIDDEN_AT_END.search(line)) for line in lines[:-1])
    cut, position = 0, 0
    for line in lines[:-1]:
        position = text.index(line.rstrip(), position) + len(line.rstrip())
        cut += bool(re.match(r"[A-Za-z0-9][A-Za-z0-9]", text[position - 1 : position + 1]))
    return edges + cut


def compare_breakers(name: str, texts: list[str], width: int) -> None:
    """One table: how many times as fast we are as each peer, characters a second, faults in a thousand lines."""
    characters = sum(map(len, texts))
    ours = 0.0
    print(f"{name}, {len(texts)} paragraphs of {characters // len(texts)} characters, width {width}")
    for breaker, function in BREAKERS.items():
        speed = characters / best(lambda function=function: [function(text, width) for text in texts])  # type: ignore[misc]
        ours = ours or speed
        lines = [(text, function(text, width)) for text in texts]
        share = 1000 * sum(faults(*pair) for pair in lines) / sum(len(pair[1]) for pair in lines)
        print(
            f"  {breaker:22} {ours / speed:6.1f}x  {speed / 1e6:6.2f} M characters/s   {share:4.0f} faults in 1,000 lines"
        )


def one_paragraph(texts: list[str], width: int) -> None:
    """The breaker alone on one long paragraph."""
    text = repeated("".join(texts), CHARACTERS)
    speed = len(text) / best(lambda: sum(1 for _ in break_offsets(text, width)), rounds=9)
    print(f"one paragraph of {len(text)} characters, width {width}: {speed / 1e6:.2f} M characters/s")


def first_screen(markdown: str) -> float:
    """Milliseconds from Markdown to a screen of lines."""

    def work() -> None:
        Layout(Manuscript(markdown), 76).extend(SCREEN)

    return best(work) * 1e3


def whole(markdown: str) -> tuple[float, float]:
    """Milliseconds to lay out all, in slices of 2,000 characters, and the longest slice of them."""
    start = time.perf_counter()
    layout, slices = Layout(Manuscript(markdown), 76), []
    while not layout.complete:
        before = time.perf_counter()
        layout.advance(2_000)
        slices.append(time.perf_counter() - before)
    return (time.perf_counter() - start) * 1e3, max(slices) * 1e3


def rich_markdown(markdown: str) -> float:
    """Milliseconds for Rich to render the same, which it can only do whole."""
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(width=76)
    return best(lambda: console.render_lines(Markdown(markdown)), rounds=1) * 1e3


def compare_screens(markdown: str) -> None:
    """The first screen of articles of three sizes, and of one endless paragraph."""
    print(
        "first screen of an article, width 76 (rich.markdown.Markdown renders all of it, so it has no first screen)"
    )
    plain = plain_text(markdown)
    marked = "".join(f"{sentence}。**重點**" for sentence in plain.split("。"))
    for size in (5, 50, 500):
        source = repeated(markdown + "\n\n", size * 1024 // 3)
        ours, (all_ours, slice_ours), peer = first_screen(source), whole(source), rich_markdown(source)
        print(
            f"  {size:4} KB {peer / ours:8.1f}x   first screen {ours:6.1f} ms   all {all_ours:7.1f} ms"
            f"   longest slice {slice_ours:5.1f} ms   rich, all {peer:8.1f} ms"
        )
    ours = first_screen(repeated(marked, 500 * 1024 // 3))
    print(f"  500 KB in one paragraph, marked up  first screen {ours:6.1f} ms")


def plain_text(markdown: str) -> str:
    """The running Chinese of articles, without a line feed."""
    return re.sub(r"[^\u4e00-\u9fff，。；：“”「」0-9]", "", "".join(paragraphs(markdown)))


def main() -> None:
    import markdown_it  # noqa: F401 - its import is not what is measured

    markdown = articles()
    chinese = paragraphs(markdown)
    for width in (40, 60, 80):
        compare_breakers("Chinese", chinese[:PARAGRAPHS], width)
    compare_breakers("English", [ENGLISH * 3] * PARAGRAPHS, 60)
    for width in (40, 60, 80):
        one_paragraph(chinese, width)
    compare_screens(markdown)
    compare_waiting(repeated(markdown + "\n\n", LONGEST), repeated(plain_text(markdown), LONGEST))


if __name__ == "__main__":
    main()
