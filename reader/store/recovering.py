"""A new library from what can still be read of a damaged one."""

# ruff: noqa: S608 - names of tables and columns come from the schema; every value is a parameter
from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.errors import BroadsheetError
from reader.i18n import _
from reader.model.backup import Recovered
from reader.model.draft import Draft
from reader.model.journal import Action
from reader.model.report import Added
from reader.store import orphans
from reader.store.checking import count_anew
from reader.store.copying import UNFINISHED
from reader.store.opening import create_library, open_database
from reader.store.restoring import refuse_while_open, replace_library
from reader.store.salvage import columns_of, damaged, rows_of

_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
    "AND name NOT LIKE 'search%' AND name NOT LIKE '%sqlite%' AND name <> 'tally' ORDER BY rootpage"
)
"""What a reader would miss: the index and the counts are made anew."""
_UNTITLED = "SELECT markdown FROM body WHERE article_id NOT IN (SELECT id FROM article)"
_DELETE_UNTITLED = "DELETE FROM body WHERE article_id NOT IN (SELECT id FROM article)"
_TITLE_LENGTH = 60
"""Characters of a text that serve as its title when that is lost."""


def recover(library: Path) -> Recovered:
    """Make a new library from what can be read of a damaged one, which is set aside as it is.

    Raises LibraryUnusableError when another program has the library open, BroadsheetError when nothing can be read of it or
    the disk is full: then it is left where it is.
    """
    try:
        refuse_while_open(library)
        with TemporaryDirectory(prefix=UNFINISHED, dir=library.absolute().parent) as folder:
            ready = Path(folder, "library")
            create_library(ready)
            with damaged(library, Path(folder)) as source, closing(_writing(ready)) as target:
                saved, texts = _save(source, target)
            if not saved.articles and not texts:
                raise BroadsheetError(
                    _("Nothing can be read of the library {path}.").format(path=library),
                    _("`broadsheet restore latest` goes back to its newest sound copy."),
                )
            untitled = _add_untitled(ready, texts)
            saved = saved._replace(articles=saved.articles + untitled, untitled=untitled)
            return saved._replace(set_aside=replace_library(library, ready))
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BroadsheetError(
            _("The library {path} could not be recovered: {reason}.").format(path=library, reason=reason),
            _("Check the space on the disk and the permissions of the folder; the library is as it was."),
        ) from error


def _writing(path: Path) -> sqlite3.Connection:
    # Rows come in any order: what they belong to is looked for at the end.
    return sqlite3.connect(path, isolation_level=None)


def _save(source: sqlite3.Connection, target: sqlite3.Connection) -> tuple[Recovered, list[str]]:
    """Copy what can be read, and leave nothing half; gives also the texts that have no article any more."""
    target.execute("BEGIN")
    refused = 0
    for (table,) in target.execute(_TABLES).fetchall():
        refused += _copy_table(source, target, table)
    texts = _take_out_untitled(target)
    without_text = orphans.give_texts(target)
    orphans.set_right(target)
    orphans.forget_unreadable_memory(target)
    count_anew(target)
    articles, bookmarks = target.execute("SELECT total, bookmarked FROM tally").fetchone()
    target.execute("COMMIT")
    return Recovered(articles, bookmarks, without_text, refused), texts


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> int:
    """Copy what can be read of a table; gives how many rows were read and make no sense."""
    there = set(columns_of(source, table))
    columns = [name for name in columns_of(target, table) if name in there]
    if not columns:
        return 0
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'
    refused = 0
    for row in rows_of(source, table, columns):
        try:
            target.execute(statement, row)
        except sqlite3.IntegrityError:
            refused += 1
    return refused


def _take_out_untitled(target: sqlite3.Connection) -> list[str]:
    """The texts of articles whose titles and facts are lost."""
    texts = [text for (text,) in target.execute(_UNTITLED).fetchall()]
    target.execute(_DELETE_UNTITLED)
    return texts


def _add_untitled(library: Path, texts: list[str]) -> int:
    """Make articles of texts, with their beginnings as titles; gives how many."""
    from reader.store.adding import Adding
    from reader.store.journal.recording import Recording
    from reader.store.preparing import DraftPreparation
    from reader.text.reading import summary

    drafts = (Draft(summary(text)[:_TITLE_LENGTH] or _("Untitled"), text) for text in texts)
    with closing(open_database(library)) as database:
        adding = Adding(database, None, Recording(database, Action.IMPORT), dry_run=False)
        added = sum(
            (adding.add(batch) for batch in DraftPreparation(_("Recovered")).batches(drafts)), Added()
        )
        with database.read() as connection:
            # One file, that can be given another name.
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    return added.added
