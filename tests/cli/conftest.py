"""A small library for the tests of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library import Library
from reader.model.document import Document
from reader.model.draft import Draft, DraftCategory
from reader.model.published import Published

if TYPE_CHECKING:
    from pathlib import Path

ORIGINAL = b"\x1b[31mthe bytes as they came\x00"


@pytest.fixture
def library(isolated_home: Path) -> Path:
    """Three articles in two of three categories, in the library that commands use by themselves."""
    path = isolated_home / "own.library"
    document = Document(ORIGINAL, "/news/page.txt", "page.txt")
    with Library.open(path) as opened:
        opened.add([DraftCategory("科技創新"), DraftCategory("政策解讀"), DraftCategory("產業規劃")])
        opened.add(
            [
                Draft(
                    title="望海的新碼頭：潮水與時刻表",
                    markdown="第一段講潮水。\n\n## 時刻表\n\n第二段有[連結](https://example.org/t)。\n\n---\n\n- 甲\n- 乙\n",
                    category="科技創新",
                    author="林若川",
                    origin="望海日報",
                    url="https://news.example.org/pier",
                    language="zh-Hant",
                    published=Published("2021-03-18T01:30Z"),
                    clicks=1382,
                )
            ],
            document,
        )
        opened.add(
            [
                Draft(
                    title="Small print",
                    markdown="One line.",
                    category="政策解讀",
                    published=Published("2020-05"),
                ),
                Draft(
                    title="無日期的短訊",
                    markdown="只有一句。",
                    category="科技創新",
                    url="mailto:desk@example.org",
                ),
            ]
        )
    return path
