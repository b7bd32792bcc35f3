"""A folder with a sample of every format and with files that are made to do harm: each good one whole, each bad one named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hostile_folder import PARAGRAPH, PROSE, write_hostile_folder

from reader.importing.formats import containers, formats
from reader.library import Library
from reader.model.filter import Filter
from reader.resources import resource


class Imported(NamedTuple):
    code: int
    files: dict[str, dict[str, Any]]
    """What was reported, by the path within the folder."""
    total: dict[str, int]
    refused: dict[str, str]
    bodies: dict[str, str]
    """Bodies by title."""


@pytest.fixture
def imported(tmp_path: Path, run_cli: Any) -> Imported:
    folder = tmp_path / "folder"
    refused = write_hostile_folder(folder)
    done = run_cli("--library", tmp_path / "library", "import", folder, "--json")
    *files, last = map(json.loads, done.out.splitlines())
    with Library.open(tmp_path / "library") as library:
        articles = [library.article(number) for number in library.listing(Filter()).ids(0, 1000)]
    by_path = {str(Path(file["path"]).relative_to(folder)): file for file in files}
    bodies = {article.title: article.markdown for article in articles}
    return Imported(done.code, by_path, last["total"], refused, bodies)


def test_each_refused_file_is_named_with_its_reason_and_no_other(imported: Imported) -> None:
    assert imported.code == 1
    assert {path for path, file in imported.files.items() if file["errors"]} == set(imported.refused)
    for path, words in imported.refused.items():
        (error,) = imported.files[path]["errors"]
        assert path in error
        assert words in error


def test_each_good_one_is_complete(imported: Imported) -> None:
    for path, file in imported.files.items():
        if not file["errors"] and file["format"] not in (
            "opml",
            "newsboat-urls",
        ):  # Which name sources alone.
            assert file["added"] + file["unchanged"], path
    text = {title: body.replace("\n", "") for title, body in imported.bodies.items()}
    for title in ("一行到底", "一行到底的網頁"):
        assert PARAGRAPH in text[title]
    for title, count in (
        ("深", 5),
        ("多屬性的一頁", 5),
        ("碼頭的早班", 3),
        ("沒有標記的一頁", 3),
        ("好的一章", 1),
    ):
        assert text[title].count(PROSE) == count, title
    assert [text[f"第{number}則"].count(PROSE) for number in range(9)] == [1] * 9, (
        "what was whole before the end"
    )
    assert '"http://evil.example"' in next(title for title in text if title.startswith("=HYPERLINK"))


def test_nothing_of_the_machine_gets_in(imported: Imported) -> None:
    everything = "".join(imported.bodies.values())
    assert "root:" not in everything
    assert "外面的實體" in imported.bodies
    assert not Path("/tmp/outside.xhtml").exists()


def test_every_format_has_a_sample(imported: Imported) -> None:
    known = {format_.name for format_ in (*formats(), *containers())}
    assert {file["format"] for file in imported.files.values()} >= known


def test_importing_every_format_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        first = library.import_paths([resource("sample_data")])
        second = library.import_paths([resource("sample_data")])

    assert not first.failed
    assert first.counts.added > 100
    assert (second.counts.added, second.counts.updated) == (0, 0)
    assert second.counts.unchanged >= first.counts.added
