"""The same article again, and different articles that look alike."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.library import Library
from reader.model.document import Document
from reader.model.draft import Draft, DraftCategory
from reader.model.filter import Filter
from reader.model.published import Published
from reader.model.report import Added
from reader.store import preparing

if TYPE_CHECKING:
    from reader.model.article import Article


def document(location: str, data: bytes = b"bytes") -> Document:
    return Document(data, location, location.rpartition("/")[2], "text/plain")


def articles(library: Library) -> list[Article]:
    return [library.article(article_id) for article_id in sorted(library.listing(Filter()).ids(0, 10_000))]


def bodies(library: Library) -> list[str]:
    return [article.markdown for article in articles(library)]


def test_adding_twice_changes_nothing(library: Library) -> None:
    drafts = [
        Draft("a", "a", "甲"),
        Draft("b", "b", url="http://example.com/b"),
        Draft("c", "c", identity="urn:c"),
    ]
    library.add(drafts, document("/f"))
    before = articles(library)
    assert library.add(drafts, document("/f")) == Added(unchanged=3)
    assert library.add(drafts, document("/elsewhere")) == Added(unchanged=3)
    assert articles(library) == before


def test_adding_what_is_known_writes_nothing(library: Library) -> None:
    drafts = [DraftCategory("甲"), Draft("a", "a", "甲")]
    library.add(drafts)
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert library.add([*drafts, Draft("a", "a", "乙")]) == Added(unchanged=1)
    assert library.category("乙") is None


def test_a_newer_version_replaces_the_text_and_keeps_the_readers_state(library: Library) -> None:
    draft = Draft("a", "first", "甲", identity="urn:a", published=Published("2020"))
    library.add([draft])
    library.mark_read([1])
    library.bookmark(1, "note")
    library.begin_view(1)
    before = library.article(1)
    newer = replace(
        draft, title="b", markdown="second text", category="乙", published=Published("2021"), clicks=7
    )
    assert library.add([newer]) == Added(updated=1)
    after = library.article(1)
    assert (after.title, after.markdown, after.published, after.clicks) == (
        "b",
        "second text",
        Published("2021"),
        7,
    )
    assert after.changed_at > before.changed_at
    assert after.summary == "second text"
    kept = ("id", "key", "category", "imported_at", "read_at", "bookmarked_at", "note", "views", "viewed_at")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert library.category("乙") is None


@pytest.mark.parametrize("change", [{"title": "x"}, {"markdown": "x"}, {"author": "x"}, {"origin": "x"}, {"language": "en"},
                                    {"published": Published("2019")}, {"clicks": 0}, {"glosses": 1}])  # fmt: skip
def test_any_changed_fact_is_an_update(library: Library, change: dict[str, object]) -> None:
    draft = Draft("a", "b", identity="urn:a")
    library.add([draft])
    assert library.add([replace(draft, **change)]) == Added(updated=1)


@pytest.mark.parametrize(("one", "other"), [
    ("http://Example.COM:80/a/%7eb?x=1&utm_source=feed#top", "HTTP://example.com/a/~b?x=1"),
    ("https://example.com", "https://example.com/"),
    ("https://example.com/區", "https://example.com/%e5%8d%80"),
])  # fmt: skip
def test_two_spellings_of_an_identity_are_one_article(library: Library, one: str, other: str) -> None:
    library.add([Draft("a", "b", identity=one)])
    assert library.add([Draft("a", "c", identity=other)]) == Added(updated=1)


def test_an_identity_in_another_file_is_the_same_article(library: Library) -> None:
    library.add([Draft("Old title", "old body", identity="tag:example.com,2020:1")], document("/a"))
    assert library.add(
        [Draft("New", "new", identity="tag:example.com,2020:1")], document("/b", b"2")
    ) == Added(updated=1)


def test_an_edited_file_updates_its_article(library: Library) -> None:
    library.add([Draft("Title", "first")], document("/a.txt", b"1"))
    library.mark_read([1])
    assert library.add([Draft("Title", "second")], document("/a.txt", b"2")) == Added(updated=1)
    assert library.add([Draft("Title", "third")], document("/a.txt", b"3")) == Added(updated=1)
    assert library.add([Draft("Title", "third")], document("/a.txt", b"3")) == Added(unchanged=1)
    assert bodies(library) == ["third"]
    assert library.article(1).read_at is not None


def test_a_file_that_is_changed_back_updates_its_article(library: Library) -> None:
    for body in ("first", "second", "first"):
        library.add([Draft("Title", body)], document("/a.txt", body.encode()))
    assert bodies(library) == ["first"]


def test_a_copy_of_an_earlier_version_elsewhere_does_not_bring_it_back(library: Library) -> None:
    library.add([Draft("Title", "first")], document("/a.txt", b"1"))
    edited, copy = document("/a.txt", b"2"), document("/old/a.txt", b"1")
    assert library.add([Draft("Title", "second")], edited) == Added(updated=1)
    assert library.add([Draft("Title", "first")], copy) == Added(added=1)
    assert library.add([Draft("Title", "second")], edited) == Added(unchanged=1)
    assert library.add([Draft("Title", "first")], copy) == Added(unchanged=1)
    assert bodies(library) == ["second", "first"]


def test_the_same_text_with_new_clicks_from_another_file_is_the_same_article(library: Library) -> None:
    library.add([Draft("Title", "body", clicks=1)], document("/monday.txt", b"1"))
    assert library.add([Draft("Title", "body", clicks=9)], document("/tuesday.txt", b"2")) == Added(updated=1)


def test_a_draft_twice_in_a_batch_counts_once(library: Library) -> None:
    assert library.add([Draft("a", "a"), Draft("a", "a")]) == Added(added=1)
    newer, older = Draft("e", "new", identity="urn:e"), Draft("e", "old", identity="urn:e")
    assert library.add([newer, older]) == Added(added=1)
    assert bodies(library) == ["a", "new"]


# Different articles stay apart


def test_articles_of_one_file_with_one_title_stay_apart_when_one_is_edited(library: Library) -> None:
    library.add([Draft("Brief", "one"), Draft("Brief", "two")], document("/f", b"1"))
    for drafts in (
        [Draft("Brief", "one"), Draft("Brief", "two!")],
        [Draft("Brief", "two?"), Draft("Brief", "one")],
    ):
        assert library.add(drafts, document("/f", drafts[0].markdown.encode())) == Added(
            updated=1, unchanged=1
        )
    assert bodies(library) == ["one", "two?"]


def test_articles_with_one_title_from_different_files_or_from_a_pipe_stay_apart(library: Library) -> None:
    for location, body in (("/a", "one"), ("/b", "two"), ("-", "three"), ("-", "four")):
        assert library.add([Draft("Untitled", body)], document(location, body.encode())) == Added(added=1)


@pytest.mark.parametrize(
    "name",
    [
        {"url": "http://example.com"},
        {"url": "http://example.com/list"},
        {"identity": "1"},
        {"identity": "urn:1"},
    ],
)
def test_articles_that_a_document_gives_one_name_stay_apart(library: Library, name: dict[str, str]) -> None:
    one, two, three = (Draft(title, title, **name) for title in ("one", "two", "three"))
    assert library.add([one, two], document("/feed", b"1")) == Added(added=2)
    assert library.add([two, one], document("/feed", b"2")) == Added(unchanged=2)
    assert library.add([three, two, one], document("/feed", b"3")).added <= 1
    assert {"one", "two"} <= set(bodies(library)) or {"three", "two"} <= set(bodies(library))


@pytest.mark.parametrize("name", [{"url": "http://example.com/list"}, {"identity": "17"}])
def test_a_weak_name_in_another_file_with_another_title_is_another_article(
    library: Library, name: dict[str, str]
) -> None:
    library.add([Draft("one", "one", **name)], document("/a"))
    assert library.add([Draft("two", "two", **name)], document("/b", b"2")) == Added(added=1)
    assert library.add([Draft("two", "two", **name)], document("/b", b"2")) == Added(unchanged=1)
    assert library.add([Draft("one", "one!", **name)], document("/moved", b"3")) == Added(updated=1)


DRAFTS = st.builds(
    Draft,
    title=st.sampled_from(["one", "two", ""]),
    markdown=st.sampled_from(["", "x", "y"]),
    identity=st.sampled_from([None, None, "1", "urn:1"]),
    url=st.sampled_from([None, None, "http://example.com/1", "http://example.com"]),
    published=st.sampled_from([None, Published("2019")]),
    clicks=st.sampled_from([None, 1]),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty library, to be copied: making one takes longer than all the rest."""
    path = tmp_path_factory.mktemp("empty") / "library"
    Library.open(path).close()
    return path


@given(st.lists(DRAFTS, max_size=8), st.integers(1, 4))
@example(
    [
        # The first has a name, the second says the same without one; the others have the name of the first.
        Draft("one", "", identity="1"),
        Draft("one", ""),
        Draft("two", "x"),
        Draft("two", "x", identity="1", clicks=1),
        Draft("one", "", identity="1", published=Published("2019")),
    ],
    1,
)
@settings(max_examples=100)
def test_importing_a_document_twice_changes_nothing(empty: Path, drafts: list[Draft], size: int) -> None:
    path = Path(shutil.copy(empty, empty.with_name("copy")))
    with pytest.MonkeyPatch.context() as patch, Library.open(path) as library:
        patch.setattr(preparing, "_BATCH_DRAFTS", size)
        first = library.add(drafts, document("/f"))
        assert first.unchanged == 0
        assert library.counts().total == first.added
        before = articles(library)
        # Without a name, an article is what it says: none is lost.
        said = {draft.markdown for draft in drafts if draft.identity is None}
        assert said <= set(bodies(library))
        assert library.add(drafts, document("/f"), dry_run=True).added == 0
        library.add(drafts, document("/f"))
        assert {(article.id, article.key) for article in articles(library)} == {
            (article.id, article.key) for article in before
        }
