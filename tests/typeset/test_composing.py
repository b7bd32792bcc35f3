"""How each kind of block is set."""

from __future__ import annotations

import unicodedata
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.typeset import marks
from reader.typeset.layout import Layout, Options
from reader.typeset.lines import Role
from reader.typeset.manuscript import Manuscript

SAMPLE = (Path(__file__).parent / "sample.md").read_text(encoding="utf-8")


def lay(source: str, width: int, **options: bool) -> Layout:
    layout = Layout(Manuscript(source), width, Options(**options))
    layout.extend(10**9)
    return layout


def texts(layout: Layout) -> list[str]:
    return [line.text for line in layout.lines]


def test_headings_have_roles_by_level() -> None:
    layout = lay("\n\n".join("#" * level + " x" for level in range(1, 7)), 40)
    assert [line.runs[0].role for line in layout.lines if line.runs] == [
        Role(f"heading-{level}") for level in range(1, 7)
    ]


def test_chinese_paragraphs_can_be_indented() -> None:
    layout = lay("中文段落的第一行縮進\n\nEnglish is not.\n\n- 列表也不\n\n> 引用也不", 10, indent=True)
    assert texts(layout)[:4] == ["    中文段", "落的第一行", "縮進", ""]
    assert [text for text in texts(layout) if text.startswith("  ")] == ["    中文段"]


def test_lists_hang() -> None:
    assert texts(lay("9. 一二三四五六七\n10. b\n    - 一二三四五", 12)) == [
        " 9. 一二三四", "    五六七", "10. b", "    ◦ 一二三", "      四五",
    ]  # fmt: skip


def test_quotations_have_a_bar_on_every_line() -> None:
    assert [text.rstrip() for text in texts(lay("> 一二三四五六\n>\n> > 七\n\n八", 10))] == [
        "╎ 一二三四", "╎ 五六", "╎", "╎ ╎ 七", "", "八",
    ]  # fmt: skip


def test_nesting_leaves_half_the_width_to_the_text() -> None:
    layout = lay("".join("  " * depth + "- 一二三四五六七八\n" for depth in range(20)), 20)
    first_lines = [layout.lines[layout.line_of_block(block)] for block in range(20)]
    assert all(line.runs[-1].cells >= 8 and line.runs[-2].role == Role.MARKER for line in first_lines)


def test_a_list_nested_eight_deep_is_readable_at_a_width_of_forty() -> None:
    layout = lay("".join("  " * depth + f"- 第{depth}層的一個項目\n" for depth in range(8)), 40)
    assert texts(layout) == [
        "  " * depth + "▪◦‣‣‣‣‣‣"[depth] + f" 第{depth}層的一個項目" for depth in range(8)
    ]  # fmt: skip


def test_tasks_nest() -> None:
    assert texts(lay("- [ ] 甲\n  - [x] 乙\n    - [ ] 丙", 30)) == ["[ ] 甲", "    [✓] 乙", "        [ ] 丙"]


def test_code_is_cut_by_cells_and_marked() -> None:
    assert texts(lay("```\nabcdefgh ijklmn\n\nx\n```", 10)) == [
        "  abcdefgh",
        "  ↳  ijklm",
        "  ↳ n",
        "",
        "  x",
    ]


TABLE = "|名稱|數量|\n|:-|-:|\n|椅子|12|\n|桌|3|\n"


def test_a_table_that_fits_has_aligned_columns() -> None:
    layout = lay(TABLE, 40)
    assert texts(layout) == ["名稱  數量", "╌╌╌╌  ╌╌╌╌", "椅子    12", "桌       3"]
    assert [run.role for run in layout.lines[0].runs if run.text.strip()] == [
        Role.TABLE_HEAD,
        Role.TABLE_HEAD,
    ]


def test_a_wide_table_shrinks_its_widest_columns() -> None:
    layout = lay("|甲|乙|\n|-|-|\n|一|一二三四五六七八九十|\n|二|x|\n", 16)
    assert texts(layout) == [
        "甲  乙", "╌╌  ╌╌╌╌╌╌╌╌╌╌╌╌", "一  一二三四五六", "    七八九十", "╌╌  ╌╌╌╌╌╌╌╌╌╌╌╌", "二  x",
    ]  # fmt: skip


def test_a_table_with_too_many_columns_becomes_records() -> None:
    source = (
        "|"
        + "|".join(f"標題{number}" for number in range(6))
        + "|\n"
        + "|-" * 6
        + "|\n"
        + "|值一二三" * 6
        + "|\n"
    )
    assert texts(lay(source * 1, 20)) == [f"標題{number}: 值一二三" for number in range(6)]


