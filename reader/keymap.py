"""The keys that the reader's configuration gives to commands: read, checked, and named as Textual names them.

Nothing of Textual is imported: `broadsheet config` and the check before the first screen stay light.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from reader.i18n import _
from reader.suggestion import did_you_mean

Commands = Mapping[str, tuple[str, ...]]
"""Keys by command id."""
Report = Callable[[str, str, str], None]
"""Takes the command id, what is wrong with its entry, and what to write instead."""

_MODIFIERS = frozenset({"alt", "ctrl", "hyper", "meta", "shift", "super"})

# The keys besides characters, by Textual's names (textual.keys.Keys, and its Kitty keyboard protocol).
_NAMED = frozenset({
    "escape", "enter", "tab", "space", "backspace", "insert", "delete", "left", "right", "up", "down",
    "pageup", "pagedown", "home", "end", "caps_lock", "scroll_lock", "num_lock", "print_screen",
    "pause", "menu", "media_play", "media_pause", "media_play_pause", "media_reverse", "media_stop",
    "media_fast_forward", "media_rewind", "media_track_next", "media_track_previous", "media_record",
    "lower_volume", "raise_volume", "mute_volume",
    *(f"f{number}" for number in range(1, 36)),
})  # fmt: skip

# Where Textual departs from the names of the Unicode character database (textual.keys.KEY_NAME_REPLACEMENTS).
_SHORT = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}

# As keys are written on keyboards and in other programs.
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "control": "ctrl",
}


def canonical_key(name: str) -> str | None:
    """Name a key as Textual does: `?` is question_mark, `Ctrl+D` is ctrl+d; None when no key is called so."""
    stem, plus, last = name.strip().rpartition("+")
    if plus and not last:  # the key is "+" itself, alone or after modifiers
        stem, last = stem.removesuffix("+"), "+"
    modifiers = {_ALIASES.get(part, part) for part in stem.lower().split("+")} if stem else set()
    key = _canonical_stroke(last)
    if key is None or not modifiers <= _MODIFIERS:
        return None
    if modifiers == {"shift"} and len(key) == 1 and key.isalpha():
        return key.upper()  # terminals send A for shift and a
    if modifiers and len(key) == 1:
        key = key.lower()
    return "+".join([*sorted(modifiers), key])


def split_keys(value: object) -> list[str] | None:
    """Take an entry apart: `"b, ctrl+b"` or `["b", "ctrl+b"]`; "" and [] unbind. None when it is neither."""
    if isinstance(value, str):
        text = value.strip()
        # A comma at the end is the key of this name, not the end of a list.
        return [part.strip() for part in re.split(r",(?!\s*$)", text)] if text else []
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        return list(value)
    return None


def read_keymap(
    entries: Mapping[str, object], commands: Commands | None, report: Report
) -> dict[str, tuple[str, ...]]:
    """Read the remapped keys by command id; an entry that cannot be meant is reported and left out.

    `commands` gives the default keys of each command id; without it ids and clashes are not checked.
    """
    keymap: dict[str, tuple[str, ...]] = {}
    for command, value in _flattened(entries):
        if commands is not None and command not in commands:
            hint = did_you_mean(command, commands) or _("`broadsheet keys` lists the commands.")
            report(command, _("there is no command of this name"), hint)
            continue
        keys = _read_keys(command, value, report)
        if keys is not None:
            keymap[command] = keys
    _drop_clashes(keymap, commands or {}, report)
    return keymap


def _canonical_stroke(name: str) -> str | None:
    """Name the key without modifiers."""
    if len(name) == 1:
        if name.isalnum():
            return name
        name = unicodedata.name(name, "")
    lower = name.lower().replace("-", "_").replace(" ", "_")
    lower = _SHORT.get(lower, _ALIASES.get(lower, lower))
    known = lower in _NAMED or lower in _SHORT.values() or _is_character_name(lower)
    return lower if known else None


def _is_character_name(name: str) -> bool:
    """Tell whether this names a character, no letter or figure, with underscores for blanks and hyphens."""
    words = name.replace("_", " ")
    # Names of punctuation have at most one hyphen.
    hyphenated = [f"{words[:at]}-{words[at + 1 :]}" for at, char in enumerate(words) if char == " "]
    for candidate in (words, *hyphenated):
        try:
            return not unicodedata.lookup(candidate).isalnum()
        except KeyError:
            continue
    return False


def _flattened(entries: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    # To TOML a bare `move.down` is a table in a table and a quoted one a name with a dot; both mean the same.
    for name, value in entries.items():
        if isinstance(value, Mapping):
            yield from _flattened(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _read_keys(command: str, value: object, report: Report) -> tuple[str, ...] | None:
    names = split_keys(value)
    if names is None:
        hint = _('For example "b,ctrl+b", or "" for no key.')
        report(command, _("keys are a text or a list of texts"), hint)
        return None
    keys = []
    for name in names:
        key = canonical_key(name)
        if key is None:
            hint = _("Write a character, a name such as pagedown, or ctrl+d.")
            report(command, _("there is no key {name}").format(name=repr(name)), hint)
        else:
            keys.append(key)
    # When nothing that was asked for exists the defaults stay: the command must not become unreachable.
    return tuple(dict.fromkeys(keys)) if keys or not names else None


def _drop_clashes(keymap: dict[str, tuple[str, ...]], commands: Commands, report: Report) -> None:
    """Leave out remappings until no key has two commands.

    Leaving one out gives its command the default keys back, which may clash anew; each turn leaves one less.
    """
    while clash := _first_clash(keymap, commands):
        key, command, other = clash
        del keymap[command]
        message = _("the key {key} already belongs to {command}").format(key=key, command=other)
        report(
            command, message, _("Choose another key, or give {command} another one.").format(command=other)
        )


def _first_clash(keymap: Commands, commands: Commands) -> tuple[str, str, str] | None:
    """Find a key with two commands; the second of them keeps it, having it by default or being earlier.

    Commands that have a key in common by default are never possible at the same time, and may share others.
    """
    unchanged = {command: keys for command, keys in commands.items() if command not in keymap}
    owners: dict[str, list[str]] = {}
    for command, keys in (unchanged | dict(keymap)).items():
        for key in keys:
            others = owners.setdefault(key, [])
            if command in keymap:
                for other in others:
                    if not set(commands.get(command, ())) & set(commands.get(other, ())):
                        return key, command, other
            others.append(command)
    return None
