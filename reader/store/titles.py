"""Finding articles by a piece of their title, in either script and any case, by a pattern that SQLite itself compares."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.store.articles import ROW_COLUMNS, article_rows

if TYPE_CHECKING:
    from reader.model.article import ArticleRow
    from reader.store.database import Database

# NOT INDEXED: the table from end to end, ten times as fast as in the order of dates when few titles fit.
_TITLED = (
    f"SELECT {ROW_COLUMNS} FROM article NOT INDEXED "  # noqa: S608 - our own text
    "WHERE title GLOB ? ORDER BY sorted_at DESC, id DESC LIMIT ?"
)
# SQLite takes patterns of up to 50,000 bytes, and a character in all its forms some twenty; no title is so long.
_LONGEST = 1_000
# CJK Unified Ideographs and Extension A (The Unicode Standard, §18.1): where characters with two forms are.
_HAN = "".join(map(chr, [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]))


def find_titles(database: Database, text: str, limit: int) -> list[ArticleRow]:
    """The newest articles whose title holds a text; none for a text of blanks."""
    from reader.text.clean import clean_line

    wanted = clean_line(text)[:_LONGEST]
    if not wanted:
        return []
    with database.read() as connection:
        return article_rows(connection.execute(_TITLED, [pattern(wanted), limit]).fetchall())


def pattern(text: str) -> str:
    """The GLOB pattern of titles that hold a text: each character in all its forms."""
    return f"*{''.join(map(_any_form, text))}*"


def _any_form(character: str) -> str:
    from reader.text.script import simplify

    simplified = simplify(character)
    forms = {character, simplified, *_other_forms().get(simplified, ())}
    # Of one character each: a set in brackets matches one, so that ß stays apart from SS.
    cases = {case for case in (character.lower(), character.upper(), character.title()) if len(case) == 1}
    # "]" ends a set unless it comes first, and "^" turns it round if it does (https://sqlite.org/lang_expr.html#glob).
    *ordered, last = sorted(forms | cases, key=lambda form: (form != "]", form == "^", form))
    return last if not ordered and last not in "*?[" else f"[{''.join([*ordered, last])}]"


@cache
def _other_forms() -> dict[str, str]:
    """By simplified character, the traditional ones that it stands for."""
    from reader.text.script import simplify

    forms: dict[str, str] = {}
    for character, simplified in zip(_HAN, simplify(_HAN), strict=True):
        if character != simplified:
            forms[simplified] = forms.get(simplified, "") + character
    return forms
