"""Tables that are wider than their place: slid sideways."""

from __future__ import annotations

from reader.tui.screens.main.links import LinkActions


class TableActions(LinkActions):
    """A wide table in sight shows its first column and some beside it."""

    def action_table_left(self) -> None:
        """Show the column left of those that are seen."""
        self.article_view.slide_table(-1)

    def action_table_right(self) -> None:
        """Show the column right of those that are seen."""
        self.article_view.slide_table(1)
