"""The tables of a library and the migrations that make them. Each migration is final once released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store.search.tables import (
    ENTRY_TABLE,
    ENTRY_TRIGGERS,
    SEARCH_CLEARED,
    SEARCH_TABLES,
    SEARCH_TRIGGERS,
    TITLE_TABLE,
)

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

_ARTICLE = """
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    category_id INTEGER NOT NULL REFERENCES category (id),
    source_id INTEGER REFERENCES source (id),
    document_id INTEGER REFERENCES document (id),
    slot BLOB,
    title TEXT NOT NULL,
    title_key BLOB NOT NULL,
    origin TEXT,
    origin_key BLOB,
    author TEXT,
    url TEXT,
    language TEXT,
    published TEXT,
    sorted_at INTEGER NOT NULL,
    imported_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    clicks INTEGER,
    minutes INTEGER NOT NULL,
    glosses INTEGER NOT NULL,
    digest BLOB NOT NULL,
    views INTEGER NOT NULL DEFAULT 0,
    viewed_at INTEGER,
    read_at INTEGER,
    bookmarked_at INTEGER,
    note TEXT,
    CHECK ((views > 0) = (viewed_at IS NOT NULL)),
    CHECK (note IS NULL OR bookmarked_at IS NOT NULL)
) STRICT
"""

_INDEXES = (
    "CREATE INDEX article_by_date ON article (sorted_at)",
    "CREATE INDEX article_by_category ON article (category_id, sorted_at)",
    # The column that is always NULL leads, because SQLite looks it up in the table when the index does not hold it.
    "CREATE INDEX article_unread ON article (read_at, sorted_at) WHERE read_at IS NULL",
    "CREATE INDEX article_unread_by_category ON article (category_id, read_at, sorted_at) WHERE read_at IS NULL",
    "CREATE INDEX article_bookmarked ON article (bookmarked_at, sorted_at) WHERE bookmarked_at IS NOT NULL",
    "CREATE INDEX article_viewed ON article (viewed_at, sorted_at) WHERE viewed_at IS NOT NULL",
    "CREATE INDEX article_most_viewed ON article (views, sorted_at) WHERE views > 0",
    "CREATE INDEX article_by_slot ON article (slot) WHERE slot IS NOT NULL",
    "CREATE INDEX article_by_document ON article (document_id) WHERE document_id IS NOT NULL",
)

# Each trigger names the columns that it follows, so that a change elsewhere costs nothing.
_TRIGGERS = (
    """
    CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
        UPDATE category SET total = total + 1, unread = unread + (NEW.read_at IS NULL) WHERE id = NEW.category_id;
        UPDATE tally SET total = total + 1, unread = unread + (NEW.read_at IS NULL),
            bookmarked = bookmarked + (NEW.bookmarked_at IS NOT NULL), viewed = viewed + (NEW.viewed_at IS NOT NULL);
    END
    """,
    """
    CREATE TRIGGER article_deleted AFTER DELETE ON article BEGIN
        UPDATE category SET total = total - 1, unread = unread - (OLD.read_at IS NULL) WHERE id = OLD.category_id;
        UPDATE tally SET total = total - 1, unread = unread - (OLD.read_at IS NULL),
            bookmarked = bookmarked - (OLD.bookmarked_at IS NOT NULL), viewed = viewed - (OLD.viewed_at IS NOT NULL);
    END
    """,
    """
    CREATE TRIGGER article_read AFTER UPDATE OF read_at ON article
    WHEN (OLD.read_at IS NULL) <> (NEW.read_at IS NULL) BEGIN
        UPDATE category SET unread = unread + iif(NEW.read_at IS NULL, 1, -1) WHERE id = NEW.category_id;
        UPDATE tally SET unread = unread + iif(NEW.read_at IS NULL, 1, -1);
    END
    """,
    # Unread by the old value: article_read accounts for a change of it in the same statement.
    """
    CREATE TRIGGER article_filed AFTER UPDATE OF category_id ON article
    WHEN OLD.category_id <> NEW.category_id BEGIN
        UPDATE category SET total = total - 1, unread = unread - (OLD.read_at IS NULL) WHERE id = OLD.category_id;
        UPDATE category SET total = total + 1, unread = unread + (OLD.read_at IS NULL) WHERE id = NEW.category_id;
    END
    """,
    """
    CREATE TRIGGER article_bookmarked AFTER UPDATE OF bookmarked_at ON article
    WHEN (OLD.bookmarked_at IS NULL) <> (NEW.bookmarked_at IS NULL) BEGIN
        UPDATE tally SET bookmarked = bookmarked + iif(NEW.bookmarked_at IS NULL, -1, 1);
    END
    """,
    """
    CREATE TRIGGER article_viewed AFTER UPDATE OF viewed_at ON article
    WHEN (OLD.viewed_at IS NULL) <> (NEW.viewed_at IS NULL) BEGIN
        UPDATE tally SET viewed = viewed + iif(NEW.viewed_at IS NULL, -1, 1);
    END
    """,
)


# Once more with the journal, which puts articles back: libraries that were made between two releases lack it.
_HALF_READ_ADDED = """
    CREATE TRIGGER IF NOT EXISTS article_half_read_added AFTER INSERT ON article WHEN NEW.progress < 98 BEGIN
        UPDATE tally SET half_read = half_read + 1;
    END
