"""Notes: numbers in the text, what they say at the end, and the way there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.article import Place
from reader.typeset.layout import Layout
from reader.typeset.lines import Role
from reader.typeset.manuscript import Manuscript
from reader.typeset.notes import note_numbers

ARTICLE = """\
港口[^z]有註[^1]，又一個[^long]；再一次[^1]。

[^1]: 第一個，見[說明](https://a.org)。
[^long]: 長註
    續行。

    第二段。

|甲|乙|
|-|-|
|一|二[^t]|

[^t]: 表裡的

末段。

[^z]: 最前的
"""


def lay(source: str, width: int) -> Layout:
    layout = Layout(Manuscript(source), width)
    layout.extend(10**9)
    return layout


def texts(layout: Layout) -> list[str]:
    return [line.text for line in layout.lines]


def test_notes_stand_at_the_end_below_a_rule_in_the_order_of_the_text() -> None:
    assert texts(lay(ARTICLE, 40)) == [
        "港口[1]有註[2]，又一個[3]；再一次[2]。", "",
        "甲  乙", "╌╌  ╌╌╌╌╌", "一  二[4]", "",
        "末段。", "",
        "╌" * 40,
        "[1] 最前的", "[2] 第一個，見說明。", "[3] 長註續行。", "", "    第二段。", "[4] 表裡的",
    ]  # fmt: skip


def test_numbers_lead_there_and_back() -> None:
    layout = lay(ARTICLE, 40)
    leading = [
        (line.text[:8], run.note) for line in layout.lines for run in line.runs if run.role == Role.NOTE
    ]
    assert [note for _, note in leading] == [1, 2, 3, 2, 4, 1, 2, 3, 4]
    manuscript = layout.manuscript
    for number, text in ((1, "最前的"), (2, "第一個"), (3, "長註"), (4, "表裡的")):
        note, reference = manuscript.note(number), manuscript.note_reference(number)
        assert note is not None
        assert reference is not None
        assert text in layout.lines[layout.line_of(note)].text
        assert f"[{number}]" in layout.lines[layout.line_of(reference)].text
    assert manuscript.note_reference(2) == Place(0, 7)
    assert manuscript.note_reference(4) == Place(1, 7)
    assert manuscript.note(5) is manuscript.note_reference(5) is None


def test_a_note_far_away_is_found() -> None:
    manuscript = Manuscript("頭[^far]\n\n" + "段落。\n\n" * 3000 + "[^far]: 遠處\n\n" + "段落。\n\n" * 3000)
    assert manuscript.block(0) is not None
    assert not manuscript.complete
    place = manuscript.note(1)
    assert place is not None
    block = manuscript.block(place.block)
    assert block is not None
    assert block.text == "遠處"
    assert place.block == len(manuscript) - 1


@pytest.mark.parametrize(
    "source",
    ["註[^1]。", "[^1]: 沒有人提到的註", "`a[^1]`\n\n    [^1]: 代碼", "a[^ b]\n\n[^ b]: c", "![^1]"],
)
def test_what_is_no_note_stays_as_it_is(source: str) -> None:
    layout = lay(source, 60)
    shown = "\n".join(texts(layout))
    assert "[^" in shown
    assert "[1]" not in shown
    assert not any(run.note for line in layout.lines for run in line.runs)


def test_numbers_of_notes_are_aligned() -> None:
    source = "".join(f"甲[^{n}]" for n in range(11)) + "\n\n" + "".join(f"[^{n}]: 乙\n" for n in range(11))
    assert texts(lay(source, 80))[3:5] == [" [1] 乙", " [2] 乙"]
    assert texts(lay(source, 80))[-1] == "[11] 乙"


@pytest.mark.parametrize("width", [10, 14, 23])
def test_a_line_never_begins_with_the_number_of_a_note(width: int) -> None:
    layout = lay("一二三四五[^1]六七[^1]八九十[^1]，一二三四五六七八九十[^1]\n\n[^1]: 註", width)
    body = [line for line in layout.lines if line.block == 0]
    assert not any(line.text.startswith("[") for line in body)


labels = st.sampled_from(
    ["[^1]", "[^2]", "[^a]", "[^1]: ", "[^a]: ", "\n", "\n\n", "    ", "   ", "字", "> ", "- ", "`"]
)


@given(st.lists(labels, max_size=40).map("".join))
def test_every_number_has_its_note_and_nothing_is_lost(source: str) -> None:
    layout = lay(source, 30)
    assert "".join(texts(layout)).count("字") == source.count("字")
    known = set(note_numbers(source).values())
    shown = {run.note for line in layout.lines for run in line.runs if run.note}
    assert shown <= known
    places = [layout.place_of(number) for number in range(len(layout.lines))]
    assert places == sorted(places)


def test_many_notes_in_each_other_are_read() -> None:
    source = (
        "字[^0]\n\n"
        + "".join(f"[^{n}]: " for n in range(300))
        + "末[^"
        + "][^".join(map(str, range(300)))
        + "]"
    )
    assert "末" in "".join(texts(lay(source, 40)))
