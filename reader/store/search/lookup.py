"""What is looked for in the index and among articles, and the orders in which it is given."""

# ruff: noqa: S608 - statements are put together from our own texts; every value is a parameter
from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from reader.model.filter import Sort
from reader.store.search.ranking import BM25, fits
from reader.store.search.tables import OLDEST_ENTRY, SEARCH_BLOCK
from reader.store.selection import order_by
from reader.text.terms import phrase

if TYPE_CHECKING:
    import sqlite3

    from reader.model.query import Term
    from reader.store.search.conditions import Arguments

_STRETCH = 500
"""Hits whose dates are looked up at a time, at most."""
_MOST_STRETCHES = 10
"""So many, and then looking up all at once is faster."""
_RANKED = 1_000
"""Hits that are ranked by how well they fit: so many of a phrase of common characters take some 50 ms."""
_FEW = 24
"""Hits of a phrase that are ranked by reading their texts, in some five milliseconds."""
_SAMPLE = 10
"""Of so many entries one, the newest, is looked at to tell how common a word is."""

_ARTICLES = " CROSS JOIN article ON article.id = article_id"
_TEXTS, _TITLES = "search_text", "search_title"
_SAMPLED = "SELECT count(*) FROM (SELECT 1 FROM search_text WHERE search_text MATCH :match AND rowid < :older LIMIT :limit)"
_NEWEST_ENTRY = "SELECT coalesce(min(entry), 0) FROM search_entry"
_NEWEST_FROM = "SELECT block, max(newest) OVER (ORDER BY block DESC) FROM search_block"
_BY_DATE = "search_entry.sorted_at DESC, article_id DESC"
_NEWEST = Sort()


