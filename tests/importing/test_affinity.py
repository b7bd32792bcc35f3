from __future__ import annotations

import pytest

from reader.importing.affinity import choose_category

PORTAL = [
    "高新院新聞", "政策解讀", "高新區新聞", "區域經濟研究", "經濟開發區新聞", "科技創新", "戰略性新興產業研究",
    "行業洞見", "一帶一路新聞", "智慧城市案例", "產業規劃", "園區規劃", "智慧城市news",
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("望海高新區：菜地上了屋頂", "高新區新聞"),
        ("临江经济开发区开了夜校", "經濟開發區新聞"),
        ("兩座城的區域經濟帳本", "區域經濟研究"),
        ("一條一帶一路的冷鏈", "一帶一路新聞"),
        ("科技创新的七次失败", "科技創新"),
        ("雲嶺的園區規劃改了三稿", "園區規劃"),
        ("Smart city NEWS 2020", "智慧城市news"),
    ],
)
def test_files_an_article_by_what_its_title_shares_with_a_name_in_either_script(
    title: str, category: str
) -> None:
    assert choose_category(PORTAL, title, "") == category


def test_the_body_decides_when_the_title_shares_nothing() -> None:
    assert choose_category(PORTAL, "七月的第一天", "一帶一路沿線的港口都在等潮水。") == "一帶一路新聞"


def test_the_title_comes_before_the_body() -> None:
    assert choose_category(PORTAL, "政策解讀：四問", "一帶一路，一帶一路，還是一帶一路。") == "政策解讀"


def test_the_body_decides_between_titles_that_tie() -> None:
    assert choose_category(["高新院", "高新區"], "高新", "這個高新區有六座樓。") == "高新區"


def test_what_most_names_share_is_no_affinity() -> None:
    assert choose_category(PORTAL, "新聞一則", "這是一則新聞。") is None


def test_of_equals_the_first_is_chosen() -> None:
    assert choose_category(["智慧城市", "智慧城市"], "智慧城市", "") == "智慧城市"
    assert choose_category(["港口甲", "港口乙"], "港口", "") == "港口甲"


def test_without_any_affinity_there_is_no_category() -> None:
    assert choose_category(PORTAL, "Lighthouse", "Ships see the light first.") is None
    assert choose_category([], "高新區", "高新區") is None


def test_a_single_name_is_chosen_when_it_fits() -> None:
    assert choose_category(["港口"], "港口的早晨", "") == "港口"
    assert choose_category(["港口"], "山上的早晨", "") is None
