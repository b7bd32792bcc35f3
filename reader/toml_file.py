"""A TOML file that people edit: read whole, and one entry written so that their comments and order stay."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

from reader.errors import BroadsheetError
from reader.i18n import _

if TYPE_CHECKING:
    from pathlib import Path


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML v1.0.0 file; a missing one is empty.

    Raises BroadsheetError, whose message does not name the file.
    """
    hint = _("Until it is mended the defaults are used.")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BroadsheetError(_("cannot be read: {reason}").format(reason=error.strerror), hint) from error
    import tomllib

    try:
        # TOML is UTF-8; editors on Windows put a byte order mark in front.
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BroadsheetError(_("is not text in UTF-8"), hint) from error
    except tomllib.TOMLDecodeError as error:
        # The reason of tomllib tells line and column.
        raise BroadsheetError(_("is not valid TOML: {reason}").format(reason=error), hint) from error
    except RecursionError as error:
        raise BroadsheetError(_("is nested too deeply"), hint) from error


def write_entry(path: Path, table: str, name: str, value: object) -> None:
    """Set one entry of a table, in a file that need not exist.

    The file is replaced at once (POSIX rename), so that nobody ever sees half of it. Raises BroadsheetError
    when the file cannot be understood or written; it is then as it was.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        # A link to a file elsewhere (a folder of dot files) stays a link.
        target = path.resolve()
        document = tomlkit.parse(target.read_text(encoding="utf-8-sig") if target.exists() else "")
        _put(document, table, name, value)
        _replace(target, tomlkit.dumps(document))
    except (TOMLKitError, UnicodeDecodeError, RecursionError) as error:
        message = _("{file} is not valid TOML: {reason}").format(file=path, reason=error)
        raise BroadsheetError(message, _("Mend or remove it, then try again.")) from error
    except OSError as error:
        message = _("{file} cannot be written: {reason}").format(file=path, reason=error.strerror)
        hint = _("Check the permissions, or name another file in BROADSHEET_CONFIG.")
        raise BroadsheetError(message, hint) from error


def _put(document: MutableMapping[str, Any], table: str, name: str, value: object) -> None:
    """Set an entry where it stands: `move.down` is a quoted name, or when bare a table in a table."""
    entries = document.setdefault(table, {})
    first, _dot, rest = name.partition(".")
    if rest and isinstance(entries.get(first), MutableMapping):
        entries[first][rest] = value
    else:
        entries[name] = value


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            unfinished.chmod(path.stat().st_mode & 0o777)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
