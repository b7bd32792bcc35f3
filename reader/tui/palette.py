"""The command palette: commands, categories and articles, found by a part of their name."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.i18n import _
from reader.resources import resource
from reader.text.clean import clean_line
from reader.tui.bindings import app_bindings
from reader.tui.commands import COMMANDS, label
from reader.tui.keys import effective_keys, key_label

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.style import Style

    from reader.tui.screens.main import MainScreen

_MOST_ARTICLES = 20
"""Titles that are offered at most: what fits on a tall screen."""
_ARTICLE_SCORE = 0.01
"""Articles stand below every command and category that fits."""


def open_palette(screen: MainScreen) -> None:
    """Open the palette over the main screen."""
    palette = Palette(
        [CommandProvider, CategoryProvider, ArticleProvider],
        placeholder=_("A command, a category, an article …"),
    )
    screen.app.push_screen(palette)


class Palette(CommandPalette):
    """Textual's palette in our look."""

    BINDINGS: ClassVar[list[BindingType]] = app_bindings()
    CSS_PATH = resource("styles", "palette.tcss")


def highlighted(text: str, query: str, style: Style | None) -> Content:
    """The text as literal content, the part that fits the query marked."""
    content = Content(text)
    start = text.casefold().find(query.casefold())
    if start < 0 or style is None:
        return content
    return content.stylize(style, start, start + len(query))


class MainProvider(Provider):
    """A provider that works for the main screen alone."""

    @property
    def main(self) -> MainScreen:
        """The main screen."""
        return self.screen  # type: ignore[return-value]


class CommandProvider(MainProvider):
    """Offers the commands that can do something now."""

    async def discover(self) -> Hits:
        """Offer all of them before anything is typed."""
        for name, action, text in self._commands():
            yield DiscoveryHit(Content(name), partial(self.main.run_action, action), name, text)

    async def search(self, query: str) -> Hits:
        """Offer those whose name or explanation fits."""
        matcher = self.matcher(query)
        for name, action, text in self._commands():
            # Letters of a query stand scattered in almost every sentence: there it has to fit as it is.
            score = max(matcher.match(name), 0.5 if query.casefold() in text.casefold() else 0.0)
            if score > 0:
                display = highlighted(name, query, self.match_style)
                yield Hit(score, display, partial(self.main.run_action, action), name, text)

    def _commands(self) -> list[tuple[str, str, str]]:
        now = self.main.situation()
        remapped = self.main.settings.keys
        found = []
        for command in COMMANDS:
            if command.palette and command.enabled(now):
                keys = " ".join(key_label(key) for key in effective_keys(command, remapped))
                found.append((label(command), command.action, f"{keys}  {_(command.help)}".strip()))
        return found


class CategoryProvider(MainProvider):
    """Offers the folders and categories of the sidebar."""

    async def search(self, query: str) -> Hits:
        """Offer those whose name fits."""
        matcher = self.matcher(query)
        for entry in self.main.sidebar.entries:
            if entry.which is not None and (score := matcher.match(entry.name)) > 0:
                display = highlighted(entry.name, query, self.match_style)
                yield Hit(
                    score, display, partial(self.main.go_to_category, entry.which), entry.name, _("Category")
                )


class ArticleProvider(MainProvider):
    """Offers articles by their title, the newest first. The library is asked off the UI thread: it may read every title."""

    async def search(self, query: str) -> Hits:
        """Offer those whose title holds the query."""
        rows = await asyncio.to_thread(self.main.library.find_titles, query, _MOST_ARTICLES)
        for number, row in enumerate(rows):
            title = clean_line(row.title)
            display = highlighted(title, query, self.match_style)
            score = _ARTICLE_SCORE * (1 - number / (len(rows) + 1))
            shown = published[:10] if (published := row.published) else ""
            yield Hit(score, display, partial(self.main.go_to_article, row.id), title, shown)
