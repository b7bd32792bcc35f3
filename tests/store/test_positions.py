from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.store.positions import Gap, Key, Positions


def key(number: int) -> Key:
    return Key(1000 - number, number)


@given(
    st.integers(0, 40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=12),
    st.integers(0, 40),
    st.integers(0, 12),
)
def test_what_is_filled_is_known_and_the_rest_are_gaps(
    length: int, fills: list[tuple[int, int]], start: int, size: int
) -> None:
    positions = Positions(length)
    known: dict[int, int] = {}
    for begin, count in fills:
        while (gap := positions.gap(begin, min(begin + count, length))) is not None:
            first, last = max(begin, gap.start), min(begin + count, gap.stop)
            positions.fill(first, [key(number) for number in range(first, last)])
            known.update((number, number) for number in range(first, last))
    gap = positions.gap(start, start + size)
    missing = [number for number in range(start, min(start + size, length)) if number not in known]
    if missing:
        assert gap is not None
        begin = next((number + 1 for number in range(missing[0], -1, -1) if number in known), 0)
        end = next((number for number in range(missing[0], length) if number in known), length)
        assert gap == Gap(begin, end, key(begin - 1) if begin else None, key(end) if end < length else None)
    else:
        assert gap is None
        assert list(positions.known(start, start + size)) == [
            number for number in range(start, start + size) if number < length
        ]
    for number in range(length):
        assert positions.position_of(number) == known.get(number)


def test_ids_upwards_end_at_the_gap_above() -> None:
    positions = Positions(9)
    positions.fill(3, [key(number) for number in (3, 4, 5)])
    assert list(positions.known_upwards(5)) == [5, 4, 3]
    assert list(positions.known_upwards(6)) == []


def test_a_gap_that_shrinks_moves_what_is_below_it() -> None:
    positions = Positions(10)
    positions.fill(2, [key(2)])
    positions.fill(7, [key(7)])
    gap = positions.gap(3, 4)
    assert gap is not None
    positions.shrink(gap, 3)
    assert (len(positions), positions.position_of(7)) == (7, 4)
    gap = positions.gap(3, 4)
    assert gap is not None
    positions.shrink(gap, 1)
    assert list(positions.known(2, 9)) == [2, 7]


def test_a_removed_article_leaves_no_hole() -> None:
    positions = Positions(10)
    positions.fill(2, [key(number) for number in (2, 3)])
    positions.fill(6, [key(6)])
    for number in (2, 6, 99):
        positions.remove(number)
    assert (len(positions), list(positions.known(2, 9))) == (8, [3])
    assert positions.gap(3, 4) == Gap(3, 8, key(3), None)


def test_the_gap_of_an_article_is_found_by_its_key() -> None:
    positions = Positions(10)
    positions.fill(2, [key(number) for number in (20, 25)])
    positions.fill(7, [key(70)])
    for number, wanted in ((5, (0, 2)), (22, None), (30, (4, 7)), (90, (8, 10))):
        gap = positions.gap_for(key(number), descending=True)
        assert (gap and (gap.start, gap.stop)) == wanted
