"""The script that Chinese is shown in: as written, 简体, 繁體. Only the screen changes, never what is kept or copied."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.tui.screens.main.reading import ReadingActions
from reader.tui.script import Script, load_converter, script_name

if TYPE_CHECKING:
    from reader.text.conversion import Converter


class ScriptActions(ReadingActions):
    """Going from script to script."""

    def action_script(self) -> None:
        """Show Chinese in the next script: as written, 简体, 繁體."""
        self.script = self.script.next
        self.show_script()
        self.say(script_name(self.script))
        self.keep_session()

    def show_script(self) -> None:
        """Show everything in the chosen script, once its dictionaries are there: at the first time they are loaded."""
        self.workers.cancel_group(self, "script")
        if self.script is Script.AS_WRITTEN:
            self._show_converted(self.script, None)
        else:
            self.run_worker(
                partial(self._load_script, self.script), thread=True, group="script", exclusive=True
            )

    def _load_script(self, script: Script) -> None:
        worker = get_current_worker()
        converter = load_converter(script, self.settings)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_converted, script, converter)

    def _show_converted(self, script: Script, converter: Converter | None) -> None:
        if script is not self.script or converter is self.converter:
            return
        self.converter = converter
        self.sidebar.set_converter(converter)
        self.article_list.set_converter(converter)
        self.refresh_list_title()
        if self.article is not None:
            self.article_view.update_head(self.content_of(self.article))
            self.show_category()
