"""The line on which a search is written, what came of it, and what could be written or is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from reader.i18n import _
from reader.text.clean import clean_line
from reader.tui.marks import UNICODE, Marks
from reader.tui.widgets.query_error import error_lines
from reader.typeset.cells import cell_width, fit, truncate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events
    from textual.app import ComposeResult

    from reader.errors import QueryError
    from reader.text.query.completion import Completion

_SIGN = 3
"""Cells before the input: a blank, the sign, a blank."""
_FACTS = 38
"""Cells for scope, count and time at most: the input has the rest."""


class SearchInput(Input):
    """The line itself. What leads out of it are actions of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.search_enter", show=False),
        Binding("down", "screen.search_down", show=False),
        Binding("up", "screen.search_up", show=False),
        Binding("tab", "screen.search_scope", show=False),
        Binding("escape", "screen.go_back", show=False),
        Binding("ctrl+@", "next_completion", show=False),  # what terminals send for Ctrl-Space
    ]

    @dataclass
    class CompletionTaken(Message):
        """Sent when a completion shall be written."""

    @dataclass
    class CompletionPassed(Message):
        """Sent when the next completion shall be the one that is taken."""

    def action_cursor_right(self, select: bool = False) -> None:
        """One character to the right; at the end of the text take what is offered there."""
        if not select and self.selection.is_empty and self.cursor_position == len(self.value):
            self.post_message(self.CompletionTaken())
        else:
            super().action_cursor_right(select)

    def action_next_completion(self) -> None:
        """Go on to the next completion."""
        self.post_message(self.CompletionPassed())


class SearchBox(Widget):
    """One line; more while there is something to say, over whatever is below.

    Draws everything but the input itself, so that it is two widgets and not ten.
    """

    DEFAULT_CSS = """
    SearchBox { height: 1; }
    SearchBox > SearchInput { position: absolute; height: 1; border: none; padding: 0; }
    SearchBox > SearchInput:focus { border: none; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "search-box--sign",
        "search-box--faint",
        "search-box--chosen",
        "search-box--error",
    }
    """
    | Class | Description |
    | :- | :- |
    | `search-box--sign` | The sign before the input. |
    | `search-box--faint` | Scope, count, time and completions. |
    | `search-box--chosen` | The completion that is taken. |
    | `search-box--error` | What is wrong. |
    """

    @dataclass
    class Changed(Message):
        """Sent when another text stands in the box."""

        text: str

    def __init__(self, marks: Marks = UNICODE) -> None:
        super().__init__()
        self._marks = marks
        self._facts: tuple[str, ...] = ()
        self._completions: Sequence[Completion] = ()
        self._chosen = 0
        self._error: QueryError | None = None

    def compose(self) -> ComposeResult:
        """The input."""
        yield SearchInput(placeholder=_("Search"))

    # Public

    @property
    def input(self) -> SearchInput:
        """The line on which is written."""
        return self.query_one(SearchInput)

    @property
    def text(self) -> str:
        """What is written."""
        return self.input.value

    @property
    def lines(self) -> int:
        """The lines that it needs now."""
        return 1 + len(self._remarks())

    def write(self, text: str) -> None:
        """Put a text into the box, with the cursor at its end."""
        self.input.value = text
        self.input.cursor_position = len(text)

    def tell(self, *facts: str) -> None:
        """Show scope, count and time: on a narrow line without the time, or the count alone. Texts may be foreign."""
        told = tuple(map(clean_line, facts))
        if told != self._facts:
            self._facts = told
            self.refresh()

    def offer(self, completions: Sequence[Completion]) -> None:
        """Show what could be written; takes the place of an error."""
        self._completions, self._chosen, self._error = completions, 0, None
        self._fit()

    def refuse(self, error: QueryError) -> None:
        """Show what is wrong, under the place where it is."""
        self._completions, self._error = (), error
        self._fit()

    # Drawing

    def _fit(self) -> None:
        if self.styles.height is None or self.styles.height.value != self.lines:
            self.styles.height = self.lines
        self.refresh()

    @property
    def _facts_width(self) -> int:
        return min(_FACTS, self.size.width // 2)

    def render_line(self, y: int) -> Strip:
        """The sign and the facts, between which the input lies, then the remarks."""
        width = self.size.width
        faint = self._style("faint")
        if y == 0:
            facts = fit(self._told(), self._facts_width - 1, align="right", ellipsis=self._marks.ellipsis)
            blank = " " * (width - _SIGN - self._facts_width)
            segments = [Segment(" / ", self._style("sign")), Segment(blank + facts + " ", faint)]
        else:
            remarks = self._remarks()
            segments = remarks[y - 1] if y <= len(remarks) else []
        return Strip(segments).adjust_cell_length(width, faint)

    def _told(self) -> str:
        """As many of the facts as have room, the count before all others."""
        choices = [", ".join(some) for some in (self._facts, self._facts[:2], self._facts[1:2]) if some]
        return next((each for each in choices if cell_width(each) < self._facts_width), "".join(choices[-1:]))

    def _remarks(self) -> list[list[Segment]]:
        if self._error is not None:
            return self._error_lines(self._error)
        return [self._completion_line()] if self._completions else []

    def _error_lines(self, error: QueryError) -> list[list[Segment]]:
        width = self.size.width - _SIGN - 1
        lines = error_lines(error, self.input, max(1, width))
        return [[Segment(" " * _SIGN + line, self._style("error"))] for line in lines]

    def _completion_line(self) -> list[Segment]:
        faint, segments = self._style("faint"), [Segment(" " * _SIGN, self._style("faint"))]
        room = self.size.width - _SIGN
        for number, completion in enumerate(self._completions):
            label = truncate(clean_line(completion.label), room, self._marks.ellipsis)
            room -= cell_width(label) + 2
            if room < 0:
                break
            segments += [
                Segment(label, self._style("chosen") if number == self._chosen else faint),
                Segment("  ", faint),
            ]
        return segments

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"search-box--{name}")

    # Events

    def on_resize(self, _event: events.Resize) -> None:
        """Give the input what the facts leave."""
        line = self.input
        line.styles.offset = (_SIGN, 0)
        line.styles.width = max(1, self.size.width - _SIGN - self._facts_width - 1)
        self._fit()

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        message.stop()
        self.post_message(self.Changed(message.value))

    @on(SearchInput.CompletionTaken)
    def _take(self) -> None:
        line = self.input
        if self._completions:
            taken = self._completions[self._chosen]
            if taken.stop >= len(line.value):
                line.replace(taken.text, taken.start, taken.stop)

    @on(SearchInput.CompletionPassed)
    def _pass(self) -> None:
        if self._completions:
            self._chosen = (self._chosen + 1) % len(self._completions)
            self.refresh()
