"""The outline: beside the text where there is room, over it where there is not, with the section that is read."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from textual import on

from reader.i18n import _
from reader.model.article import Place
from reader.tui.commands import BY_ID, Pane
from reader.tui.keys import effective_keys, key_label
from reader.tui.screens.main.watching import WatchingActions
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.key_bar import KeyHint

if TYPE_CHECKING:
    from textual import events

    from reader.model.article import Article, ArticleRow
    from reader.tui.screens.outline import OutlineScreen
    from reader.tui.widgets.outline import OutlinePane
    from reader.typeset.manuscript import OutlineEntry


class OutlineActions(WatchingActions):
    """Stays open from article to article, and is not seen where there are no headings."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self._outline_dialog: OutlineScreen | None = None
        self._gone_to: tuple[int, Place] | None = None
        """The heading that was gone to, by its block, and the place that was read then: near the end it is another one."""
        self._may_have_headings = False
        self._arranged_outlined = False
        """Whether the panes were arranged with an outline when they last were."""

    @property
    def is_outlined(self) -> bool:
        """Whether the outline is to stand beside the article: it is wanted, and there is one."""
        return self.outline_open and self.outline is not None and self._has_headings()

    @property
    def is_in_outline(self) -> bool:
        """Whether the keyboard is in the outline beside the text."""
        return self.outline is not None and self.focused is self.outline

    def _has_headings(self) -> bool:
        """Whether the article has headings, or may have some further on than it is parsed yet."""
        if self.article is None:
            return False
        return bool(self.article_view.outline) or (
            self._may_have_headings and not self.article_view.is_laid_out
        )

    # Opening and closing

    async def action_outline(self) -> None:
        """Open the outline, or close the one that stands beside the text."""
        self.catch_up()
        if not self._has_headings():
            self.say(_("This article has no headings."))
            return
        was_open, self.outline_open = self.outline_open, True
        if was_open and self.outline is not None and self.outline.display:
            self.outline_open = False
            self.arrange_panes()
            self.refresh_keys()
            return
        await self.mount_outline()
        if self.outline is not None and not self.outline.display:
            self.outline_open = was_open
            self._open_dialog()

    async def mount_outline(self) -> None:
        """Make the outline, where the reader wants it and there is none yet, and show it."""
        if self.outline is None and self.outline_open:
            from reader.tui.widgets.outline import OutlinePane

            self.outline = OutlinePane(self.marks)
            self.outline.display = False
            await self.mount(self.outline)
        self.refresh_outline()

    def _open_dialog(self) -> None:
        from reader.tui.screens.outline import OutlineScreen

        entries = self.article_view.outline
        self._outline_dialog = OutlineScreen(self.marks, entries, self._section(entries))
        self.app.push_screen(self._outline_dialog, self._leave_dialog)

    def _leave_dialog(self, block: int | None) -> None:
        self._outline_dialog = None
        if block is not None:
            self._go_to_heading(block)

    def leave_outline(self) -> bool:
        """Give the keyboard back to the text; False when it is not in the outline."""
        if self.is_in_outline:
            self.go_to(Pane.ARTICLE)
            return True
        return False

    # What it shows

    def refresh_outline(self) -> None:
        """Show the headings that are known by now, and which section is read."""
        entries = self.article_view.outline
        current = self._section(entries)
        if self._outline_dialog is not None and self._outline_dialog.is_mounted:
            self._outline_dialog.show(entries, current)
        if self.outline is not None:
            self.outline.show(entries, current)
            if self._arranged_outlined != self.is_outlined:
                self.arrange_panes()

    def _section(self, entries: list[OutlineEntry]) -> int | None:
        """Which of the headings that are known the section that is read has; None before the first."""
        view = self.article_view
        block = view.place.block
        if self._gone_to is not None and self._gone_to[1] == view.place:
            block = self._gone_to[0]
        number = bisect_right(entries, block, key=lambda entry: entry.block) - 1
        return number if number >= 0 else None

    @on(ArticleView.Scrolled)
    def _follow_reading(self) -> None:
        self.refresh_outline()

    def _set_page(self, article: Article, place: Place | None) -> None:
        self._gone_to = None
        self._may_have_headings = article.markdown.startswith("#") or "\n#" in article.markdown
        super()._set_page(article, place)
        self.refresh_outline()

    def preview(self, row: ArticleRow | None) -> None:
        """Show the article of a row, or nothing and no outline."""
        super().preview(row)
        if row is None:
            self.refresh_outline()

    def arrange_panes(self) -> None:
        """Put the panes where they belong; the keyboard does not stay in an outline that has gone."""
        self._arranged_outlined = self.is_outlined
        super().arrange_panes()
        if self.is_in_outline and self.outline is not None and not self.outline.display:
            self.set_focus(self.article_view, scroll_visible=False)

    def refresh_keys(self) -> None:
        """Show in the footer what works here, now: in the outline its own keys."""
        if not self.is_in_outline:
            super().refresh_keys()
            return
        hints = (
            ("go.in", _("Go there"), "outline_go"),
            ("go.back", _("Back"), "go_back"),
            ("article.outline", _("Close"), "outline"),
            ("app.help", _("Help"), "help"),
        )
        named = [
            (effective_keys(BY_ID[name], self.settings.keys), text, action) for name, text, action in hints
        ]
        self.key_bar.show([KeyHint(key_label(keys[0]), text, action) for keys, text, action in named if keys])

    # Going about in it

    def on_outline_pane_chosen(self, message: OutlinePane.Chosen) -> None:
        """Go to the heading that was chosen."""
        self._go_to_heading(message.block)

    def action_outline_go(self) -> None:
        """Choose the heading under the cursor: for the footer; the key is the outline's."""
        if self.outline is not None:
            self.outline.action_go_in()

    def _go_to_heading(self, block: int) -> None:
        self.go_to(Pane.ARTICLE)
        self.article_view.go_to_place(Place(block))
        self._gone_to = (block, self.article_view.place)
        self.refresh_outline()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The outline belongs to the pane of the article."""
        if event.widget is self.outline:
            if self.pane is not Pane.ARTICLE:
                self.pane_entered(Pane.ARTICLE)
            self.refresh_keys()
        elif event.widget is self.article_view and self.outline is not None:
            self.refresh_keys()

    def _enter_outline(self) -> bool:
        """Give the keyboard to the outline; False when it is not seen."""
        if self.outline is None or not self.outline.display:
            return False
        self.set_focus(self.outline, scroll_visible=False)
        return True

    def action_pane_left(self) -> None:
        """Go to the pane to the left; from the outline, to its text."""
        if not self.leave_outline():
            super().action_pane_left()

    def action_pane_right(self) -> None:
        """Go to the pane to the right; from the text, to its outline."""
        if not self.is_in_outline and not (self.pane is Pane.ARTICLE and self._enter_outline()):
            super().action_pane_right()

    def action_pane_next(self) -> None:
        """Go to the next pane, in a circle; the outline comes after its text."""
        if self.is_in_outline or self.pane is not Pane.ARTICLE or not self._enter_outline():
            super().action_pane_next()

    def action_pane_previous(self) -> None:
        """Go to the pane before, in a circle."""
        if self.leave_outline():
            return
        super().action_pane_previous()
        if self.pane is Pane.ARTICLE:
            self._enter_outline()
