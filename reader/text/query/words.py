"""The words of the query language in English, 繁體 and 简体: one table for the parser, the completion and the help.

The Chinese words are those of the interface, with other common ones behind them. `source` is 訂閱源, as readers of feeds
call it; 來源 is what a page prints, which is `origin`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from reader.model.filter import SortKey
from reader.model.query import NameField, Occasion, Quantity, Relation, State, TextField
from reader.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_Meaning = TypeVar("_Meaning")


class Keyword(StrEnum):
    """The fields that are no part of an article."""

    IS = "is"
    HAS = "has"
    AFTER = "after"
    BEFORE = "before"
    SORT = "sort"


class Operator(StrEnum):
    """The words between conditions and before one."""

    AND = "AND"
    OR = "OR"
    NOT = "NOT"


class Day(StrEnum):
    """The spans of time with a name: each holds now, but for `yesterday`."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Unit(StrEnum):
    """What a time back from now is counted in."""

    HOUR = "h"
    DAY = "d"
    WEEK = "w"
    MONTH = "m"
    YEAR = "y"


Field: TypeAlias = TextField | NameField | Quantity | Occasion | Keyword


class Names(NamedTuple):
    """What one thing is called; the first of a language is the one to show, the first English one is canonical."""

    english: tuple[str, ...]
    hant: tuple[str, ...] = ()
    hans: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """The names of all languages."""
        return self.english + self.hant + self.hans


def _names(english: str, hant: str = "", hans: str = "") -> Names:
    return Names(tuple(english.split()), tuple(hant.split()), tuple(hans.split()))


FIELDS: Mapping[Field, Names] = {
    TextField.TITLE: _names("title", "標題", "标题"),
    TextField.BODY: _names("body", "正文 內文", "正文 内文"),
    TextField.ORIGIN: _names("origin", "來源", "来源"),
    TextField.AUTHOR: _names("author", "作者", "作者"),
    NameField.CATEGORY: _names("category", "分類", "分类"),
    NameField.SOURCE: _names("source feed", "訂閱源 訂閱 信源", "订阅源 订阅 信源"),
    NameField.URL: _names("url link", "網址 鏈接 連結", "网址 链接"),
    NameField.LANGUAGE: _names("language lang", "語言", "语言"),
    NameField.NOTE: _names("note", "備註 筆記", "备注 笔记"),
    NameField.TAG: _names("tag", "標籤", "标签"),
    NameField.HIGHLIGHT: _names("highlight", "標亮 劃線", "标亮 划线"),
    Keyword.IS: _names("is", "是", "是"),
    Keyword.HAS: _names("has", "有", "有"),
    Quantity.VIEWS: _names("views", "閱讀次數 閱讀 瀏覽 次數", "阅读次数 阅读 浏览 次数"),
    Quantity.CLICKS: _names("clicks", "點擊", "点击"),
    Quantity.MINUTES: _names("minutes", "分鐘", "分钟"),
    Occasion.PUBLISHED: _names("published date", "日期 發佈 發布", "日期 发布"),
    Keyword.AFTER: _names("after since", "之後 以後 自", "之后 以后 自"),
    Keyword.BEFORE: _names("before", "之前 以前", "之前 以前"),
    Occasion.IMPORTED: _names("imported", "匯入 導入", "导入"),
    Occasion.VIEWED: _names("viewed", "最近閱讀 看過", "最近阅读 看过"),
    Occasion.BOOKMARKED: _names("bookmarked", "書籤 收藏", "书签 收藏"),
    Keyword.SORT: _names("sort", "排序", "排序"),
}

IS: Mapping[State, Names] = {
    State.UNREAD: _names("unread", "未讀", "未读"),
    State.READ: _names("read", "已讀", "已读"),
    State.BOOKMARKED: _names("bookmarked", "書籤 收藏", "书签 收藏"),
    State.VIEWED: _names("viewed", "看過", "看过"),
    State.HALF_READ: _names("half-read", "未讀完 讀到一半", "未读完 读到一半"),
}
"""The states that `is:` asks for."""

