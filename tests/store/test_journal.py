"""The journal: what was done is taken back, and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import UsageError
from reader.model.draft import Draft, DraftSource
from reader.model.filter import Filter
from reader.model.journal import Action
from reader.model.published import Published
from reader.store.journal import retiring

if TYPE_CHECKING:
    from reader.library import Library

DRAFTS = [
    Draft(f"第{number}篇 Harbour {number}", f"渡輪今日停航。 Ferry {number}.", category="港口" if number % 2 else "Town",
        published=Published(f"2024-03-{number:02}"), url=f"https://example.org/{number}")
    for number in range(1, 7)
]  # fmt: skip


def state(library: Library) -> object:
    """All that a reader can see of a library."""
    ids = library.listing(Filter()).ids(0, 100)
    articles = [library.article(number) for number in ids]
    return (
        [repr(article) + article.markdown for article in articles],
        [library.article(number).tags for number in ids],
        [library.place(number) for number in ids],
        library.categories(),
        library.counts(),
        [(folder.id, folder.name, folder.query) for folder in library.smart_folders.all()],
        [(source.name, source.location) for source in library.sources()],
        [(article.id, article.title) for article in library.trash.articles()],
        library.listing(Filter(query="渡輪")).ids(0, 100),
    )


@pytest.fixture
def filled(library: Library) -> Library:
    library.add(DRAFTS)
    library.journal.clear()
    return library


def undone_and_done_again(library: Library, before: object) -> None:
    after = state(library)
    assert after != before
    assert library.journal.undo() is not None
    assert state(library) == before
    assert library.journal.redo() is not None
    assert state(library) == after


def test_marks_are_undone_to_what_each_article_was(filled: Library) -> None:
    filled.mark_read([2, 4])
    before = state(filled)
    assert filled.mark_read([1, 2, 3, 4]) == [1, 3]
    undone_and_done_again(filled, before)


def test_a_bookmark_with_note_and_tags_is_one_step(filled: Library) -> None:
    before = state(filled)
    filled.bookmark(1, "for the report", ["港口", "#ferry", "ferry"])
    assert filled.article(1).tags == ("港口", "ferry")
    undone_and_done_again(filled, before)
    before = state(filled)
    filled.remove_bookmark(1)
    assert filled.article(1).tags == ()
    undone_and_done_again(filled, before)


def test_moving_to_a_new_category_is_undone_with_the_category(filled: Library) -> None:
    before = state(filled)
    filled.file_under([1, 2], "Ships")
    undone_and_done_again(filled, before)


def test_categories_are_renamed_and_removed_and_come_back(filled: Library) -> None:
    category = filled.category("港口")
    assert category is not None
    before = state(filled)
    filled.rename_category(category.id, "Port")
    undone_and_done_again(filled, before)
    before = state(filled)
    assert filled.remove_category(category.id) == 3
    assert [each.name for each in filled.categories()] == ["Town"]
    undone_and_done_again(filled, before)


def test_deleted_articles_come_back_with_all_that_was_the_readers(filled: Library) -> None:
    filled.bookmark(3, "note", ["tag"])
    filled.end_view(filled.begin_view(3), 12.5, 0.5)
    before = state(filled)
    assert filled.trash.delete([3, 4, 99]) == [3, 4]
    assert [article.id for article in filled.trash.articles()] == [4, 3]
    undone_and_done_again(filled, before)


def test_what_comes_from_the_trash_is_a_step_too(filled: Library) -> None:
    filled.trash.delete([3])
    before = state(filled)
    assert filled.trash.restore([3]) == [3]
    undone_and_done_again(filled, before)


def test_the_number_of_an_article_in_the_trash_is_never_given_to_another(filled: Library) -> None:
    filled.trash.delete([6])
    filled.add([Draft("New", "Another text.")])
    assert filled.trash.restore([6]) == [6]
    assert filled.article(6).title == DRAFTS[5].title
    assert filled.article(7).title == "New"


def test_what_lies_in_the_trash_is_not_imported_again(filled: Library) -> None:
    filled.trash.delete([3])
    added = filled.add(DRAFTS)
    assert (added.added, added.updated, added.unchanged) == (0, 0, 6)
    assert len(filled.listing(Filter())) == 5
    filled.trash.empty()
    assert filled.add(DRAFTS).added == 1


def test_a_whole_import_is_taken_back_and_brought_again(filled: Library) -> None:
    before = state(filled)
    changed = Draft(
        "第1篇 Harbour 1", "渡輪復航。", url="https://example.org/1", published=Published("2024-03-01")
    )
    filled.add(
        [
            DraftSource("feed", "https://example.org/feed", "Feeds"),
            changed,
            Draft("New", "Text", category="Sea"),
        ]
    )
    undone_and_done_again(filled, before)
    entry = filled.journal.entries()[0]
    assert (entry.action, entry.articles) == (Action.IMPORT, 2)


def test_an_import_that_brings_nothing_leaves_no_entry(filled: Library) -> None:
    filled.add(DRAFTS)
    assert filled.journal.entries() == []
    assert filled.journal.undo() is None


def test_an_import_that_was_taken_back_can_be_made_again(filled: Library) -> None:
    filled.add([Draft("New", "Text", category="Sea")])
    filled.journal.undo()
    assert filled.add([Draft("New", "Text", category="Sea")]).added == 1
    assert filled.journal.redo() is None
    assert len(filled.listing(Filter())) == 7


def test_smart_folders_are_undone(filled: Library) -> None:
    before = state(filled)
    folder = filled.smart_folders.add("Ferries", "渡輪")
    undone_and_done_again(filled, before)
    filled.smart_folders.add("Second", "harbour")
    for change in (
        lambda: filled.smart_folders.change(folder.id, "Boats", "渡輪 OR boat"),
        lambda: filled.smart_folders.move(folder.id, 1),
        lambda: filled.smart_folders.remove(folder.id),
    ):
        before = state(filled)
        change()
        undone_and_done_again(filled, before)


def test_a_source_is_removed_without_its_articles_and_comes_back(library: Library) -> None:
    from reader.model.document import Document

    library.add([Draft("a", "1"), Draft("b", "2")], Document(b"1", "/news/a.html", "a.html"))
    library.add([DraftSource("Feed", "https://example.org/feed", "Feeds")])
    before = state(library)
    assert library.remove_source("/news/a.html") == 2
    assert len(library.listing(Filter())) == 2
    assert library.article(1).source == ""
    undone_and_done_again(library, before)
    before = state(library)
    assert library.remove_source("Feed") == 0
    undone_and_done_again(library, before)
    with pytest.raises(UsageError, match="There is no source Feed"):
        library.remove_source("Feed")


def test_something_new_takes_the_place_of_what_was_undone(filled: Library) -> None:
    filled.mark_read([1])
    filled.mark_read([2])
    filled.journal.undo()
    filled.bookmark(3)
    assert filled.journal.redo() is None
    assert [entry.action for entry in filled.journal.entries()] == [Action.BOOKMARK, Action.READ]


def test_an_entry_is_called_by_the_title_of_its_one_article(filled: Library) -> None:
    filled.mark_read([1])
    assert filled.journal.entries()[0].subject == DRAFTS[0].title
    filled.mark_read([2, 3])
    entry = filled.journal.entries()[0]
    assert (entry.subject, entry.articles, entry.undone) == ("", 2, False)
    filled.trash.delete([4])
    assert filled.journal.entries()[0].subject == DRAFTS[3].title


def test_what_opening_marks_is_no_action(filled: Library) -> None:
    filled.mark_read([1], undoable=False)
    assert filled.journal.entries() == []


def test_the_journal_keeps_the_last_entries(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filled._database, "undo_steps", 3)
    for number in range(1, 6):
        filled.mark_read([number])
    assert [entry.subject for entry in filled.journal.entries()] == [DRAFTS[at].title for at in (4, 3, 2)]


def rows_of(library: Library, table: str) -> int:
    with library._database.read() as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_large_step_that_something_new_replaced_is_gone_at_once_and_taken_out_later(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retiring, "_FEW", 3)
    library.add([Draft(f"Title {number}", f"Text {number}") for number in range(2)])
    kept = state(library)
    library.add([Draft(f"Other {number}", f"Text {number}") for number in range(10)])
    library.journal.undo()
    assert state(library) == kept
    library.mark_read([1])
    assert library.journal.redo() is None
    assert [entry.action for entry in library.journal.entries()] == [Action.READ, Action.IMPORT]
    assert rows_of(library, "shelf") == 10
    library.journal.tidy()
    assert (rows_of(library, "shelf"), rows_of(library, "journal_entry")) == (0, 2)
    assert rows_of(library, "journal_change") == 4  # a category, two articles, a mark
    library.journal.undo()
    assert state(library) == kept
    assert not list(library.checking.findings())


def test_a_large_step_beyond_the_last_ones_does_not_come_back_in_part(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retiring, "_FEW", 3)
    library.add([Draft(f"Title {number}", f"Text {number}") for number in range(10)])
    monkeypatch.setattr(library._database, "undo_steps", 2)
    for number in (1, 2, 3):
        library.mark_read([number])
    assert len(library.journal.entries()) == 2
    assert rows_of(library, "journal_change") > 10
    with library._database.write() as connection:
        retiring._take_out_some(connection, 2)
    # Broken off there, and the reader allows more steps.
    monkeypatch.setattr(library._database, "undo_steps", 500)
    while library.journal.undo() is not None:
        pass
    assert (library.counts().total, library.counts().unread) == (10, 9)  # the first mark is beyond them, too
    library.journal.tidy()
    assert not [entry for entry in library.journal.entries() if entry.action is Action.IMPORT]
    assert not list(library.checking.findings())


def test_a_step_over_many_articles_is_taken_back_in_several_transactions(library: Library) -> None:
    library.add([Draft(f"Title {number}", f"Text {number}") for number in range(700)])
    before = state(library)
    library.mark_read(range(1, 701))
    entry = library.journal.entries()[0]
    assert (entry.action, entry.articles) == (Action.READ, 700)
    undone_and_done_again(library, before)
    reversal = library.journal.undo()
    assert reversal is not None
    assert reversal.entry.articles == 700
    library.journal.undo()
    assert library.counts().total == 0
    library.journal.redo()
    assert state(library) == before


def test_what_was_emptied_from_the_trash_is_told_as_lost(filled: Library) -> None:
    filled.trash.delete([1, 2])
    filled.trash.empty(ids=[1])
    reversal = filled.journal.undo()
    assert reversal is not None
    assert reversal.lost == 1
    assert filled.article(2).title == DRAFTS[1].title


def test_the_journal_is_there_after_a_restart(filled: Library) -> None:
    from reader.library import Library as Reopened

    before = state(filled)
    filled.trash.delete([1])
    filled.close()
    with Reopened.open(filled.path) as again:
        again.journal.undo()
        assert state(again) == before


def test_originals_are_kept_as_long_as_an_article_can_come_back(library: Library) -> None:
    from reader.model.document import Document

    library.add([Draft("Title", "Text")], Document(b"<p>Text", "/somewhere/a.html", "a.html"))
    library.trash.delete([1])
    library.journal.undo()
    assert library.original(1) is not None
    library.trash.delete([1])
    library.trash.empty()
    with library._database.read() as connection:
        assert connection.execute("SELECT count(*) FROM document").fetchone() == (0,)
