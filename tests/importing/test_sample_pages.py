from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.importing import portal
from reader.importing.decode import decode
from reader.importing.files import read_document
from reader.importing.sniff import sniff
from reader.model.draft import Draft, DraftCategory
from reader.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

CATEGORIES = [
    "高新院新聞", "政策解讀", "高新區新聞", "區域經濟研究", "經濟開發區新聞", "科技創新", "戰略性新興產業研究",
    "行業洞見", "一帶一路新聞", "智慧城市案例", "產業規劃", "園區規劃", "智慧城市news",
]  # fmt: skip


def pages() -> list[Path]:
    return sorted(resource("sample_data", "00-portal").glob("*.txt"))


@pytest.mark.parametrize(
    ("number", "encoding", "category", "language", "published", "clicks", "glosses"),
    [
        (1, "utf-8", "高新區新聞", "zh-Hant", "2022-05-17", 2864, 0),
        (2, "utf-8", "區域經濟研究", "zh-Hant", "2020-11-09", 12000, 228),
        (3, "gb18030", "園區規劃", "zh-Hant", "2019-10-23", None, 228),
        (4, "big5hkscs", "一帶一路新聞", "zh-Hant", "2023-08-30T06:20Z", 5317, 0),
        (5, "utf-16-le", "科技創新", "zh-Hans", "2024-03-06T01:00Z", 780, 0),
    ],
)
def test_each_sample_page_is_read_as_it_was_written(
    number: int, encoding: str, category: str, language: str, published: str, clicks: int | None, glosses: int
) -> None:
    document = read_document(pages()[number - 1])
    decoded = decode(document.data)

    items = list(portal.read(decoded.text, document))
    [draft] = [item for item in items if isinstance(item, Draft)]

    assert (decoded.encoding, decoded.replaced) == (encoding, 0)
    assert sniff(decoded.text, document).name == "portal"
    assert [item.name for item in items if isinstance(item, DraftCategory)] == CATEGORIES
    assert (draft.category, draft.language, draft.clicks, draft.glosses) == (
        category,
        language,
        clicks,
        glosses,
    )
    assert draft.published is not None
    assert draft.published.iso == published
    assert 2 <= draft.markdown.count("## ") <= 4
