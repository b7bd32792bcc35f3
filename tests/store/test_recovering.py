"""A new library from what can be read of a damaged one."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader import rescue
from reader.errors import BroadsheetError, LibraryDamagedError, LibraryUnusableError
from reader.library import Library
from reader.model.draft import Draft
from reader.model.filter import Filter

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = 120
PAGE = 4096


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with every kind of fact."""
    path = tmp_path_factory.mktemp("sound") / "library"
    with Library.open(path) as library:
        library.add(
            Draft(f"Title {n}", f"潮水 tide {n}. " * 150, category=f"c{n % 5}") for n in range(ARTICLES)
        )
        for number in range(1, 40, 3):
            library.bookmark(number, f"note {number}")
            library.end_view(library.begin_view(number), 12.0, 0.5)
        library.smart_folders.add("Tides", "tide")
        library.remember("colour", "blue")
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    return shutil.copyfile(sound, tmp_path / "library")


def pages_of(path: Path, table: str) -> list[int]:
    """The pages of a table below its root, from the first row on."""
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [table]).fetchone()
    data = path.read_bytes()
    start = (root - 1) * PAGE
    if data[start] != 5:  # the kind of an interior page of a table
        return [root]
    cells = int.from_bytes(data[start + 3 : start + 5], "big")
    pointers = (int.from_bytes(data[start + 12 + 2 * i : start + 14 + 2 * i], "big") for i in range(cells))
    return [int.from_bytes(data[start + at : start + at + 4], "big") for at in pointers]


def overwrite(path: Path, *pages: int) -> None:
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * PAGE : page * PAGE] = b"\xa5" * PAGE
    path.write_bytes(data)


def is_complete(library: Library, but: int = 0) -> None:
    assert library.counts().total == ARTICLES - but
    assert library.counts().bookmarked == 13
    assert library.article(1).note == "note 1"
    assert library.article(1).views == 1
    assert [folder.name for folder in library.smart_folders.all()] == ["Tides"]
    assert library.recall("colour") == "blue"
    assert not list(library.checking.findings())


def test_a_file_without_its_header_is_saved_whole_and_set_aside(path: Path) -> None:
    data = bytes(100) + path.read_bytes()[100:]
    path.write_bytes(data)
    with pytest.raises(LibraryDamagedError, match="damaged"):
        Library.open(path)
    recovered = rescue.recover(path)
    assert recovered[:5] == (ARTICLES, 13, 0, 0, 0)
    assert recovered.set_aside is not None
    assert recovered.set_aside.read_bytes() == data
    with Library.open(path, create=False) as library:
        is_complete(library)
        assert len(library.listing(Filter(query="潮水"))) == ARTICLES


def test_texts_on_a_bad_page_are_replaced_by_a_word_about_it(path: Path) -> None:
    overwrite(path, pages_of(path, "body")[3])
    recovered = rescue.recover(path)
    assert 0 < recovered.without_text < 10
    with Library.open(path, create=False) as library:
        is_complete(library)
        lost = [
            n
            for n in range(1, ARTICLES + 1)
            if library.article(n).markdown == "The text of this article is lost."
        ]
        assert len(lost) == recovered.without_text
        assert all("潮水" in library.article(n).markdown for n in range(1, ARTICLES + 1) if n not in lost)


def test_texts_whose_articles_are_lost_are_kept_with_their_beginnings_as_titles(path: Path) -> None:
    overwrite(path, pages_of(path, "article")[-1])
    recovered = rescue.recover(path)
    assert recovered.untitled > 0
    assert recovered.articles == ARTICLES
    with Library.open(path, create=False) as library:
        category = library.category("Recovered")
        assert category is not None
        assert category.total == recovered.untitled
        rows = library.listing(Filter(category_id=category.id)).rows(0, 99)
        assert all(row.title.startswith("潮水 tide") for row in rows)
        assert not list(library.checking.findings())


