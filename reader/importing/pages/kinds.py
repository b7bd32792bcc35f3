"""Pages that are no article: lists of headlines, and what servers send in place of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.importing.pages.furniture import is_furniture
from reader.importing.pages.names import is_aside
from reader.text.script import simplify

if TYPE_CHECKING:
    from reader.importing.pages.body import Body
    from reader.importing.pages.layout import Layout, Line

_HEADLINE: Final = 4.5  # Han characters of the shortest link that is a headline and not a section.
_ENTRIES: Final = 4  # A list has more entries than an article has links on lines of their own.
_LINKS: Final = 8  # Headlines on a page without any prose.
_EXCERPT: Final = 3  # Lines between the headline of an entry and its excerpt.
_NOTICE: Final = 60.0  # Han characters: a notice without date and origin has more, a list less prose.
_LONGEST: Final = 120  # Characters of a message, and the lines of a page that are looked at for one.
_FIRST: Final = 40
_SHORT: Final = 150.0  # Han characters of prose on the error page of a server.

_REASONS: Final = "error|not found|forbidden|unauthori[sz]ed|bad|internal|service|gateway|too many|错误|页面|抱歉|找不到|未找到"
_MISSING: Final = (
    "not found|can(?:no|')t be found|could not be found|does(?: not|n't) exist|no longer (?:available|exists)"
)
_MESSAGES: Final = (
    rf"(?:http\s?)?(?:error\s*:?\s*)?(?:40[01345]|410|429|50[0-4])(?=\s*(?:$|[-–—|:：,，.!。]|{_REASONS}))",
    rf"(?:page|file|article|document|url|object)\b.{{0,30}}\b(?:{_MISSING})",
    r"not found$|access denied|forbidden$|bad gateway|internal server error|gateway time-?out",
    r"(?:请|正在)(?:稍候|验证(?:[您你]是否|身份)|检查[您你])|请(?:完成|进行)(?:安全|人机|滑动)?验证|人机验证",
    r"service (?:temporarily )?unavailable|just a moment|checking your browser",
    r"are you (?:a )?(?:human|robot)|verify you are human|(?:please )?(?:enable|turn on) javascript",
    r"javascript is (?:disabled|required)|请(?:开启|启用|打开)\s?javascript|安全验证",
    r"(?:页面|网页|文章|内容|信息|您(?:要)?访问的.{0,12})(?:已)?(?:不存在|找不到|无法(?:访问|显示|找到)|被?删除|走丢|丢失|没有找到|出错)",
    r"找不到(?:您|该|页面|网页|文件)|服务器(?:内部)?错误|出错了|访问(?:被拒绝|受限|出错)",
    r"登录后(?:才能)?(?:查看|阅读)|请先登录|(?:log ?in|sign in|subscribe|register) to (?:continue|read|view)",
)
_FAILURE: Final = re.compile("|".join(_MESSAGES), re.IGNORECASE)
_APOLOGY: Final = re.compile(
    rf"(?:(?:很|非常)?抱歉|对不起|哎呀|sorry|oops)?[,，!！:：。. ]*(?:{'|'.join(_MESSAGES)})", re.IGNORECASE
)


def count_links(layout: Layout) -> int:
    """Count the headlines with a link, outside of navigation."""
    return sum(
        1
        for line in layout.lines
        if line.linked > 0 and not any(is_aside(box) for box in line.box.around())
        for run in line.runs
        if run.is_linked and _weight(run.text) >= _HEADLINE
    )


def is_list(layout: Layout, body: Body, *, has_facts: bool) -> bool:
    """Tell whether a page is a list of headlines, with or without excerpts, and not an article.

    `has_facts` tells whether facts stand below its headline.
    """
    if _is_digest(body):
        return True
    return not has_facts and body.points < _NOTICE and count_links(layout) >= _LINKS


def _is_digest(body: Body) -> bool:
    """Tell whether most of the prose is excerpts, each below a headline with a link."""
    entries, excerpts, prose = 0, 0.0, 0.0
    last = -_EXCERPT - 1
    for line in body.all_lines:
        if _is_entry(line):
            entries, last = entries + 1, line.at
        elif line.weight >= 12 and line.linked < 0.5:
            prose += line.weight
            excerpts += line.weight if line.at - last <= _EXCERPT else 0.0
    return entries > _ENTRIES and excerpts >= 0.7 * prose


def _is_entry(line: Line) -> bool:
    return (
        line.linked > (0.5 if line.heading else 0.8)
        and line.weight >= _HEADLINE
        and not is_furniture(line.text)
    )


def _weight(text: str) -> float:
    return len(" ".join(text.split()).encode("utf-8", "replace")) / 3


def failure(layout: Layout, title: str, prose: float) -> str | None:
    """Give what a server says on its error page, or a site in place of an article; None for any other page."""
    if prose > _SHORT:
        return None
    if _FAILURE.search(simplify(title[:_LONGEST])):
        return title
    texts = [line.text for line in layout.lines if line.linked < 0.5 and len(line.text) <= _LONGEST]
    return next((text for text in texts[:_FIRST] if _APOLOGY.match(simplify(text))), None)
