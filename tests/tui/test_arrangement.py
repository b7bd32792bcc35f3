from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.arrangement import Arrangement, Box, Sizes, arrange
from reader.tui.commands import Pane


def boxes(now: Arrangement) -> list[Box]:
    return [box for box in now if box is not None]


@pytest.mark.parametrize("pane", list(Pane))
def test_a_wide_terminal_shows_three_panes_side_by_side(pane: Pane) -> None:
    now = arrange(120, 39, pane, zen=False, sizes=Sizes())
    assert [box.y for box in boxes(now)] == [0, 0, 0]
    assert [box.height for box in boxes(now)] == [39, 39, 39]
    assert sum(box.width for box in boxes(now)) == 120


def test_under_110_columns_the_list_stands_over_the_article_and_the_sidebar_comes_on_demand() -> None:
    now = arrange(109, 39, Pane.LIST, zen=False, sizes=Sizes())
    assert now.sidebar is None
    assert now.list is not None
    assert now.article is not None
    assert (now.list.width, now.article.width) == (109, 109)
    assert now.article.y == now.list.height
    assert now.list.height + now.article.height == 39
    assert arrange(109, 39, Pane.SIDEBAR, zen=False, sizes=Sizes()).sidebar is not None


@pytest.mark.parametrize("pane", list(Pane))
def test_under_60_columns_one_pane_has_the_screen(pane: Pane) -> None:
    now = arrange(59, 20, pane, zen=False, sizes=Sizes())
    assert boxes(now) == [Box(0, 0, 59, 20)]
    assert now[list(Pane).index(pane)] is not None


@pytest.mark.parametrize("width", [40, 80, 200])
def test_zen_leaves_the_article_alone(width: int) -> None:
    now = arrange(width, 30, Pane.ARTICLE, zen=True, sizes=Sizes(), searching=True)
    assert boxes(now) == [Box(0, 0, width, 30)] == [now.article]


@given(
    width=st.integers(20, 400),
    height=st.integers(4, 200),
    pane=st.sampled_from(list(Pane)),
    zen=st.booleans(),
    steps=st.lists(
        st.tuples(st.sampled_from(list(Pane)), st.booleans(), st.sampled_from([-1, 1])), max_size=40
    ),
)
def test_panes_fill_the_screen_and_never_overlap(
    width: int, height: int, pane: Pane, zen: bool, steps: list[tuple[Pane, bool, int]]
) -> None:
    sizes = Sizes()
    for changed, stacked, step in steps:
        sizes = sizes.changed(changed, stacked, step)
    shown = boxes(arrange(width, height, pane, zen, sizes))
    cells = [
        (x, y)
        for box in shown
        for x in range(box.x, box.x + box.width)
        for y in range(box.y, box.y + box.height)
    ]
    assert len(cells) == len(set(cells)) == width * height
    assert all(box.width > 0 and box.height > 0 for box in shown)


def test_more_room_for_the_article_is_less_for_the_list() -> None:
    assert Sizes().changed(Pane.ARTICLE, False, 1).list_share < Sizes().list_share
    assert Sizes().changed(Pane.LIST, True, 1).list_height > Sizes().list_height


@pytest.mark.parametrize(("width", "zen"), [(120, False), (80, False), (59, False), (80, True)])
def test_what_is_looked_for_in_the_article_stands_in_its_last_line(width: int, zen: bool) -> None:
    before = arrange(width, 30, Pane.ARTICLE, zen, Sizes()).article
    now = arrange(width, 30, Pane.ARTICLE, zen, Sizes(), finding=True)
    assert before is not None
    assert now.article == before._replace(height=before.height - 1)
    assert now.find == before._replace(y=before.y + before.height - 1, height=1)
    assert arrange(40, 30, Pane.LIST, False, Sizes(), finding=True).find is None


@pytest.mark.parametrize(("width", "zen"), [(200, False), (120, True), (86, True), (109, False)])
def test_the_outline_stands_at_the_right_of_the_text_and_takes_its_margins_first(
    width: int, zen: bool
) -> None:
    before = arrange(width, 30, Pane.ARTICLE, zen, Sizes()).article
    now = arrange(width, 30, Pane.ARTICLE, zen, Sizes(), outlined=True)
    assert before is not None
    assert now.article is not None
    assert now.outline is not None
    assert now.article.width + now.outline.width == before.width
    assert now.outline.x == now.article.x + now.article.width
    assert (now.outline.y, now.outline.height) == (before.y, before.height)
    assert now.outline.width == 24 or now.article.width >= 86


@pytest.mark.parametrize(("width", "zen"), [(80, False), (80, True), (120, False), (59, False)])
def test_where_the_text_would_be_too_narrow_no_outline_stands_beside_it(width: int, zen: bool) -> None:
    assert arrange(width, 30, Pane.ARTICLE, zen, Sizes(), outlined=True) == arrange(
        width, 30, Pane.ARTICLE, zen, Sizes()
    )


def test_what_is_looked_for_stands_below_the_text_and_not_below_its_outline() -> None:
    now = arrange(120, 30, Pane.ARTICLE, True, Sizes(), finding=True, outlined=True)
    assert now.article is not None
    assert now.find == Box(0, 29, now.article.width, 1)
    assert now.outline == Box(now.article.width, 0, 120 - now.article.width, 30)
