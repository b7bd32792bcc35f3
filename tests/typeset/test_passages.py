"""Where a passage that was marked stands in an article now."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.article import Place
from reader.model.selection import Extent
from reader.typeset.manuscript import Manuscript
from reader.typeset.passages import locate, parts

TITLE = "海港 Harbour"
BODY = "# 停航\n\nThe ferry stops *today*, the ferry.\n\n- 渡輪今日停航\n- 復航\n\nLast words."


def extent(block: int, start: int, end_block: int, stop: int) -> Extent:
    return Extent(Place(block, start), Place(end_block, stop))


def found(markdown: str, where: Extent, quotation: str) -> Extent | None:
    return locate(Manuscript(markdown), TITLE, where, quotation)


@pytest.mark.parametrize(
    ("where", "quotation"),
    [
        (extent(1, 4, 1, 9), "ferry"),
        (extent(2, 2, 3, 2), "今日停航\n復航"),
        (extent(0, 0, 1, 3), "停航\n\nThe"),
        (extent(-1, 0, 0, 2), f"{TITLE}\n\n停航"),
    ],
)
def test_what_still_says_the_same_stands_where_it_stood(where: Extent, quotation: str) -> None:
    assert found(BODY, where, quotation) == where


def test_what_has_moved_is_found_at_the_nearest_place_that_says_it() -> None:
    moved = f"New first words.\n\n{BODY}"
    assert found(moved, extent(1, 4, 1, 9), "ferry") == extent(2, 4, 2, 9)
    # "The ferry stops today, the ferry.": the second one is nearer to its place.
    assert found(BODY, extent(1, 26, 1, 31), "ferry") == extent(1, 27, 1, 32)
    assert found(BODY, extent(9, 0, 9, 5), "ferry") == extent(1, 27, 1, 32)


def test_blanks_and_the_borders_of_blocks_make_no_difference() -> None:
    joined = "渡輪今日 停航復航"
    assert found(joined, extent(2, 0, 3, 2), "渡輪今日停航\n復航") == extent(0, 0, 0, 9)
    parted = "The\n\nferry\n\nstops"
    assert found(parted, extent(0, 0, 0, 9), "The ferry") == extent(0, 0, 1, 5)


@pytest.mark.parametrize("quotation", ["steamer", "", " \n", "Last words. And more"])
def test_what_is_not_there_any_more_is_not_found(quotation: str) -> None:
    assert found(BODY, extent(0, 0, 0, 2), quotation) is None


def test_a_grapheme_is_never_divided() -> None:
    assert found("cafe\u0301s", extent(3, 0, 3, 4), "cafe") == extent(0, 0, 0, 5)


WORDS = st.lists(st.text("ab 港", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=5)


@given(WORDS, WORDS, st.data())
def test_a_passage_is_found_whatever_comes_before_it(
    before: list[str], texts: list[str], data: st.DataObject
) -> None:
    manuscript = Manuscript("\n\n".join(texts))
    manuscript.parse_all()
    text = manuscript.block(data.draw(st.integers(0, len(manuscript) - 1))).text  # type: ignore[union-attr]
    start = data.draw(st.integers(0, len(text) - 1))
    quotation = text[start : data.draw(st.integers(start + 1, len(text)))]
    later = Manuscript("\n\n".join([*before, *texts]))
    where = locate(later, "", extent(0, start, 0, start + len(quotation)), quotation)
    if not quotation.strip():
        assert where is None
        return
    assert where is not None
    (block, first), (last, stop) = where
    pieces = [later.block(number).text for number in range(block, last + 1)]  # type: ignore[union-attr]
    pieces[-1] = pieces[-1][:stop]
    pieces[0] = pieces[0][first:]
    assert "".join("".join(pieces).split()) == "".join(quotation.split())


@given(
    st.text("ab港", min_size=1, max_size=8),
    st.integers(0, 4),
    st.lists(st.tuples(*[st.integers(0, 12)] * 2), max_size=3),
)
def test_parts_are_the_text_and_marked_where_an_extent_is(
    text: str, offset: int, ends: list[tuple[int, int]]
) -> None:
    extents = [extent(1, min(each), 1, max(each)) for each in ends]
    cut = list(parts(text, Place(1, offset), extents))
    assert "".join(part.text for part in cut) == text
    marked = [part.marked for part in cut for _character in part.text]
    assert marked == [
        any(start.offset <= at < end.offset for start, end in extents)
        for at in range(offset, offset + len(text))
    ]


def test_what_reaches_over_several_blocks_marks_all_between() -> None:
    over = [extent(0, 3, 2, 1)]
    assert list(parts("middle", Place(1, 0), over)) == [("middle", True)]
    assert list(parts("end", Place(2, 0), over)) == [("e", True), ("nd", False)]
    assert list(parts("begin", Place(0, 0), over)) == [("beg", False), ("in", True)]
