from __future__ import annotations

import json
import re
import signal
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from reader.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from reader.cli.diagnostics import ProgressLine
    from reader.model.report import Progress

ARTICLE = "---\ntitle: {title}\ncategory: 科技創新\n---\n\n正文說的是{title}。\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for title in ("甲", "乙"):
        (folder / f"{title}.md").write_text(ARTICLE.format(title=title), encoding="utf-8")
    return folder


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_brings_in_articles_and_reports_on_standard_error(run_cli: Any, news: Path) -> None:
    done = run_cli("import", news)
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines()[-1] == "2 files, 2 added, 0 updated, 0 unchanged"
    assert len(run_cli("list", "--json").out.splitlines()) == 2


def test_importing_again_changes_nothing(run_cli: Any, news: Path) -> None:
    run_cli("import", news)
    done = run_cli("import", news)
    assert done.err.splitlines()[-1] == "2 files, 0 added, 0 updated, 2 unchanged"


def test_json_is_one_object_a_file_and_the_total(run_cli: Any, news: Path) -> None:
    done = run_cli("import", news / "甲.md", news / "none.md", "--json")
    assert done.code == 1
    first, missing, total = objects(done.out)
    assert first == {
        "path": str(news / "甲.md"), "format": "markdown",
        "added": 1, "updated": 0, "unchanged": 0, "skipped": 0, "remarks": [], "errors": [],
    }  # fmt: skip
    assert missing["format"] is None
    assert len(missing["errors"]) == 1
    assert total == {
        "total": {"files": 2, "added": 1, "updated": 0, "unchanged": 0, "skipped": 0, "failed": 1}
    }


def test_a_category_can_be_given_for_everything(run_cli: Any, news: Path) -> None:
    run_cli("import", news, "--category", "產業規劃")
    assert {record["category"] for record in objects(run_cli("list", "--json").out)} == {"產業規劃"}


def test_standard_input_is_a_dash(run_cli: Any) -> None:
    done = run_cli("import", "-", stdin=ARTICLE.format(title="丙").encode())
    assert done.code == 0
    assert [record["title"] for record in objects(run_cli("list", "--json").out)] == ["丙"]


def test_an_unknown_format_is_wrong_usage(run_cli: Any, news: Path) -> None:
    done = run_cli("import", news, "--format", "docx")
    assert done.code == 2
    assert "docx" in done.err


def test_a_dry_run_says_what_would_happen_and_makes_no_library(
    run_cli: Any, news: Path, isolated_home: Path
) -> None:
    done = run_cli("import", news, "--dry-run")
    assert done.code == 0
    assert "2 added" in done.err
    assert "Nothing was changed" in done.err
    assert not (isolated_home / "own.library").exists()


def test_a_dry_run_on_a_library_leaves_it_as_it_is(run_cli: Any, news: Path, library: Path) -> None:
    before = run_cli("list", "--json").out
    assert "2 added" in run_cli("import", news, "--dry-run").err
    assert run_cli("list", "--json").out == before


