from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import Library
from reader.model.draft import Draft
from reader.model.published import Published

TITLES = ["頭髮與發展", "头发和发展", "Budget [draft] 100% *new* ^up]", "ÉTÉ straße", "什么？", "a"]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library.open(tmp_path_factory.mktemp("titles") / "library")
    library.add(
        Draft(title, "b", published=Published(f"20{number + 10}")) for number, title in enumerate(TITLES)
    )
    return library


@pytest.mark.parametrize(("text", "wanted"), [
    ("发", [1, 0]), ("髮", [1, 0]), ("發展", [1, 0]), ("头髮", [1, 0]), ("與", [0]), ("budget", [2]), ("BUD", [2]),
    ("[d", [2]), ("]", [2]), ("*n", [2]), ("^", [2]), ("?", []), ("？", [4]), ("[a-z]", []), ("*", [2]),
    ("été", [3]), ("STRAß", [3]), ("A", [5, 3, 2]), ("什麼", [4]), ("", []), (" \t", []), ("\ud800", []), ("x" * 60_000, []),
])  # fmt: skip
def test_titles_are_found_in_either_script_and_any_case(shelf: Library, text: str, wanted: list[int]) -> None:
    assert [row.title for row in shelf.find_titles(text, 9)] == [TITLES[number] for number in wanted]


def test_the_newest_are_given_when_there_are_more(shelf: Library) -> None:
    assert [row.title for row in shelf.find_titles("a", 2)] == ["a", "ÉTÉ straße"]


@given(st.data())
def test_any_piece_of_a_title_finds_it(shelf: Library, data: st.DataObject) -> None:
    title = data.draw(st.sampled_from(TITLES))
    start, stop = sorted(data.draw(st.lists(st.integers(0, len(title)), min_size=2, max_size=2, unique=True)))
    piece = title[start:stop]
    found = [row.title for row in shelf.find_titles(piece, 9)]
    assert (title in found) == bool(piece.strip())


@given(st.text(max_size=20))
def test_any_text_may_be_looked_for(shelf: Library, text: str) -> None:
    shelf.find_titles(text, 9)
