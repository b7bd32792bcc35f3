"""What was done in words: the same on the command line and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.i18n import _, ngettext
from reader.model.journal import Action
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.model.journal import JournalEntry, Reversal


def described(entry: JournalEntry) -> str:
    """An entry of the journal as a sentence without its end: "Marked as read: 12 articles"."""
    return _SENTENCES[entry.action]().format(what=_what(entry))


def undone(reversal: Reversal | None) -> str:
    """What an undo did, or that there was nothing."""
    if reversal is None:
        return _("There is nothing to take back.")
    return _told(reversal, _("Taken back: {action}."))


def redone(reversal: Reversal | None) -> str:
    """What a redo did, or that there was nothing."""
    if reversal is None:
        return _("There is nothing to do again.")
    return _told(reversal, _("Done again: {action}."))


def _told(reversal: Reversal, sentence: str) -> str:
    text = sentence.format(action=described(reversal.entry))
    if not reversal.lost:
        return text
    lost = ngettext(
        "{count} article is gone from the trash.", "{count} articles are gone from the trash.", reversal.lost
    )
    return f"{text} {lost.format(count=f'{reversal.lost:,}')}"


def _what(entry: JournalEntry) -> str:
    """The name of the one article, category or folder, or how many articles."""
    by_name = entry.action in _NAMED
    if entry.subject and (entry.articles <= 1 or by_name):
        name = clean_line(entry.subject)
        if not by_name or not entry.articles or entry.action is not Action.MOVE:
            return name
        return f"{name} ({_articles(entry.articles)})"
    return _articles(entry.articles)


def _articles(count: int) -> str:
    return ngettext("{count} article", "{count} articles", count).format(count=f"{count:,}")


_NAMED = frozenset({
    Action.MOVE, Action.RENAME_CATEGORY, Action.REMOVE_CATEGORY, Action.REMOVE_SOURCE, Action.ADD_SMART_FOLDER,
    Action.CHANGE_SMART_FOLDER, Action.MOVE_SMART_FOLDER, Action.REMOVE_SMART_FOLDER,
})  # fmt: skip
"""What is called by the name of a category, a source or a smart folder, however many articles it changed."""

_SENTENCES = {
    Action.READ: lambda: _("marked as read: {what}"),
    Action.UNREAD: lambda: _("marked as unread: {what}"),
    Action.BOOKMARK: lambda: _("bookmarked: {what}"),
    Action.REMOVE_BOOKMARK: lambda: _("bookmark removed: {what}"),
    Action.NOTE: lambda: _("note or tags: {what}"),
    Action.MOVE: lambda: _("moved to {what}"),
    Action.TRASH: lambda: _("moved to the trash: {what}"),
    Action.RESTORE: lambda: _("brought back from the trash: {what}"),
    Action.RENAME_CATEGORY: lambda: _("category renamed: {what}"),
    Action.REMOVE_CATEGORY: lambda: _("category removed: {what}"),
    Action.REMOVE_SOURCE: lambda: _("source removed: {what}"),
    Action.IMPORT: lambda: _("imported: {what}"),
    Action.ADD_SMART_FOLDER: lambda: _("smart folder added: {what}"),
    Action.CHANGE_SMART_FOLDER: lambda: _("smart folder changed: {what}"),
    Action.MOVE_SMART_FOLDER: lambda: _("smart folder moved: {what}"),
    Action.REMOVE_SMART_FOLDER: lambda: _("smart folder removed: {what}"),
    Action.HIGHLIGHT: lambda: _("highlighted: {what}"),
    Action.CHANGE_HIGHLIGHT: lambda: _("highlight changed: {what}"),
    Action.REMOVE_HIGHLIGHT: lambda: _("highlight removed: {what}"),
}
