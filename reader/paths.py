"""Where the library and the settings are: the XDG folders on Linux, and what platformdirs names elsewhere."""

from __future__ import annotations

import os
from pathlib import Path


def library_path() -> Path:
    """The reader's library: BROADSHEET_LIBRARY, or library.broadsheet in the folder for data."""
    return _named_by("BROADSHEET_LIBRARY") or _data_folder() / "library.broadsheet"


def demo_library_path() -> Path:
    """The library that is made from the sample data: demo.broadsheet beside the reader's own by default."""
    return _data_folder() / "demo.broadsheet"


def damage_note(library: Path) -> Path:
    """The empty file beside a library that says that damage was met in it, until it has been looked over."""
    return Path(f"{library}.damaged")


def config_path() -> Path:
    """The settings: BROADSHEET_CONFIG, or config.toml in the folder for settings."""
    if (path := _named_by("BROADSHEET_CONFIG")) is not None:
        return path
    # 35 ms, which a start with both paths named does without.
    from platformdirs import user_config_path

    return user_config_path("broadsheet", appauthor=False) / "config.toml"


def _named_by(variable: str) -> Path | None:
    """The path that an environment variable names; an empty one is as if it were not set (XDG Base Directory, Basics)."""
    value = os.environ.get(variable)
    # Not Path.expanduser, which raises for a user that does not exist.
    return Path(os.path.expanduser(value)) if value else None  # noqa: PTH111


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("broadsheet", appauthor=False)
