from __future__ import annotations

import sqlite3
import struct
from pathlib import Path

import pytest

from reader.importing.containers import newsboat, newsboat_cache, newsboat_urls
from reader.importing.containers.newsboat_urls import ListedFeed, parse_urls, urls_beside
from reader.model.document import Document
from reader.model.draft import Draft, DraftCategory, DraftSource
from reader.model.published import Published

FEED = "https://feeds.example/market.xml"
COLUMNS = "guid, title, author, url, feedurl, pubDate, content, unread, flags, deleted, content_mime_type, enclosure_url"
FEEDS = "CREATE TABLE rss_feed (rssurl VARCHAR PRIMARY KEY NOT NULL, url VARCHAR, title VARCHAR)"
ITEMS = (
    "CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64), title VARCHAR, author VARCHAR,"
    " url VARCHAR, feedurl VARCHAR, pubDate INTEGER, content VARCHAR, unread INTEGER, enclosure_url VARCHAR,"
    " flags VARCHAR(52), deleted INTEGER NOT NULL DEFAULT 0, content_mime_type VARCHAR NOT NULL DEFAULT '')"
)


def item(number: int = 1, **values: object) -> dict[str, object]:
    usual = {
        "guid": f"g-{number}", "title": f"早市第{number}號", "author": "何一舟", "url": f"https://feeds.example/{number}",
        "feedurl": FEED, "pubDate": 1717200000, "unread": 1, "flags": None, "deleted": 0,
        "content": "<p>早市的秤換了，<a href='/s'>新的</a>。</p>",
        "content_mime_type": "text/html", "enclosure_url": None,
    }  # fmt: skip
    return usual | values


def cache(*items: dict[str, object], schema: tuple[str, ...] = (FEEDS, ITEMS)) -> bytes:
    connection = sqlite3.connect(":memory:")
    for statement in schema:
        connection.execute(statement)
    connection.execute("INSERT INTO rss_feed VALUES (?, ?, ?)", (FEED, "https://feeds.example/", "臨江早市"))
    for values in items:
        marks = ", ".join("?" * len(values))
        connection.execute(
            f"INSERT INTO rss_item ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
        )
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


def test_an_item_is_an_article_of_its_feed(unfold) -> None:
    found = unfold(newsboat, cache(item()))
    (source, (draft,)) = found.readings[0]
    assert (source.location, source.name, source.data) == (FEED, "臨江早市", b"")
    assert draft == Draft(
        title="早市第1號",
        markdown="早市的秤換了，[新的](https://feeds.example/s)。\n",
        category="臨江早市",
        identity="g-1",
        author="何一舟",
        origin="臨江早市",
        url="https://feeds.example/1",
        language="zh-Hant",
        published=Published("2024-06-01T00:00Z"),
    )


def test_read_state_and_flags_come_along(unfold) -> None:
    drafts = unfold(newsboat, cache(item(1), item(2, unread=0), item(3, flags="ab"))).drafts
    assert [draft.is_read for draft in drafts] == [False, True, False]
    assert [draft.is_bookmarked for draft in drafts] == [False, False, True]
    assert [draft.note for draft in drafts] == [None, None, "newsboat: ab"]


def test_deleted_items_stay_deleted(unfold) -> None:
    assert [draft.identity for draft in unfold(newsboat, cache(item(1, deleted=1), item(2))).drafts] == [
        "g-2"
    ]


def test_each_feed_is_a_source(unfold) -> None:
    other = "https://other.example/feed"
    found = unfold(
        newsboat,
        cache(item(1), item(2, feedurl=other), item(3), item(4, feedurl="exec:~/bin/make")),
        "cache.db",
    )
    assert [(document.location, len(drafts)) for document, drafts in found.readings] == [
        (FEED, 2), (other, 1), ("/news/cache.db!/exec:~/bin/make", 1),
    ]  # fmt: skip


def test_plain_text_is_shown_as_it_is(unfold) -> None:
    text = "1 < 2 and *stars*\n\nsecond"
    (draft,) = unfold(newsboat, cache(item(content=text, content_mime_type="text/plain"))).drafts
    assert draft.markdown == "1 < 2 and \\*stars\\*\n\nsecond\n"


def test_an_enclosure_is_linked_once(unfold) -> None:
    audio = "https://feeds.example/a%20b.mp3"
    linked = f'<a href="{audio}">listen</a>'
    drafts = unfold(
        newsboat, cache(item(1, enclosure_url=audio), item(2, enclosure_url=audio, content=linked))
    ).drafts
    assert drafts[0].markdown.endswith(f"\n\n- [a b.mp3]({audio})\n")
    assert drafts[1].markdown == f"[listen]({audio})\n"


