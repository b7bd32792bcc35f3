"""Keys: their twins on a Chinese keyboard, and how people write them. Nothing of Textual is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.tui.commands import Command

# What a Chinese input method sends in place of a punctuation key, by Textual's name of the key.
_TWINS: Mapping[str, tuple[str, ...]] = {
    "slash": ("fullwidth_solidus", "ideographic_comma"),
    "question_mark": ("fullwidth_question_mark",),
    "colon": ("fullwidth_colon",),
    "semicolon": ("fullwidth_semicolon",),
    "comma": ("fullwidth_comma",),
    "full_stop": ("fullwidth_full_stop", "ideographic_full_stop"),
    "left_square_bracket": (
        "fullwidth_left_square_bracket",
        "left_black_lenticular_bracket",
        "left_corner_bracket",
    ),
    "right_square_bracket": (
        "fullwidth_right_square_bracket",
        "right_black_lenticular_bracket",
        "right_corner_bracket",
    ),
    "left_curly_bracket": ("fullwidth_left_curly_bracket",),
    "right_curly_bracket": ("fullwidth_right_curly_bracket",),
    "less_than_sign": ("fullwidth_less_than_sign", "left_double_angle_bracket"),
    "greater_than_sign": ("fullwidth_greater_than_sign", "right_double_angle_bracket"),
    "plus": ("fullwidth_plus_sign",),
    "minus": ("fullwidth_hyphen_minus",),
    "equals_sign": ("fullwidth_equals_sign",),
    "exclamation_mark": ("fullwidth_exclamation_mark",),
    "space": ("ideographic_space",),
    "dollar_sign": ("fullwidth_dollar_sign", "yen_sign", "fullwidth_yen_sign"),
}
_PLAIN: Mapping[str, str] = {twin: key for key, twins in _TWINS.items() for twin in twins}

_SHOWN: Mapping[str, str] = {
    "slash": "/", "question_mark": "?", "colon": ":", "semicolon": ";", "comma": ",", "full_stop": ".", "plus": "+",
    "minus": "-", "dollar_sign": "$", "less_than_sign": "<", "greater_than_sign": ">",
    "left_curly_bracket": "{", "right_curly_bracket": "}", "delete": "Del",
    "left_square_bracket": "[", "right_square_bracket": "]", "equals_sign": "=", "exclamation_mark": "!", "pagedown": "PgDn",
    "pageup": "PgUp", "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "shift+tab": "Shift-Tab", "up": "Up",
    "down": "Down", "left": "Left", "right": "Right", "home": "Home", "end": "End",
}  # fmt: skip


def with_twins(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys and, for each punctuation key, what a Chinese input method sends when it is struck."""
    return tuple(dict.fromkeys(twin for key in keys for twin in (key, *_TWINS.get(key, ()))))


def plain_key(key: str) -> str:
    """The key that was struck, when this is what a Chinese input method sent in its place."""
    return _PLAIN.get(key, key)


def key_label(key: str) -> str:
    """A key as people write it: `Ctrl-D`, `PgDn`, `?`."""
    if key in _SHOWN:
        return _SHOWN[key]
    *modifiers, last = key.split("+")
    name = _SHOWN.get(last, last.upper() if modifiers or last[1:].isdigit() else last)
    return "-".join([modifier.capitalize() for modifier in modifiers] + [name])


def effective_keys(command: Command, remapped: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of a command after remapping, without twins."""
    return remapped.get(command.id, command.keys)
