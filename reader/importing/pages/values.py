"""The values of facts as pages print them: origins, names of authors, dates in boxes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.importing.facts import known
from reader.text.dates import find_date, parse_date
from reader.text.script import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo

    from reader.model.published import Published

STRIPPED: Final = " \t\u3000\xa0|｜/:：,，;；·•-—>"
"""What stands around values and says nothing."""
TITLE_MARKS: Final = "《》()（）"

_LONGEST_ORIGIN: Final = 60  # Characters; offices with their superior have about 40.
_LONGEST_AUTHOR: Final = 80  # Characters of all authors together.
_BYLINE: Final = 100  # Characters of a line that names the author.
_LONGEST_PRESS: Final = 24  # Characters of the name of a paper that no label announces.
_SPLIT_DATE: Final = 30  # Characters of a date in parts.

_DATE: Final = re.compile(r"\s*[(（\[]?(?:19|20)\d\d\s?[-/.年]\s?\d|\s\d{1,2}[-/月]\d{1,2}(?!\d)")
_TOOLS: Final = re.compile(
    r"\s*(?:[|｜【\[┃┊│丨]|字体|字号|分享|打印|收藏|评论|我要|关闭|大\s?中\s?小|浏览字|订阅|关注|查看原文|阅读原文|已?浏览|\(?\d+人"
    r"|责任编辑|进入论坛|手机看|扫一扫|点击(?!者)|add to|share|follow)"
)
_ENCLOSED: Final = re.compile(r"[《「『“【\[（(]([^《》「」『』]{1,60})[》」』”】\]）)]")
_BRACKETS: Final = (("(", ")"), ("（", "）"), ("[", "]"), ("【", "】"))
_PRESS: Final = re.compile(
    r"(?:[日晚晨早商时周]报|新闻网|通讯社|电视台|广播电台|新华网|新华社|人民网|中新网|杂志|周刊)$"
)
_MEDIA: Final = re.compile(
    r"(?:网|报|社|台|刊|杂志|电视|广播|频道|客户端|公众号|新闻|在线|发布|观察|通讯|中心|news|times|post|daily|herald|gazette|journal"
    r"|agency|press|tribune|reuters|ap|afp)$",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile("[，。！？]")
_SENTENCE_END: Final = re.compile("[。！？]$|，.*，")
_VERB: Final = re.compile(r"(?:于|在|已|由|首次|最后|最新|正式)*(?:发布|更新|编辑|发表)$")

_CALENDAR: Final = (
    r"(?i:(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu|fri|sat|sun|january|february|march|april|june|july"
    r"|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|published|updated)\b)"
)
_WORD: Final = rf"(?!{_CALENDAR})" + r"[^\W\d_a-z][\w.'’-]*+"
_BY: Final = re.compile(
    r"(?:(?i:text|story|words|written|posted|reported|report|compiled|reviewed|review|interviews?|analysis|column"
    r"|opinion|essay|as told to|curated|submitted|contributed)\s+)?(?i:by)[:\s]\s*"
    rf"(?P<name>{_WORD}(?:\s+(?:(?:and|&|de|van|von)\s+)?{_WORD}){{0,6}})(?=$|[\s|,;/@•·])"
)
# Posted on July 5, 2019 by Jane Doe.
_BY_BEHIND: Final = re.compile(
    rf"\d\S{{0,3}}\s{{0,3}}[|,·•–-]?\s{{0,3}}(?:(?i:posted|written)\s)?[Bb]y\s(?P<name>{_WORD}(?:\s(?:(?:and|&|de|van|von)\s)?{_WORD}){{0,6}})$"
)
_STAFF: Final = re.compile(
    rf"(?P<name>{_WORD}(?:\s{_WORD}){{1,3}}),\s(?:[\w&]+\s){{0,3}}(?i:writer|reporter|correspondent|contributor|columnist)"
)
# The hundred commonest names of families, and those of two characters.
_FAMILIES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊"
    "秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛翁"
)
_DOUBLE_FAMILIES: Final = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
)
_NO_PERSON: Final = frozenset(
    "网報报社臺台刊站市县區区省州港镇乡村城庄山街界图圖产业業圈说谈评论会會部局院校厅处库版讯號号区频道线経济"
)
_REPORTER: Final = re.compile(
    r"[■□●▲◆\[【(（〔]*\s*(?:(?:本[报報网網刊台社]|特[约約派]|见习|見習|实习|實習|首席|[\u4e00-\u9fff]{2,8}[报報网網社台刊]\s?)?[记記]者"
    r"|(?:采[访訪]|采[写寫]|撰文|撰稿|[图圖]文|文[图圖]|整理|[编編][译譯]|口述|[图圖]\s*[/／]\s*文|文\s*[/／]\s*[图圖]|文字?)\s*[/／|｜丨╱]|撰文"
    r"|(?:特约)?通[讯訊][员員])\s*[:：/／]?\s*"
    r"(?P<name>[\u4e00-\u9fff·．]{2,4}(?:[\s、,，]+[\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff])){0,4})"
)
_SPACED: Final = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s{1,4}([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)
_TRADE: Final = re.compile(r"\s+(?:实习生|實習生|实习记者|實習記者|通[讯訊][员員])(?=\s|$)")
_NOT_A_NAME: Final = re.compile("来源|日期|编辑|责编|发布|时间|点击|记者|报道|整理|综合|图")
_BEHIND_NAME: Final = re.compile(
    r"\s*(?:[，,、]\s*(?:题图|題圖|封面|头图|頭圖).*|[/／].*|[〕）)】\].。].*|[摄攝文电電讯訊]|报道|報導|综合|整理)\s*$"
)
_BEFORE_NAME: Final = re.compile(r"(?:by|文|记者|記者|作者|撰文|author)\s*[:：/／|｜]?\s+", re.IGNORECASE)
_AND: Final = re.compile(r"\s+(?:and|&)\s+")
# 09:30 and 9.30pm before the date, a dot for a colon, a mark between date and time, a zone that names no offset.
_DOTTED: Final = re.compile(
    r"(?<=[\s,])(\d{1,2})\.([0-5]\d)(?=\s*(?:[ap]\.?m\b|BST|GMT|UTC|CES?T|IST|AES?T|$))", re.IGNORECASE
)
_MARKED: Final = re.compile(
    r"\s*[•·∙|]\s*(?=\d{1,2}[:.]\d\d)|\s+(?:HKT|GMT\+8)\s+(?=\d)|\s*(?:香港|台北|臺北|北京|當地|当地)(?:時間|时间)[:：]?\s*(?=\d)"
)
_CLOCK_FIRST: Final = re.compile(
    r"(?:[A-Za-z ]{1,16}:? )?(?P<time>\d{1,2}:[0-5]\d\s*(?:[ap]\.?m\.?)?(?:\s+(?:GMT|UTC|BST|EDT|EST|CDT|CST|MDT"
    r"|MST|PDT|PST))?)"
    r"(?P<vague>\s+[ECMP]T)?,?\s+(?:on\s+)?(?P<date>(?:[A-Za-z]{3,9}\.?,?\s+)?(?:[A-Za-z]{3,9}\.?\s+\d{1,2}|\d{1,2}\s+[A-Za-z]{3,9}\.?),?\s+\d{4})",
    re.IGNORECASE,
)
_VAGUE_CLOCK: Final = re.compile(r",?\s*(?:at\s+)?\d{1,2}:\d\d\s*(?:[ap]\.?m\.?)?\s+[ECMP]T\b", re.IGNORECASE)
# Summer times and those of Central Europe and Australia; the other names are known to every reader of dates.
_OFFSETS: Final = {"BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "AEST": "+10:00", "AEDT": "+11:00"}
_ZONE: Final = re.compile(rf"\b(?<=[\dm.] )(?:{'|'.join(_OFFSETS)})\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+")
_DAY_DIGITS: Final = re.compile(r"(?:19|20)\d{6}(?:\d{4}(?:\d\d)?)?")
_MARK: Final = re.compile(r"\s*([/.-])\s*")
# Day and month, or the year, in a box of their own: 05 | 2019-07, 07-05 | 2019, 2019 | 07/05 | 09:30.
_PARTS: Final = (
    re.compile(r"(?P<day>\d{1,2})日? ?[/.]? ?(?P<year>(?:19|20)\d\d)[-/.年 ]{1,2}(?P<month>\d{1,2})月?"),
    re.compile(r"(?P<month>\d{1,2})[-/.月 ](?P<day>\d{1,2})日? ?[/.]? ?(?P<year>(?:19|20)\d\d)年?"),
    re.compile(
        r"(?P<year>(?:19|20)\d\d)年? ?[-/.]? ?(?P<month>\d{1,2})[-/.月 ](?P<day>\d{1,2})日?"
        r"(?: (?P<time>\d{1,2}:\d\d)(?::\d\d)?)?"
    ),
)


# What stands behind a name: the account of a publisher, the address of a writer.
_ACCOUNT: Final = re.compile(
    r"\s*[（(]\s*(?:ID|微信号?|公[众眾][号號])\s*[:：]|\s+[^\s@]{1,64}@[^\s@]", re.IGNORECASE
)


def trimmed(text: str) -> str:
    """Give the value of a label without what stands behind it on the line, and without the brackets of a title."""
    text = text.strip(STRIPPED)
    for pattern in (_DATE, _TOOLS, _ACCOUNT):
        if match := pattern.search(text):
            text = text[: match.start()]
    text = text.strip(STRIPPED)
    if match := _ENCLOSED.fullmatch(text):
        text = match[1].strip(STRIPPED)
    for opening, closing in _BRACKETS:
        if text.endswith(closing) and opening not in text:
            text = text[:-1]
    return text


def origin_of(text: str) -> str | None:
    """Give an origin that says something, or None."""
    value = known(trimmed(text))
    return value if value and len(value) <= _LONGEST_ORIGIN and any(map(str.isalnum, value)) else None


def press_in(pieces: Iterable[str], behind_date: Iterable[str]) -> str | None:
    """Find the name of a paper, an agency, a site in a line with a date.

    A name that could be anything else counts only behind the date.
    """
    for candidates, pattern in ((behind_date, _MEDIA), (pieces, _PRESS)):
        for piece in candidates:
            for part in piece.split(" / "):
                name = part.strip(STRIPPED + TITLE_MARKS)
                if (
                    1 < len(name) <= _LONGEST_PRESS
                    and pattern.search(simplify(name))
                    and not _SENTENCE.search(name)
                    and not _VERB.match("".join(simplify(name).split()))
                ):
                    return name
    return None


def without_account(text: str) -> str:
    """Give a line up to the account or the mail address that stands behind a name."""
    account = _ACCOUNT.search(text[:_BYLINE])
    return text[: account.start()] if account else text


def unspaced(text: str) -> str:
    """Give a text with the names whole that are of two characters and set as wide as those of three."""
    return _SPACED.sub(r"\1\2", text)


def author_in(text: str) -> str | None:
    """Find the name in a byline: By Jane Doe, 記者王小明／台北報導; None in any other line."""
    text = unspaced(text[: 2 * _BYLINE])
    text = without_account(text)
    if len(text) > _BYLINE or text[-1:] in "。.!?！？":
        return None
    match = _BY.match(text) or _REPORTER.match(text) or _STAFF.fullmatch(text) or _BY_BEHIND.search(text)
    if match is None or _NOT_A_NAME.match(simplify(match["name"])):
        return None
    return known(_TRADE.sub(" ", _AND.sub(", ", _BEHIND_NAME.sub("", match["name"]))).strip(STRIPPED))


def person_in(pieces: Iterable[str]) -> str | None:
    """Find a full name of a person in Chinese among pieces that no label announces: 王小明, 歐陽果."""
    for piece in pieces:
        name = piece.strip(STRIPPED + TITLE_MARKS)
        plain = simplify(name)
        is_full = len(name) == 3 and (plain[0] in _FAMILIES or plain.startswith(_DOUBLE_FAMILIES))
        if (is_full or (len(name) == 4 and plain.startswith(_DOUBLE_FAMILIES))) and not (
            plain[-1] in _NO_PERSON or _MEDIA.search(plain) or _NOT_A_NAME.search(plain)
        ):
            return name
    return None


def author_of(text: str) -> str | None:
    """Give an author that says something, without the words around the name, or None."""
    text = unspaced(text)
    value = author_in(text) or _BEFORE_NAME.sub("", trimmed(text), count=1).strip(STRIPPED)
    if _SENTENCE_END.search(value):
        return None
    return known(value) if len(value) <= _LONGEST_AUTHOR and "@" not in value and "://" not in value else None


def joined_names(names: Sequence[str]) -> str | None:
    """Join the names of several authors as their script does; None when there are none."""
    return ("、" if names and not names[0].isascii() else ", ").join(names) or None


def find_any_date(text: str, saved_at: datetime | None, zone: tzinfo | None) -> Published | None:
    """Find a date in a short text, also one whose parts stand in boxes of their own."""
    text = _usual_order(" ".join(text.split()).strip(STRIPPED))
    if _NUMBER.fullmatch(text) and not _DAY_DIGITS.fullmatch(text):
        return None  # The number of a letter, a post, a member; of seconds only for machines.
    if text[:1].isdigit() and len(text) <= _SPLIT_DATE:
        tight = _MARK.sub(r"\1", text)
        for match in filter(None, (pattern.fullmatch(tight) for pattern in _PARTS)):
            parts = match.groupdict()
            written = (
                f"{parts['year']}-{int(parts['month']):02}-{int(parts['day']):02} {parts.get('time') or ''}"
            )
            if found := parse_date(written.strip(), saved_at=saved_at, zone=zone):
                return found
    return parse_date(text, saved_at=saved_at, zone=zone) or find_date(text, saved_at=saved_at, zone=zone)


def _usual_order(text: str) -> str:
    """Write a date with its time behind it and a colon in that, as most pages do."""
    text = _ZONE.sub(lambda zone: _OFFSETS[zone[0].upper()], _DOTTED.sub(r"\1:\2", text))
    text = _VAGUE_CLOCK.sub("", _MARKED.sub(" ", text))
    if match := _CLOCK_FIRST.match(text):
        return match["date"] if match["vague"] else f"{match['date']} {match['time']}"
    return text
