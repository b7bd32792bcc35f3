"""A pane of lines whose foreign texts are shown in the script that the reader wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.page_content import in_script
from reader.tui.widgets.scrolling import LinePane

if TYPE_CHECKING:
    from reader.text.conversion import Converter


class ScriptedPane(LinePane):
    """Converts what it draws when it draws it, and nothing else: what it tells others is as it was written."""

    _converter: Converter | None = None

    def set_converter(self, converter: Converter | None) -> None:
        """Show texts in the script of a converter, or as they are written."""
        self._converter = converter
        self.refresh()

    def in_script(self, text: str) -> str:
        """A clean text as it is shown."""
        return in_script(self._converter, text)
