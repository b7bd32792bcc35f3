"""The facts line of a news page: 來源:… 日期:… 點擊:…, in any order and in either script."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from reader.text.dates import parse_date
from reader.text.script import simplify

if TYPE_CHECKING:
    from reader.model.published import Published

CHINA_TIME: Final = timezone(timedelta(hours=8))
"""The zone of every Chinese page since 1991: no summer time."""


class Kind(Enum):
    """What a label names."""

    ORIGIN = auto()
    AUTHOR = auto()
    PUBLISHED = auto()
    UPDATED = auto()
    """When it was changed last, which stands in for a date of publication that is not given."""
    CLICKS = auto()
    EDITOR = auto()
    """Known so that it ends the value before it; a draft has no place for it."""


# Keyed by the simplified form, because a line is simplified before it is looked at.
LABELS: Final = {
    "来源": Kind.ORIGIN, "文章来源": Kind.ORIGIN, "信息来源": Kind.ORIGIN, "稿件来源": Kind.ORIGIN,
    "新闻来源": Kind.ORIGIN, "稿源": Kind.ORIGIN, "出处": Kind.ORIGIN, "source": Kind.ORIGIN,
    "作者": Kind.AUTHOR, "文章作者": Kind.AUTHOR, "撰文": Kind.AUTHOR, "author": Kind.AUTHOR,
    "编辑": Kind.EDITOR, "责任编辑": Kind.EDITOR, "责编": Kind.EDITOR, "editor": Kind.EDITOR,
    "日期": Kind.PUBLISHED, "时间": Kind.PUBLISHED, "发布日期": Kind.PUBLISHED,
    "发布时间": Kind.PUBLISHED, "发表日期": Kind.PUBLISHED, "发表时间": Kind.PUBLISHED,
    "更新日期": Kind.UPDATED, "更新时间": Kind.UPDATED, "修改日期": Kind.UPDATED, "修改时间": Kind.UPDATED,
    "updated": Kind.UPDATED,
    "date": Kind.PUBLISHED, "published": Kind.PUBLISHED,
    "点击": Kind.CLICKS, "点击数": Kind.CLICKS, "点击量": Kind.CLICKS, "点击次数": Kind.CLICKS,
    "点击率": Kind.CLICKS, "浏览": Kind.CLICKS, "浏览数": Kind.CLICKS, "浏览量": Kind.CLICKS,
    "浏览次数": Kind.CLICKS, "阅读": Kind.CLICKS, "阅读数": Kind.CLICKS, "阅读量": Kind.CLICKS,
    "阅读次数": Kind.CLICKS, "人气": Kind.CLICKS, "clicks": Kind.CLICKS, "views": Kind.CLICKS,
}  # fmt: skip
"""The labels of facts lines in their simplified form, Latin ones in lower case."""

_LABEL: Final = re.compile(
    r"(?:^|(?<=[\s|｜/\[【(（]))(" + "|".join(sorted(LABELS, key=len, reverse=True)) + r")\s*[:：]",
    re.IGNORECASE,
)
_COLON: Final = re.compile("[:：]")
_BETWEEN: Final = " \t\u3000\xa0|｜/"
_BRACKETS: Final = {"]": "[", "】": "【", ")": "(", "）": "（"}
_MISSING: Final = frozenset(
    (
        "", "未知", "佚名", "不详", "不明", "无", "暂无", "匿名", "未注明", "未署名", "-", "--", "—", "——", "/", "?",
        "？", "n/a", "none", "null", "unknown", "anonymous",
    )
)  # fmt: skip
_LONGEST = 200  # Characters: facts lines have at most about 120; a paragraph that begins with a label more.
_COUNT: Final = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)\s*([千万亿kwm]?)\s*\+?\s*(?:次|人次|人|遍|times|views|clicks)?", re.IGNORECASE
)
_UNITS: Final = {"": 1, "千": 10**3, "k": 10**3, "万": 10**4, "w": 10**4, "m": 10**6, "亿": 10**8}
_LONGEST_COUNT = 40  # Characters: the greatest integer with separators and words has less.
_GREATEST = 2**63 - 1  # What SQLite and most other programs hold as an integer.


@dataclass(frozen=True, slots=True)
class Facts:
    """What a facts line says. A value that it leaves out or calls unknown is None."""

    origin: str | None = None
    author: str | None = None
    published: Published | None = None
    clicks: int | None = None
    labels: int = 0
    """How many different facts it names, with a value or without."""
    understood: bool = True
    """Whether every value could be read; if not, the line itself is worth keeping."""


def known(value: str | None) -> str | None:
    """Give a value that says something; None for nothing and for words such as 未知, 佚名 and unknown."""
    stripped = (value or "").strip()
    return None if simplify(stripped).casefold() in _MISSING else stripped


def parse_clicks(text: str) -> int | None:
    """Read a number of clicks: `1382次`, `1,382`, `1.2萬`, full-width digits; None when it gives none."""
    normal = simplify(unicodedata.normalize("NFKC", text)).strip()
    match = _COUNT.fullmatch(normal)
    if match is None or len(normal) > _LONGEST_COUNT:
        return None
    count = int(Decimal(match[1].replace(",", "")) * _UNITS[match[2].casefold()])
    return count if count <= _GREATEST else None


def read_facts(line: str, *, saved_at: datetime | None = None) -> Facts | None:
    """Read a facts line; None for a line that does not begin with a label, or with a date and a label."""
    if len(line) > _LONGEST or not _COLON.search(line):
        return None
    labels = list(_LABEL.finditer(simplify(line)))
    if not labels:
        return None
    before = line[: labels[0].start()].strip(_BETWEEN + "[【(（")
    ends = [label.start() for label in labels[1:]] + [len(line)]
    found: dict[Kind, str] = {}
    for label, end in zip(labels, ends, strict=True):
        found.setdefault(LABELS[label[1].casefold()], _trim(line[label.end() : end]))
    if before:
        if Kind.PUBLISHED in found or _published(before, line, saved_at) is None:
            return None
        found[Kind.PUBLISHED] = before
    return _facts(found, line, saved_at)


def _trim(value: str) -> str:
    """Take off what stands between facts, and the bracket that closes the line but not the value."""
    trimmed = value.strip(_BETWEEN)
    if trimmed and _BRACKETS.get(trimmed[-1], trimmed) not in trimmed:
        return trimmed[:-1].rstrip(_BETWEEN)
    return trimmed


def _facts(found: dict[Kind, str], line: str, saved_at: datetime | None) -> Facts:
    date = known(found.get(Kind.PUBLISHED)) or known(found.get(Kind.UPDATED))
    clicks = known(found.get(Kind.CLICKS, "").strip("次人 "))
    published = _published(date, line, saved_at) if date else None
    number = parse_clicks(clicks) if clicks else None
    return Facts(
        origin=known(found.get(Kind.ORIGIN)),
        author=known(found.get(Kind.AUTHOR)),
        published=published,
        clicks=number,
        labels=len(found),
        understood=Kind.EDITOR not in found
        and (date is None or published is not None)
        and (clicks is None or number is not None),
    )


def _published(text: str, line: str, saved_at: datetime | None) -> Published | None:
    """Read the date of a line; a time without a zone is China's when the line is Chinese."""
    chinese = any("\u4e00" <= char <= "\u9fff" for char in line)
    return parse_date(text, saved_at=saved_at, zone=CHINA_TIME if chinese else None)
