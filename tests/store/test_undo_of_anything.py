"""Whatever is done, in whatever order, with restarts between: undoing all of it gives the library as it was."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reader.errors import BroadsheetError
from reader.library import Library
from reader.model.article import Place
from reader.model.document import Document
from reader.model.draft import Draft, DraftCategory
from reader.model.filter import Filter, Folder
from reader.model.selection import Extent
from reader.store.journal import retiring

ARTICLES = st.lists(st.integers(1, 14), min_size=1, max_size=4, unique=True)
WORDS = st.sampled_from(["渡輪", "港口", "ferry", "Harbour", "旅遊", "café"])
NUMBERS = st.integers(1, 12)


def facts(library: Library) -> list[object]:
    """All that a reader can see, counts included."""
    ids = library.listing(Filter()).ids(0, 1000)
    articles = [library.article(number) for number in ids]
    return [
        [(repr(article), article.markdown) for article in articles],
        [library.article(number).tags for number in ids],
        library.categories(),
        library.counts(),
        [(folder.name, folder.query) for folder in library.smart_folders.all()],
        [(source.name, source.location) for source in library.sources()],
        library.trash.articles(),
        library.tags_in_use(),
        library.highlights.all(),
        *(library.listing(Filter(folder)).ids(0, 1000) for folder in Folder),
        *(
            library.listing(Filter(query=query)).ids(0, 1000)
            for query in ("渡輪", "harbour", "is:bookmarked")
        ),
    ]


def drafts(numbers: list[int], word: str) -> list[Draft]:
    return [
        Draft(
            f"第{number}篇 {word}",
            f"{word} {number}",
            category=word if number % 2 else "Town",
            url=f"https://example.org/{number}",
        )
        for number in numbers
    ]


class Reading(RuleBasedStateMachine):
    """A reader who does things, takes some back, and starts the program anew."""

    @initialize(few=st.sampled_from([1, 3, 500]))
    def open(self, few: int) -> None:
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(retiring, "_FEW", few)
        self.folder = Path(tempfile.mkdtemp())
        self.library = Library.open(self.folder / "library")
        self.library.add(drafts([1, 2, 3, 4, 5, 6], "渡輪"))
        self.library.bookmark(2, "note", ["tag"])
        self.library.highlights.add(3, Extent(Place(0), Place(0, 2)), "text")
        self.library.mark_read([1, 2])
        self.library.journal.clear()
        self.first = facts(self.library)

    @rule(ids=ARTICLES, read=st.booleans())
    def mark(self, ids: list[int], read: bool) -> None:
        self.library.mark_read(ids, read)

    @rule(folder=st.sampled_from([Folder.ALL, Folder.BOOKMARKS]), read=st.booleans())
    def mark_all(self, folder: Folder, read: bool) -> None:
        self.library.mark_all_read(Filter(folder), read)

    @rule(ids=ARTICLES, note=st.none() | WORDS, tags=st.lists(WORDS, max_size=2))
    def bookmark_all(self, ids: list[int], note: str | None, tags: list[str]) -> None:
        self.library.bookmark_all(ids, note, tags)

    @rule(ids=ARTICLES)
    def remove_bookmarks(self, ids: list[int]) -> None:
        self.library.remove_bookmarks(ids)

    @rule(number=NUMBERS, note=st.none() | WORDS | st.just(""), tags=st.none() | st.lists(WORDS, max_size=3))
    def bookmark(self, number: int, note: str | None, tags: list[str] | None) -> None:
        try:
            self.library.bookmark(number, note, tags)
        except BroadsheetError:
            assert not self.library.rows([number])

    @rule(number=NUMBERS, start=st.integers(0, 3), remark=WORDS | st.just(""))
    def highlight(self, number: int, start: int, remark: str) -> None:
        try:
            self.library.highlights.add(number, Extent(Place(0, start), Place(0, 4)), "text", remark)
        except BroadsheetError:
            assert not self.library.rows([number])

    @rule(remark=WORDS | st.just(""))
    def change_highlight(self, remark: str) -> None:
        for highlight in self.library.highlights.all(1):
            self.library.highlights.change(highlight.id, remark)

    @rule()
    def remove_highlight(self) -> None:
        for highlight in self.library.highlights.all(1):
            self.library.highlights.remove(highlight.id)

    @rule(ids=ARTICLES, name=WORDS)
    def move(self, ids: list[int], name: str) -> None:
        self.library.file_under(ids, name)

    @rule(ids=ARTICLES)
    def delete(self, ids: list[int]) -> None:
        self.library.trash.delete(ids)

    @rule(ids=ARTICLES)
    def restore(self, ids: list[int]) -> None:
        self.library.trash.restore(ids)

    @rule(number=st.integers(1, 4), name=WORDS)
    def rename_category(self, number: int, name: str) -> None:
        try:
            self.library.rename_category(number, name)
        except BroadsheetError:
            assert self.library.category(name) is not None

    @rule(number=st.integers(1, 4))
    def remove_category(self, number: int) -> None:
        self.library.remove_category(number)

    @rule(numbers=ARTICLES, word=WORDS)
    def bring_in(self, numbers: list[int], word: str) -> None:
        self.library.add([DraftCategory(word), *drafts(numbers, word)])

    @rule(number=st.integers(1, 3), remove=st.booleans())
    def change_source(self, number: int, remove: bool) -> None:
        location = f"/news/{number}.html"
        if not remove:
            document = Document(b"%d" % number, location, location)
            self.library.add(drafts([number, number + 3], "渡輪"), document)
            return
        try:
            self.library.remove_source(location)
        except BroadsheetError:
            assert location not in {source.location for source in self.library.sources()}

    @rule(name=WORDS, query=WORDS)
    def add_folder(self, name: str, query: str) -> None:
        try:
            self.library.smart_folders.add(name, query)
        except BroadsheetError:
            assert self.library.smart_folders.named(name) is not None

    @rule(name=WORDS, step=st.sampled_from([-1, 1]), remove=st.booleans())
    def change_folder(self, name: str, step: int, remove: bool) -> None:
        folder = self.library.smart_folders.named(name)
        if folder is None:
            return
        if remove:
            self.library.smart_folders.remove(folder.id)
        else:
            self.library.smart_folders.move(folder.id, step)
            self.library.smart_folders.change(folder.id, name, f"{folder.query} OR a")

    @rule(steps=st.integers(1, 3))
    def undo(self, steps: int) -> None:
        for _ in range(steps):
            self.library.journal.undo()

    @rule(steps=st.integers(1, 3))
    def redo(self, steps: int) -> None:
        for _ in range(steps):
            self.library.journal.redo()

    @rule()
    def undo_and_redo(self) -> None:
        before = facts(self.library)
        if self.library.journal.undo() is not None:
            self.library.journal.redo()
            assert facts(self.library) == before

    @rule()
    def tidy(self) -> None:
        self.library.journal.tidy()

    @rule()
    def restart(self) -> None:
        self.library.close()
        self.library = Library.open(self.folder / "library")

    @invariant()
    def is_sound(self) -> None:
        with self.library._database.read() as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

    def teardown(self) -> None:
        self.patch.undo()
        while self.library.journal.undo() is not None:
            pass
        assert facts(self.library) == self.first
        self.library.close()
        shutil.rmtree(self.folder)


TestReading = Reading.TestCase
TestReading.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
