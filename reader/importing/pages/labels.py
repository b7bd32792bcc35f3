"""The labels that web pages print before the facts of an article, and where they stand in a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.importing.facts import LABELS, Kind
from reader.text.script import simplify

if TYPE_CHECKING:
    from collections.abc import Iterator

END: Final = "\x1f"
"""The unit separator of ASCII: stands between the pieces of a line that elements or wide blanks set apart."""


def _each(kind: Kind, words: str) -> dict[str, Kind]:
    return dict.fromkeys(words.replace("_", " ").split("|"), kind)


# What facts lines of plain text do not have, or where it would be too bold to look for it.
_KINDS: Final[dict[str, Kind]] = {
    **LABELS,
    **_each(
        Kind.ORIGIN,
        "消息来源|内容来源|资料来源|来源单位|来源网站|来源媒体|原文来源|转载来源|本文来源|信源|转自|转载自|来自|来源于|原载|稿件提供|摘自|公众号|微信公众号|来源公众号|出自|文稿来源|图文来源"
        "|报道来源|发布来源|origin|via|provided by|news provided by",
    ),
    **_each(
        Kind.AUTHOR,
        "撰稿|撰稿人|记者|本报记者|文字|供稿人|通讯员|作者名|原作者|本文作者|作者是|文|采写|采访|文图|图文|原创|博主|楼主|投稿人|署名|主笔"
        "|writer|written by|by|byline|words|words by|posted by|authors|reporter|reported by",
    ),
    **_each(
        Kind.EDITOR,
        "编审|审核|校对|录入|录入员|发布人|发布者|发布员|摄影|图|图片|摄像|图片来源|图源|复核|编发|责任校对|排版|初审|复审|终审|供稿|供图|审稿|签发|监制|信息员|摄",
    ),
    **_each(
        Kind.PUBLISHED,
        "发文日期|发文时间|发稿时间|发稿日期|发稿|公开日期|公开时间|添加时间|添加日期|录入时间|上传时间|上传日期|刊发时间|刊登日期|刊登时间"
        "|刊出日期|信息时间|信息日期|创建时间|创建日期|建立于|发布于|发表于|发布|发表|上线时间|首发时间|新闻日期|公布日期|公布时间|出版日期"
        "|出版|posted|posted on|posted at|published on|published at|first published|publication date|publish date|release date"
        "|date posted|issued|推送时间|推送日期|推送于|来信时间|写信时间|留言时间|提交时间|咨询时间|发帖时间"
        "|发信时间|刊登于|刊载于|见报日期|见报时间"
        "|撰写时间|报道时间|投稿时间|上稿时间|挂网时间|公告时间|公告日期|公示时间|公布于|创建于|on",
    ),
    **_each(
        Kind.UPDATED,
        "收录时间|收录日期|收录于|转载时间|转载日期|答复时间|回复时间|编辑时间|更新于|更新|最后更新|最后更新时间|最近更新|最近更新日期|最后修改|修改于|最后编辑于|编辑于|成文日期|生成日期|印发日期"
        "|last updated|last update|last modified|modified|updated on|updated at",
    ),
    **_each(
        Kind.CLICKS,
        "查看|查看数|查看次数|访问|访问量|访问次数|点阅|点阅数|点阅率|点阅次数|浏览人次|浏览人数|点击人次|阅读人次|阅读人数|阅览|阅览次数"
        "|围观|已阅读|被阅读|本文点击|文章点击|文章浏览|总浏览|累计浏览|浏览率|浏览次|点击次|阅读次|人气值|点击人数|点阅人次|点阅人数|浏览热度|阅读热度|查阅次数|阅读总数|点击总数|累计点击|累计阅读|总点击|总阅读|总访问|网友浏览|hits|reads|read|pv"
        "|page views|pageviews",
    ),
}
CATEGORIES: Final = (
    "栏目", "所属栏目", "分类", "分类于", "所属分类", "类别", "频道", "分类专栏", "文章分类", "新闻分类", "文章栏目",
    "文章类别",
    "新闻类别", "信息类别", "所在栏目", "栏目名称", "所属频道", "归类", "归档于", "归档", "目录", "版块", "板块",
    "category", "categories", "posted in", "filed under",
    "section",
)  # fmt: skip
"""The labels of a category, in simplified form."""
ISSUERS: Final = (
    "发布机构",
    "发布机关",
    "发布单位",
    "发文机关",
    "发文机构",
    "发文单位",
    "信息发布机构",
    "公开机构",
    "制发机关",
    "供稿单位",
    "供稿部门",
    "信息提供",
    "信息提供单位",
    "来稿单位",
    "投稿单位",
)
"""The labels of the office that issued a notice, in simplified form."""
# Known because they end the value before them.
_OTHERS: Final = (
    "字体|字号|文字大小|分享到|分享至|分享|评论|评论数|关键词|关键字|标签|索引号|文号|发文字号|主题分类|主题词|信息分类|体裁分类|有效性|时效性"
    "|名称|标题|版面|版次|语言|视力保护色|背景色|浏览字号|推荐|点赞|收藏|有效期|效力状态|地点|活动时间|会议时间|截止时间|报名时间|电话|联系人"
    "|联络人|联系信息|邮箱|编号|ip属地|听新闻|导读|内容概述|信息索引|热度|关注度|信件编号|办理状态|信件类型|处理状态|答复单位|受理单位|文章标签|最高|回复|回复数|点赞数|赞|收藏数|公开方式|公开范围|责任部门|承办单位|资料维护|tags|comments|topic|topics|share"
)
_LONGEST: Final = 24  # Characters of a label with the blanks between them: 来　　源.
_COLON: Final = re.compile(r"(?<!\d)[:：]")  # That of 09:30 ends no label.
_NAMES: Final = {
    "".join(name.split()): name for name in (*_KINDS, *CATEGORIES, *ISSUERS, *_OTHERS.split("|"))
}
_SPACED: Final = frozenset(
    name
    for name, kind in _KINDS.items()
    if kind in (Kind.ORIGIN, Kind.AUTHOR)
    and len(name) > 1
    and not name.isascii()
    and name
    not in (
        "来自",
        "记者",
        "本报记者",
        "文字",
        "通讯员",
        "原创",
        "采访",
        "图文",
        "楼主",
        "博主",
        "署名",
        "出自",
    )
)
"""Labels of names that a blank ends as well as a colon does; the others are words of sentences, too."""
_GLUED: Final = re.compile(
    r"(?:^|(?<=[\x1f\s\u3000|｜/·\[【(（]))"
    r"(?P<name>[\u4e00-\u9fff]{2,6}|(?i:published|posted|updated|last updated|last modified|first published)(?: (?:on|at))?)"
    r"(?P<end>[\]】)）]\s?[:：]?|[\s\x1f]{0,3}(?=[(（\[]?\d)|[ \u3000\xa0]*[/／|｜丨][ \u3000\xa0]*|[ \u3000\xa0]+)"
)
_BLANKS: Final = frozenset(" \t\u3000\xa0\x1f")
_CLOSED: Final = frozenset("]】)）")
_OPENED: Final = frozenset("[【(（")
_BRACKETS: Final = " ([（【"
_BREAKS: Final = frozenset("，。；！？、|｜:：)）]】")


class Label(NamedTuple):
    """A label with its place in a line, its colon included."""

    start: int
    end: int
    name: str

    @property
    def kind(self) -> Kind | None:
        """What it names; None for what is no fact of a draft."""
        return _KINDS.get(self.name)


def is_label(text: str) -> bool:
    """Tell whether a line is a label and nothing else."""
    return len(text) <= _LONGEST and _squeezed(simplify(text)).rstrip(":：") in _NAMES


def find_labels(text: str) -> list[Label]:
    """Find the labels of a simplified line: what stands before a colon, and pieces that are a label and nothing else."""
    labels = [found for match in _COLON.finditer(text) if (found := _before(text, match.start()))]
    at = 0
    for piece in text.split(END)[:-1]:
        end = at + len(piece)
        name = _NAMES.get(_squeezed(piece)) if len(piece.strip()) > 1 else None
        if name and not any(label.start < end and at < label.end for label in labels):
            labels.append(Label(at, end, name))
        at = end + 1
    labels += [
        found
        for found in _glued(text)
        if not any(label.start < found.end and found.start < label.end for label in labels)
    ]
    return sorted(labels)


def _glued(text: str) -> Iterator[Label]:
    """Find the labels that no colon ends: 【来源】, 作者/, 发布于 2019-07-05, 来源 and a blank."""
    for match in _GLUED.finditer(text):
        name, end = match["name"].lower(), match["end"]
        kind = _KINDS.get(name)
        if kind is None:
            continue
        before = text[match.start() - 1 : match.start()]
        is_closed = end[:1] in _CLOSED and before in _OPENED and before != ""
        before_digit = kind in (Kind.PUBLISHED, Kind.UPDATED) and _is_digit(text, match.end())
        is_spaced = name in _SPACED and end[:1] not in _CLOSED and not _is_digit(text, match.end())
        if is_closed or before_digit or is_spaced:
            yield Label(match.start(), match.end(), _NAMES["".join(name.split())])


def _is_digit(text: str, at: int) -> bool:
    return text[at : at + 3].lstrip(_BRACKETS)[:1].isdigit()


def _before(text: str, colon: int) -> Label | None:
    """Find the longest label that ends at a colon; blanks can stand between its characters."""
    found: Label | None = None
    word = ""
    for at in range(colon - 1, max(-1, colon - _LONGEST), -1):
        character = text[at]
        if character in _BLANKS:
            continue
        word = character.lower() + word
        if word in _NAMES and _may_begin(text, at, word):
            found = Label(at, colon + 1, _NAMES[word])
        if character in _BREAKS:
            break
    return found


def _may_begin(text: str, at: int, word: str) -> bool:
    """Tell whether a label can begin somewhere: one in letters, or of a single character, only where a word does."""
    return at == 0 or not text[at - 1].isalpha() or (len(word) > 1 and not word.isascii())


def _squeezed(text: str) -> str:
    return "".join(text.split()).lower()
