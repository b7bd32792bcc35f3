"""Words for time: periods, months, days of the week, durations."""

from __future__ import annotations

from reader.i18n import _
from reader.model.statistics import Period
from reader.tui.wording import count


def period_name(period: Period) -> str:
    """How far back figures reach."""
    return {
        Period.WEEK: _("7 days"),
        Period.MONTH: _("30 days"),
        Period.YEAR: _("365 days"),
        Period.ALL: _("All"),
    }[period]


def month_name(month: int) -> str:
    """A month, from 1 to 12, in at most four cells."""
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"), _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )[month - 1]  # fmt: skip


def weekday_name(weekday: int) -> str:
    """A day of the week, from 0 for Monday, in at most three cells."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[weekday]


def duration(minutes: int) -> str:
    """A time in hours and minutes."""
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    return _("{hours} h {minutes} min").format(hours=count(minutes // 60), minutes=minutes % 60)
