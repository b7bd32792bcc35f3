"""The settings: config.toml and a few environment variables over the defaults, each entry checked."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_type_hints

from reader.errors import BroadsheetError, UsageError
from reader.i18n import _
from reader.keymap import Commands, read_keymap
from reader.suggestion import did_you_mean
from reader.toml_file import read_toml, write_entry

if TYPE_CHECKING:
    from pathlib import Path

Origin = Literal["default", "file", "environment"]

_RANGE = "range"
_PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Reading:
    """How articles are read: the table [reading]."""

    mark_read: Literal["opened", "previewed", "never"] = "opened"
    """When an article becomes read: when opened, also after a preview of some seconds, or by hand only."""
    preview_seconds: float = field(default=2.0, metadata={_RANGE: (0.0, 60.0)})
    """Seconds on the screen after which a preview counts as read (with mark_read = "previewed")."""
    tracking: bool = True
    """Whether it is kept when, how often and how long articles are read. Where you are in them is kept in any case."""
    measure: Literal["comfortable", "wide", "columns"] = "comfortable"
    """The length of lines: comfortable, or as wide as the pane; or columns, turned page by page."""
    indent: bool = False
    """Whether Chinese paragraphs begin with an indent of two characters, as in print (W3C clreq)."""
    hanging: bool = False
    """Whether a pause or stop that has no room on its line hangs beyond the measure (W3C clreq)."""
    script: Literal["as-written", "simplified", "traditional"] = "as-written"
    """The script that Chinese is shown in, until v chooses another for a library."""
    traditional: Literal["standard", "taiwan", "hongkong"] = "taiwan"
    """Whose forms traditional characters have: those of OpenCC's own standard, of Taiwan, or of Hong Kong."""


@dataclass(frozen=True, slots=True)
class Screen:
    """How the application looks: the table [screen]."""

    theme: str = "broadsheet-dark"
    """The name of a theme; F2 in the application shows them."""
    language: str = field(default="", metadata={_PATTERN: r"(?:(?:en|zh)(?:[-_][A-Za-z0-9]+)*)?"})
    """The language of the interface, a BCP 47 tag: en, zh-Hant or zh-Hans; "" follows the locale."""
    marks: Literal["unicode", "ascii"] = "unicode"
    """The signs for unread, bookmark and cursor; ascii for terminals whose font lacks them."""
    ambiguous: Literal["narrow", "wide"] = "narrow"
    """How the terminal draws characters of ambiguous width (UAX #11), such as “ … — ·: in one cell, or in two."""
    linear: bool = False
    """Whether the screen is made for a screen reader: one pane at a time, no rules or margins, the cursor on what is read."""
    # Under 12 cells no category name can be told; over 60 nothing is left for articles on a screen of 110.
    sidebar_width: int = field(default=24, metadata={_RANGE: (12, 60)})
    """The width of the categories, in cells."""
    list_share: int = field(default=50, metadata={_RANGE: (20, 80)})
    """The width of the list, in per cent of the room beside the categories."""


@dataclass(frozen=True, slots=True)
class Importing:
    """What may come in: the table [importing]."""

    # A document is held several times over while it is read: 4 GiB are the most for a machine of 16.
    max_megabytes: int = field(default=64, metadata={_RANGE: (1, 4096)})
    """The greatest file that is imported, in MiB."""

    @property
    def max_bytes(self) -> int:
        """The greatest file that is imported, in bytes."""
        return self.max_megabytes * 1024 * 1024


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """How the library is kept: the table [library]."""

    # A copy is as large as the library: 366 are a year of them.
    backups: int = field(default=7, metadata={_RANGE: (0, 366)})
    """The daily copies that are kept beside the library; 0 makes none."""
    # Of a step on many articles some 60 bytes an article are kept, and of a whole import its articles.
    undo_steps: int = field(default=500, metadata={_RANGE: (1, 100_000)})
    """The actions that can be taken back."""
    trash_days: int = field(default=30, metadata={_RANGE: (0, 36_500)})
    """The days after which what lies in the trash is removed for ever; 0 keeps it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, frozen; `dataclasses.replace` makes another."""

    reading: Reading = Reading()
    screen: Screen = Screen()
    importing: Importing = Importing()
    library: LibraryFile = LibraryFile()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Keys by command id, as Textual names them, for the commands that the reader remapped; () unbinds."""


class Problem(NamedTuple):
    """An entry that was left out, and what to do about it.

    The texts may hold foreign text: whoever shows them cleans them.
    """

    file: str
    """The file, or the environment variable's name."""
    key: str
    """The dotted key, "" when the whole file is meant."""
    message: str
    hint: str


