from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.importing.sniff import sniff
from reader.model.document import Document

MakeDocument = Callable[..., Document]

FRONT = "---\ntitle: 望海\ndate: 2021-03-18\n---\n正文。\n"
PORTAL = "- 新聞\n- 規劃\n標題\n來源:某報 日期:2020-01-01 點擊:次\n一段話。\n"
NO_LIST = "標題\n來源:某報 日期:2020-01-01\n一段話，說的是港口。\n又一段話。\n"
MARKED = "# 標題\n\n一段**重要**的話，見[這裡](https://example.org)。\n\n- 一\n- 二\n"
PROSE = "守塔的人\n\n他在這裡守了三十年。\n\n船還是先看見光。\n"
LIST = "- 買菜\n- 洗碗\n- 看報\n"


@pytest.mark.parametrize(
    ("text", "name", "format_name"),
    [
        (FRONT, "x.txt", "markdown"),
        (FRONT, "x.md", "markdown"),
        (PORTAL, "x.md", "portal"),
        (PORTAL, "x", "portal"),
        (NO_LIST, "x.txt", "portal"),
        (NO_LIST.replace("\n", "\n\n"), "x.txt", "text"),
        (MARKED, "x.txt", "markdown"),
        (MARKED, "-", "markdown"),
        (LIST, "x", "markdown"),
        (PROSE, "x", "text"),
        (PROSE, "x.txt", "text"),
        (PROSE, "x.md", "markdown"),
        (PROSE, "x.jpg", "text"),
    ],
)
def test_the_content_decides_and_the_name_only_in_doubt(
    text: str, name: str, format_name: str, document: MakeDocument
) -> None:
    assert sniff(text, document(name=name)).name == format_name


def test_a_declared_media_type_counts_only_in_doubt(document: MakeDocument) -> None:
    assert sniff(PROSE, document(name="x", media_type="text/markdown")).name == "markdown"
    assert sniff(PORTAL, document(name="x", media_type="text/markdown")).name == "portal"


def test_a_dialogue_with_dashes_stays_plain_text(document: MakeDocument) -> None:
    text = "早晨\n\n" + "他說，船來了。\n\n她說，燈還開著呢。\n\n" * 10 + "- 完\n"

    assert sniff(text, document(name="x")).name == "text"
