"""`broadsheet doctor`: sound libraries, and each way in which one can be wrong."""

from __future__ import annotations

import json
import signal
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli import indexing
from reader.library import Library
from reader.model.draft import Draft
from reader.store import checking
from reader.store.search import checking as word_checking

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def indexed(library: Path) -> Path:
    """A library of texts with all kinds of characters, that was indexed, changed, and indexed again."""
    texts = [
        "旅遊與GDP增長：13.8%",
        "Café ＧＤＰ “quoted” C++",
        "か\u3099な 한국어 naïve",
        "空 格 alphabet 字 x",
        "| a | b |\n|-|-|\n| 甲 | 乙 |",
        "",
    ]
    with Library.open(library) as opened:
        opened.add(Draft(f"{n}", text, identity=f"urn:{n}") for n, text in enumerate(texts))
        index_all(opened)
        opened.add([Draft("0", "新的 text", identity="urn:0")])
        index_all(opened)
    return library


def index_all(opened: Library) -> None:
    while opened.indexing.go_on(1):
        pass


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


class TestSoundLibraries:
    def test_are_said_to_be_sound(self, indexed: Path, run_cli: Any) -> None:
        assert run_cli("doctor") == (0, "The library is sound.\n", "")
        assert run_cli("doctor", "--json") == (0, "", "")

    def test_may_have_articles_that_wait_for_the_index(self, indexed: Path, run_cli: Any) -> None:
        with Library.open(indexed) as opened:
            opened.add([Draft("1", "changed", identity="urn:1"), Draft("new", "new", identity="urn:new")])
        done = run_cli("doctor")
        assert (done.code, done.out) == (0, "The library is sound.\n")
        assert "wait to be indexed" in done.err

    def test_are_left_as_they_are(self, indexed: Path, run_cli: Any) -> None:
        before = indexed.read_bytes()
        run_cli("doctor")
        run_cli("doctor", "--repair")
        assert indexed.read_bytes() == before

    def test_are_looked_at_in_a_sample_when_there_are_many(
        self, indexed: Path, run_cli: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(word_checking, "_MOST", 4)
        tried: list[int] = []
        is_found = word_checking._is_found
        monkeypatch.setattr(word_checking, "_is_found", lambda *how: tried.append(how[1]) or is_found(*how))
        assert run_cli("doctor").code == 0
        assert 2 <= len(set(tried)) <= 4

    def test_that_can_only_be_read_are_looked_at(
        self, indexed: Path, run_cli: Any, common_path: Path, unprivileged: Any
    ) -> None:
        run_cli("doctor")
        change(indexed, "UPDATE category SET total = 7 WHERE id = 1")
        path = common_path / "read-only.library"
        path.write_bytes(indexed.read_bytes())
        path.chmod(0o444)
        common_path.chmod(0o555)
        with unprivileged():
            looked = run_cli("--library", path, "doctor")
            repaired = run_cli("--library", path, "doctor", "--repair")
            rebuilt = run_cli("--library", path, "doctor", "--rebuild-index")
        common_path.chmod(0o755)
        assert (looked.code, len(looked.out.splitlines())) == (1, 2)
        assert repaired.code == rebuilt.code == 3


ENTRY = "(SELECT entry FROM search_entry WHERE article_id = {})"
FAULTS = {
    "a count of a category": (["UPDATE category SET unread = unread + 5 WHERE id = 2"], "counts", "政策解讀"),
    "a count of all": (["UPDATE tally SET viewed = 3"], "counts", "whole library"),
    "an article that the index forgot": (["DELETE FROM search_entry WHERE article_id = 1"], "index", "1 article is neither"),
    "an article that is indexed and waits": (
        ["INSERT INTO search_pending (article_id) VALUES (2)"], "index", "1 article is neither",
    ),
    "an entry of no article": (
        ["INSERT INTO search_entry (article_id, sorted_at) VALUES (99, 0)"], "index", "1 entry of the index is of no article",
    ),
    "an entry with another date": (
        ["UPDATE search_entry SET sorted_at = sorted_at + 1 WHERE article_id = 1"], "index", "has another date",
    ),
    "an entry without a text": ([f"DELETE FROM search_text_docsize WHERE id = {ENTRY.format(2)}"], "index", "has no text"),
    "a text of no entry": (
        ["INSERT INTO search_text (rowid, title) VALUES (99, 'x')"], "index", "1 text was left",
    ),
    "an entry to be taken out by mistake": (
        [f"INSERT INTO search_stale (entry, title, body) VALUES ({ENTRY.format(1)}, 'x', 'y')"], "index", "1 text was left",
    ),
    "a block without its date": (["UPDATE search_block SET newest = -1"], "index", "newest articles"),
    "an entry with the words of another": (
        [
            f"INSERT INTO search_text (search_text, rowid, title) VALUES ('delete', {ENTRY.format(3)}, '')",
            "INSERT INTO search_text (rowid, title, body) VALUES (30, 'Small print', 'One line')",
            f"UPDATE search_text_docsize SET id = 300 WHERE id = {ENTRY.format(2)}",
            "UPDATE search_entry SET entry = 30 WHERE article_id = 2",
        ], "index", "not found by",
    ),
    "an index with holes": (["DELETE FROM search_text_data WHERE id > 10"], "index", "is damaged"),
    "an original of no article": (["UPDATE article SET document_id = NULL"], "references", "1 original is kept"),
    "a text of a lost article": (["DELETE FROM article WHERE id = 2"], "references", "1 row of the table body"),
    "a place in no article": (["INSERT INTO place VALUES (99, 0, 0)"], "references", "1 row of the table place"),
    "a view of no article": (
        ["INSERT INTO view (article_id, started_at) VALUES (99, 0)"], "references", "1 row of the table view",
    ),
    "a memory that is no JSON": (["INSERT INTO memory VALUES ('colour', '{')"], "memory", "remembered as colour"),
    "counts of a smart folder that cannot be": (
        ["INSERT INTO smart_folder VALUES (1, 'Tides', 'tide', 1, 2, 3)"], "counts", "smart folder Tides",
    ),
    "articles without a category": (
        ["UPDATE article SET category_id = 99 WHERE id = 1"], "references", "1 row of the table article",
    ),
    "an article without a text": (["DELETE FROM body WHERE article_id = 2"], "references", "1 article has no text"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_named_with_what_to_do_and_repaired_where_nothing_is_lost(
    indexed: Path, run_cli: Any, name: str
) -> None:
    statements, part, words = FAULTS[name]
    change(indexed, *statements)
    done = run_cli("doctor", "--json")
    assert done.code == 1
    records = objects(done.out)
    assert any(words in record["message"] for record in records)
    assert {record["part"] for record in records} <= {part, "counts"} | (
        {"index"} if part == "references" else set()
    )
    assert all(list(record) == ["part", "message", "hint", "repairable"] for record in records)
    assert all(record["hint"] for record in records)

    text = run_cli("doctor")
    assert text.code == 1
    assert text.out.splitlines()[::2] == [record["message"] for record in records]
    assert text.out.splitlines()[1::2] == [f"  {record['hint']}" for record in records]

    repaired = run_cli("doctor", "--repair")
    assert repaired.code == 0
    assert repaired.out.endswith("The library is sound.\n")
    assert run_cli("doctor").code == 0
    lost = 1 if name == "a text of a lost article" else 0
    assert len(run_cli("list").out.splitlines()) == 10 - lost
    assert run_cli("list", "--json", "潮水").out.count("[[潮水]]") > 0


def test_an_article_without_its_category_or_text_is_kept(indexed: Path, run_cli: Any) -> None:
    change(
        indexed, "UPDATE article SET category_id = 99 WHERE id = 1", "DELETE FROM body WHERE article_id = 2"
    )
    assert run_cli("doctor", "--repair").code == 0
    shown = json.loads(run_cli("show", "1", "--json").out)
    assert (shown["category"], "潮水" in shown["text"]) == ("Recovered", True)
    assert (
        json.loads(run_cli("show", "2", "--json").out)["text"].strip() == "The text of this article is lost."
    )


def test_a_newer_sqlite_looks_into_the_index_itself(
    indexed: Path, run_cli: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_CHECKS_VIRTUAL_TABLES", True)
    monkeypatch.setattr(
        checking, "_INTEGRITY", "SELECT 'malformed inverted index for FTS5 table main.search_text'"
    )
    done = run_cli("doctor")
    assert (done.code, done.out.splitlines()[0]) == (1, "The index of texts is damaged.")


@pytest.mark.parametrize("table", ["article_by_date", "body", "category"])
def test_a_damaged_file_is_told_and_what_it_says_then_is_not_believed(
    indexed: Path, run_cli: Any, table: str
) -> None:
    change(indexed, "UPDATE tally SET viewed = 3")
    with closing(sqlite3.connect(indexed)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [table]).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data = bytearray(indexed.read_bytes())
    data[(page - 1) * size : page * size] = bytes(size)
    indexed.write_bytes(data)
    done = run_cli("doctor", "--repair", "--json")
    records = objects(done.out)
    assert done.code == 1
    assert {record["part"] for record in records} == {"file"}
    assert not any(record["repairable"] for record in records)
    assert "backup" in records[0]["hint"]
    assert all(record["message"].isprintable() for record in records)


class TestRebuilding:
    def test_the_index_is_built_anew(self, indexed: Path, run_cli: Any) -> None:
        before = run_cli("list", "--json", "GDP").out
        change(indexed, "DELETE FROM search_text_data WHERE id > 10")
        done = run_cli("doctor", "--rebuild-index")
        assert (done.code, done.out) == (0, "The library is sound.\n")
        after = run_cli("list", "--json", "GDP").out
        assert [record["id"] for record in objects(after)] == [record["id"] for record in objects(before)]
        with Library.open(indexed) as opened:
            assert opened.indexing.behind() == 0

    def test_an_interrupt_leaves_the_rest_to_be_indexed(
        self, indexed: Path, run_cli: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = run_cli("list", "GDP").out
        with monkeypatch.context() as patched:
            patched.setattr(indexing, "_STEP", 0)
            patched.setattr("reader.store.search.indexing._BATCH_ARTICLES", 2)
            patched.setattr(
                indexing.ProgressLine, "show", lambda _line, _now: signal.raise_signal(signal.SIGINT)
            )
            done = run_cli("doctor", "--rebuild-index")
        assert (done.code, done.out, done.err) == (130, "", "Interrupted.\n")
        with Library.open(indexed) as opened:
            assert 0 < opened.indexing.behind() < 9
        assert run_cli("list", "GDP").out == before
        assert run_cli("doctor").code == 0


def test_a_library_that_does_not_exist_is_not_made(run_cli: Any, isolated_home: Path) -> None:
    assert run_cli("doctor").code == 3
    assert not (isolated_home / "own.library").exists()
