"""The table of commands as Textual bindings and as a keymap."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from reader.tui.commands import BY_ID, COMMANDS, Command, Group
from reader.tui.keys import with_twins

if TYPE_CHECKING:
    from collections.abc import Mapping

# Textual ignores an empty entry of a keymap, so a command without keys is put on one that no terminal sends.
_NO_KEY = "f63"


def _binding(command: Command) -> Binding:
    keys = ",".join(with_twins(command.keys)) or _NO_KEY
    return Binding(keys, command.action, command.label, show=False, id=command.id)


def binding_of(command_id: str) -> Binding:
    """The binding of one command, for a widget that does it in a way of its own."""
    return _binding(BY_ID[command_id])


def move_bindings() -> list[BindingType]:
    """What every pane binds: the keys that move within it."""
    return [_binding(command) for command in COMMANDS if command.group is Group.MOVE]


def screen_bindings() -> list[BindingType]:
    """What the main screen binds: everything that is not moving within a pane."""
    return [
        _binding(command)
        for command in COMMANDS
        if command.group is not Group.MOVE and command.id != "app.quit"
    ]


def app_bindings() -> list[BindingType]:
    """What the application binds, and each dialog again, because Textual keeps the keys of a dialog to itself.

    Leaving the program; and Ctrl-C, which leaves other programs, says what does here.
    """
    leave = replace(_binding(BY_ID["app.quit"]), action="app.quit")
    return [leave, Binding("ctrl+c", "app.say_how_to_quit", show=False)]


def keymap(remapped: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The reader's own keys in the form of Textual's keymap, full-width twins added; unknown ids left out."""
    return {name: ",".join(with_twins(keys)) or _NO_KEY for name, keys in remapped.items() if name in BY_ID}
