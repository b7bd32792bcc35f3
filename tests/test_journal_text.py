"""What was done, in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.journal_text import described, redone, undone
from reader.model.journal import Action, JournalEntry, Reversal

_NOW = datetime(2024, 1, 1, tzinfo=UTC)


def entry(action: Action, subject: str = "", articles: int = 0) -> JournalEntry:
    return JournalEntry(1, action, subject, articles, _NOW, undone=False)


@pytest.mark.parametrize("action", list(Action))
def test_every_action_has_words_and_says_what_it_was_done_to(action: Action) -> None:
    assert "港口" in described(entry(action, "港口", 1))


def test_many_articles_are_counted_and_one_is_called_by_its_title() -> None:
    assert described(entry(Action.READ, "", 1_234)) == "marked as read: 1,234 articles"
    assert described(entry(Action.READ, "Title", 1)) == "marked as read: Title"
    assert described(entry(Action.MOVE, "港口", 12)) == "moved to 港口 (12 articles)"
    assert described(entry(Action.REMOVE_CATEGORY, "港口", 12)) == "category removed: 港口"
    assert described(entry(Action.IMPORT, "", 1)) == "imported: 1 article"


def test_a_title_is_cleaned() -> None:
    assert described(entry(Action.READ, "a\x1b[31mb\nc", 1)) == "marked as read: ab c"


def test_what_is_lost_is_told_with_the_step() -> None:
    step = entry(Action.TRASH, "", 3)
    assert undone(Reversal(step, 0)) == "Taken back: moved to the trash: 3 articles."
    assert undone(Reversal(step, 1)).endswith(". 1 article is gone from the trash.")
    assert redone(Reversal(step, 2)).endswith(". 2 articles are gone from the trash.")
    assert undone(None) != redone(None)
