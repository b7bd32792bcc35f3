"""The scripts that the reader goes through with one key, and which of the converters shows each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from reader.i18n import _

if TYPE_CHECKING:
    from reader.settings import Settings
    from reader.text.conversion import Converter


class Script(StrEnum):
    """In which script Chinese is shown, in the order of the key."""

    AS_WRITTEN = "as-written"
    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"

    @property
    def next(self) -> Script:
        """The one after it, in a circle."""
        scripts = list(Script)
        return scripts[(scripts.index(self) + 1) % len(scripts)]


def script_name(script: Script) -> str:
    """What a script is called."""
    return {
        Script.AS_WRITTEN: _("As written"),
        Script.SIMPLIFIED: _("Simplified"),
        Script.TRADITIONAL: _("Traditional"),
    }[script]


def load_converter(script: Script, settings: Settings) -> Converter | None:
    """What shows a script; None for text as written. The first call for one takes 0.1 to 0.25 s: in a thread."""
    from reader.text.conversion import DisplayScript, converter

    if script is Script.TRADITIONAL:
        return converter(
            {
                "standard": DisplayScript.TRADITIONAL,
                "taiwan": DisplayScript.TAIWAN,
                "hongkong": DisplayScript.HONG_KONG,
            }[settings.reading.traditional]
        )
    return converter(DisplayScript(script.value))
