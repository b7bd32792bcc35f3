from __future__ import annotations

import os
import sqlite3
import sys
import zlib
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reader.model.category import Counts
from reader.model.document import Document
from reader.model.draft import Draft, DraftCategory, DraftSource
from reader.model.filter import Filter
from reader.model.published import Published
from reader.model.report import Added
from reader.model.source import Source
from reader.store import preparing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library import Library
    from reader.model.article import Article


def document(location: str, data: bytes = b"bytes") -> Document:
    return Document(data, location, location.rpartition("/")[2], "text/plain")


def articles(library: Library) -> list[Article]:
    return [library.article(article_id) for article_id in sorted(library.listing(Filter()).ids(0, 10_000))]


def bodies(library: Library) -> list[str]:
    return [article.markdown for article in articles(library)]


# What comes in


def test_everything_that_a_draft_says_is_kept(library: Library) -> None:
    draft = Draft(
        title="望海高新區",
        markdown="正文。",
        category="政策解讀",
        author="王明",
        origin="望海日報",
        url="https://example.com/a",
        language="zh-Hant",
        published=Published("2019-07-05T01:30Z"),
        clicks=1382,
        glosses=4,
    )
    before = datetime.now(UTC)
    assert library.add([draft], document("/news/page.txt")) == Added(added=1)
    article = library.article(1)
    for name in (
        "title",
        "markdown",
        "category",
        "author",
        "origin",
        "url",
        "language",
        "published",
        "clicks",
        "glosses",
    ):
        assert getattr(article, name) == getattr(draft, name), name
    assert article.source == "page.txt"
    assert before <= article.imported_at == article.changed_at <= datetime.now(UTC)
    assert (article.minutes, article.summary, article.views) == (1, "正文。", 0)
    assert article.read_at is article.viewed_at is article.bookmarked_at is article.note is None


def test_drafts_are_cleaned_at_the_door(library: Library) -> None:
    library.add(
        [
            Draft("\x1b]0;evil\x07Title", "Bo\u202edy\x00", "A\nB", url="javascript:alert(1)"),
            DraftCategory("C\x9b31m"),
        ]
    )
    article = library.article(1)
    assert (article.title, article.markdown, article.category, article.url) == ("Title", "Body", "A B", None)
    assert [category.name for category in library.categories()] == ["A B", "C"]


def test_categories_stand_in_the_order_of_their_first_appearance(library: Library) -> None:
    library.add(
        [
            DraftCategory("丙"),
            Draft("a", "a", "甲"),
            DraftCategory("乙"),
            DraftCategory("丙"),
            DraftCategory(" "),
        ]
    )
    library.add([DraftCategory("丁"), Draft("b", "b", "乙")])
    assert [(category.name, category.total) for category in library.categories()] == [
        ("丙", 0),
        ("甲", 1),
        ("乙", 1),
        ("丁", 0),
    ]


def test_a_draft_without_a_category_is_filed_where_the_caller_says_or_under_unfiled(library: Library) -> None:
    library.add([Draft("a", "a"), Draft("b", "b", "Its own")], category="Given")
    library.add([Draft("c", "c")])
    assert [article.category for article in articles(library)] == ["Given", "Its own", "Unfiled"]


def test_more_clicks_than_a_library_can_hold_are_unknown(library: Library) -> None:
    library.add([Draft("a", "a", clicks=10**30), Draft("b", "b", clicks=2**63 - 1)])
    assert [article.clicks for article in articles(library)] == [None, 2**63 - 1]


def test_an_article_without_a_date_stands_at_the_time_of_its_import(library: Library) -> None:
    library.add(
        [
            Draft("new", "a"),
            Draft("old", "b", published=Published("1999")),
            Draft("future", "c", published=Published("2999")),
        ]
    )
    assert [row.title for row in library.listing(Filter()).rows(0, 9)] == ["future", "new", "old"]


def test_an_error_in_the_items_leaves_the_batches_before_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "_BATCH_DRAFTS", 2)

    def items() -> Iterator[Draft]:
        for number in range(5):
            yield Draft(f"t{number}", "b")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        library.add(items())
    assert library.counts().total == 4


