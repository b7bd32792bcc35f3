"""`broadsheet config`: the settings in force, and where each comes from; or one of them changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.cli.parser import example
from reader.errors import UsageError
from reader.i18n import _
from reader.paths import config_path
from reader.settings import inspect_settings, parse_value, save_setting, setting_values
from reader.suggestion import did_you_mean
from reader.tui.commands import COMMANDS

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser
    from reader.settings import Inspection

_DEFAULT_KEYS = {command.id: command.keys for command in COMMANDS}


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("--path", action="store_true", help=_("write where the file of settings is"))
    parser.add_argument("--json", action="store_true", help=_("write one JSON object a line"))
    parser.add_argument("key", nargs="?", metavar="KEY", help=_("the name of a setting, with its table"))
    parser.add_argument("value", nargs="?", metavar="VALUE", help=_("its new value"))
    parser.epilog = example(
        "broadsheet config screen.theme nord", "broadsheet config keys.article.bookmark m"
    )


def execute(arguments: Namespace) -> int:
    """Write the settings or one of them, or change one."""
    path = config_path()
    if arguments.path:
        output.write_text(str(path))
    elif arguments.value is not None:
        save_setting(path, arguments.key, parse_value(arguments.key, arguments.value), _DEFAULT_KEYS)
        diagnostics.note(_("{key} is now set in {file}.").format(key=arguments.key, file=path))
    else:
        inspection = inspect_settings(path, _DEFAULT_KEYS)
        if arguments.key is not None:
            _write_one(inspection, arguments.key, as_json=arguments.json)
        elif arguments.json:
            for key, value in _values(inspection).items():
                output.write_json(_record(inspection, key, value))
        else:
            output.write_text("\n".join(_as_toml(inspection, str(path))))
    return ExitCode.DONE


def _write_one(inspection: Inspection, key: str, *, as_json: bool) -> None:
    values = _values(inspection) | {
        f"keys.{command}": inspection.settings.keys.get(command, keys)
        for command, keys in _DEFAULT_KEYS.items()
    }
    if key not in values:
        message = _("There is no setting {name}.").format(name=key)
        raise UsageError(message, did_you_mean(key, values) or _("`broadsheet config` shows all settings."))
    value = values[key]
    if as_json:
        output.write_json(_record(inspection, key, value))
    else:
        output.write_text(value if isinstance(value, str) else _toml(value))


def _values(inspection: Inspection) -> dict[str, object]:
    """Give all settings but the keys that are as they were."""
    remapped = {f"keys.{command}": keys for command, keys in inspection.settings.keys.items()}
    return dict(setting_values(inspection.settings)) | remapped


def _record(inspection: Inspection, key: str, value: object) -> dict[str, object]:
    return {"key": key, "value": value, "from": inspection.origins.get(key, "default")}


def _as_toml(inspection: Inspection, path: str) -> list[str]:
    lines = [f"# {path}"]
    origins = {"default": _("default"), "file": _("file"), "environment": _("environment")}
    previous = ""
    for key, value in _values(inspection).items():
        table, _dot, name = key.partition(".")
        if table != previous:
            lines += ["", f"[{table}]"]
            previous = table
        origin = origins[inspection.origins.get(key, "default")]
        lines.append(f"{_toml(name) if '.' in name else name} = {_toml(value)}  # {origin}")
    return lines


def _toml(value: object) -> str:
    # For texts, numbers, booleans and lists of texts, JSON is TOML v1.0.0 as well.
    return json.dumps(value, ensure_ascii=False)
