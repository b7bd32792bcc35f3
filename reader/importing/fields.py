"""The names that files give to the fields of an article, in English and in Chinese, and what the values mean."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reader.importing.facts import CHINA_TIME
from reader.text.dates import parse_date
from reader.text.script import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model.document import Document
    from reader.model.published import Published

# Names as `_normal` writes them, Chinese ones simplified; of several in one record the first here counts.
# Those of schema.org (NewsArticle), JSON Feed and of Broadsheet's own export are among them.
_NAMES: Final = {
    "title": (
        "title", "headline", "标题", "新闻标题", "文章标题", "题目", "题名", "heading", "subject", "name", "名称",
    ),
    "markdown": ("markdown", "content_markdown", "body_markdown", "md"),
    "html": ("html", "content_html", "body_html"),
    "body": (
        "body", "text", "content", "正文", "内容", "新闻正文", "新闻内容", "文章正文", "文章内容", "全文", "article_body",
        "full_text", "fulltext", "content_text", "body_text", "article_text", "main_text", "article", "story", "文本",
    ),
    "summary": ("summary", "abstract", "摘要", "description", "excerpt", "简介", "导语", "概要"),
    "category": (
        "category", "categories", "分类", "类别", "栏目", "频道", "板块", "版块", "section", "article_section",
        "channel", "category_name",
    ),
    "origin": (
        "origin", "source", "来源", "文章来源", "新闻来源", "信息来源", "稿件来源", "稿源", "出处", "媒体", "source_name",
        "publisher", "media", "newspaper",
    ),
    "author": ("author", "authors", "作者", "文章作者", "记者", "撰文", "byline", "creator", "writer", "author_name"),
    "published": (
        "date", "published", "日期", "发布日期", "发布时间", "发表日期", "发表时间", "published_at", "published_on",
        "date_published", "publish_date", "publish_time", "publication_date", "pub_date", "pubdate", "pub_time",
        "时间", "datetime", "timestamp", "time", "created_at", "created",
    ),
    "clicks": (
        "clicks", "点击", "点击量", "点击数", "点击次数", "点击率", "浏览", "浏览量", "浏览数", "浏览次数", "阅读", "阅读量",
        "阅读数", "阅读次数", "人气", "hits", "click_count", "view_count", "read_count", "views", "pv",
    ),
    "url": (
        "url", "link", "链接", "网址", "原文链接", "链接地址", "原文地址", "permalink", "canonical_url", "source_url",
        "original_url", "web_url", "href",
    ),
    "language": ("language", "lang", "语言", "语种", "in_language"),
    "id": ("id", "guid", "uuid", "identifier", "article_id"),
}  # fmt: skip
_RANKS: Final = {name: (field, at) for field, names in _NAMES.items() for at, name in enumerate(names)}
_LONGEST_NAME = 60  # Characters: the longest name above has 17, and a bracketed remark may follow.
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_REMARK: Final = re.compile(r"(?<=[^\s(])\s*\([^()]*\)$")
_SEPARATORS: Final = re.compile(r"[\s_.\-]+")
_AROUND: Final = " \t\n\ufeff\u200b:*\"'"
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")

FIELDS: Final = (
    "title", "body", "category", "origin", "author", "published", "clicks", "url", "language", "id",
)  # fmt: skip
"""The fields to which a person can assign a column."""


@lru_cache(maxsize=4096)  # The records of a file have the same names again and again.
def find_field(name: str) -> tuple[str, int] | None:
    """Find the field that a name stands for, and how far from the usual name it is; None for any other name.

    Script, case, `camelCase`, `snake_case`, a closing colon and a remark in brackets make no difference.
    """
    return _RANKS.get(_normal(name)) if len(name) <= _LONGEST_NAME else None


def names_by_field(names: Iterable[str]) -> dict[str, list[str]]:
    """Sort the names of a record by the field that they stand for, the most usual name first."""
    found = sorted((rank, field, name) for name in names for field, rank in filter(None, (find_field(name),)))
    by_field: dict[str, list[str]] = {}
    for _rank, field, name in found:
        by_field.setdefault(field, []).append(name)
    return by_field


def language_tag(text: str | None) -> str | None:
    """Accept what has the form of a BCP 47 tag; an underscore is read as the hyphen that was meant."""
    return text.replace("_", "-") if text and _LANGUAGE.fullmatch(text) else None


def publication_date(text: str | None, language: str | None, document: Document) -> Published | None:
    """Read a date; a time without a zone is China's in a Chinese article."""
    zone = CHINA_TIME if (language or "").startswith("zh") else None
    return parse_date(text, saved_at=document.saved_at, zone=zone) if text else None


def _normal(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).strip(_AROUND)
    plain = _REMARK.sub("", plain).strip(_AROUND)
    return _SEPARATORS.sub("_", simplify(_CAMEL.sub("_", plain)).casefold())
