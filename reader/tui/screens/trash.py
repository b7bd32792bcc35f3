"""What was deleted: to look through, to bring back, to remove for ever."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from reader.i18n import _, ngettext
from reader.model.trash import TrashedArticle
from reader.text.clean import clean_line
from reader.tui.screens.menu import Collection
from reader.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library import Library

_CONFIRM_SECONDS = 3.0
"""How long what cannot be undone waits for its key to be struck again."""


class TrashScreen(Collection[bool, TrashedArticle]):
    """The trash, the last deleted first; gives whether something was brought back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("X", "empty", show=False)]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._changed = False
        self._asked: tuple[str, float] = ("", float("-inf"))
        """What waits to be confirmed, and since when."""

    def read(self) -> Sequence[TrashedArticle]:
        """What lies there."""
        return self._library.trash.articles()

    def headline(self, total: int) -> str:
        """How much there is."""
        return ngettext("Trash: {count} article", "Trash: {count} articles", total).format(count=count(total))

    def hint(self, total: int) -> str:
        """What the keys do."""
        hint = _("Enter brings back, x removes for ever, X empties the trash, Esc leaves.")
        return hint if total else _("The trash is empty. Esc leaves.")

    def lines(self, item: TrashedArticle) -> Content:
        """The day on which it was deleted, and its title."""
        day = item.deleted_at.astimezone().strftime("%m-%d")
        return Content(f"{day}  {clean_line(item.title)}")

    def action_cancel(self) -> None:
        """Leave, and tell whether something has changed."""
        self.dismiss(self._changed)

    @on(OptionList.OptionSelected)
    def _restore(self) -> None:
        article = self.selected
        if article is not None and self.attempt(lambda: self._library.trash.restore([article.id])):
            self._changed = True

    def action_remove(self) -> None:
        """Remove the article for ever, when the key is struck twice."""
        article = self.selected
        question = _("x once more removes it for ever.")
        if article is not None and self._is_confirmed(f"remove {article.id}", question):
            self.attempt(lambda: self._library.trash.empty(ids=[article.id]))

    def action_empty(self) -> None:
        """Remove all for ever, when the key is struck twice."""
        if self.selected and self._is_confirmed("empty", _("X once more removes all of it for ever.")):
            self.attempt(self._library.trash.empty)

    def _is_confirmed(self, what: str, question: str) -> bool:
        """Whether the same was asked for a moment ago: this cannot be undone."""
        asked, at = self._asked
        now = time.monotonic()
        if asked == what and now - at < _CONFIRM_SECONDS:
            self._asked = "", float("-inf")
            return True
        self._asked = what, now
        self.tell(question)
        return False