@pytest.mark.parametrize("seconds", [0, -5, 10**18, "soon", None])
def test_a_time_that_is_none_is_left_out(unfold, seconds: object) -> None:
    assert unfold(newsboat, cache(item(pubDate=seconds))).drafts[0].published is None


def test_an_item_without_a_title_is_called_by_its_words(unfold) -> None:
    assert unfold(newsboat, cache(item(title=""))).drafts[0].title.startswith("早市的秤換了")


def test_nameless_things_are_called_by_the_file(unfold) -> None:
    (draft,) = unfold(newsboat, cache(item(title="\0", url="", content="", feedurl="\0")), "cache.db").drafts
    assert (draft.title, draft.origin) == ("cache.db", "cache.db")


def test_an_older_cache_lacks_columns(unfold) -> None:
    old = "CREATE TABLE rss_item (id INTEGER PRIMARY KEY, title, url, feedurl, content, unread)"
    values = {
        "title": "舊的",
        "url": "https://a.example/1",
        "feedurl": FEED,
        "content": "<p>x</p>",
        "unread": 0,
    }
    (draft,) = unfold(newsboat, cache(values, schema=(FEEDS, old))).drafts
    assert (draft.title, draft.identity, draft.is_read) == ("舊的", "https://a.example/1", True)


def test_values_of_other_types_and_broken_text_are_read(unfold) -> None:
    (draft,) = unfold(newsboat, cache(item(title=b"\xffx", author=7, url=3.5, guid=None))).drafts
    assert (draft.title, draft.author, draft.url, draft.identity) == ("\ufffdx", "7", None, None)


def test_a_cache_with_a_write_ahead_log_is_read(unfold, tmp_path) -> None:
    path = tmp_path / "cache.db"
    path.write_bytes(cache(item()))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert path.read_bytes()[18:20] == b"\x02\x02"
    assert len(unfold(newsboat, path.read_bytes()).drafts) == 1


VIEW = "CREATE VIEW rss_item AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS feedurl FROM n"
SECRETS = "CREATE VIEW rss_item AS SELECT name AS feedurl FROM sqlite_master"
GENERATED = (
    "CREATE TABLE rss_item (id INTEGER PRIMARY KEY, feedurl AS (printf('%.*c', 9000, 'x')), url, title)"
)
NO_ROWID = "CREATE TABLE rss_item (rowid TEXT PRIMARY KEY, feedurl) WITHOUT ROWID"
NO_TABLE = "CREATE TABLE other (x)"


@pytest.mark.parametrize("hostile", [VIEW, SECRETS, NO_TABLE])
def test_a_database_made_to_deceive_is_refused(unfold, hostile: str) -> None:
    found = unfold(newsboat, cache(schema=(FEEDS, hostile)), "cache.db")
    assert found.error is not None
    assert found.error.message.startswith("cache.db is a database that cannot be read")


@pytest.mark.parametrize(("hostile", "column"), [(GENERATED, "url"), (NO_ROWID, "rowid")])
def test_columns_made_to_deceive_are_refused(unfold, hostile: str, column: str) -> None:
    found = unfold(newsboat, cache({column: "x"}, schema=(FEEDS, hostile)))
    assert found.error is not None


def test_a_page_that_is_linked_twice_is_damage(unfold) -> None:
    data = bytearray(cache(*(item(at) for at in range(200))))
    with sqlite3.connect(":memory:") as connection:
        connection.deserialize(bytes(data))
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'rss_item'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    page = (root - 1) * size
    assert data[page] == 5  # An interior page, whose cells begin with the numbers of other pages (§1.6).
    first, second = struct.unpack_from(">2H", data, page + 12)
    data[page + second : page + second + 4] = data[page + first : page + first + 4]
    found = unfold(newsboat, bytes(data))
    assert found.error is not None
    assert "out of order" in found.error.message


def test_nothing_but_the_tables_of_newsboat_can_be_asked() -> None:
    with newsboat_cache.opened_cache(cache(item()), "cache.db") as opened:
        for query in (
            "SELECT sql FROM sqlite_master",
            "SELECT upper(title) FROM rss_item",
            "ATTACH 'x' AS x",
            "PRAGMA user_version",
        ):
            with pytest.raises(sqlite3.DatabaseError):
                opened._connection.execute(query).fetchall()


def test_a_reading_that_takes_too_many_steps_ends(unfold, monkeypatch) -> None:
    for name, value in (("_LEAST_STEPS", 0), ("_STEPS_PER_BYTE", 0), ("_STEPS", 10)):
        monkeypatch.setattr(newsboat_cache, name, value)
    found = unfold(newsboat, cache(*(item(at) for at in range(20))))
    assert found.error is not None
    assert "interrupted" in found.error.message


