"""Panes: which are shown, which has the keyboard, how large they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.i18n import _, ngettext
from reader.tui.arrangement import arrange, arrange_alone, is_stacked
from reader.tui.commands import Pane
from reader.tui.measure import MEASURES
from reader.tui.screens.main.waiting import WaitingActions

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from reader.tui.arrangement import Box

_CIRCLE = (Pane.SIDEBAR, Pane.LIST, Pane.ARTICLE)


class PaneActions(WaitingActions):
    """Going from pane to pane, and giving them room."""

    def arrange_panes(self) -> None:
        """Put the panes where they belong, in the sizes that the reader chose."""
        width, height = self.app.size
        foot = 1 + self._arrange_message(width, height)
        height, searching = max(1, height - foot), self.searched is not None
        if self.marks.linear:
            places = arrange_alone(width, height, self.pane, searching, self.is_finding)
        else:
            places = arrange(
                width, height, self.pane, self.zen, self.sizes, searching, self.is_finding, self.is_outlined
            )
        panes: list[tuple[Widget | None, Box | None]] = [
            (self.sidebar, places.sidebar),
            (self.article_list, places.list),
            (self.article_view, places.article),
            (self.outline, places.outline),
        ]
        for widget, box in panes:
            if widget is None:
                continue
            widget.display = box is not None
            if box is not None:
                widget.styles.offset = (box.x, box.y)
                widget.styles.width, widget.styles.height = box.width, box.height
        for line, box in ((self.search_box, places.search), (self.find_box, places.find)):
            if line is not None:
                line.display = box is not None
                if box is not None:
                    line.styles.offset, line.styles.width = (box.x, box.y), box.width  # as high as it needs
        self._place_toasts(places.article or places.list or places.sidebar)

    def _place_toasts(self, box: Box | None) -> None:
        """Keep what is told in passing over one pane.

        Textual divides every line at the edges of all panes, and leaves blanks for a wide character that it cuts in two.
        """
        for rack in self.query("ToastRack"):
            if box is not None:
                rack.styles.offset, rack.styles.width = (box.x, 0), box.width

    def _arrange_message(self, width: int, height: int) -> int:
        """Put what was said last below the keys; gives the lines that it takes, 0 where messages are not kept."""
        line = self.message_line
        if line is None:
            return 0
        lines = min(line.lines(width), max(1, height // 2))
        line.styles.width, line.styles.height = width, lines
        line.styles.offset = (0, height - lines)
        self.key_bar.styles.offset = (0, -lines)
        return lines

    def tell(self, text: str) -> None:
        """Show a message that stays until the next one: in the linear mode."""
        if self.message_line is not None:
            self.message_line.show(text)
            if self.is_mounted:  # else they are arranged when they are there
                self.arrange_panes()

    def go_to(self, pane: Pane) -> None:
        """Give the keyboard to a pane, and show it if it is not on the screen."""
        if pane is not Pane.ARTICLE:
            self.zen = False
        self.pane = pane
        self.arrange_panes()
        self.set_focus(self._widget_of(pane), scroll_visible=False)
        self.refresh_keys()

    def pane_entered(self, pane: Pane) -> None:
        """Called when the keyboard has come to another pane, by key or by mouse."""
        self.pane = pane
        self.arrange_panes()
        self.refresh_keys()

    def _widget_of(self, pane: Pane) -> Widget:
        return {Pane.SIDEBAR: self.sidebar, Pane.LIST: self.article_list, Pane.ARTICLE: self.article_view}[
            pane
        ]

    def _neighbour(self, step: int) -> Pane:
        return _CIRCLE[(_CIRCLE.index(self.pane) + step) % len(_CIRCLE)]

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the keyboard when the mouse has moved it."""
        pane = next((pane for pane in _CIRCLE if self._widget_of(pane) is event.widget), None)
        if self.is_writing:
            pane = Pane.LIST
            self.refresh_keys()
        if pane is not None and pane is not self.pane:
            self.pane_entered(pane)

    def on_resize(self) -> None:
        """Rearrange the panes for the terminal's new size."""
        self.arrange_panes()

    def action_pane_left(self) -> None:
        """Go to the pane to the left; the leftmost one stays."""
        if self.pane is not Pane.SIDEBAR:
            self.go_to(self._neighbour(-1))

    def action_pane_right(self) -> None:
        """Go to the pane to the right; the rightmost one stays."""
        if self.pane is not Pane.ARTICLE and not (self.pane is Pane.LIST and self.article is None):
            self.go_to(self._neighbour(1))

    def action_pane_next(self) -> None:
        """Go to the next pane, in a circle."""
        self.go_to(self._neighbour(1))

    def action_pane_previous(self) -> None:
        """Go to the pane before, in a circle."""
        self.go_to(self._neighbour(-1))

    def action_pane_sidebar(self) -> None:
        """Go to the categories."""
        self.go_to(Pane.SIDEBAR)

    def action_pane_list(self) -> None:
        """Go to the list."""
        self.go_to(Pane.LIST)

    def action_pane_article(self) -> None:
        """Go to the article."""
        self.go_to(Pane.ARTICLE)

    def action_zen(self) -> None:
        """Give the article the whole screen, or take it back."""
        self.zen = not (self.zen and self.pane is Pane.ARTICLE)
        self.go_to(Pane.ARTICLE)

    def action_measure(self) -> None:
        """Set lines of comfortable length, as wide as the pane, or in columns where there is room for two."""
        at = MEASURES.index(self.measure) + 1
        following = MEASURES[at % len(MEASURES)]
        columns = self.article_view.columns
        if following == "columns" and (columns < 2 or self.marks.linear):
            following = MEASURES[0]
        self.measure = following
        self.article_view.set_measure(following)
        said = {
            "comfortable": _("Lines of comfortable length."),
            "wide": _("Lines as wide as the pane."),
            "columns": ngettext("{count} column.", "{count} columns.", columns).format(count=columns),
        }
        self.say(said[following])

    def action_grow(self) -> None:
        """Give the pane more room."""
        self._resize_pane(1)

    def action_shrink(self) -> None:
        """Give the pane less room."""
        self._resize_pane(-1)

    def _resize_pane(self, step: int) -> None:
        self.sizes = self.sizes.changed(self.pane, is_stacked(self.app.size.width), step)
        self.arrange_panes()
