"""Converting to a script whatever the text: nothing moves, nothing but Han changes, and twice is once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.conversion import Converter, DisplayScript, converter

WORDS = [
    "头发", "頭髮", "发展", "發展", "后面", "後面", "皇后", "干部", "幹部", "干净", "乾淨", "乾坤", "里面", "裡面",
    "裏面", "公里", "复杂", "複雜", "一出戏", "一齣戲", "面条", "麵條", "麪條", "表面", "台湾", "臺灣", "台灣", "制造",
    "製造", "松柏", "放松", "谷物", "穀物", "征收", "徵收", "了望", "瞭望", "了解", "瞭解", "看着", "看著", "著名",
    "原著", "于右任", "余光中", "餘下", "范仲淹", "叶圣陶", "葉聖陶", "钱锺书", "什么", "什麼", "么", "為", "爲", "为",
    "群众", "羣眾", "衞生", "衛生", "卫生", "于是", "於是", "家具", "傢俱", "伙伴", "夥伴", "GDP",
]  # fmt: skip
OTHERS = [
    "，", "。", "《", "》", "\n", "の", "カナ", "한글", "GDP ", "https://発.example/后", "\ud800",
    "𠮷", "\u0301", "👨\u200d👩",
]  # fmt: skip
PIECES = [*WORDS, *OTHERS]
TARGETS = st.sampled_from(list(DisplayScript)[1:])
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=80).map("".join))


def turned(target: DisplayScript) -> Converter:
    found = converter(target)
    assert found is not None
    return found


@given(TARGETS, TEXTS)
def test_the_length_and_every_character_that_is_not_han_stay(target: DisplayScript, text: str) -> None:
    converted = turned(target).text(text)
    assert len(converted) == len(text)
    assert all(
        before == after or "\u3400" <= after <= "\U000323af"
        for before, after in zip(text, converted, strict=True)
    )


@given(TARGETS, st.lists(st.sampled_from([*WORDS, "，", "。", "\n", "GDP "]), max_size=40).map("".join))
def test_converting_twice_is_converting_once(target: DisplayScript, text: str) -> None:
    mine = turned(target)
    once = mine.text(text)
    assert mine.text(once) is once


@given(TARGETS, TEXTS, st.lists(st.tuples(st.integers(0, 100), st.integers(0, 20)), max_size=5))
def test_what_is_kept_stays_and_moves_nothing(
    target: DisplayScript, text: str, parts: list[tuple[int, int]]
) -> None:
    kept = [(min(start, len(text)), min(start + size, len(text))) for start, size in parts]
    converted, free = turned(target).text(text, kept=kept), turned(target).text(text)
    covered = {place for start, stop in kept for place in range(start, stop)}
    assert converted == "".join(
        text[place] if place in covered else free[place] for place in range(len(text))
    )
