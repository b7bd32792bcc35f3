"""The index of texts brought up to date while somebody waits for it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reader.cli.diagnostics import ProgressLine
from reader.i18n import _
from reader.model.report import Progress

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model.filter import Filter

_FEW = 300
"""Articles that a search looks through one by one about as fast as the program starts; more are indexed first."""
_STEP = 0.2
"""Seconds of work between two looks at how far it is."""


def catch_up(library: Library, which: Filter) -> None:
    """Index what a search for texts would else look through article by article; its answer is the same either way."""
    if library.read_only or not which.is_searched or not library.hits(which):
        return
    if library.indexing.behind() > _FEW:
        bring_up_to_date(library, ProgressLine(_("Indexing"), is_plain=False))


def bring_up_to_date(library: Library, progress: ProgressLine) -> None:
    """Index all that waits for it. An interrupt leaves what was done, and the rest waits on."""
    indexing = library.indexing
    total = indexing.behind()
    start = time.monotonic()
    try:
        while indexing.go_on(_STEP):
            done = max(0, total - indexing.behind())
            seconds = time.monotonic() - start
            left = (total - done) * seconds / done if done else None
            progress.show(Progress(done, total, "", done, seconds, left))
    finally:
        progress.finish()
