"""The tables of the journal, and the triggers that write it while an action is recorded.

Part of a migration, and final with it: what shall be recorded later gets its triggers from a later one.
"""

# ruff: noqa: S608 - statements are put together from our own texts
from __future__ import annotations

RECORDED: dict[str, tuple[str, ...]] = {
    "category": ("name", "position"),
    "source": ("kind", "name", "location", "category_id"),
    "smart_folder": ("name", "query", "position"),
    "tag": ("article_id", "name"),
    "highlight": ("article_id", "block", "start", "end_block", "stop", "quotation", "remark", "created_at"),
}
"""Tables whose rows are recorded as they come, change and go, and the columns that an action can change."""

ARTICLE_COLUMNS = (("read_at",), ("bookmarked_at", "note"), ("category_id",), ("source_id",))
"""The columns of the reader's state on articles, in groups that are recorded by themselves: a mark takes little room."""

PRESENCE, VERSION = "presence", "version"
"""What a change is about, when not a row of a table: that an article is there at all, or what it says."""
PRESENT, TRASHED, WITHDRAWN = "present", "trash", "withdrawn"
"""Where an article can be: in the library, in the trash, or away because its import was taken back."""


def absent(state: str, at: int) -> str:
    """How the journal writes that an article is away since a time, in microseconds since 1970."""
    return f"{state} {at}"


def absence(text: str) -> tuple[str, int]:
    """What `absent` wrote: the state and the time."""
    state, _blank, at = text.partition(" ")
    return state, int(at or 0)


TABLES = (
    """
    CREATE TABLE journal_entry (
        id INTEGER PRIMARY KEY AUTOINCREMENT, action TEXT NOT NULL, subject TEXT NOT NULL,
        articles INTEGER NOT NULL DEFAULT 0, done_at INTEGER NOT NULL, undone_at INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE journal_change (
        id INTEGER PRIMARY KEY,
        entry_id INTEGER NOT NULL REFERENCES journal_entry (id) ON DELETE CASCADE,
        what TEXT NOT NULL, "row" INTEGER NOT NULL, before TEXT, after TEXT, undone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX journal_change_by_entry ON journal_change (entry_id, undone, id)",
    # The one row says which entry is being written; NULL outside of a transaction that records.
    "CREATE TABLE journal_recording (id INTEGER PRIMARY KEY CHECK (id = 1), entry_id INTEGER) STRICT",
    "INSERT INTO journal_recording VALUES (1, NULL)",
    """
    CREATE TABLE shelf (
        id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL, key TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('trash', 'withdrawn', 'version')),
        title TEXT NOT NULL, category_id INTEGER NOT NULL, category TEXT NOT NULL, shelved_at INTEGER NOT NULL,
        document_id INTEGER REFERENCES document (id), content BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX shelf_by_article ON shelf (article_id, state)",
    "CREATE INDEX shelf_by_key ON shelf (key)",
    "CREATE INDEX shelf_by_state ON shelf (state, shelved_at)",
    "CREATE INDEX shelf_by_category ON shelf (category_id)",
    "CREATE INDEX shelf_by_document ON shelf (document_id) WHERE document_id IS NOT NULL",
    # AUTOINCREMENT: a row that is put back has its number for itself.
    """
    CREATE TABLE tag (
        id INTEGER PRIMARY KEY AUTOINCREMENT, article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        name TEXT NOT NULL, UNIQUE (article_id, name)
    ) STRICT
    """,
    "CREATE INDEX tag_by_name ON tag (name, article_id)",
    """
    CREATE TABLE highlight (
        id INTEGER PRIMARY KEY AUTOINCREMENT, article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        "block" INTEGER NOT NULL, start INTEGER NOT NULL, end_block INTEGER NOT NULL, stop INTEGER NOT NULL,
        quotation TEXT NOT NULL, remark TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX highlight_by_article ON highlight (article_id)",
)

_IS_RECORDED = "(SELECT entry_id FROM journal_recording) IS NOT NULL"


def _object(row: str, columns: tuple[str, ...]) -> str:
    return "json_object({})".format(", ".join(f"'{column}', {row}.\"{column}\"" for column in columns))


def _recorder(event: str, table: str, columns: tuple[str, ...], suffix: str = "") -> str:
    old, new = _object("OLD", columns), _object("NEW", columns)
    row, before, after = {
        "INSERT": ("NEW.id", "NULL", new),
        "UPDATE": ("OLD.id", old, new),
        "DELETE": ("OLD.id", old, "NULL"),
    }[event]
    named = ", ".join(f'"{column}"' for column in columns)
    following = f"UPDATE OF {named}" if event == "UPDATE" else event
    changed = f" AND {old} <> {new}" if event == "UPDATE" else ""
    return f"""
    CREATE TRIGGER journal_{table}_{event.lower()}{suffix} AFTER {following} ON {table}
    WHEN {_IS_RECORDED}{changed} BEGIN
        INSERT INTO journal_change (entry_id, what, "row", before, after)
        SELECT entry_id, '{table}', {row}, {before}, {after} FROM journal_recording;
    END
    """


TRIGGERS = (
    *(
        _recorder(event, table, columns)
        for table, columns in RECORDED.items()
        for event in ("INSERT", "UPDATE", "DELETE")
    ),
    *(_recorder("UPDATE", "article", columns, f"_{columns[0]}") for columns in ARTICLE_COLUMNS),
    f"""
    CREATE TRIGGER journal_article_insert AFTER INSERT ON article WHEN {_IS_RECORDED} BEGIN
        INSERT INTO journal_change (entry_id, what, "row", before, after)
        SELECT entry_id, '{PRESENCE}', NEW.id, '{WITHDRAWN}', '{PRESENT}' FROM journal_recording;
    END
    """,
    # The tags are those of the bookmark.
    """
    CREATE TRIGGER bookmark_removed AFTER UPDATE OF bookmarked_at ON article
    WHEN OLD.bookmarked_at IS NOT NULL AND NEW.bookmarked_at IS NULL BEGIN
        DELETE FROM tag WHERE article_id = NEW.id;
    END
    """,
    # What an entry alone can bring back goes with it; what lies in the trash stays there.
    f"""
    CREATE TRIGGER journal_entry_dropped BEFORE DELETE ON journal_entry BEGIN
        DELETE FROM shelf WHERE state = '{VERSION}' AND id IN
            (SELECT CAST(before AS INTEGER) FROM journal_change WHERE entry_id = OLD.id AND what = '{VERSION}');
        DELETE FROM shelf WHERE state = '{WITHDRAWN}' AND article_id IN
            (SELECT "row" FROM journal_change WHERE entry_id = OLD.id AND what = '{PRESENCE}');
    END
    """,
    """
    CREATE TRIGGER shelf_cleared AFTER DELETE ON shelf WHEN OLD.document_id IS NOT NULL BEGIN
        DELETE FROM document WHERE id = OLD.document_id
            AND NOT EXISTS (SELECT 1 FROM article WHERE document_id = OLD.document_id)
            AND NOT EXISTS (SELECT 1 FROM shelf WHERE document_id = OLD.document_id);
    END
    """,
)
