"""The facts about an article, chosen among what the page prints around it and what it says to machines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from reader.importing.facts import Kind, known
from reader.importing.pages.announced import loose, title_parts
from reader.importing.pages.dating import find_published, is_masthead
from reader.importing.pages.labels import ISSUERS
from reader.importing.pages.metadata import AUTHOR, ORIGIN, SITE
from reader.importing.pages.values import (
    author_in,
    author_of,
    joined_names,
    origin_of,
    person_in,
    press_in,
    without_account,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.importing.pages.metadata import Metadata
    from reader.importing.pages.printed import Printed
    from reader.importing.pages.zone import Reading, Zone
    from reader.model.published import Published

_LONGEST_NAMES: Final = 80  # Characters of all authors together.
_LONGEST_BYLINE: Final = 100
_MOST_AUTHORS: Final = 8
_MARK: Final = re.compile(r"\s+[|·•/]\s+|[|｜]")
_LABEL: Final = re.compile(r"\s*(?:来源|來源|source)\s*[:：]\s*", re.IGNORECASE)
# LINJIANG (HPA) - and 望海社臨江7月5日電.
_NAME: Final = r"[\u4e00-\u9fff·]{2,4}"
_NAMES: Final = rf"{_NAME}(?:[\s、,，]{{1,3}}{_NAME}(?![\u4e00-\u9fff])){{0,4}}"
_AGENCY: Final = re.compile(
    r"[A-Z][A-Z .,'’-]{2,50}(?:[A-Z][a-z]{2,8}\.? \d{1,2} )?\(([A-Z][\w&. -]{1,30})\)\s?[-–—]"
    r"|[（(【]?([\u4e00-\u9fff]{1,4}社)[\u4e00-\u9fff]{2,8}\d{1,2}(?:月\d{1,2})?日[电電]"
)
# （記者王小明／臨江報導）.
_REPORTED: Final = re.compile(
    rf"[（(〔【■●]?\s*[\u4e00-\u9fff]{{0,8}}[╱/／]?\s*[记記]者\s?(?P<taiwan>{_NAMES})\s*[/／╱]\s*[\u4e00-\u9fff]{{2,8}}[)）〕】]"
    # （望海社記者王小明臨江2日電）: the place has two characters.
    r"|[（(〔【][\u4e00-\u9fff]{1,6}社[记記]者(?P<wire>[\u4e00-\u9fff、]{2,16}?)[\u4e00-\u9fff]{2}\d{1,2}(?:月\d{1,2})?日(?:[綜综]合)?(?:外)?[电電]"
    # 新华社北京7月5日电（记者王小明、李华）, 本报讯（记者 王小明）.
    rf"|[\u4e00-\u9fff]{{2,8}}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[电電讯訊]\s*[（(][\u4e00-\u9fff]{{0,6}}[记記]者[:：\s]*(?P<mainland>{_NAMES})"
)
# 臨海晚報 記者, 【望海日報╱記者王小明／臨江報導】, 【2008/05/14 望海日報】.
_PRESS_OF_REPORTER: Final = re.compile(
    r"[（(〔【■●\s]*(?P<press>[\u4e00-\u9fff]{2,8}[報报社網网台刊])\s*[╱/／]?\s*[记記]者"
)
_CREDIT: Final = re.compile(
    r"[（(〔【\[]\s*(?:19|20)\d\d\D\d{1,2}\D\d{1,2}日?\s*[／/╱,，]?\s*(?P<press>[^\d\s【】()（）〔〕]{2,14})\s*[)）〕】\]]"
)
_OWN: Final = frozenset("本特")


@dataclass(frozen=True, slots=True)
class Credits:
    """The facts about an article; what the page does not give is None."""

    published: Published | None
    origin: str | None
    author: str | None
    clicks: int | None
    printed: tuple[Printed, ...]
    """What the lines around the headline print."""


def gather(metadata: Metadata, zone: Zone, below: Sequence[Reading], dateline: str, last: int) -> Credits:
    """Choose among what the page says: what it prints beside the headline before what it says elsewhere.

    `dateline` is how the article begins: agencies and papers name themselves and the reporter there.
    `last` is the number of its last line.
    """
    near = [*zone.between, *reversed(zone.above)]
    printed = tuple(reading.printed for reading in near)
    origin = _origin(metadata, near, below) or _signed(metadata, near, below, dateline)
    author = _author(metadata, near, below, _sites(metadata, origin), zone.signed_below(last))
    counts = [one.clicks for line, one in near if not is_masthead(line.text)]
    if not any(Kind.CLICKS in one.labelled for one in printed):  # An empty one is filled in by a script.
        counts += [reading.printed.clicks for reading in below]
    return Credits(
        published=find_published(metadata, zone, below),
        origin=origin,
        author=author or _group(_REPORTED, dateline),
        clicks=next((count for count in counts if count is not None), None),
        printed=printed,
    )


def _group(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.match(text)
    return next(filter(None, match.groups()), None) if match else None


def _signed(
    metadata: Metadata, near: Sequence[Reading], below: Sequence[Reading], dateline: str
) -> str | None:
    """Find the paper or agency that a reporter writes for, that a dateline or a credit names, unless it is the site's own."""
    texts = [line.text for line, _printed in near if len(line.text) <= _LONGEST_BYLINE]
    texts += [piece for _line, printed in near for piece in printed.rest]
    printed_credits = (_CREDIT.fullmatch(line.text) for line, _printed in below)
    named = [
        _group(_AGENCY, dateline),
        *(match["press"] for text in (*texts, dateline) if (match := _PRESS_OF_REPORTER.match(text))),
        *(match["press"] for match in printed_credits if match),
    ]
    names = [name for name in named if name and name[0] not in _OWN]
    sites = [*metadata.all(SITE), *title_parts(metadata.title)[1:]]
    return next((name for name in names if not any(_is_short_for(name, site) for site in sites)), None)


