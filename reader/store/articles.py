"""Articles as lists show them and as they are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.errors import ArticleNotFoundError
from reader.i18n import _
from reader.model.article import Article, ArticleRow
from reader.model.journal import Action
from reader.model.published import Published
from reader.store.identity import canonical_address, key_of
from reader.store.journal.recording import Recording
from reader.store.reading import in_batches
from reader.store.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from reader.store.database import Database

KEY_BEGINNING = 4
"""So many characters of a key are the fewest that name an article: what people can copy, and rarely ambiguous."""

# The greatest integer that SQLite holds.
_GREATEST_ID = 2**63 - 1
ROW_COLUMNS = (
    "id, category_id, title, origin, published, clicks, views, "
    "read_at IS NOT NULL, bookmarked_at IS NOT NULL, note IS NOT NULL, progress, viewed_at"
)
_ROWS = f"SELECT {ROW_COLUMNS} FROM article WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own text
# NOT INDEXED: by their ids, where SQLite would rather look through all that is unread.
_UNREAD_AMONG = (
    "SELECT id FROM article NOT INDEXED WHERE id IN (SELECT value FROM json_each(?)) AND read_at IS NULL"
)
_ARTICLE = """
SELECT article.*, category.name AS category, coalesce(source.name, '') AS source, body.summary, body.markdown,
    (SELECT json_group_array(name) FROM (SELECT name FROM tag WHERE article_id = article.id ORDER BY id)) AS tags
FROM article
JOIN category ON category.id = article.category_id
JOIN body ON body.article_id = article.id
LEFT JOIN source ON source.id = article.source_id
WHERE article.id = ?
"""
# The second part is looked at only when the first finds nothing.
_AT = (
    "SELECT id FROM article WHERE key = :key "
    "UNION ALL SELECT id FROM article WHERE url IN (:address, :canonical) LIMIT 1"
)
_FILE = (
    "UPDATE article SET category_id = :category_id WHERE id IN (SELECT value FROM json_each(:ids)) "
    "AND category_id <> :category_id RETURNING id"
)
_BY_ID = "SELECT id FROM article WHERE id = ?"
# The keys that begin with a text are a range of the index; no key holds a character beyond "z".
_BY_KEY = "SELECT id FROM article WHERE key BETWEEN :beginning AND :beginning || '{' LIMIT 2"


def article_rows(
    found: Iterable[tuple[int, int, str, str, str, int, int, int, int, int, int | None, int | None]],
) -> list[ArticleRow]:
    """Rows of ROW_COLUMNS as values."""
    return [
        ArticleRow(*row[:7], bool(row[7]), bool(row[8]), bool(row[9]), row[10], _moment_if_known(row[11]))
        for row in found
    ]


def rows(database: Database, ids: Sequence[int]) -> list[ArticleRow]:
    """What lists show of these articles, in the order of the ids; those that are missing are left out."""
    with database.read() as connection:
        found = {
            row.id: row for row in article_rows(connection.execute(_ROWS, [json.dumps(list(ids))]).fetchall())
        }
    return [found[article_id] for article_id in ids if article_id in found]


def unread_among(database: Database, ids: Sequence[int]) -> set[int]:
    """Which of these articles are unread."""
    with database.read() as connection:
        return {row[0] for row in connection.execute(_UNREAD_AMONG, [json.dumps(list(ids))]).fetchall()}


def article(database: Database, article_id: int) -> Article:
    """An article with its body. Raises ArticleNotFoundError."""
    with database.read() as connection:
        cursor = connection.execute(_ARTICLE, [article_id])
        row = cursor.fetchone()
        if row is None:
            raise ArticleNotFoundError(_("There is no article {id}.").format(id=article_id))
        value = dict(zip((column[0] for column in cursor.description), row, strict=True))
    return Article(
        id=value["id"],
        key=value["key"],
        category=value["category"],
        category_id=value["category_id"],
        source=value["source"],
        title=value["title"],
        author=value["author"],
        origin=value["origin"],
        url=value["url"],
        language=value["language"],
        published=None if value["published"] is None else Published(value["published"]),
        imported_at=moment(value["imported_at"]),
        changed_at=moment(value["changed_at"]),
        clicks=value["clicks"],
        views=value["views"],
        viewed_at=_moment_if_known(value["viewed_at"]),
        read_at=_moment_if_known(value["read_at"]),
        bookmarked_at=_moment_if_known(value["bookmarked_at"]),
        note=value["note"],
        tags=tuple(json.loads(value["tags"])),
        progress=value["progress"],
        minutes=value["minutes"],
        summary=value["summary"],
        glosses=value["glosses"],
        markdown=value["markdown"],
    )


def resolve(database: Database, text: str) -> int:
    """The article that a text names: by its number, its key, or a beginning of its key that no other key has.

    Raises ArticleNotFoundError, also when several keys begin so.
    """
    name = text.strip().lower()
    with database.read() as connection:
        found: list[tuple[int]] = []
        if name.isdecimal() and name.isascii() and int(name) <= _GREATEST_ID:
            found = connection.execute(_BY_ID, [int(name)]).fetchall()
        if not found and len(name) >= KEY_BEGINNING and name.isascii() and name.isalnum():
            found = connection.execute(_BY_KEY, {"beginning": name}).fetchall()
    match found:
        case [(article_id,)]:
            return article_id
        case []:
            raise ArticleNotFoundError(
                _("There is no article {id}.").format(id=text),
                _("Name it by its number, or by at least {count} characters of its key.").format(
                    count=KEY_BEGINNING
                ),
            )
        case _:
            raise ArticleNotFoundError(
                _("Several articles have keys that begin with {id}.").format(id=text),
                _("Give more of the key."),
            )


def _moment_if_known(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else moment(microseconds)


def article_at(database: Database, address: str) -> int | None:
    """The article that has an address, or None.

    Where its key does not say so, every article is looked at: of 100,000 in some 50 ms.
    """
    canonical = canonical_address(address)
    arguments = {"key": key_of("name", canonical), "address": address, "canonical": canonical}
    with database.read() as connection:
        row = connection.execute(_AT, arguments).fetchone()
    return None if row is None else int(row[0])


def file_under(database: Database, ids: Sequence[int], name: str) -> list[int]:
    """Move articles to a category, made if there is none; gives those that were elsewhere.

    Raises UsageError for a blank name.
    """
    from reader.store import categories

    name = categories.clean_name(name)
    recording = Recording(database, Action.MOVE, name)
    with recording.write() as connection:
        category_id = categories.file_under(connection, [name])[name]
    return in_batches(recording, ids, _FILE, {"category_id": category_id})
