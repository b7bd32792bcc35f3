"""Bracketed readings of a broken conversion go, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.gloss import Gloss, Unglossed, remove_glosses
from reader.text.script import readings

REAL_PAGE = Path(__file__).parents[3] / "shared" / "seeds" / "portal-page.txt"

PROSE = (
    "臨江區去年建設三條輕軌,營運長度達到一百二十公里,沿線開發園區五處(不含在建),帶動產業產值增長兩成。"
    "區內企業說,軌道開通后,員工通勤時間減少一半,運輸費用下降,訂單準時率創下新高(見附表)。"
    "規劃部門認為,下一階段應當繼續擴大開發,將輕軌與園區連為一體,讓產業與城市同時發展,并於年內發布細則。"
    "專家指出,軌道建設費時費力,區域發展還須產業支撐,應以實際需要決定規模,IT(資訊技術)等行業可以先行。"
) * 3
"""Written for this test."""

TABLE = {
    "區": "qū", "開": "kāi", "發": "fā", "產": "chǎn", "業": "yè", "軌": "guǐ", "運": "yùn", "時": "shí",
    "間": "jiān", "長": "cháng", "規": "guī", "設": "shè", "輕": "qīng", "為": "wéi",
}  # fmt: skip


def glossed(text: str, table: dict[str, str], brackets: str = "()") -> str:
    left, right = brackets
    return "".join(f"{c}{left}{table[c]}{right}" if c in table else c for c in text)


def test_glosses_go_and_genuine_brackets_stay() -> None:
    page = glossed(PROSE, TABLE)
    unglossed = remove_glosses(page)
    assert unglossed.text == PROSE
    assert len(unglossed.removed) == sum(PROSE.count(character) for character in TABLE)
    assert unglossed.restore() == page


def test_full_width_brackets_are_glosses_too() -> None:
    unglossed = remove_glosses(glossed(PROSE, TABLE, "（）"))
    assert unglossed.text == PROSE
    assert unglossed.removed[0].text.startswith("（")


def test_decomposed_readings_are_read() -> None:
    page = glossed(PROSE, TABLE | {"區": "qu\u0304", "輕": "qi\u0304ng"})
    assert remove_glosses(page).text == PROSE
    assert remove_glosses(page).restore() == page


def test_the_offset_is_that_of_the_cleaned_text() -> None:
    unglossed = remove_glosses(glossed(PROSE, TABLE))
    assert unglossed.removed[0] == Gloss(PROSE.index("區") + 1, "(qū)")
    assert all(unglossed.text[gloss.offset - 1] in TABLE for gloss in unglossed.removed)


def test_restoring_puts_each_back_in_its_place() -> None:
    assert Unglossed("區域經濟", (Gloss(1, "(qū)"), Gloss(3, "(jīng)"))).restore() == "區(qū)域經(jīng)濟"
    assert Unglossed("").restore() == ""


@given(st.text(alphabet="區開發產業軌山水()（）qūkāi, \n"))
def test_restoring_is_exact_for_any_text(text: str) -> None:
    assert remove_glosses(text).restore() == text


@given(st.text(max_size=30), st.text(max_size=30))
def test_restoring_is_exact_on_glossed_pages_with_anything_around(before: str, after: str) -> None:
    page = before + glossed(PROSE, TABLE) + after
    unglossed = remove_glosses(page)
    assert unglossed.removed
    assert unglossed.restore() == page


@given(st.data())
def test_whichever_characters_a_site_glosses_the_text_comes_back(data: st.DataObject) -> None:
    candidates = sorted({character for character in PROSE if readings(character)})
    chosen = data.draw(st.lists(st.sampled_from(candidates), min_size=5, unique=True))
    table = {character: data.draw(st.sampled_from(sorted(readings(character)))) for character in chosen}
    brackets = data.draw(st.sampled_from(["()", "（）"]))
    assert remove_glosses(glossed(PROSE, table, brackets)).text == PROSE


LESSON = "學xué而ér時shí習xí之zhī不bù亦yì說yuè乎hū有yǒu朋péng自zì遠yuǎn方fāng來lái"
PRIMER = re.sub("([a-zà-ǜ]+)", r"(\1)", LESSON)
PLACES = "亳(bó)州、六(lù)安、蚌(bèng)埠、歙(shè)縣、黟(yī)縣。"
HETERONYMS = "長(zhǎng)大、長(cháng)江、行(háng)業、行(xíng)走、樂(lè)趣、音樂(yuè)、重(chóng)建。"
LATIN = "GDP(gross domestic product)、區(gdp)、產業(chan)、開發(kaifa)、軌(gui)。"
TWO_READINGS = glossed(PROSE, TABLE).replace("(qū)", "(ōu)", 9).replace("(cháng)", "(zhǎng)", 3)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PROSE, id="clean page"),
        pytest.param(PRIMER * 3, id="primer that glosses every character"),
        pytest.param("、".join(f"{c}({s})" for c, s in TABLE.items()) * 3, id="list of words"),
        pytest.param(PLACES * 8 + PROSE, id="names of places"),
        pytest.param(HETERONYMS * 4 + PROSE, id="heteronyms"),
        pytest.param(LATIN * 9, id="Latin in brackets"),
        pytest.param(PROSE.replace("區", "區(qū)").replace("產", "產(chǎn)"), id="too few characters"),
        pytest.param(glossed(PROSE[:60], TABLE) + PROSE[60:], id="glossed at first mention"),
        pytest.param(TWO_READINGS, id="two readings too often"),
        pytest.param(glossed(PROSE[:150], TABLE) + "山水" * 9000, id="too thin"),
        pytest.param("元?dú)兄校?biāo)準(zhǔn)", id="pairs that straddle two characters"),
        pytest.param("區(qū)", id="too short"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_documents_stay_as_they_are(text: str) -> None:
    assert remove_glosses(text) == Unglossed(text)


def test_notes_of_an_author_stay_on_a_glossed_page() -> None:
    notes = "亳(bó)州;區(ōu)先生;朝陽(yáng)門;軌（guǐ）道;陽光,太陽,斜陽"
    page = glossed(PROSE, TABLE) + notes
    unglossed = remove_glosses(page)
    assert unglossed.text == PROSE + notes
    assert unglossed.restore() == page


def test_damaged_pairs_stay_on_a_glossed_page() -> None:
    damaged = "元?dú)兄校保?guī)模"
    assert remove_glosses(glossed(PROSE, TABLE) + damaged).text == PROSE + damaged


@pytest.mark.skipif(not REAL_PAGE.exists(), reason="the real page is not part of the project")
def test_the_real_page_loses_its_glosses_and_keeps_its_brackets() -> None:
    page = REAL_PAGE.read_text(encoding="utf-8")
    unglossed = remove_glosses(page)
    assert len(unglossed.removed) == 474
    assert len({unglossed.text[gloss.offset - 1] for gloss in unglossed.removed}) == 84
    assert unglossed.text.count("(") == 8
    assert "IT(互聯網)" in unglossed.text
    assert unglossed.restore() == page
    assert remove_glosses(unglossed.text) == Unglossed(unglossed.text)


@given(st.data())
def test_each_part_of_a_text_gets_the_glosses_that_stood_in_it(data: st.DataObject) -> None:
    sentences = [each + "。" for each in PROSE[: len(PROSE) // 3].split("。") if each]
    page = [glossed(each, TABLE) for each in sentences]
    unglossed = remove_glosses("\n".join(page))
    first = data.draw(st.integers(0, len(sentences) - 1))
    last = data.draw(st.integers(first, len(sentences) - 1))
    part = "\n\n".join(sentences[first : last + 1])
    assert unglossed.restored(part) == "\n\n".join(page[first : last + 1])


def test_markup_between_the_characters_of_a_part_stays() -> None:
    unglossed = remove_glosses(glossed(PROSE, TABLE))
    part = "## 臨江**區去**年\n\n[建設](x)"
    assert unglossed.restored(part) == "## 臨江**區(qū)去**年\n\n[建設(shè)](x)"


@given(st.text(st.sampled_from("區開發的(a)x\n"), max_size=40))
def test_a_part_of_another_text_stays_as_it_is_but_for_glosses(part: str) -> None:
    unglossed = remove_glosses(glossed(PROSE, TABLE))
    restored = unglossed.restored(part)
    for gloss in {each.text for each in unglossed.removed}:
        restored = restored.replace(gloss, "")
    assert restored == part


def test_a_long_part_of_another_text_is_not_looked_for_for_ever() -> None:
    unglossed = Unglossed("天地玄黃宇宙洪荒" * 200_000, (Gloss(1, "(tiān)"),))
    part = "日月盈昃辰宿列張寒來暑往，" * 20_000
    assert unglossed.restored(part) == part
