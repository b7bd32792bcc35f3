"""`broadsheet backup` and `broadsheet restore`: copies, going back to one, and back again."""

from __future__ import annotations

import json
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.library import Library
from reader.model.backup import Reason
from reader.store.backups import backups_of, folder_of
from reader.store.schema import SCHEMA_VERSION

HOLDER = (
    "import sys; from pathlib import Path; from reader.library import Library\n"
    "with Library.open(Path(sys.argv[1])) as library: print(library.counts().total, flush=True); sys.stdin.read()"
)


def titles(path: Path) -> int:
    with Library.open(path, create=False) as library:
        return library.counts().total


def remove_articles(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM article WHERE id > 1")


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)


class TestBackup:
    def test_puts_a_copy_beside_the_library_and_writes_its_path(self, library: Path, run_cli: Any) -> None:
        done = run_cli("backup")
        assert done.code == 0
        assert Path(done.out.strip()).parent == folder_of(library)
        assert titles(Path(done.out.strip())) == 3

    def test_copies_to_a_file_or_into_a_folder(self, library: Path, run_cli: Any, tmp_path: Path) -> None:
        assert run_cli("backup", tmp_path / "copy.b").code == 0
        assert titles(tmp_path / "copy.b") == 3
        (tmp_path / "stick").mkdir()
        done = run_cli("backup", tmp_path / "stick", "--json")
        (copy,) = (tmp_path / "stick").iterdir()
        assert json.loads(done.out)["path"] == str(copy)
        assert backups_of(library) == []

    def test_replaces_no_file(self, library: Path, run_cli: Any, tmp_path: Path) -> None:
        (tmp_path / "mine").write_text("mine", encoding="utf-8")
        done = run_cli("backup", tmp_path / "mine")
        assert done.code == 2
        assert "exists already" in done.err
        assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"

    def test_names_a_copy_that_cannot_be_written(self, library: Path, run_cli: Any, tmp_path: Path) -> None:
        done = run_cli("backup", tmp_path / "no" / "folder" / "copy")
        assert (done.code, done.out) == (1, "")
        assert "could not be copied" in done.err

    def test_lists_the_copies_also_of_a_library_that_is_damaged(self, library: Path, run_cli: Any) -> None:
        assert "no copy" in run_cli("backup", "--list").err
        run_cli("backup")
        with Library.open(library) as opened:
            opened.backups.make(Reason.BEFORE_MIGRATION)
        damage(library)
        done = run_cli("backup", "--list")
        assert done.code == 0
        heading, *lines = done.out.splitlines()
        assert heading.split() == ["Made", "Why", "Size", "File"]
        assert sorted(line.split("  ")[1].strip() for line in lines) == ["before an update", "by hand"]
        records = [json.loads(line) for line in run_cli("backup", "--list", "--json").out.splitlines()]
        assert [list(record) for record in records] == [["path", "made_at", "reason", "size"]] * 2
        assert {record["reason"] for record in records} == {"by-hand", "before-migration"}

    def test_says_when_the_copies_cannot_be_listed(
        self, library: Path, run_cli: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run_cli("backup")

        def refuse(_folder: Path) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "iterdir", refuse)
        done = run_cli("backup", "--list")
        assert done.code == 1
        assert "cannot be listed: Permission denied" in done.err

    def test_takes_no_path_with_a_list(self, library: Path, run_cli: Any) -> None:
        assert run_cli("backup", "--list", "x").code == 2

    def test_makes_no_library(self, isolated_home: Path, run_cli: Any) -> None:
        assert run_cli("backup").code == 3
        assert list(isolated_home.iterdir()) == []