class Found(NamedTuple):
    """Articles in their order."""

    ids: list[int]
    complete: bool
    """Whether these are all, and not the first of more."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is looked for: a text in the index, and what else must hold."""

    connection: sqlite3.Connection
    match: str | None
    phrases: list[str]
    """The terms of the match, each by itself; of very many the first."""
    pending: list[int]
    """The articles that have the text and are not indexed yet."""
    where: str | None
    """Conditions on the article; None without any."""
    arguments: Arguments
    views: str
    """How often an article was viewed, in the span that is asked for."""
    term: Term | None
    """The term that the match is, when it is no more than one."""
    index: str = _TEXTS
    """The table of FTS5 that is asked."""

    def sorted(self, order: str) -> list[int]:
        """All in an order."""
        arguments: Arguments = {"match": self.match or "", "pending": json.dumps(self.pending)}
        if self.match is None:
            source, found = "article", "TRUE"
        elif not self.pending:
            source, found = f"{self._entries}{_ARTICLES}", f"{self.index} MATCH :match"
        else:
            source = "article"
            found = (
                f"(article.id IN (SELECT article_id FROM {self._entries} WHERE {self.index} MATCH :match) "
                "OR article.id IN (SELECT value FROM json_each(:pending)))"
            )
        statement = f"SELECT article.id FROM {source} WHERE {found} AND {self._where} ORDER BY {order}"
        return self._ids(statement, arguments)

    def newest(self, limit: int) -> Found:
        """The newest ones, from the newest entries on, until the older ones can hold none that is newer.

        Where entries are in another order than dates, as after an import of old articles, all are looked at.
        """
        if self.match is None:
            return Found(self.sorted(order_by(_NEWEST)), complete=True)
        newest_from = self._newest_from()
        keys = self._pending_keys()
        # Asked once, because a phrase of common characters takes ten milliseconds before it gives the first.
        cursor = self.connection.execute(self._matched, {"match": self.match})
        # Where entries are in the order of dates, there is hardly more to look at than what is wanted.
        size = min(2 * limit, _STRETCH)
        with closing(cursor):
            for _ in range(_MOST_STRETCHES):
                entries = [entry for (entry,) in cursor.fetchmany(size)]
                keys = sorted(keys + self._keys(entries), reverse=True)
                if len(entries) < size:
                    return Found([article_id for _, article_id in keys], complete=True)
                if len(keys) > limit and keys[limit - 1][0] > newest_from[entries[-1] // SEARCH_BLOCK]:
                    return Found([article_id for _, article_id in keys[:limit]], complete=False)
                size = _STRETCH
        return Found(self.sorted(order_by(_NEWEST)), complete=True)

    def best(self, limit: int) -> Found:
        """The best ones."""
        ranked = self._ranked()
        if ranked is not None:
            return Found(ranked, complete=True)
        first = self._titled().newest(limit)
        if len(first.ids) >= limit:
            return Found(first.ids[:limit], complete=False)
        others = self.newest(limit + len(first.ids))
        ids = list(dict.fromkeys(first.ids + others.ids))
        return Found(ids if others.complete else ids[:limit], others.complete)

    def by_relevance(self) -> list[int]:
        """All, the best first; with a common word those that have it all in their title, then the others, both by date."""
        ranked = self._ranked()
        if ranked is not None:
            return ranked
        by_date = order_by(_NEWEST)
        return list(dict.fromkeys(self._titled().sorted(by_date) + self.sorted(by_date)))

    def _ranked(self) -> list[int] | None:
        """All, ranked by how well each fits; by date where nothing is looked for in texts; None if a word is too common.

        For bm25() looks at every hit of every word before it gives the first, whatever the others leave of them.
        """
        if self.match is None:
            return self.sorted(order_by(_NEWEST))
        few = self._few()
        if few is None and any(map(self._is_common, self.phrases)):
            return None
        # What is not indexed yet cannot be ranked, and is mostly new.
        waiting = [article_id for _, article_id in sorted(self._pending_keys(), reverse=True)]
        return waiting + (self._ranked_by_bm25() if few is None else self._ranked_by_reading(few))

    def _few(self) -> dict[int, float] | None:
        """How well the one term fits the entries that have it, if it is a phrase of several tokens and these are few."""
        if self.term is None or " " not in (phrase(self.term.text, whole=self.term.whole) or ""):
            return None
        arguments: Arguments = {"match": self.match or "", "limit": _FEW + 1}
        entries = [row[0] for row in self.connection.execute(f"{self._matched} LIMIT :limit", arguments)]
        return fits(self.connection, self.term, entries) if len(entries) <= _FEW else None

    def _ranked_by_bm25(self) -> list[int]:
        return self._ids(
            f"SELECT article_id AS id FROM {self._entries}{self._articles} WHERE {self.index} MATCH :match "
            f"AND {self._where} ORDER BY {BM25}, {_BY_DATE}",
            {"match": self.match or ""},
        )

    def _ranked_by_reading(self, fitting: dict[int, float]) -> list[int]:
        statement = (
            f"SELECT entry, article_id FROM search_entry{self._articles} "
            f"WHERE entry IN (SELECT value FROM json_each(:entries)) AND {self._where} ORDER BY {_BY_DATE}"
        )
        found = self.connection.execute(statement, self.arguments | {"entries": json.dumps(list(fitting))})
        return [article_id for _, article_id in sorted(found, key=lambda row: -fitting[row[0]])]

    def _titled(self) -> Lookup:
        """The search for those that have all of it in their title."""
        # The operators of FTS5, for what is looked for is folded and has neither capitals nor braces.
        is_negated, is_of_fields = " NOT " in (self.match or ""), "{" in (self.match or "")
        if not is_negated and not is_of_fields:
            return replace(self, pending=[], index=_TITLES)
        match = f"{{title}} : ({self.match})"
        if is_negated:
            # All of it besides, for a title without a word says nothing of a body without it.
            match = f"({self.match}) AND {match}"
        return replace(self, match=match, pending=[])

    def _is_common(self, phrase: str) -> bool:
        """Whether there are probably more hits than can be ranked while somebody waits: judged by the newest entries."""
        (newest,) = self.connection.execute(_NEWEST_ENTRY).fetchone()
        arguments: Arguments = {
            "match": phrase,
            "older": newest + (OLDEST_ENTRY + 1 - newest) // _SAMPLE,
            "limit": _RANKED // _SAMPLE + 1,
        }
        (hits,) = self.connection.execute(_SAMPLED, arguments).fetchone()
        return int(hits) == arguments["limit"]

    def _newest_from(self) -> dict[int, int]:
        """For each block of the index, the newest date in it and in all that were begun before it."""
        return dict(self.connection.execute(_NEWEST_FROM).fetchall())

    def _keys(self, entries: list[int]) -> list[tuple[int, int]]:
        statement = (
            f"SELECT search_entry.sorted_at, article_id FROM search_entry{self._articles} "
            f"WHERE entry IN (SELECT value FROM json_each(:entries)) AND {self._where}"
        )
        arguments: Arguments = {"entries": json.dumps(entries)}
        return self.connection.execute(statement, self.arguments | arguments).fetchall()

    def _pending_keys(self) -> list[tuple[int, int]]:
        statement = (
            "SELECT sorted_at, id FROM article WHERE id IN (SELECT value FROM json_each(:pending)) "
            f"AND {self._where}"
        )
        arguments: Arguments = {"pending": json.dumps(self.pending)}
        return (
            self.connection.execute(statement, self.arguments | arguments).fetchall() if self.pending else []
        )

    @property
    def _entries(self) -> str:
        return f"{self.index} CROSS JOIN search_entry ON entry = {self.index}.rowid"

    @property
    def _matched(self) -> str:
        """The entries that match, the newest first."""
        return f"SELECT rowid FROM {self.index} WHERE {self.index} MATCH :match ORDER BY rowid"

    @property
    def _where(self) -> str:
        return self.where or "TRUE"

    @property
    def _articles(self) -> str:
        """The articles joined to entries, when something is asked of them."""
        return "" if self.where is None else _ARTICLES

    def _ids(self, statement: str, arguments: Arguments | None = None) -> list[int]:
        """The ids that a statement selects, in one step of SQLite, during which other threads run."""
        whole = f"SELECT json_group_array(id) FROM ({statement})"
        row = self.connection.execute(whole, self.arguments | (arguments or {})).fetchone()
        ids: list[int] = json.loads(row[0])
        return ids
