"""`broadsheet doctor`: what is wrong with the library, and setting it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode, ProgressLine
from reader.cli.indexing import bring_up_to_date
from reader.cli.opening import open_library
from reader.cli.parser import example
from reader.i18n import _, ngettext
from reader.paths import library_path
from reader.report_text import recovery_report

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from reader.cli.parser import Parser
    from reader.library import Library
    from reader.model.finding import Finding


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--repair",
        action="store_true",
        help=_("set right what can be without loss: rows without owner, counts, the index"),
    )
    parser.add_argument(
        "--rebuild-index", action="store_true", help=_("build the index of texts anew, then look")
    )
    parser.add_argument(
        "--recover",
        action="store_true",
        help=_("make a new library of what can be read of a damaged one, which is set aside"),
    )
    parser.add_argument("--json", action="store_true", help=_("write one JSON object for each finding"))
    parser.epilog = example("broadsheet doctor", "broadsheet doctor --repair")


def execute(arguments: Namespace) -> int:
    """Look the library over, and write what was found; the exit code tells whether it is sound in the end."""
    if arguments.recover:
        _recover(arguments.library or library_path())
    with open_library(arguments) as library:
        if arguments.rebuild_index:
            library.indexing.clear()
            _build_index(library)
        findings = _look(library, as_json=arguments.json)
        if arguments.repair and any(finding.is_repairable for finding in findings):
            library.checking.repair(findings)
            _build_index(library)
            diagnostics.note(_("Repaired. Looking once more:"))
            findings = _look(library, as_json=arguments.json)
        waiting = 0 if findings else library.indexing.behind()
    if not findings and not arguments.json:
        output.write_text(_("The library is sound."))
    if waiting:
        message = ngettext(
            "{count} article waits to be indexed; searches look through it meanwhile.",
            "{count} articles wait to be indexed; searches look through them meanwhile.",
            waiting,
        )
        diagnostics.note(message.format(count=f"{waiting:,}"))
    return ExitCode.PARTLY if findings else ExitCode.DONE


def _recover(library: Path) -> None:
    """Make a new library of a damaged one, and say what was saved."""
    from reader import rescue

    if rescue.is_sound(library):
        diagnostics.note(_("The file can be read to its end: there is nothing to recover."))
        return
    recovered = rescue.recover(library)
    for line in recovery_report(recovered):
        diagnostics.note(line)


def _build_index(library: Library) -> None:
    bring_up_to_date(library, ProgressLine(_("Indexing")))


def _look(library: Library, *, as_json: bool) -> list[Finding]:
    """What is wrong, written as it is found."""
    findings: list[Finding] = []
    for finding in library.checking.findings():
        findings.append(finding)
        if as_json:
            output.write_json(_record(finding))
        else:
            output.write_text(f"{finding.message}\n  {finding.hint}")
    return findings


def _record(finding: Finding) -> dict[str, object]:
    return {
        "part": finding.part.value,
        "message": finding.message,
        "hint": finding.hint,
        "repairable": finding.is_repairable,
    }
