"""The language of the interface: gettext catalogues en (the texts themselves), zh_Hant and zh_Hans."""

from __future__ import annotations

import gettext as _gettext
import os
from pathlib import Path

_DOMAIN = "broadsheet"
_LOCALES = Path(__file__).parent / "locale"
_translations: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def catalogue_name(tag: str) -> str:
    """The catalogue for a POSIX locale or BCP 47 tag: `zh_Hant`, `zh_Hans` or `en`.

    A script that is named counts; else TW, HK and MO mean 繁體, any other region and none 简体 (likely subtags of CLDR).
    """
    parts = tag.replace("-", "_").split(".", 1)[0].split("@", 1)[0].lower().split("_")
    if parts[0] != "zh":
        return "en"
    if "hans" in parts:
        return "zh_Hans"
    return "zh_Hant" if {"hant", "tw", "hk", "mo"}.intersection(parts) else "zh_Hans"


def install(language: str = "") -> None:
    """Choose the language: a tag, or "" to follow LANGUAGE, LC_ALL, LC_MESSAGES and LANG in that order (POSIX XBD §8.2)."""
    global _translations, _language  # noqa: PLW0603 - the language of a process is one
    tag = language
    if not tag:
        names = ("LC_ALL", "LC_MESSAGES", "LANG")
        tag = next((value for name in names if (value := os.environ.get(name))), "")
        preferred = [entry for entry in os.environ.get("LANGUAGE", "").split(":") if entry]
        if preferred and tag.split(".")[0] not in ("", "C", "POSIX"):
            ours = (entry for entry in preferred if entry.startswith(("en", "zh")))
            tag = next(ours, "en")
    name = _language = catalogue_name(tag)
    if name == "en":
        _translations = _gettext.NullTranslations()
    else:
        _translations = _gettext.translation(_DOMAIN, str(_LOCALES), [name], fallback=True)


def language() -> str:
    """The catalogue in use, as `install` takes it."""
    return _language


def _(message: str) -> str:
    """The message in the language of the interface."""
    return _translations.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message for a count, in the language of the interface."""
    return _translations.ngettext(one, many, count)
