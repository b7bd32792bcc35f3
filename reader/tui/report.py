"""Progress and report of an import on the screen."""

from __future__ import annotations

from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING

from reader.i18n import _
from reader.report_text import outcome, speed
from reader.text.clean import clean_line
from reader.tui.page_content import PageContent, literal
from reader.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.report import ImportReport, Progress

_MOST_LINES = 200
"""Refused and skipped files that are named at most, each; the command line names every one."""


def progress_text(progress: Progress) -> str:
    """How far an import is."""
    files = _("{done} of {total} files").format(done=count(progress.done), total=count(progress.total))
    return " · ".join((files, *speed(progress), PurePath(progress.path).name))


def report_content(report: ImportReport) -> PageContent:
    """The report of an import as a page: what came in, then what failed and what was passed over, each with its reason."""
    failed = list(chain.from_iterable(file.errors for file in report.files))
    skipped = list(chain.from_iterable(file.remarks for file in report.files))
    body = "\n\n".join(filter(None, (_section(_("Failed"), failed), _section(_("Skipped"), skipped))))
    return PageContent(_("Report"), outcome(report), (), body)


def _section(title: str, reasons: Sequence[str]) -> str:
    if not reasons:
        return ""
    lines = [f"- {literal(clean_line(reason))}" for reason in reasons[:_MOST_LINES]]
    if len(reasons) > _MOST_LINES:
        lines.append("- …")
    return f"## {title}\n\n" + "\n".join(lines)
