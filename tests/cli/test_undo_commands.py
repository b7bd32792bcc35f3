"""Taking back, the trash, categories that change, tags of many, and highlights on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from reader.library import Library
from reader.model.article import Place
from reader.model.selection import Extent

if TYPE_CHECKING:
    from pathlib import Path


def titles(path: Path) -> set[str]:
    with Library.open(path) as opened:
        return {row.title for row in opened.rows([1, 2, 3])}


@pytest.fixture
def title(library: Path) -> str:
    with Library.open(library) as opened:
        opened.journal.clear()
        return opened.article(1).title


class TestUndoAndRedo:
    def test_steps_are_taken_back_and_done_again(self, library: Path, title: str, run_cli: Any) -> None:
        run_cli("mark", "read", "1")
        run_cli("bookmark", "1")
        done = run_cli("undo")
        assert (done.code, done.out, done.err) == (0, "", f"Taken back: bookmarked: {title}.\n")
        assert run_cli("undo", "5").err.splitlines() == [
            f"Taken back: marked as read: {title}.",
            "There is nothing to take back.",
        ]
        assert run_cli("redo", "2").err.splitlines()[-1] == f"Done again: bookmarked: {title}."
        assert run_cli("redo").err == "There is nothing to do again.\n"
        with Library.open(library) as opened:
            assert opened.article(1).bookmarked_at is not None

    def test_the_journal_is_listed(self, title: str, run_cli: Any) -> None:
        run_cli("mark", "read", "1", "2")
        run_cli("bookmark", "1")
        run_cli("undo")
        done = run_cli("undo", "--list")
        first, second = done.out.splitlines()
        assert first.endswith(f"bookmarked: {title}  taken back")
        assert second.endswith("marked as read: 2 articles")
        assert done.err == "2 actions in the journal.\n"
        entries = [json.loads(line) for line in run_cli("undo", "--list", "--json").out.splitlines()]
        assert [(entry["action"], entry["articles"], entry["undone"]) for entry in entries] == [
            ("bookmark", 1, True),
            ("read", 2, False),
        ]


@pytest.mark.usefixtures("title")
class TestTrash:
    def test_what_is_deleted_is_listed_and_brought_back(
        self, library: Path, title: str, run_cli: Any
    ) -> None:
        done = run_cli("delete", "1", "2")
        assert done.err == "2 articles moved to the trash. `broadsheet undo` brings them back.\n"
        assert title not in titles(library)
        assert title in run_cli("trash").out
        records = [json.loads(line) for line in run_cli("trash", "--json").out.splitlines()]
        assert {record["id"] for record in records} == {1, 2}
        assert set(records[0]) == {"id", "title", "category", "deleted_at"}
        done = run_cli("trash", "--restore", "1", "9")
        assert done.code == 1
        assert "There is no article 9 in the trash." in done.err
        assert done.err.endswith("1 article brought back.\n")
        assert title in titles(library)

    def test_it_is_emptied_of_what_lies_there_long_enough(self, run_cli: Any) -> None:
        run_cli("delete", "1", "2")
        assert run_cli("trash", "--empty", "--days", "1").err == "0 articles removed for ever.\n"
        assert run_cli("trash", "--empty").err == "2 articles removed for ever.\n"
        assert run_cli("undo").err.endswith("2 articles are gone from the trash.\n")

    def test_unknown_articles_are_named_and_the_others_deleted(self, run_cli: Any) -> None:
        done = run_cli("delete", "99", "1")
        assert done.code == 1
        assert "There is no article 99." in done.err
        assert "1 article moved" in done.err


class TestCategories:
    def test_are_renamed_and_removed(self, library: Path, run_cli: Any) -> None:
        with Library.open(library) as opened:
            name, other = (category.name for category in opened.categories()[:2])
            total = opened.categories()[0].total
        assert run_cli("categories", "--rename", name, "港灣").err == f"{name} is called 港灣 now.\n"
        assert run_cli("categories", "--rename", "港灣", other).code == 2
        assert run_cli("categories", "--remove", "港灣").err.startswith(f"港灣 removed; {total} article")
        assert "港灣" not in run_cli("categories").out
        run_cli("undo")
        assert "港灣" in run_cli("categories").out
        assert run_cli("categories", "--remove", "nowhere").code == 2


class TestTags:
    def test_are_given_to_one_and_to_all_that_a_query_finds_in_one_step(
        self, library: Path, run_cli: Any
    ) -> None:
        run_cli("bookmark", "1", "--tag", "ferry")
        run_cli("bookmark", "--query", "is:unread", "--tag", "港口", "--tag", "#ferry", "--note", "for all")
        assert json.loads(run_cli("show", "1", "--json").out)["tags"] == ["ferry", "港口"]
        listed = [json.loads(line) for line in run_cli("list", "--json", "標籤:港口").out.splitlines()]
        assert [(record["tags"], record["note"]) for record in listed] == [
            (["港口", "ferry"] if record["id"] != 1 else ["ferry", "港口"], "for all") for record in listed
        ]
        assert len(listed) == 3
        run_cli("undo")
        with Library.open(library) as opened:
            assert [opened.article(number).tags for number in (1, 2, 3)] == [("ferry",), (), ()]

    def test_a_bookmark_that_goes_takes_no_tag(self, run_cli: Any) -> None:
        done = run_cli("bookmark", "1", "--remove", "--tag", "ferry")
        assert done.code == 2
        assert "--remove" in done.err


class TestHighlights:
    @pytest.fixture(autouse=True)
    def highlighted(self, library: Path) -> None:
        with Library.open(library) as opened:
            extent = Extent(Place(0, 0), Place(0, 4))
            opened.highlights.add(1, extent, "1. *The* ferry\n\n今日停航", "why [so]?")
            opened.highlights.add(2, extent, "Another")

    def test_are_listed_the_newest_first(self, run_cli: Any) -> None:
        done = run_cli("highlights")
        assert done.out.splitlines() == ["     2  Another", "     1  1. *The* ferry 今日停航 — why [so]?"]
        assert done.err == "2 highlights.\n"

    def test_are_written_as_json_also_with_their_article(self, run_cli: Any) -> None:
        records = [json.loads(line) for line in run_cli("highlights", "--json").out.splitlines()]
        assert list(records[1]) == [
            "id", "article_id", "title", "quotation", "remark", "created_at", "start", "end",
        ]  # fmt: skip
        assert (records[1]["remark"], records[0]["remark"], records[0]["end"]) == ("why [so]?", None, [0, 4])
        assert json.loads(run_cli("show", "1", "--json").out)["highlights"] == [records[1]]

    def test_are_written_as_markdown_that_says_just_that(self, library: Path, run_cli: Any) -> None:
        out = run_cli("highlights", "--markdown").out
        assert "> 1\\. \\*The\\* ferry\n>\n> 今日停航\n\nwhy \\[so]?\n" in out
        with Library.open(library) as opened:
            for highlight in opened.highlights.all():
                opened.highlights.remove(highlight.id)
        assert run_cli("highlights", "--markdown").out == ""

    def test_are_found_by_what_they_say(self, run_cli: Any) -> None:
        def found(query: str) -> list[int]:
            return sorted(
                json.loads(line)["id"] for line in run_cli("list", "--json", query).out.splitlines()
            )

        assert found("has:highlight") == [1, 2]
        assert found("highlight:停航") == found("標亮:FERRY") == found("highlight:so") == [1]
        assert found("-has:highlight") == [3]