class Inspection(NamedTuple):
    """The settings with where each comes from."""

    settings: Settings
    problems: tuple[Problem, ...]
    origins: Mapping[str, Origin]
    """By dotted key; a key that is missing has its default."""


_SECTIONS: Mapping[str, type[Any]] = MappingProxyType(
    {"reading": Reading, "screen": Screen, "importing": Importing, "library": LibraryFile}
)
_ENVIRONMENT = MappingProxyType(
    {"BROADSHEET_LANGUAGE": "screen.language", "BROADSHEET_THEME": "screen.theme"}
)


def load_settings(path: Path, commands: Commands | None = None) -> tuple[Settings, tuple[Problem, ...]]:
    """Give the settings in force, and what was left out because it is wrong. Never raises.

    Defaults yield to the file, the file to BROADSHEET_LANGUAGE and BROADSHEET_THEME. A missing file is fine.
    With `commands` the ids in [keys] and clashes of keys are checked.
    """
    inspection = inspect_settings(path, commands)
    return inspection.settings, inspection.problems


def inspect_settings(path: Path, commands: Commands | None = None) -> Inspection:
    """Give what `load_settings` gives, and where each setting comes from."""
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    file = str(path)
    try:
        tables = read_toml(path)
    except BroadsheetError as error:
        tables = {}
        problems.append(Problem(file, "", error.message, error.hint))
    entries, keys = _split(tables)
    found: list[tuple[Origin, str, str, Any]] = [("file", file, key, value) for key, value in entries.items()]
    for variable, key in _ENVIRONMENT.items():
        if os.environ.get(variable):
            found.append(("environment", variable, key, os.environ[variable]))
    for origin, place, key, value in found:
        if fault := _fault(key, value):
            problems.append(Problem(place, key, *fault))
        else:
            values[key] = float(value) if _kinds()[key][0] is float else value
            origins[key] = origin

    def report(command: str, message: str, hint: str) -> None:
        problems.append(Problem(file, f"keys.{command}", message, hint))

    keymap = read_keymap(keys, commands, report)
    origins |= {f"keys.{command}": "file" for command in keymap}
    return Inspection(_settings(values, keymap), tuple(problems), MappingProxyType(origins))


def setting_values(settings: Settings) -> Iterator[tuple[str, Any]]:
    """Give the dotted key and the value of every setting but the keys, in the order of the tables."""
    for section, name in (key.split(".") for key in _kinds()):
        yield f"{section}.{name}", getattr(getattr(settings, section), name)


def parse_value(key: str, text: str) -> object:
    """Give the value that a text means for a setting; the text itself when it is no such value."""
    kind, _metadata = _kinds().get(key, (str, {}))
    if kind is bool:
        return {"true": True, "false": False}.get(text.lower(), text)
    if kind in (int, float) and re.fullmatch(r"-?[0-9]{1,9}", text):
        return int(text)
    if kind is float and re.fullmatch(r"-?[0-9]{1,9}\.[0-9]{1,9}", text):
        return float(text)
    return text


