"""Words for values: what folders, orders and figures are called on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.i18n import _, ngettext
from reader.model.filter import Folder, Sort, SortKey
from reader.typeset.cells import grapheme_count

if TYPE_CHECKING:
    from datetime import date, datetime

    from reader.model.article import Article
    from reader.model.pace import Pace


def folder_name(folder: Folder) -> str:
    """The name of a smart folder."""
    return {
        Folder.ALL: _("All"),
        Folder.UNREAD: _("Unread"),
        Folder.CONTINUE: _("Continue reading"),
        Folder.BOOKMARKS: _("Bookmarks"),
        Folder.HISTORY: _("History"),
        Folder.MOST_VIEWED: _("Most viewed"),
    }[folder]


def sort_key_name(key: SortKey) -> str:
    """What an order is called in the menu of orders."""
    return {
        SortKey.DATE: _("Date"),
        SortKey.TITLE: _("Title"),
        SortKey.ORIGIN: _("Origin"),
        SortKey.CLICKS: _("Clicks"),
        SortKey.VIEWS: _("Views"),
        SortKey.VIEWED: _("Last viewed"),
        SortKey.BOOKMARKED: _("Bookmarked"),
        SortKey.RELEVANCE: _("Relevance"),
    }[key]


def sort_name(sort: Sort) -> str:
    """An order with its direction, for the title line of the list."""
    down, up = {
        SortKey.DATE: (_("newest first"), _("oldest first")),
        SortKey.TITLE: (_("titles from Z"), _("titles from A")),
        SortKey.ORIGIN: (_("origins from Z"), _("origins from A")),
        SortKey.CLICKS: (_("most clicks first"), _("fewest clicks first")),
        SortKey.VIEWS: (_("most viewed first"), _("least viewed first")),
        SortKey.VIEWED: (_("last viewed first"), _("first viewed first")),
        SortKey.BOOKMARKED: (_("last bookmarked first"), _("first bookmarked first")),
        SortKey.RELEVANCE: (_("best first"), _("best first")),
    }[sort.key]
    return down if sort.descending else up


def count(number: int) -> str:
    """A number with its thousands grouped."""
    return f"{number:,}"


def figure(number: int) -> str:
    """A number in at most six cells: `90,000`, `1.25M`."""
    if number < 1_000_000:
        return f"{number:,}" if number < 100_000 else f"{number // 1000:,}k"
    return f"{number // 10_000 / 100:.2f}M" if number < 100_000_000 else f"{number // 1_000_000}M"


def row_date(published: str | None, width: int, today: date) -> str:
    """A date for the list in exactly the form that `width` cells allow: 10 for the whole date, 5 for `07-05` of this year
    or the year of another. A date that is known less exactly shows what is known; an unknown one is blank.
    """  # noqa: D205 - one sentence
    if published is None or width == 0:
        return ""
    if width >= 10:
        return published[:10]
    return published[5:10] if published[:4] == str(today.year) and len(published) >= 10 else published[:4]


def row_viewed(viewed_at: datetime | None, width: int, today: date, *, repeated: bool) -> str:
    """When an article was last opened, for the list: the day and the time, of which a row whose day is that of the row above
    shows the time alone. 11 cells have room for both in this year, 5 for one of them.
    """  # noqa: D205 - one sentence
    if viewed_at is None or width == 0:
        return ""
    local = viewed_at.astimezone()
    is_this_year = local.year == today.year
    if repeated:
        return f"{local:%H:%M}".rjust(width)
    if width < 11:
        return f"{local:%m-%d}" if is_this_year else f"{local:%Y}"
    return f"{local:%m-%d %H:%M}" if is_this_year else f"{local:%Y-%m-%d}"


def article_facts(article: Article, pace: Pace) -> list[str]:
    """The facts of an article beside its names, fact by fact; what is not known is left out.

    The minutes are those of a reader of that pace.
    """
    facts = [article.published.local()] if article.published else []
    if article.clicks is not None:
        facts.append(
            ngettext("{count} click", "{count} clicks", article.clicks).format(count=count(article.clicks))
        )
    if article.views:
        facts.append(
            ngettext("{count} view", "{count} views", article.views).format(count=count(article.views))
        )
    minutes = pace.minutes(article.minutes, article.language)
    facts.append(ngettext("{count} minute", "{count} minutes", minutes).format(count=count(minutes)))
    return facts


def characters_copied(text: str) -> str:
    """What is said of a text that was copied: how many characters it has, as people count them, ends of lines left out."""
    characters = grapheme_count("".join(text.split("\n")))
    return ngettext("{count} character copied.", "{count} characters copied.", characters).format(
        count=count(characters)
    )
