"""The tables of the index of texts, and the triggers by which it follows what is written."""

# ruff: noqa: S608 - statements are put together from our own texts; every value is a parameter
from __future__ import annotations

SEARCH_BLOCK = 1_000
"""Entries of a block: few enough that a common word is found in one of them in a millisecond."""
OLDEST_ENTRY = 2**35 // SEARCH_BLOCK * SEARCH_BLOCK - 1
"""The number of the first entry. Those that follow are counted down, so that the newest come first in the index: FTS5 reads
backwards a sixth slower. The last of a block, and it takes five bytes (https://sqlite.org/fileformat.html#varint)."""

TITLE_TABLE = (
    "CREATE VIRTUAL TABLE search_title USING fts5 (title, content = '', columnsize = 0, tokenize = 'ascii')"
)
"""The titles by themselves: with the bodies in one table a common word is looked for in all of them to tell its titles."""

ENTRY_TABLE = """
    CREATE TABLE search_entry (
        entry INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL UNIQUE REFERENCES article (id) ON DELETE CASCADE,
        sorted_at INTEGER NOT NULL
    ) STRICT
"""

SEARCH_TABLES = (
    # Contentless: the texts are in the library already (https://sqlite.org/fts5.html §4.4.1).
    "CREATE VIRTUAL TABLE search_text USING fts5 (title, body, origin, author, content = '', tokenize = 'ascii')",
    ENTRY_TABLE,
    "CREATE TABLE search_block (block INTEGER PRIMARY KEY, newest INTEGER NOT NULL) STRICT",
    """
    CREATE TABLE search_pending (
        article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
        stamp INTEGER NOT NULL DEFAULT (random())
    ) STRICT
    """,
    """
    CREATE TABLE search_stale (
        entry INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL, origin TEXT, author TEXT
    ) STRICT
    """,
)

_RETIRE = """
        INSERT INTO search_stale SELECT entry, article.title, body.markdown, article.origin, article.author
            FROM search_entry JOIN article ON article.id = article_id JOIN body USING (article_id)
            WHERE article_id = OLD.{id};
        DELETE FROM search_entry WHERE article_id = OLD.{id};
"""
# The stamp tells one change from the next.
_AWAIT = """
        INSERT INTO search_pending (article_id) VALUES (OLD.{id}) ON CONFLICT (article_id) DO UPDATE SET stamp = random();
"""

_DATE_BLOCK = f"""
        INSERT INTO search_block VALUES (NEW.entry / {SEARCH_BLOCK}, NEW.sorted_at)
            ON CONFLICT (block) DO UPDATE SET newest = max(newest, excluded.newest);
"""

ENTRY_TRIGGERS = (
    f"CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN {_DATE_BLOCK} END",
    f"CREATE TRIGGER search_entry_dated AFTER UPDATE OF sorted_at ON search_entry BEGIN {_DATE_BLOCK} END",
)

# Those that retire an entry come before the change, while the library still has the text that the entry holds.
SEARCH_TRIGGERS = (
    """
    CREATE TRIGGER search_body_added AFTER INSERT ON body BEGIN
        INSERT INTO search_pending (article_id) VALUES (NEW.article_id);
    END
    """,
    f"""
    CREATE TRIGGER search_body_changed BEFORE UPDATE OF markdown ON body WHEN OLD.markdown <> NEW.markdown BEGIN
        {_RETIRE.format(id="article_id")} {_AWAIT.format(id="article_id")}
    END
    """,
    f"""
    CREATE TRIGGER search_facts_changed BEFORE UPDATE OF title, origin, author ON article
    WHEN (OLD.title, OLD.origin, OLD.author) IS NOT (NEW.title, NEW.origin, NEW.author) BEGIN
        {_RETIRE.format(id="id")} {_AWAIT.format(id="id")}
    END
    """,
    f"CREATE TRIGGER search_article_deleted BEFORE DELETE ON article BEGIN {_RETIRE.format(id='id')} END",
    *ENTRY_TRIGGERS,
    """
    CREATE TRIGGER search_article_dated AFTER UPDATE OF sorted_at ON article WHEN OLD.sorted_at <> NEW.sorted_at BEGIN
        UPDATE search_entry SET sorted_at = NEW.sorted_at WHERE article_id = NEW.id;
    END
    """,
)

SEARCH_CLEARED = (
    "INSERT INTO search_text (search_text) VALUES ('delete-all')",
    "INSERT INTO search_title (search_title) VALUES ('delete-all')",
    "DELETE FROM search_entry",
    "DELETE FROM search_block",
    "DELETE FROM search_stale",
    "DELETE FROM search_pending",
    "INSERT INTO search_pending (article_id) SELECT id FROM article",
)
"""What empties the index: everything is to be indexed."""
