from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from reader.library import Library
from reader.model.article import Place
from reader.model.filter import Filter, Folder
from reader.typeset.cells import cell_width

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = [
    "id", "key", "category", "source", "title", "author", "origin", "url", "published_at", "imported_at", "changed_at",
    "clicks", "views", "viewed_at", "read_at", "bookmarked_at", "note", "tags", "minutes", "summary",
]  # fmt: skip


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def titles(text: str) -> list[str]:
    return [record["title"] for record in objects(text)]


class TestCategories:
    def test_json_has_one_category_a_line_in_their_order(self, library: Path, run_cli: Any) -> None:
        done = run_cli("categories", "--json")
        assert (done.code, done.err) == (0, "")
        assert objects(done.out) == [
            {"id": 1, "name": "科技創新", "total": 2, "unread": 2},
            {"id": 2, "name": "政策解讀", "total": 1, "unread": 1},
            {"id": 3, "name": "產業規劃", "total": 0, "unread": 0},
        ]

    def test_text_is_a_table(self, library: Path, run_cli: Any) -> None:
        assert run_cli("categories").out == (
            " Unread    Total  Category\n"
            "      2        2  科技創新\n"
            "      1        1  政策解讀\n"
            "      0        0  產業規劃\n"
        )


class TestList:
    def test_json_has_the_fields_that_scripts_rely_on(self, library: Path, run_cli: Any) -> None:
        done = run_cli("list", "--json")
        assert (done.code, done.err) == (0, "")
        assert "望海的新碼頭" in done.out
        records = objects(done.out)
        assert [list(record) for record in records] == [FIELDS] * 3
        pier = next(record for record in records if record["url"] == "https://news.example.org/pier")
        for name in ("imported_at", "changed_at"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", pier.pop(name))
        assert pier.pop("id") == 1
        assert len(pier.pop("key")) >= 4
        assert pier == {
            "category": "科技創新",
            "source": "page.txt",
            "title": "望海的新碼頭：潮水與時刻表",
            "author": "林若川",
            "origin": "望海日報",
            "url": "https://news.example.org/pier",
            "published_at": "2021-03-18T01:30Z",
            "clicks": 1382,
            "views": 0,
            "viewed_at": None,
            "read_at": None,
            "bookmarked_at": None,
            "note": None,
            "tags": [],
            "minutes": 1,
            "summary": pier["summary"],
        }
        assert pier["summary"].startswith("第一段講潮水。")

    def test_text_is_aligned_by_cells(self, library: Path, run_cli: Any) -> None:
        lines = run_cli("list", "--sort", "date").out.splitlines()
        starts = {cell_width(line[: line.index(title)]) for line, title in zip(
            lines, ["Title", "無日期的短訊", "望海的新碼頭", "Small print"], strict=True
        )}  # fmt: skip
        assert len(starts) == 1

    def test_text_shows_marks_date_and_origin(self, library: Path, run_cli: Any) -> None:
        with Library.open(library) as opened:
            opened.mark_read([1])
            opened.bookmark(1)
        line = next(line for line in run_cli("list").out.splitlines() if "潮水" in line)
        assert line.split() == ["1", "+", "2021-03-18", "望海日報", "望海的新碼頭：潮水與時刻表"]

    def test_can_be_narrowed_to_a_category(self, library: Path, run_cli: Any) -> None:
        assert titles(run_cli("list", "--json", "--category", "政策解讀").out) == ["Small print"]

    @pytest.mark.parametrize("folder", list(Folder))
    def test_can_be_narrowed_to_a_folder(self, library: Path, run_cli: Any, folder: Folder) -> None:
        with Library.open(library) as opened:
            opened.mark_read([2])
            opened.bookmark(3)
            opened.end_view(opened.begin_view(1), 5)
            opened.keep_place(1, Place(0), 40)
            expected = opened.listing(Filter(folder)).ids(0, 10)
        assert expected
        assert [
            record["id"] for record in objects(run_cli("list", "--json", "--folder", folder).out)
        ] == expected

    def test_can_be_sorted_and_turned_round(self, library: Path, run_cli: Any) -> None:
        there = titles(run_cli("list", "--json", "--sort", "title").out)
        back = titles(run_cli("list", "--json", "--sort", "title", "--reverse").out)
        assert there[0] == "Small print"
        assert back == there[::-1]

    def test_can_be_cut_at_both_ends(self, library: Path, run_cli: Any) -> None:
        whole = titles(run_cli("list", "--json").out)
        assert titles(run_cli("list", "--json", "--offset", "1", "--limit", "1").out) == whole[1:2]
        assert run_cli("list", "--json", "--offset", "3").out == ""
        assert run_cli("list", "--json", "--limit", "0").out == ""

    def test_is_the_same_over_many_windows(
        self, library: Path, run_cli: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = run_cli("list", "--json").out
        monkeypatch.setattr("reader.cli.commands.listing._WINDOW", 2)
        assert run_cli("list", "--json").out == whole


class TestShow:
    def test_sets_the_article_at_eighty_cells_at_most(self, library: Path, run_cli: Any) -> None:
        with Library.open(library) as opened:
            from reader.model.draft import Draft

            opened.add([Draft("長文", "潮水" * 200, url="https://example.org/long")])
        done = run_cli("show", "4")
        assert done.code == 0
        widths = [cell_width(line) for line in done.out.splitlines()]
        assert max(widths) == 80

    def test_shows_title_facts_and_body(self, library: Path, run_cli: Any) -> None:
        lines = run_cli("show", "1").out.splitlines()
        assert lines[0] == "望海的新碼頭：潮水與時刻表"
        assert lines[1] == "科技創新  望海日報  林若川  2021-03-18 01:30  1382 clicks"
        assert "第一段講潮水。" in lines
        assert any("時刻表" in line and "#" not in line for line in lines[2:])

    def test_json_adds_markdown_and_text(self, library: Path, run_cli: Any) -> None:
        (record,) = objects(run_cli("show", "1", "--json").out)
        assert list(record) == [*FIELDS, "markdown", "text", "highlights"]
        assert "## 時刻表" in record["markdown"]
        assert "##" not in record["text"]
        assert "example.org" not in record["text"]
        assert "第二段有連結。" in record["text"].splitlines()

    def test_plain_is_the_text_alone_without_rules(self, library: Path, run_cli: Any) -> None:
        plain = run_cli("show", "1", "--plain").out
        (record,) = objects(run_cli("show", "1", "--json").out)
        assert plain.rstrip("\n") == record["text"].rstrip("\n")
        assert "潮水與時刻表" not in plain
        assert max(map(len, plain.splitlines())) < 30

    def test_plain_keeps_a_long_paragraph_on_one_line(self, library: Path, run_cli: Any) -> None:
        with Library.open(library) as opened:
            from reader.model.draft import Draft

            opened.add([Draft("長文", "潮水" * 200, url="https://example.org/long")])
        assert run_cli("show", "4", "--plain").out == "潮水" * 200 + "\n"

    def test_plain_has_tables_as_records_and_pictures_and_notes_as_text(
        self, library: Path, run_cli: Any
    ) -> None:
        with Library.open(library) as opened:
            from reader.model.draft import Draft

            source = (
                "| 港區 | 增長 |\n| - | - |\n| 北岸 | 3% |\n| 南岸 | 4% |\n\n> - 一\n\n"
                "![碼頭](https://a.example/p.jpg)\n\n文[^1]。\n\n[^1]: 註。\n"
            )
            opened.add([Draft("雜", source)])
        assert run_cli("show", "4", "--plain").out.split("\n\n") == [
            "港區: 北岸\n增長: 3%",
            "港區: 南岸\n增長: 4%",
            "> - 一",
            "[Image] 碼頭\nhttps://a.example/p.jpg",
            "文[1]。",
            "[1] 註。\n",
        ]

    def test_original_is_what_came_in_byte_for_byte(self, library: Path, capfdbinary: Any) -> None:
        from reader.cli.main import main

        assert main(["show", "1", "--original"]) == 0
        assert capfdbinary.readouterr().out == b"\x1b[31mthe bytes as they came\x00"

    def test_an_article_without_original_is_said_to_have_none(self, library: Path, run_cli: Any) -> None:
        done = run_cli("show", "2", "--original")
        assert (done.code, done.out) == (1, "")
        assert "no original" in done.err

    def test_as_it_came_has_the_readings_that_were_taken_out(self, library: Path, run_cli: Any) -> None:
        from tui.glossed import add_glossed

        with Library.open(library) as opened:
            article_id = str(add_glossed(opened))
        assert "高新區的園區" in run_cli("show", article_id).out
        assert "高新區(qū)的園(yuán)區(qū)" in run_cli("show", article_id, "--as-it-came").out
        assert "創(chuàng)業(yè)園(yuán)" in run_cli("show", article_id, "--as-it-came", "--plain").out
        (record,) = objects(run_cli("show", article_id, "--as-it-came", "--json").out)
        assert "開(kāi)會" in record["markdown"]
        assert run_cli("show", "1", "--as-it-came").out == run_cli("show", "1").out, "nothing was taken out"

    def test_on_a_terminal_of_wide_ambiguous_characters_lines_are_shorter(
        self, library: Path, run_cli: Any, isolated_home: Path
    ) -> None:
        from reader.model.draft import Draft
        from reader.typeset.cells import set_ambiguous_width

        with Library.open(library) as opened:
            added = opened.add([Draft("長文", "“潮”——水" * 40)])
            article_id = str(opened.find_titles("長文", 1)[0].id)
        assert added.added == 1
        narrow = run_cli("show", article_id).out
        (isolated_home / "config.toml").write_text('[screen]\nambiguous = "wide"\n', encoding="utf-8")
        try:
            wide = run_cli("show", article_id).out
        finally:
            set_ambiguous_width(1)
        assert wide.replace("\n", "") == narrow.replace("\n", "")
        # Four of the six characters of each phrase are ambiguous: 8 cells become 12.
        assert max(map(len, wide.splitlines())) < max(map(len, narrow.splitlines()))

    def test_takes_a_key_and_its_beginning(self, library: Path, run_cli: Any) -> None:
        key = objects(run_cli("show", "1", "--json").out)[0]["key"]
        assert objects(run_cli("show", key, "--json").out)[0]["id"] == 1

    @pytest.mark.parametrize("name", ["99", "nothing", "-1"])
    def test_an_unknown_article_is_one_line_and_code_1(self, library: Path, run_cli: Any, name: str) -> None:
        done = run_cli("show", "--", name)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("broadsheet: ")


class TestKeys:
    def test_json_has_every_command(self, run_cli: Any) -> None:
        from reader.tui.commands import COMMANDS

        records = objects(run_cli("keys", "--json").out)
        assert [record["id"] for record in records] == [command.id for command in COMMANDS]
        assert list(records[0]) == ["id", "keys", "label", "help", "group"]

    def test_shows_the_keys_that_the_reader_chose(self, run_cli: Any, isolated_home: Path) -> None:
        (isolated_home / "config.toml").write_text('[keys]\n"view.zen" = "ctrl+e"\n', encoding="utf-8")
        assert re.search(r"^Ctrl-E +view\.zen ", run_cli("keys").out, re.MULTILINE)
        records = {record["id"]: record["keys"] for record in objects(run_cli("keys", "--json").out)}
        assert records["view.zen"] == ["ctrl+e"]


class TestSources:
    def test_json_tells_where_articles_came_from_and_the_feeds_of_lists(
        self, run_cli: Any, library: Path
    ) -> None:
        opml = (
            '<opml version="2.0"><body><outline text="海運"><outline type="rss" text="碼頭" '
            'xmlUrl="https://pier.example/feed"/></outline></body></opml>'
        )
        assert run_cli("import", "-", stdin=opml.encode()).code == 0

        first, feed = map(json.loads, run_cli("sources", "--json").out.splitlines())

        assert first["kind"] == "file"
        assert first["location"] == "/news/page.txt"
        assert first["articles"] >= 1
        assert feed == {
            "id": 2, "kind": "feed", "name": "碼頭", "location": "https://pier.example/feed", "category": "海運",
            "articles": 0,
        }  # fmt: skip

    def test_a_table_for_people(self, run_cli: Any, library: Path) -> None:
        heading, line = run_cli("sources").out.splitlines()
        assert heading.split() == ["Articles", "Kind", "Name", "Category", "Location"]
        assert line.split()[1:] == ["file", "page.txt", "/news/page.txt"]
