from __future__ import annotations

import pytest

from reader.errors import UsageError
from reader.importing.fields import find_field, names_by_field
from reader.importing.records.columns import checked_columns


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Title", "title"), ("標題", "title"), ("标题：", "title"), ("新聞標題", "title"), ("headline", "title"),
        ("正文", "body"), ("articleBody", "body"), ("日期", "published"), ("datePublished", "published"),
        ("Published At", "published"), ("pub-date", "published"), ("發佈時間", "published"), ("來源", "origin"),
        ("作者", "author"), ("點擊", "clicks"), ("浏览量（次）", "clicks"), ("分類", "category"), ("鏈接", "url"),
        ("sourceURL", "url"), ("\ufeff標題", "title"), ("ｕｒｌ", "url"),
    ],
)  # fmt: skip
def test_a_field_is_known_by_its_names_in_both_languages(name: str, field: str) -> None:
    found = find_field(name)
    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize("name", ["", "colour", "titles of honour", "x" * 100_000, "(", "()"])
def test_other_names_stand_for_no_field(name: str) -> None:
    assert find_field(name) is None


def test_the_most_usual_name_counts_first() -> None:
    assert names_by_field(["views", "source", "clicks", "origin"]) == {
        "clicks": ["clicks", "views"],
        "origin": ["origin", "source"],
    }


def test_a_mapping_may_use_any_name_of_a_field() -> None:
    assert checked_columns({"標題": "H", "text": "B", "date": "D"}) == {
        "title": "H",
        "body": "B",
        "published": "D",
    }


def test_a_mapping_of_an_unknown_field_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="titel") as refusal:
        checked_columns({"titel": "H"})
    assert refusal.value.hint == "Did you mean title?"
    with pytest.raises(UsageError) as refusal:
        checked_columns({"colour": "H"})
    assert "category" in refusal.value.hint