def test_the_library_can_be_named_before_and_after_the_command(
    run_cli: Any, news: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there.library"
    assert run_cli("--library", there, "import", news).code == 0
    assert run_cli("import", news, "--library", there).err.endswith("2 unchanged\n")
    assert len(run_cli("list", "--json", "--library", there).out.splitlines()) == 2


def test_the_first_interrupt_ends_the_import_and_leaves_what_was_done(
    run_cli: Any, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.cli.diagnostics import ProgressLine

    def interrupt(_line: ProgressLine, now: Progress) -> None:
        if now.articles == 1:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(ProgressLine, "show", interrupt)
    done = run_cli("import", news)
    assert done.code == 130
    assert "1 added" in done.err
    assert "Interrupted" in done.err
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert len(run_cli("list", "--json").out.splitlines()) == 1


def test_the_second_interrupt_stops_at_once_without_traceback(
    run_cli: Any, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.cli.diagnostics import ProgressLine

    def interrupt_twice(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(ProgressLine, "show", interrupt_twice)
    done = run_cli("import", news)
    assert (done.code, done.err) == (130, "Interrupted.\n")


def test_names_of_hostile_files_are_harmless(run_cli: Any, tmp_path: Path) -> None:
    (tmp_path / "a\x1b]0;owned\x07b\x1b[31m.md").write_bytes(b"")
    done = run_cli("import", tmp_path / "a\x1b]0;owned\x07b\x1b[31m.md", "--json")
    assert done.code == 1
    assert "\x1b" not in done.out + done.err
    assert "owned" not in done.out + done.err


class TestTheRealPage:
    def test_gives_the_categories_and_the_article(
        self, run_cli: Any, real_page: Path, tmp_path: Path
    ) -> None:
        there = tmp_path / "real.library"
        assert run_cli("--library", there, "import", real_page).code == 0
        names = [
            record["name"] for record in objects(run_cli("--library", there, "categories", "--json").out)
        ]
        assert len(names) == 13
        assert names[-1] == "智慧城市news"
        assert not any("(" in name for name in names)
        (record,) = objects(run_cli("list", "--json", "--library", there).out)
        # The fourteenth line of the page, without what stands in brackets behind its characters.
        title = real_page.read_text(encoding="utf-8").splitlines()[13]
        assert record["title"] == re.sub(r"\([^)]*\)", "", title)
        assert (record["published_at"], record["origin"], record["clicks"]) == ("2019-07-05", None, None)
        (shown,) = objects(run_cli("--library", there, "show", str(record["id"]), "--json").out)
        blocks = [block for block in shown["markdown"].split("\n\n") if block.strip()]
        headings = [block for block in blocks if block.startswith("## ")]
        assert (len(headings), len(blocks) - len(headings)) == (4, 12)
        assert "(qū)" not in shown["markdown"]
        assert shown["text"].count("(") == 8

    def test_changes_nothing_the_second_time(self, run_cli: Any, real_page: Path, tmp_path: Path) -> None:
        there = tmp_path / "real.library"
        run_cli("--library", there, "import", real_page)
        *_, last = run_cli("--library", there, "import", real_page).err.splitlines()
        assert last == "1 file, 0 added, 0 updated, 1 unchanged"


class TestFilesThatCannotComeIn:
    @pytest.mark.parametrize("kind", ["missing", "binary", "empty"])
    def test_are_one_clear_line_and_code_1(self, run_cli: Any, tmp_path: Path, kind: str) -> None:
        path = tmp_path / f"{kind}.md"
        if kind == "binary":
            path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
        elif kind == "empty":
            path.touch()
        done = run_cli("import", path)
        assert (done.code, done.out) == (1, "")
        complaint, total = done.err.splitlines()
        assert complaint.startswith("broadsheet: ")
        assert path.name in complaint
        assert total == "1 file, 0 added, 0 updated, 0 unchanged, 1 failed"

    def test_do_not_keep_the_others_out(self, run_cli: Any, news: Path) -> None:
        (news / "broken.md").write_bytes(b"\x00\x01\x02" * 100)
        (news / "empty.md").touch()
        done = run_cli("import", news, news / "missing.md")
        assert done.code == 1
        assert "2 added" in done.err

    def test_a_folder_without_permission_is_named(
        self, run_cli: Any, common_path: Path, unprivileged: Any
    ) -> None:
        closed = common_path / "closed"
        closed.mkdir()
        (closed / "a.md").write_text("x", encoding="utf-8")
        closed.chmod(0)
        common_path.chmod(0o777)
        with unprivileged():
            done = run_cli("--library", common_path / "l", "import", closed)
        closed.chmod(0o755)
        assert done.code == 1
        complaint, _total = done.err.splitlines()
        assert "closed" in complaint
        assert "permission" in complaint


class TestLibrariesThatCannotBeUsed:
    @pytest.fixture(params=["text", "foreign", "empty", "folder", "newer"])
    def unusable(self, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
        path = tmp_path / "unusable.library"
        match request.param:
            case "text":
                path.write_text("these are notes, not a library\n" * 50, encoding="utf-8")
            case "foreign":
                connection = sqlite3.connect(path)
                connection.execute("CREATE TABLE recipes (name TEXT)")
                connection.close()
            case "empty":
                path.touch()
            case "folder":
                path.mkdir()
            case "newer":
                Library.open(path).close()
                connection = sqlite3.connect(path)
                connection.execute("PRAGMA user_version = 9999")
                connection.close()
        return path

    @pytest.mark.parametrize(
        "command", [["list"], ["categories"], ["mark", "read", "1"], ["import"], ["show", "1"]]
    )
    def test_are_one_clear_line_and_code_3_and_stay_as_they_are(
        self, run_cli: Any, news: Path, unusable: Path, command: list[str]
    ) -> None:
        before = None if unusable.is_dir() else unusable.read_bytes()
        names = sorted(unusable.parent.iterdir())
        done = run_cli("--library", unusable, *command, *([news] if command == ["import"] else []))
        assert (done.code, done.out) == (3, "")
        message, hint = done.err.splitlines()
        assert message.startswith("broadsheet: ")
        assert unusable.name in message
        assert hint.startswith("  ")
        assert before is None or unusable.read_bytes() == before
        assert sorted(unusable.parent.iterdir()) == names

    def test_a_missing_one_is_not_made_by_looking(self, run_cli: Any, tmp_path: Path) -> None:
        done = run_cli("--library", tmp_path / "none.library", "list")
        assert done.code == 3
        assert not (tmp_path / "none.library").exists()

    def test_one_that_can_only_be_read_is_read_and_not_written(
        self, run_cli: Any, news: Path, common_path: Path, unprivileged: Any
    ) -> None:
        path = common_path / "read-only.library"
        assert run_cli("--library", path, "import", news).code == 0
        path.chmod(0o444)
        common_path.chmod(0o555)
        before = path.read_bytes()
        with unprivileged():
            listed = run_cli("--library", path, "list", "--json")
            marked = run_cli("--library", path, "mark", "read", "1")
            imported = run_cli("--library", path, "import", "-", stdin=b"# New\n\ntext\n")
        assert (listed.code, len(listed.out.splitlines())) == (0, 2)
        for done in (marked, imported):
            assert (done.code, done.out) == (3, "")
            assert done.err.startswith("broadsheet: ")
            assert "read-only.library" in done.err
        assert path.read_bytes() == before
