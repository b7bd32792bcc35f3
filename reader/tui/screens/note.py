"""Two lines to write on: a note and tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label

from reader.i18n import _
from reader.text.clean import clean_line
from reader.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


_BETWEEN_TAGS = re.compile("[,，、;；#＃]")
"""What stands between tags: commas of both kinds, or the sign that marks one. A single blank can be part of a name."""


class Note(NamedTuple):
    """What was written."""

    text: str
    tags: list[str]


class NoteScreen(Dialog[Note]):
    """Asks for a note and tags; gives them, both "" to have none, or None when nothing shall change."""

    DEFAULT_CSS = """
    NoteScreen > Vertical { width: 72; max-width: 92%; height: auto; }
    NoteScreen .label { margin: 1 0 0 0; }
    """

    def __init__(self, title: str, note: str, tags: Sequence[str] = ()) -> None:
        super().__init__()
        self._title = title
        self._note = note
        self._tags = tags

    def compose(self) -> ComposeResult:
        """The title of the article, the lines to write on, and what the keys do."""
        with Vertical(classes="dialog"):
            yield Label(Content(clean_line(self._title)), classes="dialog-title")
            yield Label(Content(_("Note")))
            yield Input(
                clean_line(self._note),
                id="note",
                placeholder=_("A note on this bookmark"),
                select_on_focus=False,
            )
            yield Label(Content(_("Tags")), classes="label")
            tags = ", ".join(clean_line(name) for name in self._tags)
            yield Input(
                tags, id="tags", placeholder=_("Tags, with commas between them"), select_on_focus=False
            )
            yield Label(
                Content(_("Tab changes the line, Enter keeps both, Esc leaves everything as it was.")),
                classes="dialog-hint",
            )

    def on_mount(self) -> None:
        """Write the note at once."""
        self.query_one("#note", Input).focus()

    @on(Input.Submitted)
    def _written(self) -> None:
        note, tags = (clean_line(self.query_one(line, Input).value) for line in ("#note", "#tags"))
        self.dismiss(Note(note, [name.strip() for name in _BETWEEN_TAGS.split(tags) if name.strip()]))
