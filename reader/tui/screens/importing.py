"""The import dialog: a path with completion, progress while it works, and the report."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content as Text
from textual.message import Message
from textual.widgets import Input, Label, OptionList

from reader.errors import BroadsheetError
from reader.i18n import _
from reader.text.clean import clean_line
from reader.tui.path_completion import completions, expand
from reader.tui.report import progress_text, report_content
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from reader.library import Library
    from reader.model.report import ImportReport, Progress
    from reader.settings import Settings
    from reader.tui.marks import Marks


class ImportScreen(Dialog[bool]):
    """Brings in files and folders; gives whether the library has changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", show=False),
        Binding("down", "matches", show=False),
    ]

    DEFAULT_CSS = """
    ImportScreen > Vertical { width: 84; max-width: 96%; height: auto; max-height: 90%; }
    ImportScreen OptionList { height: auto; max-height: 8; }
    ImportScreen ArticleView { height: 16; max-height: 60%; display: none; }
    """

    @dataclass
    class Progressed(Message):
        """Sent from the thread of the import. Only the last of several counts."""

        progress: Progress

        def can_replace(self, message: Message) -> bool:
            """A newer one makes an older one pointless."""
            return isinstance(message, ImportScreen.Progressed)

    @dataclass
    class Finished(Message):
        """Sent from the thread of the import when it has ended."""

        outcome: ImportReport | BroadsheetError

    def __init__(self, library: Library, settings: Settings, marks: Marks) -> None:
        super().__init__()
        self._library = library
        self._limit = settings.importing.max_bytes
        self._marks = marks
        self._stop = threading.Event()
        self._importing = False
        self._changed = False
        self._taken: dict[str, str] = {}
        """Paths as they are, by how they were written into the line: a file name may hold what deceives a terminal."""

    def compose(self) -> ComposeResult:
        """A line for the path, what it may become, a line for progress, room for the report."""
        with Vertical(classes="dialog"):
            yield Label(Text(_("Import")), classes="dialog-title")
            yield Input(placeholder=_("A file or a folder"), select_on_focus=False)
            yield OptionList()
            yield Label(
                Text(_("Tab completes, Down chooses, Enter imports, Esc leaves.")), classes="dialog-hint"
            )
            yield ArticleView(self._marks, titled=False)

    def on_mount(self) -> None:
        """Begin in the home folder."""
        path = self.query_one(Input)
        path.value = "~/"
        path.cursor_position = len(path.value)
        path.focus()

    def on_unmount(self) -> None:
        """Stop when the program is left."""
        self._stop.set()

    # The path

    @on(Input.Changed)
    def _offer(self, message: Input.Changed) -> None:
        matches = self.query_one(OptionList)
        matches.clear_options()
        self._matches = completions(self._meant(message.value))
        matches.add_options(Text(clean_line(match)) for match in self._matches)
        matches.display = bool(self._matches)

    _matches: tuple[str, ...] = ()

    def action_complete(self) -> None:
        """Take the first match, or the one that is highlighted."""
        matches = self.query_one(OptionList)
        if self._matches:
            self._take(self._matches[matches.highlighted or 0])

    def action_matches(self) -> None:
        """Go into the list of matches."""
        if self._matches:
            matches = self.query_one(OptionList)
            matches.highlighted = 0
            matches.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        self._take(self._matches[message.option_index])

    def _take(self, match: str) -> None:
        path = self.query_one(Input)
        path.value = clean_line(match)
        path.cursor_position = len(path.value)
        path.focus()
        self._taken[path.value] = match

    def _meant(self, text: str) -> str:
        """The path that a text in the line stands for, which may go on after a match that was taken."""
        beginning = max((taken for taken in self._taken if text.startswith(taken)), key=len, default="")
        return self._taken.get(beginning, "") + text[len(beginning) :]

    # The import

    @on(Input.Submitted)
    def _start(self, message: Input.Submitted) -> None:
        if self._importing or not message.value.strip():
            return
        self._importing = True
        self._stop.clear()
        self._tell(_("Looking for files …"))
        path = expand(self._meant(message.value))
        # A thread of its own: in the pool it would take the place of what the screen needs (up to 1.5 s).
        threading.Thread(target=self._import, args=(path,), name="import", daemon=True).start()

    def _import(self, path: Path) -> None:
        outcome: ImportReport | BroadsheetError
        try:
            outcome = self._library.import_paths(
                [path],
                max_bytes=self._limit,
                on_progress=self._progressed,
                cancelled=self._stop.is_set,
            )
        except BroadsheetError as error:
            outcome = error
        self.post_message(self.Finished(outcome))

    def _progressed(self, progress: Progress) -> None:
        self.post_message(self.Progressed(progress))

    @on(Progressed)
    def _show_progress(self, message: Progressed) -> None:
        self._tell(progress_text(message.progress))

    @on(Finished)
    def _show_report(self, message: Finished) -> None:
        self._importing = False
        if isinstance(message.outcome, BroadsheetError):
            self._tell(message.outcome.sentences)
            return
        counts = message.outcome.counts
        self._changed = self._changed or bool(counts.added or counts.updated)
        self._tell(
            _("Stopped. Enter goes on from there, Esc goes back to reading.")
            if message.outcome.cancelled
            else _("Done. Enter imports more, Esc goes back to reading.")
        )
        self.query_one(OptionList).display = False
        view = self.query_one(ArticleView)
        view.display = True
        view.show(report_content(message.outcome))

    def _tell(self, text: str) -> None:
        self.query_one(".dialog-hint", Label).update(Text(clean_line(text)))

    def action_cancel(self) -> None:
        """Stop the import that runs; when none does, leave."""
        if self._importing:
            self._stop.set()
            self._tell(_("Stopping; what was done stays."))
        else:
            self.dismiss(self._changed)
