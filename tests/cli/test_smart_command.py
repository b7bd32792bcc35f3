"""`broadsheet smart`, and `broadsheet list --smart`."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from reader.library import Library

if TYPE_CHECKING:
    from pathlib import Path


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def names(path: Path) -> list[str]:
    with Library.open(path) as opened:
        return [folder.name for folder in opened.smart_folders.all()]


@pytest.fixture
def folders(library: Path) -> Path:
    with Library.open(library) as opened:
        opened.smart_folders.add("潮汐", "潮水 OR line")
        opened.smart_folders.add("Short", "minutes<5 -潮水 sort:title")
        opened.smart_folders.add("Empty", "nothing")
        opened.mark_read([2])
    return library


class TestListing:
    def test_json_counts_what_each_finds_now(self, folders: Path, run_cli: Any) -> None:
        done = run_cli("smart", "--json")
        assert (done.code, done.err) == (0, "")
        assert objects(done.out) == [
            {"id": 1, "name": "潮汐", "query": "潮水 OR line", "total": 2, "unread": 1},
            {"id": 2, "name": "Short", "query": "minutes<5 -潮水 sort:title", "total": 2, "unread": 1},
            {"id": 3, "name": "Empty", "query": "nothing", "total": 0, "unread": 0},
        ]
        run_cli("mark", "unread", "2")
        assert objects(run_cli("smart", "--json").out)[0]["unread"] == 2

    def test_the_counts_are_kept_for_the_application(self, folders: Path, run_cli: Any) -> None:
        run_cli("smart")
        with Library.open(folders) as opened:
            assert [(folder.total, folder.unread) for folder in opened.smart_folders.all()] == [
                (2, 1),
                (2, 1),
                (0, 0),
            ]

    def test_text_is_a_table(self, folders: Path, run_cli: Any) -> None:
        assert run_cli("smart").out == (
            " Unread    Total  Smart folder          Query\n"
            "      1        2  潮汐                  潮水 OR line\n"
            "      1        2  Short                 minutes<5 -潮水 sort:title\n"
            "      0        0  Empty                 nothing\n"
        )

    def test_one_whose_query_is_no_query_any_more_does_not_hide_the_others(
        self, folders: Path, run_cli: Any
    ) -> None:
        with closing(sqlite3.connect(folders)) as connection, connection:
            connection.execute("UPDATE smart_folder SET query = '潮水 (' WHERE id = 1")
        done = run_cli("smart", "--json")
        assert done.code == 1
        assert [(record["name"], record["total"]) for record in objects(done.out)] == [
            ("潮汐", None), ("Short", 2), ("Empty", 0),
        ]  # fmt: skip
        assert done.err.splitlines()[:3] == ["潮汐:", "  潮水 (", "       ^"]
        listed = run_cli("list", "--smart", "潮汐", "line")
        assert (listed.code, listed.out) == (2, "")
        assert listed.err.splitlines()[:2] == ["  潮水 (", "       ^"]
        assert run_cli("smart", "edit", "潮汐", "潮水").code == 0
        assert run_cli("smart").code == 0

    def test_a_library_that_can_only_be_read_is_counted_and_not_changed(
        self, folders: Path, run_cli: Any, common_path: Path, unprivileged: Any
    ) -> None:
        expected = run_cli("smart", "--json").out
        path = common_path / "read-only.library"
        path.write_bytes(folders.read_bytes())
        path.chmod(0o444)
        common_path.chmod(0o555)
        run_cli("smart", "remove", "Empty")
        run_cli("mark", "read", "1")
        with unprivileged():
            listed = run_cli("--library", path, "smart", "--json")
            added = run_cli("--library", path, "smart", "add", "New", "x")
        common_path.chmod(0o755)
        assert (listed.code, listed.out, listed.err) == (0, expected, "")
        assert added.code == 3
        assert names(path) == ["潮汐", "Short", "Empty"]


class TestChanging:
    def test_a_query_of_several_words_is_kept_under_a_name(self, library: Path, run_cli: Any) -> None:
        done = run_cli("smart", "add", "Short ones", "一", "-潮水")
        assert (done.code, done.out, done.err) == (0, "", "Smart folder added: Short ones\n")
        (record,) = objects(run_cli("smart", "--json").out)
        assert (record["name"], record["query"], record["total"]) == ("Short ones", "一 -潮水", 1)

    @pytest.mark.parametrize("query", ["(x", "views>x", "", " "])
    def test_what_is_no_query_is_not_kept(self, folders: Path, run_cli: Any, query: str) -> None:
        before = run_cli("smart", "--json").out
        for change in (["add", "New"], ["edit", "Empty"]):
            done = run_cli("smart", *change, query)
            assert (done.code, done.out) == (2, "")
        assert run_cli("smart", "--json").out == before

    def test_the_place_of_a_mistake_is_shown(self, folders: Path, run_cli: Any) -> None:
        lines = run_cli("smart", "edit", "Empty", "潮水", "(x").err.splitlines()
        assert lines[:2] == ["  潮水 (x", "       ^"]

    def test_a_name_that_is_taken_is_refused(self, folders: Path, run_cli: Any) -> None:
        assert run_cli("smart", "add", "Short", "x").code == 2
        assert run_cli("smart", "rename", "Empty", "Short").code == 2
        assert names(folders) == ["潮汐", "Short", "Empty"]

    def test_is_renamed_edited_moved_and_removed(self, folders: Path, run_cli: Any) -> None:
        assert run_cli("smart", "rename", "Empty", "Full").err == "Smart folder renamed: Full\n"
        assert (
            run_cli("smart", "edit", "Full", "is:read", "OR", "is:unread").err
            == "Smart folder changed: Full\n"
        )
        assert run_cli("smart", "move", "Full", "up").err == "Full is now number 2 of 3.\n"
        assert run_cli("smart", "move", "潮汐", "up").err == "潮汐 is now number 1 of 3.\n"
        assert run_cli("smart", "move", "潮汐", "down").err == "潮汐 is now number 2 of 3.\n"
        assert run_cli("smart", "remove", "Short").err == "Smart folder removed: Short\n"
        assert [(record["name"], record["total"]) for record in objects(run_cli("smart", "--json").out)] == [
            ("Full", 3), ("潮汐", 2),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "change",
        [["remove"], ["rename", "x"], ["edit", "x"], ["move", "up"], ["list"]],
        ids=lambda change: change[0],
    )
    def test_an_unknown_name_is_wrong_usage_with_the_nearest(
        self, folders: Path, run_cli: Any, change: list[str]
    ) -> None:
        command = (
            ["list", "--smart", "Shorts"]
            if change == ["list"]
            else ["smart", change[0], "Shorts", *change[1:]]
        )
        done = run_cli(*command)
        assert (done.code, done.out) == (2, "")
        assert done.err == "broadsheet: There is no smart folder Shorts.\n  Did you mean Short?\n"

    def test_a_name_in_the_other_script_is_the_nearest(self, library: Path, run_cli: Any) -> None:
        run_cli("smart", "add", "讀過的書", "is:read")
        assert "Did you mean 讀過的書?" in run_cli("smart", "remove", "读过的书").err

    @pytest.mark.parametrize(
        "arguments",
        [
            ["add"], ["add", "New"], ["edit", "Short"], ["rename", "Short"], ["rename", "Short", "a", "b"], ["move", "Short"],
            ["move", "Short", "left"],
            ["move", "Short", "up", "up"], ["remove"], ["remove", "Short", "Empty"], ["drop", "Short"],
        ],
        ids=" ".join,
    )  # fmt: skip
    def test_wrong_usage_changes_nothing(self, folders: Path, run_cli: Any, arguments: list[str]) -> None:
        before = run_cli("smart", "--json").out
        done = run_cli("smart", *arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("broadsheet: ")
        assert run_cli("smart", "--json").out == before


class TestListSmart:
    def test_lists_what_the_folder_finds_in_the_order_of_its_query(self, folders: Path, run_cli: Any) -> None:
        records = objects(run_cli("list", "--smart", "Short", "--json").out)
        assert [record["title"] for record in records] == ["Small print", "無日期的短訊"]

    def test_a_query_narrows_it_and_brings_its_own_order(self, folders: Path, run_cli: Any) -> None:
        records = objects(run_cli("list", "--smart", "Short", "--json", "is:unread").out)
        assert [record["title"] for record in records] == ["無日期的短訊"]
        records = objects(run_cli("list", "--smart", "Short", "--json", "sort:-title").out)
        assert [record["title"] for record in records] == ["無日期的短訊", "Small print"]

    def test_its_texts_are_marked_in_snippets(self, folders: Path, run_cli: Any) -> None:
        records = objects(run_cli("list", "--smart", "潮汐", "--json").out)
        assert [record["snippet"][:10] for record in records] == ["第一段講[[潮水]]", "One [[line"]