"""
# NULL compares as neither: an article that was never opened is not half read.
_PROGRESS = (
    "CREATE INDEX article_half_read ON article (progress, sorted_at) WHERE progress < 98",
    """
    CREATE TRIGGER article_progressed AFTER UPDATE OF progress ON article
    WHEN coalesce(OLD.progress < 98, 0) <> coalesce(NEW.progress < 98, 0) BEGIN
        UPDATE tally SET half_read = half_read + iif(coalesce(NEW.progress < 98, 0), 1, -1);
    END
    """,
    _HALF_READ_ADDED,
    """
    CREATE TRIGGER article_half_read_deleted AFTER DELETE ON article WHEN OLD.progress < 98 BEGIN
        UPDATE tally SET half_read = half_read - 1;
    END
    """,
)


def m001_filing(db: Database) -> None:
    """Where articles are filed and where they come from; category.position is the order of first appearance."""
    db.execute(
        "CREATE TABLE category (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, position INTEGER NOT NULL, "
        "total INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0) STRICT"
    )
    db.execute(
        "CREATE TABLE source (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, "
        "location TEXT NOT NULL UNIQUE) STRICT"
    )
    db.execute(
        "CREATE TABLE document (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, media_type TEXT, "
        "location TEXT NOT NULL, name TEXT NOT NULL, saved_at INTEGER, data BLOB NOT NULL) STRICT"
    )


def m002_articles(db: Database) -> None:
    """Articles: what lists need in `article`, and apart from it the bodies, which a scan of the list never reads.

    `sorted_at` is in seconds since 1970, every other time in microseconds. `slot` stands for file and title of an article
    that its source does not name: there its next version is expected.
    """
    db.execute(_ARTICLE)
    for statement in _INDEXES:
        db.execute(statement)
    db.execute(
        "CREATE TABLE body (article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE, "
        "summary TEXT NOT NULL, markdown TEXT NOT NULL) STRICT"
    )


def m003_reading(db: Database) -> None:
    """When and how long an article was shown, and where its reader is in it."""
    db.execute(
        "CREATE TABLE view (id INTEGER PRIMARY KEY, "
        "article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE, "
        "started_at INTEGER NOT NULL, seconds REAL NOT NULL DEFAULT 0) STRICT"
    )
    db.execute("CREATE INDEX view_by_article ON view (article_id)")
    db.execute(
        "CREATE TABLE place (article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE, "
        '"block" INTEGER NOT NULL, "offset" INTEGER NOT NULL) STRICT'
    )


def m004_counts(db: Database) -> None:
    """The counts that the sidebar shows, kept by triggers: in each category, and in the one row of `tally` for all."""
    db.execute(
        "CREATE TABLE tally (id INTEGER PRIMARY KEY CHECK (id = 1), total INTEGER NOT NULL, unread INTEGER NOT NULL, "
        "bookmarked INTEGER NOT NULL, viewed INTEGER NOT NULL) STRICT"
    )
    db.execute("INSERT INTO tally VALUES (1, 0, 0, 0, 0)")
    for statement in _TRIGGERS:
        db.execute(statement)


def m005_memory(db: Database) -> None:
    """What the application remembers, as JSON."""
    db.execute("CREATE TABLE memory (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")


def m006_sources(db: Database) -> None:
    """Where the articles of a source are to be filed, as lists of feeds say."""
    db.execute("ALTER TABLE source ADD COLUMN category_id INTEGER REFERENCES category (id)")


def m007_search(db: Database) -> None:
    """The index of texts, which follows them: what has changed is pending until it is indexed anew.

    `search_text` holds tokens alone, by entry and not by article: entries are numbered in the order of dates as far as that is
    known when they are made, so that the newest hits of a common word are found without the others. `search_block` has the
    newest date of each thousand of them. A changed text gets a new entry; the old one is `search_stale`, with the
    text that its tokens came from, until it is taken out.
    """
    for statement in SEARCH_TABLES:
        db.execute(statement)
    for statement in SEARCH_TRIGGERS:
        db.execute(statement)
    # Merged in steps by itself, many pieces at a time: cheaper than by FTS5 while it inserts, and no transaction is long.
    for setting, value in (("automerge", 0), ("usermerge", 16), ("crisismerge", 200)):
        db.execute("INSERT INTO search_text (search_text, rank) VALUES (?, ?)", (setting, value))
    db.execute("INSERT INTO search_pending (article_id) SELECT id FROM article")


def m008_smart_folders(db: Database) -> None:
    """The reader's own folders: named queries, and what they found when they were last counted."""
    db.execute(
        "CREATE TABLE smart_folder (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL, "
        "position INTEGER NOT NULL, total INTEGER, unread INTEGER) STRICT"
    )


