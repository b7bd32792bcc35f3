"""The query language told by examples, for the help screen and the README."""

from __future__ import annotations

from reader.i18n import _


def grammar() -> list[tuple[str, str]]:
    """Examples of queries, each with what it finds in the language of the interface; together they show all there is."""
    return [
        (
            "旅遊 澳門",
            _("articles that hold both words; either script, any width, case and accent finds the other"),
        ),
        ("econom", _("words that begin so: economy, economic")),
        ('"GDP增長" 「一國兩制」', _("exactly this text; a word in quotes is the whole word")),
        ("地鐵 OR 公交 或 ferry", _("one of these; or | between blanks")),
        ("(地鐵 OR 公交) -施工 NOT delay", _("parentheses; - or NOT leaves out what follows")),
        ("title:harbour 正文:港口", _("in one text: title, body, origin, author (標題 正文 來源 作者)")),
        ("標題：(港口 OR 碼頭)", _("a field before parentheses holds for all in them")),
        (
            'category:科技 source:"Harbour News"',
            _("by category (分類) or source (訂閱源); a part of its name, in quotes all of it"),
        ),
        (
            "url:example.org language:en note:重要",
            _("by address (網址), language (語言) or the note of a bookmark (備註)"),
        ),
        (
            "tag:ferry 標籤:港口 highlight:渡輪",
            _("by a tag of yours (標籤), or by what you highlighted or remarked on it (標亮)"),
        ),
        (
            "is:unread 是：書籤 has:note",
            _(
                "by state: unread, read, half-read, bookmarked, viewed (未讀 已讀 未讀完 書籤 看過); "
                "has: note, tag, highlight"
            ),
        ),
        (
            "views>3 點擊>=1萬 minutes<5",
            _("by views (閱讀次數), clicks (點擊), minutes (分鐘) with < <= = >= >"),
        ),
        ("published:2019-07 日期:2019年7月5日", _("published in this year, in this month or on this day")),
        (
            "published:2019-07..2019-09",
            _("published in these months, both included; one end may be left out"),
        ),
        (
            "after:2019-01 before:2019-07-05",
            _("published on its first day or later (之後); published earlier (之前)"),
        ),
        (
            "imported:today viewed:7d bookmarked:本週",
            _(
                "by when you imported, viewed or bookmarked: today, yesterday, week, month, year, 3h, 7d, 2w, 6m, 1y"
            ),
        ),
        (
            "viewed:30d sort:views",
            _("viewed in these days, the most often viewed first: only the views of the span count"),
        ),
        (r"/第[0-9]+屆/ title:/\bAI\b/", _("regular expressions, as Python writes them, in title and body")),
        ("港口 sort:views", _("the order: date, relevance, views, clicks, title … (排序)")),
        ("港口 sort:-date", _("the same order the other way round")),
    ]
