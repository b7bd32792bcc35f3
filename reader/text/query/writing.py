"""Pieces of queries made from other texts."""

from __future__ import annotations

import re

_QUOTE = re.compile('["＂]')


def quoted(text: str) -> str:
    """The text as one quotation of the query language, which finds this and nothing more.

    `parse` gives a clean text (`text.clean.clean_line`) back as it is; one that is blank makes no query.
    """
    return '"' + _QUOTE.sub(lambda match: match[0] * 2, text) + '"'
