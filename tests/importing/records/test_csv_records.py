from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import DocumentError
from reader.importing.records import csv_records
from reader.importing.sniff import sniff
from reader.model.document import Document
from reader.model.draft import Draft

MakeDocument = Callable[..., Document]
PAGE = Document(b"", "/news/page.csv", "page.csv")


def drafts(text: str, columns: dict[str, str] | None = None) -> list[Draft]:
    return [item for item in csv_records.read_mapped(text, PAGE, columns or {}) if isinstance(item, Draft)]


CHINESE = "標題,正文,日期,來源,作者,點擊,分類,鏈接\n望海,一段話。,2020-03-04,某報,未知,1382,科技,https://example.org/a\n"


def test_chinese_columns_are_known() -> None:
    [found] = drafts(CHINESE)
    assert (found.title, found.markdown, found.origin, found.author) == ("望海", "一段話。\n", "某報", None)
    assert (found.clicks, found.category, found.url) == (1382, "科技", "https://example.org/a")
    assert found.published is not None
    assert found.published.iso == "2020-03-04"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_among_other_signs_in_the_text(delimiter: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows(
        [["title", "body", "date"], ["A; b", "x, y; z | w\tv", "2020-01-01"], ["C, d", "1,2,3", "2020-01-02"]]
    )

    assert [found.title for found in drafts(text.getvalue())] == ["A; b", "C, d"]
    assert csv_records.matches(text.getvalue()) == 0.9


def test_quoted_cells_hold_lines_quotes_and_delimiters() -> None:
    [found] = drafts('\ufefftitle,text\r\n"說, ""好""","一\r\n二"\r\n')
    assert (found.title, found.markdown) == ('說, "好"', "一\n\n二\n")


def test_the_line_by_which_excel_names_the_delimiter_is_no_header() -> None:
    assert [found.title for found in drafts("sep=;\ntitle;text\nA;b\n")] == ["A"]


@pytest.mark.parametrize("formula", ["=cmd|'/C calc'!A0", "+1+1", "@SUM(A1)", "-2+3"])
def test_a_formula_is_text(formula: str) -> None:
    assert drafts(f"title\ttext\n{formula}\tb\n")[0].title == formula


def test_a_cell_may_be_longer_than_the_limit_of_the_csv_module() -> None:
    [found] = drafts(f'title,text\nA,"{"望" * 200_000}"\n')
    assert len(found.markdown) == 200_001


def test_a_short_row_lacks_its_last_values() -> None:
    [found] = drafts("title,text,author\nA\n")
    assert (found.title, found.markdown, found.author) == ("A", "", None)


def test_what_is_beyond_a_body_in_the_last_column_belongs_to_it() -> None:
    [found] = drafts("title,text\nA,one, two, three\n")
    assert found.markdown == "one, two, three\n"


def test_rows_whose_cells_are_shifted_are_left_out_and_counted() -> None:
    rest = csv_records.read("title,text,author\nA,one,x\n\nB,two, too,y\nC,three,z,,\n", PAGE)
    assert [item.title for item in (next(rest), next(rest)) if isinstance(item, Draft)] == ["A", "C"]
    with pytest.raises(DocumentError, match=r"page.csv: 1 of 3 rows hold no article \(first: line 4\)"):
        next(rest)


def test_nul_characters_do_no_harm() -> None:
    assert drafts("title,text\nA\0,b\n")[0].title.startswith("A")


def test_a_table_without_known_columns_is_refused_and_its_columns_are_named() -> None:
    with pytest.raises(DocumentError, match=r"found: Kopf, Worte\); choose with --map title=COLUMN"):
        drafts("Kopf,Worte\nA,b\n")


def test_columns_can_be_assigned() -> None:
    [found] = drafts("Kopf,Worte,title\nA,b,c\n", {"title": "Kopf", "body": "Worte"})
    assert (found.title, found.markdown) == ("A", "b\n")


def test_an_assigned_column_that_is_missing_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"no column Kopf \(found: title, text\)"):
        drafts("title,text\nA,b\n", {"title": "Kopf"})


@pytest.mark.parametrize("text", ["", "\n\n", " \n\t\n"])
def test_a_table_without_names_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="holds no records"):
        drafts(text)


@pytest.mark.parametrize(
    ("text", "name", "format_name"),
    [
        (CHINESE, "x", "csv"),
        (CHINESE, "x.txt", "csv"),
        ("title\ttext\nA\tb\n", "x.txt", "csv"),
        ("a,b,c\n1,2,3\n4,5,6\n", "x", "csv"),
        ("Kopf,Worte\nA,b\n", "x.csv", "csv"),
        ("他說,好\n她說,不好\n", "x.txt", "text"),
        ("Dear title,\n\nhere is the text, and the date.\n", "x.txt", "text"),
        ("| title | text |\n| --- | --- |\n| A | b |\n", "x.md", "markdown"),
        ("一句話,兩句話,三句話。\n\n又一段,沒有表。\n", "x", "text"),
    ],
)
def test_a_table_is_known_by_its_content(
    text: str, name: str, format_name: str, document: MakeDocument
) -> None:
    assert sniff(text, document(name=name)).name == format_name


CELLS = st.text(alphabet='望海ab1，。,;|\t"\n ', min_size=1, max_size=20).map(str.strip).filter(bool)


@given(
    st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_articles_come_back_from_a_table(rows: list[tuple[str, str]], delimiter: str, line_end: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
    writer.writerows([("標題", "markdown"), *rows])

    assert [(found.title, found.markdown) for found in drafts(text.getvalue())] == [
        (" ".join(title.split()), f"{body}\n") for title, body in rows
    ]


@given(st.text(alphabet='title,text標題;\t|"\n\r\0 ab=', max_size=120))
def test_any_table_is_read_or_refused(text: str) -> None:
    assert 0 <= csv_records.matches(text) <= 1
    with suppress(DocumentError):
        assert all(found.title for found in drafts(text))
