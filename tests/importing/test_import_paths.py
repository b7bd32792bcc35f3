from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import UsageError
from reader.library import Library
from reader.model.filter import Filter
from reader.model.report import Added
from reader.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.broadsheet") as opened:
        yield opened


def test_sample_pages_make_a_library_with_the_portals_categories_in_order(library: Library) -> None:
    report = library.import_paths([resource("sample_data", "00-portal")])

    names = [category.name for category in library.categories()]
    assert report.counts == Added(5)
    assert (names[0], names[2], names[12]) == ("高新院新聞", "高新區新聞", "智慧城市news")
    assert len(names) == 13
    assert {category.name for category in library.categories() if category.total} == {
        "高新區新聞", "區域經濟研究", "園區規劃", "一帶一路新聞", "科技創新",
    }  # fmt: skip


def test_importing_twice_changes_nothing(library: Library) -> None:
    library.import_paths([resource("sample_data", "00-portal")])

    assert library.import_paths([resource("sample_data", "00-portal")]).counts == Added(0, 0, 5)


def test_an_edited_file_updates_its_article(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("守塔的人\n\n他在這裡守了三十年。\n", encoding="utf-8")
    library.import_paths([path])
    path.write_text("守塔的人\n\n他在這裡守了三十一年。\n", encoding="utf-8")

    assert library.import_paths([path]).counts == Added(0, 1, 0)
    assert len(library.listing(Filter())) == 1


def test_a_dry_run_reports_and_writes_nothing(library: Library) -> None:
    report = library.import_paths([resource("sample_data", "00-portal")], dry_run=True)

    assert report.counts == Added(5)
    assert library.counts().total == 0
    assert library.categories() == []


def test_the_original_bytes_are_kept(library: Library) -> None:
    path = resource("sample_data", "00-portal", "04-tide-table.txt")
    library.import_paths([path])

    [article_id] = library.listing(Filter()).ids(0, 1)
    original = library.original(article_id)
    assert original is not None
    assert original.data == path.read_bytes()


def test_an_unknown_format_is_refused_before_anything_is_read(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        library.import_paths([tmp_path], format="docx")