def test_a_damaged_database_is_refused(unfold) -> None:
    data = cache(*(item(at) for at in range(200)))
    found = unfold(newsboat, data[:4096] + bytes(len(data) - 4096), "cache.db")
    assert found.error is not None


def test_a_cache_is_known_by_its_tables() -> None:
    document = Document(b"", "/x/cache.db", "cache.db")
    assert newsboat.matches_bytes(cache(item())[:65536], document)
    assert not newsboat.matches_bytes(b"rss_item rss_feed", document)
    other = sqlite3.connect(":memory:")
    other.execute("CREATE TABLE notes (x)")
    assert not newsboat.matches_bytes(other.serialize(), document)
    other.close()


def unfolded_at(path: Path) -> list[tuple[str, list[Draft]]]:
    with path.open("rb") as file:
        members = newsboat.unfold(file, Document(b"", str(path), path.name))
        return [(reading.document.name, list(reading.items)) for reading in members]


@pytest.mark.parametrize(
    ("cache_path", "urls_path"),
    [("n/cache.db", "n/urls"), (".local/share/newsboat/cache.db", ".config/newsboat/urls")],
)
def test_tags_and_titles_come_from_the_list_of_feeds(tmp_path, cache_path: str, urls_path: str) -> None:
    for path, data in (
        (cache_path, cache(item())),
        (urls_path, f'{FEED} "市場 街道" 早晨 "~早市"\n'.encode()),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    ((name, (draft,)),) = unfolded_at(tmp_path / cache_path)
    assert (name, draft.category, draft.origin) == ("早市", "市場 街道", "早市")


def test_the_list_of_another_place_is_not_taken(tmp_path) -> None:
    (tmp_path / ".config" / "newsboat").mkdir(parents=True, exist_ok=True)
    (tmp_path / ".config" / "newsboat" / "urls").write_text("x")
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True, exist_ok=True)
    assert urls_beside(deep / "cache.db") is None
    assert urls_beside(Path("cache.db")) is None


def test_a_cache_that_is_no_file_takes_no_list(unfold, tmp_path) -> None:
    (tmp_path / "urls").write_text(f"{FEED} tag", encoding="utf-8")
    (draft,) = unfold(newsboat, cache(item()), location=str(tmp_path / "cache.db")).drafts
    assert draft.category == "臨江早市"


def test_a_list_that_cannot_be_read_does_not_stop_the_cache(unfold, tmp_path) -> None:
    (tmp_path / "cache.db").write_bytes(cache(item()))
    (tmp_path / "urls").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = unfold(newsboat, cache(item()), location=str(tmp_path / "cache.db"))
    assert len(found.drafts) == 1
    assert len(found.refused) == 1


URLS = r"""# 清單
https://a.example/feed "兩 個詞" 早晨 "~My \"own\" title"
"https://b.example/feed" !hidden tag ~title
https://c.example/feed # a comment
"query:Unread:unread = \"yes\"" tag
"exec:~/bin/make feed" local
filter:~/bin/clean:https://d.example/feed filtered

file:///home/x/feed.xml
"""


def test_the_list_of_feeds_is_read_as_newsboat_reads_it() -> None:
    assert parse_urls(URLS) == [
        ListedFeed("https://a.example/feed", 'My "own" title', ("兩 個詞", "早晨")),
        ListedFeed("https://b.example/feed", "title", ("tag",)),
        ListedFeed("https://c.example/feed", None, ()),
        ListedFeed("exec:~/bin/make feed", None, ("local",)),
        ListedFeed("filter:~/bin/clean:https://d.example/feed", None, ("filtered",)),
        ListedFeed("file:///home/x/feed.xml", None, ()),
    ]


def test_a_list_of_its_own_gives_categories_and_sources() -> None:
    assert list(newsboat_urls.read(URLS, Document(b"", "/x/urls", "urls"))) == [
        DraftCategory("兩 個詞"), DraftCategory("早晨"), DraftCategory("tag"),
        DraftSource("https://a.example/feed", 'My "own" title', "兩 個詞"),
        DraftSource("https://b.example/feed", "title", "tag"),
        DraftSource("https://c.example/feed", "https://c.example/feed", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (URLS, True),
        ("https://a.example/feed\n", True),
        ("See https://a.example/feed\n", False),
        ("https://a.example/feed\n\nA page that I read.\n", False),
        ("# only a heading\n", False),
        ("", False),
    ],
)
def test_a_list_is_known_by_its_lines(text: str, is_one: bool) -> None:
    assert (newsboat_urls.matches(text) > 0.5) is is_one
