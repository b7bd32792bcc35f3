"""The lines of real articles as the screen has them: the rules of composition hold for whole pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from tui.articles import DRAFTS
from tui.driving import asynchronous, reading
from tui.hostile import forbidden

from reader.library import Library
from reader.model.filter import Filter
from reader.tui.content import article_content
from reader.tui.marks import ASCII, UNICODE
from reader.tui.page_content import PageContent
from reader.tui.widgets.page import Page
from reader.typeset.cells import cell_width

SAMPLES = Path(__file__).resolve().parent.parent.parent / "sample_data"
WIDTHS = [24, 54, 74, 80, 114, 194]
"""Cells of a line in terminals of 30, 60, 80, 120 and 200 columns, in a comfortable and in a wide measure."""
NEVER_FIRST = tuple("，。、；：？！）」》”")
NEVER_LAST = tuple("（「《“")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library of all sample articles and those of these tests."""
    library = Library.open(tmp_path_factory.mktemp("samples") / "library")
    report = library.import_paths([SAMPLES])
    assert not report.failed
    library.add(DRAFTS)
    assert library.counts().total > 50
    return library


def pages(library: Library, width: int) -> list[Page]:
    listing = library.listing(Filter())
    return [
        Page(article_content(library.article(article_id)), width, UNICODE)
        for article_id in listing.ids(0, len(listing))
    ]


def lines_of(page: Page) -> list[str]:
    while not page.complete:
        page.advance(100_000)
    return ["".join(piece.text for piece in page.pieces(index)) for index in range(len(page))]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_begins_or_ends_with_what_may_not_stand_there_and_none_is_too_long(
    samples: Library, width: int
) -> None:
    for page in pages(samples, width):
        for line in lines_of(page):
            text = line.strip()
            context = (page.content.title, line)
            assert cell_width(line) <= width, context
            assert not text.startswith(NEVER_FIRST), context
            assert not text.endswith(NEVER_LAST), context
            assert not forbidden(line), context


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 30), (200, 40)])
@asynchronous
async def test_the_same_holds_on_the_screen_from_the_first_to_the_last_page(
    library: Library, size: tuple[int, int]
) -> None:
    async with reading(library, size=size) as driver:
        view = driver.main.article_view
        await driver.press("enter")
        seen: list[str] = []
        while True:
            seen += [line.strip() for line in driver.rows_of(view)]
            if view.at_end:
                break
            await driver.press("pagedown")
        assert "開港儀式在北岸碼頭舉行。" in seen
        assert seen[-1].endswith("。")
        assert not [line for line in seen if line.startswith(NEVER_FIRST) or line.endswith(NEVER_LAST)]


def test_an_ascii_page_draws_nothing_but_ascii_round_the_text() -> None:
    body = "# a\n\n- b\n\n> c\n\n| d | e |\n| - | - |\n| f | g |\n\n---\n\n1. h\n\n```\ni\n```\n"
    content = PageContent("Title", ("fact",), ("note",), body)
    assert not "".join(lines_of(Page(content, 40, UNICODE))).isascii()
    assert "".join(lines_of(Page(content, 40, ASCII))).isascii()
