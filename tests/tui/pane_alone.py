"""The article pane and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App, ComposeResult

from reader.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from textual.pilot import Pilot


class PaneAlone(App[None]):
    """An application that shows an article on the whole screen."""

    def compose(self) -> ComposeResult:
        yield ArticleView(titled=False)

    @property
    def view(self) -> ArticleView:
        """The pane."""
        return self.query_one(ArticleView)

    @property
    def shown(self) -> list[str]:
        """What the screen shows, without blanks at the ends of lines."""
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]

    def lines(self) -> list[str]:
        """All lines of the article, as wide as the pane, laid out at once."""
        page = self.view._page
        assert page is not None
        while not page.done:
            page.advance(100_000)
            self.view._settle(page)
        strips = [self.view.draw_line(line, self.view.line_width) for line in range(len(page))]
        assert all(strip.cell_length == self.view.line_width for strip in strips)
        return [strip.text.rstrip() for strip in strips]

    async def turn_to(self, pilot: Pilot[None], columns: int, rows: int) -> None:
        """Give the terminal another size."""
        await pilot.resize_terminal(columns, rows)
        await pilot.pause()
