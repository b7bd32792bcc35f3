"""`broadsheet stats`: what was read, when and how long; or all of that erased."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode
from reader.cli.opening import open_library
from reader.cli.output import Column
from reader.cli.parser import example, one_of
from reader.errors import UsageError
from reader.i18n import _, ngettext
from reader.model.statistics import Period

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.parser import Parser
    from reader.library import Library
    from reader.model.statistics import Reading, Share, Summary


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    periods = [period.value for period in Period]
    parser.add_argument(
        "--period",
        type=one_of(periods),
        default=Period.MONTH.value,
        metavar="NAME",
        help=_("one of: {names}; 7, 30 or 365 days up to today, or all").format(names=", ".join(periods)),
    )
    parser.add_argument("--json", action="store_true", help=_("write all figures as one JSON object"))
    parser.add_argument(
        "--erase",
        action="store_true",
        help=_("erase all views for good: how often, when and how long you read"),
    )
    parser.add_argument("--yes", action="store_true", help=_("erase without asking"))
    parser.epilog = example(
        "broadsheet stats", "broadsheet stats --period year --json", "broadsheet stats --erase"
    )


def execute(arguments: Namespace) -> int:
    """Write the figures, or erase what they are told from."""
    if arguments.yes and not arguments.erase:
        raise UsageError(_("--yes goes with --erase."))
    with open_library(arguments) as library:
        if arguments.erase:
            return _erase(library, asks=not arguments.yes)
        today = date.today()  # noqa: DTZ011 - the day that it is for the reader
        summary = library.statistics.summary(Period(arguments.period), today)
    if arguments.json:
        output.write_json(_record(summary))
    else:
        _write(summary)
    return ExitCode.DONE


def _erase(library: Library, *, asks: bool) -> int:
    if asks and not _agreed(library):
        diagnostics.note(_("Nothing was erased."))
        return ExitCode.PARTLY
    erased = library.erase_views()
    diagnostics.note(
        ngettext("{count} view erased.", "{count} views erased.", erased).format(count=f"{erased:,}")
    )
    return ExitCode.DONE


def _agreed(library: Library) -> bool:
    """Whether the person at the terminal says yes. Raises UsageError when there is nobody to ask."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(
            _("Erasing needs a yes, and there is no terminal to ask on."),
            _("`broadsheet stats --erase --yes` erases without asking."),
        )
    views = library.statistics.totals().reading.views
    question = ngettext(
        "Erase {count} view of {path} for good? Copies made before keep it. [y/N]",
        "Erase all {count} views of {path} for good? Copies made before keep them. [y/N]",
        views,
    )
    diagnostics.note(question.format(count=f"{views:,}", path=library.path))
    return sys.stdin.readline().strip().lower() in {"y", "yes", _("yes")}


def _write(summary: Summary) -> None:
    from reader.text.reading import HAN_PER_MINUTE, WORDS_PER_MINUTE

    totals = summary.totals
    facts = [
        (_("Views"), summary.reading.views),
        (_("Minutes"), summary.reading.minutes),
        (_("Days in a row"), summary.streaks.present),
        (_("Longest row of days"), summary.streaks.longest),
        (_("Articles in the library"), totals.articles),
        (_("Read"), totals.read),
        (_("Opened"), totals.viewed),
        (_("Minutes in all"), totals.reading.minutes),
    ]
    if any(speed.chinese is not None for speed in summary.speeds):
        facts.append((_("Chinese characters a minute"), round(summary.pace.chinese * HAN_PER_MINUTE)))
    if any(speed.other is not None for speed in summary.speeds):
        facts.append((_("Words of other languages a minute"), round(summary.pace.other * WORDS_PER_MINUTE)))
    output.write_table(_columns(_span(summary), ("",)), ([f"{value:,}", name] for name, value in facts))
    headings = (_("Minutes"), _("Views"), _("Came in"), _("Read"), _("Share"))
    for title, shares in ((_("Category"), summary.shares.categories), (_("Source"), summary.shares.sources)):
        if shares:
            output.write_text("")
            output.write_table(_columns(title, headings), map(_row, shares))


def _span(summary: Summary) -> str:
    first = summary.period.first_day(summary.today)
    if first is None:
        return _("Up to {last}").format(last=summary.today)
    return _("From {first} to {last}").format(first=first, last=summary.today)


def _columns(title: str, headings: tuple[str, ...]) -> list[Column]:
    # 8 cells: ten million minutes are twenty years.
    return [*(Column(heading, 8, "right") for heading in headings), Column(title)]


def _row(share: Share) -> list[str]:
    percent = share.intake.percent_read
    figures = (share.reading.minutes, share.reading.views, share.intake.arrived, share.intake.read)
    return [
        *(f"{figure:,}" for figure in figures),
        "" if percent is None else f"{percent}%",
        share.name or _("without a source"),
    ]


def _record(summary: Summary) -> dict[str, object]:
    """All figures, with the names that scripts rely on. Minutes have a fraction; a pace is how many times as fast as usual."""
    totals, first = summary.totals, summary.period.first_day(summary.today)
    return {
        "period": summary.period.value,
        "first_day": None if first is None else first.isoformat(),
        "last_day": summary.today.isoformat(),
        **_reading(summary.reading),
        "streak": summary.streaks._asdict(),
        "total": {
            "articles": totals.articles,
            "read": totals.read,
            "viewed": totals.viewed,
            **_reading(totals.reading),
        },
        "categories": [_share(share) for share in summary.shares.categories],
        "sources": [_share(share) for share in summary.shares.sources],
        "hours": [{"hour": hour, **_reading(reading)} for hour, reading in enumerate(summary.hours)],
        "days": [{"day": day.day.isoformat(), **_reading(day.reading)} for day in summary.days],
        "pace": summary.pace._asdict(),
        "months": [
            {"month": f"{speed.month:%Y-%m}", "chinese": speed.chinese, "other": speed.other}
            for speed in summary.speeds
        ],
    }


def _reading(reading: Reading) -> dict[str, object]:
    return {"views": reading.views, "minutes": round(reading.seconds / 60, 2)}


def _share(share: Share) -> dict[str, object]:
    intake = share.intake
    return {
        "name": share.name or None,
        **_reading(share.reading),
        "arrived": intake.arrived,
        "read": intake.read,
        "viewed": intake.viewed,
        "percent_read": intake.percent_read,
    }
