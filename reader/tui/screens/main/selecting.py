"""Selecting in the article, and copying what is selected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.actions import SkipAction

from reader.i18n import _
from reader.tui.commands import Pane
from reader.tui.keys import key_label
from reader.tui.screens.main.finding import FindActions
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.key_bar import KeyHint

if TYPE_CHECKING:
    from reader.tui.commands import Situation


class SelectActions(FindActions):
    """What the reader does with a part of an article."""

    def situation(self) -> Situation:
        """What the table of commands needs to know, with whether something is selected."""
        return replace(super().situation(), selected=self._is_selected)

    @property
    def _is_selected(self) -> bool:
        return self.pane is Pane.ARTICLE and self.article_view.selected is not None

    def action_select(self) -> None:
        """Let keys select."""
        self.catch_up()
        self.go_to(Pane.ARTICLE)
        # Only then is the pane as large as it will be.
        self.call_after_refresh(self._begin_selecting)

    def _begin_selecting(self) -> None:
        if not self.article_view.begin_selecting():
            self.say(_("There is no text in sight."))

    @on(ArticleView.Selecting)
    def _show_keys_of_selecting(self) -> None:
        self.refresh_keys()

    def action_select_key(self, key: str) -> None:
        """Do what a key does while keys select: for the footer."""
        self.article_view.act_on_key(key)

    # Copying

    def action_copy_link(self) -> None:
        """Copy what is selected, or else the article's address."""
        if self._is_selected:
            self._copy_selection()
        else:
            super().action_copy_link()

    def action_copy_text(self) -> None:
        """Copy what is selected. Without that, Ctrl-C does what the application does with it."""
        if not self._is_selected:
            raise SkipAction
        self._copy_selection()

    @on(ArticleView.CopyWanted)
    def _copy_selection(self) -> None:
        """Copy what is selected, as it is written, and select it no more."""
        from reader.tui.wording import characters_copied

        selection = self.article_view.selection
        self.article_view.end_selection()
        if selection is not None:
            self.app.copy_to_clipboard(selection.quotation)
            self.say(characters_copied(selection.quotation))

    def refresh_keys(self) -> None:
        """Show in the footer what works here, now: while keys select, theirs."""
        if not self.article_view.is_selecting or self.pane is not Pane.ARTICLE:
            super().refresh_keys()
            return
        hints = (
            ("y", _("Copy")),
            ("H", _("Highlight")),
            ("V", _("Begin here")),
            ("o", _("Other end")),
            ("e", _("End of word")),
            ("right_curly_bracket", _("Next paragraph")),
            ("escape", _("Back")),
        )
        self.key_bar.show([KeyHint(key_label(key), text, f"select_key('{key}')") for key, text in hints])