def test_articles_whose_categories_are_lost_are_kept_together(path: Path) -> None:
    overwrite(path, *pages_of(path, "category"))
    recovered = rescue.recover(path)
    assert recovered.articles == ARTICLES
    with Library.open(path, create=False) as library:
        assert [(entry.name, entry.total) for entry in library.categories()] == [
            ("Recovered", 24), *((f"Recovered {n}", 24) for n in (2, 3, 4, 5)),
        ]  # fmt: skip
        is_complete(library)


def test_a_file_that_was_cut_off_gives_what_is_before_the_cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    recovered = rescue.recover(path)
    assert 0 < recovered.articles <= ARTICLES
    with Library.open(path, create=False) as library:
        assert library.counts().total == recovered.articles
        assert not list(library.checking.findings())


def test_what_is_still_in_the_log_is_saved_with_the_rest(sound: Path, tmp_path: Path) -> None:
    path = shutil.copyfile(sound, tmp_path / "open")
    with Library.open(path) as library:
        library.bookmark(100, "only in the log")
        copy = shutil.copyfile(path, tmp_path / "library")
        shutil.copyfile(f"{path}-wal", f"{copy}-wal")
    overwrite(copy, pages_of(sound, "place")[0])
    rescue.recover(copy)
    with Library.open(copy, create=False) as library:
        assert library.article(100).note == "only in the log"


def test_a_file_of_which_nothing_can_be_read_stays_where_it_is(path: Path) -> None:
    overwrite(path, 1)
    before = path.read_bytes()
    with pytest.raises(BroadsheetError, match="Nothing can be read") as caught:
        rescue.recover(path)
    assert "restore latest" in caught.value.hint
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.glob("*library*")] == [path.name]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(2, 150), min_size=1, max_size=6), st.integers(0, 2**16))
def test_whatever_is_damaged_what_is_saved_is_a_sound_library(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, pages: set[int], seed: int
) -> None:
    path = shutil.copyfile(sound, tmp_path_factory.mktemp("damaged") / "library")
    data, chance = bytearray(path.read_bytes()), random.Random(seed)
    for page in pages:
        start = (page - 1) * PAGE
        if start < len(data):
            data[start : start + PAGE] = chance.randbytes(PAGE)
    path.write_bytes(data)
    with suppress(BroadsheetError):  # nothing could be read: it is left as it is
        rescue.recover(path)
        with Library.open(path, create=False) as library:
            assert not list(library.checking.findings())
            assert library.counts().total > 0


def test_the_command_says_what_was_saved(path: Path, run_cli: Any) -> None:
    overwrite(path, pages_of(path, "body")[3], pages_of(path, "article")[-1])
    done = run_cli("--library", path, "doctor", "--recover")
    assert done.code == 0
    assert done.err.startswith(f"Saved: {ARTICLES} articles, 13 bookmarks.\n")
    assert "without their text" in done.err
    assert "filed under Recovered" in done.err
    assert "The damaged file is kept as" in done.err
    assert done.out == "The library is sound.\n"
    again = run_cli("--library", path, "doctor", "--recover")
    assert "nothing to recover" in again.err
    assert len(list(path.parent.glob("library*"))) == 2


def test_a_text_that_is_no_utf_8_is_saved_but_for_what_is_wrong_in_it(path: Path, run_cli: Any) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE body SET markdown = CAST(x'414243e6bd' AS TEXT) WHERE article_id = 7")
    assert not rescue.is_sound(path)
    assert run_cli("--library", path, "doctor", "--recover").code == 0
    with Library.open(path, create=False) as library:
        is_complete(library)
        assert library.article(7).markdown == "ABC\ufffd"


def test_a_memory_that_is_no_json_is_told_with_what_to_do(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE memory SET value = '{' WHERE name = 'colour'")
    with Library.open(path) as library:
        with pytest.raises(LibraryUnusableError, match="remembers as colour") as caught:
            library.recall("colour")
        assert "--repair" in caught.value.hint
        library.checking.repair(library.checking.findings())
        assert library.recall("colour") is None
