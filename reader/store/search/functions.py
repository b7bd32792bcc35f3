"""What SQL asks Python while it looks for articles: regular expressions, and parts of folded texts."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.text import expressions
from reader.text.folding import folded
from reader.text.prose import plain_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

TEXT_MATCHES = "broadsheet_text_matches"
BODY_MATCHES = "broadsheet_body_matches"
HOLDS = "broadsheet_holds"
"""Names of functions of SQL."""

_PATIENCE = 0.2
"""Seconds for a regular expression on one text; a usual one takes a millisecond on the longest."""
_SLOW = 0.01
"""Seconds from which on it counts as slow."""
_BUDGET = 0.5
"""Seconds for all slow texts together: one that is slow on most of them would take minutes."""


class SearchCancelledError(Exception):
    """Nobody waits for the answer any more."""


class SlowExpressionError(Exception):
    """A regular expression takes too long. The argument is its pattern."""


@dataclass(slots=True)
class Functions:
    """The functions for one search. SQLite keeps their errors to itself: `error` has the one that ended the search."""

    cancelled: Callable[[], bool]
    error: Exception | None = None
    _spent: float = 0.0

    def register(self, connection: sqlite3.Connection) -> None:
        """Make them known to a connection, in place of those of the search before."""
        connection.create_function(TEXT_MATCHES, 2, self._text_matches)
        connection.create_function(BODY_MATCHES, 2, self._body_matches)
        connection.create_function(HOLDS, 3, _holds)

    def _text_matches(self, pattern: str, text: str | None) -> bool:
        return text is not None and self._matches(pattern, text)

    def _body_matches(self, pattern: str, markdown: str) -> bool:
        return self._matches(pattern, plain_text(markdown))

    def _matches(self, pattern: str, text: str) -> bool:
        if self.cancelled():
            self.error = SearchCancelledError()
            raise self.error
        start = time.monotonic()
        try:
            # Not below nothing: less than no time would be time without end.
            left = max(0.0, min(_PATIENCE, _BUDGET - self._spent))
            found = expressions.matches(pattern, text, left)
        except TimeoutError:
            self.error = SlowExpressionError(pattern)
            raise
        spent = time.monotonic() - start
        self._spent += spent if spent > _SLOW else 0
        return found


def _holds(text: str | None, wanted: str, whole: int) -> bool:
    """Whether a text holds another that is folded, or is it."""
    if text is None:
        return False
    compared = folded(text)
    return compared == wanted if whole else wanted in compared
