"""What is asked of an article besides its texts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.library import Library
from reader.model.draft import Draft, DraftSource
from reader.model.filter import Filter
from reader.model.published import Published

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES = (
    Draft(
        "1",
        "a",
        "經濟 開發",
        "1",
        url="https://one.example/A",
        language="zh-Hant",
        published=Published("2019"),
        clicks=0,
    ),
    Draft(
        "2",
        "a",
        "经济",
        "2",
        url="https://one.example/%",
        language="zh-Hans",
        published=Published("2019-07"),
        clicks=5,
    ),
    Draft(
        "3",
        "a",
        "Café",
        "3",
        url="https://two.example/é",
        language="en",
        published=Published("2019-07-05"),
        clicks=70,
    ),
    Draft(
        "4",
        "長" * 2_000,
        "Café",
        "4",
        language="en-GB",
        published=Published("2019-07-05T23:30Z"),
        clicks=1_000,
    ),
    Draft("5", "a", "其他", "5"),
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("shelf") / "library") as library:
        library.add([DraftSource("https://feed.example/rss", "望海日報", "其他"), *ARTICLES])
        library.mark_read([1, 2])
        for _ in range(3):
            library.begin_view(2)
        library.begin_view(4)
        library.bookmark(1)
        library.bookmark(3, "記得 Ｒead")
        with library._database.write() as connection:
            connection.execute("UPDATE article SET source_id = 1 WHERE id IN (3, 4)")
            for column, article_id, days in (
                ("imported_at", 1, 10),
                ("bookmarked_at", 1, 10),
            ):
                past = int((datetime.now(UTC) - timedelta(days=days)).timestamp() * 1_000_000)
                connection.execute(f"UPDATE article SET {column} = ? WHERE id = ?", [past, article_id])
            connection.execute("UPDATE view SET started_at = ? WHERE article_id = 4", [past])
        yield library


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("is:read", {1, 2}),
        ("is:unread", {3, 4, 5}),
        ("is:viewed", {2, 4}),
        ("is:bookmarked", {1, 3}),
        ("has:note", {3}),
        ("-has:note", {1, 2, 4, 5}),
        ("views>0", {2, 4}),
        ("views>=3", {2}),
        ("views=1", {4}),
        ("views<1", {1, 3, 5}),
        ("clicks<=5", {1, 2}),
        ("clicks:0", {1}),
        ("-clicks:0", {2, 3, 4, 5}),
        ("clicks>=1,000", {4}),
        ("clicks>1000", set()),
        ("minutes<2", {1, 2, 3, 5}),
        ("clicks>99999999999999", set()),
        ("category:经济", {1, 2}),
        ('category:"經濟"', {2}),
        ("category:CAFE", {3, 4}),
        ("-category:cafe", {1, 2, 5}),
        ("category:開發", {1}),
        ("source:望海", {3, 4}),
        ("source:feed.example", {3, 4}),
        ('source:"望海"', set()),
        ("-source:望海", {1, 2, 5}),
        ("url:ONE.example", {1, 2}),
        ("url:/e", {3}),
        ("url:%", {2}),
        ('url:"https://one.example/a"', {1}),
        ("-url:one", {3, 4, 5}),
        ("language:zh", {1, 2}),
        ("language:zh-Hant", {1}),
        ("language:繁體", {1}),
        ("language:en", {3, 4}),
        ("language:e", set()),
        ("language:%", set()),
        ("language:_n", set()),
        ("-language:en", {1, 2, 5}),
        ("note:記", {3}),
        ("note:read", {3}),
        ("-note:read", {1, 2, 4, 5}),
        ("published:2019", {1, 2, 3, 4}),
        ("published:2019-07", {2, 3, 4}),
        ("published:2019-07-05", {3, 4}),
        ("published:2019-07-06", set()),
        ("published:2019-06..2019-07", {2, 3, 4}),
        ("after:2019-07", {2, 3, 4}),
        ("after:2019-07-05", {3, 4}),
        ("before:2019-07-06", {3, 4}),
        ("before:2019-08", {2, 3, 4}),
        ("before:2020", {1, 2, 3, 4}),
        ("-published:2019-07", {1, 5}),
        ("imported:7d", {2, 3, 4, 5}),
        ("-imported:7d", {1}),
        ("viewed:today", {2}),
        ("viewed:2w", {2, 4}),
        ("-viewed:2w", {1, 3, 5}),
        ("bookmarked:7d", {3}),
        ("/^長+$/", {4}),
        ("title:/[12]/", {1, 2}),
        ("body:/A/", {1, 2, 3, 5}),
        ("-/長{3}/ is:read", {1, 2}),
        ("/a{e}/", set()),
        ("(is:read OR has:note) -views>0", {1, 3}),
        ("-(is:read OR 長)", {3, 5}),
        ("-(is:read 長)", {1, 2, 3, 4, 5}),
        ("長 OR is:read", {1, 2, 4}),
        ("長 (is:viewed OR is:read)", {4}),
        ("-長 -is:read", {3, 5}),
    ],
)
def test_a_condition_holds_of_these_articles(shelf: Library, query: str, ids: set[int]) -> None:
    assert set(shelf.listing(Filter(query=query)).ids(0, 9)) == ids


def test_days_are_those_of_the_readers_zone(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Taipei")
    __import__("time").tzset()
    assert set(shelf.listing(Filter(query="published:2019-07-06")).ids(0, 9)) == {4}
    assert set(shelf.listing(Filter(query="published:2019-07-05")).ids(0, 9)) == {3}
