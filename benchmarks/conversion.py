"""簡 and 繁 on the screen, beside OpenCC alone over whole texts in the same run: `python benchmarks/conversion.py`.

OpenCC alone converts what is in the wanted script already, Japanese, code and addresses too, and finds no place again;
it is the floor for what a conversion costs.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from opencc import OpenCC

from reader.text.conversion import DisplayScript, converter

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.text.conversion import Converter

SAMPLES = Path(__file__).resolve().parent.parent / "sample_data"
CONFIGURATIONS = {
    DisplayScript.SIMPLIFIED: "t2s",
    DisplayScript.TRADITIONAL: "s2t",
    DisplayScript.TAIWAN: "s2tw",
    DisplayScript.HONG_KONG: "s2hk",
}
SCREEN = 2_000
"""Characters: more than a tall terminal shows of an article."""
LOADING = """
import resource, time
begin, memory = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
from reader.text.conversion import DisplayScript, converter
converter(DisplayScript({target!r})).text("皇后在后面")
spent = time.perf_counter() - begin
print(spent * 1000, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024)
"""


def best(work: Callable[[], object], rounds: int = 5) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def blocks() -> list[str]:
    """The blocks of the Chinese sample articles, as they are converted: one after the other."""
    files = sorted(SAMPLES.rglob("*.md"))
    texts = (re.sub(r"(?s)\A---\n.*?\n---\n", "", file.read_text(encoding="utf-8")) for file in files)
    found = [block for text in texts for block in text.split("\n\n")]
    return [block for block in found if re.search(r"[\u4e00-\u9fff]", block)]


def report_loading() -> None:
    print("first use in a fresh process: import, dictionaries, one title")
    for target in CONFIGURATIONS:
        code = LOADING.format(target=target.value)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        milliseconds, megabytes = map(float, done.stdout.split())
        print(f"  {target:22}{milliseconds:6.0f} ms {megabytes:6.1f} MB")


def each(mine: Converter, texts: list[str]) -> float:
    """The shortest time for all texts one by one, none of them seen before: short ones are kept once converted."""
    marks = iter("①②③④⑤")

    def prepared() -> list[str]:
        mark = next(marks)
        return [text + mark for text in texts]

    rounds = [prepared() for _ in range(5)]
    return best(lambda: [mine.text(text) for text in rounds.pop()])


def report_speed(target: DisplayScript, source: list[str]) -> None:
    mine, alone = converter(target), OpenCC(CONFIGURATIONS[target])
    assert mine is not None
    size = sum(map(len, source))
    whole = "\n\n".join(source)
    ours = each(mine, source)
    bare = best(lambda: alone.convert(whole))
    bare_each = best(lambda: [alone.convert(block) for block in source])
    again = each(mine, [mine.text(block) for block in source])
    screen = each(mine, whole[:SCREEN].split("\n\n"))
    titles = [block[:30] for block in source]
    fresh = each(mine, titles)
    kept = best(lambda: [mine.text(title) for title in titles])
    figures = (size / ours / 1e6, size / bare_each / 1e6, size / bare / 1e6, size / again / 1e6)
    print(
        f"  {target:22}"
        + "".join(f"{figure:8.2f}" for figure in figures)
        + f"{screen * 1000:11.2f} ms {fresh / len(titles) * 1e6:9.1f} {kept / len(titles) * 1e6:6.1f} µs"
    )


def main() -> None:
    report_loading()
    source = blocks()
    simplified = [OpenCC("t2s").convert(block) for block in source]
    traditional = [OpenCC("s2tw").convert(block) for block in simplified]
    print(
        f"\n{len(source)} blocks, {sum(map(len, source)):,} characters; millions of characters a second, but:"
    )
    print("  to                        ours   OpenCC OpenCC,  ours, if   a screen  a title,")
    print("                                  by block  whole   so now               new, seen")
    for target in CONFIGURATIONS:
        report_speed(target, traditional if target is DisplayScript.SIMPLIFIED else simplified)


if __name__ == "__main__":
    main()
