"""The page of statistics, line by line, for a width. Pure: texts with the names of their inks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.i18n import _, ngettext
from reader.model.statistics import Intake, Period, Reading, Share
from reader.text.clean import clean_line
from reader.text.reading import HAN_PER_MINUTE, WORDS_PER_MINUTE
from reader.tui.calendar_words import duration, month_name, period_name
from reader.tui.charts import Line, Signs, bar, calendar, calendar_legend, columns
from reader.tui.wording import count
from reader.typeset.cells import cell_width, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.model.statistics import Summary

_WIDEST = 84
"""Cells of a table beyond which the eye loses the line from a name to its figures; only the calendar takes more."""
_MARGIN = 2
_ROWS = 8
"""Lines of a table: what comes after is little, and one line together."""
_NAMES = 18
"""Cells of a name: of nine Chinese characters. At most a third of the line, so that all tables are alike."""
_LEAST_BAR = 6
"""Cells of the shortest bar that says something."""
_SPEED = 5
"""Cells of a speed: hardly anybody reads ten thousand words a minute."""
_GAP = 2


class _Column(NamedTuple):
    """Figures of a table under a heading."""

    heading: str
    text: Callable[[Share], str]


class Look(NamedTuple):
    """What the look of the page depends on."""

    width: int
    signs: Signs
    cursor: str
    """The mark of the chosen period."""
    ellipsis: str
    convert: Callable[[str], str]
    """Gives foreign text in the script that everything is shown in."""


def statistics_lines(summary: Summary, look: Look) -> list[Line]:
    """The whole page: period, totals, calendar, hours, what was read, what came in, speed."""
    whole = look._replace(width=max(1, look.width - 2 * _MARGIN))
    look = whole._replace(width=min(whole.width, _WIDEST))
    parts = [
        _periods(summary.period, look),
        _facts(summary, look),
        _calendar(summary, whole),
        _hours(summary.hours, look),
        *_shares(_("By category"), _("Read of what came in, by category"), summary.shares.categories, look),
        *_shares(_("By source"), _("Read of what came in, by source"), _named(summary.shares.sources), look),
        _speed(summary, look),
    ]
    lines: list[Line] = []
    for part in parts:
        if part:
            lines += [*part, ()]
    return [((" " * _MARGIN, "text"), *line) if line else () for line in lines[:-1]]


def _heading(text: str, note: str = "") -> Line:
    return ((text, "heading"), (f"   {note}" if note else "", "faint"))


def _periods(chosen: Period, look: Look) -> list[Line]:
    """The periods with their keys, the chosen one marked."""
    keys = {Period.WEEK: "w", Period.MONTH: "m", Period.YEAR: "y", Period.ALL: "a"}
    line: list[tuple[str, str]] = []
    for period, key in keys.items():
        mark = look.cursor if period is chosen else " "
        line += [
            (f"{mark} ", "accent"),
            (f"{key} ", "faint"),
            (f"{period_name(period)}   ", "heading" if period is chosen else "text"),
        ]
    return [tuple(line)]


def _facts(summary: Summary, look: Look) -> list[Line]:
    """The figures that need no picture, in two columns where there is room."""
    totals, days = summary.totals, summary.streaks
    in_period = [
        (_("Views"), count(summary.reading.views)),
        (_("Reading time"), duration(summary.reading.minutes)),
        (_("Days in a row"), count(days.present)),
        (_("Longest row of days"), count(days.longest)),
    ]
    in_all = [
        (_("Articles in the library"), count(totals.articles)),
        (_("of these marked as read"), count(totals.read)),
        (_("of these opened"), count(totals.viewed)),
        (_("Reading time in all"), duration(totals.reading.minutes)),
    ]
    half = (look.width - 3 * _GAP) // 2
    if half < max(cell_width(label + value) for label, value in (*in_period, *in_all)) + 1:
        return [_fact(fact, look.width) for fact in (*in_period, *in_all)]
    return [
        (*_fact(left, half), (" " * 3 * _GAP, "text"), *_fact(right, half))
        for left, right in zip(in_period, in_all, strict=True)
    ]


def _fact(fact: tuple[str, str], width: int) -> Line:
    label, value = fact
    return (label, "faint"), (fit(value, max(0, width - cell_width(label)), align="right"), "text")


def _calendar(summary: Summary, look: Look) -> list[Line]:
    minutes = {day.day: day.reading.minutes for day in summary.days}
    return [
        _heading(_("Days of reading"), _("minutes a day")),
        *calendar(minutes, summary.today, look.width, look.signs),
        calendar_legend(look.signs),
    ]


def _hours(hours: Sequence[Reading], look: Look) -> list[Line]:
    """The hours of the day as columns, in minutes."""
    busiest = max(range(24), key=lambda hour: hours[hour].seconds)
    if not hours[busiest].seconds:
        return []
    width, gap = (2, 1) if look.width >= 24 * 3 else (1, 1) if look.width >= 24 * 2 else (1, 0)
    note = _("most from {hour}: {time}").format(
        hour=f"{busiest:02}:00", time=duration(hours[busiest].minutes)
    )
    pictures = columns([hour.seconds for hour in hours], 3, width, gap, look.signs)
    axis = "".join(fit(str(hour), 6 * (width + gap)) for hour in (0, 6, 12, 18))
    return [
        _heading(_("Hours of the day"), note),
        *(((line, "accent"),) for line in pictures),
        ((axis, "faint"),),
    ]


def _shares(
    reading_title: str, intake_title: str, shares: Sequence[Share], look: Look
) -> Iterator[list[Line]]:
    """Two tables: what was read, the longest first, and what came in, the most first."""
    read = [share for share in shares if share.reading.views]
    yield _table(
        reading_title,
        read,
        lambda share: share.reading.seconds,
        (
            _Column(_("Time"), lambda share: duration(share.reading.minutes)),
            _Column(_("Views"), lambda share: count(share.reading.views)),
        ),
        look,
    )
    arrived = sorted(
        (share for share in shares if share.intake.arrived), key=lambda share: -share.intake.arrived
    )
    yield _table(
        intake_title,
        arrived,
        lambda share: share.intake.percent_read or 0,
        (
            _Column(_("Came in"), lambda share: count(share.intake.arrived)),
            _Column(_("Read"), lambda share: count(share.intake.read)),
            _Column(_("Share"), lambda share: f"{share.intake.percent_read}%"),
        ),
        look,
        greatest=100,
    )


def _table(
    heading: str,
    shares: Sequence[Share],
    value: Callable[[Share], float],
    figures: Sequence[_Column],
    look: Look,
    greatest: float | None = None,
) -> list[Line]:
    """Names, bars as long as their values, figures aligned; what has no row of its own is in the last."""
    if not shares:
        return []
    greatest = greatest or max(map(value, shares))
    has_rest = len(shares) > _ROWS
    shares = _with_rest(shares)
    texts = [[column.text(share) for share in shares] for column in figures]
    widths = [
        max(map(cell_width, (column.heading, *cells))) for column, cells in zip(figures, texts, strict=True)
    ]
    name_width = min(_NAMES, look.width // 3)
    bar_width = look.width - name_width - _GAP - sum(widths) - _GAP * len(widths)
    bar_width = bar_width if bar_width >= _LEAST_BAR else 0
    lead = name_width + (bar_width + _GAP if bar_width else 0)
    headings = [
        (" " * _GAP + fit(c.heading, w, align="right"), "faint") for c, w in zip(figures, widths, strict=True)
    ]
    title = fit(heading, lead, ellipsis=look.ellipsis)
    lines: list[Line] = [((title, "heading"), *headings)]
    for row, share in enumerate(shares):
        line = [(fit(_name(share, look), name_width, ellipsis=look.ellipsis), "text")]
        if bar_width:
            # All others together would outdo each by itself.
            length = 0.0 if has_rest and row == _ROWS - 1 else value(share)
            line.append((" " * _GAP + bar(length, greatest, bar_width, look.signs), "accent"))
        line += [
            (" " * _GAP + fit(cells[row], width, align="right"), "text")
            for cells, width in zip(texts, widths, strict=True)
        ]
        lines.append(tuple(line))
    return lines


def _named(sources: Sequence[Share]) -> Sequence[Share]:
    """The sources; none where nothing but nameless articles would be told of."""
    return sources if any(share.name for share in sources) else ()


def _with_rest(shares: Sequence[Share]) -> list[Share]:
    """The first ones, and all others as one."""
    if len(shares) <= _ROWS:
        return list(shares)
    first, rest = shares[: _ROWS - 1], shares[_ROWS - 1 :]
    name = ngettext("{count} other", "{count} others", len(rest)).format(count=count(len(rest)))
    reading, intake = Reading(), Intake()
    for share in rest:
        reading, intake = reading + share.reading, intake + share.intake
    return [*first, Share(name, reading, intake)]


def _name(share: Share, look: Look) -> str:
    return look.convert(clean_line(share.name)) or _("without a source")


def _speed(summary: Summary, look: Look) -> list[Line]:
    """Characters and words a minute, now and in each month that tells."""
    told = [speed for speed in summary.speeds if speed.chinese is not None or speed.other is not None]
    if not told:
        return []
    heading = _heading(_("Reading speed"), _("a minute"))
    lines = [heading]
    for name, present, usual, of_month in (
        (_("Chinese, characters"), summary.pace.chinese, HAN_PER_MINUTE, [s.chinese for s in told]),
        (_("Other languages, words"), summary.pace.other, WORDS_PER_MINUTE, [s.other for s in told]),
    ):
        known = [
            (s.month, factor * usual) for s, factor in zip(told, of_month, strict=True) if factor is not None
        ]
        if not known:
            continue
        lines.append(_fact((name, count(round(present * usual))), look.width))
        greatest = max(speed for _month, speed in known)
        lines += [
            _month_line(f"{month_name(month.month)} {month.year}", speed, greatest, look)
            for month, speed in known
        ]
    return lines


def _month_line(name: str, speed: float, greatest: float, look: Look) -> Line:
    figure = count(round(speed))
    width = min(_NAMES, look.width // 3)
    name = fit(f"  {name}", width)
    cells = max(0, look.width - width - _SPEED - 2 * _GAP)
    return (
        (name, "faint"),
        (" " * _GAP + bar(speed, greatest, cells, look.signs), "accent"),
        (" " * _GAP + fit(figure, _SPEED, align="right"), "text"),
    )


def messages(texts: Iterable[str], width: int) -> list[Line]:
    """Sentences instead of a page: that it is being counted, or why it cannot be."""
    from reader.typeset.breaking import wrap

    lines: list[Line] = []
    for text in texts:
        lines += [((" " * _MARGIN + line, "text"),) for line in wrap(text, max(1, width - 2 * _MARGIN))]
    return lines
