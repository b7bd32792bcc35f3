"""What a path that is being typed may become."""

from __future__ import annotations

import os
from pathlib import Path

_MOST = 200
"""Matches that are offered at most: more say that something more has to be typed."""


def expand(text: str) -> Path:
    """The path that a typed text means: `~` is the home folder, quotes round it (as from drag and drop) are taken off."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    return Path(text).expanduser()


def completions(text: str) -> tuple[str, ...]:
    """The files and folders that begin like the text, folders first and with a slash at their end; hidden ones only when
    asked for with a dot. Nothing for a folder that is not there or cannot be read.
    """  # noqa: D205 - one sentence
    head, _slash, tail = text.rpartition("/")
    folder = expand(head + "/") if "/" in text else Path()
    try:
        entries = [entry for entry in os.scandir(folder) if _fits(entry.name, tail)]
        folders = {entry.name for entry in entries if entry.is_dir()}
    except (OSError, ValueError):
        return ()
    names = sorted((entry.name for entry in entries), key=lambda name: (name not in folders, name.casefold()))
    prefix = head + "/" if "/" in text else ""
    return tuple(f"{prefix}{name}{'/' if name in folders else ''}" for name in names[:_MOST])


def _fits(name: str, beginning: str) -> bool:
    if name.startswith(".") and not beginning.startswith("."):
        return False
    return name.casefold().startswith(beginning.casefold())
