"""An import and a recovery in words: how far it is and what it gave, the same on the command line and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.i18n import _, ngettext

if TYPE_CHECKING:
    from reader.model.backup import Recovered
    from reader.model.report import ImportReport, Progress

_TELLING: Final = 1.0  # Seconds before which a speed says nothing.


def speed(now: Progress) -> tuple[str, ...]:
    """How fast it goes and how long it will take, as far as that is known."""
    if now.seconds < _TELLING:
        return ()
    rate = _("{count} articles/s").format(count=f"{now.rate:,.0f}")
    return (rate,) if now.remaining is None else (rate, _("{time} left").format(time=duration(now.remaining)))


def duration(seconds: float) -> str:
    """A time that is left: `0:42`, `12:05`, `1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def outcome(report: ImportReport) -> tuple[str, ...]:
    """What came in, was there already, was passed over and failed; the last two only if there was any."""
    counts, failed = report.counts, len(report.failed)
    parts = [
        ngettext("{count} file", "{count} files", len(report.files)).format(count=f"{len(report.files):,}"),
        _("{count} added").format(count=f"{counts.added:,}"),
        _("{count} updated").format(count=f"{counts.updated:,}"),
        _("{count} unchanged").format(count=f"{counts.unchanged:,}"),
    ]
    if report.skipped:
        parts.append(_("{count} skipped").format(count=f"{report.skipped:,}"))
    if failed:
        parts.append(_("{count} failed").format(count=f"{failed:,}"))
    return tuple(parts)


def recovery_report(recovered: Recovered) -> list[str]:
    """What was saved of a damaged library and what is lost, a sentence each."""
    articles, bookmarks = recovered.articles, recovered.bookmarks
    saved = ngettext("{count} article", "{count} articles", articles).format(count=f"{articles:,}")
    marks = ngettext("{count} bookmark", "{count} bookmarks", bookmarks).format(count=f"{bookmarks:,}")
    lines = [_("Saved: {articles}, {bookmarks}.").format(articles=saved, bookmarks=marks)]
    if count := recovered.without_text:
        message = ngettext(
            "{count} article is without its text.", "{count} articles are without their text.", count
        )
        lines.append(message.format(count=f"{count:,}"))
    if count := recovered.untitled:
        message = ngettext(
            "{count} text was found without its title and is filed under Recovered.",
            "{count} texts were found without their titles and are filed under Recovered.",
            count,
        )
        lines.append(message.format(count=f"{count:,}"))
    if count := recovered.refused:
        message = ngettext(
            "{count} row made no sense and was left out.",
            "{count} rows made no sense and were left out.",
            count,
        )
        lines.append(message.format(count=f"{count:,}"))
    if recovered.set_aside is not None:
        lines.append(_("The damaged file is kept as {path}.").format(path=recovered.set_aside))
    return lines
