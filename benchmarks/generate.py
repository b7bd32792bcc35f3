"""A library of N articles of 2 to 6 KB, Chinese and English, always the same: `python benchmarks/generate.py N PATH`."""

from __future__ import annotations

import random
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library import Library
from reader.model.draft import Draft, DraftCategory
from reader.model.published import Published
from reader.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20190705
CATEGORIES = (
    "高新院新聞", "政策解讀", "高新區新聞", "區域經濟研究", "經濟開發區新聞", "科技創新", "戰略性新興產業研究", "行業洞見",
    "一帶一路新聞", "智慧城市案例", "產業規劃", "園區規劃", "智慧城市news",
)  # fmt: skip
ORIGINS = ("望海日報", "臨江商報", "園區觀察", "Harbour Gazette", None)
WORDS = (
    "港區", "物流", "氫能", "公交", "數據", "試點", "工廠", "軸承", "機器人", "實驗室", "人才", "公寓", "規劃", "修訂", "年報",
    "調查", "夜班", "碼頭", "冷鏈", "衛星", "傳感器", "開放", "平台", "標準", "測試", "pilot", "report", "harbour", "sensor",
    "battery", "survey", "open data", "night shift",
)  # fmt: skip


def paragraphs() -> tuple[list[str], list[str]]:
    """The paragraphs of the sample articles: Chinese ones and English ones."""
    chinese, english = [], []
    for path in sorted(resource("sample_data").rglob("*.md")):
        for block in path.read_text(encoding="utf-8").split("---", 2)[-1].split("\n\n"):
            text = block.strip()
            if len(text) > 60:
                (english if text.isascii() else chinese).append(text)
    return chinese, english


def drafts(number: int, seed: int = SEED) -> Iterator[Draft | DraftCategory]:
    """The categories, then so many drafts. Every one differs from every other."""
    chance = random.Random(seed)
    chinese, english = paragraphs()
    yield from (DraftCategory(name) for name in CATEGORIES)
    for index in range(number):
        parts = english if chance.random() < 0.25 and english else chinese
        size, target, body = 0, chance.randint(2_000, 6_000), []
        while size < target:
            part = chance.choice(parts)
            size += len(part.encode())
            body.append(part)
        year, month, day = chance.randint(2012, 2025), chance.randint(1, 12), chance.randint(1, 28)
        yield Draft(
            title=f"{''.join(chance.sample(WORDS, 4))} {index}",
            markdown="\n\n".join(body),
            category=chance.choice(CATEGORIES),
            identity=f"https://example.org/generated/{index}",
            url=f"https://example.org/generated/{index}",
            origin=chance.choice(ORIGINS),
            published=Published.of_date(year, month, day),
            clicks=chance.choice((None, chance.randint(1, 90_000))),
        )


def generate(number: int, path: Path) -> Path:
    """Make the library unless it is there; gives its path. Every third article is read."""
    if path.exists():
        return path
    start = time.perf_counter()
    with Library.open(path) as library:
        source = drafts(number)
        while batch := list(islice(source, 20_000)):
            library.add(batch)
        library.mark_read(range(1, number, 3))
    print(f"generated {number:,} articles in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return path


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))
