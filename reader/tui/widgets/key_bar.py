"""The footer: the keys that work here, now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.typeset.cells import cell_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class KeyHint(NamedTuple):
    """A key and what it does."""

    key: str
    label: str
    action: str


class KeyBar(Widget, can_focus=False):
    """One line of keys. One widget that draws a line: a change of focus repaints it and mounts nothing."""

    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--label"}
    """
    | Class | Description |
    | :- | :- |
    | `key-bar--key` | A key. |
    | `key-bar--label` | What it does. |
    """

    @dataclass
    class Pressed(Message):
        """Sent when a key is clicked."""

        action: str

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[KeyHint, ...] = ()

    @property
    def hints(self) -> tuple[KeyHint, ...]:
        """What is shown, as far as there is room."""
        return self._hints

    def show(self, hints: Sequence[KeyHint]) -> None:
        """Show keys; the last one stays when there is not room for all."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """The keys that have room, in order."""
        width = self.size.width
        key_style, label_style = (
            self.get_component_rich_style("key-bar--key"),
            self.get_component_rich_style("key-bar--label"),
        )
        segments = [Segment(" ", label_style)]
        for hint in self._fitting(width - 1):
            meta = Style(meta={"action": hint.action})
            segments.append(Segment(hint.key, key_style + meta))
            segments.append(Segment(f" {hint.label}", label_style + meta))
            segments.append(Segment("   ", label_style))
        return Strip(segments).adjust_cell_length(width, label_style)

    def _fitting(self, width: int) -> list[KeyHint]:
        def cells(hint: KeyHint) -> int:
            return cell_width(hint.key) + 1 + cell_width(hint.label) + 3

        if not self._hints:
            return []
        *hints, last = self._hints
        room = width - cells(last) + 3
        chosen = []
        for hint in hints:
            room -= cells(hint)
            if room < 0:
                break
            chosen.append(hint)
        return [*chosen, last]

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        action = event.style.meta.get("action")
        if action:
            self.post_message(self.Pressed(action))
