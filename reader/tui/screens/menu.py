"""What the dialogs with a list have in common: its cursor, and for a collection that is kept elsewhere the list itself."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList

from reader.errors import BroadsheetError
from reader.text.clean import clean_line
from reader.tui.screens.dialog import Dialog, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

Item = TypeVar("Item")

_SHOWN = 500
"""Items that are listed, the newest first: a list of options takes 50 ms for so many."""


def move_cursor(options: OptionList, step: int) -> None:
    """Move the cursor of a list down, or up for a negative step."""
    if step > 0:
        options.action_cursor_down()
    else:
        options.action_cursor_up()


class Menu(Dialog[Result]):
    """A dialog with a list of options."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
    ]

    def action_move(self, step: int) -> None:
        """Move the cursor of the list."""
        move_cursor(self.query_one(OptionList), step)


class Collection(Menu[Result], Generic[Result, Item]):
    """All that the library has of a kind, the newest first, with what can be done to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,delete", "remove", show=False),
        Binding("q", "cancel", show=False),
    ]

    DEFAULT_CSS = """
    Collection > Vertical { width: 84; max-width: 96%; height: auto; max-height: 90%; }
    Collection OptionList { height: auto; max-height: 100%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._items: Sequence[Item] = ()

    @abstractmethod
    def read(self) -> Sequence[Item]:
        """What there is, the newest first."""

    @abstractmethod
    def headline(self, total: int) -> str:
        """How much there is."""

    @abstractmethod
    def hint(self, total: int) -> str:
        """What the keys do."""

    @abstractmethod
    def lines(self, item: Item) -> Content:
        """What is shown of an item."""

    def compose(self) -> ComposeResult:
        """How much there is, the items, and what the keys do."""
        with Vertical(classes="dialog"):
            yield Label("", classes="dialog-title")
            yield OptionList()
            yield Label("", classes="dialog-hint")

    def on_mount(self) -> None:
        """Show what there is."""
        self.fill()
        self.query_one(OptionList).focus()

    def fill(self) -> None:
        """Show what there is now, with the cursor where it was."""
        options = self.query_one(OptionList)
        cursor = options.highlighted or 0
        self._items = self.read()
        total = len(self._items)
        self.query_one(".dialog-title", Label).update(Content(self.headline(total)))
        options.clear_options()
        options.add_options(self.lines(item) for item in self._items[:_SHOWN])
        options.highlighted = min(cursor, min(total, _SHOWN) - 1) if total else None
        self.tell(self.hint(total))

    def tell(self, text: str) -> None:
        """Say something in place of what the keys do."""
        self.query_one(".dialog-hint", Label).update(Content(text))

    @property
    def selected(self) -> Item | None:
        """The item under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._items[at] if at is not None and at < len(self._items) else None

    def attempt(self, do: Callable[[], object]) -> bool:
        """Do something to the collection and show it anew, or tell why it cannot be done; gives whether it was."""
        try:
            do()
        except BroadsheetError as error:
            self.tell(clean_line(error.sentences))
            return False
        self.fill()
        return True
