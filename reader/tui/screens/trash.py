"""What was deleted: to look through, to bring back, to remove for ever."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList

from reader.errors import BroadsheetError
from reader.i18n import _, ngettext
from reader.text.clean import clean_line
from reader.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from reader.library import Library
    from reader.model.trash import TrashedArticle

_SHOWN = 500
"""Articles that are listed, the last deleted first: a list of options takes 50 ms for so many."""
_CONFIRM_SECONDS = 3.0
"""How long what cannot be undone waits for its key to be struck again."""


class TrashScreen(Dialog[bool]):
    """The trash, the last deleted first; gives whether something was brought back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("x,delete", "remove", show=False),
        Binding("X", "empty", show=False),
        Binding("q", "cancel", show=False),
    ]

    DEFAULT_CSS = """
    TrashScreen > Vertical { width: 84; max-width: 96%; height: auto; max-height: 90%; }
    TrashScreen OptionList { height: auto; max-height: 100%; }
    """

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._articles: list[TrashedArticle] = []
        self._changed = False
        self._asked: tuple[str, float] = ("", float("-inf"))
        """What waits to be confirmed, and since when."""

    def compose(self) -> ComposeResult:
        """How much there is, the articles, and what the keys do."""
        with Vertical(classes="dialog"):
            yield Label("", classes="dialog-title")
            yield OptionList()
            yield Label("", classes="dialog-hint")

    def on_mount(self) -> None:
        """Show what lies there."""
        self._fill()
        self.query_one(OptionList).focus()

    def _fill(self) -> None:
        options = self.query_one(OptionList)
        cursor = options.highlighted or 0
        self._articles = self._library.trash.articles()
        total = len(self._articles)
        title = ngettext("Trash: {count} article", "Trash: {count} articles", total)
        self.query_one(".dialog-title", Label).update(Content(title.format(count=f"{total:,}")))
        options.clear_options()
        options.add_options(self._line(article) for article in self._articles[:_SHOWN])
        options.highlighted = min(cursor, min(total, _SHOWN) - 1) if total else None
        hint = _("Enter brings back, x removes for ever, X empties the trash, Esc leaves.")
        self._tell(hint if total else _("The trash is empty. Esc leaves."))

    @staticmethod
    def _line(article: TrashedArticle) -> Content:
        day = article.deleted_at.astimezone().strftime("%m-%d")
        return Content(f"{day}  {clean_line(article.title)}")

    def _tell(self, text: str) -> None:
        self.query_one(".dialog-hint", Label).update(Content(text))

    @property
    def _selected(self) -> TrashedArticle | None:
        at = self.query_one(OptionList).highlighted
        return self._articles[at] if at is not None and at < len(self._articles) else None

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_cancel(self) -> None:
        """Leave, and tell whether something has changed."""
        self.dismiss(self._changed)

    @on(OptionList.OptionSelected)
    def _restore(self) -> None:
        article = self._selected
        if article is not None:
            self._attempt(lambda: self._library.trash.restore([article.id]))
            self._changed = True

    def action_remove(self) -> None:
        """Remove the article for ever, when the key is struck twice."""
        article = self._selected
        if article is not None and self._is_confirmed(
            f"remove {article.id}", _("x once more removes it for ever.")
        ):
            self._attempt(lambda: self._library.trash.empty(ids=[article.id]))

    def action_empty(self) -> None:
        """Remove all for ever, when the key is struck twice."""
        if self._articles and self._is_confirmed("empty", _("X once more removes all of it for ever.")):
            self._attempt(self._library.trash.empty)

    def _is_confirmed(self, what: str, question: str) -> bool:
        """Whether the same was asked for a moment ago: this cannot be undone."""
        asked, at = self._asked
        now = time.monotonic()
        if asked == what and now - at < _CONFIRM_SECONDS:
            self._asked = "", float("-inf")
            return True
        self._asked = what, now
        self._tell(question)
        return False

    def _attempt(self, do: Callable[[], object]) -> None:
        try:
            do()
        except BroadsheetError as error:
            self._tell(clean_line(error.sentences))
        else:
            self._fill()
