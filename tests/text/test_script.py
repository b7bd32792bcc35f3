"""簡 and 简: the table and the guess."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.script import detect_script, readings, simplified_form, simplify

HANT = "港口去年新開三條航線，運費下降兩成，進出口總額達到歷史新高。"
HANS = "港口去年新开三条航线，运费下降两成，进出口总额达到历史新高。"


def test_text_is_simplified_character_by_character() -> None:
    assert simplify(HANT) == HANS
    assert simplify(HANS) == HANS
    assert simplify("頭髮與發展") == "头发与发展"
    assert simplify("GDP 2019") == "GDP 2019"


@given(st.text())
def test_simplifying_keeps_the_length_and_is_idempotent(text: str) -> None:
    simplified = simplify(text)
    assert len(simplified) == len(text)
    assert simplify(simplified) == simplified


def test_simplified_form_is_none_where_there_is_no_other() -> None:
    assert simplified_form("區") == "区"
    assert simplified_form("区") is None
    assert simplified_form("山") is None
    assert simplified_form("") is None
    assert simplified_form("區區") is None


def test_readings_are_toned_syllables_in_nfc() -> None:
    assert {"qū", "ōu"} <= readings("區")
    assert readings("長") >= {"cháng", "zhǎng"}
    assert readings("山") == frozenset()
    assert all(reading == unicodedata.normalize("NFC", reading) for reading in readings("綠"))
    assert "lǜ" in readings("綠")


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (HANT, "zh-Hant"),
        (HANS, "zh-Hans"),
        ("高新院新聞", "zh-Hant"),
        ("GDP 增长 6.1%，IT 产业占三成", "zh-Hans"),
        # One-to-many characters stay simplified on converted pages.
        ("這家企業于去年開業，后來遷往園區。", "zh-Hant"),
        # A quotation in the other script does not tip the guess.
        (HANT + "《开放》", "zh-Hant"),
        (HANT + HANS, None),
        # Written alike in both.
        ("山水文章", None),
        ("The harbour opened a new pier on Friday, and the ferries are back.", "en"),
        ("The institute of 高新 opened in the park, and it is free.", "en"),
        ("Le port a ouvert un nouveau quai vendredi et les bateaux sont de retour.", None),
        ("Der Hafen hat am Freitag einen neuen Kai eröffnet, und die Fähren fahren.", None),
        ("El puerto abrió el viernes un muelle nuevo y los barcos han vuelto.", None),
        ("港は金曜日に新しい桟橋を開き、フェリーが戻ってきました。", None),
        ("항구는 금요일에 새 부두를 열었다", None),
        ("Harbour", None),
        ("12345 67", None),
        ("", None),
    ],
)
def test_script_is_guessed_from_what_only_one_side_writes(text: str, script: str | None) -> None:
    assert detect_script(text) == script
