"""Passages that the reader has marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import ArticleNotFoundError, HighlightNotFoundError, UsageError
from reader.model.article import Place
from reader.model.draft import Draft
from reader.model.journal import Action
from reader.model.selection import Extent

if TYPE_CHECKING:
    from reader.library import Library

FIRST = Extent(Place(0), Place(0, 5))
LATER = Extent(Place(1, 2), Place(2, 3))


@pytest.fixture
def filled(library: Library) -> Library:
    library.add([Draft("渡輪停航", "The ferry.\n\n今日停航。\n\nAll day."), Draft("Other", "Text.")])
    return library


def test_those_of_an_article_come_in_the_order_of_the_text_and_all_with_the_newest_first(
    filled: Library,
) -> None:
    later = filled.highlights.add(1, LATER, "停航。\n\nAll", "why?")
    first = filled.highlights.add(1, FIRST, "The f")
    other = filled.highlights.add(2, FIRST, "Text.")
    assert filled.highlights.of(1) == [first, later]
    assert filled.highlights.all() == [other, first, later]
    assert filled.highlights.all(1) == [other]
    assert (later.title, later.extent, later.quotation, later.remark) == (
        "渡輪停航", LATER, "停航。\n\nAll", "why?",
    )  # fmt: skip


def test_remarks_change_and_highlights_go_and_every_step_is_taken_back(filled: Library) -> None:
    kept = filled.highlights.add(1, FIRST, "The f")
    filled.highlights.change(kept.id, "a\nremark")
    assert filled.highlights.of(1) == [kept._replace(remark="a remark")]
    filled.highlights.remove(kept.id)
    assert filled.highlights.of(1) == []
    assert [entry.action for entry in filled.journal.entries()[:3]] == [
        Action.REMOVE_HIGHLIGHT, Action.CHANGE_HIGHLIGHT, Action.HIGHLIGHT,
    ]  # fmt: skip
    assert {entry.subject for entry in filled.journal.entries()[:3]} == {"渡輪停航"}
    filled.journal.undo()
    assert filled.highlights.of(1) == [kept._replace(remark="a remark")]
    filled.journal.undo()
    assert filled.highlights.of(1) == [kept]
    filled.journal.undo()
    assert filled.highlights.of(1) == []


def test_a_highlight_goes_to_the_trash_with_its_article_and_comes_back_with_it(filled: Library) -> None:
    kept = filled.highlights.add(1, FIRST, "The f")
    filled.trash.delete([1])
    assert filled.highlights.all() == []
    filled.trash.restore([1])
    assert filled.highlights.all() == [kept]


def test_what_cannot_be_highlighted_is_refused(filled: Library) -> None:
    with pytest.raises(UsageError, match="no text"):
        filled.highlights.add(1, FIRST, " \n　")
    with pytest.raises(ArticleNotFoundError):
        filled.highlights.add(9, FIRST, "text")
    with pytest.raises(HighlightNotFoundError):
        filled.highlights.change(9, "remark")
    with pytest.raises(HighlightNotFoundError):
        filled.highlights.remove(9)


def test_a_quotation_is_cleaned_of_what_a_terminal_would_obey(filled: Library) -> None:
    assert filled.highlights.add(1, FIRST, "The\x1b[2J f").quotation == "The f"
