"""A menu: one of several things to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList

from reader.text.clean import clean_line
from reader.tui.screens.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult


class ChoiceScreen(Menu[int]):
    """A list of texts; gives the position of the chosen one, None when nothing was chosen. The texts may be foreign."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,s,t", "cancel", show=False),
    ]

    DEFAULT_CSS = """
    ChoiceScreen > Vertical { width: 56; max-width: 90%; height: auto; max-height: 80%; }
    ChoiceScreen OptionList { height: auto; max-height: 100%; }
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[str],
        present: int = 0,
        on_move: Callable[[int], None] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._present = present
        self._on_move = on_move

    def compose(self) -> ComposeResult:
        """A title over the choices."""
        with Vertical(classes="dialog"):
            yield Label(Content(self._title), classes="dialog-title")
            yield OptionList(*(Content(self._indented(choice)) for choice in self._choices))

    @staticmethod
    def _indented(choice: str) -> str:
        depth = len(choice) - len(choice.lstrip(" "))
        return " " * depth + clean_line(choice)

    def on_mount(self) -> None:
        """Begin at the present choice."""
        options = self.query_one(OptionList)
        options.highlighted = self._present
        options.focus()

    @on(OptionList.OptionHighlighted)
    def _moved(self, message: OptionList.OptionHighlighted) -> None:
        if self._on_move is not None:
            self._on_move(message.option_index)

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        self.dismiss(message.option_index)