def _is_short_for(name: str, site: str) -> bool:
    """Tell whether a name is made of the first letters of a longer one in their order: 海島社 of 海島通訊社."""
    letters = iter(loose(site))
    return len(name) < len(site) and all(letter in letters for letter in loose(name))


def _sites(metadata: Metadata, origin: str | None) -> set[str]:
    """Give what the page calls its site: sites name themselves as the author."""
    names = [
        *metadata.all(SITE),
        *title_parts(metadata.title)[1:],
        _name(metadata.news.get("publisher")),
        origin,
    ]
    return {loose(name) for name in names if name} - {""}


def _origin(metadata: Metadata, near: Sequence[Reading], below: Sequence[Reading]) -> str | None:
    lines = [printed for _line, printed in near]
    labelled = [one.labelled.get(Kind.ORIGIN) for one in (*lines, *(printed for _line, printed in below))]
    said = [_LABEL.sub("", value) for value in metadata.all(ORIGIN)]
    named = [one.named.get(Kind.ORIGIN) for one in lines]
    if found := next(
        (value for text in (*labelled, *said, *named) if text and (value := origin_of(text))), None
    ):
        return found
    if any(text is not None for text in labelled):
        return None  # The page says that it does not know.
    dated = (press_in(one.rest, one.behind_date) for one in lines if one.plain_date or one.dates)
    issued = (origin_of(one.others[label]) for one in lines for label in ISSUERS if one.others.get(label))
    return next(filter(None, (*dated, *issued)), None)


def _author(
    metadata: Metadata, near: Sequence[Reading], below: Sequence[Reading], sites: set[str], signed: list[str]
) -> str | None:
    said = _names(metadata.news.get("author"))
    together = joined_names(said)
    lines = [line.text for line, _printed in near if len(line.text) <= _LONGEST_BYLINE]
    pieces = [part for _line, printed in near for piece in printed.rest for part in _MARK.split(piece)]
    found = (
        *(author_of(printed.labelled.get(Kind.AUTHOR, "")) for _line, printed in near),
        *(author_in(text) for text in (*lines, *pieces)),
        together,
        *(author_of(printed.named.get(Kind.AUTHOR, "")) for _line, printed in near),
        *(author_of(printed.labelled.get(Kind.AUTHOR, "")) for _line, printed in below),
        *(author_in(line.text) for line, _printed in below),
        *(author_of(text) for text in signed),
        *(person_in(printed.rest) for line, printed in near if printed.plain_date or printed.dates),
        *(author_of(text) for text in metadata.all(AUTHOR)),
    )
    real = (
        name for name in found if name and known(name) and not name.isdigit() and len(name) <= _LONGEST_NAMES
    )
    chosen = next((name for name in real if not any(site.startswith(loose(name)) for site in sites)), None)
    return together if chosen in said else chosen


def _names(value: Any) -> list[str]:
    """Give the names of the authors in JSON-LD: a text, an object or several."""
    several = value if isinstance(value, list) else [value]
    names = (one if isinstance(one, str) else _name(one) for one in several[:_MOST_AUTHORS])
    return [without_account(name) for name in names if name and "://" not in name]


def _name(value: Any) -> str | None:
    found = value.get("name") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None
