"""What a selection says: exactly the text between two cells of the screen, however the article is set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.article import Place
from reader.model.selection import Extent
from reader.text.conversion import DisplayScript, converter
from reader.tui.marks import ASCII, UNICODE
from reader.tui.page_content import PageContent
from reader.tui.widgets import motions
from reader.tui.widgets.columned_page import ColumnedPage
from reader.tui.widgets.page import Page
from reader.tui.widgets.page_text import PageText
from reader.typeset.cells import cell_width, grapheme_count
from reader.typeset.columns import column_measure
from reader.typeset.manuscript import Manuscript
from reader.typeset.quoting import quotation

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = (Path(__file__).parent.parent / "typeset" / "sample.md").read_text(encoding="utf-8")
TITLE = "上下"


class Written(NamedTuple):
    """An article of our own making: its Markdown, and what its text is, worked out without the typesetter."""

    markdown: str
    text: str


class _Author:
    """Writes blocks in which every Han character stands once, so that it tells where it is."""

    def __init__(self, lengths: list[int]) -> None:
        self._characters = map(chr, range(0x5000, 0x9F00))  # the title has none of them
        self._lengths = iter(lengths)

    def prose(self) -> str:
        """Some Han with Latin words, figures, and marks of punctuation."""
        parts = []
        for number in range(next(self._lengths, 3) or 1):
            parts.append(next(self._characters))
            parts.append(("", "，", "", " tide ", "。", "「", "", " 13.8%", "——", "", "」", "")[number % 12])
        return "".join(parts).strip()

    def block(self, kind: str) -> Written:
        """A block of a kind."""
        one, two, three, four = (self.prose() for _ in range(4))
        return {
            "paragraph": Written(one, one),
            "heading": Written(f"## {one}", one),
            "quote": Written(f"> {one}\n>\n> {two}", f"{one}\n\n{two}"),
            "list": Written(f"- {one}\n- {two}\n  1. {three}\n\n", f"{one}\n{two}\n{three}"),
            "code": Written(f"```\nif {one}:\n\n    {two}\n```", f"if {one}:\n\n    {two}"),
            "table": Written(
                f"| {one} | {two} |\n| --- | ---: |\n| {three} | {four} |", f"{one}\t{two}\n{three}\t{four}"
            ),
            "marked": Written(
                f"{one}**{two}**[{three}](https://a.example.org/)`{four}`", one + two + three + four
            ),
            "rule": Written(f"{one}\n\n---\n\n{two}", f"{one}\n\n{two}"),
            "image": Written(f"![{one}](https://a.example.org/pier.jpg)", one),
            "broken": Written(f"{one}\\\n{two}", f"{one}\n{two}"),
        }[kind]


KINDS = ["paragraph", "heading", "quote", "list", "code", "table", "marked", "rule", "image", "broken"]


@st.composite
def articles(draw: st.DrawFn) -> Written:
    """Articles of all kinds of blocks."""
    author = _Author(draw(st.lists(st.integers(1, 70), min_size=4, max_size=24)))
    blocks = [author.block(kind) for kind in draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=8))]
    # A list would go on after another one, so something stands between.
    return Written(
        "\n\n".join(f"{block.markdown}\n\n<!-- -->" for block in blocks),
        "\n\n".join(block.text for block in blocks),
    )


def _page(article: Written, measure: str, width: int, height: int) -> Page:
    content = PageContent(TITLE, ("fact",), ("note",), article.markdown)
    if measure == "columns" and width >= 80:
        page: Page = ColumnedPage(content, column_measure(width), height, UNICODE, indent=True, hanging=True)
    else:
        width = min(width, 80) if measure == "comfortable" else width
        page = Page(content, width, UNICODE, indent=True, hanging=True)
    while not page.complete:
        page.advance(5_000)
    return page


def _every_third(text: str) -> list[tuple[int, int]]:
    """Finds a hit here and there."""
    return [(at, at + 2) for at in range(0, len(text) - 1, 3)]


def _shown(page: Page) -> Iterator[tuple[str, int, int]]:
    """The characters on the screen, each with its row and cell."""
    for row in range(len(page)):
        line = "".join(piece.text for piece in page.pieces(row))
        yield from ((character, row, cell_width(line[:at])) for at, character in enumerate(line))


def _is_probe(character: str) -> bool:
    return "\u5000" <= character < "\u9f00"


@settings(max_examples=80, deadline=None)
@given(
    article=articles(),
    measure=st.sampled_from(["comfortable", "wide", "columns"]),
    width=st.integers(10, 200),
    height=st.integers(5, 50),
    data=st.data(),
)
def test_between_any_two_cells_it_says_what_is_written_there(
    article: Written, measure: str, width: int, height: int, data: st.DataObject
) -> None:
    page = _page(article, measure, width, height)
    if data.draw(st.booleans(), label="hits"):
        page.mark(_every_third)
    text = PageText(page)
    shown = [(char, row, cell) for char, row, cell in _shown(page) if _is_probe(char)]
    written = f"{TITLE}\n\n{article.text}"
    probe = st.sampled_from(shown)
    (first, *first_at), (last, *last_at) = data.draw(probe), data.draw(probe)
    extent = text.at(*first_at).through(text.at(first_at[0], first_at[1])).through(text.at(*last_at))
    start, stop = sorted((written.index(first), written.index(last)))
    assert quotation(page.manuscript, TITLE, extent) == written[start : stop + 1]
    lit = {
        char
        for char, row, cell in shown
        if any(begin <= cell < end for begin, end in text.cells(row, extent))
    }
    assert lit == {char for char in written[start : stop + 1] if _is_probe(char)}


@settings(max_examples=40, deadline=None)
@given(
    article=articles(),
    measure=st.sampled_from(["comfortable", "wide", "columns"]),
    width=st.integers(10, 200),
    height=st.integers(5, 50),
)
def test_all_of_it_is_everything_once(article: Written, measure: str, width: int, height: int) -> None:
    page = _page(article, measure, width, height)
    text = PageText(page)
    assert text.first is not None
    assert text.last is not None
    everything = text.first.through(text.last)
    assert quotation(page.manuscript, TITLE, everything) == f"{TITLE}\n\n{article.text}"
    beyond = text.at(0, -5).through(text.at(len(page) + 3, 500))
    assert quotation(page.manuscript, TITLE, beyond) == f"{TITLE}\n\n{article.text}"


@pytest.mark.parametrize("width", [10, 33, 80, 120, 200])
@pytest.mark.parametrize("measure", ["wide", "columns"])
def test_of_the_sample_nothing_is_lost_or_doubled(measure: str, width: int) -> None:
    page = _page(Written(SAMPLE, ""), measure, width, 20)
    manuscript = Manuscript(SAMPLE)
    manuscript.parse_all()
    texts = [block.text for number in range(len(manuscript)) if (block := manuscript.block(number))]
    everything = quotation(page.manuscript, TITLE, Extent(Place(-1), Place(len(manuscript))))
    assert "".join(everything.split()) == "".join((TITLE + "".join(texts)).split())
    assert "\n\n\n" not in everything.replace(next((t for t in texts if "\n\n\n" in t), "\0"), "")


@pytest.mark.parametrize("width", [10, 37, 80, 200])
def test_a_paragraph_that_was_parsed_in_parts_is_one(width: int) -> None:
    characters = "".join(map(chr, range(0x5000, 0x5000 + 19_000)))
    page = _page(Written(characters, characters), "wide", width, 20)
    assert len(page.manuscript) > 2
    text = PageText(page)
    where = {char: (row, cell) for char, row, cell in _shown(page)}
    for first, last in [(10, 18_990), (7_990, 8_010), (3_000, 9_000), (15_990, 16_001)]:
        extent = text.at(*where[characters[first]]).through(text.at(*where[characters[last]]))
        assert quotation(page.manuscript, TITLE, extent) == characters[first : last + 1]
    whole = text.paragraph_around(Place(1, 3))
    assert quotation(page.manuscript, TITLE, whole) == characters
    for row in range(len(page)):
        line = "".join(piece.text for piece in page.pieces(row) if piece.place)
        if _is_probe(line[:1]):
            assert sum(end - begin for begin, end in text.cells(row, whole)) == cell_width(line)


def test_code_that_was_parsed_in_parts_keeps_its_lines() -> None:
    code = "\n".join(f"line {number} of the code" for number in range(900))
    manuscript = Manuscript(f"```\n{code}\n```\n")
    manuscript.parse_all()
    assert len(manuscript) > 1
    assert quotation(manuscript, "", Extent(Place(0), Place(len(manuscript)))) == code


@pytest.mark.parametrize("width", [10, 40, 90])
def test_it_is_as_written_while_another_script_is_shown(width: int) -> None:
    body = "發展中的後面，皇后的頭髮。\n\n> 乾淨的幹部\n\n| 鐘 | 後 |\n| - | - |\n| 裡 | 麵 |\n"
    content = PageContent("頭髮", (), (), body, converter=converter(DisplayScript.SIMPLIFIED))
    page = Page(content, width, UNICODE)
    shown = "".join(piece.text for row in range(40) for piece in page.pieces(row))
    assert "头发" in shown
    assert "发展" in shown
    text = PageText(page)
    assert text.first is not None
    assert text.last is not None
    assert quotation(page.manuscript, "頭髮", text.first.through(text.last)) == (
        "頭髮\n\n發展中的後面，皇后的頭髮。\n\n乾淨的幹部\n\n鐘\t後\n裡\t麵"
    )


def test_a_grapheme_is_never_cut() -> None:
    family = "👨‍👩‍👧‍👦"
    page = Page(PageContent("t", (), (), f"a{family}e\u0301b"), 20, ASCII)
    text = PageText(page)
    row = next(row for row in range(9) if "a" in "".join(piece.text for piece in page.pieces(row)))
    said = [quotation(page.manuscript, "t", text.at(row, cell)) for cell in range(6)]
    assert said == ["a", family, family, "e\u0301", "b", ""]
    assert grapheme_count(f"a{family}e\u0301b") == 4


# Motions


@settings(max_examples=15, deadline=None)
@given(article=articles(), width=st.integers(10, 120), columns=st.booleans())
def test_going_by_characters_meets_each_one_shown_there_and_back(
    article: Written, width: int, columns: bool
) -> None:
    page = _page(article, "columns" if columns else "wide", width, 20)
    text = PageText(page)
    caret = text.first
    met = []
    while caret is not None:
        met.append(caret)
        caret = motions.next_character(text, caret)
    back = [met[-1]]
    while (caret := motions.previous_character(text, back[-1])) is not None:
        back.append(caret)
    assert back[::-1] == met
    said = "".join(quotation(page.manuscript, TITLE, character) for character in met)
    assert "".join(said.split()) == "".join((TITLE + article.text).split())
    assert "\n" not in said, "the caret always stands on something"


@settings(max_examples=15, deadline=None)
@given(article=articles(), width=st.integers(10, 120))
def test_words_and_paragraphs_lead_forth_and_back(article: Written, width: int) -> None:
    page = _page(article, "wide", width, 20)
    text = PageText(page)
    ends = [text.first]
    while ends[-1] is not None:
        ends.append(motions.word_end(text, ends[-1]))
    said = [text.text(end.start.block)[end.start.offset] for end in ends[:-1] if end is not None]  # type: ignore[index]
    assert not any(char.isspace() for char in said)
    for forth, back in (
        (motions.next_word, motions.previous_word),
        (motions.next_paragraph, motions.previous_paragraph),
    ):
        assert text.first is not None
        met = [text.first]
        while (caret := forth(text, met[-1])) is not None:
            assert caret.start > met[-1].start
            met.append(caret)
        returned = [met[-1]]
        while (caret := back(text, returned[-1])) is not None:
            returned.append(caret)
        assert returned[::-1] == met
