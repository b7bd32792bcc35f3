"""`broadsheet list` with queries."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from reader.cli import indexing
from reader.library import Library
from reader.model.draft import Draft
from reader.typeset.cells import cell_width

ROOT = Path(__file__).resolve().parent.parent.parent


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def titles(text: str) -> list[str]:
    return [record["title"] for record in objects(text)]


def index_all(path: Path) -> None:
    with Library.open(path) as opened:
        while opened.indexing.go_on(1):
            pass


def behind(path: Path) -> int:
    with Library.open(path) as opened:
        return opened.indexing.behind()


class TestQueries:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            (["潮水"], ["望海的新碼頭：潮水與時刻表"]),
            (["时刻表"], ["望海的新碼頭：潮水與時刻表"]),
            (["title:small"], ["Small print"]),
            (["一", "line"], []),
            (["line", "OR", "句"], ["無日期的短訊", "Small print"]),
            (["sort:title", "is:unread"], ["Small print", "望海的新碼頭：潮水與時刻表", "無日期的短訊"]),
            (["標題：（短訊", "OR", "print）"], ["無日期的短訊", "Small print"]),
            ([""], ["無日期的短訊", "望海的新碼頭：潮水與時刻表", "Small print"]),
        ],
    )
    def test_words_are_joined_to_one_query(
        self, library: Path, run_cli: Any, query: list[str], expected: list[str]
    ) -> None:
        done = run_cli("list", "--json", *query)
        assert (done.code, done.err) == (0, "")
        assert sorted(titles(done.out)) == sorted(expected)

    @pytest.mark.parametrize(
        "query", [["-潮水"], ["is:unread", "-潮水"], ["-潮水", "is:unread"], ["--", "-潮水"]]
    )
    def test_a_word_with_a_hyphen_leaves_out_and_is_no_option(
        self, library: Path, run_cli: Any, query: list[str]
    ) -> None:
        done = run_cli("list", "--json", *query)
        assert done.code == 0
        assert set(titles(done.out)) == {"Small print", "無日期的短訊"}

    def test_after_two_hyphens_everything_is_the_query(self, library: Path, run_cli: Any) -> None:
        done = run_cli("list", "--json", "句", "--", "--句", "-潮水")
        assert titles(done.out) == ["無日期的短訊"]

    def test_options_may_stand_between_the_words(self, library: Path, run_cli: Any) -> None:
        done = run_cli("list", "一", "--json", "-潮水", "--limit", "5", "句")
        assert titles(done.out) == ["無日期的短訊"]

    def test_a_query_is_narrowed_by_category_and_folder(self, library: Path, run_cli: Any) -> None:
        with Library.open(library) as opened:
            opened.mark_read([3])
        assert titles(run_cli("list", "--json", "--category", "科技創新", "一 OR one").out) == [
            "無日期的短訊",
            "望海的新碼頭：潮水與時刻表",
        ]
        assert titles(run_cli("list", "--json", "--folder", "unread", "一 OR one").out) == [
            "望海的新碼頭：潮水與時刻表",
            "Small print",
        ]

    def test_the_order_is_the_querys_unless_one_is_given_and_can_be_turned_round(
        self, library: Path, run_cli: Any
    ) -> None:
        by_title = titles(run_cli("list", "--json", "is:unread sort:title").out)
        assert by_title[0] == "Small print"
        assert titles(run_cli("list", "--json", "is:unread sort:title", "--reverse").out) == by_title[::-1]
        assert titles(run_cli("list", "--json", "is:unread sort:title", "--sort", "clicks").out)[
            0
        ].startswith("望海")

    def test_the_best_comes_first_by_relevance(self, library: Path, run_cli: Any) -> None:
        with Library.open(library) as opened:
            opened.add(
                [
                    Draft("Old ferries", "x", url="https://example.org/1"),
                    Draft("News", "The ferries. " + "y " * 50, url="https://example.org/2"),
                ]
            )
        index_all(library)
        records = objects(run_cli("list", "ferries", "--json", "--sort", "relevance").out)
        assert [record["title"] for record in records] == ["Old ferries", "News"]
        assert records[0]["score"] > records[1]["score"] > 0

    def test_without_a_query_relevance_is_the_date(self, library: Path, run_cli: Any) -> None:
        assert run_cli("list", "--sort", "relevance").out == run_cli("list").out

    def test_plain_text_is_a_table_as_ever(self, library: Path, run_cli: Any) -> None:
        heading, line = run_cli("list", "潮水").out.splitlines()
        assert heading.split() == ["ID", "Date", "Origin", "Title"]
        assert line.split() == ["1", "*", "2021-03-18", "望海日報", "望海的新碼頭：潮水與時刻表"]


class TestSnippets:
    def test_a_query_with_texts_adds_snippet_and_score_and_no_other_does(
        self, library: Path, run_cli: Any
    ) -> None:
        index_all(library)
        (record,) = objects(run_cli("list", "--json", "潮水").out)
        assert list(record)[-2:] == ["snippet", "score"]
        assert record["snippet"].startswith("第一段講[[潮水]]。")
        assert record["score"] > 0
        assert "snippet" not in objects(run_cli("list", "--json", "is:unread").out)[0]
        assert "score" not in objects(run_cli("list", "--json").out)[0]

    def test_there_is_none_when_the_body_has_no_hit_and_no_score_before_it_is_indexed(
        self, library: Path, run_cli: Any
    ) -> None:
        (record,) = objects(run_cli("list", "--json", "title:small").out)
        assert (record["snippet"], record["score"]) == (None, None)

    def test_every_hit_is_marked(self, library: Path, run_cli: Any) -> None:
        (record,) = objects(run_cli("list", "--json", "段", "第一 OR 二").out)
        assert record["snippet"].startswith("[[第一]][[段]]講潮水。")

    def test_records_are_the_same_over_many_pieces(
        self, library: Path, run_cli: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = run_cli("list", "--json", "一 OR one").out
        monkeypatch.setattr("reader.cli.commands.listing._SNIPPETS", 1)
        assert run_cli("list", "--json", "一 OR one").out == whole


class TestMistakes:
    def test_are_shown_under_their_column_in_cells(self, library: Path, run_cli: Any) -> None:
        done = run_cli("list", "潮水", "is:未读的", "views>1")
        assert (done.code, done.out) == (2, "")
        query, carets, message, hint = done.err.splitlines()
        assert query == "  潮水 is:未读的 views>1"
        assert cell_width(query[: query.index("未")]) == carets.index("^")
        assert carets.strip() == "^" * 6
        assert message.startswith("broadsheet: ")
        assert hint.startswith("  ")

    def test_at_the_end_have_one_caret_behind_the_query(self, library: Path, run_cli: Any) -> None:
        query, carets, *_rest = run_cli("list", "a" * 10_001).err.splitlines()
        assert query.endswith("a")
        assert cell_width(query) <= 80
        assert carets.endswith("^")

    @pytest.mark.parametrize("before", ["潮" * 300, "a" * 300, "é潮" * 200])
    def test_far_along_are_shown_with_what_is_round_them(
        self, library: Path, run_cli: Any, before: str
    ) -> None:
        query, carets, *_rest = run_cli("list", f"{before} views>x {'after ' * 40}").err.splitlines()
        assert query.startswith("  …")
        assert cell_width(query) <= 80
        at = query.index("views>x") + len("views>")
        assert cell_width(query[:at]) == carets.index("^")

    @pytest.mark.parametrize(
        "query",
        [
            "\udc80\udcff(", "\x00(", "\x1b[31m(\x1b]0;owned\x07", '"', "(" * 10_000, ")" * 10_000, "a OR " * 3_000,
            "x" * 10_001, "a " + "-" * 9_000, '"' * 9_999, "/(/", "\u202e(", "NEAR(a b", "views>" + "9" * 5_000,
            "'; DROP TABLE article; --(", "\n\t(",
        ],
    )  # fmt: skip
    def test_of_any_kind_are_a_few_clean_lines(self, library: Path, run_cli: Any, query: str) -> None:
        done = run_cli("list", "--", query)
        assert (done.code, done.out) == (2, "")
        assert "broadsheet: " in done.err
        assert len(done.err.splitlines()) <= 4
        assert all(character.isprintable() for character in done.err.replace("\n", ""))
        assert max(map(cell_width, done.err.splitlines()[:2])) <= 80

    @pytest.mark.parametrize(
        "query",
        ["\udc80", "url:\udc80", "note:\udc80", "/\udc80/", "category:\udc80", "\x00x", "title:" * 1_600],
    )
    def test_bytes_that_are_no_text_are_looked_for_in_vain(
        self, library: Path, run_cli: Any, query: str
    ) -> None:
        done = run_cli("list", "--json", "x", query)
        assert (done.code, done.out) == (0, "")

    def test_an_expression_that_takes_too_long_is_a_mistake(self, library: Path, run_cli: Any) -> None:
        with Library.open(library) as opened:
            opened.add([Draft("a", "a" * 5_000 + "!", url="https://example.org/a")])
        done = run_cli("list", "title:a", "/(a+)+b/")
        assert (done.code, done.out) == (2, "")
        query, carets, message, _hint = done.err.splitlines()
        assert query == "  title:a /(a+)+b/"
        assert carets == "          ^^^^^^^^"
        assert "too long" in message


class TestWhileTheIndexIsBehind:
    @pytest.fixture
    def half(self, library: Path) -> Path:
        """A library of which half is indexed, some of that changed or gone since, and the other half not."""
        with Library.open(library) as opened:
            opened.add(
                Draft(f"Ferry {n}", f"The harbour of 望海 no. {n}.", identity=f"urn:{n}") for n in range(12)
            )
        index_all(library)
        with Library.open(library) as opened:
            opened.add(
                Draft(f"Ferry {n}", f"The harbour of 望海 no. {n}.", identity=f"urn:{n}")
                for n in range(12, 24)
            )
            opened.add([Draft("Train 3", "No ship at all.", identity="urn:3")])
        return library

    @pytest.mark.parametrize(
        "query",
        [
            "望海",
            "ferry",
            "ferr -3",
            "ferry OR train",
            '"harbour of 望海" NOT title:2',
            "(ship OR 望) is:unread",
            "-ferry",
        ],
    )
    def test_the_same_is_found(self, half: Path, run_cli: Any, query: str) -> None:
        assert behind(half) > 10
        found = run_cli("list", "--", query)
        as_json = [
            {**record, "score": None} for record in objects(run_cli("list", "--json", "--", query).out)
        ]
        assert behind(half) > 10
        index_all(half)
        assert found.out.count("\n") > 1
        assert run_cli("list", "--", query) == found
        assert [
            {**record, "score": None} for record in objects(run_cli("list", "--json", "--", query).out)
        ] == as_json

    def test_it_is_brought_up_to_date_when_much_is_pending(
        self, half: Path, run_cli: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(indexing, "_FEW", 3)
        monkeypatch.setattr(indexing, "_STEP", 0)
        assert run_cli("list", "is:unread").code == 0
        assert behind(half)
        done = run_cli("list", "ferry")
        assert (done.code, done.err) == (0, "")
        assert behind(half) == 0

    def test_on_a_terminal_it_is_shown_how_far_it_is(
        self, half: Path, run_cli: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Terminal(StringIO):
            def isatty(self) -> bool:
                return True

        terminal = Terminal()
        monkeypatch.setattr(indexing, "_FEW", 3)
        monkeypatch.setattr(indexing, "_STEP", 0)
        monkeypatch.setattr(sys, "stderr", terminal)
        assert run_cli("list", "ferry").code == 0
        assert terminal.getvalue().startswith("\rIndexing [")
        assert terminal.getvalue().endswith("\r\x1b[K")

    def test_an_interrupt_ends_it_and_loses_nothing(
        self, half: Path, run_cli: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        expected = run_cli("list", "ferry").out
        monkeypatch.setattr(indexing, "_FEW", 3)
        monkeypatch.setattr(indexing, "_STEP", 0)
        with monkeypatch.context() as patched:
            patched.setattr(
                indexing.ProgressLine, "show", lambda _line, _now: signal.raise_signal(signal.SIGINT)
            )
            done = run_cli("list", "ferry")
        assert (done.code, done.out, done.err) == (130, "", "Interrupted.\n")
        assert run_cli("list", "ferry").out == expected
        assert run_cli("doctor").code == 0

    def test_a_library_that_can_only_be_read_is_searched_as_it_is(
        self, half: Path, run_cli: Any, common_path: Path, unprivileged: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        expected = run_cli("list", "--json", "ferry").out
        path = common_path / "read-only.library"
        path.write_bytes(half.read_bytes())
        path.chmod(0o444)
        common_path.chmod(0o555)
        monkeypatch.setattr(indexing, "_FEW", 3)
        with unprivileged():
            done = run_cli("--library", path, "list", "--json", "ferry")
        common_path.chmod(0o755)
        assert (done.code, done.err) == (0, "")
        assert done.out == expected
        assert behind(path) > 10


def test_the_help_tells_how_queries_are_written(run_cli: Any) -> None:
    from reader.text.query.help import grammar

    lines = run_cli("list", "--help").out.splitlines()
    assert [f"  {query}" for query, _meaning in grammar()] == [
        line for line in lines[lines.index("Queries:") :] if line.startswith("  ") and line[2] != " "
    ]


def test_a_reader_that_closes_the_pipe_has_seen_enough(library: Path, run_process: Any) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "reader", "list", "--json", "潮水"],
            cwd=ROOT,
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")