HAS: Mapping[State, Names] = {
    State.NOTED: _names("note", "備註 筆記", "备注 笔记"),
    State.BOOKMARKED: _names("bookmark", "書籤 收藏", "书签 收藏"),
    State.TAGGED: _names("tag", "標籤", "标签"),
    State.HIGHLIGHTED: _names("highlight", "標亮 劃線", "标亮 划线"),
}
"""The states that `has:` asks for."""

SORT_KEYS: Mapping[SortKey, Names] = {
    SortKey.DATE: _names("date", "日期", "日期"),
    SortKey.RELEVANCE: _names("relevance", "相關", "相关"),
    SortKey.VIEWS: _names("views", "閱讀次數 閱讀 瀏覽 次數", "阅读次数 阅读 浏览 次数"),
    SortKey.CLICKS: _names("clicks", "點擊", "点击"),
    SortKey.TITLE: _names("title", "標題", "标题"),
    SortKey.ORIGIN: _names("origin", "來源", "来源"),
    SortKey.VIEWED: _names("viewed", "最近閱讀 看過", "最近阅读 看过"),
    SortKey.BOOKMARKED: _names("bookmarked", "書籤 收藏", "书签 收藏"),
}

LANGUAGES: Mapping[str, Names] = {
    "zh": _names("zh chinese", "中文 漢語", "中文 汉语"),
    "zh-Hant": _names("zh-Hant", "繁體 繁體中文", "繁体 繁体中文"),
    "zh-Hans": _names("zh-Hans", "簡體 簡體中文", "简体 简体中文"),
    "en": _names("en english", "英文 英語", "英文 英语"),
    "ja": _names("ja japanese", "日文 日語", "日文 日语"),
    "ko": _names("ko korean", "韓文 韓語", "韩文 韩语"),
    "fr": _names("fr french", "法文 法語", "法文 法语"),
    "de": _names("de german", "德文 德語", "德文 德语"),
    "es": _names("es spanish", "西班牙文 西班牙語", "西班牙文 西班牙语"),
    "ru": _names("ru russian", "俄文 俄語", "俄文 俄语"),
}
"""The tags of languages (BCP 47) that have a name in queries; any other tag is asked for as it is."""

DAYS: Mapping[Day, Names] = {
    Day.TODAY: _names("today", "今天 今日", "今天 今日"),
    Day.YESTERDAY: _names("yesterday", "昨天 昨日", "昨天 昨日"),
    Day.WEEK: _names("week", "本週 這週", "本周 这周"),
    Day.MONTH: _names("month", "本月", "本月"),
    Day.YEAR: _names("year", "今年 本年", "今年 本年"),
}

UNITS: Mapping[Unit, Names] = {
    Unit.HOUR: _names("h", "小時", "小时"),
    Unit.DAY: _names("d", "天 日", "天 日"),
    Unit.WEEK: _names("w", "週 星期", "周 星期"),
    Unit.MONTH: _names("m", "個月", "个月"),
    Unit.YEAR: _names("y", "年", "年"),
}

OPERATORS: Mapping[str, Operator] = {
    "AND": Operator.AND,
    "且": Operator.AND,
    "OR": Operator.OR,
    "|": Operator.OR,
    "或": Operator.OR,
    "NOT": Operator.NOT,
    "非": Operator.NOT,
}
"""The operators: in capitals, so that `or` can be looked for, and only as a word of their own."""

RELATIONS: Mapping[str, Relation] = {
    **{relation.value: relation for relation in Relation},
    "≤": Relation.AT_MOST,
    "≦": Relation.AT_MOST,
    "≥": Relation.AT_LEAST,
    "≧": Relation.AT_LEAST,
}


def meanings(table: Mapping[_Meaning, Names]) -> Mapping[str, _Meaning]:
    """What each folded name of a table means."""
    return {fold(name): meaning for meaning, names in table.items() for name in names.every}


def canonical(table: Mapping[_Meaning, Names]) -> tuple[str, ...]:
    """The canonical names of a table, in its order."""
    return tuple(names.english[0] for names in table.values())
