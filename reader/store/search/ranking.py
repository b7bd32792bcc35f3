"""How well a term fits articles: BM25 as FTS5 has it (https://sqlite.org/fts5.html §5.1.1), worked out from their texts.

FTS5 looks a phrase up in all articles before it tells how well it fits the first, which for a rare phrase of common
characters takes as long as finding it. Where few articles have it, reading these is faster.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

from reader.model.query import Term, TextField
from reader.store.search.pending import folded_texts
from reader.text.terms import pattern

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

WEIGHTS = {TextField.TITLE: 8.0, TextField.BODY: 1.0, TextField.ORIGIN: 2.0, TextField.AUTHOR: 2.0}
"""What a hit in each counts: a title is of few words, and they say what the article is about."""
BM25 = f"bm25(search_text, {', '.join(map(str, WEIGHTS.values()))})"
"""The rank of a row of the index in SQL: the less, the better."""

_K1, _B = 1.2, 0.75
_LEAST = 1e-6
"""The weight of a term that more than half of all articles have."""
# The averages are the first record of the index, the lengths are those of each entry, both as varints (§9.2 and §9.4).
_AVERAGES = "SELECT block FROM search_text_data WHERE id = 1"
_TEXTS = (
    "SELECT entry, sz, title, markdown, origin, author FROM search_entry "
    "JOIN search_text_docsize AS size ON size.id = entry "
    "JOIN article ON article.id = article_id JOIN body USING (article_id) "
    "WHERE entry IN (SELECT value FROM json_each(?))"
)


def fits(connection: sqlite3.Connection, term: Term, entries: Sequence[int]) -> dict[int, float]:
    """How well a term fits each of all the entries that have it: the greater the better, equal to the negative of bm25()."""
    wanted = pattern(term.text, whole=term.whole)
    if wanted is None or not entries:
        return {}
    # As many times as a phrase of tokens is there: one may begin inside another.
    counted = re.compile(f"(?={wanted.pattern})")
    (averages,) = connection.execute(_AVERAGES).fetchone()
    rows, *totals = _varints(averages)
    usual = sum(totals) / rows
    weight = max(math.log((rows - len(entries) + 0.5) / (len(entries) + 0.5)), _LEAST)
    found = {}
    for entry, lengths, *said in connection.execute(_TEXTS, [json.dumps(entries)]):
        texts = folded_texts(*said)
        hits = sum(WEIGHTS[field] * len(counted.findall(texts[field])) for field in term.fields)
        length = sum(_varints(lengths))
        found[entry] = weight * hits * (_K1 + 1) / (hits + _K1 * (1 - _B + _B * length / usual))
    return found


def _varints(record: bytes) -> Iterator[int]:
    """The numbers of a record (https://sqlite.org/fileformat.html#varint), of up to eight bytes each."""
    number = 0
    for byte in record:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            yield number
            number = 0
