from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importing.front_matter import read_front_matter


def values(front: str) -> dict[str, str | list[str]]:
    return read_front_matter(f"---\n{front}\n---\n正文\n").values


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: 望海", {"title": "望海"}),
        ("標題：望海", {"標題": "望海"}),
        ('title: "望海: “新” \\"聞\\""', {"title": '望海: “新” "聞"'}),
        ("title: 'it''s: on'", {"title": "it's: on"}),
        ("title: 望海 # 注", {"title": "望海"}),
        ("title: 5# 樓", {"title": "5# 樓"}),
        ("title: # 注", {"title": ""}),
        ("url: https://example.org/a:b", {"url": "https://example.org/a:b"}),
        ("date: 2021-03-18 09:30", {"date": "2021-03-18 09:30"}),
        ("tags: [一, '二, 三', \"四\"]", {"tags": ["一", "二, 三", "四"]}),
        ("author:\n- 甲\n- 乙", {"author": ["甲", "乙"]}),
        ("author:\n  - 甲\n  - 乙\ntitle: 望海", {"author": ["甲", "乙"], "title": "望海"}),
        ("summary: |\n  一\n  二\ntitle: x", {"summary": "一\n二", "title": "x"}),
        ("summary: >-\n  one\n  two", {"summary": "one two"}),
        ("title: one\n  two", {"title": "one two"}),
        ("cover:\n  image: x.png\ntitle: x", {"cover": [], "title": "x"}),
        ("# 注\ntitle: x\n\n", {"title": "x"}),
        ("clicks:", {"clicks": ""}),
        ("tags: []", {"tags": []}),
    ],
)
def test_reads_the_subset_of_yaml_that_front_matter_uses(
    front: str, expected: dict[str, str | list[str]]
) -> None:
    matter = read_front_matter(f"---\n{front}\n---\n正文\n")

    assert matter.values == expected
    assert matter.body == "正文\n"


def test_reads_toml() -> None:
    matter = read_front_matter(
        '+++\ntitle = "望海"\ndate = 2021-03-18\nclicks = 5\ntags = ["a", 1]\n[x]\ny = 1\n+++\n正文'
    )

    assert matter.values == {"title": "望海", "date": "2021-03-18", "clicks": "5", "tags": ["a", "1"]}
    assert matter.body == "正文"


@pytest.mark.parametrize(
    "text",
    [
        "正文 ---\n",
        "---\ntitle: 沒有結尾\n\n正文\n",
        "---\n一條分隔線上面的話\n---\n正文\n",
        "+++\ntitle = 沒有引號\n+++\n正文\n",
        "----\ntitle: x\n----\n",
        "\n\n正文",
        "",
        "+++\na = " + "[" * 5000 + "\n+++\n正文",
    ],
)
def test_what_is_no_front_matter_stays_in_the_body(text: str) -> None:
    assert read_front_matter(text).values == {}
    assert read_front_matter(text).body == text


def test_lines_that_cannot_be_read_stand_before_the_body_and_the_others_count() -> None:
    matter = read_front_matter("---\ntitle: 望海\n這一行不對\ndate: 2021\n---\n正文\n")

    assert matter.values == {"title": "望海", "date": "2021"}
    assert matter.body == "這一行不對\n\n正文\n"


@given(st.text(alphabet="ab:：-#'\"[]|>, \n\\望", max_size=80))
def test_any_front_matter_is_read_and_the_body_is_whole(front: str) -> None:
    text = f"---\n{front}\n---\n正文"

    assert read_front_matter(text).body.endswith("正文")
