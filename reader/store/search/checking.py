"""Whether the index finds articles by their own words."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from reader.text.prose import plain_text
from reader.text.terms import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 500
"""Articles that are tried, in about a second; of more, so many that stand equally far apart."""
_WORDS = 8
"""Tokens of a piece of text: enough to tell an article from most others, and soon looked up."""
_TOKEN = re.compile(rb"[0-9A-Za-z\x80-\xff]+")
"""What FTS5 takes as one."""

_COUNT = "SELECT count(*) FROM search_entry"
_SAMPLE = (
    "SELECT entry, title, markdown FROM (SELECT entry, article_id, row_number() OVER (ORDER BY entry) AS number "
    "FROM search_entry) JOIN article ON article.id = article_id JOIN body USING (article_id) WHERE number % ? = 0"
)
_IN_TEXTS = "SELECT 1 FROM search_text WHERE search_text MATCH ? AND rowid = ?"
_IN_TITLES = "SELECT 1 FROM search_title WHERE search_title MATCH ? AND rowid = ?"


def words_are_found(connection: sqlite3.Connection) -> tuple[int, int]:
    """Of how many articles a piece of the title and two of the body were looked up, and how many of these were missed."""
    (entries,) = connection.execute(_COUNT).fetchone()
    step = max(1, -(-entries // _MOST))
    rows = connection.execute(_SAMPLE, [step]).fetchall()
    missed = sum(
        not all(_is_found(connection, where, entry, phrase) for where, phrase in _phrases(title, markdown))
        for entry, title, markdown in rows
    )
    return len(rows), missed


def is_corruption(error: sqlite3.DatabaseError) -> bool:
    """Whether an error says that the file, or a table that SQLite keeps in others, is damaged."""
    return (
        error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT
    )  # the primary code, of several more exact ones


def _phrases(title: str, markdown: str) -> Iterator[tuple[str, str]]:
    """Statements, and expressions of FTS5, that find the article if the index has its text as it is."""
    words = _TOKEN.findall(tokens(title))[:_WORDS]
    if words:
        phrase = f'{{title}} : "{b" ".join(words).decode()}"'
        yield _IN_TEXTS, phrase
        yield _IN_TITLES, phrase
    body = _TOKEN.findall(tokens(plain_text(markdown)))
    middle = len(body) // 2
    for piece in (body[middle : middle + _WORDS], body[-_WORDS:]):
        if piece:
            yield _IN_TEXTS, f'{{body}} : "{b" ".join(piece).decode()}"'


def _is_found(connection: sqlite3.Connection, statement: str, entry: int, phrase: str) -> bool:
    try:
        return connection.execute(statement, [phrase, entry]).fetchone() is not None
    except sqlite3.DatabaseError as error:
        if not is_corruption(error):
            raise
        return False
