"""The forms in which pages, feeds and files write dates, as regular expressions over normalised text.

Every pattern works on what `normalise` returns: NFKC (UAX #15), lower case, single blanks, simplified
characters, Chinese numerals as digits.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from reader.text.script import simplify

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_DIGITS = {"〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_DIGITS |= {"六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "廿": 20, "卅": 30, "百": 100}
# A numeral counts only before a unit, and never the last word of 星期五 or 周五.
_NUMERAL = re.compile(
    "(?<![周期拜])[〇○零一二三四五六七八九十百廿卅两]{1,5}"
    "(?= ?(?:年|个|月|日|号|时|点|分|秒|天|周|小时|星期|礼拜))"
)

# Told of a whole date, before or behind it; `dates` heeds it when it chooses the zone.
_BEIJING_TIME = re.compile(r"\(?北京时间\)?[: ]*")

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
# Offsets of ISO 8601 and RFC 5322 §3.3, and the names that RFC 5322 §4.3 and East Asian sites use.
_ZONE = (
    r"(?P<zone>(?:utc|gmt) ?[+-][0-9]{1,2}(?::?[0-9]{2})?|[+-][0-9]{2}:?[0-9]{2}|(?<=[0-9])[+-][0-9]{2}"
    r"|z|utc?|gmt|cst|cdt|est|edt|mst|mdt|pst|pdt|hkt|sgt|jst|kst|(?:台北|香港)时间)(?![a-z0-9:])"
)
_PERIOD = "(?P<period>凌晨|清晨|早晨|早上|上午|中午|正午|午后|下午|傍晚|晚上|晚间|夜间|深夜|am|pm)"
_TIME = (
    rf"(?:{_PERIOD} ?)?(?P<hour>[0-9]{{1,2}})(?:"
    r" ?: ?(?P<minute>[0-9]{2})(?: ?: ?(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    # 3 点击 is no time but a count.
    r"|(?:时|点(?![击赞评]))(?: ?(?:(?P<spoken>[0-9]{1,2}|半|[一三]刻)(?:分(?: ?[0-9]{1,2}秒)?)?|整|钟))?"
    r"|(?= ?[ap]\.?m))(?![0-9:])"
    rf"(?: ?(?P<half>[ap])\.?m\b\.?)?(?: ?\(?{_ZONE}\)?)?(?: ?\([^()]{{1,40}}\))?"
)
_WEEKDAY = (
    r"(?:(?:星期|周|礼拜)[一二三四五六日天]"
    r"|(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?)"
)
_AFTER_DATE = rf"(?: ?,? ?[(\[]?{_WEEKDAY}[)\]]?| ?\([一二三四五六日]\))?"
# Between a date and its time: the T of ISO 8601 §5.4, a comma, "at"; a Chinese date needs nothing.
_CLOCK = rf"{_AFTER_DATE}(?:(?: ?[t,|] ?| at | - | ?){_TIME})?"
_BEFORE_DATE = rf"(?:{_WEEKDAY},? ?)?"

_YEAR = r"(?<![0-9.])(?P<year>[12][0-9]{3})"
# Years of the Republic of China count from 1912.
_YEAR_OF_ANY_ERA = rf"(?:(?:中华)?民国 ?(?P<republic>[1-9][0-9]{{0,2}})|{_YEAR})"
_DAY = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9])"
_MONTH_AND_DAY = (
    r" ?(?P<separator>[-/.]) ?(?P<month>[0-9]{1,2}) ?(?P=separator) ?(?P<day>[0-9]{1,2})(?![0-9])"
)
_CHINESE_MONTH = "(?P<month>[0-9]{1,2}) ?月"
_CHINESE_DAY = " ?(?P<day>[0-9]{1,2}) ?[日号]"

# The basic format of ISO 8601, with or without its T.
_BASIC_FORMAT = (
    r"(?P<year>[12][0-9]{3})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    rf"(?:[t ]?(?P<hour>[0-9]{{2}})(?P<minute>[0-9]{{2}})(?P<second>[0-9]{{2}})?(?: ?{_ZONE})?)?"
)

# What is plain enough to be found inside a line of other text. Of two forms that begin at one place the first wins.
_PLAIN_FORMS = (
    rf"{_YEAR_OF_ANY_ERA}{_MONTH_AND_DAY}{_CLOCK}",
    rf"{_YEAR_OF_ANY_ERA} ?年 ?{_CHINESE_MONTH}{_CHINESE_DAY}{_CLOCK}",
    rf"{_YEAR_OF_ANY_ERA} ?年 ?{_CHINESE_MONTH}份?(?! ?[0-9])",
    rf"(?<![0-9])(?<!年)(?<!年 ){_CHINESE_MONTH}{_CHINESE_DAY}{_CLOCK}",
    rf"{_BEFORE_DATE}(?<![0-9]){_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}(?![0-9]){_CLOCK}",
    rf"{_BEFORE_DATE}(?<![a-z]){_MONTH} ?{_DAY},? ?{_YEAR}(?![0-9]){_CLOCK}",
    rf"{_BEFORE_DATE}(?<![a-z]){_MONTH} {_DAY},? {_TIME} {_YEAR}(?![0-9])",
    rf"{_YEAR}[ -]{_MONTH}[ -]{_DAY}{_CLOCK}",
    rf"(?<![a-z]){_MONTH},? {_YEAR}(?![0-9])",
)
# What is a date only when the whole text is one.
_BARE_FORMS = (
    rf"(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_CLOCK}",
    rf"{_BEFORE_DATE}{_MONTH} {_DAY}{_CLOCK}",
    rf"{_BEFORE_DATE}{_DAY} {_MONTH}{_CLOCK}",
    rf"{_BEFORE_DATE}{_DAY} {_MONTH} (?P<short_year>[0-9]{{2}}) {_TIME}",
    # Offices in Taiwan leave the era out: 108/07/05. No other year of news has three digits.
    rf"(?P<republic>1[0-9]{{2}}){_MONTH_AND_DAY}{_CLOCK}",
    rf"(?P<republic>1[0-9]{{2}}) ?年 ?{_CHINESE_MONTH}{_CHINESE_DAY}{_CLOCK}",
    rf"{_YEAR_OF_ANY_ERA} ?年?",
    rf"{_YEAR} ?[-/.] ?(?P<month>[0-9]{{1,2}})",
    _BASIC_FORMAT,
)

_AGO = r"(?<![0-9.])(?P<count>[0-9]{1,4}) ?个?(?P<unit>秒|分钟|小时|钟头|天|周|星期|礼拜|(?<=个)月|年)钟?[之以]?前"
_HALF_AGO = "(?P<count>半) ?个?(?P<unit>小时|钟头)[之以]?前"
_ENGLISH_AGO = (
    r"(?:(?:about|over) )?(?<![0-9a-z.])(?P<count>[0-9]{1,4}|an?) ?"
    r"(?P<unit>sec|second|min|minute|hr|hour|day|week|month|year)s? ago\b"
)
_DAY_WORD = "(?P<word>今天|今日|昨天|昨日|大前天|前天|today|yesterday)"
_PLAIN_RELATIVES = (_AGO, _HALF_AGO, _ENGLISH_AGO, rf"{_DAY_WORD}(?: ?[,|] ?| at | ?){_TIME}")
_BARE_RELATIVES = (_DAY_WORD, "(?P<word>刚刚|刚才|just now)")

_LABEL = re.compile(
    "(?:(?:发布|发表|更新|发稿|出版|成文|印发|上传|录入|添加|创建|编辑|修改|刊发|播出|来稿)?(?:日期|时间)"
    "|(?:发布|发表|更新|编辑|刊登|刊载)于?|(?:first |last )?(?:published|posted|updated|modified|created)"
    "(?: on| at)?|pub ?date|date|time|on) ?:? ?"
)
_TRAILER = re.compile(" ?(?:发布|发表|更新|刊登|播出)$")
_BRACKETED = re.compile(r"[\[(【<](.*)[\])】>]")


class Patterns(NamedTuple):
    """The compiled forms: of dates and times, and of times relative to another."""

    whole: tuple[re.Pattern[str], ...]
    within: tuple[re.Pattern[str], ...]
    whole_relative: tuple[re.Pattern[str], ...]
    within_relative: tuple[re.Pattern[str], ...]


@cache
def patterns() -> Patterns:
    """The patterns, compiled at the first call: some 50 ms, so never on the way to a screen."""
    plain = tuple(re.compile(form, re.ASCII) for form in _PLAIN_FORMS)
    bare = tuple(re.compile(form, re.ASCII) for form in _BARE_FORMS)
    plain_relative = tuple(re.compile(form, re.ASCII) for form in _PLAIN_RELATIVES)
    bare_relative = tuple(re.compile(form, re.ASCII) for form in _BARE_RELATIVES)
    return Patterns(plain + bare, plain, plain_relative + bare_relative, plain_relative)


def normalise(text: str) -> str:
    """The text in the one way of writing that the patterns know."""
    folded = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    if folded.isascii():
        return folded
    simplified = simplify(folded).translate(_DASHES).replace("民国元年", "民国1年")
    return _NUMERAL.sub(_in_digits, _BEIJING_TIME.sub("", simplified).strip())


def strip_label(text: str) -> str:
    """A normalised text without a label (日期:), brackets around it, or 发布 behind it."""
    text = _without_brackets(text)
    label = _LABEL.match(text)
    return _TRAILER.sub("", _without_brackets(text[label.end() :] if label else text))


def _without_brackets(text: str) -> str:
    match = _BRACKETED.fullmatch(text)
    return match[1].strip() if match else text


def _in_digits(match: re.Match[str]) -> str:
    """2019 for 二〇一九, 108 for 一百零八; 三五 in 三五天 stays, for it means a few."""
    numeral = match[0]
    if _TENS.keys() & set(numeral):
        return str(_sum_of_tens(numeral))
    spelt = len(numeral) > 1 and numeral[0] not in "〇○零"
    if spelt and not match.string.startswith(("年", " 年"), match.end()):
        return numeral
    return "".join(str(_DIGITS[character]) for character in numeral)


def _sum_of_tens(numeral: str) -> int:
    total = pending = 0
    for character in numeral:
        if character in _TENS:
            total += (pending or 1) * _TENS[character]
            pending = 0
        else:
            pending = _DIGITS[character]
    return total + pending
