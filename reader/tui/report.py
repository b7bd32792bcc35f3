"""Progress and report of an import in words."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from reader.i18n import _, ngettext
from reader.text.clean import clean_line
from reader.tui.page_content import PageContent, literal
from reader.tui.wording import count

if TYPE_CHECKING:
    from reader.model.report import Added, ImportReport, Progress

_MOST_FAILURES = 200
"""Refused files that are named at most; the command line names every one."""


def counts_text(counts: Added) -> str:
    """What came in, in one line."""
    added = ngettext("{count} article added", "{count} articles added", counts.added).format(
        count=count(counts.added)
    )
    updated = ngettext("{count} updated", "{count} updated", counts.updated).format(
        count=count(counts.updated)
    )
    unchanged = ngettext("{count} unchanged", "{count} unchanged", counts.unchanged).format(
        count=count(counts.unchanged)
    )
    return f"{added}, {updated}, {unchanged}"


def progress_text(progress: Progress) -> str:
    """How far an import is."""
    return _("{done} of {total} files: {name}").format(
        done=count(progress.done), total=count(progress.total), name=PurePath(progress.path).name
    )


def report_content(report: ImportReport) -> PageContent:
    """The report of an import as a page: what came in, then every refused file with its reason."""
    failed = report.failed
    facts = [counts_text(report.counts)]
    if report.skipped:
        facts.append(
            ngettext("{count} file skipped", "{count} files skipped", report.skipped).format(
                count=count(report.skipped)
            )
        )
    if failed:
        facts.append(
            ngettext("{count} file refused", "{count} files refused", len(failed)).format(
                count=count(len(failed))
            )
        )
    lines = [f"- {literal(clean_line(file.error or ''))}" for file in failed[:_MOST_FAILURES]]
    if len(failed) > _MOST_FAILURES:
        lines.append("- …")
    return PageContent(_("Report"), tuple(facts), (), "\n".join(lines))
