"""The facts that a page prints on one line: labelled, marked by names of classes, or plain."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from reader.importing.facts import Kind, parse_clicks
from reader.importing.pages.labels import END, Label, find_labels
from reader.importing.pages.names import is_author_name, is_clicks_name, is_origin_name
from reader.importing.pages.values import STRIPPED, TITLE_MARKS, find_any_date, trimmed, unspaced
from reader.model.published import Precision
from reader.text.script import simplify

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from reader.importing.pages.layout import Line, Run
    from reader.model.published import Published

_LONGEST: Final = 400  # Characters of a line of facts with all its tools; a longer one is prose.
_DATED: Final = 80.0  # Han characters of a line whose date, without a label, is about the article.
_CONNECTORS: Final = frozenset(("and", "&", ",", ", and", "、", "，", "和", "與", "与"))
_LINKED: Final = 0.3  # The share of links of a line that can be about other articles.
_HEADLINE: Final = 9  # Characters of a link that is the headline of another article.
_EVENTS: Final = frozenset(
    ["活动时间", "会议时间", "截止时间", "报名时间", "有效期", "时效性", "有效性", "效力状态", "地点", "标题", "名称",
    "导读", "内容概述", "索引号", "文号", "发文字号", "编号", "信件编号", "电话", "回复", "topic", "topics", "tags",
    "comments"]
)  # fmt: skip
"""Labels whose values hold dates of their own."""
_SIZES: Final = re.compile(r"[\s\[\]【】()（）|T大中小打印关闭]*+(?=\d)")
_UNREAD: Final = 40  # Characters that are kept of a date that could not be read.
_GAP: Final = re.compile(r"[ \t\r\n\f]*[\u3000\xa0][\s\u3000\xa0]*|\s{2,}|\n")

_NUMBER: Final = r"[0-9０-９][0-9０-９,，.]{0,15}\s?(?:[万千亿wk]\b|[万千亿])?\+?"
_COUNTED: Final = "阅读|阅览|浏览|点击|点阅|围观|观看|查看|访问|人气"
_CLICKS: Final = re.compile(
    rf"(?:(?:{_COUNTED})(?:次数|量|数|率|人次|人数)?|views?|hits|reads|pv)\s*[:：(（\[]?\s*(?P<after>{_NUMBER})"
    r"(?!\s*(?:分钟|分|min|秒|字|[-/.年月]))"
    rf"|(?<![\d/.:-])(?P<before>{_NUMBER})\s*(?:次|人次|人|人次的)?\s*"
    rf"(?:{_COUNTED}|views?\b|hits\b|reads\b|people (?:have )?read)(?!时|全文|更多|原文)",
    re.IGNORECASE,
)
_LEADING_NUMBER: Final = re.compile(_NUMBER)
_NO_DIGITS: Final = re.compile(r"\D{0,8}")
_DATE_SIGN: Final = re.compile(
    r"\d{4}|\d{1,2}[-/.:]\d|\d\s*(?:月|小时|分钟|天|日|周|秒)|[〇一二三四五六七八九十]月|昨天|今天|前天|刚刚"
    r"|ago\b|yesterday|just now",
    re.IGNORECASE,
)
_DATE_OR_ADDRESS: Final = re.compile(
    r"https?://\S+|[(（]?(?:星期|[周週])[一二三四五六日天][)）]?"
    r"|(?:上午|下午|凌晨|晚上|中午|晚间)?\d[\d\s:：年月日时時分秒/.-]*(?:[TZ][\d:.+Z]*)?(?:[+-]\d\d:?\d\d)?"
    r"(?:点|am|pm|gmt|utc|bst|est|edt|h|小时前|分钟前|天前)?",
    re.IGNORECASE,
)
_BETWEEN: Final = STRIPPED + TITLE_MARKS + "[]【】"


@dataclass(slots=True)
class Printed:
    """What one line prints."""

    labelled: dict[Kind, str] = field(default_factory=dict)
    """Values by what their labels name; empty where the value is missing."""
    others: dict[str, str] = field(default_factory=dict)
    """Values of labels that name no fact of a draft, by the label in simplified form."""
    named: dict[Kind, str] = field(default_factory=dict)
    """What stands in an element whose class tells what it is."""
    dates: dict[Kind, Published] = field(default_factory=dict)
    """Dates with a label."""
    plain_date: Published | None = None
    """A date without one."""
    clicks: int | None = None
    rest: list[str] = field(default_factory=list)
    """The pieces that are none of these."""
    behind_date: list[str] = field(default_factory=list)
    """Those of them that follow a date."""

    @property
    def is_facts(self) -> bool:
        """Whether the line is there for its facts: little else stands on it."""
        facts = bool(self.others) + len(self.labelled) + len(self.dates) + len(self.named)
        facts += (self.plain_date is not None) + (self.clicks is not None)
        left = sum(len(piece.encode("utf-8", "replace")) for piece in self.rest) / 3
        return facts > 0 and left <= 8 * (facts + 1)

    @property
    def is_sure(self) -> bool:
        """Whether one of its facts is about an article, and not of another kind."""
        return self.is_labelled or (self.is_facts and (bool(self.named) or self.plain_date is not None))

    @property
    def is_dated(self) -> bool:
        """Whether it tells when an article was published, where it comes from, or how often it was read."""
        facts = (self.dates, self.plain_date, self.named, self.labelled.get(Kind.ORIGIN), self.clicks)
        return self.is_facts and any(fact is not None and fact != {} for fact in facts)

    @property
    def is_labelled(self) -> bool:
        """Whether the line names one of the facts of an article."""
        return self.is_facts and bool(self.labelled or self.dates or self.clicks is not None)


def read_line(line: Line, saved_at: datetime | None = None, zone: tzinfo | None = None) -> Printed:
    """Read what a line prints. `saved_at` is what relative dates are relative to, `zone` that of times without one."""
    if len(line.text) > _LONGEST:
        return Printed(rest=[line.text])
    text = END.join([_GAP.sub(END, unspaced(run.text.strip("\r\n\t "))) for run in line.runs if run.text])
    reader = _Reader(saved_at, zone)
    plain = simplify(text)
    labels = find_labels(plain)
    counted = plain if line.linked <= _LINKED else simplify(_unlinked(line))
    reader.read_unlabelled(text[: labels[0].start] if labels else text, is_short=line.weight < _DATED)
    ends = [label.start for label in labels[1:]] + [len(text)] * bool(labels)
    for label, end in zip(labels, ends, strict=True):
        reader.read_labelled(label, text[label.end : end])
    reader.read_clicks(counted)
    reader.read_named(line)
    return reader.printed


def _all_names(pieces: list[str]) -> str:
    """Join the names behind a label that stand in elements of their own: By, Ann Lee, and, Bo Fox."""
    names = pieces[:1]
    for connector, name in zip(pieces[1::2], pieces[2::2], strict=False):
        if connector.strip().lower() not in _CONNECTORS:
            break
        names.append(name)
    return ("、" if names and not names[0].isascii() else ", ").join(names)


def _names_of(run: Run, line: Line) -> str:
    """Give what a piece of a line is called: itself, what holds it, or all of its line when it is alone."""
    box = run.box
    names = box.names
    if box.tag == "address":
        return "author"  # The contact for the article (HTML Standard §4.3.10).
    if names and (is_clicks_name(names) or is_origin_name(names) or is_author_name(names)):
        return names
    if box.parent is not None and not box.is_block and (len(line.runs) == 1 or not names):
        return box.parent.names
    return names


def _unlinked(line: Line) -> str:
    """Give the text of a line but for links with the headlines of other articles: a number behind one is theirs."""
    if any(run.is_linked and len(run.text) > _HEADLINE for run in line.runs):
        return ""
    return END.join([run.text for run in line.runs if run.text])


class _Reader:
    """Reads the parts of one line."""

    def __init__(self, saved_at: datetime | None, zone: tzinfo | None) -> None:
        self.printed = Printed()
        self._saved_at = saved_at
        self._zone = zone

    def read_unlabelled(self, text: str, *, is_short: bool) -> None:
        """Read what stands before the first label."""
        printed = self.printed
        pieces = [piece for one in text.split(END) if (piece := one.strip())]
        if is_short and _DATE_SIGN.search(text):
            date = self._date(" ".join(pieces))
            printed.plain_date = date if date and date.precision > Precision.YEAR else None
        has_date = False
        for piece in pieces:
            has_date = has_date or _DATE_SIGN.search(piece) is not None
            if bare := _DATE_OR_ADDRESS.sub("", piece).strip(_BETWEEN):
                printed.rest.append(bare)
                printed.behind_date += [bare] if has_date else []

    def read_labelled(self, label: Label, text: str) -> None:
        """Read what follows a label."""
        printed, kind = self.printed, label.kind
        pieces = [piece for one in text.split(END) if (piece := one.strip())]
        value = pieces[0] if pieces else ""
        if kind is None:
            printed.others.setdefault(label.name, value)
            if label.name not in _EVENTS and printed.plain_date is None and _DATE_SIGN.search(text):
                printed.plain_date = self._date(_SIZES.sub("", text.replace(END, " "), count=1))
        elif kind in (Kind.PUBLISHED, Kind.UPDATED):
            self._read_date(kind, " ".join(pieces))
        else:
            if kind is Kind.AUTHOR:
                value = _all_names(pieces)
            printed.labelled.setdefault(kind, value if kind is Kind.CLICKS else trimmed(value))
            if (
                kind is Kind.CLICKS
                and printed.clicks is None
                and (match := _LEADING_NUMBER.match(simplify(value)))
            ):
                printed.clicks = parse_clicks(match[0])
            if printed.plain_date is None and _DATE_SIGN.search(text):
                printed.plain_date = self._date(text.replace(END, " "))
            elif len(pieces) > 1:
                printed.rest.append(" ".join(pieces[1:]))

    def _read_date(self, kind: Kind, text: str) -> None:
        if date := self._date(text):
            self.printed.dates.setdefault(kind, date)
        else:
            self.printed.labelled.setdefault(kind, text[:_UNREAD])

    def read_clicks(self, plain: str) -> None:
        """Read a number of readers that stands without a colon: 阅读 123, 123次浏览."""
        printed = self.printed
        if (
            printed.clicks is None
            and Kind.CLICKS not in printed.labelled
            and (match := _CLICKS.search(plain.replace(END, " ")))
        ):
            printed.clicks = parse_clicks((match["after"] or match["before"]).strip(",，. "))

    def read_named(self, line: Line) -> None:
        """Read what classes tell about the pieces of a line."""
        printed = self.printed
        for run in line.runs:
            names = _names_of(run, line)
            text = " ".join(run.text.split()) if names else ""
            if not text:
                continue
            if is_clicks_name(names):
                count = parse_clicks(_NO_DIGITS.sub("", text, count=1))
                printed.clicks = count if printed.clicks is None else printed.clicks
            elif is_origin_name(names):
                printed.named.setdefault(Kind.ORIGIN, trimmed(text))
            elif is_author_name(names) and not _DATE_SIGN.search(text) and text[-1] not in "。！？":
                printed.named.setdefault(Kind.AUTHOR, text)

    def _date(self, text: str) -> Published | None:
        return find_any_date(text, self._saved_at, self._zone)