def save_setting(path: Path, key: str, value: object, commands: Commands | None = None) -> None:
    """Write one setting, by its dotted key, into the file, which keeps its comments and order.

    Raises UsageError for a key or a value that `load_settings` would leave out, BroadsheetError when the file
    cannot be understood or written.
    """
    section, _dot, name = key.partition(".")
    fault = _keys_fault(path, name, value, commands) if section == "keys" and name else _fault(key, value)
    if fault:
        raise UsageError(f"{key}: {fault[0]}", fault[1])
    write_entry(path, section, name, value)


def _split(tables: Mapping[str, Any]) -> tuple[dict[str, Any], Mapping[str, object]]:
    """Give the entries by dotted key, and the table of keys."""
    entries: dict[str, Any] = {}
    keys: Mapping[str, object] = {}
    for name, table in tables.items():
        if not isinstance(table, Mapping):
            entries[name] = table
        elif name == "keys":
            keys = table
        else:
            entries |= {f"{name}.{key}": value for key, value in table.items()}
    return entries, keys


def _settings(values: Mapping[str, Any], keymap: Commands) -> Settings:
    by_section: dict[str, dict[str, Any]] = {section: {} for section in _SECTIONS}
    for key, value in values.items():
        section, _dot, name = key.partition(".")
        by_section[section][name] = value
    tables = {section: kind(**by_section[section]) for section, kind in _SECTIONS.items()}
    return Settings(**tables, keys=MappingProxyType(dict(keymap)))


@cache
def _kinds() -> dict[str, tuple[Any, Mapping[str, Any]]]:
    """Give the type of each setting, and the limits that its field declares, by dotted key."""
    return {
        f"{section}.{entry.name}": (get_type_hints(kind)[entry.name], entry.metadata)
        for section, kind in _SECTIONS.items()
        for entry in fields(kind)
    }


def _fault(key: str, value: object) -> tuple[str, str] | None:
    """Tell what is wrong with an entry, and what is allowed."""
    if key == "keys" or key in _SECTIONS:
        hint = _("Write [{name}] on a line of its own, then one entry a line.").format(name=key)
        return _("this is a table"), hint
    if key not in _kinds():
        hint = did_you_mean(key, _kinds()) or _("`broadsheet config` shows all settings.")
        return _("there is no such setting"), hint
    permitted, hint = _check(key, value)
    return None if permitted else (_("{value} is not possible here").format(value=repr(value)), hint)


def _check(key: str, value: Any) -> tuple[bool, str]:
    """Tell whether a setting can have a value, and which it can have."""
    kind, metadata = _kinds()[key]
    if kind is bool:
        return isinstance(value, bool), _("Allowed: {choices}.").format(choices="true, false")
    if choices := get_args(kind):
        return value in choices, _("Allowed: {choices}.").format(choices=", ".join(choices))
    if kind is str:
        permitted = isinstance(value, str) and re.fullmatch(metadata.get(_PATTERN, ".+"), value) is not None
        allowed = _('en, zh-Hant, zh-Hans, or "" for the language of the system') if metadata else _("a name")
        return permitted, _("Allowed: {choices}.").format(choices=allowed)
    low, high = metadata[_RANGE]
    # A bool is an int to Python; a whole number is a float to everybody. NaN lies in no range.
    number = not isinstance(value, bool) and isinstance(value, (int, kind))
    hint = _("Allowed: a number from {low} to {high}.").format(low=low, high=high)
    return number and low <= value <= high, hint


def _keys_fault(path: Path, command: str, value: object, commands: Commands | None) -> tuple[str, str] | None:
    """Tell what is wrong with keys for a command, beside those that the file gives to others."""
    settings, _problems = load_settings(path, commands)
    others = {name: keys for name, keys in settings.keys.items() if name != command}
    faults: list[tuple[str, str]] = []

    def report(faulty: str, message: str, hint: str) -> None:
        if faulty == command:
            faults.append((message, hint))

    read_keymap({**others, command: value}, commands, report)
    return faults[0] if faults else None
