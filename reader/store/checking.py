"""Looking a library file over: what is wrong in it, and setting right what can be without loss."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.i18n import _, ngettext
from reader.model.finding import Finding, Part
from reader.store import orphans
from reader.store.search.checking import is_corruption, words_are_found
from reader.store.search.tables import SEARCH_BLOCK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.store.database import Database

_MOST_DETAILS = 20
"""Lines of SQLite about one damage: the first ones tell what there is to tell."""
_INDEX_TABLES = ("search_text", "search_title")
_PREAMBLE = "*** in database main ***"
_CHECKS_VIRTUAL_TABLES = sqlite3.sqlite_version_info >= (3, 44)
"""Whether PRAGMA integrity_check looks into the index, too (https://sqlite.org/releaselog/3_44_0.html)."""

_INTEGRITY = f"PRAGMA integrity_check({_MOST_DETAILS})"
_INDEX_INTEGRITY = tuple(
    f"INSERT INTO {table} ({table}) VALUES ('integrity-check')"  # noqa: S608 - our own text
    for table in _INDEX_TABLES
)
_FOREIGN_KEYS = 'SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY "table", parent'
_WITHOUT_BODY = "SELECT count(*) FROM article WHERE id NOT IN (SELECT article_id FROM body)"

_COUNTED = (
    "SELECT category_id, count(*) AS total, sum(read_at IS NULL) AS unread FROM article GROUP BY category_id"
)
_WRONG_CATEGORIES = (
    "SELECT name, category.total, category.unread, coalesce(counted.total, 0), coalesce(counted.unread, 0) "  # noqa: S608
    f"FROM category LEFT JOIN ({_COUNTED}) AS counted ON category_id = category.id "
    "WHERE (category.total, category.unread) IS NOT (coalesce(counted.total, 0), coalesce(counted.unread, 0)) "
    "ORDER BY position"
)
_COUNTED_ALL = (
    "SELECT count(*), count(*) - count(read_at), count(bookmarked_at), count(viewed_at), "
    "count(iif(progress < 98, 1, NULL)) FROM article"
)
_KEPT_ALL = "SELECT total, unread, bookmarked, viewed, half_read FROM tally"
_COUNT_CATEGORIES = (
    "UPDATE category SET total = (SELECT count(*) FROM article WHERE category_id = category.id), "
    "unread = (SELECT count(*) FROM article WHERE category_id = category.id AND read_at IS NULL)"
)
_COUNT_ALL = f"UPDATE tally SET (total, unread, bookmarked, viewed, half_read) = ({_COUNTED_ALL})"  # noqa: S608 - our own text

_IMPOSSIBLE = "total < 0 OR unread < 0 OR unread > total OR (total IS NULL) <> (unread IS NULL)"
_WRONG_SMART_COUNTS = f"SELECT name FROM smart_folder WHERE {_IMPOSSIBLE} ORDER BY position"  # noqa: S608 - our own text
_FORGET_SMART_COUNTS = f"UPDATE smart_folder SET total = NULL, unread = NULL WHERE {_IMPOSSIBLE}"  # noqa: S608

_UNKNOWN_ARTICLES = (
    "SELECT count(*) FROM article WHERE (id IN (SELECT article_id FROM search_entry)) "
    "= (id IN (SELECT article_id FROM search_pending))"
)
_FALSE_ENTRIES = (
    "SELECT count(*) FROM search_entry LEFT JOIN article ON article.id = article_id "
    "WHERE search_entry.sorted_at IS NOT article.sorted_at OR entry NOT IN (SELECT id FROM search_text_docsize)"
)
_LEFT_OVER = (
    "SELECT (SELECT count(*) FROM search_text_docsize WHERE id NOT IN "
    "(SELECT entry FROM search_entry UNION ALL SELECT entry FROM search_stale)) "
    "+ (SELECT count(*) FROM search_stale WHERE entry NOT IN (SELECT id FROM search_text_docsize) "
    "OR entry IN (SELECT entry FROM search_entry))"
)
_UNDATED_BLOCKS = (
    "SELECT count(*) FROM (SELECT entry / :size AS number, max(sorted_at) AS latest FROM search_entry GROUP BY number) "
    "LEFT JOIN search_block ON block = number WHERE newest IS NULL OR newest < latest"
)


class Checking:
    """The checks of a library file. Nothing is changed but by `repair`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def findings(self) -> Iterator[Finding]:
        """All that is wrong, as it is found; each check sees the library at one moment. Nothing comes of a sound one."""
        for check in (_file, _references, _counts, _index, _memory):
            with self._snapshot() as connection:
                found = list(check(connection))
            yield from found
            if any(finding.part is Part.FILE for finding in found):
                return  # What a damaged file says of itself is not to be trusted.
        if not self._database.read_only and not _CHECKS_VIRTUAL_TABLES:
            yield from self._index_inside()

    def repair(self, findings: Iterable[Finding]) -> None:
        """Set right what was found and can be without loss.

        Rows are joined to what they belong to, or go with it; the counts are counted at once; an index with a fault, or of
        other rows, is emptied, and its upkeep builds it anew.
        """
        parts = {finding.part for finding in findings} - {Part.FILE}
        with self._database.write() as connection:
            if Part.REFERENCES in parts:
                orphans.give_texts(connection)
                orphans.set_right(connection)
                orphans.drop_unused_documents(connection)
            if Part.MEMORY in parts:
                orphans.forget_unreadable_memory(connection)
            if parts & {Part.COUNTS, Part.REFERENCES}:
                count_anew(connection)
                connection.execute(_FORGET_SMART_COUNTS)
        if parts & {Part.INDEX, Part.REFERENCES}:
            from reader.store.search.indexing import Indexing

            Indexing(self._database).clear()

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the library as it is now, whatever other programs write meanwhile."""
        with self._database.read() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    def _index_inside(self) -> Iterator[Finding]:
        # A statement that writes, in form: other writers have to wait for it.
        with self._database.read() as connection:
            try:
                for statement in _INDEX_INTEGRITY:
                    connection.execute(statement)
            except sqlite3.DatabaseError as error:
                if not is_corruption(error):
                    raise
                yield _damaged_index()


def count_anew(connection: sqlite3.Connection) -> None:
    """Set right the kept counts of the categories and of the whole library."""
    connection.execute(_COUNT_CATEGORIES)
    connection.execute(_COUNT_ALL)


def _file(connection: sqlite3.Connection) -> Iterator[Finding]:
    try:
        details = [text for (text,) in connection.execute(_INTEGRITY).fetchall() if text != "ok"]
    except sqlite3.DatabaseError as error:
        if not is_corruption(error):
            raise
        details = [str(error)]
    others = [text for text in details if not any(table in text for table in _INDEX_TABLES)]
    if len(others) < len(details):
        yield _damaged_index()
    for text in others:
        detail = " ".join(text.removeprefix(_PREAMBLE).split()).rstrip(".")
        yield Finding(Part.FILE, _("The file is damaged: {detail}.").format(detail=detail), _loss_hint())


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, parent, count in connection.execute(_FOREIGN_KEYS).fetchall():
        # Those of the index can be set right.
        part = Part.INDEX if table.startswith("search_") else Part.REFERENCES
        message = ngettext(
            "{count} row of the table {table} belongs to a row of {parent} that is missing.",
            "{count} rows of the table {table} belong to rows of {parent} that are missing.",
            count,
        ).format(count=count, table=table, parent=parent)
        yield Finding(part, message, _index_hint() if part is Part.INDEX else _orphan_hint())
    (count,) = connection.execute(_WITHOUT_BODY).fetchone()
    if count:
        message = ngettext("{count} article has no text.", "{count} articles have no text.", count)
        yield Finding(Part.REFERENCES, message.format(count=count), _orphan_hint())
    count = orphans.unused_documents(connection)
    if count:
        message = ngettext(
            "{count} original is kept that no article came from.",
            "{count} originals are kept that no article came from.",
            count,
        )
        yield Finding(Part.REFERENCES, message.format(count=count), _orphan_hint())


def _memory(connection: sqlite3.Connection) -> Iterator[Finding]:
    for name in orphans.unreadable_memory(connection):
        message = _("What is remembered as {name} cannot be read.").format(name=name)
        yield Finding(
            Part.MEMORY, message, _("`broadsheet doctor --repair` forgets it; no article is touched.")
        )


def _counts(connection: sqlite3.Connection) -> Iterator[Finding]:
    hint = _("`broadsheet doctor --repair` counts anew.")
    for name, total, unread, real_total, real_unread in connection.execute(_WRONG_CATEGORIES).fetchall():
        message = _(
            "The category {name} is said to have {total} articles, {unread} unread; it has {real_total}, {real_unread} unread."
        )
        yield Finding(
            Part.COUNTS,
            message.format(
                name=name, total=total, unread=unread, real_total=real_total, real_unread=real_unread
            ),
            hint,
        )
    if connection.execute(_KEPT_ALL).fetchone() != connection.execute(_COUNTED_ALL).fetchone():
        yield Finding(
            Part.COUNTS,
            _("The counts of the whole library are not those of its articles."),
            hint,
        )
    for (name,) in connection.execute(_WRONG_SMART_COUNTS).fetchall():
        yield Finding(
            Part.COUNTS, _("The counts of the smart folder {name} cannot be.").format(name=name), hint
        )


def _index(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What is wrong between the articles and the index of their texts."""
    count = _number(connection, _UNKNOWN_ARTICLES)
    if count:
        message = ngettext(
            "{count} article is neither in the index nor waits for it, or is in both.",
            "{count} articles are neither in the index nor wait for it, or are in both.",
            count,
        )
        yield Finding(Part.INDEX, message.format(count=count), _index_hint())
    count = _number(connection, _FALSE_ENTRIES)
    if count:
        message = ngettext(
            "{count} entry of the index is of no article, has another date, or has no text.",
            "{count} entries of the index are of no article, have another date, or have no text.",
            count,
        )
        yield Finding(Part.INDEX, message.format(count=count), _index_hint())
    count = _number(connection, _LEFT_OVER)
    if count:
        message = ngettext(
            "{count} text was left in the index, or is to be taken out by mistake.",
            "{count} texts were left in the index, or are to be taken out by mistake.",
            count,
        )
        yield Finding(Part.INDEX, message.format(count=count), _index_hint())
    if _number(connection, _UNDATED_BLOCKS, {"size": SEARCH_BLOCK}):
        yield Finding(Part.INDEX, _("The index does not know where the newest articles are."), _index_hint())
    yield from _words(connection)


def _words(connection: sqlite3.Connection) -> Iterator[Finding]:
    looked_at, missed = words_are_found(connection)
    if missed:
        message = ngettext(
            "Of {all} articles that were tried, {count} is not found by its own words.",
            "Of {all} articles that were tried, {count} are not found by their own words.",
            missed,
        )
        yield Finding(Part.INDEX, message.format(all=looked_at, count=missed), _index_hint())


def _number(connection: sqlite3.Connection, statement: str, arguments: dict[str, int] | None = None) -> int:
    return int(connection.execute(statement, arguments or {}).fetchone()[0])


def _damaged_index() -> Finding:
    return Finding(Part.INDEX, _("The index of texts is damaged."), _index_hint())


def _loss_hint() -> str:
    return _("Keep a copy of the file as it is, and restore a backup or import again.")


def _orphan_hint() -> str:
    return _("`broadsheet doctor --repair` keeps every article and text, and removes what belongs to none.")


def _index_hint() -> str:
    return _("`broadsheet doctor --repair` builds the index anew; no article is touched.")