class TestRestore:
    def test_goes_back_to_the_newest_copy_and_says_how_to_undo_it(self, library: Path, run_cli: Any) -> None:
        run_cli("backup")
        remove_articles(library)
        done = run_cli("restore", "latest")
        assert done.code == 0
        assert titles(library) == 3
        assert "with 3 articles" in done.out
        undo = done.out.splitlines()[-1].partition(": ")[2]
        assert run_cli(*shlex.split(undo)[1:]).code == 0
        assert titles(library) == 1

    def test_sets_the_library_aside_whole(self, library: Path, run_cli: Any, tmp_path: Path) -> None:
        run_cli("backup", tmp_path / "copy")
        remove_articles(library)
        done = run_cli("restore", tmp_path / "copy", "--json")
        record = json.loads(done.out)
        assert (record["library"], record["from"], record["articles"]) == (
            str(library), str(tmp_path / "copy"), 3,
        )  # fmt: skip
        assert "set-aside" in record["set_aside"]
        assert titles(Path(record["set_aside"])) == 1

    def test_makes_a_library_where_there_is_none(self, library: Path, run_cli: Any, tmp_path: Path) -> None:
        run_cli("backup", tmp_path / "copy")
        other = tmp_path / "new" / "folder" / "library"
        done = run_cli("restore", tmp_path / "copy", "--library", other, "--json")
        assert json.loads(done.out)["set_aside"] is None
        assert titles(other) == 3

    def test_passes_over_a_copy_that_is_damaged(self, library: Path, run_cli: Any) -> None:
        run_cli("backup")
        run_cli("backup")
        damage(backups_of(library)[0].path)
        damage(library)
        done = run_cli("restore", "latest")
        assert done.code == 0
        assert done.err.startswith("passed over: ")
        assert titles(library) == 3

    @pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\0" + bytes(500)])
    def test_refuses_what_is_no_sound_library(
        self, library: Path, run_cli: Any, tmp_path: Path, content: bytes
    ) -> None:
        (tmp_path / "other").write_bytes(content)
        before = library.read_bytes()
        done = run_cli("restore", tmp_path / "other")
        assert (done.code, done.out) == (1, "")
        assert str(tmp_path / "other") in done.err
        assert (library.read_bytes(), len(list(library.parent.iterdir()))) == (before, 1)

    @pytest.mark.parametrize("version", [SCHEMA_VERSION + 1])
    def test_refuses_a_newer_library(self, library: Path, run_cli: Any, tmp_path: Path, version: int) -> None:
        run_cli("backup", tmp_path / "copy")
        with closing(sqlite3.connect(tmp_path / "copy")) as connection:
            connection.execute(f"PRAGMA user_version = {version}")
        done = run_cli("restore", tmp_path / "copy")
        assert done.code == 1
        assert "newer version" in done.err

    def test_refuses_the_library_itself_a_missing_file_and_latest_without_copies(
        self, library: Path, run_cli: Any
    ) -> None:
        for name, words in ((library, "itself"), ("nothing", "no file"), ("latest", "no sound copy")):
            done = run_cli("restore", name)
            assert done.code == 1
            assert words in done.err
            assert len(done.err.splitlines()) == 2

    def test_refuses_while_another_program_has_the_library_open(self, library: Path, run_cli: Any) -> None:
        run_cli("backup")
        remove_articles(library)
        with subprocess.Popen(
            [sys.executable, "-c", HOLDER, library], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as holder:
            assert holder.stdout is not None
            holder.stdout.readline()
            done = run_cli("restore", "latest")
            holder.communicate()
        assert done.code == 3
        assert "in use" in done.err
        assert titles(library) == 1
        assert len(list(library.parent.iterdir())) == 2
        assert run_cli("restore", "latest").code == 0

    def test_keeps_the_log_of_a_damaged_library_with_it(self, library: Path, run_cli: Any) -> None:
        run_cli("backup")
        damage(library)
        log = Path(f"{library}-wal")
        log.write_bytes(b"a log that nobody can read")
        damaged = library.read_bytes()
        record = json.loads(run_cli("restore", "latest", "--json").out)
        assert Path(record["set_aside"]).read_bytes() == damaged
        assert Path(f"{record['set_aside']}-wal").read_bytes() == b"a log that nobody can read"
        assert not log.exists()
        assert titles(library) == 3

    def test_works_where_there_are_no_hard_links(
        self, library: Path, run_cli: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run_cli("backup")

        def refuse(*_names: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr("os.link", refuse)
        remove_articles(library)
        record = json.loads(run_cli("restore", "latest", "--json").out)
        assert (titles(library), titles(Path(record["set_aside"]))) == (3, 1)


class TestBeforeAnImport:
    def test_the_daily_copy_is_made(self, library: Path, run_cli: Any) -> None:
        run_cli("import", "-", stdin=b"# New\n\ntext\n")
        (backup,) = backups_of(library)
        assert titles(backup.path) == 3
        run_cli("import", "-", stdin=b"# Newer\n\ntext\n")
        assert len(backups_of(library)) == 1

    def test_none_is_made_for_a_dry_run_or_when_none_are_wanted(self, library: Path, run_cli: Any) -> None:
        run_cli("import", "-", "--dry-run", stdin=b"# New\n\ntext\n")
        run_cli("config", "library.backups", "0")
        run_cli("import", "-", stdin=b"# New\n\ntext\n")
        assert backups_of(library) == []

    def test_the_import_goes_on_without_one(self, library: Path, run_cli: Any) -> None:
        folder_of(library).touch()
        done = run_cli("import", "-", stdin=b"# New\n\ntext\n")
        assert done.code == 0
        assert "could not be copied" in done.err
        assert titles(library) == 4