@given(
    st.lists(
        st.lists(st.text(alphabet="中文ab1，", max_size=12), min_size=2, max_size=5), min_size=1, max_size=4
    ),
    st.integers(10, 80),
)
def test_tables_lose_no_cell(rows: list[list[str]], width: int) -> None:
    columns = len(rows[0])
    rows = [(row + [""] * columns)[:columns] for row in rows]
    source = "".join(
        "|" + "|".join(row) + "|\n" + ("|-" * columns + "|\n" if not at else "")
        for at, row in enumerate(rows)
    )
    shown = "".join(texts(lay(source, width)))
    for character in "中文ab1，":
        wanted = sum(cell.count(character) for row in rows[1:] for cell in row)
        assert shown.count(character) >= wanted


def test_images_are_framed_with_caption_size_and_address() -> None:
    layout = lay('![碼頭](https://a.org/b.png "640 × 480")', 36)
    assert texts(layout) == ["╌" * 36, "[Image] 碼頭", "640x480  https://a.org/b.png", "╌" * 36]
    assert [(run.role, run.target) for line in layout.lines for run in line.runs] == [
        (Role.RULE, None),
        (Role.IMAGE, "https://a.org/b.png"),
        (Role.CAPTION, "https://a.org/b.png"),
        (Role.CAPTION, None),
        (Role.ADDRESS, "https://a.org/b.png"),
        (Role.RULE, None),
    ]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("![碼頭](https://a.org/a-long-name-of-a-picture.png)", ["[Image] 碼頭", "a.org/⋯"]),
        ("![碼頭](pictures/a-long-name-of-a-picture.png)", ["[Image] 碼頭", "pictures/a-long-name-of⋯"]),
        ("![](https://a.org/b.png '三號碼頭 640x480')", ["[Image] 三號碼頭", "640x480  a.org/⋯"]),
        ("![一二三四五六七八九十](a.png)", ["[Image] 一二三四五六七八", "九十", "a.png"]),
        ("> ![甲](a.png)", ["╎ [Image] 甲", "╎ a.png"]),
        ("![](data:image/png;base64,AAAA)", ["[Image] "]),
    ],
)
def test_what_is_said_of_an_image(source: str, lines: list[str]) -> None:
    assert texts(lay(source, 24))[1:-1] == lines


def test_the_word_before_a_caption_has_a_line_of_its_own_where_there_is_little_room() -> None:
    assert texts(lay("![一二三四五六七](a.png)", 10))[1:-1] == ["[Image]", "一二三四五", "六七", "a.png"]


def test_an_embedded_picture_shows_no_address() -> None:
    assert texts(lay("![碼頭](data:image/png;base64,AAAA)", 40))[1:-1] == ["[Image] 碼頭"]


def test_addresses_of_links_are_listed_on_request_alone() -> None:
    source = "見[說明](https://a.org/b)和 https://c.org 。"
    assert texts(lay(source, 40)) == ["見說明和 https://c.org 。"]
    assert texts(lay(source, 40, addresses=True)) == ["見說明和 https://c.org 。", "↳ https://a.org/b"]


def test_a_link_over_two_lines_is_a_link_on_both() -> None:
    layout = lay("一二三[四五六七八九](https://a.org)十", 10)
    assert [[run.text for run in line.runs if run.target] for line in layout.lines] == [
        ["四五"],
        ["六七八九"],
    ]


def test_marks_are_narrow_on_every_terminal() -> None:
    for marks_set in (marks.UNICODE, marks.ASCII, marks.LINEAR):
        for value in (getattr(marks_set, field.name) for field in fields(marks_set)):
            for character in "" if isinstance(value, bool) else "".join(value):
                assert unicodedata.east_asian_width(character) in {"N", "Na", "H"}
                assert cell_len(character) == 1


@pytest.mark.parametrize("ascii_only", [False, True])
def test_nothing_of_ambiguous_width_is_added(ascii_only: bool) -> None:
    added = set("".join(texts(lay(SAMPLE, 30, ascii=ascii_only, addresses=True)))) - set(SAMPLE)
    assert added
    assert {unicodedata.east_asian_width(character) for character in added} <= {"N", "Na", "H"}
    assert not ascii_only or "".join(added).isascii()


def test_a_table_without_rows_is_its_header() -> None:
    assert texts(lay("|甲|乙|\n|-|-|\n", 20)) == ["甲  乙", "╌╌  ╌╌"]
    layout = lay("|" + "很長的標題|" * 4 + "\n" + "|-" * 4 + "|\n\n文", 20)
    assert texts(layout) == ["很長的標題"] * 4 + ["", "文"]
    assert [line.offset for line in layout.lines[:4]] == [0] * 4
