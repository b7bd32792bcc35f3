"""The line at the foot of an article on which is written what shall be found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from reader.i18n import _
from reader.tui.widgets.search_box import SearchBox, SearchInput

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FindInput(SearchInput):
    """The line itself, with keys of its own. What leads out of it are actions of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.find_keep", show=False),
        Binding("down", "screen.next_hit", show=False),
        Binding("up", "screen.previous_hit", show=False),
        Binding("tab", "screen.find_keep", show=False),
        Binding("escape", "screen.find_leave", show=False),
    ]


class FindBox(SearchBox):
    """Looks as the box of a search does, and is about one article."""

    class Changed(SearchBox.Changed):
        """Sent when another text stands in the box."""

    def compose(self) -> ComposeResult:
        """The input."""
        yield FindInput(placeholder=_("Find in the article"))