def test_no_transaction_is_open_while_items_are_made(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "_BATCH_DRAFTS", 1)

    def items() -> Iterator[Draft]:
        for number in range(3):
            with closing(sqlite3.connect(library.path, timeout=0, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                other.execute("ROLLBACK")
            yield Draft(f"t{number}", "b")

    assert library.add(items()).added == 3


def test_long_bodies_make_short_batches(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "_BATCH_CHARACTERS", 10)
    seen: list[int] = []

    def items() -> Iterator[Draft]:
        for number in range(4):
            seen.append(library.counts().total)
            yield Draft(f"t{number}", "six" * 2)

    library.add(items())
    assert seen == [0, 0, 2, 2]


# Sources, and the state that comes from another reader


def test_sources_that_a_list_names_are_kept_with_where_their_articles_go(library: Library) -> None:
    feeds = [
        DraftSource("https://a.example/feed", "A\x1b[31m", "甲"),
        DraftSource("https://b.example/feed", " "),
        DraftSource("https://a.example/feed", "A again"),
    ]
    library.add(feeds)
    library.add(feeds)
    library.add([Draft("a", "a")], document("/f"))
    assert library.sources() == [
        Source(1, "feed", "A again", "https://a.example/feed", "甲", 0),
        Source(2, "feed", "https://b.example/feed", "https://b.example/feed", None, 0),
        Source(3, "file", "f", "/f", None, 1),
    ]
    assert [category.name for category in library.categories()] == ["甲", "Unfiled"]


def test_the_state_in_another_reader_comes_along_with_a_new_article_only(library: Library) -> None:
    library.add(
        [Draft("a", "a", identity="urn:a", is_read=True, is_bookmarked=True, note="s"), Draft("b", "b")]
    )
    article = library.article(1)
    assert article.read_at == article.bookmarked_at == article.imported_at
    assert article.note == "s"
    assert library.counts() == Counts(2, 1, 1, 0, 0)
    library.mark_read([1], read=False)
    library.remove_bookmark(1)
    again = Draft("a", "new", identity="urn:a", is_read=True, is_bookmarked=True)
    assert library.add([again]) == Added(updated=1)
    assert library.article(1).read_at is library.article(1).bookmarked_at is None


def test_a_note_without_a_mark_is_left_out(library: Library) -> None:
    library.add([Draft("a", "a", note="s")])
    assert library.article(1).note is None


def test_a_document_without_data_leaves_only_its_name(library: Library) -> None:
    library.add([Draft("a", "a")], Document(b"", "https://a.example/feed", "A"))
    assert library.article(1).source == "A"
    assert library.original(1) is None
    assert [source.kind for source in library.sources()] == ["feed"]


# Dry runs, documents


def test_a_dry_run_counts_and_writes_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "_BATCH_DRAFTS", 1)
    library.add([Draft("a", "a", identity="urn:a"), Draft("b", "b", identity="urn:b")])
    before = articles(library)
    drafts = [
        Draft("a", "a", identity="urn:a"),
        Draft("b", "!", identity="urn:b"),
        Draft("c", "c", "New"),
        Draft("c", "c", "New"),
    ]
    wanted = Added(added=1, updated=1, unchanged=1)
    assert library.add([*drafts, DraftCategory("D")], document("/f"), dry_run=True) == wanted
    assert articles(library) == before
    assert [category.name for category in library.categories()] == ["Unfiled"]
    assert library.add(drafts, document("/f")) == wanted


@pytest.mark.parametrize("has_isal", [True, False])
def test_an_original_is_packed_on_every_kind_of_processor(
    library: Library, monkeypatch: pytest.MonkeyPatch, has_isal: bool
) -> None:
    if not has_isal:
        monkeypatch.setitem(sys.modules, "isal", None)
    data = "".join(f"<p>港口第{number}期</p>\n" for number in range(2_000)).encode("gb18030")
    library.add([Draft("港口", "港口")], document("/news/a.html", data))
    original = library.original(1)
    assert original is not None
    assert original.data == data
    with library._database.read() as connection:
        (packed,) = connection.execute("SELECT data FROM document").fetchone()
    assert (zlib.decompress(packed), len(packed) < len(data) / 3) == (data, True)


def test_the_original_comes_back_byte_for_byte(library: Library) -> None:
    saved = datetime(2026, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
    original = Document(bytes(range(256)) * 9, "/a/b.txt", "b.txt", "text/plain", saved)
    library.add([Draft("a", "a"), Draft("b", "b")], original)
    library.add([Draft("c", "c")])
    assert library.original(1) == library.original(2) == original
    assert library.original(1).data == original.data  # type: ignore[union-attr]
    assert library.original(3) is library.original(99) is None


def test_the_bytes_of_an_earlier_version_are_dropped_when_no_article_needs_them(library: Library) -> None:
    library.add([Draft("a", "1"), Draft("b", "1")], document("/f", b"first"))
    library.add([Draft("a", "2"), Draft("b", "1")], document("/f", b"second"))
    assert [library.original(number).data for number in (1, 2)] == [b"second", b"first"]  # type: ignore[union-attr]
    library.add([Draft("a", "2"), Draft("b", "2")], document("/f", b"third"))
    library.journal.clear()  # as long as an import can be taken back, the earlier versions are kept
    with library._database.read() as connection:
        assert connection.execute("SELECT count(*) FROM document").fetchone() == (2,)


def test_a_file_name_that_is_no_utf8_is_kept_readable(library: Library) -> None:
    name = os.fsdecode(b"\xff.txt")
    assert library.add([Draft("a", "1")], document(f"/{name}")) == Added(added=1)
    assert library.article(1).source == "\\udcff.txt"
    assert library.add([Draft("a", "2")], document(f"/{name}", b"2")) == Added(updated=1)


def test_an_update_names_the_file_that_it_came_from(library: Library) -> None:
    library.add([Draft("a", "1", identity="urn:a")], document("/old.txt", b"1"))
    library.add([Draft("a", "2", identity="urn:a")], document("/new.txt", b"2"))
    assert library.article(1).source == "new.txt"
    assert library.original(1) == document("/new.txt", b"2")
