from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from reader.library import Library
from reader.model.filter import Filter
from reader.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model.article import Article


def articles(path: Path) -> list[Article]:
    with Library.open(path, create=False) as library:
        listing = library.listing(Filter())
        return [library.article(number) for number in listing.ids(0, len(listing))]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "news.csv"
    path.write_text('Headline,"Text, long"\n甲,一段話。\n', encoding="utf-8")
    return path


def test_columns_are_assigned_on_the_command_line(run_cli: Any, table: Path) -> None:
    done = run_cli("import", table, "--map", 'title=Headline,"body=Text, long"')

    assert (done.code, done.err.splitlines()[-1]) == (0, "1 file, 1 added, 0 updated, 0 unchanged")
    assert json.loads(run_cli("show", "1", "--json").out)["markdown"] == "一段話。\n"


def test_an_unknown_field_is_wrong_usage(run_cli: Any, table: Path) -> None:
    done = run_cli("import", table, "--map", "titel=Headline")
    assert done.code == 2
    assert "titel" in done.err
    assert "Did you mean title?" in done.err


@pytest.mark.parametrize("mapping", ["title", "=Headline", "title="])
def test_a_pair_that_is_none_is_wrong_usage(run_cli: Any, table: Path, mapping: str) -> None:
    done = run_cli("import", table, "--map", mapping)
    assert done.code == 2
    assert "is not FIELD=COLUMN" in done.err


def test_a_mapping_does_not_disturb_other_formats(run_cli: Any, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Title\n\nText.\n", encoding="utf-8")
    assert run_cli("import", tmp_path / "a.md", "--map", "title=Headline").code == 0


def test_what_came_before_a_bad_line_is_kept_and_the_line_is_named(run_cli: Any, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"title": "A", "text": "x"}\n{oops\n{"title": "B", "text": "y"}\n', encoding="utf-8")

    done = run_cli("import", path, "--json")

    assert done.code == 1
    [report, _total] = map(json.loads, done.out.splitlines())
    assert (report["format"], report["added"]) == ("jsonl", 2)
    assert report["errors"] == ["news.jsonl: 1 of 3 lines hold no article (first: line 2)."]


def test_our_own_export_comes_back_in(run_cli: Any, tmp_path: Path) -> None:
    run_cli("import", resource("sample_data", "records"))
    first = articles(tmp_path / "home" / "own.library")
    exported = "".join(run_cli("show", str(article.id), "--json").out for article in first)
    copy = tmp_path / "copy.library"

    done = run_cli("import", "-", "--library", copy, stdin=exported.encode())

    assert (done.code, done.err.splitlines()[-1]) == (
        0,
        f"1 file, {len(first)} added, 0 updated, 0 unchanged",
    )
    facts = ("key", "category", "title", "author", "origin", "url", "published", "clicks", "markdown")
    assert [
        [getattr(article, fact) for fact in facts]
        for article in sorted(articles(copy), key=lambda it: it.key)
    ] == [[getattr(article, fact) for fact in facts] for article in sorted(first, key=lambda it: it.key)]
    assert run_cli("import", "-", stdin=exported.encode()).err.splitlines()[-1] == (
        f"1 file, 0 added, 0 updated, {len(first)} unchanged"
    )


def test_the_sample_records_are_whole(run_cli: Any, tmp_path: Path) -> None:
    done = run_cli("import", resource("sample_data", "records"))
    assert done.err.splitlines()[-1] == "3 files, 8 added, 0 updated, 0 unchanged"
    found = articles(tmp_path / "home" / "own.library")
    assert all(article.published and article.markdown and article.category for article in found)


def test_what_show_exports_comes_back_with_the_readers_state(run_cli: Any, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 甲\ndate: 2019-07-05\n---\n第一段。\n\n## 小標\n\n第二段。\n")
    run_cli("import", tmp_path / "a.md")
    run_cli("bookmark", "1", "--note", "看過")
    exported = run_cli("show", "1", "--json").out
    (tmp_path / "a.json").write_text(exported, encoding="utf-8")

    assert run_cli("--library", tmp_path / "other", "import", tmp_path / "a.json").code == 0

    (again,) = map(
        json.loads, run_cli("--library", tmp_path / "other", "show", "1", "--json").out.splitlines()
    )
    before = json.loads(exported)
    for name in ("title", "published_at", "markdown", "note", "category"):
        assert again[name] == before[name], name
    assert again["bookmarked_at"]


def test_rows_of_a_list_do_not_replace_bodies_by_summaries(run_cli: Any, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 甲\nurl: https://a.example/1\n---\n" + "很長的一段。" * 99)
    run_cli("import", tmp_path / "a.md")
    (tmp_path / "list.json").write_text(run_cli("list", "--json").out, encoding="utf-8")

    done = run_cli("import", tmp_path / "list.json")

    assert done.code == 1
    assert (
        "list.json lists articles of a library without their texts. Use what broadsheet show --json"
        in done.err
    )
    assert "0 added, 0 updated" in done.err
    assert "很長的一段。" * 99 in json.loads(run_cli("show", "1", "--json").out)["markdown"]