def m009_progress(db: Database) -> None:
    """How far an article was read, and of each view how much of it was seen: what is half read, and how fast its reader is.

    `progress` is the greatest percentage that was seen; from 98 on nothing is left but a line or two.
    """
    db.execute("ALTER TABLE view ADD COLUMN share REAL NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE article ADD COLUMN progress INTEGER CHECK (progress BETWEEN 1 AND 100)")
    db.execute("ALTER TABLE tally ADD COLUMN half_read INTEGER NOT NULL DEFAULT 0")
    for statement in _PROGRESS:
        db.execute(statement)


def m010_views(db: Database) -> None:
    """Indexes for what is told of reading: views by time and by article. Each holds all that is asked of a view."""
    db.execute("CREATE INDEX view_by_start ON view (started_at, article_id, seconds, share)")
    db.execute("DROP INDEX view_by_article")
    db.execute("CREATE INDEX view_by_article ON view (article_id, started_at, seconds)")


def m011_journal(db: Database) -> None:
    """What was done, so that it can be taken back; the trash; tags of bookmarks; highlights.

    A change of the journal is a row of a table as it was before and after, or tells that an article came or went, or that its
    text was replaced. Articles that are not in the library are on the shelf, whole, so that no list has to pass them over.
    """
    from reader.store.journal import tables

    for statement in (*tables.TABLES, *tables.TRIGGERS, _HALF_READ_ADDED):
        db.execute(statement)


def m012_titles(db: Database) -> None:
    """An index of titles alone: which articles have a common word there is known without looking at all that have it."""
    db.execute(TITLE_TABLE)


def m013_newest_first(db: Database) -> None:
    """Entries of the index are counted down, so that the newest come first. It is built anew, behind, as after an import."""
    db.execute("DROP TABLE search_entry")
    for statement in (ENTRY_TABLE, *ENTRY_TRIGGERS, *SEARCH_CLEARED):
        db.execute(statement)


_MIGRATIONS = (
    m001_filing,
    m002_articles,
    m003_reading,
    m004_counts,
    m005_memory,
    m006_sources,
    m007_search,
    m008_smart_folders,
    m009_progress,
    m010_views,
    m011_journal,
    m012_titles,
    m013_newest_first,
)

SCHEMA_VERSION = len(_MIGRATIONS)
"""The number of migrations, which a library that is up to date holds as its user_version."""


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the migrations that a library lacks. Each is a transaction, or a savepoint of the one that is open."""
    # 0.12 s to import, and only for this.
    from sqlite_utils import Database, Migrations

    migrations = Migrations("broadsheet")
    for migration in _MIGRATIONS:
        migrations()(migration)
    migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
