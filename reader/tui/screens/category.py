"""A category to move articles to: one that there is, or a new name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList

from reader.i18n import _
from reader.text.clean import clean_line
from reader.text.folding import fold
from reader.tui.screens.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class CategoryScreen(Menu[str]):
    """A line to type on that narrows the list of categories; gives a name, None when nothing was chosen."""

    DEFAULT_CSS = """
    CategoryScreen > Vertical { width: 60; max-width: 92%; height: auto; max-height: 80%; }
    CategoryScreen OptionList { height: auto; max-height: 14; margin: 1 0 0 0; }
    """

    def __init__(self, title: str, names: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._names = names
        self._offered: list[str] = []

    def compose(self) -> ComposeResult:
        """What is moved, a line to type on, the categories, and what the keys do."""
        with Vertical(classes="dialog"):
            yield Label(Content(clean_line(self._title)), classes="dialog-title")
            yield Input(placeholder=_("A category, or the name of a new one"))
            options = OptionList()
            options.can_focus = False
            yield options
            yield Label(Content(_("Up and Down choose, Enter moves, Esc leaves.")), classes="dialog-hint")

    def on_mount(self) -> None:
        """Offer all."""
        self._offer("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _narrow(self, message: Input.Changed) -> None:
        self._offer(message.value)

    def _offer(self, text: str) -> None:
        """Show the categories that hold what is typed, and last the text itself when there is none of that name."""
        typed = clean_line(text)
        self._offered = [name for name in self._names if fold(typed) in fold(name)]
        shown = [Content(clean_line(name)) for name in self._offered]
        if typed and typed not in self._names:
            self._offered.append(typed)
            shown.append(Content(_("New: {name}").format(name=typed)))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(shown)
        options.highlighted = 0 if shown else None

    @on(Input.Submitted)
    def _submitted(self) -> None:
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self.dismiss(self._offered[highlighted])

    @on(OptionList.OptionSelected)
    def _clicked(self, message: OptionList.OptionSelected) -> None:
        self.dismiss(self._offered[message.option_index])
