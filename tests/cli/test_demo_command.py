from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reader.cli.commands import demo
from reader.cli.commands.demo import prepared_library
from reader.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "---\ntitle: {title}\ncategory: 科技創新\nurl: https://example.org/{name}\n---\n\n正文。\n"


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "sample_data"
    folder.mkdir()
    (folder / "a.md").write_text(ARTICLE.format(title="甲", name="a"), encoding="utf-8")
    monkeypatch.setattr(demo, "resource", lambda _name: folder)
    return folder


def titles(path: Path) -> set[str]:
    with prepared_library(path) as library:
        from reader.model.filter import Filter

        return {row.title for row in library.listing(Filter()).rows(0, 100)}


def test_the_library_is_made_once(samples: Path, tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "demo.library"
    assert titles(path) == {"甲"}
    with prepared_library(path) as library:
        library.bookmark(1)
    with prepared_library(path) as library:
        assert library.counts().bookmarked == 1


def test_changed_samples_come_in_and_marks_stay(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "demo.library"
    with prepared_library(path) as library:
        library.bookmark(1)
    (samples / "a.md").write_text(ARTICLE.format(title="甲二", name="a"), encoding="utf-8")
    (samples / "b.md").write_text(ARTICLE.format(title="乙", name="b"), encoding="utf-8")
    assert titles(path) == {"甲二", "乙"}
    with prepared_library(path) as library:
        assert library.counts().bookmarked == 1


def test_the_categories_are_in_the_order_of_the_portal(samples: Path, tmp_path: Path) -> None:
    (samples / "00-portal").mkdir()
    page = "- 高新院新聞\n- 政策解讀\n- 科技創新\n頁面的標題寫在這裏\n來源:望海日報 日期:2020-01-02 點擊:5次\n正文在此。\n"
    (samples / "00-portal" / "page.txt").write_text(page, encoding="utf-8")
    with prepared_library(tmp_path / "demo.library") as library:
        names = [category.name for category in library.categories()]
    assert names[:3] == ["高新院新聞", "政策解讀", "科技創新"]


def test_reset_makes_it_anew(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "demo.library"
    with prepared_library(path) as library:
        library.bookmark(1)
    with prepared_library(path, reset=True) as library:
        assert library.counts().bookmarked == 0
        assert library.counts().total == 1


@pytest.mark.parametrize("reset", [False, True])
def test_a_library_of_the_reader_is_never_touched(library: Path, samples: Path, reset: bool) -> None:
    before = library.read_bytes()
    with pytest.raises(UsageError, match="of your own"):
        prepared_library(library, reset=reset)
    assert library.read_bytes() == before


def test_the_samples_that_come_with_the_program_can_all_be_imported(run_cli: Any) -> None:
    from reader.resources import resource

    done = run_cli("import", resource("sample_data"))
    assert done.code == 0, done.err
