"""The kept counts, against counting."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.library import Library
from reader.model.article import Place
from reader.model.category import Counts
from reader.model.draft import Draft, DraftCategory
from reader.model.filter import Filter, Folder

NAMES = st.sampled_from(["東", "西", "南"])
NUMBERS = st.integers(0, 11)
FILTERS = st.builds(Filter, st.sampled_from(Folder), st.sampled_from([None, 1, 2]))


class KeptCounts(RuleBasedStateMachine):
    """Whatever is done in whatever order, the counts are those that counting gives."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name) / "library")
        self.ids: list[int] = []

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()

    @rule(numbers=st.lists(NUMBERS, max_size=6), category=NAMES, edition=st.integers(0, 2))
    def add(self, numbers: list[int], category: str, edition: int) -> None:
        drafts = [Draft(f"t{number}", f"{edition}", category, identity=f"urn:{number}") for number in numbers]
        self.library.add([DraftCategory("北"), *drafts])
        self.ids = self.library.listing(Filter()).ids(0, 100)

    @precondition(lambda self: self.ids)
    @rule(data=st.data(), read=st.booleans())
    def mark(self, data: st.DataObject, read: bool) -> None:
        self.library.mark_read(data.draw(st.lists(st.sampled_from(self.ids))), read)

    @rule(which=FILTERS, read=st.booleans())
    def mark_all(self, which: Filter, read: bool) -> None:
        self.library.mark_all_read(which, read)

    @precondition(lambda self: self.ids)
    @rule(data=st.data())
    def bookmark(self, data: st.DataObject) -> None:
        self.library.bookmark(
            data.draw(st.sampled_from(self.ids)), data.draw(st.sampled_from([None, "", "note"]))
        )

    @precondition(lambda self: self.ids)
    @rule(data=st.data())
    def remove_bookmark(self, data: st.DataObject) -> None:
        self.library.remove_bookmark(data.draw(st.sampled_from(self.ids)))

    @precondition(lambda self: self.ids)
    @rule(data=st.data())
    def view(self, data: st.DataObject) -> None:
        self.library.begin_view(data.draw(st.sampled_from(self.ids)))

    @precondition(lambda self: self.ids)
    @rule(data=st.data(), percent=st.sampled_from([1, 50, 97, 98, 100]))
    def keep_place(self, data: st.DataObject, percent: int) -> None:
        self.library.keep_place(data.draw(st.sampled_from(self.ids)), Place(0), percent)

    @rule(number=NUMBERS, statement=st.sampled_from([
        "DELETE FROM article WHERE id = ?",
        "UPDATE article SET category_id = 1, read_at = iif(read_at IS NULL, 1, NULL) WHERE id = ?",
        "INSERT OR REPLACE INTO article SELECT * FROM article WHERE id = ?",
    ]))  # fmt: skip
    def whatever_else_the_tables_allow(self, number: int, statement: str) -> None:
        with self.library._database.write() as connection:
            connection.execute(statement, [number])
        self.ids = self.library.listing(Filter()).ids(0, 100)

    @invariant()
    def counts_are_right(self) -> None:
        with self.library._database.read() as connection:
            totals = "count(*), coalesce(sum(read_at IS NULL), 0)"
            rest = (
                "coalesce(sum(bookmarked_at IS NOT NULL), 0), coalesce(sum(viewed_at IS NOT NULL), 0), "
                "coalesce(sum(progress < 98), 0)"
            )
            assert self.library.counts() == Counts(
                *connection.execute(f"SELECT {totals}, {rest} FROM article").fetchone()
            )
            for category in self.library.categories():
                counted = connection.execute(
                    f"SELECT {totals} FROM article WHERE category_id = ?", [category.id]
                ).fetchone()
                assert (category.total, category.unread) == counted


TestKeptCounts = KeptCounts.TestCase
TestKeptCounts.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
