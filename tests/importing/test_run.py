from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.errors import LibraryUnusableError, UsageError
from reader.importing.run import import_files
from reader.model.draft import DraftCategory
from reader.model.report import Added, Progress
from reader.store.entry import Entry
from reader.store.originals import Original
from reader.store.preparing import DraftPreparation, Prepared

if TYPE_CHECKING:
    from collections.abc import Sequence


class Shelf:
    """Stands for a library: it remembers what was added."""

    preparation = DraftPreparation("Unfiled")

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.categories: list[str] = []
        self.documents: list[str] = []

    def adding(self, document: object) -> Shelf:
        assert isinstance(document, Original)
        self.documents.append(document.name)
        return self

    def add(self, items: Sequence[Prepared]) -> Added:
        entries = [item for item in items if isinstance(item, Entry)]
        self.entries += entries
        self.categories += [item.name for item in items if isinstance(item, DraftCategory)]
        return Added(len(entries))


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    news = tmp_path / "港口"
    news.mkdir()
    (news / "1.md").write_text("---\ntitle: 一\ncategory: 新聞\n---\n正文。\n", encoding="utf-8")
    (news / "2.txt").write_bytes("標題\n\n正文只有一段話，說的是港口的早晨。\n".encode("big5"))
    (news / "3.jpg").write_bytes(b"\xff\xd8\xff\xe0 picture")
    (news / "4.txt").write_text("")
    (news / ".5").write_text("x")
    (news / "6").symlink_to(tmp_path / "nowhere")
    return news


def test_imports_a_folder_and_reports_on_every_file(folder: Path, shelf: Shelf) -> None:
    report = import_files([folder], shelf)

    assert [
        (Path(file.path).name, file.format, file.counts.added, file.skipped, bool(file.errors))
        for file in report.files
    ] == [
        ("港口", None, 0, 1, False),
        ("1.md", "markdown", 1, 0, False),
        ("2.txt", "text", 1, 0, False),
        ("3.jpg", None, 0, 1, False),
        ("4.txt", None, 0, 1, False),
        ("6", None, 0, 0, True),
    ]
    assert (report.counts, report.skipped, len(report.failed), report.cancelled) == (Added(2), 3, 1, False)
    assert shelf.documents == ["1.md", "2.txt"]


def test_the_folder_is_the_category_of_an_article_that_names_none(folder: Path, shelf: Shelf) -> None:
    import_files([folder], shelf)

    assert [entry.category for entry in shelf.entries] == ["新聞", "港口"]


def test_a_file_that_was_named_gets_no_category_from_its_folder(folder: Path, shelf: Shelf) -> None:
    import_files([folder / "2.txt"], shelf)

    assert [entry.category for entry in shelf.entries] == ["Unfiled"]


def test_a_category_that_is_asked_for_wins_over_all(folder: Path, shelf: Shelf) -> None:
    (folder / "7.txt").write_text("- 甲\n- 乙\n標題\n來源:某報 日期:2020-01-01\n一段話。\n", encoding="utf-8")

    import_files([folder], shelf, category="我的")

    assert {entry.category for entry in shelf.entries} == {"我的"}
    assert shelf.categories == []


def test_a_picture_that_was_named_is_an_error(folder: Path, shelf: Shelf) -> None:
    report = import_files([folder / "3.jpg", folder / "1.md"], shelf)

    assert [len(file.errors) for file in report.files] == [1, 0]
    assert "3.jpg holds no text: it looks like a picture (JPEG)" in report.files[0].errors[0]


def test_a_format_that_is_asked_for_is_not_sniffed(folder: Path, shelf: Shelf) -> None:
    report = import_files([folder / "1.md"], shelf, format="text")

    assert report.files[0].format == "text"
    assert "category: 新聞" in shelf.entries[0].markdown


def test_an_unknown_format_is_wrong_usage_and_the_names_are_listed(folder: Path, shelf: Shelf) -> None:
    with pytest.raises(UsageError, match="docx") as refusal:
        import_files([folder], shelf, format="docx")
    assert "portal, markdown, text" in refusal.value.hint


def test_tells_how_far_it_is(folder: Path, shelf: Shelf) -> None:
    seen: list[Progress] = []

    import_files([folder / "1.md", folder / "2.txt"], shelf, on_progress=seen.append)

    steps = [(step.done, step.total, Path(step.path).name) for step in seen]
    assert list(dict.fromkeys(steps)) == [(0, 2, "1.md"), (1, 2, "2.txt"), (2, 2, "")]
    assert (seen[0].articles, seen[-1].articles) == (0, 2)
    assert 0 < seen[0].seconds < seen[-1].seconds


def test_stops_between_files_when_cancelled_and_reports_what_was_done(folder: Path, shelf: Shelf) -> None:
    report = import_files([folder / "1.md", folder / "2.txt"], shelf, cancelled=lambda: bool(shelf.entries))

    assert report.cancelled
    assert len(report.files) == len(shelf.entries) == 1


def test_a_library_that_cannot_be_used_stops_the_import(
    folder: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(items: Sequence[Prepared]) -> Added:
        raise LibraryUnusableError("full")

    monkeypatch.setattr(shelf, "add", refuse)

    with pytest.raises(LibraryUnusableError):
        import_files([folder], shelf)


def test_names_in_the_report_are_fit_for_a_terminal(tmp_path: Path, shelf: Shelf) -> None:
    (tmp_path / "a\x1b]0;x\x07b.txt").write_text("Text of a file with a bad name.")

    [file] = import_files([tmp_path], shelf).files

    assert file.path == str(tmp_path / "ab.txt")


def test_a_file_without_articles_is_reported_with_none(folder: Path, shelf: Shelf) -> None:
    (folder / "list.txt").write_text("- 甲\n- 乙\n", encoding="utf-8")

    [file] = import_files([folder / "list.txt"], shelf, format="portal").files

    assert (file.counts, file.errors) == (Added(), ())
    assert shelf.categories == ["甲", "乙"]
